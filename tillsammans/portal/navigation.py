"""The workspace's menu: what each role reaches, in the order of its work. The open pages' menus: open_navigation.py."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tillsammans.access.actor import Actor
from tillsammans.access.reach import LEVEL_DIGITS
from tillsammans.access.roles import Permission, Role

P = Permission
OWN_FIGURES = (Role.HEAD, Role.CONTACT_PERSON)


@dataclass(frozen=True)
class NavItem:
    """current: this page, or one below it."""

    label: str
    href: str
    icon: str = ""
    current: bool = False


@dataclass(frozen=True)
class _Entry:
    """label: asked when the menu is drawn, in the reader's language. wants: the permissions of which one is enough.

    covers: addresses of the workspace that belong to it and stand elsewhere. unless: who has this reaches it another way.
    """

    label: Callable[[], str]
    name: str
    icon: str
    wants: tuple[P, ...] = ()
    covers: tuple[str, ...] = ()
    unless: P | None = None


SUPPORT = ("checklistor", "kommunikation", "arshjul", "forum", "knuffar", "anpassningar", "satsningar")
WORK_MENU = (
    _Entry(lambda: _("Översikt"), "portal:workspace", "house-line"),
    _Entry(lambda: _("Länet"), "followup:county", "squares-four", (P.COUNTY_PICTURE_READ,)),
    _Entry(lambda: _("Omgångar"), "followup:rounds", "steps", (P.ROUND_RUN, P.REPORT_FOR_OTHERS)),
    _Entry(lambda: _("Tidslinje"), "planning:timeline", "calendar-blank", (P.WORK_READ,), ("kalender",)),
    _Entry(lambda: _("Planer"), "planning:plans", "signpost", (P.WORK_READ,)),
    _Entry(
        lambda: pgettext("all of them", "Beslut"),
        "governance:decisions",
        "gavel",
        (P.WORK_READ,),
        ("styrning",),
    ),
    _Entry(
        lambda: _("Besök och stöd"),
        "governance:visits",
        "handshake",
        (P.COUNTY_WORK, P.LOCAL_WORK),
        ("styrning/stod",),
    ),
    _Entry(
        lambda: _("Rapporter och nyhetsbrev"), "reports:reports", "article", (P.WORK_READ,), ("nyhetsbrev",)
    ),
    _Entry(lambda: _("Hinder och möjliggörare"), "strategies:register", "scales", (P.WORK_READ,)),
    _Entry(lambda: _("Strategier"), "strategies:strategies", "tree-structure", (P.WORK_READ,)),
    _Entry(lambda: _("Workshoppar"), "workshops:workshops", "cards", (P.COUNTY_WORK, P.LOCAL_WORK)),
    _Entry(lambda: _("Stöd för planen"), "planning:support", "lifebuoy", (P.WORK_READ,), SUPPORT),
    _Entry(lambda: _("Linser"), "planning:lenses", "eye", (P.LENSES_READ,)),
    _Entry(lambda: _("Enheter"), "organisations:units", "buildings", (P.PLACES_READ,)),
    _Entry(lambda: _("Roller"), "organisations:roles", "users-three", (P.HOLDINGS_READ,)),
    _Entry(lambda: _("Läs in enheter"), "organisations:import", "upload-simple", (P.PLACES_IMPORT,)),
    _Entry(lambda: _("Modellen och trappan"), "programmes:workspace", "books", (P.PROGRAMME_READ,)),
    _Entry(lambda: _("Hjulet"), "programmes:wheel", "palette", (P.WHEEL_TEXTS,)),
    _Entry(lambda: _("Konton"), "steward:accounts", "user", (P.ACCOUNTS_MANAGE,)),
    _Entry(lambda: _("Utskick"), "steward:mail", "envelope-simple", (P.MAIL_READ,), ("texter",)),
    _Entry(
        lambda: _("Texter och logotyp"),
        "wording:texts",
        "envelope-simple",
        (P.TEXTS_EDIT,),
        unless=P.MAIL_READ,
    ),
    _Entry(lambda: _("Granskningslogg"), "steward:audit_trail", "magnifying-glass", (P.AUDIT_READ,)),
)


def work_nav(actor: Actor | None, path: str) -> list[NavItem]:
    """The places of the workspace that the actor's roles reach."""
    if actor is None:
        return []
    open_to_actor = [e for e in WORK_MENU if _is_for(actor, e)]
    items = [NavItem(e.label(), reverse(e.name), e.icon) for e in open_to_actor]
    items[1:1] = _own_places(actor)
    ways = [(i.href, i.href) for i in items] + [way for e in open_to_actor for way in _covered(e)]
    here = max(
        (way for way in ways if path.startswith(way[0])), key=lambda way: len(way[0]), default=("", "")
    )[1]
    return [NavItem(i.label, i.href, i.icon, current=i.href == here) for i in items]


def _is_for(actor: Actor, entry: _Entry) -> bool:
    if entry.unless and actor.has(entry.unless):
        return False
    return not entry.wants or any(actor.has(one) for one in entry.wants)


def _covered(entry: _Entry) -> list[tuple[str, str]]:
    """(the beginning of an address, the entry that it belongs to)."""
    workspace = reverse("portal:workspace") if entry.covers else ""
    return [(f"{workspace}{one}/", reverse(entry.name)) for one in entry.covers]


PRINCIPAL_DIGITS = slice(LEVEL_DIGITS, 2 * LEVEL_DIGITS)  # where a path names the principal


def _own_places(actor: Actor) -> list[NavItem]:
    """The figures of one's own principal, and the page of one's own unit: the first of each, without asking the database."""
    items = []
    if principals := {held.path[PRINCIPAL_DIGITS] for held in actor.holdings if held.role in OWN_FIGURES}:
        items.append(
            NavItem(
                _("Läget hos oss"), reverse("followup:principal", args=[int(min(principals))]), "chart-bar"
            )
        )
    if units := sorted(held.place_id for held in actor.holdings if held.role == Role.UNIT_MANAGER):
        items.append(NavItem(_("Vår enhet"), reverse("organisations:unit", args=[units[0]]), "stack"))
    return items


def role_line(actor: Actor | None) -> str:
    """What one is signed in as: the roles, in the order of the table."""
    if actor is None:
        return ""
    return ", ".join(str(role.label) for role in Role if role in actor.roles).capitalize()
