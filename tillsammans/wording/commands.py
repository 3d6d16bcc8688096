"""Changing a county's texts, going back to the standard ones, and the logotype."""

import hashlib
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, DraftConflict, Invalid
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.organisations.models import Place
from tillsammans.ui.artwork import read_picture
from tillsammans.wording import policies, queries
from tillsammans.wording.models import CountyText, Logotype
from tillsammans.wording.registry import TextKind
from tillsammans.wording.rules import logotypes, texts

LONGEST_ALT = 150


@transaction.atomic
def set_text(
    *, by: Actor, county: Place, key: str, language: str, subject: str, body: str, seen: int
) -> CountyText | None:
    """The county's own words from now on, as the next version. seen: the version that the writer saw; 0: none.

    The same words as are in force already make no version: None. Raises NotAllowed, NotVisible for an unknown text, Invalid for
    words that cannot be used, DraftConflict with the other's words.
    """
    newest = _held(by, county, key, language)
    kind = queries.get_kind(key, language)
    subject, body = (
        texts.cleaned(subject) if kind.with_subject else "",
        texts.cleaned(body) if kind.with_body else "",
    )
    _check_words(kind, language, subject, body)
    if _is_there(kind, language, newest, subject, body):
        return None
    if newest and seen != newest.number:
        message = _("Någon annan har ändrat texten medan du skrev. Välj vad som ska gälla och spara igen.")
        theirs = {"subject": newest.subject, "body": newest.body, "standard": newest.standard}
        raise DraftConflict(message, theirs=theirs, revision=newest.number)
    return _next(by, county, key, language, newest, subject, body)


@transaction.atomic
def use_standard(*, by: Actor, county: Place, key: str, language: str) -> CountyText:
    """Back to the standard text. Raises NotAllowed, NotVisible, Conflict where it is in force already."""
    newest = _held(by, county, key, language)
    queries.get_kind(key, language)
    if newest is None or newest.standard:
        raise Conflict(_("Standardtexten används redan."))
    return _next(by, county, key, language, newest, "", "")


def _held(by: Actor, county: Place, key: str, language: str) -> CountyText | None:
    """The newest version, with the county locked, so that two who write come one after the other. Raises NotAllowed."""
    policies.check_change_texts(by, county)
    Place.objects.select_for_update().get(pk=county.pk)
    rows = CountyText.objects.filter(county=county, key=key, language=language)
    return rows.order_by("-number").first()


def _check_words(kind: TextKind, language: str, subject: str, body: str) -> None:
    with override(language):
        names = kind.names()
    found = kind.fault_in(subject, body, names)
    if found:
        raise Invalid(found.sentence)


def _is_there(kind: TextKind, language: str, newest: CountyText | None, subject: str, body: str) -> bool:
    if newest and not newest.standard:
        return (newest.subject, newest.body) == (subject, body)
    with override(language):
        standard = kind.standard()
    return (subject, body) == (
        texts.cleaned(standard[0]) if kind.with_subject else "", texts.cleaned(standard[1]) if kind.with_body else "",
    )  # fmt: skip


def _next(
    by: Actor, county: Place, key: str, language: str, newest: CountyText | None, subject: str, body: str
) -> CountyText:
    number = newest.number + 1 if newest else 1
    if number > texts.MOST_VERSIONS:
        raise Conflict(_("Texten har ändrats väldigt många gånger. Be systemförvaltaren om hjälp."))
    standard = not subject and not body
    row = CountyText.objects.create(
        county=county, key=key, language=language, number=number, subject=subject, body=body, standard=standard,
        made_at=by.at, made_by_id=by.user_id,
    )  # fmt: skip
    action = "wording.standard_text_used" if standard else "wording.text_written"
    audit.record(by=by, action=action, target=row, detail={"number": number})
    return row


@transaction.atomic
def upload_logotype(*, by: Actor, county: Place, data: bytes, alt: Mapping[str, str]) -> Logotype:
    """In place of the one before. Raises NotAllowed; Invalid for what is no PNG or JPEG, too large or of no use at that size."""
    policies.check_change_texts(by, county)
    words = {code: said for code, given in alt.items() if (said := " ".join(texts.cleaned(given).split()))}
    if SOURCE_LANGUAGE not in words:
        raise Invalid(_("Skriv på svenska vad logotypen visar. Det läses upp för den som inte ser den."))
    if any(len(said) > LONGEST_ALT for said in words.values()):
        raise Invalid(_("Beskriv logotypen kortare, med högst 150 tecken."))
    picture = read_picture(data, logotypes.LIMITS)
    if picture.width > logotypes.WIDEST_SHARE * picture.height or picture.height > 2 * picture.width:
        raise Invalid(_("Logotypen är för lång och smal för sidans huvud. Välj en annan form av den."))
    kept = logotypes.for_documents(picture.data, picture.media_type)
    row, _made = Logotype.objects.update_or_create(
        county=county,
        defaults={
            "media_type": picture.media_type, "width": picture.width, "height": picture.height, "data": kept,
            "sha256": hashlib.sha256(kept).hexdigest(), "alt": words, "uploaded_at": by.at, "uploaded_by_id": by.user_id,
        },
    )  # fmt: skip
    audit.record(by=by, action="wording.logotype_uploaded", target=row)
    return row


@transaction.atomic
def remove_logotype(*, by: Actor, county: Place) -> None:
    """Raises NotAllowed, NotVisible when there is none."""
    policies.check_change_texts(by, county)
    row = check.found(Logotype.objects.select_for_update().filter(county=county).defer("data").first())
    audit.record(by=by, action="wording.logotype_removed", target=row)
    row.delete()
