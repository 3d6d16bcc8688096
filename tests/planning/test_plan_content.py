"""What a plan says: its parts, their limits, two people in one draft, and two versions word by word."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tillsammans.planning.rules import plan_content as rules
from tillsammans.planning.rules import plan_diff


def content_of(**parts):
    """Keys with __ for the colon: goal__1={"want": …}."""
    content = {}
    for name, typed in parts.items():
        key = name.replace("__", ":").replace("_", "-")
        part = rules.cleaned(rules.kind_of(key), typed)
        content = rules.with_part(content, key, part, revision=1)
    return content


GOAL = {"want": "Ett", "do": "Två", "responsible": "Rektor", "review_on": "2026-12-01"}


def test_a_plan_is_read_in_the_order_it_was_written_whatever_order_the_map_has():
    content = content_of(goal__10={"want": "Sist"}, goal__9=GOAL, participation={"text": "Elevråd"})
    plan = rules.read(content)
    assert [goal.key for goal in plan.goals] == ["g9", "g10"]
    assert plan.goals[0] == rules.Goal("g9", "Ett", "Två", responsible="Rektor", review_on=date(2026, 12, 1))
    assert plan.participation == "Elevråd"
    assert rules.goal_names(content) == {"g9": "Ett", "g10": "Sist"}


def test_an_empty_plan_can_be_read():
    plan = rules.read({})
    assert not plan.says_something and not plan.only_points and plan.goals == ()


@pytest.mark.parametrize(
    ("parts", "something", "points"),
    [
        ({"pointer__1": {"document": "Verksamhetsplan"}}, True, True),
        ({"pointer__1": {"document": "V"}, "goal__2": GOAL}, True, False),
        ({"section__1": {"heading": "H"}}, True, False),
        ({"participation": {"text": "x"}}, False, False),
    ],
)
def test_a_plan_that_points_counts_as_saying_something(parts, something, points):
    plan = rules.read(content_of(**parts))
    assert (plan.says_something, plan.only_points) == (something, points)
    assert (rules.decision_refusal(plan) is None) is something


@pytest.mark.parametrize(
    "key", ["goal:1", "pointer:12", "section:3", "prompt:d4-8", "about", "participation"]
)
def test_keys_of_parts(key):
    assert rules.kind_of(key) in rules.FIELDS


@pytest.mark.parametrize(
    "key",
    ["goal", "goal:0", "goal:x", "goal:1:2", "prompt:d3-1", "prompt:1", "", "changed", "goal:1\n", "made"],
)
def test_other_keys_are_no_parts(key):
    assert rules.kind_of(key) is None


def faults(kind, /, **typed):
    return [(one.field, one.message) for one in rules.faults(kind, rules.cleaned(kind, typed))]


def test_what_is_missing_is_said_in_a_sentence():
    assert faults("goal") == [("want", "Skriv vad ni vill. En mening räcker.")]
    assert faults("pointer", kind="annat") == [("document", "Skriv vad dokumentet eller processen heter.")]
    assert faults("pointer", document="V", kind="hittepå") == [
        ("kind", "Välj vad det är för sorts dokument.")
    ]
    assert faults("section", text="x") == [("heading", "Skriv en rubrik.")]


@pytest.mark.parametrize(
    ("first", "last", "review", "field"),
    [
        ("2026-08-01", "2026-07-31", "", "period_to"),
        ("2026-08-01", "2027-07-31", "2026-07-31", "review_on"),
        ("1926-08-01", "", "", "period_from"),
        ("imorgon", "", "", "period_from"),
        ("2026-08-01", "2026-08-01", "2026-08-01", None),
        ("", "2026-08-01", "2030-01-01", None),
    ],
)
def test_days_that_go_backwards_are_refused(first, last, review, field):
    found = faults("about", title="Plan", period_from=first, period_to=last, review_on=review)
    assert [name for name, _message in found] == ([field] if field else [])


@pytest.mark.parametrize(
    ("kind", "name", "most"),
    [(kind, name, most) for kind, fields in rules.FIELDS.items() for name, most in fields.items() if most],
)
def test_a_text_that_is_too_long_says_by_how_much(kind, name, most):
    fitting = {"want": "x", "document": "x", "heading": "x", "title": "x", "kind": "annat"}
    sentence = f"Texten är 3 tecken för lång. Högst {most} tecken får plats: korta den."
    assert (name, sentence) in faults(kind, **{**fitting, name: "a" * (most + 3)})
    assert not [said for _field, said in faults(kind, **{**fitting, name: "a" * most}) if "för lång" in said]


def test_unknown_fields_and_null_bytes_fall_away():
    assert rules.cleaned("participation", {"text": " a\x00\r\nb ", "evil": "x"}) == {"text": "a\nb"}


# --- two people ---


def test_what_somebody_else_has_changed_since_is_not_written_over():
    content = rules.with_part({}, "goal:1", rules.cleaned("goal", {"want": "Anna"}), revision=5)
    mine = rules.cleaned("goal", {"want": "Bo"})
    assert rules.theirs_if_conflicting(content, "goal:1", mine, seen=4)["want"] == "Anna"
    assert rules.theirs_if_conflicting(content, "goal:1", mine, seen=5) is None
    same = rules.cleaned("goal", {"want": "Anna"})
    assert rules.theirs_if_conflicting(content, "goal:1", same, seen=4) is None


def test_a_part_that_somebody_else_has_removed_is_a_conflict_with_nothing():
    content = content_of(goal__1=GOAL)
    content = rules.with_part(content, "goal:1", None, revision=6)
    assert rules.theirs_if_conflicting(content, "goal:1", rules.cleaned("goal", GOAL), seen=5) == {}


def test_another_part_is_nobodys_conflict():
    content = rules.with_part({}, "goal:1", {"want": "Anna"}, revision=5)
    assert rules.theirs_if_conflicting(content, "goal:2", {"want": "Bo"}, seen=1) is None


def test_a_number_is_never_used_again():
    content = content_of(goal__1=GOAL, pointer__2={"document": "V"})
    content = rules.with_part(content, "pointer:2", None, revision=3)
    assert rules.new_key(content, "goal") == "goal:3"
    assert rules.new_key(rules.settled(content), "goal") == "goal:3"
    assert "changed" not in rules.settled(content)


def test_there_is_an_end_to_how_much_a_plan_holds():
    content = {}
    for number in range(1, 21):
        assert rules.room_refusal(content, "goal") is None
        content = rules.with_part(content, f"goal:{number}", {"want": "x"}, revision=1)
    assert "högst 20 mål" in rules.room_refusal(content, "goal")
    assert rules.room_refusal(content, "pointer") is None


def test_what_is_worth_a_thought_stands_in_nobodys_way():
    plan = rules.read(content_of(goal__1={"want": "x", "review_on": "2028-01-01"}))
    said = rules.gaps(plan, date(2027, 1, 1), None)
    assert said == [
        "Det står inte hur barn, unga och vårdnadshavare har varit med.",
        "Ett mål säger inte vad ni gör.",
        "Ett mål har ingen som håller i det.",
        "Det står inte när ni ser över planen igen.",
        "Ett mål ses över först efter att planen har slutat gälla.",
    ]
    whole = rules.read(content_of(goal__1=GOAL, participation={"text": "x"}))
    assert rules.gaps(whole, date(2027, 1, 1), date(2026, 12, 1)) == []
    assert rules.decision_refusal(plan) is None


# --- word by word ---


def shown(pieces):
    marks = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces)


def test_words_that_changed_are_found_and_no_others():
    before, after = plan_diff.compare_words("Alla barn får stöd i tid.", "Varje barn får stöd inom 30 dagar.")
    assert shown(before) == "[-Alla -]barn får stöd [-i tid-]."
    assert shown(after) == "[+Varje +]barn får stöd [+inom 30 dagar+]."


@given(some.text(max_size=80), some.text(max_size=80))
def test_no_word_is_lost_and_what_is_same_is_same_on_both_sides(before, after):
    old, new = plan_diff.compare_words(before, after)
    assert "".join(piece.text for piece in old) == before
    assert "".join(piece.text for piece in new) == after
    same = [[piece.text.split() for piece in side if piece.kind == "same"] for side in (old, new)]
    assert same[0] == same[1]


def test_parts_that_came_went_and_changed():
    one, other = [("Vill", "a"), ("Gör", "")], [("Vill", "b"), ("Gör", "")]
    assert plan_diff.compare_part("Mål", None, one).state == "new"
    assert plan_diff.compare_part("Mål", one, None).state == "gone"
    assert plan_diff.compare_part("Mål", one, one).state == "same"
    changed = plan_diff.compare_part("Mål", one, other)
    assert changed.state == "changed" and [field.label for field in changed.fields] == ["Vill"]
