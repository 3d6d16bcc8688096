"""Mail to those who are asked: one letter a person and round, with a personal link for each unit."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.commands import revoke_grants
from tillsammans.accounts.queries import languages_of
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.followup import policies
from tillsammans.followup.commands import counts, links
from tillsammans.followup.models import ReportingRound, ReportRequest, RequestState, RoundState
from tillsammans.followup.queries import asking
from tillsammans.notify import commands as notify
from tillsammans.organisations import commands as organisations

BATCH = 500
INVITATION, REMINDER = "followup/invitation", "followup/reminder"
HANDED_OVER, HANDED_ON = "followup/handed_over", "followup/handed_on"
REST = timedelta(hours=20)  # nobody gets two reminders on one day, whoever presses the button
MOST_DELEGATIONS = 5  # a link must not become a way to send mail to anybody


@transaction.atomic
def send_invitations(*, by: Actor, round: ReportingRound) -> int:
    """Invite everyone who has an address and has not been invited yet. Returns how many units.

    Units whose manager was entered after the opening get the address now. Raises NotAllowed, Conflict.
    """
    round = locked_round(round)
    policies.check_run(by, round)
    check_takes_mail(by, round)
    _fill_in_addresses(by, round)
    waiting = list(_answerable(round).select_for_update().filter(invited_at=None).exclude(recipient=""))
    if not waiting:
        raise Conflict(_("Alla som har en e-postadress är redan inbjudna."))
    invite(by=by, round=round, waiting=waiting)
    audit.record(by=by, action="followup.invitations_sent", target=round, detail={"units": len(waiting)})
    return len(waiting)


def invite(*, by: Actor, round: ReportingRound, waiting: Sequence[ReportRequest]) -> None:
    """Links and letters for requests with an address, in the caller's transaction. The caller has checked that `by` may."""
    links.issue_many(by=by, round=round, requests=[one for one in waiting if one.grant_id is None])
    for request in waiting:
        request.invited_at = by.at
    ReportRequest.objects.bulk_update(waiting, ["grant", "invited_at"], batch_size=BATCH)
    _mail(by, round, INVITATION, waiting)


@transaction.atomic
def remind(
    *, by: Actor, round: ReportingRound, principal_id: int | None = None, request_id: int | None = None
) -> int:
    """Remind those who have not answered: all that `by` may remind, one principal's, or one unit. Returns how many units.

    Raises NotAllowed when none of them is `by`'s to remind, Conflict when the round is closed or all were reminded today.
    """
    round = locked_round(round)
    check_takes_mail(by, round)
    mine = check.within(_answerable(round), policies.may_remind, by)
    policies.check_any_to_remind(by, mine, round)
    asked = mine.exclude(state=RequestState.SENT).exclude(grant=None)
    if principal_id is not None:
        asked = asked.filter(principal_id=principal_id)
    if request_id is not None:
        asked = asked.filter(pk=request_id)
    waiting = list(asked.exclude(reminded_at__gt=by.at - REST))
    if not waiting:
        raise Conflict(
            _(
                "Det finns ingen att påminna nu: alla har svarat, fått en påminnelse i dag eller är inte inbjudna."
            )
        )
    ids = [one.pk for one in waiting]
    for start in range(0, len(ids), BATCH):
        rows = ReportRequest.objects.filter(pk__in=ids[start : start + BATCH])
        rows.update(reminded_at=by.at, reminders=F("reminders") + 1)
    _mail(by, round, REMINDER, waiting)
    audit.record(by=by, action="followup.reminders_sent", target=round, detail={"units": len(waiting)})
    return len(waiting)


@transaction.atomic
def hand_over(*, by: Actor, request: ReportRequest, email: str) -> ReportRequest:
    """Let a colleague answer: a new link to that address, the old one ends, and the manager is told.

    Raises NotAllowed, Conflict, Invalid.
    """
    request = _locked(request)
    policies.check_answer(by, request)
    address = _address(email)
    if request.delegations >= MOST_DELEGATIONS:
        raise Conflict(_("Uppgiften har lämnats över flera gånger. Be er kontaktperson om hjälp i stället."))
    request.grant = links.issue(by=by, request=request)
    request.delegated_to, request.delegations = address, request.delegations + 1
    request.save(update_fields=["grant", "delegated_to", "delegations"])
    notify.queue(by=by, to=address, template=HANDED_OVER, context={"requests": [request.pk]})
    if request.recipient:
        notify.queue(by=by, to=request.recipient, template=HANDED_ON, context={"requests": [request.pk]})
    audit.record(by=by, action="followup.report_handed_over", target=request)
    return request


