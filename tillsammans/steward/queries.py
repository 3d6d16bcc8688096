from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission, Role
from tillsammans.accounts.models import User
from tillsammans.audit import commands as audit
from tillsammans.audit import queries as audit_queries
from tillsammans.audit.models import AuditEvent
from tillsammans.notify import letters, own_words
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations.models import Place, PlaceKind, RoleHolding
from tillsammans.steward import policies

PAGE = 50


@dataclass(frozen=True)
class AccountRow:
    """A role holding and how its holder stands with signing in."""

    holding: RoleHolding
    role: str
    place: str
    state: str  # "none", "invited", "active", "closed"


@dataclass(frozen=True)
class AccountsPage:
    rows: list[AccountRow]
    text: str
    everyone: bool  # those without an account too
    following: int | None  # the last holding shown, from which the next page goes on; None on the last


def _require(by: Actor, permission: Permission) -> None:
    check.require_permission(by, permission, f"{by.county_id:08d}" if by.county_id else "")


def accounts_page(
    by: Actor, *, text: str = "", everyone: bool = False, after: int | None = None
) -> AccountsPage:
    """Running role holdings with an e-mail address, by address: those with an account, or everyone. Reading is audited.

    after: a holding's id and not its e-mail, which would stay in addresses and logs.
    """
    _require(by, Permission.ACCOUNTS_MANAGE)
    today = timezone.localdate(by.at)
    rows = check.within(RoleHolding.objects.exclude(email=""), policies.may_manage_holdings, by)
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=today)).select_related("place", "user")
    if not everyone:
        rows = rows.filter(user__isnull=False)
    if text:
        rows = rows.filter(Q(email__icontains=text) | Q(place__name__icontains=text))
    if email := rows.filter(pk=after).values_list("email", flat=True).first() if after else None:
        rows = rows.filter(Q(email__gt=email) | Q(email=email, pk__gt=after))
    found = list(rows.order_by("email", "pk")[: PAGE + 1])
    shown = found[:PAGE]
    following = shown[-1].pk if len(found) > PAGE else None
    audit.record(by=by, action="steward.accounts_read", detail={"rows": len(shown)})
    return AccountsPage([_account_row(one) for one in shown], text, everyone, following)


def _account_row(holding: RoleHolding) -> AccountRow:
    return AccountRow(holding, str(Role(holding.role).label), holding.place.name, _state(holding.user))


def _state(user: User | None) -> str:
    if user is None:
        return "none"
    if not user.is_active:
        return "closed"
    return "active" if user.has_usable_password() else "invited"


def get_holding(by: Actor, holding_id: int) -> RoleHolding:
    rows = check.within(RoleHolding.objects.select_related("place", "user"), policies.may_manage_holdings, by)
    return check.found(rows.filter(pk=holding_id).first())


def holding_to_close(by: Actor, holding_id: int) -> RoleHolding:
    """The role whose account is to be closed, to be shown: an address, so the reading is in the audit trail."""
    holding = get_holding(by, holding_id)
    audit.record(by=by, action="steward.accounts_read", target=holding, detail={"rows": 1})
    return holding


def places_for_invitation(by: Actor) -> list[tuple[int, str]]:
    """The county, its principals and their departments: (id, name), in the order of the tree."""
    _require(by, Permission.ACCOUNTS_MANAGE)
    kinds = (PlaceKind.COUNTY, PlaceKind.PRINCIPAL, PlaceKind.DEPARTMENT)
    rows = check.within(Place.objects.filter(kind__in=kinds, closed_on=None), policies.may_manage_at, by)
    rows = rows.select_related("principal").order_by("principal__name", "path")
    return [
        (p.pk, f"{p.principal.name}: {p.name}" if p.kind == PlaceKind.DEPARTMENT and p.principal else p.name)
        for p in rows
    ]


def place_for_invitation(by: Actor, place_id: int) -> Place:
    return check.found(
        check.within(Place.objects.all(), policies.may_manage_at, by).filter(pk=place_id).first()
    )


@dataclass(frozen=True)
class EventFilter:
    """What to look for. about: "kind:id" of what was touched. before: events with a lower number."""

    action: str = ""
    user_id: int | None = None
    about: str = ""
    before: int | None = None


@dataclass(frozen=True)
class EventRow:
    number: int
    at: datetime
    action: str
    who: str
    about: str


@dataclass(frozen=True)
class EventsPage:
    rows: list[EventRow]
    following: int | None
    chain: str  # one sentence, only when the chain was asked for


