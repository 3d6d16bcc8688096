"""What a process leader does with the lenses: tie the plan's own rows to a part, note, and place groups of staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.planning import lens_policies as policies
from tillsammans.planning.models import Activity, AdopterPlacing, LensNote, LensTag
from tillsammans.planning.rules import lenses as rules
from tillsammans.planning.rules.seen import check_seen
from tillsammans.strategies.models import Determinant, Strategy

Notes = Mapping[str, tuple[bool, str]]


@transaction.atomic
def tag(
    *, by: Actor, county: Place, lens: str, code: str, thing: Strategy | Activity | Determinant
) -> LensTag:
    """Say that one of the county's strategies or activities stands behind a part of a lens, or that a barrier belongs there.

    Raises NotAllowed, Invalid; NotVisible for what is not the county's own.
    """
    policies.check_use_lenses(by, county)
    _check_part(lens, code, rules.TAGGED)
    if thing.place_id != county.pk:
        check.found(None)
    named: dict[str, Any] = {thing._meta.model_name or "": thing}
    row, is_new = LensTag.objects.get_or_create(county=county, lens=lens, code=code, **named)
    if is_new:
        audit.record(by=by, action="planning.lens_tagged", target=row, detail={"lens": lens, "code": code})
    return row


@transaction.atomic
def untag(*, by: Actor, tag: LensTag) -> None:
    """Raises NotAllowed."""
    policies.check_use_lenses(by, tag.county)
    number = tag.pk
    gone, _each = LensTag.objects.filter(pk=number).delete()
    if gone:
        audit.record(by=by, action="planning.lens_untagged", target=("planning.lenstag", number))


@transaction.atomic
def write_notes(*, by: Actor, county: Place, lens: str, notes: Notes, seen: str = "") -> None:
    """Write down the notes of a lens: (ticked, text) by the part's code. The leadership checklist is the writer's own.

    Raises NotAllowed, Invalid; DraftConflict when somebody has written since the form was shown.
    """
    Place.objects.select_for_update().get(pk=county.pk)
    policies.check_use_lenses(by, county)
    for code in notes:
        _check_part(lens, code, rules.NOTED)
    owner = by.user_id if lens == rules.FRL else None
    if lens == rules.FRL and owner is None:
        raise Invalid(_("Checklistan hör till ett konto. Logga in och försök igen."))
    rows = {row.code: row for row in LensNote.objects.filter(county=county, lens=lens, owner_id=owner)}
    check_seen(notes_said(rows.values()), seen)
    for code, (ticked, text) in notes.items():
        row = rows.get(code) or LensNote(county=county, lens=lens, code=code, owner_id=owner)
        if (row.ticked, row.text) != (ticked, text.strip()):
            row.ticked, row.text, row.noted_at, row.noted_by_id = ticked, text.strip(), by.at, by.user_id
            row.save()
    audit.record(by=by, action="planning.lens_noted", target=county, detail={"lens": lens})


def notes_said(rows: Any) -> dict[str, Any]:
    """What stands in the notes, by the names of the form's fields; what is empty is left out."""
    found: dict[str, Any] = {}
    for row in sorted(rows, key=lambda row: row.code):
        found |= {f"text_{row.code}": row.text} if row.text else {}
        found |= {f"tick_{row.code}": True} if row.ticked else {}
    return found


# --- Rogers -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PlacingContent:
    """group: of staff at the place, never a person. category: a code of data/lenses/rogers.yaml."""

    group: str
    category: str
    needs: str = ""


@transaction.atomic
def place_group(*, by: Actor, county: Place, place: Place, content: PlacingContent) -> AdopterPlacing:
    """Say where a group of staff at the county or a principal mostly stands. Raises NotAllowed, Invalid, Conflict."""
    Place.objects.select_for_update().get(pk=county.pk)
    policies.check_use_lenses(by, county)
    inside = place.pk == county.pk or (place.county_id == county.pk and place.kind == PlaceKind.PRINCIPAL)
    if not inside:
        raise Invalid(_("Välj länet eller en av länets huvudmän."))
    row = AdopterPlacing(county=county, place=place)
    _fill(by, row, content)
    return row


@transaction.atomic
def change_placing(
    *, by: Actor, placing: AdopterPlacing, content: PlacingContent, seen: str = ""
) -> AdopterPlacing:
    """Raises NotAllowed, Invalid, Conflict, DraftConflict."""
    row = _held(by, placing)
    check_seen(placing_said(row), seen)
    _fill(by, row, content)
    return row


@transaction.atomic
def remove_placing(*, by: Actor, placing: AdopterPlacing) -> None:
    """Raises NotAllowed."""
    row = _held(by, placing)
    number = row.pk
    row.delete()
    audit.record(by=by, action="planning.adopters_removed", target=("planning.adopterplacing", number))


def placing_said(row: AdopterPlacing) -> dict[str, Any]:
    return {"group": row.group, "category": row.category, "needs": row.needs}


def _held(by: Actor, placing: AdopterPlacing) -> AdopterPlacing:
    check.found(AdopterPlacing.objects.select_for_update(of=("self",)).filter(pk=placing.pk).first())
    row = check.found(AdopterPlacing.objects.select_related("county").filter(pk=placing.pk).first())
    policies.check_use_lenses(by, row.county)
    return row


def _fill(by: Actor, row: AdopterPlacing, content: PlacingContent) -> None:
    _check_part(rules.ROGERS, content.category, (rules.ROGERS,))
    group = content.group.strip()
    if AdopterPlacing.objects.filter(place_id=row.place_id, group=group).exclude(pk=row.pk).exists():
        raise Conflict(_("Gruppen är redan placerad. Öppna den och ändra där."))
    row.group, row.category, row.needs = group, content.category, content.needs.strip()
    row.noted_at, row.noted_by_id = by.at, by.user_id
    row.save()
    audit.record(by=by, action="planning.adopters_placed", target=row, detail={"category": row.category})


def _check_part(lens: str, code: str, among: tuple[str, ...]) -> None:
    if lens not in among or code not in rules.load(lens).by_code():
        raise Invalid(_("Den delen finns inte i linsen. Läs in sidan på nytt och välj igen."))
