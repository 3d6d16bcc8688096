"""The words of a draft wheel, a language at a time, and whether a native reader has gone through them."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Invalid
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.programmes import policies
from tillsammans.programmes.commands import editions
from tillsammans.programmes.commands.wheel import editable
from tillsammans.programmes.models import Review, WheelEdition, WheelTexts
from tillsammans.programmes.rules import wheel_editing as editing
from tillsammans.programmes.rules.wheel import text_keys


@transaction.atomic
def edit_wheel_texts(
    *, by: Actor, edition: WheelEdition, language: str, texts: Mapping[str, str | Sequence[str]], seen: str | None = None
) -> WheelTexts:  # fmt: skip
    """New words for the given keys; an emptied text is taken away, and the language falls back to Swedish there.

    Words that were reviewed count as unreviewed again once one of them changes. Raises Invalid for a key without a place.
    """
    edition, structure = editable(by, edition, policies.check_word_wheel)
    kinds = {one.key: one.kind for one in text_keys(structure)}
    if not texts.keys() <= kinds.keys():
        raise Invalid(_("En av texterna hör inte till hjulet längre. Läs om sidan och skriv igen."))
    row = _row(edition, language)
    editions.check_mark(editing.mark_of_words(row.texts, texts), seen)
    written = {key: editing.cleaned(kinds[key], text) for key, text in texts.items()}
    changed = [key for key, text in written.items() if text != (row.texts.get(key) or type(text)())]
    if not changed:
        return row
    row.texts = {key: text for key, text in {**row.texts, **written}.items() if text}
    if row.review == Review.REVIEWED:
        row.review, row.reviewed_on = Review.UNREVIEWED, None
    row.save()
    detail = {"language": language, "texts": len(changed)}
    audit.record(by=by, action="programmes.wheel_texts_edited", target=edition, detail=detail)
    return row


@transaction.atomic
def set_wheel_review(*, by: Actor, edition: WheelEdition, language: str, state: str) -> WheelTexts:
    """Whether a native reader has gone through the language, or a machine wrote it. Not for Swedish, the source."""
    edition, _structure = editable(by, edition, policies.check_word_wheel)
    if language == SOURCE_LANGUAGE or state not in Review.values:
        raise Invalid(
            _("Välj ett språk som är översatt från svenskan, och hur långt granskningen har kommit.")
        )
    row = _row(edition, language)
    if row.review == state:
        return row
    row.review = state
    row.reviewed_on = timezone.localdate(by.at) if state == Review.REVIEWED else None
    row.save()
    detail = {"language": language, "state": state}
    audit.record(by=by, action="programmes.wheel_review_set", target=edition, detail=detail)
    return row


def _row(edition: WheelEdition, language: str) -> WheelTexts:
    """The language's row of a locked edition, made when it is missing."""
    if language not in dict(settings.LANGUAGES):
        raise Invalid(_("Välj ett av språken som hjulet finns på."))
    return WheelTexts.objects.get_or_create(edition=edition, language=language)[0]
