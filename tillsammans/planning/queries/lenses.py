"""The same plan through the lenses: what stands behind each part, and what process leaders have noted. One object a page."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.errors import NotVisible
from tillsammans.organisations.models import Place
from tillsammans.planning import lens_policies as policies
from tillsammans.planning.models import Activity, AdopterPlacing, LensNote, LensTag
from tillsammans.planning.rules import lenses as rules
from tillsammans.planning.rules.lenses import LensData
from tillsammans.strategies.models import Determinant, Strategy
from tillsammans.strategies.rules.register import ACTIVE

MOST = 300  # strategies, and activities, of the county that can be chosen


@dataclass(frozen=True)
class Behind:
    """Something of the plan that stands behind a part. tag_id: to take it away; None: a published plan ties it there."""

    kind: str
    pk: int
    title: str
    tag_id: int | None


@dataclass(frozen=True)
class TagPage:
    """behind (what is done) and about (barriers and facilitators, which cover nothing): by the part's code. choices: what can
    be tied to `opened`."""

    lens: LensData
    behind: Mapping[str, list[Behind]]
    about: Mapping[str, list[Behind]]
    opened: str
    choices: tuple[Behind, ...]

    @property
    def missing(self) -> list[str]:
        """Codes of the parts with nothing behind them."""
        return [one.code for one in self.lens.parts if not self.behind.get(one.code)]


@dataclass(frozen=True)
class NotesPage:
    lens: LensData
    county: Place
    notes: Mapping[str, LensNote]

    @property
    def written(self) -> int:
        return sum(bool(one.text or one.ticked) for one in self.notes.values())

    @property
    def ticked(self) -> int:
        return sum(one.ticked for one in self.notes.values())


@dataclass(frozen=True)
class AdoptersPage:
    lens: LensData
    placings: tuple[AdopterPlacing, ...]

    def of(self, category: str) -> list[AdopterPlacing]:
        return [one for one in self.placings if one.category == category]


@dataclass(frozen=True)
class LensIndex:
    """covered: how many parts have something behind them, by lens. noted: of readiness and one's own checklist."""

    covered: Mapping[str, int]
    noted: Mapping[str, int]
    groups: int


def lens_county(by: Actor) -> Place:
    """The county whose plan `by` looks at. Raises NotVisible for who does not lead a county's process."""
    rows = check.within(Place.objects.filter(pk=by.county_id or 0), policies.may_use_lenses, by)
    return check.found(rows.first())


def lens_index(by: Actor) -> LensIndex:
    """Five queries."""
    county = lens_county(by)
    covered = {lens: len(set(_behind(by, county, lens))) for lens in rules.TAGGED}
    notes = check.within(LensNote.objects.filter(county=county), policies.may_read_lens_note, by)
    told = notes.exclude(text="", ticked=False).values_list("lens", flat=True)
    groups = check.within(AdopterPlacing.objects.filter(county=county), policies.may_read_placing, by)
    return LensIndex(covered, Counter(told), groups.count())


def tag_page(by: Actor, lens: str, opened: str = "") -> TagPage:
    """Kotter's or NPT's page. Raises NotVisible. Nine queries at most."""
    county, data = lens_county(by), rules.load(lens)
    behind, about = _behind(by, county, lens), _about(by, county, lens)
    choices: tuple[Behind, ...] = ()
    if opened in data.by_code():
        taken = {(one.kind, one.pk) for one in (*behind.get(opened, ()), *about.get(opened, ()))}
        choices = tuple(one for one in _choices(county) if (one.kind, one.pk) not in taken)
    return TagPage(data, behind, about, opened if opened in data.by_code() else "", choices)


def _behind(by: Actor, county: Place, lens: str) -> dict[str, list[Behind]]:
    """What stands behind each part: what has been tied to it, and what a published plan ties. Two queries."""
    found: dict[str, list[Behind]] = defaultdict(list)
    tags = check.within(LensTag.objects.filter(county=county, lens=lens), policies.may_read_lens_tag, by)
    for row in tags.select_related("strategy", "activity").order_by(
        "strategy__title", "activity__ends_on", "id"
    ):
        thing = row.strategy or row.activity
        if thing is not None:
            found[row.code].append(
                Behind("strategy" if row.strategy else "activity", thing.pk, thing.title, row.pk)
            )
    if lens == rules.KOTTER:
        _add_published(county, found)
    return dict(found)


def _add_published(county: Place, found: dict[str, list[Behind]]) -> None:
    links = rules.kotter_links().strategies
    codes = {code for many in links.values() for code in many}
    rows = {row.code: row for row in Strategy.objects.filter(place=county, is_example=True, code__in=codes)}
    for step, many in links.items():
        here = {one.pk for one in found[step] if one.kind == "strategy"} if step in found else set()
        for row in (rows[code] for code in many if code in rows and rows[code].pk not in here):
            found[step].append(Behind("strategy", row.pk, row.title, None))