@transaction.atomic
def take_back(*, by: Actor, request: ReportRequest) -> ReportRequest:
    """End the colleague's link; the manager gets a new one. For the signed-in manager and principal. Raises as `hand_over`."""
    request = _locked(request)
    policies.check_take_back(by, request)
    request.delegated_to = ""
    reissue(by=by, request=request, template=INVITATION)
    audit.record(by=by, action="followup.report_taken_back", target=request)
    return request


@transaction.atomic
def withdraw(*, by: Actor, request: ReportRequest) -> None:
    """Ask a unit no longer: it has closed, or was asked by mistake. Raises NotAllowed, Conflict once it has answered."""
    request = _locked(request)
    policies.check_run(by, request.round)
    if request.withdrawn_at is not None or request.state == RequestState.SENT:
        raise Conflict(_("Enheten har redan svarat eller tagits ur omgången. Svaret ligger kvar."))
    end(by=by, request=request)


def end(*, by: Actor, request: ReportRequest) -> None:
    """Take a unit that has not answered out of its round: the counts, the link, the audit row."""
    moves = counts.Moves(request.round_id)
    moves.state(request, request.state, None)
    moves.write()
    ReportRequest.objects.filter(pk=request.pk).update(withdrawn_at=by.at)
    revoke_grants(by=by, target=(policies.REQUEST_KIND, request.pk), purpose=policies.SELF_REPORT)
    organisations.touch_county(request.round.county_id)
    audit.record(by=by, action="followup.unit_withdrawn", target=request)


def reissue(*, by: Actor, request: ReportRequest, template: str) -> None:
    """A new link for the request as it stands, mailed to who now answers; without an address only the old one ends."""
    if address := request.delegated_to or request.recipient:
        request.grant = links.issue(by=by, request=request)
        notify.queue(by=by, to=address, template=template, context={"requests": [request.pk]})
    else:
        revoke_grants(by=by, target=(policies.REQUEST_KIND, request.pk), purpose=policies.SELF_REPORT)
        request.grant = None
    request.save(update_fields=["grant", "recipient", "delegated_to"])


def _locked(request: ReportRequest) -> ReportRequest:
    """The request, locked, and then its round and unit as they are after the wait."""
    return locked(ReportRequest.objects.filter(pk=request.pk))[0]


def locked(requests: QuerySet[ReportRequest]) -> list[ReportRequest]:
    """These requests locked in the order of their ids, and then read with their rounds and units.

    Two statements: in the one that waits PostgreSQL would give the joined rows as they were before the wait. requests: named
    by the table's own columns alone.
    """
    ids = list(requests.order_by("pk").select_for_update().values_list("pk", flat=True))
    return list(ReportRequest.objects.filter(pk__in=ids).select_related("round", "unit").order_by("pk"))


def _answerable(round: ReportingRound) -> QuerySet[ReportRequest]:
    return ReportRequest.objects.filter(round=round, withdrawn_at=None).order_by("id")


def locked_round(round: ReportingRound) -> ReportingRound:
    """The round as it is now: two who press at once send one letter."""
    return ReportingRound.objects.select_for_update().get(pk=round.pk)


def check_takes_mail(by: Actor, round: ReportingRound) -> None:
    """Raises Conflict unless the round is open and its last answering day is not past."""
    if round.state != RoundState.OPEN or round.closes_on < policies.today(by):
        raise Conflict(
            _("Omgången är inte öppen, så det går inte att skicka inbjudningar eller påminnelser.")
        )


def _fill_in_addresses(by: Actor, round: ReportingRound) -> None:
    missing = list(_answerable(round).select_for_update().filter(recipient=""))
    if not missing:
        return
    known = asking.manager_emails(round.county_id, on=policies.today(by))
    found = [request for request in missing if request.unit_id in known]
    for request in found:
        request.recipient = known[request.unit_id]
    ReportRequest.objects.bulk_update(found, ["recipient"], batch_size=BATCH)


def _mail(by: Actor, round: ReportingRound, template: str, requests: Iterable[ReportRequest]) -> None:
    """One letter for each address, in its owner's language; whoever answers for several units finds them all in it."""
    by_address: dict[str, list[int]] = {}
    for request in requests:
        by_address.setdefault(request.delegated_to or request.recipient, []).append(request.pk)
    by_address.pop("", None)
    chosen = languages_of(by_address)
    letters: Sequence = [(to, chosen.get(to, "sv"), {"requests": ids}) for to, ids in by_address.items()]
    notify.queue_many(by=by, template=template, letters=list(letters))


def _address(email: str) -> str:
    """Raises Invalid unless it is one e-mail address."""
    address = email.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid(_("Skriv kollegans e-postadress, till exempel namn@ekvik.example.")) from None
    return address
