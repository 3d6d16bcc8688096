"""Funds: amounts are read exactly, sums always add up, and each principal keeps its own share."""

import io
from datetime import date, timedelta
from html import unescape

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.governance.decision_scenes import browser
from tests.worlds import World
from tillsammans.access.check import allows
from tillsammans.access.roles import Role
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed
from tillsammans.governance import funds_policies as policies
from tillsammans.governance.commands import funds as commands
from tillsammans.governance.models import Assignment, FundShare, FundUse
from tillsammans.governance.queries import funds as queries
from tillsammans.governance.rules import funds as rules
from tillsammans.governance.rules import money
from tillsammans.governance.rules.funds import AssignmentContent, UseContent
from tillsammans.reminders.registry import Asked, entries

TODAY = date(2026, 10, 14)
LIST = "/arbetsyta/styrning/medel/"
ORE = st.integers(-money.MOST_ORE, money.MOST_ORE)
WHAT = AssignmentContent("Följa upp modellerna", total_ore=100_000, report_on=TODAY + timedelta(days=30))


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("1 234,50", 123_450), ("1234.50", 123_450), ("1234,5", 123_450), ("1\u00a0234,50 kr", 123_450), ("1\u202f234", 123_400),
        ("-12", -1_200), ("−12,05", -1_205), ("– 12 kr", -1_200), ("0", 0), ("0,01", 1), ("12:-", 1_200),
        ("1 000 000 kronor", 100_000_000),
        (" 7 ", 700), ("007", 700),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(text: str, ore: int):
    assert money.parse_ore(text) == ore


