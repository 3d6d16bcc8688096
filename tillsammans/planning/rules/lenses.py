"""The lenses' parts (data/lenses/), each file read once a process and checked whole: a file that lacks a code stops the start."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as made_of
from functools import cache
from pathlib import Path

from tillsammans.strategies.rules.reading import Row, Texts, code_of, counted, field, known, once, part, read

FOLDER = Path(__file__).parent.parent / "data" / "lenses"
DETERMINANTS = "determinants.yaml"
KOTTER, NPT, ROGERS, READINESS, FRL = "kotter", "npt", "rogers", "readiness", "frl"
TAGGED, NOTED = (KOTTER, NPT), (READINESS, FRL)  # where the plan's own rows stand; where a leader writes


@dataclass(frozen=True)
class LensPart:
    """One step, sub-construct, category, statement or behaviour. group: the part of the lens that it belongs to, by code.

    question: to talk about. term: the name that the source uses.
    """

    code: str
    name: Texts
    text: Texts
    group: str = ""
    question: Texts = made_of(default_factory=dict)
    term: str = ""


@dataclass(frozen=True)
class LensData:
    """groups: headings over the parts, in order; none where the parts stand by themselves. needs: what the group that is next
    asks for (Rogers), and around: what lies behind (readiness)."""

    code: str
    parts: tuple[LensPart, ...]
    groups: tuple[LensPart, ...] = ()
    source: str = ""
    next_group: str = ""
    needs: tuple[Texts, ...] = ()
    around: tuple[LensPart, ...] = ()

    def by_code(self) -> Mapping[str, LensPart]:
        return {one.code: one for one in self.parts}


@cache
def load(lens: str) -> LensData:
    """Raises ReferenceFault."""
    return PARSERS[lens](read(f"{lens}.yaml", FOLDER))


def texts(file: str, row: Row, name: str, of: str) -> Texts:
    """A text in Swedish, and in English where it is there. Raises ReferenceFault."""
    found = {"sv": str(field(file, row, f"{name}_sv", of=of))}
    return found | ({"en": str(row[f"{name}_en"])} if row.get(f"{name}_en") else {})


def _part(file: str, row: Row, kind: str, *, group: str = "", asks: bool = False) -> LensPart:
    code = code_of(file, row, kind)
    of = f'"{code}"'
    question = texts(file, row, "reflection", of) if asks else {}
    name = texts(file, row, "name", of)
    return LensPart(code, name, texts(file, row, "description", of), group, question, row.get("name_en", ""))


def _source(file: str, given: Row) -> str:
    return str(
        field(file, part(file, given, "meta").get("sources", [{}])[0], "citation", of="the first source")
    )


def parse_kotter(given: Row) -> LensData:
    """Eight steps in order. Raises ReferenceFault."""
    file = "kotter.yaml"
    steps = tuple(_part(file, row, "steps") for row in part(file, given, "steps"))
    once(file, (one.code for one in steps), "step")
    counted(file, "steps", 8, len(steps))
    return LensData(KOTTER, steps, source=_source(file, given))


def parse_npt(given: Row) -> LensData:
    """Four constructs with sixteen parts. Raises ReferenceFault."""
    file = "npt.yaml"
    rows = part(file, given, "constructs")
    groups = tuple(_part(file, row, "constructs") for row in rows)
    parts = tuple(
        _part(file, one, "subconstructs", group=row["code"], asks=True)
        for row in rows
        for one in part(file, row, "subconstructs")
    )
    once(file, (one.code for one in (*groups, *parts)), "construct")
    counted(file, "subconstructs", 16, len(parts))
    return LensData(NPT, parts, groups, _source(file, given))


def parse_rogers(given: Row) -> LensData:
    """Five categories, and what the one that is next needs. Raises ReferenceFault."""
    file = "rogers.yaml"
    parts = tuple(_part(file, row, "categories") for row in part(file, given, "categories"))
    once(file, (one.code for one in parts), "category")
    phase = part(file, given, "current_phase")
    of = "the current phase"
    code = known(
        file, field(file, phase, "category", of=of), {one.code for one in parts}, of=of, kind="category"
    )
    return LensData(
        ROGERS, parts, source=_source(file, given), next_group=code, needs=_many(file, phase, "emphasis", of)
    )


def _many(file: str, row: Row, name: str, of: str) -> tuple[Texts, ...]:
    """Several texts, beside each other in both languages."""
    swedish, english = field(file, row, f"{name}_sv", of=of), row.get(f"{name}_en") or []
    if english:
        counted(file, f"{name}_en of {of}", len(swedish), len(english))
    return tuple(
        {"sv": str(text)} | ({"en": str(english[n])} if english else {}) for n, text in enumerate(swedish)
    )


def parse_readiness(given: Row) -> LensData:
    """The statements of each facet, numbered below it. Raises ReferenceFault."""
    file = "readiness.yaml"
    rows = part(file, given, "facets")
    groups = tuple(_part(file, row, "facets") for row in rows)
    once(file, (one.code for one in groups), "facet")
    parts = tuple(
        LensPart(f"{row['code']}-{n}", said, {"sv": ""}, row["code"])
        for row in rows
        for n, said in enumerate(_many(file, row, "statements", f'"{row["code"]}"'), start=1)
    )
    around = []
    for row in part(file, given, "determinants"):
        found = _part(file, row, "determinants", group=row.get("facet", ""))
        known(file, found.group, {one.code for one in groups}, of=f'"{found.code}"', kind="facet")
        around.append(found)
    return LensData(READINESS, parts, groups, _source(file, given), around=tuple(around))


def parse_frl(given: Row) -> LensData:
    """The process leader's behaviours under the style each belongs to. Raises ReferenceFault."""
    file = "frl.yaml"
    groups = tuple(_part(file, row, "styles") for row in part(file, given, "styles"))
    codes = {one.code for one in groups}
    parts = []
    for row in part(file, given, "process_leader_behaviours"):
        code = code_of(file, row, "process_leader_behaviours")
        of = f'"{code}"'
        style = known(file, field(file, row, "style", of=of), codes, of=of, kind="style")
        parts.append(LensPart(code, texts(file, row, "text", of), {"sv": ""}, style))
    once(file, (one.code for one in parts), "behaviour")
    used = tuple(one for one in groups if any(line.group == one.code for line in parts))
    return LensData(FRL, tuple(parts), used, _source(file, given))


