"""A draft stairs out for comment: who is asked, who may answer, what the model manager reads."""

from datetime import timedelta

import pytest

from tests.programmes.factories import make_programme
from tillsammans.access.actor import system
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from tillsammans.notify import letters
from tillsammans.notify.models import OutboxMessage
from tillsammans.programmes import commands, queries
from tillsammans.programmes.models import CommentRequest, StairsComment


@pytest.fixture
def manager(world):
    return world.actor(Role.MODEL_MANAGER)


@pytest.fixture
def draft(world, manager):
    return commands.draft_stairs(by=manager, programme=make_programme(world.a.place, world.at))


@pytest.fixture
def ask(world, manager, draft):
    def asked(*groups, days=7):
        closes_on = (world.at + timedelta(days=days)).date()
        return commands.request_comments(by=manager, stairs=draft, groups=groups, closes_on=closes_on)

    return asked


def contact(world, principal=None):
    return world.actor(Role.CONTACT_PERSON, (principal or world.a.one).place)


def test_everyone_with_the_role_there_and_below_gets_one_mail(world, draft, ask):
    for unit in world.a.one.units + world.a.two.units:
        world.user(Role.UNIT_MANAGER, unit)
    world.user(Role.HEAD)
    assert ask((Role.UNIT_MANAGER, world.a.one.place), (Role.UNIT_MANAGER, world.a.one.units[0])) == 2
    assert OutboxMessage.objects.count() == 2
    assert AuditEvent.objects.latest("number").detail == {"groups": 2, "mails": 2}


def test_each_is_asked_in_the_language_that_they_have_chosen(world, ask):
    english, swedish = (world.user(Role.CONTACT_PERSON, one.place) for one in (world.a.one, world.a.two))
    type(english).objects.filter(pk=english.pk).update(language="en")
    ask((Role.CONTACT_PERSON, world.a.place))
    chosen = dict(OutboxMessage.objects.values_list("to", "language"))
    assert chosen == {english.email: "en", swedish.email: "sv"}


def test_a_group_asked_again_is_not_mailed_again(world, ask):
    contact(world)
    assert ask((Role.CONTACT_PERSON, world.a.place)) == 1
    assert ask((Role.CONTACT_PERSON, world.a.place), days=14) == 0
    assert CommentRequest.objects.get().closes_on == (world.at + timedelta(days=14)).date()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_mail_says_what_where_and_until_when(world, draft, ask, language):
    contact(world)
    ask((Role.CONTACT_PERSON, world.a.place))
    OutboxMessage.objects.update(language=language)
    letter = letters.written(OutboxMessage.objects.get())
    assert f"/arbetsyta/modellen/trappa/{draft.pk}/tyck-till/" in letter.body
    assert "2026" in letter.body
    assert {"sv": "Tillsammans i prov", "en": "Together on trial"}[language] in letter.subject


def test_a_mail_about_a_draft_that_is_gone_is_not_written(world, manager, draft, ask):
    contact(world)
    ask((Role.CONTACT_PERSON, world.a.place))
    commands.recall_stairs(by=manager, stairs=draft)
    commands.discard_stairs(by=manager, stairs=draft)
    with pytest.raises(LookupError):
        letters.written(OutboxMessage.objects.get())


@pytest.mark.parametrize("days", [-1, 400])
def test_the_day_is_from_today_to_a_year_on(world, ask, days):
    with pytest.raises(Invalid):
        ask((Role.CONTACT_PERSON, world.a.place), days=days)


def test_groups_are_of_the_own_county_and_of_roles_that_comment(world, ask):
    for group in [(Role.CONTACT_PERSON, world.b.place), (Role.STAFF, world.a.place)]:
        with pytest.raises(Invalid):
            ask(group)
    with pytest.raises(Invalid):
        ask()
    assert not CommentRequest.objects.exists()


def test_only_who_keeps_the_model_asks(world, draft):
    with pytest.raises(NotAllowed):
        commands.request_comments(
            by=contact(world), stairs=draft, groups=[(Role.HEAD, world.a.place)], closes_on=world.at.date()
        )


