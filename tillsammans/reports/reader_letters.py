"""Mails to readers of the newsletter. Raises LookupError when the row is gone."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access.models import Grant
from tillsammans.access.queries import link_token
from tillsammans.notify import registry
from tillsammans.reports.commands import mailings
from tillsammans.reports.commands.subscribers import ALREADY, CONFIRM, LETTER
from tillsammans.reports.drawing import newsletter_mail
from tillsammans.reports.drawing.newsletter import Ending
from tillsammans.reports.models import Copy, Newsletter, Reader, ReaderState


def register() -> None:
    """Called once, when the package is loaded."""
    registry.register(CONFIRM, confirm)
    registry.register(ALREADY, already)
    registry.register(
        LETTER, letter, html=True, listed=lambda words: (words["list"], words["stop"]), taken=mailings.arrived,
        refused=mailings.came_back,
    )  # fmt: skip


def confirm(context: Mapping[str, Any]) -> dict[str, Any]:
    """context: reader, grant (ids)."""
    return _words(context, "reports:subscribe_confirm")


def already(context: Mapping[str, Any]) -> dict[str, Any]:
    """context: reader, grant (ids)."""
    return _words(context, "reports:subscription")


def letter(context: Mapping[str, Any]) -> dict[str, Any]:
    """context: copy (id). The whole newsletter in the reader's language, and the link that ends it."""
    copy = Copy.objects.select_related("newsletter", "reader").filter(pk=context["copy"]).first()
    reader = copy.reader if copy else None
    grant = Grant.objects.filter(pk=reader.grant_id).first() if reader and reader.grant_id else None
    if copy is None or reader is None or grant is None:
        raise LookupError("the reader is gone")
    newsletter = _whole(copy.newsletter_id, copy.newsletter.digest)
    language = get_language() or reader.language
    stop = settings.BASE_URL + reverse("reports:subscription_stop", args=[link_token(grant)])
    ending = Ending(_why(reader), _("Sluta få nyhetsbrevet"), stop)
    name = f"nyhetsbrev.{newsletter.county.county_profile.key}"
    return {**newsletter_mail.words(newsletter, language, ending), "stop": stop, "list": name}


@lru_cache(maxsize=4)
def _whole(newsletter_id: int, digest: str) -> Newsletter:
    """Asked once for all its copies: published it never changes. digest: of all that it says; another is never taken for it."""
    rows = Newsletter.objects.select_related("county__county_profile").prefetch_related("blocks")
    return rows.get(pk=newsletter_id, digest=digest)


def _why(reader: Reader) -> str:
    if reader.state == ReaderState.STAFF:
        return _("Du får brevet för att du har en roll i länets samverkan.")
    return _("Du får brevet för att du prenumererar på det.")


def _words(context: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The addresses are in the mail's language, which the reader chose."""
    reader = Reader.objects.select_related("county").filter(pk=context["reader"]).first()
    grant = Grant.objects.filter(pk=context["grant"]).first()
    if reader is None or grant is None:
        raise LookupError("the reader is gone")
    return {"county": reader.county.name, "link": settings.BASE_URL + reverse(name, args=[link_token(grant)])}
