"""A reference file that lacks a code, or points to one that nothing has, is told of at the start, by file and code."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.core.checks import run_checks

from config.console import prepare
from tillsammans.strategies.rules import cfir, eric, example_strategies, know_can_will, matching, reference
from tillsammans.strategies.rules.reading import ReferenceFault, read

Spoil = Callable[[dict[str, Any]], Any]


def parse_matching(given: dict[str, Any]) -> object:
    return matching.parse(given, set(cfir.load().by_code), set(eric.load().by_number))


def parse_examples(given: dict[str, Any]) -> object:
    return example_strategies.parse(given, set(eric.load().by_number), set(know_can_will.codes()))


def changed(part: str, position: int, **values: Any) -> Spoil:
    return lambda given: given[part][position].update(values)


def dropped(part: str, position: int, key: str) -> Spoil:
    return lambda given: given[part][position].pop(key)


ERIC: list[tuple[Spoil, str]] = [
    (dropped("strategies", 4, "number"), 'eric.yaml: a row of "strategies" lacks "number" (code: audit-and'),
    (dropped("strategies", 4, "name_en"), 'eric.yaml: strategy 5 lacks "name_en".'),
    (changed("strategies", 4, number=6), 'the strategy "6" stands twice.'),
    (changed("strategies", 4, number=74), 'points to the number "74", which is unknown.'),
    (changed("strategies", 4, cluster="none"), 'strategy 5 points to the cluster "none", which is unknown.'),
    (changed("strategies", 4, fit="splendid"), 'points to the fit "splendid", which is unknown.'),
    (changed("strategies", 4, go_zone="V"), 'points to the go-zone "V", which is unknown.'),
    (lambda given: given["strategies"].pop(6), "strategy 7 is missing."),
    (
        changed("clusters", 0, strategies=9),
        '"clusters.evaluative-iterative.strategies" says 9, the file holds 10.',
    ),
]
MATCHING: list[tuple[Spoil, str]] = [
    (changed("matches", 0, eric=99), 'points to the strategy "99", which is unknown.'),
    (changed("matches", 0, construct="no"), 'points to the construct of 2009 "no", which is unknown.'),
    (changed("matches", 0, percent=173), "says 173 per cent."),
    (changed("matches", 0, percent="73"), "says '73' per cent."),
    (changed("matches", 0, percent=49), "says level 1 for 49 per cent."),
    (dropped("matches", 0, "level"), "says level None for 73 per cent."),
    (changed("matches", 0, sources=["hearsay"]), 'points to the source "hearsay", which is unknown.'),
    (changed("matches", 1, eric=51), "the pair of construct and strategy \"('adaptability', 51)\" stands twice."),
    (changed("threshold_only", 0, source="hearsay"), 'points to the source "hearsay", which is unknown.'),
    (changed("named_without_figure", 0, eric=[0]), 'points to the strategy "0", which is unknown.'),
    (
        changed("constructs_2009", 0, cfir=["innovation-sauce"]),
        '"intervention-source" points to the construct "innovation-sauce", which is unknown.',
    ),
    (changed("constructs_2009", 0, mapping="loose"), 'points to the mapping "loose", which is unknown.'),
    (changed("constructs_2009", 0, coverage="percent"), '"intervention-source" says coverage percent'),
    (lambda given: given["constructs_without_any_figure"].pop(0), 'disagree on "intervention-source".'),
    (lambda given: given["meta"]["sources"][0].pop("doi") and given["meta"]["sources"][0].pop("url"), "neither DOI"),
    (lambda given: given["meta"].pop("completeness"), 'cfir_eric.yaml: meta lacks "completeness".'),
]  # fmt: skip
EXAMPLES: list[tuple[Spoil, str]] = [
    (changed("determinants", 0, cfir="inner-feeling"), 'points to the construct "inner-feeling", which is unknown.'),
    (changed("determinants", 0, kind="wish"), 'points to the kind "wish", which is unknown.'),
    (changed("strategies", 0, barrier="outer-b-9"), 'points to the determinant "outer-b-9", which is unknown.'),
    (changed("strategies", 0, barrier="outer-f-3"), 'takes "outer-f-3" for a barrier.'),
    (changed("strategies", 0, facilitators=["outer-b-3"]), 'takes "outer-b-3" for a facilitator.'),
    (changed("strategies", 0, eric=[{"number": 123}]), 'points to the ERIC number "123", which is unknown.'),
    (changed("strategies", 0, veta_kunna_vilja=["orka"]), 'points to the part "orka", which is unknown.'),
    (lambda given: given["determinants"].pop(0), '"meta.counts.facilitators" says 18, the file holds 17.'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "parse", "spoil", "says"),
    [
        *((eric.FILE, eric.parse, spoil, says) for spoil, says in ERIC),
        *((matching.FILE, parse_matching, spoil, says) for spoil, says in MATCHING),
        *((example_strategies.FILE, parse_examples, spoil, says) for spoil, says in EXAMPLES),
        (know_can_will.FILE, know_can_will.parse, lambda given: given["parts"].pop(), "says 3, the file holds 2."),
        (know_can_will.FILE, know_can_will.parse, dropped("parts", 1, "code"), 'lacks "code"'),
    ],
)  # fmt: skip
def test_a_spoiled_file_is_refused_with_its_name_and_the_code(
    file: str, parse: Callable[[dict[str, Any]], object], spoil: Spoil, says: str
) -> None:
    given = deepcopy(dict(read(file)))
    parse(given)
    spoil(given)
    with pytest.raises(ReferenceFault) as refusal:
        parse(given)
    assert str(refusal.value).startswith(f"{file}: ")
    assert says in str(refusal.value)


def test_the_shipped_files_have_no_fault() -> None:
    assert reference.faults() == []


def test_each_fault_is_told_once() -> None:
    def spoiled() -> None:
        raise ReferenceFault("cfir.yaml", 'the construct "x" stands twice')

    assert reference.faults((spoiled, spoiled, cfir.load)) == ['cfir.yaml: the construct "x" stands twice.']


def test_the_start_stops_with_the_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def spoiled() -> None:
        raise ReferenceFault("eric.yaml", 'strategy 5 lacks "name_sv"')

    monkeypatch.setattr(reference.faults, "__defaults__", ((spoiled,),))
    assert [fault.msg for fault in run_checks() if fault.id == "strategies.E001"]
    assert prepare.main([]) == 1
    assert capsys.readouterr().err == 'eric.yaml: strategy 5 lacks "name_sv".\n'
