"""The memory of a process: things as they are, the least used go first, nothing is kept for a time."""

import pytest

from tillsammans.core.fragments import Fragments


@pytest.fixture
def kept() -> Fragments:
    fragments = Fragments("test", {"OPTIONS": {"MAX_ENTRIES": 3}})
    fragments.clear()
    return fragments


def test_the_very_thing_comes_back(kept: Fragments) -> None:
    thing = ("a", {"b": 1})
    kept.set("key", thing)
    assert kept.get("key") is thing and Fragments("test", {}).get("key") is thing
    assert (
        kept.get("other") is None
        and kept.get("other", 4) == 4
        and Fragments("elsewhere", {}).get("key") is None
    )


def test_what_was_fetched_longest_ago_goes_first(kept: Fragments) -> None:
    for key in "abc":
        kept.set(key, key)
    kept.get("a")
    kept.set("d", "d")
    assert [kept.get(key) for key in "abcd"] == ["a", None, "c", "d"]


def test_nothing_is_kept_for_a_time(kept: Fragments) -> None:
    with pytest.raises(ValueError, match="not for a time"):
        kept.set("key", 1, timeout=60)
    assert "key" not in kept


def test_the_rest_of_a_cache_is_there_too(kept: Fragments) -> None:
    assert kept.add("key", 1) and not kept.add("key", 2) and kept.touch("key") and kept.has_key("key")
    assert kept.get_or_set("more", lambda: 5) == 5 and kept.get_many(["key", "more"]) == {"key": 1, "more": 5}
    assert kept.delete("key") and not kept.delete("key")
