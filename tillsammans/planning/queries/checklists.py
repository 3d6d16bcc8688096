"""The library, the lists in use at one's own level, and one list with its lines in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.text import localised
from tillsammans.organisations.models import Place
from tillsammans.organisations.rules import days
from tillsammans.planning import timeline_policies as policies
from tillsammans.planning.models import Checklist, ChecklistItem
from tillsammans.planning.queries.activities import places_to_work_at
from tillsammans.planning.rules.checklists import Template, library

MOST_SHOWN = 60


@dataclass(frozen=True)
class ListLine:
    checklist: Checklist
    title: str
    done: int
    total: int
    late: int


@dataclass(frozen=True)
class LibraryPage:
    """templates: those that one can start somewhere. in_use: open ones first, the newest first."""

    templates: tuple[tuple[Template, str, str], ...]
    in_use: tuple[ListLine, ...]


def library_page(by: Actor, language: str) -> LibraryPage:
    """Three queries."""
    kinds = {_kind(place) for place in places_to_work_at(by)}
    templates = tuple(
        (one, localised(one.title, language).text, localised(one.about, language).text)
        for one in library().values()
        if kinds & set(one.places)
    )
    today = days.day_of(by.at)
    late = Q(items__done_on=None, items__due_on__lt=today)
    rows = check.within(Checklist.objects.select_related("place"), policies.may_keep_checklist, by).annotate(
        total=Count("items"), done=Count("items", filter=Q(items__done_on__isnull=False)), late=Count("items", filter=late)
    )  # fmt: skip
    shown = sorted(
        rows.order_by("-started_on", "-id")[:MOST_SHOWN], key=lambda row: row.closed_on is not None
    )
    lines = tuple(ListLine(row, title_of(row, language), row.done, row.total, row.late) for row in shown)
    return LibraryPage(templates, lines)


def _kind(place: Place) -> str:
    return "principal" if place.kind == "department" else place.kind


def title_of(row: Checklist, language: str) -> str:
    """The title as the library words it in the reader's language, as long as it is the same list."""
    template = library().get(row.template)
    if template is None or template.title.get("sv") != row.title:
        return row.title
    return localised(template.title, language).text


def places_for(by: Actor, template: Template) -> list[Place]:
    """Where `by` can start it."""
    return [place for place in places_to_work_at(by) if _kind(place) in template.places]


@dataclass(frozen=True)
class Item:
    order: int
    text: str
    why: str
    due_on: date | None
    done_on: date | None
    is_late: bool


@dataclass(frozen=True)
class ChecklistPage:
    checklist: Checklist
    title: str
    items: tuple[Item, ...]
    today: date

    @property
    def done(self) -> int:
        return sum(one.done_on is not None for one in self.items)

    @property
    def coming(self) -> Item | None:
        """The first line that is not ticked, by day."""
        left = [one for one in self.items if one.done_on is None]
        return min(left, key=lambda one: (one.due_on or date.max, one.order), default=None)


def get_checklist(by: Actor, checklist_id: int) -> Checklist:
    """Raises NotVisible."""
    rows = check.within(Checklist.objects.select_related("place"), policies.may_keep_checklist, by)
    return check.found(rows.filter(pk=checklist_id).first())


def checklist_page(by: Actor, checklist_id: int, language: str) -> ChecklistPage:
    """Two queries."""
    row, today = get_checklist(by, checklist_id), days.day_of(by.at)
    items = ChecklistItem.objects.filter(checklist=row).order_by("order")
    return ChecklistPage(row, title_of(row, language), tuple(_shown(row, items, language, today)), today)


def _shown(row: Checklist, items: Iterable[ChecklistItem], language: str, today: date) -> list[Item]:
    """Lines that stand as the library has them are shown in the reader's language."""
    template = library().get(row.template)
    words = {line.text["sv"]: line for line in template.lines} if template else {}
    found = []
    for item in items:
        line = words.get(item.text)
        text = localised(line.text, language).text if line else item.text
        why = localised(line.why, language).text if line and line.why["sv"] == item.help else item.help
        late = (
            item.done_on is None and item.due_on is not None and item.due_on < today and row.closed_on is None
        )
        found.append(Item(item.order, text, why, item.due_on, item.done_on, late))
    return found
