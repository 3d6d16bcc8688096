"""Changing a text: who may, what is refused and why, versions, and the way back."""

import pytest

from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed, NotVisible
from tillsammans.wording import commands, queries
from tillsammans.wording.models import CountyText
from tillsammans.wording.rules import texts
from tillsammans.wording.rules.texts import Name, fault

KEY = "governance/introduction"
NAMES = [
    Name("länk", "", must=True, in_subject=False),
    Name("grupp", ""),
    Name("frågor", "", in_subject=False),
]


@pytest.mark.parametrize(
    ("subject", "body", "field", "said"),
    [
        ("Hej {grupp}", "Läs {länk}", "", ""),
        ("", "Läs {länk}", "subject", "Skriv ett ämne."),
        ("Hej\nBcc: alla", "Läs {länk}", "subject", "på en rad"),
        ("å" * 201, "Läs {länk}", "subject", "201 tecken"),
        ("Hej {frågor}", "Läs {länk}", "subject", "för långt för ämnet"),
        ("Hej {grup}", "Läs {länk}", "subject", "Menade du {grupp}?"),
        ("Hej", "", "body", "Skriv en text"),
        ("Hej", "Läs här", "body", "{länk} måste stå i texten."),
        ("Hej", "Läs {länken}", "body", "{länken} går inte att fylla i. Menade du {länk}?"),
        ("Hej", "Läs {länk} {xyz}", "body", "{xyz} går inte att fylla i. Välj ett av namnen"),
        ("Hej", "Läs {länk} {LÄNK}", "body", "Menade du {länk}?"),
        ("Hej", "Läs {länk} {}", "body", "{} går inte"),
        ("Hej", "Läs {länk", "body", "En klammer står ensam."),
        ("Hej", "Läs {{länk}}", "body", "En klammer står ensam."),
        ("Hej", "{länk}" + "x" * 6000, "body", "Korta till högst 6000."),
    ],
)
def test_a_text_that_cannot_be_used_is_refused_with_one_sentence(subject, body, field, said):
    found = fault(subject, body, NAMES, with_subject=True, with_body=True)
    assert (found is None) == (field == "")
    assert found is None or (found.field == field and said in found.sentence)


@pytest.mark.parametrize("subject", ["", "a\nb", "{råd} först"])
def test_a_heading_of_a_report_is_called_a_heading(subject):
    names = [*NAMES, texts.Name("råd", "", in_subject=False)]
    letter, heading = (
        fault(subject, "Läs {länk}", names, with_subject=True, with_body=True, heading=it)
        for it in (False, True)
    )
    assert letter and "ämne" in letter.sentence.lower() and "rubrik" not in letter.sentence.lower()
    assert heading and "rubrik" in heading.sentence.lower() and "ämne" not in heading.sentence.lower()


def test_signs_that_cannot_be_seen_are_taken_out():
    assert texts.cleaned("  a\r\nb\x00\u202e\u2066c\rd ") == "a\nbc\nd"


@pytest.fixture
def editor(world):
    return world.actor(Role.EDITOR)


def write(by, county, *, subject="Hej {grupp}", body="Läs\n{länk}", seen=0, key=KEY, language="sv"):
    return commands.set_text(
        by=by, county=county, key=key, language=language, subject=subject, body=body, seen=seen
    )


def test_each_change_is_a_version_and_the_way_back_is_one_too(world, editor):
    county = world.a.place
    first = write(editor, county)
    second = write(editor, county, body="Läs mer\n{länk}", seen=1)
    third = commands.use_standard(by=editor, county=county, key=KEY, language="sv")
    assert (first.number, second.number, third.number) == (1, 2, 3)
    assert (first.made_at, first.made_by_id, third.standard, third.body) == (
        editor.at,
        editor.user_id,
        True,
        "",
    )
    assert list(AuditEvent.objects.order_by("number").values_list("action", flat=True)) == [
        "wording.text_written", "wording.text_written", "wording.standard_text_used",
    ]  # fmt: skip
    page = queries.text_page(editor, KEY, "sv")
    assert page.own is None and [one.number for one in page.versions] == [3, 2, 1]
    with pytest.raises(Conflict, match="Standardtexten används redan"):
        commands.use_standard(by=editor, county=county, key=KEY, language="sv")


def test_the_same_words_twice_are_one_version_and_the_standard_text_is_none(world, editor):
    county = world.a.place
    page = queries.text_page(editor, KEY, "sv")
    assert write(editor, county, subject=page.standard[0], body=page.standard[1]) is None
    assert write(editor, county) is not None and write(editor, county) is None
    assert CountyText.objects.count() == 1


def test_two_who_write_at_once_see_each_other(world, editor):
    county = world.a.place
    write(editor, county)
    with pytest.raises(DraftConflict) as refusal:
        write(editor, county, body="Andras ord\n{länk}", seen=0)
    assert refusal.value.theirs == {"subject": "Hej {grupp}", "body": "Läs\n{länk}", "standard": False}
    assert refusal.value.revision == 1 and CountyText.objects.count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.EDITOR, Role.MODEL_MANAGER)])
def test_others_are_refused_and_nothing_is_written(world, role):
    with pytest.raises(NotAllowed):
        write(world.actor(role), world.a.place)
    assert not CountyText.objects.exists() and not AuditEvent.objects.exists()


def test_another_countys_editor_and_a_principals_are_refused(world):
    for place in (world.b.place, world.a.one.place):
        with pytest.raises(NotAllowed):
            write(world.actor(Role.EDITOR, place), world.a.place)
    with pytest.raises(NotVisible):
        queries.texts_page(world.actor(Role.EDITOR, world.a.one.place))
    assert not CountyText.objects.exists()


@pytest.mark.parametrize(
    ("key", "language"), [("no/such", "sv"), (KEY, "fi"), (KEY, "xx"), ("accounts/password_reset", "sv")]
)
def test_what_is_no_text_of_the_countys_is_not_there(world, editor, key, language):
    with pytest.raises(NotVisible):
        write(editor, world.a.place, key=key, language=language)


def test_words_that_cannot_be_used_are_refused_by_the_command_too(world, editor):
    with pytest.raises(Invalid, match="måste stå i texten"):
        write(editor, world.a.place, body="Utan länk")
    assert not CountyText.objects.exists()


def test_a_text_that_a_letter_has_outgrown_is_told_on_the_page(world, editor):
    CountyText.objects.create(
        county=world.a.place,
        key=KEY,
        language="sv",
        number=1,
        subject="Hej",
        body="{gammalt} {länk}",
        made_at=editor.at,
    )
    assert "{gammalt}" in queries.text_page(editor, KEY, "sv").broken
    lines = [one for _area, lines in queries.texts_page(editor).areas for one in lines if one.kind.key == KEY]
    assert lines[0].broken == ["svenska"]
