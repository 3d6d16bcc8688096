"""The pages of a round: the list, the round's state of answers, and what can be chosen when one is prepared."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission, Role
from tillsammans.core.errors import DomainError, NotVisible
from tillsammans.core.text import Localised, localised
from tillsammans.followup import policies
from tillsammans.followup.models import ReportingRound, ReportRequest, RequestState, ResponseCount, RoundState
from tillsammans.followup.queries import asking
from tillsammans.followup.rules import states
from tillsammans.organisations.models import Place, PlaceKind, Sector
from tillsammans.programmes.models import StairsVersion, VersionState

MOST_MISSING = 200  # units without an address that one page lists
MOST_NEW = 20  # units that have come since the opening


@dataclass(frozen=True)
class RoundLine:
    """One round in the list."""

    round: ReportingRound
    asked: int
    sent: int


@dataclass(frozen=True)
class PrincipalLine:
    """How many of a principal's units are asked, have begun and have sent; and how many still can be reminded."""

    principal_id: int
    name: str
    asked: int
    begun: int
    sent: int
    reported: bool

    @property
    def silent(self) -> int:
        return self.asked - self.begun - self.sent

    @property
    def waiting(self) -> int:
        return self.asked - self.sent


@dataclass(frozen=True)
class MissingAddress:
    """A unit that cannot be invited yet: no manager with an address is known."""

    request_id: int
    unit: str
    principal: str


@dataclass(frozen=True)
class NewUnit:
    """A unit that has come since the round opened, and that the reader may ask."""

    unit: str
    principal: str


@dataclass(frozen=True)
class RoundPage:
    """A round for whoever follows it. runs: the reader runs the round; else the principals are the reader's own.

    refusals: by action, the sentence beside the closed button; absent: it can be done.
    """

    round: ReportingRound
    runs: bool
    stairs: list[Localised]
    principals: list[PrincipalLine]
    missing: list[MissingAddress]
    missing_more: int
    newcomers: list[NewUnit]
    newcomers_more: int
    invited: int
    to_invite: int
    reminded: int
    refusals: dict[str, str]

    @property
    def new_units(self) -> int:
        return len(self.newcomers) + self.newcomers_more

    @property
    def asked(self) -> int:
        return sum(one.asked for one in self.principals)

    @property
    def sent(self) -> int:
        return sum(one.sent for one in self.principals)

    @property
    def begun(self) -> int:
        return sum(one.begun for one in self.principals)


@dataclass(frozen=True)
class Choices:
    """What a round can be made of: (id or code, label)."""

    principals: list[tuple[int, str]]
    stairs: list[tuple[int, str]]

    @property
    def everything(self) -> dict[str, list]:
        """What a new round begins with: everybody, asked about the first model. To take away is easier than to forget."""
        everybody = [pk for pk, _name in self.principals]
        return {
            "principals": everybody,
            "stairs": [pk for pk, _name in self.stairs[:1]],
            "sectors": list(Sector.values),
        }


def rounds(by: Actor) -> list[RoundLine]:
    """The rounds that the reader follows, newest first, with the counts of the principals that the reader sees."""
    rows = list(
        check.within(ReportingRound.objects.all(), policies.may_follow_round, by).order_by("-opens_on", "-pk")
    )
    counts = (
        _visible_counts(by).filter(round__in=rows).values_list("round_id").annotate(Sum("asked"), Sum("sent"))
    )
    found = {round_id: (asked, sent) for round_id, asked, sent in counts.order_by()}
    return [RoundLine(one, *found.get(one.pk, (0, 0))) for one in rows]


def _visible_counts(by: Actor) -> QuerySet[ResponseCount]:
    """All of a county's counts for who runs its rounds, the own principals' for others."""
    return check.within(ResponseCount.objects.all(), policies.may_read_counts, by)


def get_round(by: Actor, round_id: int) -> ReportingRound:
    """A round that the reader follows. Raises NotVisible."""
    rows = check.within(ReportingRound.objects.select_related("county"), policies.may_follow_round, by)
    return check.found(rows.filter(pk=round_id).first())


