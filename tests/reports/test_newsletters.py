"""A newsletter from a draft to what is never changed: who may, what is refused, and what is picked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.governance.decision_scenes import sent
from tests.reports.newsletter_scenes import bare, whole
from tests.reports.scenes import full_county, make, published
from tests.worlds import World
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed
from tillsammans.organisations.models import Place
from tillsammans.planning.models import Activity
from tillsammans.reminders.published import Readers, newest
from tillsammans.reports.commands import newsletter_blocks as blocks
from tillsammans.reports.commands import newsletters as commands
from tillsammans.reports.models import Newsletter, NewsletterBlock
from tillsammans.reports.queries import newsletter_sources as sources
from tillsammans.reports.rules import newsletters as rules

pytestmark = pytest.mark.django_db


def leader(world: World) -> Actor:
    return world.actor(Role.PROCESS_LEADER)


def publish(world: World, row: Newsletter) -> Newsletter:
    row.refresh_from_db()
    return commands.publish(by=leader(world), newsletter=row, revision=row.revision)


def kinds(row: Newsletter) -> list[str]:
    return list(row.blocks.values_list("kind", flat=True))


def event(world: World, place: Place, title: str, on: date) -> Activity:
    more = {"county_id": place.county_id or place.pk, "created_at": world.at}
    return Activity.objects.create(place=place, title=title, ends_on=on, **more)


def test_one_click_gives_what_is_new_and_what_comes(world: World):
    full_county(world)
    published(world, make(world), opened=True)
    event(world, world.a.place, "Länsträff om trappan", date(2026, 11, 5))
    event(world, world.b.place, "Bortavids träff", date(2026, 11, 6))
    made = commands.begin(by=leader(world), county=world.a.place, filled=True)
    assert (
        made.title == {"sv": "Nyhetsbrev oktober 2026"}
        and kinds(made)[0] == "text"
        and kinds(made)[-1] == "dates"
    )
    headings = {one.texts["sv"]["heading"] for one in made.blocks.filter(kind="news")}
    assert {
        "Statusrapport oktober–december 2026",
        "Beslut: Nytt",
    } <= headings and "Beslut: Ersätts" not in headings
    told = made.blocks.get(source__startswith="reports.status.")
    assert told.path.startswith("/statusrapporter/") and told.texts["sv"]["body"].startswith(
        "Publicerad 14 oktober"
    )
    titles = [text for one in made.blocks.filter(kind="dates") for text in one.texts["sv"].values()]
    assert "Länsträff om trappan" in titles and not any("Bortavid" in one for one in titles)
    assert AuditEvent.objects.filter(action="reports.newsletter_begun", target_id=made.pk).count() == 1


def test_the_next_draft_holds_only_what_has_come_since(world: World):
    sent(world, title="Redan berättat")
    first = publish(world, commands.begin(by=leader(world), county=world.a.place, filled=True))
    assert [one.texts["sv"]["heading"] for one in first.blocks.filter(kind="news")] == [
        "Beslut: Redan berättat"
    ]
    later = replace(leader(world), at=world.at + timedelta(days=30))
    assert kinds(commands.begin(by=later, county=world.a.place, filled=True)) == ["text"]


def test_nothing_invents_a_good_example_and_an_empty_beginning_has_a_greeting_alone(world: World):
    full_county(world)
    assert "example" not in kinds(commands.begin(by=leader(world), county=world.a.place, filled=True))
    assert kinds(commands.begin(by=leader(world), county=world.a.place, filled=False)) == ["text"]


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.PROCESS_LEADER, Role.EDITOR)])
def test_others_neither_begin_nor_write_nor_publish(world: World, role: Role):
    row = whole(world)
    by, part = world.actor(role), row.blocks.all()[0]
    for act in (
        lambda: commands.begin(by=by, county=world.a.place, filled=True),
        lambda: commands.name(by=by, newsletter=row, language="sv", title="Annat", seen=0),
        lambda: commands.publish(by=by, newsletter=row, revision=9),
        lambda: commands.remove_draft(by=by, newsletter=row),
        lambda: blocks.add(by=by, newsletter=row, kind="text", words={"body": "Hej"}),
        lambda: blocks.write(by=by, block=part, language="sv", words={"body": "Hej"}, revision=9),
        lambda: blocks.move(by=by, block=part, up=False),
        lambda: blocks.remove(by=by, block=part),
        lambda: blocks.pick_news(by=by, newsletter=row, wanted=["a"]),
        lambda: blocks.pick_days(by=by, newsletter=row, wanted=["a"]),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert (
        Newsletter.objects.count() == 1
        and not AuditEvent.objects.filter(action__startswith="reports.newsletter").exists()
    )


def test_another_countys_leader_is_refused_and_an_editor_may(world: World):
    row = whole(world)
    with pytest.raises(NotAllowed):
        commands.publish(by=world.actor(Role.PROCESS_LEADER, world.b.place), newsletter=row, revision=9)
    assert commands.publish(by=world.actor(Role.EDITOR), newsletter=row, revision=9).number == 1


def test_numbers_follow_in_each_county_and_the_feed_tells_of_them(world: World):
    first, second, foreign = whole(world), whole(world), whole(world, world.b.place)
    assert (publish(world, second).number, publish(world, first).number) == (1, 2)
    by = world.actor(Role.PROCESS_LEADER, world.b.place)
    assert commands.publish(by=by, newsletter=foreign, revision=9).number == 1
    found = [
        one
        for one in newest(Readers(world.a.place.pk, "", "sv"))
        if one.key.startswith("reports.newsletter.")
    ]
    assert {one.path for one in found} == {"/nyhetsbrev/1/", "/nyhetsbrev/2/"}
    assert all(one.title == "Hösten har börjat" for one in found)


def test_a_published_newsletter_is_never_changed(world: World):
    row = publish(world, whole(world))
    part, digest = row.blocks.all()[0], row.digest
    for act in (
        row.save, row.delete, part.save, part.delete,
        lambda: NewsletterBlock(newsletter=row, kind="text", order=9).save(),
        lambda: commands.name(by=leader(world), newsletter=row, language="sv", title="Annat", seen=0),
        lambda: commands.publish(by=leader(world), newsletter=row, revision=99),
        lambda: commands.remove_draft(by=leader(world), newsletter=row),
        lambda: blocks.add(by=leader(world), newsletter=row, kind="text", words={"body": "Hej"}),
        lambda: blocks.write(by=leader(world), block=part, language="en", words={"body": "Hej"}, revision=9),
        lambda: blocks.move(by=leader(world), block=part, up=False),
        lambda: blocks.remove(by=leader(world), block=part),
    ):  # fmt: skip
        with pytest.raises(Conflict):
            act()
    row.refresh_from_db()
    assert len(digest) == 64 and commands.digest_of(row, list(row.blocks.all())) == digest


def test_the_database_holds_published_ones_whole_and_numbers_once(world: World):
    published_ = {"state": "published", "published_at": world.at, "digest": "x", "number": 1}
    bare(world, **published_)
    for wrong in (
        published_,
        {"number": 4},
        {"state": "published"},
        {**published_, "number": 0},
        {"state": "sent"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            bare(world, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsletterBlock.objects.create(newsletter=bare(world), kind="film", order=1)


def test_what_is_empty_or_has_been_changed_meanwhile_is_not_published(world: World):
    with pytest.raises(Conflict, match="tomt"):
        publish(world, bare(world))
    hollow = bare(world)
    NewsletterBlock.objects.create(
        newsletter=hollow, kind="text", order=1, texts={"en": {"body": "Only English"}}
    )
    with pytest.raises(Conflict, match="Del 1 är tom på svenska"):
        publish(world, hollow)
    row = whole(world)
    blocks.move(by=leader(world), block=row.blocks.all()[0], up=False)
    with pytest.raises(Conflict, match="ändrats"):
        commands.publish(by=leader(world), newsletter=row, revision=row.revision)
    assert not Newsletter.objects.filter(state="published").exists()


def test_two_who_write_in_the_same_part_choose(world: World):
    part = whole(world).blocks.all()[0]
    blocks.write(by=leader(world), block=part, language="sv", words={"body": "Den förstas"}, revision=1)
    with pytest.raises(DraftConflict) as refused:
        blocks.write(by=leader(world), block=part, language="sv", words={"body": "Den andras"}, revision=1)
    assert refused.value.theirs == {"body": "Den förstas"} and refused.value.revision == 2
    part.refresh_from_db()
    assert part.texts["sv"] == {"body": "Den förstas"} and part.texts["en"]["heading"] == "Hello!"


def test_two_who_name_it_choose(world: World):
    row = whole(world)
    seen = rules.mark("Hösten har börjat")
    commands.name(by=leader(world), newsletter=row, language="sv", title="Den förstas", seen=seen)
    with pytest.raises(DraftConflict) as refused:
        commands.name(by=leader(world), newsletter=row, language="sv", title="Den andras", seen=seen)
    assert refused.value.theirs == {"title": "Den förstas"}
    with pytest.raises(Invalid, match="svenska"):
        commands.name(
            by=leader(world), newsletter=row, language="sv", title=" ", seen=rules.mark("Den förstas")
        )


def test_a_heading_is_one_line_and_holds_nothing_that_turns_the_text(world: World):
    row = bare(world)
    title = "Hösten\r\nBcc: a@b.example \u202e\x00"
    row = commands.name(
        by=leader(world), newsletter=row, language="sv", title=title, seen=rules.mark("Hösten har börjat")
    )
    made = blocks.add(
        by=leader(world), newsletter=row, kind="text", words={"heading": "Två\nrader", "body": "Två\nrader"}
    )
    assert row.title["sv"] == "Hösten Bcc: a@b.example"
    assert made.texts["sv"] == {"heading": "Två rader", "body": "Två\nrader"}


def test_parts_change_places_and_stop_at_the_ends(world: World):
    row = whole(world)
    last = row.blocks.all()[3]
    assert blocks.move(by=leader(world), block=last, up=True) and kinds(row) == [
        "text",
        "example",
        "dates",
        "news",
    ]
    assert not blocks.move(by=leader(world), block=row.blocks.all()[0], up=True)
    assert not blocks.move(by=leader(world), block=row.blocks.all()[3], up=False)
    blocks.remove(by=leader(world), block=last)
    with pytest.raises(Conflict):
        blocks.move(by=leader(world), block=last, up=True)


def test_what_is_picked_is_picked_once(world: World):
    decision = sent(world, title="Gemensam rutin")
    event(world, world.a.place, "Länsträff", date(2026, 11, 5))
    row, by = bare(world), leader(world)
    source, key = f"governance.decision.{decision.pk}", sources.choices(by, row).days[0].key
    assert blocks.pick_news(by=by, newsletter=row, wanted=[source]) == 1
    assert blocks.pick_days(by=by, newsletter=row, wanted=[key]) == 1
    for again in (
        lambda: blocks.pick_news(by=by, newsletter=row, wanted=[source]),
        lambda: blocks.pick_days(by=by, newsletter=row, wanted=[key]),
        lambda: blocks.pick_news(by=by, newsletter=row, wanted=["governance.decision.999999"]),
    ):
        with pytest.raises(Invalid):
            again()
    assert kinds(row) == ["news", "dates"]


def test_a_day_left_empty_is_taken_away_and_later_ones_join_the_same_part(world: World):
    row, by = whole(world), leader(world)
    event(world, world.a.place, "Länsträff", date(2026, 11, 5))
    key = sources.choices(by, row).days[0].key
    blocks.pick_days(by=by, newsletter=row, wanted=[key])
    part = row.blocks.get(kind="dates")
    assert [one["key"] for one in part.days] == [key, "a.1", "a.2"]
    words = {"heading": "Kom ihåg", f"day.{key}": "Länsträff", "day.a.1": "", "day.a.2": "Utbildning"}
    part = blocks.write(by=by, block=part, language="sv", words=words, revision=part.revision)
    assert [one["key"] for one in part.days] == [key, "a.2"]


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ({"body": "x" * 4001}, "4001 tecken"), ({"heading": "x" * 121, "body": "Hej"}, "121 tecken"),
        ({"body": " \x00 "}, "Skriv något"),
        ({"body": "Svara på https://lan.example/svar/abcdefghijkl/ senast i dag."}, "personlig länk"),
        ({"body": "https://lan.example/en/svar/abcdefghijkl/"}, "personlig länk"),
    ],
)  # fmt: skip
def test_what_cannot_stand_in_a_part_is_refused(world: World, words: dict[str, str], refused: str):
    row = bare(world)
    with pytest.raises(Invalid, match=refused):
        blocks.add(by=leader(world), newsletter=row, kind="text", words=words)
    assert not row.blocks.exists()


def test_there_is_room_for_so_many_parts_and_only_what_is_written_is_added(world: World):
    row = bare(world)
    NewsletterBlock.objects.bulk_create(
        NewsletterBlock(newsletter=row, kind="text", order=n, texts={"sv": {"body": "x"}})
        for n in range(rules.MOST_BLOCKS)
    )
    with pytest.raises(Invalid, match="plats för"):
        blocks.add(by=leader(world), newsletter=row, kind="text", words={"body": "En till"})
    with pytest.raises(Invalid, match="Välj"):
        blocks.add(by=leader(world), newsletter=bare(world), kind="dates", words={"body": "Hej"})


def test_a_removed_draft_is_gone_and_recorded(world: World):
    row = whole(world)
    commands.remove_draft(by=leader(world), newsletter=row)
    assert not Newsletter.objects.exists() and not NewsletterBlock.objects.exists()
    assert AuditEvent.objects.filter(action="reports.newsletter_removed").exists()


def test_a_button_that_was_pressed_twice_makes_one_draft(world: World):
    first = commands.begin(by=leader(world), county=world.a.place, filled=False)
    again = commands.begin(by=leader(world), county=world.a.place, filled=False)
    after = replace(leader(world), at=leader(world).at + timedelta(minutes=1))
    later = commands.begin(by=after, county=world.a.place, filled=False)
    assert first == again != later
    assert Newsletter.objects.count() == 2
