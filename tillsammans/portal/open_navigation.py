"""The open pages' menu and the footer, apart from the workspace's: these words are in every language."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.portal.navigation import NavItem


@dataclass(frozen=True)
class LinkGroup:
    heading: str
    links: list[NavItem]


def public_nav(path: str) -> list[NavItem]:
    """The open pages' menu."""
    items = [
        (_("Hjulet"), reverse("wheel:intro")),
        (_("Modellen"), reverse("programmes:public")),
        (_("Om Tillsammans"), reverse("portal:about")),
    ]
    return [NavItem(label, href, current=path.startswith(href)) for label, href in items]


def footer_groups() -> list[LinkGroup]:
    return [
        LinkGroup(
            _("Hitta"),
            [
                NavItem(_("Barnets bästa-hjulet"), reverse("wheel:intro")),
                NavItem(_("Modellen"), reverse("programmes:public")),
                NavItem(_("Nyhetsbrev"), reverse("reports:open_newsletters")),
                NavItem(_("Gå med i en workshop"), reverse("workshops:code")),
                NavItem(_("Logga in"), reverse("account_login")),
            ],
        ),
        LinkGroup(
            _("Om webbplatsen"),
            [
                NavItem(_("Om Tillsammans"), reverse("portal:about")),
                NavItem(_("Tillgänglighet"), reverse("portal:accessibility")),
                NavItem(_("Så hanterar vi uppgifter"), reverse("portal:privacy")),
            ],
        ),
    ]
