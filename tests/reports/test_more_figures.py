"""Boards, funds and good examples in a draft, against the rows of the database counted here by hand."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.reports import newsletter_scenes, scenes
from tests.reports.test_every_figure import UNTIL, day, principals, rows
from tests.worlds import STARTED, World
from tillsammans.governance.models import (
    Assignment,
    Board,
    BoardMember,
    FundShare,
    FundUse,
    Meeting,
    MeetingSeat,
)
from tillsammans.organisations.models import Place
from tillsammans.reports.commands import newsletters
from tillsammans.reports.drawing import documents
from tillsammans.reports.models import Newsletter, NewsletterBlock, ReportSection
from tillsammans.ui.documents import Facts

pytestmark = pytest.mark.django_db


def told(section: ReportSection) -> tuple[dict[str, Any], dict[str, list[tuple[int | None, list[Any]]]]]:
    figures = {one["name"]: one["value"] for one in section.figures["figures"]}
    tables = {
        table["name"]: [(row["place"], [cell[0] for cell in row["cells"]]) for row in table["rows"]]
        for table in section.figures["tables"]
    }
    return figures, tables


def amounts(*ore: int) -> list[int]:
    return list(ore)


# --- boards ---------------------------------------------------------------------------------------------------------------


def board(world: World, name: str, place: Place, meetings: Sequence[tuple[datetime, str, str]]) -> Board:
    """meetings: when, in which state, and of each seat in its letter: p there, s a substitute there, a absent, - not noted. The
    last seat is a substitute's own."""
    made = Board.objects.create(
        county_id=place.county_id or place.pk, place=place, kind="steering", name=name, created_at=world.at
    )
    words = {"p": "present", "s": "substitute", "a": "absent", "-": ""}
    for at, state, seats in meetings:
        meeting = Meeting.objects.create(
            county_id=made.county_id, board=made, starts_at=at, state=state, created_at=world.at,
            **({"sent_at": at, "open_until": at.date()} if state == "comment" else {}),
        )  # fmt: skip
        for number, letter in enumerate(seats):
            part = "substitute" if number == len(seats) - 1 else "member"
            member, _new = BoardMember.objects.get_or_create(
                board=made,
                title=f"Plats {number}",
                part=part,
                starts_on=STARTED,
            )
            MeetingSeat.objects.create(
                meeting=meeting, member=member, title=member.title, part=part, presence=words[letter]
            )
    return made


def moment(month: int, number: int) -> datetime:
    return datetime(2026, month, number, 8, tzinfo=UTC)


def test_meetings_and_presence_are_what_the_rows_say(world: World):
    county = world.a.place
    board(world, "Länsstyrgruppen", county, [
        (moment(10, 2), "comment", "ppspppap"), (moment(10, 9), "held", "pppppaa-"), (moment(10, 12), "held", "--------"),
        (moment(10, 13), "planned", "--------"), (moment(9, 20), "held", "pppppppp"), (moment(10, 20), "held", "pppppppp"),
    ])  # fmt: skip
    board(world, "Arbetsgruppen", county, [(moment(10, 5), "held", "pppaaaap")])
    board(world, "Bara planerat", county, [(moment(10, 6), "planned", "--------")])
    board(world, "En kommuns", world.a.one.place, [(moment(10, 6), "held", "pppppppp")])
    board(world, "Grannlänets", world.b.place, [(moment(10, 6), "held", "pppppppp")])
    figures, tables = told(scenes.section_of(scenes.make(world), "boards"))
    wanted = []
    for one in sorted(rows("governance.Board", place_id=county.pk), key=lambda row: row["name"]):
        held = [
            row for row in rows("governance.Meeting", board_id=one["id"])
            if row["state"] != "planned" and scenes.FIRST <= day(row["starts_at"]) <= UNTIL
        ]  # fmt: skip
        noted = [
            [seat["presence"] for seat in rows("governance.MeetingSeat", meeting_id=row["id"])
             if seat["part"] != "substitute" and seat["presence"]]
            for row in held
        ]  # fmt: skip
        there = [sum(word != "absent" for word in seats) for seats in noted if seats]
        few = any(0 < number < 5 for number in there)
        if held:
            present = None if few else [sum(there), sum(map(len, noted))]
            last = max(day(row["starts_at"]) for row in held).isoformat()
            wanted.append((None, [one["id"], len(held), present, last]))
    assert [row[1][1:3] for row in wanted] == [[1, None], [3, [11, 14]]]  # three people are not told
    assert tables == {"meetings": wanted} and figures == {"moten": 4, "grupper": 2}


def test_a_county_whose_boards_have_not_met_has_no_section_of_them(world: World):
    board(world, "Bara planerat", world.a.place, [(moment(10, 6), "planned", "---")])
    assert "boards" not in scenes.keys_of(scenes.make(world))


# --- funds ----------------------------------------------------------------------------------------------------------------


def assignment(world: World, title: str, total: int, county: Place | None = None, **more: Any) -> Assignment:
    return Assignment.objects.create(
        county=county or world.a.place,
        title=title,
        total_ore=total,
        created_at=world.at - timedelta(days=30),
        **more,
    )


def share(row: Assignment, place: Place, ore: int, *uses: tuple[date, int], **more: Any) -> FundShare:
    made = FundShare.objects.create(assignment=row, principal=place, amount_ore=ore, **more)
    for on, used in uses:
        FundUse.objects.create(
            share=made, used_on=on, purpose="Lokal", amount_ore=used, created_at=row.created_at
        )
    return made


