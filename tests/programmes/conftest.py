from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_swedish() -> Iterator[None]:
    """A request in English leaves its language behind in the thread; each test begins and ends in Swedish."""
    translation.activate("sv")
    yield
    translation.deactivate()
