"""A version of a plan as a document to send on, and as parts to compare."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.planning.drawing import activity_words
from tillsammans.planning.drawing import plan_words as words
from tillsammans.planning.queries.plans import ActivityLine, GoalView, PlanPage
from tillsammans.planning.queries.recommendations import prompts
from tillsammans.planning.rules import plan_content as content
from tillsammans.planning.rules.plan_diff import Part, compare_part
from tillsammans.ui.documents import Block, Document, Facts, Grid, Heading, Paragraph

Rows = dict[str, tuple[str, list[tuple[str, str]]]]


def document_of(page: PlanPage) -> Document:
    """The whole version: participation first, then goals, pointers, what was thought about, own sections."""
    _shape, state = words.state(page)
    blocks = [
        Facts(words.facts(page)),
        *_participation(page),
        *_goals(page),
        *_pointers(page),
        *_prompts(page),
        *_sections(page),
    ]
    return Document(
        words.title(page), get_language() or "sv", blocks, state, f"{words.title(page)}. {state}."
    )


def _participation(page: PlanPage) -> Iterator[Block]:
    yield Heading(words.participation_heading())
    yield Paragraph(page.content.participation or words.no_participation())


def _goals(page: PlanPage) -> Iterator[Block]:
    if page.goals:
        yield Heading(_("Mål"))
    for view in page.goals:
        yield Heading(f"{view.number}. {view.goal.want}", 2)
        yield Paragraph(view.goal.do)
        yield Facts(_goal_facts(view))
        if view.activities:
            yield _grid(_("Vem gör vad"), view.activities)
    if page.others:
        yield Heading(_("Fler aktiviteter i planen"), 2)
        yield _grid(_("Vem gör vad"), page.others)


def _goal_facts(view: GoalView) -> list[tuple[str, str]]:
    goal = view.goal
    found = [
        (_("Håller i det"), words.holder(goal)), (_("Ses över"), words.day(goal.review_on)),
        (_("Kärnkomponent"), view.component.name if view.component else ""),
        (_("Bidrar till länets mål"), view.county_goal), (_("Eget uppdrag"), goal.mission),
    ]  # fmt: skip
    return [(name, said) for name, said in found if said]


def _grid(caption: str, lines: tuple[ActivityLine, ...]) -> Grid:
    rows = [
        [
            line.title, activity_words.holder(line.role, line.words).capitalize() or _("Ingen har ansvaret än"),
            activity_words.period(line.starts_on, line.ends_on), activity_words.state(line.state, line.late),
        ]
        for line in lines
    ]  # fmt: skip
    return Grid(caption, [_("Aktivitet"), _("Ansvarig"), _("När"), _("Läge")], rows, [4, 3, 2.2, 1.6])


def _pointers(page: PlanPage) -> Iterator[Block]:
    if page.content.pointers:
        yield Heading(_("Här står modellen redan"))
        rows = [
            [one.document, words.pointer_kind(one.kind), one.where, words.day(one.since), one.decided_by]
            for one in page.content.pointers
        ]
        heads = [_("Dokument"), _("Sort"), _("Var i dokumentet"), _("Sedan"), _("Beslutat av")]
        yield Grid(_("Dokument som planen pekar på"), heads, rows, [3, 2, 3, 1.6, 2.4])


def _prompts(page: PlanPage) -> Iterator[Block]:
    said = [one for one in prompts() if one.code in page.content.prompts]
    if said:
        yield Heading(_("Det här har vi tänkt på"))
    for one in said:
        yield Heading(one.title, 2)
        yield Paragraph(page.content.prompts[one.code])


def _sections(page: PlanPage) -> Iterator[Block]:
    for one in page.content.sections:
        yield Heading(one.heading)
        yield Paragraph(one.text)


# --- comparing ------------------------------------------------------------------------------------------------------------


def compared(before: PlanPage, after: PlanPage) -> list[Part]:
    """Every part of the two versions, in the order in which the page shows them; what is gone comes where it stood."""
    old, new = _rows(before), _rows(after)
    order = sorted({**old, **new}, key=_place)
    found = []
    for key in order:
        heading = (new.get(key) or old[key])[0]
        found.append(compare_part(heading, *(side[key][1] if key in side else None for side in (old, new))))
    return [*found, *_moved_goals(before, after)]


def _moved_goals(before: PlanPage, after: PlanPage) -> Iterator[Part]:
    """The order of the goals, where those that both versions have stand in another."""
    old, new = ([view.goal.key for view in page.goals] for page in (before, after))
    if [key for key in old if key in new] != [key for key in new if key in old]:
        heading = _("Målens ordning")
        sides = ([(heading, "\n".join(view.goal.want for view in page.goals))] for page in (before, after))
        yield compare_part(heading, *sides)


def _place(key: str) -> tuple[int, int, str]:
    kind, _sep, rest = key.partition(":")
    order = [
        content.ABOUT,
        content.PARTICIPATION,
        content.GOAL,
        content.POINTER,
        content.PROMPT,
        content.SECTION,
    ]
    return order.index(kind), int(rest) if rest.isdigit() else 0, rest


def _rows(page: PlanPage) -> Rows:
    """Each part by its key: a heading and its fields as a reader would see them."""
    parts = content.parts_of(page.version.content)
    numbers = {content.part_of_goal(view.goal.key): view.number for view in page.goals}
    names = {view.component.code: view.component.name for view in page.goals if view.component}
    names |= {view.goal.county_goal: view.county_goal for view in page.goals if view.county_goal}
    return {key: (_heading(key, part, numbers), _fields(key, part, names)) for key, part in parts.items()}


def _heading(key: str, part: content.Part, numbers: dict[str, int]) -> str:
    kind = content.kind_of(key)
    if kind == content.GOAL:
        return _("Mål %(n)s") % {"n": numbers[key]}
    names = {one.code: one.title for one in prompts()}
    return {
        content.ABOUT: _("Om planen"), content.PARTICIPATION: words.participation_heading(),
        content.POINTER: part.get("document", ""), content.SECTION: part.get("heading", ""),
        content.PROMPT: names.get(key.partition(":")[2], ""),
    }.get(kind or "", "")  # fmt: skip


def _fields(key: str, part: content.Part, names: dict[str, str]) -> list[tuple[str, str]]:
    kind = content.kind_of(key) or ""
    labels = words.LABELS[kind]() if kind in words.LABELS else {"text": words.participation_heading()}
    return [(labels[name], _shown(kind, name, part.get(name, ""), names)) for name in content.FIELDS[kind]]


def _shown(kind: str, name: str, text: str, names: dict[str, str]) -> str:
    """Days and keys as a reader knows them."""
    if content.FIELDS[kind][name] == 0:
        return words.day(content.day_of(text))
    if name == "role":
        return activity_words.holder(text, "").capitalize()
    if name in {"component", "county_goal"}:
        return names.get(text, text)
    return words.pointer_kind(text) if kind == content.POINTER and name == "kind" else text
