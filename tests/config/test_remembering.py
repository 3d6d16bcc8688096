"""The remembered resolver answers as Django's own does, in every language, and says no as often as it is asked."""

import pytest
from django.urls import Resolver404, get_resolver, resolve, reverse
from django.utils import translation

from config.remembering import RememberingResolver


def _remembering() -> RememberingResolver:
    [found] = [one for one in get_resolver().url_patterns if isinstance(one, RememberingResolver)]
    return found


@pytest.mark.parametrize("language", ["sv", "en", "ar"])
def test_what_answers_an_address_answers_it_again(language: str) -> None:
    with translation.override(language):
        address = reverse("planning:activity", args=[7])
        first, second = resolve(address), resolve(address)
        assert first.func is second.func and first.kwargs == second.kwargs == {"activity_id": 7}
        assert first.kwargs is not second.kwargs
        assert _remembering().resolve(address.removeprefix("/")).view_name == "planning:activity"


def test_an_address_of_another_language_is_another_address() -> None:
    with translation.override("en"):
        english = reverse("planning:timeline")
        assert resolve(english)
    with translation.override("sv"), pytest.raises(Resolver404):
        resolve(english)


def test_what_nothing_answers_is_not_kept() -> None:
    before = _remembering()._remembered.cache_info().currsize
    for _turn in range(2):
        with pytest.raises(Resolver404):
            resolve("/finns/inte/")
    assert _remembering()._remembered.cache_info().currsize == before
