"""The console's recount: its words and its exit status."""

import pytest

from config.console import rebuild_rollup
from tests.followup.scenes import Scene
from tillsammans.followup.models import ProgressCount


def test_it_ends_well_when_all_is_equal(scene: Scene, capsys: pytest.CaptureFixture) -> None:
    scene.send(scene.manager, scene.unit)
    assert rebuild_rollup.main([]) == 0
    assert "all rounds are equal" in capsys.readouterr().out


def test_it_prints_what_differed_and_puts_it_right(scene: Scene, capsys: pytest.CaptureFixture) -> None:
    scene.send(scene.manager, scene.unit)
    ProgressCount.objects.filter(component_code="approach").update(c1=9)
    assert rebuild_rollup.main(["--dry-run"]) == 1
    assert rebuild_rollup.main([]) == 1
    assert "approach" in capsys.readouterr().out
    assert rebuild_rollup.main([]) == 0