def funds(world: World) -> None:
    """Odd öre, a repayment, a use after the day, more used than given; over before the period, not begun, another county's."""
    one, two = world.a.one.place, world.a.two.place
    first = assignment(
        world, "Uppföljning", 100_000_33, starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 31)
    )
    share(first, two, 40_000_01, (date(2026, 10, 1), 10_50), (date(2026, 10, 3), -50))
    share(
        first,
        one,
        33_333_33,
        (UNTIL, 1),
        (UNTIL + timedelta(days=1), 5_000_00),
        reported_at=world.at,
        report_text="Klart",
    )
    second = assignment(world, "Anhörigstöd", 10_01)
    share(second, one, 20_00, (date(2026, 10, 2), 30_00))
    for title, more in (
        ("Slut", {"ends_on": date(2026, 9, 30)}), ("Stängt", {"closed_on": date(2026, 9, 1)}),
        ("Inte börjat", {"starts_on": date(2026, 10, 15)}),
    ):  # fmt: skip
        share(assignment(world, title, 7_00, **more), one, 7_00)
    share(assignment(world, "Grannlänet", 9_00, world.b.place), world.b.one.place, 9_00)


def test_funds_are_what_the_rows_say_to_the_ore_and_add_up(world: World):
    funds(world)
    figures, tables = told(scenes.section_of(scenes.make(world), "funds"))
    there = [
        one
        for one in rows("governance.Assignment", county_id=world.a.place.pk)
        if one["title"] in ("Uppföljning", "Anhörigstöd")
    ]
    there.sort(key=lambda one: one["title"])
    shares = {one["id"]: rows("governance.FundShare", assignment_id=one["id"]) for one in there}
    used = {
        one["id"]: sum(use["amount_ore"] for use in rows("governance.FundUse", share_id=one["id"]) if use["used_on"] <= UNTIL)
        for many in shares.values() for one in many
    }  # fmt: skip
    of_assignments, of_principals = [], []
    for one in there:
        given = sum(row["amount_ore"] for row in shares[one["id"]])
        spent = sum(used[row["id"]] for row in shares[one["id"]])
        of_assignments.append(
            (
                None,
                [
                    one["id"],
                    *amounts(one["total_ore"], given, one["total_ore"] - given, spent, given - spent),
                ],
            )
        )
    for place in principals(world):
        for one in there:
            of_principals += [
                (place["id"], [place["name"], one["id"], row["amount_ore"], used[row["id"]], row["amount_ore"] - used[row["id"]],
                               row["reported_at"] is not None])
                for row in shares[one["id"]] if row["principal_id"] == place["id"]
            ]  # fmt: skip
    assert tables == {"assignments": of_assignments, "fund_shares": of_principals} and len(of_principals) == 3
    sums = [sum(row[1][place] for row in of_assignments) for place in range(1, 6)]
    assert list(figures.values()) == [2, *sums]
    total, shared, rest, spent, left = sums
    assert total == shared + rest and shared == spent + left and rest < total and left < shared
    assert all(isinstance(value, int) for value in figures.values())


def test_an_amount_is_written_in_kronor_and_a_principal_reads_its_own(world: World):
    funds(world)
    report = scenes.make(world)
    section = scenes.section_of(report, "funds")
    [given] = [one for one in section.figures["figures"] if one["name"] == "medel"]
    assert given["shown"].replace("\u202f", " ").replace("\xa0", " ") == "100 010,34 kr"
    assert "100" in documents.page.said(section.text, section.figures)
    short = documents.short_of(report, [section], world.a.two.place)
    pairs = [pair for block in short.blocks if isinstance(block, Facts) for pair in block.pairs]
    assert ("Uppdrag", "Uppföljning") in pairs and not any("33" in said for _name, said in pairs)


# --- good examples --------------------------------------------------------------------------------------------------------


def letter(world: World, result: str, *, published: bool = True, county: Place | None = None) -> Newsletter:
    made = newsletter_scenes.bare(world, county)
    for order, (kind, words) in enumerate((("text", {"heading": "Hej", "body": "x"}), ("example", {
        "heading": "Fika först", "context": "a", "did": "b", "result": result, "copy": "c",
    })), start=1):  # fmt: skip
        NewsletterBlock.objects.create(newsletter=made, kind=kind, order=order, texts={"sv": words})
    if published:
        by = scenes.leader(world) if county is None else world.actor(scenes.Role.PROCESS_LEADER, county)
        newsletters.publish(by=by, newsletter=made, revision=made.revision)
    return made


def test_good_examples_are_those_of_the_newsletters_published_in_the_period(world: World):
    assert "examples" not in scenes.keys_of(scenes.make(world))
    shown = letter(world, "Fler pratade.")
    letter(world, "Utkastets", published=False)
    letter(world, "Grannlänets", county=world.b.place)
    Newsletter.objects.filter(pk=letter(world, "Förra periodens").pk).update(
        published_at=datetime(2026, 9, 30, 8, tzinfo=UTC)
    )
    figures, tables = told(scenes.section_of(scenes.make(world), "examples"))
    [block] = rows("reports.NewsletterBlock", newsletter_id=shown.pk, kind="example")
    result = block["texts"]["sv"]["result"]
    assert tables == {"examples": [(None, [block["id"], result, shown.pk, UNTIL.isoformat()])]}
    assert figures == {"exempel": 1}
