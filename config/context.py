"""What the page frame needs on every page."""

from typing import Any

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.portal import navigation


def frame(request: HttpRequest) -> dict[str, Any]:
    """Menus and languages, worked out only by the templates that show them."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "is_demo": settings.DEMO,
        "frame_note": _("Demo med ett påhittat län. Inget här gäller någon verklig kommun.")
        if settings.DEMO
        else "",
        "public_nav": SimpleLazyObject(lambda: navigation.public_nav(request.path)),
        "work_nav": SimpleLazyObject(lambda: navigation.work_nav(actor, request.path)),
        "role_line": SimpleLazyObject(lambda: navigation.role_line(actor)),
        "footer_groups": SimpleLazyObject(navigation.footer_groups),
        "languages": SimpleLazyObject(lambda: _languages(request)),
        "home_href": reverse("portal:start"),
        **_ways(signed_in=actor is not None and actor.user_id is not None),
        "language": get_language(),
    }


def _ways(*, signed_in: bool) -> dict[str, str]:
    """The way in for who is outside; the ways around and out for who is inside."""
    if not signed_in:
        return {"sign_in_href": reverse("account_login")}
    return {
        "workspace_href": reverse("portal:workspace"),
        "account_href": reverse("accounts:account"),
        "sign_out_href": reverse("account_logout"),
    }


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    """The same page in each language: code, name in its own language, address, whether it is this one."""
    here = request.get_full_path()
    return [
        {
            "code": code,
            "name": str(LANG_INFO[code]["name_local"]).capitalize(),
            "href": _in_language(here, code),
            "dir": "rtl" if LANG_INFO[code]["bidi"] else "ltr",
            "current": code == get_language(),
        }
        for code, _name in settings.LANGUAGES
    ]


def _in_language(address: str, code: str) -> str:
    """The same address in another language. Every page has one path, and in all languages but Swedish a prefix before it.

    Nothing needs to be resolved and reversed for that, which cost a tenth of a page (docs/benchmarks.md).
    """
    own = f"/{get_language()}/"
    bare = address[len(own) - 1 :] if address.startswith(own) else address
    return bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"
