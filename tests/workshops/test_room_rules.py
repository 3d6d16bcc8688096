"""What a workshop is set up with, and what its leader does next, without a database."""

from dataclasses import replace
from datetime import date

import pytest

from tillsammans.core.errors import Invalid
from tillsammans.planning.queries.recommendations import prompts
from tillsammans.strategies.models import Domain
from tillsammans.workshops.models import Phase, QuestionKind
from tillsammans.workshops.rules import next_step as steps
from tillsammans.workshops.rules import phases, sets, setting_up
from tillsammans.workshops.rules.next_step import Standing, next_step, others
from tillsammans.workshops.rules.sets import Asked
from tillsammans.workshops.rules.setting_up import SetUp, tidied

GIVEN = SetUp("Länsträff", date(2026, 10, 14), (Asked("free", "Vad hjälper oss?"),))


def test_the_ready_sets_are_the_four_that_were_asked_for_and_ones_own():
    assert [one.code for one in sets.sets()] == [
        "barriers",
        "step-2-3",
        "recommendations",
        "between-us",
        "free",
    ]
    for one in sets.sets():
        assert one.source in sets.sources()
        assert one.title["sv"] and one.title["en"] and one.text["sv"] and one.text["en"]
        for asked in one.questions:
            setting_up.check_question(asked)
            assert asked.text_en and asked.text_en != asked.text and asked.kind in QuestionKind.values


def test_each_of_the_eight_recommendations_has_its_question():
    asked = sets.set_of("recommendations")
    assert asked is not None
    assert [one.about for one in asked.questions] == [prompt.code for prompt in prompts()]


def test_the_headings_of_the_cards_are_the_five_of_the_register():
    assert len(Domain.values) == 5
    assert set(QuestionKind.values) == set(setting_up.KINDS)


def test_what_is_given_is_tidied():
    content = tidied(
        replace(GIVEN, title="  Läns\u202etr\u0000äff ", groups=("Bord 1", " ", "Bord  1", "Bord 2"))
    )
    assert content.title == "Länsträff"
    assert content.groups == ("Bord 1", "Bord 2")


@pytest.mark.parametrize(
    "change",
    [
        {"title": "\u200b "}, {"title": "å" * 121}, {"questions": ()}, {"questions": (Asked("free", " "),)},
        {"questions": (Asked("poem", "Vad?"),)}, {"questions": (Asked("free", "å" * 201),)},
        {"questions": (Asked("free", "Vad?", minutes=0),)}, {"questions": (Asked("free", "Vad?", minutes=121),)},
        {"questions": (Asked("free", "Vad?"),) * 13}, {"groups": tuple(f"Bord {n}" for n in range(41))},
        {"groups": ("å" * 61,)}, {"languages": ()}, {"languages": ("en",)}, {"languages": ("sv", "xx")},
        {"votes_each": 0}, {"votes_each": 11}, {"question_set": "finns-inte"},
    ],
)  # fmt: skip
def test_what_cannot_be_held_is_refused_with_a_sentence(change: dict):
    with pytest.raises(Invalid) as refusal:
        tidied(replace(GIVEN, **change))
    assert refusal.value.message.endswith(".")


def _at(phase: str, **more: object) -> Standing:
    return Standing("open", phase, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "following"),
    [
        (Standing("planned"), steps.BEGIN),
        (Standing("ended"), steps.RESULT),
        (_at("waiting"), steps.WRITE),
        (_at("writing", cards=3), steps.CLOSE),
        (_at("closed", cards=3), steps.SHOW_CARDS),
        (_at("closed", cards=3, cards_shown=True), steps.VOTE),
        (_at("closed", cards=1, cards_shown=True, more=True), steps.GO_ON),
        (_at("closed", more=True), steps.GO_ON),
        (_at("closed"), steps.FINISH),
        (_at("voting", cards=3, cards_shown=True), steps.DONE),
        (_at("done", cards=3, cards_shown=True, dots=4), steps.SHOW_VOTES),
        (_at("done", cards=3, cards_shown=True, dots=4, votes_shown=True, more=True), steps.GO_ON),
        (_at("done", cards=3, cards_shown=True, more=False), steps.FINISH),
    ],
)
def test_one_thing_comes_next(now: Standing, following: str):
    assert next_step(now) == following


@pytest.mark.parametrize("phase", Phase.values)
@pytest.mark.parametrize("shown", [True, False])
@pytest.mark.parametrize("cards", [0, 3])
def test_what_else_may_be_done_follows_the_phases_and_is_never_the_next_step(
    phase: str, shown: bool, cards: int
):
    now = _at(phase, cards=cards, cards_shown=shown, votes_shown=shown, dots=cards, more=True)
    offered = others(now)
    assert next_step(now) not in offered
    for step in {*offered, next_step(now)} & set(steps.PHASE_OF):
        assert phases.may_follow(phase, steps.PHASE_OF[step])
    assert not {flag for flag in offered if flag in steps.FLAG_OF and steps.FLAG_OF[flag][1] == shown}


def test_a_workshop_that_goes_on_as_it_should_comes_to_its_end():
    """From the first question to the last by the next step alone."""
    now, done = _at("waiting", more=True), []
    while (step := next_step(now)) != steps.FINISH:
        done.append(step)
        if step in steps.PHASE_OF:
            assert phases.may_follow(now.phase, steps.PHASE_OF[step])
            now = replace(
                now, phase=steps.PHASE_OF[step], cards=5, dots=9 if step == steps.DONE else now.dots
            )
        elif step in steps.FLAG_OF:
            flag, value = steps.FLAG_OF[step]
            now = replace(now, **{flag: value})
        else:
            now = _at("waiting", more=False)
        assert len(done) < 30
    assert done.count(steps.GO_ON) == 1 and done.count(steps.SHOW_VOTES) == 2