def _about(by: Actor, county: Place, lens: str) -> dict[str, list[Behind]]:
    """What hinders and helps there: what has been tied, and what a published plan ties, as far as the register has it."""
    found: dict[str, list[Behind]] = defaultdict(list)
    tags = LensTag.objects.filter(county=county, lens=lens, determinant__isnull=False)
    rows = check.within(tags, policies.may_read_lens_tag, by).order_by("id")
    for tag, code, pk, text in rows.values_list("pk", "code", "determinant_id", "determinant__text"):
        found[code].append(Behind("determinant", pk or 0, text or "", tag))
    if lens == rules.KOTTER:
        _add_published_about(county, found)
    return dict(found)


def _add_published_about(county: Place, found: dict[str, list[Behind]]) -> None:
    links = rules.kotter_links().determinants
    codes = {code for many in links.values() for code in many}
    texts = Determinant.objects.filter(place=county, code__in=codes).values_list("code", "pk", "text")
    rows = {code: Behind("determinant", pk, text, None) for code, pk, text in texts}
    for step, many in links.items():
        here = {one.pk for one in found.get(step, ())}
        for row in (rows[code] for code in many if code in rows and rows[code].pk not in here):
            found[step].append(row)


def _choices(county: Place) -> list[Behind]:
    strategies = Strategy.objects.filter(place=county).exclude(state="stopped").order_by("title", "id")
    activities = Activity.objects.filter(place=county).exclude(state="stopped").order_by("ends_on", "id")
    register = Determinant.objects.filter(place=county, state__in=ACTIVE).order_by("kind", "domain", "id")
    return [
        *(Behind("strategy", pk, title, None) for pk, title in strategies.values_list("pk", "title")[:MOST]),
        *(Behind("activity", pk, title, None) for pk, title in activities.values_list("pk", "title")[:MOST]),
        *(Behind("determinant", pk, text, None) for pk, text in register.values_list("pk", "text")[:MOST]),
    ]


def thing_to_tag(by: Actor, kind: str, pk: int | None) -> Strategy | Activity | Determinant:
    """One of the county's own. kind: "strategy", "activity" or "determinant". Raises NotVisible."""
    county = lens_county(by)
    if pk is None:
        return check.found(None)
    if kind == "strategy":
        return check.found(Strategy.objects.filter(pk=pk, place=county).first())
    if kind == "determinant":
        return check.found(Determinant.objects.filter(pk=pk, place=county).first())
    return check.found(Activity.objects.filter(pk=pk, place=county).first())


def get_tag(by: Actor, tag_id: int) -> LensTag:
    """Raises NotVisible."""
    rows = check.within(LensTag.objects.select_related("county"), policies.may_read_lens_tag, by)
    return check.found(rows.filter(pk=tag_id).first())


def notes_page(by: Actor, lens: str) -> NotesPage:
    """Readiness, which process leaders share, or the leadership checklist, which is one's own. Raises NotVisible."""
    county = lens_county(by)
    rows = check.within(LensNote.objects.filter(county=county, lens=lens), policies.may_read_lens_note, by)
    owner = Q(owner_id=by.user_id, owner_id__isnull=False) if lens == rules.FRL else Q(owner_id=None)
    return NotesPage(rules.load(lens), county, {row.code: row for row in rows.filter(owner)})


def adopters_page(by: Actor) -> AdoptersPage:
    """Raises NotVisible."""
    rows = check.within(AdopterPlacing.objects.filter(county=lens_county(by)), policies.may_read_placing, by)
    shown = rows.select_related("place").order_by("place__path", "group", "id")
    return AdoptersPage(rules.load(rules.ROGERS), tuple(shown[:MOST]))


def get_placing(by: Actor, placing_id: int) -> AdopterPlacing:
    """Raises NotVisible."""
    rows = check.within(
        AdopterPlacing.objects.select_related("place", "county"), policies.may_read_placing, by
    )
    return check.found(rows.filter(pk=placing_id).first())


def placing_places(by: Actor) -> list[Place]:
    """The county and its principals. Raises NotVisible."""
    county = lens_county(by)
    rows = Place.objects.filter(county=county, kind="principal", closed_on=None).order_by("sort_name", "id")
    return [county, *rows]


def check_lens(lens: str, among: tuple[str, ...]) -> None:
    """Raises NotVisible for a lens that is not there, or that has its page elsewhere."""
    if lens not in among:
        raise NotVisible(_("Linsen finns inte. Gå till listan och välj en annan."))
