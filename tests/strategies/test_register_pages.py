"""The register's pages: what each shows to whom, what a stale tab and hostile words meet."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.strategies.register_scenes import aim, keeper, make_determinant
from tests.worlds import World
from tillsammans.access import check
from tillsammans.access.roles import Role
from tillsammans.organisations import commands as organisations
from tillsammans.strategies import policies
from tillsammans.strategies.commands import lifts, register
from tillsammans.strategies.models import Determinant, Lift
from tillsammans.strategies.queries import register as queries

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> \u202eomvänt"


def _client(world: World, role: Role, place=None) -> Client:
    client = Client()
    client.force_login(world.user(role, place))
    return client


def _main(answer) -> str:
    """What stands in the page's main part, without tags."""
    body = answer.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", body[body.index("<main") :]).split())


def _href(row: Determinant, name: str = "determinant") -> str:
    return reverse(f"strategies:{name}", args=[row.pk])


def test_the_register_stands_under_everyday_headings_with_what_goes_first_on_top(world: World):
    later = make_determinant(world, text="Kan vänta", priority="later")
    first = make_determinant(world, text="Brådskar", priority="first")
    make_determinant(world, text="Det hjälper", kind="facilitator", domain="individuals")
    aim(first)
    text = _main(_client(world, Role.UNIT_MANAGER).get(reverse("strategies:register")))
    lead, text = text[: text.index("Byt register")], text[text.rindex("Visa ") :]
    assert "Ekviks skola 1. 2 hinder och 1 möjliggörare. 1 hinder går före." in lead
    order = ["Hos oss", "Brådskar", "1 strategi", "Kan vänta", "Vi som arbetar", "Det hjälper"]
    places = [text.index(words) for words in order]
    assert places == sorted(places), text
    assert later.pk and "Innovation" not in text


def test_the_register_says_which_level_it_is_and_leads_to_others_of_ones_own(world: World):
    make_determinant(world, text="Enhetens eget")
    make_determinant(world, place=world.a.one.place, text="Huvudmannens eget")
    client = _client(world, Role.HEAD)
    text = _main(client.get(reverse("strategies:register")))
    assert "Huvudmannens eget" in text and "Enhetens eget" not in text
    assert "Ekvik – Barn och utbildning – – Ekviks skola 1" in text
    there = client.get(reverse("strategies:register"), {"plats": world.a.one.units[0].pk})
    assert "Enhetens eget" in _main(there)


@pytest.mark.parametrize("role", [Role.PROCESS_LEADER, Role.STEERING_MEMBER, Role.STAFF])
def test_another_levels_register_is_not_there(world: World, role):
    row = make_determinant(world, place=world.a.two.place, text="Alvsunds eget")
    client = _client(world, role)
    assert client.get(reverse("strategies:register"), {"plats": world.a.two.place.pk}).status_code == 404
    assert client.get(_href(row)).status_code == 404
    assert "Alvsunds eget" not in client.get(reverse("strategies:register")).content.decode()


def test_the_countys_own_register_is_read_by_all_and_written_by_its_leaders(world: World):
    row = make_determinant(world, place=world.a.place, text="Länets eget")
    staff, leader = _client(world, Role.STAFF), _client(world, Role.PROCESS_LEADER)
    assert "Länets eget" in _main(staff.get(reverse("strategies:register")))
    assert "Skriv nytt" not in _main(staff.get(reverse("strategies:register")))
    assert staff.get(_href(row, "determinant_edit")).status_code == 403
    assert "Skriv nytt" in _main(leader.get(reverse("strategies:register")))


def test_cfirs_names_are_for_process_leaders_alone(world: World):
    row = make_determinant(world, place=world.a.place, text="Länets eget")
    leader, staff = _client(world, Role.PROCESS_LEADER), _client(world, Role.STAFF)
    chosen = {"construct": "inner-available-resources", "seen": 1}
    assert leader.post(_href(row, "determinant_construct"), chosen).status_code == 302
    shown = _main(leader.get(reverse("strategies:register"), {"cfir": "1"}))
    assert "CFIR III Inner Setting" in shown and "Available Resources" in shown
    for path, query in ((reverse("strategies:register"), {"cfir": "1"}), (_href(row), {})):
        text = _main(staff.get(path, query))
        assert "CFIR" not in text and "Available Resources" not in text


