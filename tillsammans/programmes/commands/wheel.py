"""Editions of a county's wheel: a draft from the one in force, what it says of itself, putting it in force."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.organisations.models import Place
from tillsammans.programmes import policies, rules
from tillsammans.programmes.models import Basis, WheelArtwork, WheelEdition, WheelTexts
from tillsammans.programmes.rules import shipped_wheel
from tillsammans.programmes.rules import wheel_editing as editing
from tillsammans.programmes.rules.wheel import Structure, read_structure, text_keys


def locked(edition: WheelEdition) -> WheelEdition:
    """The edition's row as it is now, locked until the transaction ends. Raises NotVisible when it is gone."""
    return check.found(WheelEdition.objects.select_for_update().filter(pk=edition.pk).first())


def editable(
    by: Actor, edition: WheelEdition, check_may: policies.WheelCheck = policies.check_edit_wheel
) -> tuple[WheelEdition, Structure]:
    """The locked edition and its structure, if `by` may change it. Raises NotAllowed or Conflict (policies)."""
    row = locked(edition)
    check_may(by, row)
    return row, read_structure(row.structure)


def keep(edition: WheelEdition, structure: Structure) -> None:
    """Store a changed structure. Words of parts that are gone go with them."""
    edition.structure = editing.stored(structure)
    edition.save(update_fields=["structure"])
    for row in WheelTexts.objects.select_for_update().filter(edition=edition):
        if gone := editing.stray(structure, row.texts):
            row.texts = {key: text for key, text in row.texts.items() if key not in gone}
            row.save(update_fields=["texts"])


@transaction.atomic
def draft_wheel(*, by: Actor, county: Place) -> WheelEdition:
    """A new draft with the parts, words and pictures of the wheel in force. Refused while another draft is open."""
    Place.objects.select_for_update().get(pk=county.pk)
    policies.check_start_wheel(by, county)
    own = WheelEdition.objects.filter(county=county)
    if own.filter(state=rules.DRAFT).exists():
        raise Conflict(_("Det finns redan ett utkast. Fortsätt i det, eller kasta det först."))
    source = own.filter(state=rules.PUBLISHED).first()
    if source is None:
        raise Conflict(
            _("Det finns inget hjul att utgå från. Be systemförvaltaren läsa in det som följer med systemet.")
        )
    number = own.aggregate(highest=Max("number"))["highest"] + 1
    draft = WheelEdition.objects.create(
        county=county, number=number, state=rules.DRAFT, structure=source.structure, created_at=by.at
    )
    _copy_rows(source, draft)
    audit.record(by=by, action="programmes.wheel_drafted", target=draft, detail={"from": source.pk})
    return draft


def _copy_rows(source: WheelEdition, draft: WheelEdition) -> None:
    texts = list(WheelTexts.objects.filter(edition=source))
    wanted = [one.key for one in text_keys(read_structure(source.structure))]
    for row in texts:
        row.pk, row.edition = None, draft
        if row.language == SOURCE_LANGUAGE:
            row.texts = {**_words_since(wanted), **row.texts}
    WheelTexts.objects.bulk_create(texts)
    for artwork in WheelArtwork.objects.filter(edition=source).iterator(chunk_size=1):
        artwork.pk, artwork.edition = None, draft
        artwork.save(force_insert=True)


def _words_since(wanted: list[str]) -> dict[str, str | Sequence[str]]:
    """The Swedish words under pictures, which came with the system after the first editions: without them nothing can be put
    in force. Other languages show their own from the system until somebody has written them (queries.wheel).
    """
    ours = shipped_wheel.words(SOURCE_LANGUAGE)
    return {key: ours[key] for key in wanted if ".picture." in key and key in ours}


@transaction.atomic
def edit_wheel_standing(*, by: Actor, edition: WheelEdition, basis: str, preliminary: bool) -> WheelEdition:
    """Whose the areas are (a Basis), and whether they still wait for the county to confirm them."""
    edition, structure = editable(by, edition)
    if basis not in Basis.values:
        raise Invalid(_("Välj vems områdena är."))
    edition.structure = editing.stored(structure) | {"basis": basis, "preliminary": preliminary}
    edition.save(update_fields=["structure"])
    audit.record(by=by, action="programmes.wheel_standing_edited", target=edition)
    return edition


@transaction.atomic
def publish_wheel(*, by: Actor, edition: WheelEdition) -> WheelEdition:
    """Put a draft in force: from now on it is what everyone in the county meets. Raises Conflict while Swedish lacks a text."""
    Place.objects.select_for_update().get(pk=edition.county_id)
    edition = locked(edition)
    policies.check_publish_wheel(by, edition)
    _check_whole(edition)
    before = WheelEdition.objects.filter(county_id=edition.county_id, state=rules.PUBLISHED).first()
    if before:
        WheelEdition.objects.filter(pk=before.pk).update(state=rules.RETIRED)
    edition.state, edition.published_at = rules.PUBLISHED, by.at
    edition.save(update_fields=["state", "published_at"])
    detail = {"replaces": before.pk if before else None}
    audit.record(by=by, action="programmes.wheel_published", target=edition, detail=detail)
    return edition


def _check_whole(edition: WheelEdition) -> None:
    """Raises Conflict while a Swedish text is missing."""
    row = WheelTexts.objects.filter(edition=edition, language=SOURCE_LANGUAGE).first()
    editing.check_whole(read_structure(edition.structure), row.texts if row else {})


@transaction.atomic
def discard_wheel(*, by: Actor, edition: WheelEdition) -> None:
    """Throw a draft away, with its words and pictures."""
    edition, _structure = editable(by, edition)
    audit.record(
        by=by, action="programmes.wheel_discarded", target=edition, detail={"number": edition.number}
    )
    edition.delete()
