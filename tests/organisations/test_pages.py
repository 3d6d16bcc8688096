"""The pages: who reaches them, what they show, and that they ask the same few queries however much there is."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.organisations.import_samples import book_file, csv_file
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core import clock
from tillsammans.organisations import commands, sections
from tillsammans.organisations.models import ImportBatch, Place, PlaceKind, RoleHolding
from tillsammans.organisations.queries.places import PAGE

HEADINGS = ("Enhet", "Kommun", "Verksamhetsområde", "Enhetskod", "E-post")
GOOD = ("Bäckens förskola", "Ekvik", "Förskola", "12345678", "anna.ek@ekvik.example")
BAD = ("=cmd|' /C calc'!A0", "Nowhere", "Rymdfart", "", "<script>alert(1)</script>")


@pytest.fixture
def sign_in(world, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: world.at)

    def signed_in(role, place=None):
        client = Client()
        client.force_login(world.user(role, place))
        return client

    return signed_in


def upload(client, stream, name="enheter.xlsx", **more):
    stream.name = name
    return client.post(reverse("organisations:import"), {"file": stream, **more})


def preview_of(client, *rows):
    answer = upload(client, book_file([HEADINGS, *rows]))
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def plant_units(principal, count):
    units = [
        Place(kind=PlaceKind.UNIT, name=f"Enhet {n}", code=f"x{n}", sector="school", form="own")
        for n in range(count)
    ]
    return commands.plant(units, parent=principal.department)


def test_the_import_goes_from_upload_to_the_register(world, sign_in):
    client = sign_in(Role.PROCESS_LEADER)
    address = preview_of(client, GOOD)
    page = client.get(address)
    assert "Bäckens förskola" in page.content.decode()
    assert not Place.objects.filter(name="Bäckens förskola").exists()
    shown = page.context["form"].initial["shown"]
    done = client.post(address, {"shown": shown, "missing": "leave"}, follow=True)
    assert "Filen är inläst" in done.content.decode()
    assert Place.objects.get(name="Bäckens förskola").principal == world.a.one.place
    again = client.post(address, {"shown": shown, "missing": "leave"}, follow=True)
    assert "Filen är inläst" in again.content.decode()
    assert Place.objects.filter(name="Bäckens förskola").count() == 1


def test_a_windows_file_with_semicolons_is_read_with_its_letters(world, sign_in):
    client = sign_in(Role.SYSTEM_MANAGER)
    stream = csv_file([("Lista över enheter",), HEADINGS, ("Ängsö förskola", *GOOD[1:])], encoding="cp1252")
    page = client.get(upload(client, stream, "enheter.csv").headers["Location"])
    assert "Ängsö förskola" in page.content.decode()


def test_unreadable_rows_stop_it_until_the_importer_leaves_them(world, sign_in):
    client = sign_in(Role.PROCESS_LEADER)
    address = preview_of(client, GOOD, BAD)
    shown = client.get(address).context["form"].initial["shown"]
    refused = client.post(address, {"shown": shown, "missing": "leave"})
    assert "1 rad går inte att läsa" in refused.content.decode()
    assert ImportBatch.objects.get().state == "previewed"
    client.post(address, {"shown": shown, "missing": "leave", "leave_out": "on"})
    assert Place.objects.filter(name="Bäckens förskola").exists()


def test_hostile_cells_are_text_on_the_page_and_in_the_file(world, sign_in):
    client = sign_in(Role.PROCESS_LEADER)
    address = preview_of(client, GOOD, BAD)
    page = client.get(address).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    answer = client.get(address + "att-ratta.xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[0][0] == "Rad i filen"
    assert rows[0][-1] == "Att rätta"
    assert rows[1][:2] == (3, "'" + BAD[0])
    assert "Huvudmannen finns inte i länet" in rows[1][-1]
    assert {cell.data_type for cell in load_workbook(io.BytesIO(answer.content)).active[2]} <= {"s", "n"}


def test_a_preview_that_is_out_of_date_says_so_and_shows_what_holds_now(world, sign_in):
    client = sign_in(Role.PROCESS_LEADER)
    address = preview_of(client, ("Ekviks skola 1", "Ekvik", "Skola", "9901-1", ""))
    shown = client.get(address).context["form"].initial["shown"]
    commands.rename(by=world.actor(Role.SYSTEM_MANAGER), place=world.a.one.units[0], name="Omdöpt")
    stale = client.post(address, {"shown": shown, "missing": "leave"})
    assert "Registret har ändrats" in stale.content.decode()
    fresh = stale.context["form"].initial["shown"]
    assert fresh != shown
    client.post(address, {"shown": fresh, "missing": "leave"})
    assert ImportBatch.objects.get().state == "committed"


def test_only_a_unit_that_is_missing_can_be_closed_from_the_page(world, sign_in):
    client = sign_in(Role.PROCESS_LEADER)
    address = preview_of(client, ("Ekviks skola 1", "Ekvik", "Skola", "9901-1", ""))
    shown = client.get(address).context["form"].initial["shown"]
    forged = {"shown": shown, "missing": "chosen", "close": [world.b.one.units[0].pk]}
    assert "organisations/import_preview.html" in [t.name for t in client.post(address, forged).templates]
    chosen = {"shown": shown, "missing": "chosen", "close": [world.a.one.units[1].pk]}
    client.post(address, chosen)
    assert list(Place.objects.exclude(closed_on=None)) == [world.a.one.units[1]]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.xlsx", "tom"),
        (b"PK\x03\x04nonsense", "a.xlsx", "skadad"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "a.xls", "annat|slag|lösenord"),
        (b"hej;du\r\n1;2\r\n", "a.csv", "rubrikrad"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_in_the_form(world, sign_in, content, name, words):
    answer = upload(sign_in(Role.PROCESS_LEADER), io.BytesIO(content), name)
    assert answer.status_code == 400
    message = answer.context["form"].errors["file"][0]
    assert any(word in message for word in words.split("|")), message
    assert not ImportBatch.objects.exists()


def test_another_countys_import_is_not_there(world, sign_in):
    address = preview_of(sign_in(Role.PROCESS_LEADER), GOOD)
    other = sign_in(Role.PROCESS_LEADER, world.b.place)
    for path in (address, address + "att-ratta.xlsx"):
        assert other.get(path).status_code == 404
    assert other.post(address, {"shown": "x"}).status_code == 404
    assert sign_in(Role.CONTACT_PERSON).get(address).status_code == 404
    assert sign_in(Role.CONTACT_PERSON).get(reverse("organisations:import")).status_code == 403


def test_the_sample_file_can_be_read_by_the_import_itself(world, sign_in):
    client = sign_in(Role.PROCESS_LEADER)
    content = client.get(reverse("organisations:import_sample")).content
    page = client.get(upload(client, io.BytesIO(content), "exempel.xlsx").headers["Location"])
    assert ImportBatch.objects.get().counts["new"] == 3
    assert page.context["error_count"] == 0


def addresses(world):
    one, unit = world.a.one.place.pk, world.a.one.units[0].pk
    return {
        "units": reverse("organisations:units"),
        "search": reverse("organisations:units") + "?sok=skola&omrade=school",
        "unit": reverse("organisations:unit", args=[unit]),
        "principal": reverse("organisations:principal", args=[one]),
        "roles": reverse("organisations:roles"),
        "principal_roles": reverse("organisations:principal_roles", args=[one]),
        "appoint": reverse("organisations:appoint", args=[one]),
        "move": reverse("organisations:unit_move", args=[unit]),
        "import": reverse("organisations:import"),
    }


@pytest.mark.parametrize(
    "name", ["units", "search", "unit", "principal", "roles", "principal_roles", "appoint", "move", "import"]
)
def test_a_page_asks_as_many_queries_of_ten_times_the_rows(world, sign_in, name):
    client = sign_in(Role.SYSTEM_MANAGER)

    def fill(first, last):
        units = (
            plant_units(world.a.one, last)
            if first == 0
            else list(Place.objects.filter(kind="unit", county=world.a.place))
        )
        for n in range(first, last):
            commands.place(
                world.a.place,
                PlaceKind.PRINCIPAL,
                f"Kommun {n}",
                code=f"8{n:03}",
                principal_kind="municipality",
            )
            for place in (units[n % len(units)], world.a.one.units[0]):
                RoleHolding.objects.create(
                    role="bba", place=place, email=f"p{n}@e.example", starts_on="2026-01-01"
                )

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(addresses(world)[name]).status_code == 200
        return len(captured)

    fill(0, 3)
    queries()
    few = queries()
    fill(3, 30)
    assert queries() == few


def test_a_long_list_is_walked_to_its_end_and_back_without_a_gap(world, sign_in):
    plant_units(world.a.one, 2 * PAGE)
    client, address = sign_in(Role.STAFF), reverse("organisations:units")
    seen, here, pages = [], "", []
    while True:
        context = client.get(address + here).context
        pages.append([row[0].text for row in context["table"].rows])
        seen += pages[-1]
        if not context["following"]:
            break
        here = context["following"]
    open_units = Place.objects.filter(county=world.a.place, kind="unit")
    assert seen == list(open_units.order_by("sort_name", "id").values_list("name", flat=True))
    back = client.get(address + context["previous"]).context
    assert [row[0].text for row in back["table"].rows] == pages[-2]


@pytest.mark.parametrize(
    "query",
    [
        "huvudman=x",
        "efter=x",
        "efter=~",
        "fore=a~9999999999999999999",
        "omrade=x",
        "huvudman=99999999999999999999",
    ],
)
def test_a_strange_address_still_shows_the_list(world, sign_in, query):
    assert sign_in(Role.STAFF).get(reverse("organisations:units") + "?" + query).status_code == 200


def test_a_search_finds_letters_of_either_case_and_codes(world, sign_in):
    commands.place(
        world.a.one.department,
        PlaceKind.UNIT,
        "Åängens FÖRSKOLA",
        sector="preschool",
        form="own",
        code="QX77",
    )
    for text in ("åäng", "förskola", "qx77", "FÖRSKOLA"):
        rows = sign_in(Role.STAFF).get(reverse("organisations:units"), {"sok": text}).context["table"].rows
        assert [row[0].text for row in rows] == ["Åängens FÖRSKOLA"]


def test_names_of_role_holders_are_shown_to_some_and_the_reading_is_recorded(world, sign_in):
    unit = world.a.one.units[0]
    RoleHolding.objects.create(
        role="bba", place=unit, name="Kim Ek", email="kim@e.example", starts_on="2026-01-01"
    )
    address = reverse("organisations:unit", args=[unit.pk])
    assert "Kim Ek" not in sign_in(Role.STEERING_MEMBER).get(address).content.decode()
    assert not AuditEvent.objects.filter(action="organisations.holdings_read").exists()
    assert "Kim Ek" in sign_in(Role.CONTACT_PERSON).get(address).content.decode()
    assert AuditEvent.objects.filter(action="organisations.holdings_read").count() == 1


def test_a_section_from_above_stands_on_the_unit_and_is_absent_where_there_is_nothing(world, sign_in):
    def provider(by, place):
        return (
            sections.Section("Svar", "organisations/roles.html", {})
            if place == world.a.one.units[0]
            else None
        )

    known = sections._PROVIDERS.setdefault("unit", [])
    known.append(lambda by, place: None)
    before = len(sections.sections_for(world.actor(Role.STAFF), world.a.one.units[0]))
    known.append(provider)
    try:
        assert len(sections.sections_for(world.actor(Role.STAFF), world.a.one.units[0])) == before + 1
        assert len(sections.sections_for(world.actor(Role.STAFF), world.a.one.units[1])) <= before
    finally:
        del known[-2:]


def test_each_form_does_what_it_says(world, sign_in):
    client, unit = sign_in(Role.PROCESS_LEADER), world.a.one.units[0]
    steps = [
        ("unit_rename", {"name": "Nya skolan", "on": "2026-10-01"}),
        ("unit_move", {"to": world.a.two.department.pk, "on": "2026-10-02"}),
        ("unit_close", {"on": "2026-10-03"}),
        ("unit_reopen", {"on": "2026-10-04"}),
        ("unit_merge", {"into": world.a.two.units[0].pk, "on": "2026-10-05"}),
    ]
    for name, fields in steps:
        address = reverse(f"organisations:{name}", args=[unit.pk])
        assert client.get(address).status_code == 200
        assert client.post(address, fields).headers["Location"] == reverse(
            "organisations:unit", args=[unit.pk]
        )
    page = client.get(reverse("organisations:unit", args=[unit.pk])).content.decode()
    for words in (
        "Bytte namn från Ekviks skola 1",
        "Flyttade från",
        "Stängde.",
        "Öppnade igen.",
        "Gick ihop med",
    ):
        assert words in page


def test_a_refusal_keeps_what_was_typed(world, sign_in):
    address = reverse("organisations:unit_close", args=[world.a.one.units[0].pk])
    answer = sign_in(Role.PROCESS_LEADER).post(address, {"on": "2027-01-01"})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Dagen har inte kommit än" in page
    assert "2027-01-01" in page


def test_a_contact_person_decides_appoints_and_hands_over(world, sign_in):
    client, one = sign_in(Role.CONTACT_PERSON), world.a.one.place.pk
    decision = {
        "role": "bba",
        "scope": "per_unit",
        "number": 1,
        "decided_on": "2026-10-01",
        "sector": "",
        "decided_by": "x",
    }
    assert client.post(reverse("organisations:role_decision", args=[one]), decision).status_code == 302
    who = {
        "role": "bba",
        "place": world.a.one.units[0].pk,
        "email": "kim@e.example",
        "starts_on": "2026-10-01",
    }
    assert client.post(reverse("organisations:appoint", args=[one]), who).status_code == 302
    page = client.get(reverse("organisations:principal_roles", args=[one])).content.decode()
    assert "kim@e.example" in page
    assert "1 vakant" in page
    held = RoleHolding.objects.get(email="kim@e.example")
    taking = {"to_email": "sam@e.example", "to_name": "", "on": "2026-10-14"}
    assert client.post(reverse("organisations:holding", args=[held.pk]), taking).status_code == 302
    new = RoleHolding.objects.get(email="sam@e.example")
    assert (
        client.post(reverse("organisations:holding_end", args=[new.pk]), {"on": "2026-10-14"}).status_code
        == 302
    )
    settings = reverse("organisations:principal_settings", args=[one])
    assert client.post(settings, {"units_open_to_county": "on"}).status_code == 302
    assert (
        "Processledaren får se hur varje enhet svarat."
        in client.get(reverse("organisations:principal", args=[one])).content.decode()
    )
