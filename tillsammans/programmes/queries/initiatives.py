"""Initiatives beside the model: what goes on and is coming at each level, and what of the model they carry or collide with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.core.text import Localised, localised
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.rules.days import day_of
from tillsammans.programmes import local_policies as policies
from tillsammans.programmes import rules
from tillsammans.programmes.models import Initiative, InitiativeLink, ModelItem, Relation, Section
from tillsammans.programmes.rules import local

PAGE = 50
NEVER = date(9999, 12, 31)  # stands where no end has been said, so that those stand last
MOST_PLACES = 60
SHOWN_EACH = 8


@dataclass(frozen=True)
class CountyComponent:
    """A core component of the county's programmes in force; what several share is there once."""

    code: str
    name: Localised
    slot: int


def county_components(county_id: int, language: str) -> tuple[CountyComponent, ...]:
    """In the programmes' order. One query."""
    rows = ModelItem.objects.filter(
        section=Section.CORE_COMPONENT,
        version__programme__county_id=county_id,
        version__state=rules.PUBLISHED,
    ).order_by("version__programme__order", "version__programme_id", "order", "id")
    found: dict[str, CountyComponent] = {}
    for row in rows:
        name = localised(row.short_name or row.name, language)
        found.setdefault(row.code, CountyComponent(row.code, name, row.slot))
    return tuple(found.values())


@dataclass(frozen=True)
class LinkText:
    """What an initiative has to do with one core component. relation: Relation, in words in `label`."""

    code: str
    name: str
    slot: int
    relation: str
    label: str
    how: str


PHASE_LOOKS = {local.COMING: "ack", local.ONGOING: "prog", local.SOON_ENDING: "late", local.ENDED: "done"}


def phase_label(phase: str) -> str:
    return {
        local.COMING: _("på gång"),
        local.ONGOING: _("pågår"),
        local.SOON_ENDING: _("slutar snart"),
        local.ENDED: _("avslutad"),
    }[phase]


@dataclass(frozen=True)
class InitiativeLine:
    """An initiative in a list. level: where it is, in words. look, label: of its phase (ui.status)."""

    id: int
    name: str
    level: str
    owner: str
    starts_on: date | None
    ends_on: date | None
    phase: str
    look: str
    label: str
    links: tuple[LinkText, ...]
    is_example: bool

    @property
    def carries(self) -> tuple[LinkText, ...]:
        return tuple(one for one in self.links if one.relation == Relation.CARRIES)

    @property
    def collides(self) -> tuple[LinkText, ...]:
        return tuple(one for one in self.links if one.relation == Relation.COLLIDES)


@dataclass(frozen=True)
class InitiativesPage:
    """ended: whether the list is of those that are over. following: where the next page begins, as `after` takes it, or ""."""

    rows: tuple[InitiativeLine, ...]
    ended: bool
    following: str
    is_first: bool
    running: int
    colliding: int
    soon: int
    can_add: bool


def _seen(by: Actor) -> QuerySet[Initiative]:
    return check.within(Initiative.objects.all(), policies.may_read_initiative, by)


def _over(today: date) -> Q:
    return Q(closed_on__isnull=False) | Q(ends_on__lt=today)


def initiatives_page(by: Actor, language: str, *, ended: bool = False, after: str = "") -> InitiativesPage:
    """Those that end first stand first. after: the end and the id of the last row seen, as "2026-12-31_17"."""
    today, components = day_of(by.at), county_components(by.county_id or 0, language)
    seen, over = _seen(by), _over(today)
    rows = seen.filter(over) if ended else seen.exclude(over)
    rows = (
        rows.annotate(last=Coalesce("ends_on", Value(NEVER))).order_by("last", "pk").select_related("place")
    )
    if place := _after(after):
        rows = rows.filter(Q(last__gt=place[0]) | Q(last=place[0], pk__gt=place[1]))
    found = list(rows.prefetch_related("links")[: PAGE + 1])
    names = {one.code: one for one in components}
    running = seen.exclude(over)
    return InitiativesPage(
        tuple(_line(row, names, today) for row in found[:PAGE]), ended,
        f"{found[PAGE - 1].last.isoformat()}_{found[PAGE - 1].pk}" if len(found) > PAGE else "", not after, running.count(),
        running.filter(links__relation=Relation.COLLIDES).distinct().count(),
        running.filter(ends_on__lte=today + local.SOON).count(), can_begin(by),
    )  # fmt: skip


def _after(text: str) -> tuple[date, int] | None:
    """None for what is no such place."""
    day, _line_below, pk = text.partition("_")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None


def _line(row: Initiative, names: dict[str, CountyComponent], today: date) -> InitiativeLine:
    phase = local.phase(row.starts_on, row.ends_on, row.closed_on, today)
    order = {code: n for n, code in enumerate(names)}
    links = sorted(row.links.all(), key=lambda one: order.get(one.component_code, len(order)))
    return InitiativeLine(
        row.pk, row.name, level_of(row.place), row.owner, row.starts_on, row.ends_on, phase, PHASE_LOOKS[phase],
        phase_label(phase), tuple(_link(one, names) for one in links), row.is_example,
    )  # fmt: skip


