"""What the page frame needs on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config import languages
from tillsammans.portal import navigation, open_navigation


def frame(request: HttpRequest) -> dict[str, Any]:
    """Menus and languages, worked out only by the templates that show them."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "is_demo": settings.DEMO,
        "frame_note": _("Demo med ett påhittat län. Inget här gäller någon verklig kommun.")
        if settings.DEMO
        else "",
        "public_nav": SimpleLazyObject(lambda: open_navigation.public_nav(request.path)),
        "work_nav": SimpleLazyObject(lambda: navigation.work_nav(actor, request.path)),
        "role_line": SimpleLazyObject(lambda: navigation.role_line(actor)),
        "footer_groups": SimpleLazyObject(open_navigation.footer_groups),
        "languages": SimpleLazyObject(lambda: languages.choices(request.get_full_path())),
        "alternates": SimpleLazyObject(lambda: languages.alternates(request.get_full_path())),
        "unread_note": SimpleLazyObject(languages.unread_note),
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