PARSERS: Mapping[str, Callable[[Row], LensData]] = {
    KOTTER: parse_kotter, NPT: parse_npt, ROGERS: parse_rogers, READINESS: parse_readiness, FRL: parse_frl,
}  # fmt: skip


# --- what a published county plan ties to Kotter's steps --------------------------------------------------------------


@dataclass(frozen=True)
class KotterLinks:
    """By the step's code: codes of example strategies, and of example determinants that the step is about."""

    strategies: Mapping[str, tuple[str, ...]]
    determinants: Mapping[str, tuple[str, ...]]


@cache
def kotter_links() -> KotterLinks:
    """Raises ReferenceFault."""
    return parse_links(read(DETERMINANTS), load(KOTTER))


def parse_links(given: Row, kotter: LensData) -> KotterLinks:
    """Raises ReferenceFault for a step or a determinant that is not there."""
    steps = {one.code for one in kotter.parts}
    codes = {row.get("code") for row in part(DETERMINANTS, given, "determinants")}
    strategies: dict[str, list[str]] = defaultdict(list)
    determinants: dict[str, list[str]] = defaultdict(list)
    for row in part(DETERMINANTS, given, "strategies"):
        for step in _steps(row, steps, f'the strategy "{row.get("code")}"'):
            strategies[step].append(row["code"])
    for row in part(DETERMINANTS, given, "kotter_links"):
        for step in _steps(row, steps, "a link to Kotter"):
            for code in row.get("determinants", ()):
                known(DETERMINANTS, code, codes, of="a link to Kotter", kind="determinant")
                determinants[step].append(code)
    return KotterLinks(
        {step: tuple(found) for step, found in strategies.items()},
        {step: tuple(found) for step, found in determinants.items()},
    )


def _steps(row: Row, steps: Iterable[str], of: str) -> list[str]:
    return [
        known(DETERMINANTS, f"kotter-{n}", set(steps), of=of, kind="step")
        for n in row.get("kotter_steps", ())
    ]