def test_an_empty_register_says_how_to_begin(world: World):
    text = _main(_client(world, Role.UNIT_MANAGER).get(reverse("strategies:register")))
    assert "Inget i registret för Ekviks skola 1 än" in text and "Skriv det första" in text


def test_rows_are_paged_by_where_one_was(world: World):
    by = keeper(world, world.a.place)
    for number in range(queries.PAGE + 5):
        domain = "individuals" if number % 2 else "inner-setting"
        register.write_determinant(
            by=by, place=world.a.place, kind="barrier", domain=domain, text=f"Hinder {number:03}"
        )
    client, seen, path = _client(world, Role.STAFF), [], "?"
    for _page in range(2):
        body = client.get(reverse("strategies:register") + path).content.decode()
        seen += re.findall(r">(Hinder \d{3})<", body)
        following = re.search(r'rel="next" href="([^"]+)"', body)
        path = following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == queries.PAGE + 5 and not path


def test_a_register_asks_the_same_number_of_questions_however_long_it_is(
    world: World, django_assert_num_queries
):
    """Drawn anew: the place, the pulse, where rows belong, a page of them, their strategies, the levels, what waits."""
    by = world.actor(Role.HEAD)
    make_determinant(world, place=world.a.one.place)
    choice = queries.RegisterChoice(world.a.one.place.pk)
    with django_assert_num_queries(7):
        queries.register_page(by, choice)
    for number in range(40):
        make_determinant(world, place=world.a.one.place, text=f"Hinder {number}")
    with django_assert_num_queries(7):
        assert len(queries.register_page(by, choice).rows) == 41
    with django_assert_num_queries(4):
        assert len(queries.register_page(by, choice).rows) == 41


def test_what_is_kept_is_never_older_than_the_last_change(world: World):
    row = make_determinant(world, place=world.a.one.place)
    head, choice = world.actor(Role.HEAD), queries.RegisterChoice(world.a.one.place.pk)
    unit = make_determinant(world)
    assert queries.register_page(head, choice).tabs.waiting == 0
    lifts.lift(by=keeper(world, unit.place), determinant=unit, to=row.place, why="Inte vårt")
    register.change_state(by=head, determinant=row, seen=1, state="resolved")
    page = queries.register_page(head, choice)
    assert (page.tabs.waiting, page.rows, page.tally.kept) == (1, [], 1)
    organisations.rename(
        by=world.actor(Role.PROCESS_LEADER), place=unit.place, name="Nytt namn", on=world.at.date()
    )
    assert "Nytt namn" in {one.name for one in queries.register_page(head, choice).levels}


def test_a_new_one_is_written_and_the_next_begins_where_it_ended(world: World):
    client = _client(world, Role.UNIT_MANAGER)
    words = {"kind": "facilitator", "domain": "innovation", "text": "Hjulet är konkret", "priority": "normal"}
    answer = client.post(reverse("strategies:determinant_add"), {**words, "again": "1"})
    assert answer.status_code == 302 and "slag=facilitator" in answer.headers["Location"]
    assert Determinant.objects.get().place == world.a.one.units[0]


def test_what_was_typed_stays_when_it_cannot_be_kept(world: World):
    client = _client(world, Role.UNIT_MANAGER)
    words = {"kind": "barrier", "domain": "innovation", "text": "å" * 10_000, "priority": "normal"}
    answer = client.post(reverse("strategies:determinant_add"), words)
    assert answer.status_code == 400 and "å" * 10_000 in answer.content.decode()
    words["text"] = "Två\x00"
    assert client.post(reverse("strategies:determinant_add"), words).status_code == 400
    assert not Determinant.objects.exists()


