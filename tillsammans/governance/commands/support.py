"""Asking for support, answering with a day or with why not now, carrying it out, and telling what came of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access import commands as access
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.accounts.queries import languages_of
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.governance import support_policies as policies
from tillsammans.governance.commands.visits import held as held_visit
from tillsammans.governance.commands.visits import write_logged
from tillsammans.governance.models import SupportRequest, SupportState, Visit
from tillsammans.governance.queries.addressing import speakers
from tillsammans.governance.queries.support import leaders_emails
from tillsammans.governance.rules import support as rules
from tillsammans.governance.rules import visits as visit_rules
from tillsammans.governance.rules.content import cleaned
from tillsammans.governance.rules.support import SupportContent
from tillsammans.governance.rules.visits import VisitContent
from tillsammans.notify import commands as notify
from tillsammans.organisations.models import Place
from tillsammans.organisations.rules.days import day_of

ASKED, ANSWERED, NEXT_STEP = "governance/support_asked", "governance/support_answered", "governance/next_step"
LINK_DAYS = 90


@dataclass(frozen=True)
class Asked:
    """told: how many process leaders have got a mail."""

    request: SupportRequest
    told: int


@transaction.atomic
def ask_support(*, by: Actor, place: Place, content: SupportContent, key: str = "") -> Asked:
    """Ask the county's process leaders. key: of the form, which asks once. Raises NotAllowed, Conflict, Invalid."""
    policies.check_ask(by, place)
    told = SupportContent(content.kind, _line(content.about), _line(content.suits))
    if refusal := rules.ask_refusal(told) or visit_rules.key_refusal(key):
        raise Invalid(refusal)
    county = check.found(Place.objects.select_for_update().filter(pk=place.county_id or 0).first())
    if key and (before := SupportRequest.objects.filter(county=county, key=key).first()):
        return _same(before, place, told)
    row = SupportRequest.objects.create(
        county=county, place=place, kind=told.kind, about=told.about, suits=told.suits, key=key, asked_at=by.at,
        asked_by_id=by.user_id,
    )  # fmt: skip
    audit.record(by=by, action="governance.support_asked", target=row, detail={"place": place.pk})
    return Asked(row, _mail(by, ASKED, row, leaders_emails(county, day_of(by.at))))


def _same(before: SupportRequest, place: Place, told: SupportContent) -> Asked:
    now = SupportContent(before.kind, before.about, before.suits)
    if before.place_id != place.pk or now != told:
        raise Conflict(_("Den här sidan har redan skickat en fråga. Öppna den på nytt för att be om mer."))
    return Asked(before, 1)


@transaction.atomic
def set_day(*, by: Actor, request: SupportRequest, on: date, seen: int) -> SupportRequest:
    """Answer with a day: it becomes a planned visit, or the planned one is moved. Raises NotAllowed, Conflict, Invalid."""
    row = _held(request, seen, lambda now: now.visit is not None and now.visit.held_on == on)
    policies.check_answer(by, row, rules.DATED)
    if row.revision > seen:
        return row
    if refusal := rules.day_refusal(on, day_of(by.at)):
        raise Invalid(refusal)
    if row.visit is None:
        own = {
            "county_id": row.county_id,
            "place": row.place,
            "created_at": by.at,
            "created_by_id": by.user_id,
        }
        row.visit = Visit.objects.create(kind=row.kind, held_on=on, line=row.about, **own)
    else:
        row.visit.held_on = on
        row.visit.revision += 1
        row.visit.save()
    row.state, row.answer, row.answered_at = SupportState.DATED, "", by.at
    _save(by, row, "governance.support_dated")
    _mail(by, ANSWERED, row, _speakers(row, by))
    return row


@transaction.atomic
def decline(*, by: Actor, request: SupportRequest, why: str, seen: int) -> SupportRequest:
    """Answer why not now, in a sentence. A planned visit is called off. Raises NotAllowed, Conflict, Invalid."""
    row = _held(request, seen)
    policies.check_answer(by, row, rules.NOT_NOW)
    words = _line(why)
    if not words:
        raise Invalid(_("Skriv en mening om varför det inte går just nu."))
    if refusal := rules.too_long(words, rules.LONGEST):
        raise Invalid(refusal)
    row.answer, row.answered_at = words, by.at
    _call_off(row, SupportState.NOT_NOW)
    _save(by, row, "governance.support_declined")
    _mail(by, ANSWERED, row, _speakers(row, by))
    return row


