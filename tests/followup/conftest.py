import pytest

from tests.followup.scenes import Scene, make_scene
from tests.worlds import World


@pytest.fixture
def scene(world: World) -> Scene:
    """An open round in county a with invitations sent."""
    return make_scene(world)
