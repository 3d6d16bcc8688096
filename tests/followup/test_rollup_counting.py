"""The recount gives the same whichever way it counts, and misses nothing that has no number."""

import pytest

from tests.followup.scenes import Scene
from tillsammans.followup.commands import rollup
from tillsammans.followup.models import ComponentAnswer, ProgressCount, ReportRequest


@pytest.fixture
def answered(scene: Scene) -> Scene:
    """Two units have answered, one of them twice."""
    first, second = scene.world.a.one.units[:2]
    scene.send(scene.manager, first, step=1)
    scene.send(scene.manager, first, step=2)
    scene.send(scene.world.actor("unit_manager", second), second, step=3)
    return scene


def components(scene: Scene) -> set[rollup.Component]:
    kept = ProgressCount.objects.filter(round=scene.round)
    return set(kept.values_list("stairs_id", "component_code"))


def told(table: rollup.Table) -> rollup.Table:
    return {key: counts for key, counts in table.items() if any(counts)}


def test_by_number_as_by_columns(answered: Scene) -> None:
    expected = told(rollup.counted_progress(answered.round))
    assert sum(map(sum, expected.values())) == ComponentAnswer.objects.count() * 2 // 3
    for asked in (components(answered), {*components(answered), (0, "other")}):
        assert rollup.counted_progress(answered.round, asked) == expected
    assert rollup._progress_by_number(answered.round, sorted(components(answered))) == expected


def test_an_answer_of_a_component_that_nobody_expects_is_counted_too(answered: Scene) -> None:
    fewer = sorted(components(answered))[1:]
    assert rollup._progress_by_number(answered.round, fewer) is None
    assert rollup.counted_progress(answered.round, fewer) == rollup.counted_progress(answered.round)


def test_a_lost_roll_up_is_found_and_put_right(answered: Scene) -> None:
    before = rollup.counted_progress(answered.round)
    ProgressCount.objects.filter(round=answered.round).delete()
    assert len(rollup.rebuild(answered.round, by=answered.leader)) == len(before)
    assert rollup.rebuild(answered.round) == []


def test_responses_are_counted_alike_for_a_sector_without_a_number(answered: Scene) -> None:
    assert rollup.counted_responses(answered.round) == rollup._responses_by_columns(answered.round)
    ReportRequest.objects.filter(unit=answered.unit).update(sector="odd")
    counted = rollup.counted_responses(answered.round)
    assert counted == rollup._responses_by_columns(answered.round)
    assert any(sector == "odd" for _principal, sector in counted)
    assert rollup._progress_by_number(answered.round, sorted(components(answered))) is None