def test_hostile_words_are_words(world: World):
    row = make_determinant(world, text=HOSTILE, affected=HOSTILE)
    client = _client(world, Role.UNIT_MANAGER)
    for path in (reverse("strategies:register"), _href(row), _href(row, "determinant_edit")):
        body = client.get(path).content.decode()
        assert "<script>alert" not in body and "\u202e" not in body and "&lt;script&gt;alert(1)" in body


def test_a_stale_tab_keeps_what_was_typed_and_shows_the_others_words(world: World):
    row = make_determinant(world)
    by = keeper(world, row.place)
    words = {"kind": "barrier", "domain": "inner-setting", "priority": "normal"}
    register.edit_determinant(by=by, determinant=row, seen=1, text="Den första", **words)
    client = _client(world, Role.CONTACT_PERSON)
    answer = client.post(_href(row, "determinant_edit"), {**words, "text": "Den andra", "seen": 1})
    body = _main(answer)
    assert (
        answer.status_code == 409
        and "Så står det nu" in body
        and "Den första" in body
        and "Den andra" in body
    )
    assert 'name="seen" value="2"' in answer.content.decode()
    assert (
        client.post(_href(row, "determinant_edit"), {**words, "text": "Den andra", "seen": 2}).status_code
        == 302
    )
    assert Determinant.objects.get().text == "Den andra"


def test_a_stale_tap_says_so_on_the_page(world: World):
    row = make_determinant(world)
    client = _client(world, Role.UNIT_MANAGER)
    assert client.post(_href(row, "determinant_state"), {"state": "worked_on", "seen": 1}).status_code == 302
    answer = client.post(_href(row, "determinant_state"), {"state": "resolved", "seen": 1}, follow=True)
    assert "Någon annan har ändrat raden" in _main(answer)
    assert Determinant.objects.get().state == "worked_on"


def test_a_row_shows_its_history_and_both_rows_of_a_merging(world: World):
    row, kept = make_determinant(world, text="Ingen tid"), make_determinant(world)
    client = _client(world, Role.UNIT_MANAGER)
    assert "Tiden räcker inte" in _main(client.get(_href(row, "determinant_merge")))
    assert client.post(_href(row, "determinant_merge"), {"same_as": kept.pk}).headers["Location"] == _href(
        kept
    )
    assert "Tog in en rad" in _main(client.get(_href(kept))) and "Ingen tid" in _main(client.get(_href(kept)))
    assert "Ta isär raderna igen" in _main(client.get(_href(row)))
    assert client.post(_href(row, "determinant_unmerge")).status_code == 302
    assert Determinant.objects.get(pk=row.pk).state == "open"


def test_a_barrier_is_lifted_answered_and_comes_back(world: World):
    row = make_determinant(world)
    unit, head = _client(world, Role.UNIT_MANAGER), _client(world, Role.HEAD)
    assert "Ekvik" in _main(unit.get(_href(row, "lift")))
    sent = unit.post(_href(row, "lift"), {"to": world.a.one.place.pk, "why": "Budgeten ligger hos er"})
    assert sent.status_code == 302
    assert "1 hinder väntar på svar från er." in _main(head.get(reverse("portal:workspace")))
    text = _main(head.get(reverse("strategies:lifts")))
    assert (
        "Tiden räcker inte" in text
        and "Budgeten ligger hos er" in text
        and "Vi lyfter vidare till Testlän" in text
    )
    where = reverse("strategies:lift_answer", args=[Lift.objects.get().pk])
    wanting = head.post(where, {"answer": "not_now", "text": ""})
    assert wanting.status_code == 400 and "Skriv varför inte nu" in _main(wanting)
    assert head.post(where, {"answer": "not_now", "text": "Nästa budget"}).status_code == 302
    again = head.post(where, {"answer": "do", "text": "Ändå"})
    assert again.status_code == 409 and "redan fått ett svar" in _main(again) and "Ändå" in _main(again)
    assert "Svar från Ekvik: Inte nu" in _main(unit.get(_href(row))) and "Nästa budget" in _main(
        unit.get(_href(row))
    )
    assert "Tiden räcker inte" not in _main(head.get(reverse("strategies:lifts")))


