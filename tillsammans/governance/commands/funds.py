"""Assignments and funds: opened and shared out by the county, used and reported back by each principal. Amounts are whole öre."""

from collections.abc import Mapping
from dataclasses import asdict, replace

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, DraftConflict, Invalid
from tillsammans.governance import funds_policies as policies
from tillsammans.governance.models import Assignment, FundShare, FundUse
from tillsammans.governance.rules import funds as rules
from tillsammans.governance.rules import visits
from tillsammans.governance.rules.content import cleaned, tidy
from tillsammans.governance.rules.funds import AssignmentContent, UseContent
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.rules.days import day_of

LONGEST_REPORT = 2000


@transaction.atomic
def open_assignment(*, by: Actor, county: Place, content: AssignmentContent) -> Assignment:
    """Raises NotAllowed, Invalid."""
    policies.check_open(by, county)
    row = Assignment(county=county, created_at=by.at, created_by_id=by.user_id)
    _fill(row, content)
    row.save()
    audit.record(by=by, action="governance.assignment_opened", target=row)
    return row


@transaction.atomic
def change_assignment(
    *, by: Actor, assignment: Assignment, content: AssignmentContent, revision: int
) -> Assignment:
    """Raises NotAllowed, Invalid, Conflict; DraftConflict with the other's words when another saved meanwhile."""
    row = _held(assignment)
    policies.check_keep(by, row)
    if revision < row.revision:
        text = _("Någon annan har ändrat uppdraget medan du skrev. Välj vad som ska gälla och spara igen.")
        raise DraftConflict(text, theirs=asdict(content_of(row)), revision=row.revision)
    _fill(row, content)
    return _saved(by, row, "governance.assignment_changed")


@transaction.atomic
def close_assignment(*, by: Actor, assignment: Assignment) -> Assignment:
    """It is over: it can be read, and nothing more is written in it. Raises NotAllowed, Conflict."""
    row = _held(assignment)
    policies.check_keep(by, row)
    row.closed_on = day_of(by.at)
    return _saved(by, row, "governance.assignment_closed")


@transaction.atomic
def share_out(
    *, by: Actor, assignment: Assignment, amounts: Mapping[int, int | None], revision: int
) -> Assignment:
    """Divide the funds: öre by principal's id; None: no share. Principals that are not named keep theirs.

    More than there is can be shared out: it is told as such and stops nothing. Raises NotAllowed; Invalid for an amount below
    nought; Conflict when it has changed meanwhile, or a share that has been used would be taken away.
    """
    row = _held(assignment)
    policies.check_keep(by, row)
    if revision < row.revision:
        raise Conflict(
            _("Någon annan har ändrat fördelningen medan du skrev. Läs in sidan och fördela igen.")
        )
    known = Place.objects.filter(county_id=row.county_id, kind=PlaceKind.PRINCIPAL, pk__in=list(amounts))
    shares = {one.principal_id: one for one in FundShare.objects.select_for_update().filter(assignment=row)}
    for principal in known:
        _share(row, principal, amounts[principal.pk], shares.get(principal.pk))
    return _saved(by, row, "governance.funds_shared_out")


def _share(row: Assignment, principal: Place, ore: int | None, now: FundShare | None) -> None:
    if ore is not None and (refusal := rules.amount_refusal(ore)):
        raise Invalid(refusal)
    if now is None:
        if ore is not None:
            FundShare.objects.create(assignment=row, principal=principal, amount_ore=ore)
        return
    if ore is None:
        if now.reported_at is not None or FundUse.objects.filter(share=now).exists():
            text = _("%(name)s har redan använt av sin andel. Skriv 0 om inget mer ska betalas ut.")
            raise Conflict(text % {"name": principal.name})
        now.delete()
    elif ore != now.amount_ore:
        now.amount_ore, now.revision = ore, now.revision + 1
        now.save()


@transaction.atomic
def note_use(*, by: Actor, share: FundShare, content: UseContent, key: str = "") -> FundUse:
    """Write down what was used for what. More than the share is told as such and stops nothing. The same form twice is one.

    Raises NotAllowed, Conflict, Invalid.
    """
    row = _held_share(share)
    policies.check_keep_share(by, row)
    told = replace(content, purpose=_line(content.purpose))
    refusal = rules.use_refusal(told, row.assignment.starts_on, day_of(by.at)) or visits.key_refusal(key)
    if refusal:
        raise Invalid(refusal)
    _check_length(told.purpose, 200)
    if key and (before := FundUse.objects.filter(share=row, key=key).first()):
        return before
    own = {"key": key, "created_at": by.at, "created_by_id": by.user_id}
    use = FundUse.objects.create(share=row, **asdict(told), **own)
    audit.record(by=by, action="governance.fund_use_noted", target=use, detail={"share": row.pk})
    return use


@transaction.atomic
def remove_use(*, by: Actor, use: FundUse) -> None:
    """It was written down by mistake. Raises NotAllowed, Conflict."""
    check.found(FundUse.objects.select_for_update().filter(pk=use.pk).first())
    row = FundUse.objects.select_related("share__assignment").get(pk=use.pk)
    policies.check_keep_use(by, row)
    number, share = row.pk, row.share_id
    row.delete()
    audit.record(
        by=by,
        action="governance.fund_use_removed",
        target=("governance.funduse", number),
        detail={"share": share},
    )


@transaction.atomic
def report_back(*, by: Actor, share: FundShare, text: str, seen: int) -> FundShare:
    """What came of the share. Can be written anew until the assignment is closed. Raises NotAllowed, Conflict, Invalid."""
    row = _held_share(share)
    policies.check_keep_share(by, row)
    words = cleaned(text)
    if seen < row.revision and words != row.report_text:
        raise Conflict(
            _("En kollega har skrivit medan du skrev. Läs vad som står nu och skicka igen om det behövs.")
        )
    if not words:
        raise Invalid(_("Skriv några rader om vad medlen ledde till."))
    _check_length(words, LONGEST_REPORT)
    row.report_text, row.reported_at, row.revision = words, by.at, row.revision + 1
    row.save()
    audit.record(by=by, action="governance.funds_reported", target=row)
    return row


def content_of(row: Assignment) -> AssignmentContent:
    return AssignmentContent(**{name: getattr(row, name) for name in AssignmentContent.__dataclass_fields__})


def _fill(row: Assignment, content: AssignmentContent) -> None:
    told = tidy(content)
    if refusal := rules.assignment_refusal(told):
        raise Invalid(refusal)
    for name, value in asdict(told).items():
        most = getattr(Assignment._meta.get_field(name), "max_length", None)
        if isinstance(value, str) and most:
            _check_length(value, most)
        setattr(row, name, value)


def _line(text: str) -> str:
    return " ".join(cleaned(text).split())


def _check_length(text: str, most: int) -> None:
    if len(text) > most:
        told = _("Texten är %(given)s tecken lång. Korta den till högst %(most)s.")
        raise Invalid(told % {"given": len(text), "most": most})


def _held(assignment: Assignment) -> Assignment:
    """The row, locked."""
    return check.found(Assignment.objects.select_for_update().filter(pk=assignment.pk).first())


def _held_share(share: FundShare) -> FundShare:
    check.found(FundShare.objects.select_for_update().filter(pk=share.pk).first())
    return FundShare.objects.select_related("assignment", "principal").get(pk=share.pk)


def _saved(by: Actor, row: Assignment, action: str) -> Assignment:
    row.revision += 1
    row.save()
    audit.record(by=by, action=action, target=row)
    return row