def events_page(by: Actor, wanted: EventFilter, *, check_chain: bool = False) -> EventsPage:
    """The county's audit trail, newest first, by keyset. Reading it is itself in the trail."""
    _require(by, Permission.AUDIT_READ)
    rows = check.within(AuditEvent.objects.all(), policies.may_read_events, by)
    kind, _separator, target = wanted.about.partition(":")
    if target.isdigit():
        rows = rows.filter(target_kind=kind, target_id=int(target))
    if wanted.action:
        rows = rows.filter(action__startswith=wanted.action)
    if wanted.user_id is not None:
        rows = rows.filter(user_id=wanted.user_id)
    if wanted.before is not None:
        rows = rows.filter(number__lt=wanted.before)
    found = list(rows.order_by("-number")[: PAGE + 1])
    shown = found[:PAGE]
    emails = dict(
        User.objects.filter(pk__in={e.user_id for e in shown if e.user_id}).values_list("pk", "email")
    )
    audit.record(by=by, action="steward.audit_read", detail={"rows": len(shown)})
    chain = _chain_sentence() if check_chain else ""
    return EventsPage(
        [_event_row(event, emails) for event in shown], shown[-1].number if len(found) > PAGE else None, chain
    )


def _event_row(event: AuditEvent, emails: dict[int, str]) -> EventRow:
    if event.user_id:
        who = emails.get(event.user_id, _("konto %(id)s") % {"id": event.user_id})
    elif event.grant_id:
        who = _("personlig länk %(id)s") % {"id": event.grant_id}
    else:
        who = _("systemet")
    about = f"{event.target_kind}:{event.target_id}" if event.target_id is not None else event.target_kind
    return EventRow(event.number, event.at, event.action, who, about)


def _chain_sentence() -> str:
    verdict = audit_queries.verify_chain()
    if verdict.broken_at is None:
        words = ngettext(
            "Kedjan är hel: %(count)s händelse.", "Kedjan är hel: %(count)s händelser.", verdict.count
        )
        return words % {"count": verdict.count}
    return _(
        "Kedjan är bruten vid händelse %(number)s. Någon har ändrat, tagit bort eller flyttat en händelse."
    ) % {"number": verdict.broken_at}


@dataclass(frozen=True)
class MailRow:
    message: OutboxMessage
    subject: str
    state: str  # "sent", "waiting", "given_up"


@dataclass(frozen=True)
class MailPage:
    rows: list[MailRow]
    following: int | None
    changes_texts: bool


def mail_page(by: Actor, *, before: int | None = None) -> MailPage:
    """The county's mail, newest first. Addresses are personal data: reading them is in the audit trail."""
    _require(by, Permission.MAIL_READ)
    rows = check.within(OutboxMessage.objects.all(), policies.may_read_mail, by).order_by("-pk")
    found = list((rows.filter(pk__lt=before) if before else rows)[: PAGE + 1])
    shown = found[:PAGE]
    audit.record(by=by, action="steward.mail_read", detail={"rows": len(shown)})
    own = own_words.begin()
    return MailPage(
        [_mail_row(one, own) for one in shown],
        shown[-1].pk if len(found) > PAGE else None,
        by.has(Permission.TEXTS_EDIT),
    )


def _mail_row(message: OutboxMessage, own: own_words.Own) -> MailRow:
    failed = message.given_up_at or message.returned_at
    state = "given_up" if failed else "sent" if message.sent_at else "waiting"
    return MailRow(message, _subject(message, own), state)


def _subject(message: OutboxMessage, own: own_words.Own) -> str:
    try:
        return letters.written(message, own).subject
    except LookupError:
        return _("Mejlet gäller något som inte finns kvar")


@dataclass(frozen=True)
class LetterPage:
    row: MailRow
    body: str | None  # None outside demo mode: a letter may hold a personal link


def letter_page(by: Actor, message_id: int) -> LetterPage:
    """One mail. Its text is shown in demo mode alone, since it may hold a link that is one person's own."""
    _require(by, Permission.MAIL_READ)
    rows = check.within(OutboxMessage.objects.all(), policies.may_read_mail, by)
    message = check.found(rows.filter(pk=message_id).first())
    audit.record(by=by, action="steward.letter_read", target=message)
    own = own_words.begin()
    row = _mail_row(message, own)
    if not settings.DEMO:
        return LetterPage(row, None)
    try:
        return LetterPage(row, letters.written(message, own).body)
    except LookupError:
        return LetterPage(row, "")
