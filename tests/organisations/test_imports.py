"""From a spreadsheet to the register: first a preview, then all or nothing, and the same file again changes nothing."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.organisations.import_samples import book_file, csv_file
from tillsammans.access.roles import Role
from tillsammans.accounts.models import User
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from tillsammans.organisations import commands, handovers, import_tables, queries
from tillsammans.organisations.commands import import_writing
from tillsammans.organisations.models import CountyProfile, ImportBatch, Place, PlaceChange, RoleHolding

HEADINGS = ("Enhet", "Kommun", "Förvaltning", "Verksamhetsområde", "Enhetskod", "Chef", "E-post")
FORSKOLA = (
    "Bäckens förskola",
    "Ekvik",
    "Barn och utbildning",
    "Förskola",
    "12345678",
    "Anna Ek",
    "anna.ek@ekvik.example",
)
SKOLA = (
    "Ekviks skola 1",
    "Ekvik",
    "Barn och utbildning",
    "Grundskola",
    "9901-1",
    "Bo Al",
    "bo.al@ekvik.example",
)
VARD = ("Familjeteamet", "Alvsund", "Socialförvaltningen", "Socialtjänst", "", "", "team@alvsund.example")
BROKEN = ("Okänd", "Nowhere", "", "Rymdfart", "", "", "ingen adress")


def preview(by, world, *rows, **more):
    stream = book_file([HEADINGS, *rows])
    return commands.preview_import(
        by=by, county=world.a.place, stream=stream, filename="enheter.xlsx", **more
    )


def carry_out(by, batch, **more):
    comparison = commands.read_import(by=by, batch=batch)
    return commands.commit_import(by=by, batch=batch, shown=queries.digest(comparison), **more)


@pytest.fixture
def by(world):
    return world.actor(Role.PROCESS_LEADER)


def test_a_preview_changes_no_workplace(world, by):
    before = Place.objects.count()
    batch = preview(by, world, FORSKOLA, SKOLA, BROKEN)
    assert (Place.objects.count(), RoleHolding.objects.filter(role="unit_manager").count()) == (before, 0)
    assert batch.counts == {"new": 1, "changed": 1, "unchanged": 0, "missing": 1, "errors": 1, "skipped": 0}
    assert AuditEvent.objects.get(action="organisations.import_previewed").target_id == batch.pk


def test_carrying_out_opens_changes_and_tells_who_manages(world, by, at):
    pulse = CountyProfile.objects.get(place=world.a.place).pulse
    batch = carry_out(by, preview(by, world, FORSKOLA, SKOLA, VARD))
    new = Place.objects.get(name="Bäckens förskola")
    assert (new.parent, new.principal, new.county) == (
        world.a.one.department,
        world.a.one.place,
        world.a.place,
    )
    assert (new.path, new.sector, new.form, new.code) == (
        f"{new.parent.path}{new.pk:08d}",
        "preschool",
        "own",
        "12345678",
    )
    department = Place.objects.get(name="Socialförvaltningen")
    assert (department.parent, department.principal) == (world.a.two.place, world.a.two.place)
    assert Place.objects.get(name="Familjeteamet").path.startswith(department.path)
    emails = queries.unit_manager_emails([new.pk, world.a.one.units[0].pk])
    assert emails == {new.pk: "anna.ek@ekvik.example", world.a.one.units[0].pk: "bo.al@ekvik.example"}
    assert not RoleHolding.objects.exclude(user=None).filter(role="unit_manager").exists()
    assert (batch.state, batch.rows) == ("committed", {})
    assert CountyProfile.objects.get(place=world.a.place).pulse == pulse + 1
    assert AuditEvent.objects.filter(action="organisations.import_committed", target_id=batch.pk).count() == 1


def test_the_same_file_again_changes_nothing(world, by):
    carry_out(by, preview(by, world, FORSKOLA, SKOLA, VARD))
    before = [list(model.objects.order_by("pk").values()) for model in (Place, RoleHolding, PlaceChange)]
    pulse = CountyProfile.objects.get(place=world.a.place).pulse
    again = carry_out(by, preview(by, world, FORSKOLA, SKOLA, VARD))
    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 3)
    assert [
        list(model.objects.order_by("pk").values()) for model in (Place, RoleHolding, PlaceChange)
    ] == before
    assert CountyProfile.objects.get(place=world.a.place).pulse == pulse


def test_a_new_manager_begins_when_the_old_one_has_ended(world, by, at):
    carry_out(by, preview(by, world, SKOLA))
    RoleHolding.objects.filter(email="bo.al@ekvik.example").update(starts_on=date(2025, 8, 1))
    carry_out(by, preview(by, world, (*SKOLA[:6], "ny.chef@ekvik.example")))
    held = RoleHolding.objects.filter(place=world.a.one.units[0], role="unit_manager").order_by("starts_on")
    assert [(one.email, one.starts_on, one.ends_on) for one in held] == [
        ("bo.al@ekvik.example", date(2025, 8, 1), at.date() - timedelta(days=1)),
        ("ny.chef@ekvik.example", at.date(), None),
    ]


def test_open_tasks_pass_to_the_manager_that_the_file_names(world, by):
    carry_out(by, preview(by, world, SKOLA))
    heard = []
    callback = handovers.on_handover(
        lambda by, ended, new: heard.append((ended.email, new.email, new.place_id))
    )
    try:
        carry_out(by, preview(by, world, (*SKOLA[:6], "ny.chef@ekvik.example"), FORSKOLA))
    finally:
        handovers._ON_HANDOVER.remove(callback)
    assert heard == [("bo.al@ekvik.example", "ny.chef@ekvik.example", world.a.one.units[0].pk)]


def test_packages_above_hear_of_units_that_an_import_closes(world, by):
    heard = []
    callback = handovers.on_units_closed(lambda by, ids, into: heard.append((list(ids), into)))
    try:
        carry_out(by, preview(by, world, SKOLA), closing=None)
    finally:
        handovers._ON_CLOSED.remove(callback)
    assert heard == [([world.a.one.units[1].pk], None)]


def test_a_manager_who_has_an_account_keeps_it_at_the_new_workplace(world, by):
    user = world.user(Role.UNIT_MANAGER, world.a.two.units[0])
    carry_out(by, preview(by, world, (*SKOLA[:6], user.email)))
    assert RoleHolding.objects.get(place=world.a.one.units[0]).user == user


def test_accounts_are_found_also_where_a_file_has_more_emails_than_fit_a_question(world, by, monkeypatch):
    monkeypatch.setattr(import_writing, "_ASKED_BY_EMAIL", 0)
    user = User.objects.create(email="anna.ek@ekvik.example", password="!", joined_at=by.at)
    carry_out(by, preview(by, world, FORSKOLA, SKOLA))
    held = RoleHolding.objects.filter(place__name__in=["Bäckens förskola", "Ekviks skola 1"])
    assert dict(held.values_list("email", "user")) == {
        "anna.ek@ekvik.example": user.pk,
        "bo.al@ekvik.example": None,
    }


def test_a_renamed_and_moved_unit_keeps_its_row_and_gets_a_history(world, by):
    unit = world.a.one.units[0]
    carry_out(by, preview(by, world, ("Ekvikskolan", "Ekvik", "Utbildning", "Skola", "9901-1", "", "")))
    unit.refresh_from_db()
    assert (unit.name, unit.sort_name, unit.parent.name) == ("Ekvikskolan", "ekvikskolan", "Utbildning")
    assert unit.path == f"{unit.parent.path}{unit.pk:08d}"
    change = PlaceChange.objects.get(place=unit)
    assert (change.kind, change.before["name"], change.after["name"]) == (
        "moved",
        "Ekviks skola 1",
        "Ekvikskolan",
    )


def test_two_units_may_change_codes_with_each_other(world, by):
    one, two = world.a.one.units
    codes = {"Ekviks skola 1": "77777777", "Ekviks skola 2": "88888888"}
    rows = [(name, "Ekvik", "", "Skola", code, "", "") for name, code in codes.items()]
    carry_out(by, preview(by, world, *rows))
    Place.objects.filter(pk=one.pk).update(name="Bytt namn")
    swapped = [(*rows[1][:4], "77777777", "", ""), ("Bytt namn", "Ekvik", "", "Skola", "88888888", "", "")]
    carry_out(by, preview(by, world, *swapped))
    assert set(Place.objects.filter(pk__in=[one.pk, two.pk]).values_list("code", flat=True)) == {
        "77777777",
        "88888888",
    }


@pytest.mark.parametrize(
    ("closing", "closed"), [((), []), (None, ["Ekviks skola 2"]), ("chosen", ["Ekviks skola 2"])]
)
def test_a_missing_unit_stays_unless_the_importer_closes_it(world, by, closing, closed):
    chosen = [world.a.one.units[1].pk, world.a.two.units[0].pk] if closing == "chosen" else closing
    carry_out(by, preview(by, world, SKOLA), closing=chosen)
    assert list(Place.objects.exclude(closed_on=None).values_list("name", flat=True)) == closed
    assert PlaceChange.objects.filter(kind="closed").count() == len(closed)


def test_a_closed_unit_that_a_file_has_again_is_opened_again_with_its_history(world, by, at):
    carry_out(by, preview(by, world, FORSKOLA, SKOLA))
    unit = Place.objects.get(name="Bäckens förskola")
    commands.close_unit(by=by, unit=unit)
    batch = preview(by, world, FORSKOLA, SKOLA)
    assert (batch.counts["new"], batch.counts["changed"]) == (0, 1)
    page = import_tables.preview(batch, queries.compared(batch, at.date()), [], [])
    assert next(row[2:] for row in page["changed"].rows) == ("öppnas igen", f"stängd {at.date()}", "öppen")
    carry_out(by, batch)
    unit.refresh_from_db()
    assert (unit.closed_on, unit.code) == (None, "12345678")
    kinds = list(PlaceChange.objects.filter(place=unit).order_by("id").values_list("kind", flat=True))
    assert kinds == ["opened", "closed", "reopened"]
    again = preview(by, world, FORSKOLA, SKOLA).counts
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 2)
    assert Place.objects.filter(name="Bäckens förskola").count() == 1
    held = RoleHolding.objects.filter(place=unit, role="unit_manager", ends_on=None)
    assert [one.email for one in held] == ["anna.ek@ekvik.example"]


def test_a_unit_that_has_gone_into_another_is_not_opened_again(world, by):
    carry_out(by, preview(by, world, FORSKOLA, SKOLA))
    unit, into = Place.objects.get(name="Bäckens förskola"), world.a.one.units[0]
    commands.merge_units(by=by, unit=unit, into=into)
    assert preview(by, world, FORSKOLA, SKOLA).counts["new"] == 1


def test_unreadable_rows_stop_everything_unless_they_are_left_out(world, by):
    batch = preview(by, world, FORSKOLA, BROKEN)
    with pytest.raises(Conflict, match="1 rad går inte att läsa"):
        carry_out(by, batch)
    assert not Place.objects.filter(name="Bäckens förskola").exists()
    done = carry_out(by, batch, leave_out_errors=True)
    assert Place.objects.filter(name="Bäckens förskola").exists()
    assert [row.row for row in queries.error_rows(done)] == [3]


def test_a_preview_that_the_register_has_left_behind_is_not_carried_out(world, by):
    batch = preview(by, world, SKOLA)
    shown = queries.digest(commands.read_import(by=by, batch=batch))
    commands.rename(by=by, place=world.a.one.units[0], name="Annat namn")
    with pytest.raises(Conflict, match="Registret har ändrats"):
        commands.commit_import(by=by, batch=batch, shown=shown)
    assert carry_out(by, batch).state == "committed"


def test_an_import_is_carried_out_once(world, by):
    batch = carry_out(by, preview(by, world, SKOLA))
    with pytest.raises(Conflict, match="redan inläst"):
        commands.commit_import(by=by, batch=batch, shown="")
    with pytest.raises(Conflict, match="redan inläst"):
        commands.abandon_import(by=by, batch=batch)


def test_an_abandoned_import_holds_nothing(world, by):
    batch = preview(by, world, SKOLA, BROKEN)
    commands.abandon_import(by=by, batch=batch)
    batch.refresh_from_db()
    assert (batch.state, batch.rows, batch.errors) == ("abandoned", {}, {})
    with pytest.raises(Conflict, match="finns inte kvar"):
        commands.commit_import(by=by, batch=batch, shown="")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PROCESS_LEADER, Role.SYSTEM_MANAGER}))
def test_others_cannot_import_nor_see_an_import(world, by, role):
    batch, other = preview(by, world, SKOLA), world.actor(role)
    with pytest.raises(NotAllowed):
        preview(other, world, SKOLA)
    with pytest.raises(NotVisible):
        queries.get_import(other, batch.pk)


def test_another_countys_process_leader_does_not_reach_the_import(world, by):
    batch, other = preview(by, world, SKOLA), world.actor(Role.PROCESS_LEADER, world.b.place)
    with pytest.raises(NotVisible):
        queries.get_import(other, batch.pk)
    with pytest.raises(NotAllowed):
        commands.commit_import(by=other, batch=batch, shown="")
    with pytest.raises(Invalid, match="finns inte i länet"):
        preview(by, world, SKOLA, principal_id=world.b.one.place.pk)


def test_rows_without_principal_belong_to_the_one_chosen(world, by):
    stream = csv_file([("Enhet", "Verksamhetsområde"), ("Solens förskola", "Förskola")], encoding="cp1252")
    batch = commands.preview_import(
        by=by, county=world.a.place, stream=stream, filename="a.csv", principal_id=world.a.two.place.pk
    )
    carry_out(by, batch)
    assert Place.objects.get(name="Solens förskola").parent == world.a.two.place


@pytest.mark.parametrize(("days", "kept"), [(6, True), (7, False), (8, False)])
def test_what_was_read_is_forgotten_after_seven_days_and_not_before(world, by, days, kept):
    batch = preview(by, world, SKOLA, BROKEN)
    batch.read_at -= timedelta(days=days)
    batch.save()
    assert commands.forget_old_imports(by=by) == (0 if kept else 1)
    batch.refresh_from_db()
    assert bool(batch.rows) is bool(batch.errors) is kept
    assert batch.state == ("previewed" if kept else "abandoned")
    assert commands.forget_old_imports(by=by) == 0


def test_errors_of_a_finished_import_are_forgotten_too(world, by):
    batch = carry_out(by, preview(by, world, SKOLA, BROKEN), leave_out_errors=True)
    ImportBatch.objects.update(read_at=batch.read_at - timedelta(days=7))
    commands.forget_old_imports(by=by)
    batch.refresh_from_db()
    assert (batch.state, batch.errors) == ("committed", {})


def test_the_number_of_statements_does_not_grow_with_the_rows(world, by):
    def statements(count):
        rows = [
            (f"Enhet {count} {n}", "Ekvik", "Ny", "Skola", f"{count:03}{n:05}", "", f"c{n}@e.example")
            for n in range(count)
        ]
        batch = preview(by, world, *rows)
        with CaptureQueriesContext(connection) as captured:
            carry_out(by, batch)
        return len(captured)

    few = statements(4)  # makes the department too
    assert statements(40) <= few