def test_a_lift_is_taken_back_on_the_barriers_page(world: World):
    row = make_determinant(world)
    lift = lifts.lift(by=keeper(world, row.place), determinant=row, to=world.a.one.place, why="Först")
    unit, head = _client(world, Role.UNIT_MANAGER), _client(world, Role.HEAD)
    assert "Ta tillbaka lyftet" in _main(unit.get(_href(row)))
    back = unit.post(reverse("strategies:lift_withdraw", args=[lift.pk]), follow=True)
    assert "Lyftet togs tillbaka." in _main(back) and "Ta tillbaka lyftet" not in _main(back)
    text = _main(head.get(reverse("strategies:lift_answer", args=[lift.pk])))
    assert "tog tillbaka hindret" in text and "Tiden räcker inte" not in text


def test_who_says_yes_lands_on_the_own_row_one_click_from_a_strategy(world: World):
    row = make_determinant(world)
    lift = lifts.lift(by=keeper(world, row.place), determinant=row, to=world.a.one.place, why="Först")
    unit, head = _client(world, Role.UNIT_MANAGER), _client(world, Role.HEAD)
    where = reverse("strategies:lift_answer", args=[lift.pk])
    landed = head.post(where, {"answer": "do", "own_words": "Tid saknas på många håll"}, follow=True)
    taken = Lift.objects.get().taken_as_id
    text = landed.content.decode()
    assert landed.redirect_chain[-1][0] == reverse("strategies:determinant", args=[taken])
    assert "Tid saknas på många håll" in _main(landed) and where in text
    assert reverse("strategies:strategy_new", args=[taken]) in text
    assert reverse("strategies:strategy_new", args=[taken]) in head.get(where).content.decode()
    assert "Tid saknas på många håll" in _main(head.get(reverse("strategies:lifts")))
    told = _main(unit.get(_href(row)))
    assert (
        "I registret för Ekvik : vi arbetar med det" in told
        or "I registret för Ekvik: vi arbetar med det" in told
    )


def test_a_lift_that_was_made_in_another_tab_is_told(world: World):
    row = make_determinant(world)
    to = world.a.one.place
    lifts.lift(by=keeper(world, row.place), determinant=row, to=to, why="Först")
    answer = _client(world, Role.UNIT_MANAGER).post(_href(row, "lift"), {"to": to.pk, "why": "En gång till"})
    assert answer.status_code == 409 and "redan lyft" in _main(answer)


def test_the_register_of_a_closed_unit_is_read_without_buttons(world: World):
    row = make_determinant(world)
    organisations.close_unit(by=world.actor(Role.PROCESS_LEADER), unit=row.place, on=world.at.date())
    head = _client(world, Role.HEAD)
    text = _main(head.get(_href(row)))
    assert "Enheten är stängd" in text and "Lyft hindret" not in text
    assert "Skriv nytt" not in _main(head.get(reverse("strategies:register"), {"plats": row.place_id}))


def test_what_a_county_shows_of_its_own_is_not_mixed_with_what_others_build_on_it(world: World):
    row = make_determinant(world, place=world.a.place, kind="facilitator", text="Länets stöd")
    local = aim(make_determinant(world), "Ekviks egen strategi")
    local.aims.create(determinant=row)
    for role in (Role.STAFF, Role.PROCESS_LEADER):
        client = _client(world, role)
        assert "Ekviks egen strategi" not in _main(client.get(_href(row)))
        assert "1 strategi" not in _main(client.get(reverse("strategies:register")))


def test_who_keeps_a_register_that_one_reads_is_who_writes_in_it(world: World):
    """`policies.keeps` answers without the database what `may_keep_register` answers with it."""
    for role in Role:
        for place in (world.a.place, world.a.one.place, world.a.one.units[0], world.a.two.place):
            by = world.actor(role)
            if check.allows(by, policies.may_read_register, place):
                assert policies.keeps(by, place) == check.allows(by, policies.may_keep_register, place), (
                    role,
                    place,
                )