@pytest.mark.parametrize(
    "text",
    ["", " ", "kr", "1,2,3", "1.234", "1,234", "1.234,50", "12 34", "1 23", "ett",
      "1e5", "١٢", "--1", "+5", "1,", ",5", "9" * 16, "1 -2", "½"],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_a_sentence(text: str):
    with pytest.raises(ValueError, match=r"\w"):
        money.parse_ore(text)


@given(ORE)
def test_what_is_written_is_read_back(ore: int):
    assert money.parse_ore(money.written(ore)) == ore == money.parse_ore(money.kronor(ore))
    plain = f"{'-' if ore < 0 else ''}{abs(ore) // 100}.{abs(ore) % 100:02d}"
    assert money.parse_ore(plain) == ore


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_a_refusal(text: str):
    try:
        ore = money.parse_ore(text)
    except ValueError:
        return
    assert abs(ore) <= money.MOST_ORE


@given(
    st.integers(0, money.MOST_ORE),
    st.dictionaries(st.integers(1, 9), st.integers(0, money.MOST_ORE)),
    st.data(),
)
def test_sums_always_add_up(total: int, shares: dict[int, int], data: st.DataObject):
    uses = data.draw(st.lists(st.tuples(st.sampled_from(sorted(shares)), ORE), max_size=20)) if shares else []
    found = rules.add_up(total, shares, uses)
    assert found.total == found.shared + found.undistributed
    assert found.shared == sum(shares.values()) == found.used + found.left
    assert found.used == sum(ore for _share, ore in uses)
    for key, one in found.shares.items():
        assert one.given == one.used + one.left == shares[key]
        assert (one.over > 0) == (one.left < 0) and ("mer än andelen" in rules.said_share(one)) == (
            one.left < 0
        )
    assert ("mer än vad som finns" in rules.said_total(found)) == (found.undistributed < 0)


def test_a_use_of_a_share_that_is_not_there_is_a_fault():
    with pytest.raises(ValueError, match="unknown share"):
        rules.add_up(1, {1: 1}, [(2, 1)])


def opened(world: World, **shares: int) -> Assignment:
    by = world.actor(Role.PROCESS_LEADER)
    row = commands.open_assignment(by=by, county=world.a.place, content=WHAT)
    places = {"one": world.a.one.place, "two": world.a.two.place}
    return commands.share_out(
        by=by, assignment=row, amounts={places[key].pk: ore for key, ore in shares.items()}, revision=1
    )


def share_of(row: Assignment, world: World, key: str = "one") -> FundShare:
    return FundShare.objects.get(assignment=row, principal=getattr(world.a, key).place)


def use(world: World, share: FundShare, ore: int, key: str = "") -> FundUse:
    content = UseContent(TODAY, "Lokal", ore)
    return commands.note_use(
        by=world.actor(Role.CONTACT_PERSON, share.principal), share=share, content=content, key=key
    )


@pytest.mark.django_db
def test_the_county_shares_out_and_is_told_when_it_is_too_much(world: World):
    row = opened(world, one=60_000, two=50_000)
    line = queries.assignment_page(world.actor(Role.PROCESS_LEADER), row.pk)
    assert line.sum.undistributed == -10_000 and line.whole
    page = unescape(browser(world, Role.PROCESS_LEADER).get(f"{LIST}{row.pk}/").content.decode())
    assert "mer än vad som finns" in page
    by = world.actor(Role.PROCESS_LEADER)
    with pytest.raises(Conflict):
        commands.share_out(by=by, assignment=row, amounts={}, revision=1)
    with pytest.raises(Invalid):
        commands.share_out(by=by, assignment=row, amounts={world.a.one.place.pk: -1}, revision=row.revision)
    with pytest.raises(NotAllowed):
        commands.share_out(by=world.actor(Role.HEAD), assignment=row, amounts={}, revision=row.revision)
    use(world, share_of(row, world), 100)
    with pytest.raises(Conflict, match="redan använt"):
        commands.share_out(by=by, assignment=row, amounts={world.a.one.place.pk: None}, revision=row.revision)
    kept = commands.share_out(
        by=by, assignment=row, amounts={world.a.two.place.pk: None}, revision=row.revision
    )
    assert FundShare.objects.filter(assignment=kept).count() == 1


@pytest.mark.django_db
def test_a_principal_writes_what_was_used_and_overspending_is_told(world: World):
    row = opened(world, one=10_000)
    share = share_of(row, world)
    key = "0123456789abcdef" * 2
    assert use(world, share, 4_000, key) == use(world, share, 4_000, key)
    use(world, share, 7_050)
    page = queries.share_page(world.actor(Role.HEAD), share.pk)
    assert (page.sum.used, page.sum.left, page.sum.over) == (11_050, -1_050, 1_050) and page.keeps
    seen = unescape(browser(world, Role.STEERING_MEMBER).get(f"{LIST}{row.pk}/").content.decode())
    assert "Ekvik har använt 10,50\u00a0kr mer än sin andel." in seen and "−10,50" in seen
    for by in (
        world.actor(Role.PROCESS_LEADER),
        world.actor(Role.HEAD, world.a.two.place),
        world.actor(Role.UNIT_MANAGER),
    ):
        with pytest.raises(NotAllowed):
            commands.note_use(by=by, share=share, content=UseContent(TODAY, "x", 1))
    for wrong in (
        UseContent(TODAY, "", 1),
        UseContent(TODAY, "x", 0),
        UseContent(TODAY + timedelta(days=1), "x", 1),
    ):
        with pytest.raises(Invalid):
            commands.note_use(by=world.actor(Role.HEAD), share=share, content=wrong)


@pytest.mark.django_db
def test_nobody_reads_another_principals_share(world: World):
    row = opened(world, one=10_000, two=20_000)
    neighbour = world.actor(Role.HEAD, world.a.two.place)
    assert not allows(neighbour, policies.may_read_share, share_of(row, world))
    line = queries.assignment_page(neighbour, row.pk)
    assert [one.share.principal for one in line.shares] == [world.a.two.place] and not line.whole
    for by in (
        world.actor(Role.UNIT_MANAGER),
        world.actor(Role.STAFF),
        world.actor(Role.PROCESS_LEADER, world.b.place),
    ):
        assert not allows(by, policies.may_read_assignment, row)


@pytest.mark.django_db
def test_it_is_reported_back_until_it_is_closed(world: World):
    row = opened(world, one=10_000)
    share, by = share_of(row, world), world.actor(Role.CONTACT_PERSON)
    day = [one for one in entries(Asked(by, None, TODAY)) if one.key.startswith("governance.report_back.")]
    assert [(one.first, one.over) for one in day] == [(WHAT.report_on, False)]
    with pytest.raises(Invalid):
        commands.report_back(by=by, share=share, text=" ", seen=1)
    commands.report_back(by=by, share=share, text="Det blev av", seen=1)
    with pytest.raises(Conflict):
        commands.report_back(by=by, share=share, text="Något annat", seen=1)
    assert queries.assignment_page(world.actor(Role.PROCESS_LEADER), row.pk).state == rules.REPORTED
    commands.close_assignment(by=world.actor(Role.PROCESS_LEADER), assignment=row)
    for refused in (
        lambda: use(world, share, 1),
        lambda: commands.report_back(by=by, share=share, text="Mer", seen=2),
    ):
        with pytest.raises(Conflict, match="avslutat"):
            refused()


@pytest.mark.django_db
def test_a_stale_form_meets_the_words_of_the_other(world: World):
    row, by = opened(world), world.actor(Role.PROCESS_LEADER)
    with pytest.raises(DraftConflict) as refusal:
        commands.change_assignment(by=by, assignment=row, content=AssignmentContent("Annat"), revision=1)
    assert refusal.value.theirs["title"] == WHAT.title


@pytest.mark.django_db
def test_by_forms_alone_and_out_as_files_with_numbers(world: World):
    client = browser(world, Role.PROCESS_LEADER)
    answer = client.post(f"{LIST}nytt/", {"title": "Uppdraget", "total_ore": "1 234,50"})
    row = Assignment.objects.get()
    assert answer["Location"] == f"{LIST}{row.pk}/" and row.total_ore == 123_450
    assert client.post(f"{LIST}nytt/", {"title": "Fel", "total_ore": "1.234,5"}).status_code == 400
    form = {
        f"share_{world.a.one.place.pk}": "1 000,25",
        f"share_{world.a.two.place.pk}": "",
        "seen": row.revision,
    }
    assert client.post(f"{LIST}{row.pk}/fordela/", form).status_code == 302
    share = FundShare.objects.get()
    contact = browser(world, Role.CONTACT_PERSON)
    told = {"purpose": "Lokal", "amount": "999,20", "used_on": "2026-10-14", "key": "a" * 32}
    for _tap in range(2):
        assert contact.post(f"{LIST}andel/{share.pk}/", told).status_code == 302
    csv = client.get(f"{LIST}{row.pk}/fil/csv/").content.decode("utf-8-sig")
    assert csv.splitlines()[1].startswith("Ekvik;1000,25;999,20;1,05;")
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{LIST}medel.xlsx").content)).active
    assert sheet and [cell.value for cell in sheet[2]][2:6] == [1234.5, 1000.25, 999.2, 1.05]
    assert contact.post(f"{LIST}anvant/{FundUse.objects.get().pk}/ta-bort/").status_code == 302
    assert not FundUse.objects.exists()