def get_own_round(by: Actor, round_id: int) -> ReportingRound:
    """A round that the reader runs. Raises NotVisible."""
    rows = check.within(ReportingRound.objects.select_related("county"), policies.may_run_round, by)
    return check.found(rows.filter(pk=round_id).first())


def round_page(by: Actor, round_id: int) -> RoundPage:
    """A round's state of answers; a fixed number of queries. Raises NotVisible."""
    round = get_round(by, round_id)
    runs = check.allows(by, policies.may_run_round, round)
    requests = ReportRequest.objects.filter(round=round, withdrawn_at=None)
    if not runs:
        requests = check.within(requests, policies.may_remind, by)
    missing = requests.filter(recipient="", delegated_to="").exclude(state=RequestState.SENT)
    if round.state != RoundState.OPEN:  # nobody can be invited, and old addresses have been disposed of
        missing = missing.none()
    sums = requests.aggregate(
        invited=Count("pk", filter=Q(invited_at__isnull=False)),
        to_invite=Count("pk", filter=Q(invited_at=None) & ~Q(recipient="")),
        reminded=Sum("reminders"),
        missing=Count("pk", filter=Q(recipient="", delegated_to="") & ~Q(state=RequestState.SENT)),
    )
    listed = missing.select_related("unit", "principal").order_by(
        "principal__sort_name", "unit__sort_name", "pk"
    )
    newcomers = _newcomers(by, round)
    return RoundPage(
        round=round,
        runs=runs,
        stairs=_stairs_of(round),
        principals=_principals_of(by, round),
        missing=[MissingAddress(one.pk, one.unit.name, one.principal.name) for one in listed[:MOST_MISSING]],
        missing_more=max(0, sums["missing"] - MOST_MISSING) if round.state == RoundState.OPEN else 0,
        newcomers=newcomers[:MOST_NEW],
        newcomers_more=max(0, len(newcomers) - MOST_NEW),
        invited=sums["invited"],
        to_invite=sums["to_invite"] + _newly_known(round, missing),
        reminded=sums["reminded"] or 0,
        refusals=_refusals(by, round),
    )


def _newcomers(by: Actor, round: ReportingRound) -> list[NewUnit]:
    """In the principals' and units' alphabetical order; none while the round takes no answers."""
    if round.state != RoundState.OPEN or round.closes_on < policies.today(by):
        return []
    rows = check.within(asking.units_not_asked(round, on=policies.today(by)), policies.may_ask, by)
    named = rows.order_by("principal__sort_name", "sort_name", "pk").values_list("name", "principal__name")
    return [NewUnit(unit, principal or "") for unit, principal in named]


def _newly_known(round: ReportingRound, missing: QuerySet[ReportRequest]) -> int:
    """Units whose manager got an address after the opening: invited at the next sending."""
    today = Q(unit__holdings__role=Role.UNIT_MANAGER, unit__holdings__ends_on=None) & ~Q(
        unit__holdings__email=""
    )
    return missing.filter(today).distinct().count() if round.state == RoundState.OPEN else 0


def _stairs_of(round: ReportingRound) -> list[Localised]:
    language = get_language() or "sv"
    rows = round.round_stairs.select_related("stairs__programme").order_by("order")
    return [localised(one.stairs.programme.name, language) for one in rows]


def _principals_of(by: Actor, round: ReportingRound) -> list[PrincipalLine]:
    """Alphabetical, never by number: a table of facts and no ranking."""
    counts = _visible_counts(by).filter(round=round).values_list("principal_id")
    summed = counts.annotate(Sum("asked"), Sum("begun"), Sum("sent")).order_by()
    sums = {key: (asked, begun, sent) for key, asked, begun, sent in summed}
    reported = set(round.principal_reports.values_list("principal_id", flat=True))
    runs = by.may_at(Permission.ROUND_RUN, round.county.path or "")
    chosen = round.round_principals.select_related("principal").order_by(
        "principal__sort_name", "principal_id"
    )
    return [
        _line(one.principal, sums.get(one.principal_id, (0, 0, 0)), one.principal_id in reported)
        for one in chosen
        if one.principal_id in sums or runs
    ]


