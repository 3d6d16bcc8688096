"""Logging what process leaders take part in: once, however often the button is pressed."""

from dataclasses import asdict, replace

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, DraftConflict, Invalid
from tillsammans.governance import support_policies as policies
from tillsammans.governance.models import SupportRequest, Visit
from tillsammans.governance.rules import visits as rules
from tillsammans.governance.rules.content import cleaned
from tillsammans.governance.rules.visits import VisitContent
from tillsammans.organisations.models import Place
from tillsammans.organisations.rules.days import day_of


@transaction.atomic
def log_visit(*, by: Actor, place: Place, content: VisitContent, key: str = "") -> Visit:
    """Something that has been. key: of the form; the same form sent twice is one visit, and the same one is given back.

    Raises NotAllowed; Invalid when it is not whole or its day has not come; Conflict for a form that has logged another visit.
    """
    policies.check_log(by, place)
    told = _whole(by, place, content)
    if refusal := rules.key_refusal(key):
        raise Invalid(refusal)
    county_id = place.county_id or place.pk
    # the county's row is locked, so that two presses at the same moment come one after the other
    check.found(Place.objects.select_for_update().filter(pk=county_id).first())
    if key and (before := Visit.objects.filter(county_id=county_id, key=key).first()):
        return _same(before, place, told)
    row = Visit(
        county_id=county_id, place=place, key=key, logged_at=by.at, created_at=by.at, created_by_id=by.user_id
    )
    _fill(row, told)
    row.save()
    audit.record(by=by, action="governance.visit_logged", target=row, detail={"place": place.pk})
    return row


@transaction.atomic
def change_visit(*, by: Actor, visit: Visit, place: Place, content: VisitContent, revision: int) -> Visit:
    """Correct what was logged. Raises NotAllowed, Invalid; DraftConflict with the other's words when another saved meanwhile."""
    row = held(visit)
    policies.check_change(by, row)
    policies.check_log(by, place)
    if revision < row.revision:
        text = _("Någon annan har ändrat besöket medan du skrev. Välj vad som ska gälla och spara igen.")
        raise DraftConflict(text, theirs=asdict(content_of(row)), revision=row.revision)
    if place.pk != row.place_id and _was_asked_for(row):
        raise Conflict(_("Besöket är ett stöd som platsen har bett om. Då ändras inte platsen."))
    told = _whole(by, place, content)
    row.place = place
    _fill(row, told)
    row.revision += 1
    row.save()
    audit.record(by=by, action="governance.visit_changed", target=row, detail={"place": place.pk})
    return row


@transaction.atomic
def remove_visit(*, by: Actor, visit: Visit) -> None:
    """It was logged by mistake. Raises NotAllowed, Conflict for one that somebody has asked for."""
    row = held(visit)
    policies.check_change(by, row)
    if _was_asked_for(row):
        raise Conflict(_("Besöket är ett stöd som platsen har bett om. Ändra det i stället."))
    number = row.pk
    row.delete()
    audit.record(by=by, action="governance.visit_removed", target=("governance.visit", number))


def write_logged(by: Actor, row: Visit, content: VisitContent) -> Visit:
    """A planned visit has been. Raises NotAllowed, Invalid; Conflict when it is logged already as something else."""
    policies.check_log(by, row.place)
    told = _whole(by, row.place, content)
    if row.logged_at is not None:
        return _same(row, row.place, told)
    _fill(row, told)
    row.logged_at, row.revision = by.at, row.revision + 1
    row.save()
    audit.record(by=by, action="governance.visit_logged", target=row, detail={"place": row.place_id})
    return row


def _was_asked_for(row: Visit) -> bool:
    return SupportRequest.objects.filter(visit=row).exists()


def content_of(row: Visit) -> VisitContent:
    return VisitContent(row.kind, row.held_on, tuple(row.met), row.line)


def held(visit: Visit) -> Visit:
    """The row, locked."""
    check.found(Visit.objects.select_for_update().filter(pk=visit.pk).first())
    return Visit.objects.select_related("place").get(pk=visit.pk)


def _whole(by: Actor, place: Place, content: VisitContent) -> VisitContent:
    """The content, cleaned, its roles in one order. Raises Invalid."""
    line = " ".join(cleaned(content.line).split())
    told = replace(content, line=line, met=tuple(one for one in rules.MET if one in content.met))
    refusal = rules.log_refusal(replace(told, met=content.met), day_of(by.at), place.closed_on)
    if refusal:
        raise Invalid(refusal)
    return told


def _same(before: Visit, place: Place, content: VisitContent) -> Visit:
    if before.place_id == place.pk and content_of(before) == content:
        return before
    raise Conflict(
        _("Det här är redan loggat med ett annat innehåll. Öppna sidan på nytt för att logga ett till.")
    )


def _fill(row: Visit, content: VisitContent) -> None:
    row.kind, row.held_on, row.met, row.line = content.kind, content.held_on, list(content.met), content.line
