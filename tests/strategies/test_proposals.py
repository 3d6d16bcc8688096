"""The proposals are the published figures, recounted here from the file in another way: line by line, without the reader."""

import re
from pathlib import Path

import pytest

import tillsammans.strategies
from tillsammans.strategies.rules import cfir, eric, matching, proposing
from tillsammans.strategies.rules.proposing import AT_LEAST, FEW, GROUPS, NAMED, SOME, STRONG, Proposals

DATA = Path(tillsammans.strategies.__file__).parent / "data"
LINES = (DATA / matching.FILE).read_text(encoding="utf-8").splitlines()
CODES = [one.code for one in cfir.load().constructs]


def published(code: str) -> Proposals:
    found = proposing.proposals_for(code)
    assert found is not None
    return found


def older_of(construct: str) -> set[str]:
    """Constructs of 2009 whose line `cfir: […]` names the construct: read off the lines of the file."""
    found, current = set(), ""
    for line in LINES:
        if match := re.fullmatch(r"  - code: (\S+)", line):
            current = match[1]
        match = re.fullmatch(r"    cfir: \[(.*)\]", line)
        if match and construct in match[1].split(", "):
            found.add(current)
    return found


def shares(older: set[str]) -> dict[int, int]:
    """Strategy → the highest share in any line of `matches` about these constructs."""
    found: dict[int, int] = {}
    for line in LINES:
        match = re.match(r"  - \{construct: (\S+), eric: (\d+), percent: (\d+),", line)
        if match and match[1] in older:
            number, percent = int(match[2]), int(match[3])
            found[number] = max(percent, found.get(number, 0))
    return found


def thresholds(older: set[str]) -> set[int]:
    found = set()
    for line in LINES:
        match = re.match(r"  - \{construct: (\S+), eric: (\d+), min_percent: 20,", line)
        if match and match[1] in older:
            found.add(int(match[2]))
    return found


@pytest.mark.parametrize("code", CODES)
def test_every_share_is_the_published_one(code: str) -> None:
    found = published(code)
    older = older_of(found.whole.code if found.whole else code)
    assert {one.method.number: one.percent for one in found.proposals if one.percent is not None} == {
        number: percent
        for number, percent in shares(older).items()
        if number not in thresholds(older) or percent >= 20
    }


@pytest.mark.parametrize("code", CODES)
def test_the_groups_are_the_published_levels(code: str) -> None:
    found = published(code)
    for one in found.proposals:
        expected = {STRONG: range(50, 101), SOME: range(20, 50), FEW: range(1, 20)}
        if one.group in expected:
            assert one.percent in expected[one.group]
        else:
            assert one.percent is None
            assert one.at_least == (20 if one.group == AT_LEAST else None)
    strongest = [one.percent or 0 for one in found.of(STRONG)]
    assert strongest == sorted(strongest, reverse=True)
    assert sum(len(found.of(group)) for group in GROUPS) == len(found.proposals)


def test_the_file_holds_so_many_figures_and_all_are_reached() -> None:
    """Counted in the text of the file, and again over all that can be proposed."""
    text = "\n".join(LINES)
    exact = len(re.findall(r"eric: \d+, percent: \d+", text))
    least = len(re.findall(r"min_percent: 20", text.split("threshold_only:")[1]))
    figures = matching.load().figures
    assert sum(one.percent is not None for one in figures) == exact
    assert sum(one.at_least is not None for one in figures) == least
    reached = {
        (evidence.older.code, one.method.number)
        for code in CODES
        for one in published(code).proposals
        for evidence in one.evidence
    }
    assert reached == {(one.older, one.number) for one in figures}


def test_what_is_published_at_fifty_per_cent_or_more_is_known_by_heart() -> None:
    """From the tables of the articles: planning 73 and 50, networks 57 and 52, reflecting 60 and 56."""
    assert [(one.method.number, one.percent) for one in published("process-planning").of(STRONG)] == [
        (23, 73),
        (18, 50),
    ]
    assert [(one.method.number, one.percent) for one in published("inner-communications").of(STRONG)] == [
        (52, 57),
        (48, 52),
    ]
    reflecting = published("process-reflecting-evaluating").of(STRONG)
    assert [(one.method.number, one.percent) for one in reflecting] == [(26, 60), (5, 56)]


@pytest.mark.parametrize("code", ["innovation-source", "innovation-trialability", "process-teaming"])
def test_where_nothing_is_published_nothing_is_proposed(code: str) -> None:
    assert published(code).proposals == ()


def test_least_shares_have_no_exact_figure() -> None:
    found = published("inner-relative-priority").proposals
    assert [(one.method.number, one.percent, one.at_least) for one in found] == [(17, None, 20)]


def test_a_method_named_without_figure_says_no_share() -> None:
    found = published("inner-culture").of(NAMED)
    assert {one.method.number for one in found} == {35, 17, 38, 33, 63}
    assert {(one.percent, one.at_least) for one in found} == {(None, None)}


def test_a_part_of_a_construct_gets_the_figures_of_the_whole_and_says_so() -> None:
    part, whole = published("process-reflecting-implementation"), published("process-reflecting-evaluating")
    assert part.whole is not None and part.whole.code == "process-reflecting-evaluating"
    assert part.proposals == whole.proposals and whole.whole is None


def test_every_figure_tells_its_source_with_doi_or_address() -> None:
    for code in CODES:
        for one in published(code).proposals:
            for evidence in one.evidence:
                assert evidence.sources
                assert all(source.doi or source.url for source in evidence.sources)


def test_an_unknown_construct_has_no_proposals() -> None:
    assert proposing.proposals_for("finns-inte") is None


def test_all_methods_are_browsed_by_cluster_once_and_best_fit_first() -> None:
    found = [one for cluster in eric.load().clusters for one in eric.load().of_cluster(cluster.code)]
    assert sorted(one.number for one in found) == list(range(1, 74))
    first = eric.load().of_cluster("infrastructure")
    assert [one.fit for one in first] == sorted((one.fit for one in first), key=eric.FITS.index)