def test_a_comment_is_kept_with_role_and_place(world, draft, ask):
    ask((Role.CONTACT_PERSON, world.a.place))
    row = commands.comment(by=contact(world), stairs=draft, text=" Tydligt. ", about_code="s1-tools-1")
    assert (row.text, row.role, row.place) == ("Tydligt.", "contact_person", world.a.one.place)
    assert AuditEvent.objects.latest("number").action == "programmes.stairs_commented"


@pytest.mark.parametrize(("text", "about"), [(" ", ""), ("Bra", "nowhere")])
def test_a_comment_has_words_about_something(world, draft, ask, text, about):
    ask((Role.CONTACT_PERSON, world.a.place))
    with pytest.raises(Invalid):
        commands.comment(by=contact(world), stairs=draft, text=text, about_code=about)


def test_who_was_not_asked_neither_sees_nor_comments(world, draft, ask):
    ask((Role.CONTACT_PERSON, world.a.one.place))
    others = [contact(world, world.a.two), world.actor(Role.HEAD), world.actor(Role.STAFF), world.nobody()]
    for by in [*others, world.actor(Role.CONTACT_PERSON, world.b.one.place)]:
        with pytest.raises(NotVisible):
            queries.comment_page(by, draft.pk, "sv")
        with pytest.raises(NotAllowed):
            commands.comment(by=by, stairs=draft, text="Hej")
    assert not StairsComment.objects.exists()


def test_the_last_day_counts_and_the_day_after_does_not(world, draft, ask):
    ask((Role.CONTACT_PERSON, world.a.place), days=0)
    commands.comment(by=contact(world), stairs=draft, text="I tid")
    world.at += timedelta(days=1)
    with pytest.raises(NotAllowed):
        commands.comment(by=contact(world), stairs=draft, text="För sent")


def test_a_draft_out_for_comment_stands_still_until_it_is_taken_back(world, manager, draft, ask):
    ask((Role.CONTACT_PERSON, world.a.place))
    commands.comment(by=contact(world), stairs=draft, text="Kvar")
    with pytest.raises(Conflict):
        commands.edit_stairs_about(by=manager, stairs=draft, title={"sv": "X"}, about={}, is_proposal=True)
    commands.recall_stairs(by=manager, stairs=draft)
    commands.edit_stairs_about(by=manager, stairs=draft, title={"sv": "X"}, about={}, is_proposal=True)
    assert StairsComment.objects.get().text == "Kvar"


def test_the_manager_reads_role_and_place_and_no_name(world, manager, draft, ask):
    ask((Role.CONTACT_PERSON, world.a.place))
    commands.comment(by=contact(world), stairs=draft, text="Om ett", about_code="s2-tools-1")
    commands.comment(by=contact(world), stairs=draft, text="Om allt")
    _stairs, page = queries.comments_read(manager, draft.pk, "sv")
    rows = [row for _about, rows in page.comments for row in rows]
    assert [row.text for row in rows] == ["Om allt", "Om ett"]
    assert {(row.role, row.place) for row in rows} == {("kontaktperson", "Ekvik")}
    assert "@" not in repr(page)


def test_others_do_not_read_the_comments(world, draft, ask):
    ask((Role.CONTACT_PERSON, world.a.place))
    for by in (
        contact(world),
        world.actor(Role.PROCESS_LEADER),
        world.actor(Role.MODEL_MANAGER, world.b.place),
    ):
        with pytest.raises(NotVisible):
            queries.comments_read(by, draft.pk, "sv")


@pytest.mark.parametrize(("days", "erased"), [(0, False), (365, False), (366, True), (2000, True)])
def test_who_wrote_is_erased_when_the_time_is_over_and_the_words_stay(world, draft, ask, days, erased):
    author = contact(world)
    ask((Role.CONTACT_PERSON, world.a.place))
    row = commands.comment(by=author, stairs=draft, text="Bra trappa.")
    by = system(world.at + timedelta(days=days))
    assert commands.forget_who_commented(by=by) == int(erased)
    assert commands.forget_who_commented(by=by) == 0
    row.refresh_from_db()
    assert (row.written_by_id is None, row.text, row.role) == (erased, "Bra trappa.", Role.CONTACT_PERSON)
    assert AuditEvent.objects.filter(action="programmes.commenters_forgotten").count() == int(erased)