def _line(principal: Place, counted: tuple[int, int, int], reported: bool) -> PrincipalLine:
    asked, begun, sent = counted
    return PrincipalLine(principal.pk, principal.name, asked, begun, sent, reported)


def _refusals(by: Actor, round: ReportingRound) -> dict[str, str]:
    """The sentence beside each button that is closed: the same one that the command would give."""
    found = {}
    for action, to in (("open", states.RoundState.OPEN), ("close", states.RoundState.CLOSED)):
        try:
            policies.check_change(by, round, to)
        except DomainError as refusal:
            found[action] = refusal.message
    if round.state != RoundState.OPEN or round.closes_on < policies.today(by):
        found["mail"] = _(
            "Omgången är inte öppen, så det går inte att skicka inbjudningar eller påminnelser."
        )
    return found


def county_of(by: Actor) -> Place:
    """The county in which the reader runs rounds. Raises NotVisible."""
    rows = check.within(Place.objects.filter(kind=PlaceKind.COUNTY), policies.may_run_rounds_of, by)
    if by.county_id is None:
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    return check.found(rows.filter(pk=by.county_id).first())


def choices(county: Place) -> Choices:
    """Open principals and published stairs of the county."""
    language = get_language() or "sv"
    principals = Place.objects.filter(kind=PlaceKind.PRINCIPAL, county=county, closed_on=None).order_by(
        "sort_name", "pk"
    )
    stairs = StairsVersion.objects.filter(programme__county=county, state=VersionState.PUBLISHED)
    named = stairs.select_related("programme").order_by("programme__order", "programme_id")
    return Choices(
        principals=[(one.pk, one.name) for one in principals],
        stairs=[(one.pk, localised(one.programme.name, language).text) for one in named],
    )


def chosen_places(county: Place, ids: Iterable[int]) -> list[Place]:
    """Principals of the county by id."""
    return list(
        Place.objects.filter(kind=PlaceKind.PRINCIPAL, county=county, pk__in=list(ids)).order_by(
            "sort_name", "pk"
        )
    )


def chosen_stairs(county: Place, ids: Iterable[int]) -> list[StairsVersion]:
    """Stairs of the county's programmes by id, in the programmes' order."""
    rows = StairsVersion.objects.filter(programme__county=county, pk__in=list(ids)).select_related(
        "programme"
    )
    return list(rows.order_by("programme__order", "programme_id"))


def initial_of(round: ReportingRound) -> dict[str, object]:
    """A round's choices as the form shows them."""
    names = ("name", "period_from", "period_to", "opens_on", "closes_on", "sectors")
    chosen = {name: getattr(round, name) for name in names}
    principals = list(round.round_principals.values_list("principal_id", flat=True))
    return {
        **chosen,
        "principals": principals,
        "stairs": list(round.round_stairs.values_list("stairs_id", flat=True)),
    }


@dataclass(frozen=True)
class RoundChoice:
    """One opened round, for segments between rounds."""

    round_id: int
    name: str
    opens_on: date


def opened_rounds(county_id: int) -> list[RoundChoice]:
    """The county's rounds that have opened, newest first."""
    rows = (
        ReportingRound.objects.filter(county_id=county_id)
        .exclude(state=RoundState.DRAFT)
        .order_by("-opens_on", "-pk")
    )
    return [RoundChoice(one.pk, one.name, one.opens_on) for one in rows]


def may_run_any(by: Actor) -> bool:
    """Whether the reader can prepare a round: for the button alone."""
    return by.has(Permission.ROUND_RUN)


def request_in_round(round: ReportingRound, request_id: int) -> ReportRequest:
    """One asked unit of a round that the reader has already been let into. Raises NotVisible."""
    return check.found(
        ReportRequest.objects.filter(round=round, pk=request_id).select_related("round", "unit").first()
    )
