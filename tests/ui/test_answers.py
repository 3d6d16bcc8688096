"""What a page answers: nothing typed is lost, a refusal is said where it belongs, and want of a right has its own page."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from tillsammans.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from tillsammans.ui import answers


class Words(forms.Form):
    words = forms.CharField()


@pytest.fixture
def shown(monkeypatch):
    """What was rendered: (template, context, status)."""
    calls = []
    monkeypatch.setattr(
        answers,
        "render",
        lambda request, template, context, status=200: calls.append((template, context, status)),
    )
    return calls


def sent(typed: dict[str, str] | None = None):
    request = RequestFactory().get("/a/") if typed is None else RequestFactory().post("/a/", typed)
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def said(request) -> list[tuple[str, str]]:
    return [(one.level_tag, str(one)) for one in get_messages(request)]


def refuse(error: Exception):
    def act() -> None:
        raise error

    return act


def fill(request, act, **more):
    form = Words(request.POST or None)
    given = {"template": "t.html", "shown": {"back": "/b/"}, "to": "/on/", "said": "Sparat."} | more
    return form, answers.filled_in(request, form, act, **given)


def test_a_form_is_shown_and_then_carried_out(shown):
    fill(sent(), refuse(AssertionError()))
    [(template, context, status)] = shown
    assert (template, context["back"], context["theirs"], status) == ("t.html", "/b/", [], 200)
    request = sent({"words": "x"})
    _form, answer = fill(request, lambda: None)
    assert answer["Location"] == "/on/" and said(request) == [("success", "Sparat.")]


def test_where_it_leads_may_be_what_was_made(shown):
    _form, answer = fill(sent({"words": "x"}), lambda: "/made/7/", to="")
    assert answer["Location"] == "/made/7/"


@pytest.mark.parametrize(
    ("error", "status"), [(Conflict("Nej"), 409), (Invalid("Nej"), 400), (NotVisible("Nej"), 404)]
)
def test_a_refusal_stands_in_the_form_with_what_was_typed(shown, error, status):
    request = sent({"words": "mitt"})
    form, _answer = fill(request, refuse(error), beside=lambda refusal: [("Ord", refusal.message)])
    [(_template, context, answered)] = shown
    assert answered == status and form.non_field_errors() == ["Nej"] and form["words"].value() == "mitt"
    assert context["theirs"] == [("Ord", "Nej")] and said(request) == []


def test_what_is_not_filled_in_is_not_tried(shown):
    fill(sent({"words": ""}), refuse(AssertionError()))
    assert shown[0][2] == 400


def test_what_depends_on_the_form_is_asked_for_last(shown):
    form, _answer = fill(sent({"words": "x"}), refuse(Conflict("Nej")), shown=lambda: {"late": "asked"})
    assert shown[0][1]["late"] == "asked" and form.errors


@pytest.mark.parametrize("error", [NotAllowed("Nej"), NotVisible("Nej")])
def test_want_of_a_right_has_its_own_page(shown, error):
    for answer in (
        lambda: answers.tapped(sent({}), refuse(error), "/b/"),
        lambda: answers.confirmed(
            sent({"x": "1"}), refuse(error), question="?", text="", verb="Ja", back="/b/"
        ),
    ):
        with pytest.raises(type(error)):
            answer()
    if isinstance(error, NotAllowed):
        with pytest.raises(NotAllowed):
            fill(sent({"words": "x"}), refuse(error))


def test_a_tap_says_what_happened_or_why_it_did_not():
    request = sent({})
    answer = answers.tapped(request, lambda: "Klart.", lambda: "/after/")
    assert answer["Location"] == "/after/" and said(request) == [("success", "Klart.")]
    request = sent({})
    answers.tapped(request, refuse(Conflict("Redan gjort")), "/b/", said="Klart.")
    assert said(request) == [("error", "Redan gjort")]
    request = sent({})
    answers.tapped(request, lambda: 7, "/b/")
    assert said(request) == []


def test_a_question_is_asked_first_and_a_refusal_leads_back(shown):
    asked = {
        "question": "Ta bort?",
        "text": "Det försvinner.",
        "verb": "Ta bort",
        "back": "/b/",
        "to": "/on/",
        "said": "Borta.",
    }
    answers.confirmed(sent(), refuse(AssertionError()), **asked)
    template, context, _status = shown[0]
    assert (template, context["page_title"], context["action"]) == ("ui/confirm.html", "Ta bort?", "/a/")
    request = sent({"x": "1"})
    assert answers.confirmed(request, lambda: None, **asked)["Location"] == "/on/"
    assert said(request) == [("success", "Borta.")]
    request = sent({"x": "1"})
    assert answers.confirmed(request, refuse(Conflict("Används")), **asked)["Location"] == "/b/"
    assert said(request) == [("error", "Används")]
