"""Every letter can be changed by a county, and none is ever stopped by what a county has written."""

import logging
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tillsammans.access.roles import Role
from tillsammans.governance.commands import boards
from tillsammans.governance.rules.content import BoardContent, SeatContent
from tillsammans.notify import commands as notify
from tillsammans.notify import letters, own_words, registry
from tillsammans.notify.models import OutboxMessage
from tillsammans.notify.own_words import PLACE, Placeholder, Standard, Told, word
from tillsammans.organisations.models import Place
from tillsammans.wording import commands
from tillsammans.wording.models import CountyText
from tillsammans.wording.queries import OwnLetters

SHORT = "programmes/adaptation_reviewed"
LANGUAGES = ("sv", "en")
EVERY = sorted(registry._KINDS)
CHANGEABLE = sorted(own_words.changeable())


@pytest.mark.parametrize("template", EVERY)
def test_every_letter_is_described_or_says_why_it_is_not_the_countys(template):
    told = own_words.told_of(template)
    assert told is not None, f"{template}: describe it in its package's letter_words.py (decision 0024)"
    if isinstance(told, Standard):
        assert told.why
    else:
        assert told.placeholders and str(told.area) and str(told.name) and str(told.goes)


def test_the_walk_finds_a_letter_that_nobody_has_described():
    registry.register("wording/undescribed", lambda context: {})
    try:
        assert own_words.told_of("wording/undescribed") is None
    finally:
        del registry._KINDS["wording/undescribed"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", CHANGEABLE)
def test_the_standard_text_with_names_becomes_the_standard_text_again(template, language):
    told = own_words.changeable()[template]
    with translation.override(language):
        subject, body = own_words.standard(template)
        words = told.example()
        assert own_words.filled(template, (subject, body), words) == own_words.written_as_standard(
            template, words
        )
        names = [one.name for one in told.placeholders]
        assert len(names) == len(set(names)) and set(PLACE.findall(subject + body)) <= set(names)
        for one in told.placeholders:
            assert one.name == one.name.lower() and one.value(words).strip(), f"{one.name} has no example"
            assert not one.must or f"{{{one.name}}}" in body, (
                f"{one.name} must stand in the standard text too"
            )
            assert one.in_subject or f"{{{one.name}}}" not in subject
        assert "http" not in body, "an address of the example is left: it has no name"


@pytest.fixture
def editor(world):
    return world.actor(Role.EDITOR)


@pytest.fixture
def queue(editor, monkeypatch):
    """Letters about one adaptation that needs no row: the link alone is filled in."""
    monkeypatch.setitem(
        registry._KINDS,
        SHORT,
        registry.MailKind(SHORT, lambda context: {"link": f"https://x.example/{context['n']}"}),
    )

    def queue(n=1, *, language="sv", later=0, by=editor):
        message = notify.queue(by=by, to="a@b.example", template=SHORT, context={"n": n}, language=language)
        if later:
            OutboxMessage.objects.filter(pk=message.pk).update(queued_at=by.at + timedelta(minutes=later))
        message.refresh_from_db()
        return message

    return queue


def write(editor, body, subject="Eget ämne", language="sv", seen=0, key=SHORT):
    return commands.set_text(
        by=editor, county=_county(editor), key=key, language=language, subject=subject, body=body, seen=seen
    )


def _county(editor):
    return Place.objects.get(pk=editor.county_id)


def test_without_a_change_the_standard_text_goes_out(queue):
    letter = letters.written(queue())
    assert letter.subject == "Svar om er anpassning" and letter.body.startswith(
        "Hej\n\nModellförvaltaren har svarat"
    )


def test_the_countys_words_go_out_in_its_letters_and_in_no_other_countys(queue, editor, world):
    write(editor, "Hej från oss!\n\n{länk}\n\n\n\nVälkomna")
    letter = letters.written(queue(7))
    assert (letter.subject, letter.body) == (
        "Eget ämne",
        "Hej från oss!\n\nhttps://x.example/7\n\nVälkomna\n",
    )
    other = queue(8, by=world.actor(Role.EDITOR, world.b.place))
    assert letters.written(other).subject == "Svar om er anpassning"


def test_a_language_that_the_county_has_not_written_keeps_its_standard_text(queue, editor):
    write(editor, "Hej\n{länk}")
    assert letters.written(queue(language="en")).subject == "An answer about your adaptation"


def test_a_letter_keeps_the_words_of_when_it_was_queued(queue, editor):
    before = queue()
    OutboxMessage.objects.filter(pk=before.pk).update(queued_at=editor.at - timedelta(minutes=5))
    before.refresh_from_db()
    write(editor, "Ny text\n{länk}")
    assert letters.written(before).subject == "Svar om er anpassning"
    assert letters.written(queue()).body.startswith("Ny text")
    commands.use_standard(by=editor, county=_county(editor), key=SHORT, language="sv")
    assert letters.written(queue()).subject == "Svar om er anpassning"


HOSTILE = [
    "{% load static %}{{ link }} {länk}", "{länk.__class__} {länk}", "{0.__init__.__globals__} {länk}", "%(link)s {länk}",
    "${link} {länk}", "<script>alert(1)</script> {länk}",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_words_put_in_behind_our_back_are_never_run(queue, editor, text):
    """Straight into the table, past every check: what is no name stays as it stands, or the standard text goes out."""
    CountyText.objects.create(
        county=_county(editor), key=SHORT, language="sv", number=1, subject="{{ settings.SECRET_KEY }}", body=text,
        made_at=editor.at,
    )  # fmt: skip
    letter = letters.written(queue(3))
    own = letter.subject != "Svar om er anpassning"
    assert "https://x.example/3" in letter.body and "globals" not in letter.body.replace(text, "")
    assert not own or letter.subject == "{{ settings.SECRET_KEY }}"


def test_what_a_value_holds_is_not_looked_through_again(monkeypatch):
    told = Told(
        "a", "b", "c", [Placeholder("om", "", word("about")), Placeholder("länk", "", word("link"))], dict
    )
    monkeypatch.setitem(own_words._TOLD, SHORT, told)
    filled = own_words.filled(SHORT, ("Om {om}", "{om} {länk}"), {"about": "{länk}\nrad", "link": "L"})
    assert filled == ("Om {länk} rad", "{länk}\nrad L\n")


def test_what_cannot_be_filled_goes_out_as_standard_and_the_log_says_so(queue, editor, monkeypatch, caplog):
    write(editor, "Hej\n{länk}")
    told = own_words.changeable()[SHORT]
    gone = Told(told.area, told.name, told.goes, [Placeholder("adress", "", word("link"))], told.example)
    monkeypatch.setitem(own_words._TOLD, SHORT, gone)
    with caplog.at_level(logging.WARNING, logger="tillsammans.notify"):
        assert letters.written(queue()).subject == "Svar om er anpassning"
    assert f"own words for {SHORT} cannot be filled (KeyError): standard text" in caplog.text


def test_many_letters_read_the_texts_once(queue, editor):
    write(editor, "Hej\n{länk}")
    many = [queue(n) for n in range(30)]
    own = OwnLetters()
    with CaptureQueriesContext(connection) as asked:
        assert all(letters.written(one, own).body.startswith("Hej") for one in many)
    assert len([one for one in asked if "wording_countytext" in one["sql"]]) <= 1


def test_a_text_saved_while_letters_are_sent_counts_for_those_queued_after(queue, editor, monkeypatch):
    own = OwnLetters()
    assert letters.written(queue(), own).subject == "Svar om er anpassning"
    write(editor, "Hej\n{länk}")
    assert letters.written(queue(later=1), own).subject == "Eget ämne"


def test_a_letter_about_real_rows_takes_its_own_words_too(world, editor):
    leader = world.actor(Role.PROCESS_LEADER)
    board = boards.found_board(
        by=leader, place=world.a.place, content=BoardContent("Styrgruppen", "steering")
    )
    write(
        editor,
        "Roligt att du är med i {grupp} som {plats}!\n{länk}",
        "Hej {grupp}",
        key="governance/introduction",
    )
    told = SeatContent("ledamot", "member", world.user(Role.STEERING_MEMBER).email)
    boards.seat(by=leader, board=board, content=told, starts_on=date(2026, 10, 14))
    letter = letters.written(OutboxMessage.objects.get(template="governance/introduction"))
    assert letter.subject == "Hej Styrgruppen" and "med i Styrgruppen som ledamot!" in letter.body