@transaction.atomic
def take_back(*, by: Actor, request: SupportRequest, seen: int) -> SupportRequest:
    """The place no longer asks. A planned visit is called off. Raises NotAllowed, Conflict."""
    row = _held(request, seen)
    policies.check_take_back(by, row)
    _call_off(row, SupportState.WITHDRAWN)
    _save(by, row, "governance.support_withdrawn")
    return row


@transaction.atomic
def log_asked(*, by: Actor, visit: Visit, content: VisitContent) -> Visit:
    """The planned visit has been: it is logged, and the support is given. The same tap twice is one.

    Raises NotAllowed, Invalid; Conflict when it is logged already as something else.
    """
    row = held_visit(visit)
    request = check.found(SupportRequest.objects.select_for_update().filter(visit=row).first())
    if row.logged_at is None:
        policies.check_answer(by, request, rules.DONE)
    logged = write_logged(by, row, content)
    if request.state != SupportState.DONE:
        request.state = SupportState.DONE
        _save(by, request, "governance.support_given")
    return logged


@transaction.atomic
def tell_next_step(*, by: Actor, request: SupportRequest, kind: str, text: str, seen: int) -> SupportRequest:
    """What came of it: a step in a line, or nothing yet. Can be told again. Raises NotAllowed, Conflict, Invalid."""
    words = _line(text)
    row = _held(request, seen, lambda now: (now.next_step, now.next_text) == (kind, words))
    policies.check_tell(by, row)
    if row.revision > seen:
        return row
    if refusal := rules.step_refusal(kind, words):
        raise Invalid(refusal)
    row.next_step, row.next_text, row.next_at = kind, words, by.at
    _save(by, row, "governance.next_step_told")
    return row


def ask_next_steps(*, by: Actor) -> int:
    """Six weeks after each visit that was asked for: one question by mail, with a personal link, once. Returns how many."""
    due = day_of(by.at) - rules.SIX_WEEKS
    rows = SupportRequest.objects.filter(
        state=SupportState.DONE,
        asked_again_at=None,
        next_step="",
        visit__held_on__lte=due,
        place__closed_on=None,
    )
    return sum(_ask_next_step(by, pk) for pk in list(rows.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _ask_next_step(by: Actor, pk: int) -> bool:
    row = SupportRequest.objects.select_for_update().filter(pk=pk, asked_again_at=None, next_step="").first()
    if row is None:
        return False
    own = replace(by, county_id=row.county_id)
    grant = access.issue_grant(
        by=own, purpose=policies.NEXT_STEP, target=(policies.SUPPORT_KIND, row.pk), permissions=[Permission.NEXT_STEP_TELL],
        expires_at=by.at + timedelta(days=LINK_DAYS), county_id=row.county_id,
    )  # fmt: skip
    row.asked_again_at = by.at
    _save(own, row, "governance.next_step_asked")
    _mail(own, NEXT_STEP, row, _speakers(row, own), grant=grant.pk)
    return True


def _line(text: str) -> str:
    return " ".join(cleaned(text).split())


def _held(
    request: SupportRequest, seen: int, same: Callable[[SupportRequest], bool] = lambda now: False
) -> SupportRequest:
    """The row, locked. Raises Conflict when it has changed since the form was shown, but for the same tap twice (`same`)."""
    check.found(SupportRequest.objects.select_for_update().filter(pk=request.pk).first())
    row = SupportRequest.objects.select_related("place", "visit").get(pk=request.pk)
    if seen < row.revision and not same(row):
        raise Conflict(
            _("Någon annan har svarat medan du skrev. Läs vad som står nu och svara igen om det behövs.")
        )
    return row


def _call_off(row: SupportRequest, to: SupportState) -> None:
    planned, row.visit, row.state = row.visit, None, to
    row.save()
    if planned is not None:
        planned.delete()


def _save(by: Actor, row: SupportRequest, action: str) -> None:
    row.revision += 1
    row.save()
    audit.record(by=by, action=action, target=row, detail={"place": row.place_id})


def _speakers(row: SupportRequest, by: Actor) -> list[str]:
    return speakers([row.place], day_of(by.at)).get(row.place_id, [])


def _mail(by: Actor, template: str, row: SupportRequest, to: Iterable[str], **more: int) -> int:
    """One to each, in the reader's language. Returns how many."""
    emails = sorted(set(to))
    chosen = languages_of(emails)
    letters = [(email, chosen.get(email, "sv"), {"request": row.pk, **more}) for email in emails]
    notify.queue_many(by=by, template=template, letters=letters)  # type: ignore[arg-type]
    return len(letters)