def _link(one: InitiativeLink, names: dict[str, CountyComponent]) -> LinkText:
    part = names.get(one.component_code)
    return LinkText(
        one.component_code, part.name.text if part else one.component_code, part.slot if part else 1, one.relation,
        str(Relation(one.relation).label), one.how,
    )  # fmt: skip


def level_of(place: Place) -> str:
    return _("Länet") if place.kind == PlaceKind.COUNTY else place.name


def can_begin(by: Actor) -> bool:
    """For the button alone; the command asks the policy about the place."""
    return by.has(Permission.COUNTY_WORK) or by.has(Permission.LOCAL_WORK)


def places_to_begin(by: Actor) -> list[Place]:
    """Levels where one registers initiatives: those above the units that one works at, and the units one leads oneself."""
    own = {held.place_id for held in by.holdings}
    rows = check.within(Place.objects.filter(closed_on=None), policies.may_begin_at, by)
    rows = rows.filter(
        Q(kind__in=(PlaceKind.COUNTY, PlaceKind.PRINCIPAL, PlaceKind.DEPARTMENT)) | Q(pk__in=own)
    )
    return list(rows.order_by("path")[:MOST_PLACES])


@dataclass(frozen=True)
class InitiativePage:
    """One initiative, whole."""

    line: InitiativeLine
    about: str
    money: str
    closed_on: date | None
    may_keep: bool
    revision: int


def get_initiative(by: Actor, initiative_id: int) -> Initiative:
    """Raises NotVisible when hidden or missing."""
    return check.found(_seen(by).filter(pk=initiative_id).select_related("place").first())


def initiative_to_keep(by: Actor, initiative_id: int) -> Initiative:
    """One to change or to close: raises NotVisible, or the refusal of check_keep_initiative."""
    row = get_initiative(by, initiative_id)
    policies.check_keep_initiative(by, row)
    return row


def initiative_page(by: Actor, row: Initiative, language: str) -> InitiativePage:
    names = {one.code: one for one in county_components(row.county_id, language)}
    return InitiativePage(
        _line(row, names, day_of(by.at)), row.about, row.money, row.closed_on,
        check.allows(by, policies.may_keep_initiative, row), row.revision,
    )  # fmt: skip


def initiative_now(row: Initiative) -> tuple[str, list[tuple[str, str]]]:
    """(revision, texts as (label, words)) for who was about to write over somebody else's change."""
    texts = [
        (_("Namn"), row.name),
        (_("Vad den går ut på"), row.about),
        (_("Vem som äger den"), row.owner),
        (_("Pengar"), row.money),
    ]
    return str(row.revision), [pair for pair in texts if pair[1]]


@dataclass(frozen=True)
class Touch:
    """An initiative under one core component."""

    id: int
    name: str
    level: str
    ends_on: date | None
    how: str


@dataclass(frozen=True)
class ComponentTouches:
    """more: how many there are beside those shown."""

    component: CountyComponent
    carries: tuple[Touch, ...]
    collides: tuple[Touch, ...]
    more: int


@dataclass(frozen=True)
class StartPage:
    """Before a new initiative: what is there already, by core component. can_add: the reader may register one."""

    parts: tuple[ComponentTouches, ...]
    untouched: tuple[CountyComponent, ...]
    can_add: bool


def start_page(by: Actor, language: str) -> StartPage:
    """What goes on and is coming: the county's first, then those that end first. Two queries for each core component."""
    today = day_of(by.at)
    found = tuple(_touches(by, one, today) for one in county_components(by.county_id or 0, language))
    return StartPage(
        tuple(one for one in found if one.carries or one.collides),
        tuple(one.component for one in found if not (one.carries or one.collides)), can_begin(by),
    )  # fmt: skip


def _touches(by: Actor, component: CountyComponent, today: date) -> ComponentTouches:
    links = InitiativeLink.objects.filter(
        component_code=component.code, initiative__in=_seen(by).exclude(_over(today)).values("pk")
    )
    county_first = Case(When(initiative__place__kind=PlaceKind.COUNTY, then=0), default=1)
    ordered = links.select_related("initiative__place").order_by(
        county_first, F("initiative__ends_on").asc(nulls_last=True), "pk"
    )
    carries = list(ordered.filter(relation=Relation.CARRIES)[: SHOWN_EACH + 1])
    collides = list(ordered.filter(relation=Relation.COLLIDES)[: SHOWN_EACH + 1])
    return ComponentTouches(
        component, _touch(carries[:SHOWN_EACH]), _touch(collides[:SHOWN_EACH]),
        max(0, len(carries) - SHOWN_EACH) + max(0, len(collides) - SHOWN_EACH),
    )  # fmt: skip


def _touch(links: Iterable[InitiativeLink]) -> tuple[Touch, ...]:
    return tuple(
        Touch(
            one.initiative_id,
            one.initiative.name,
            level_of(one.initiative.place),
            one.initiative.ends_on,
            one.how,
        )
        for one in links
    )
