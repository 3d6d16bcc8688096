"""What an import would change."""

from tillsammans.organisations.rules.import_compare import Change, KnownUnit, compare
from tillsammans.organisations.rules.import_rows import PartlyRead, ReadUnit

READ = ReadUnit(2, "Ekbacken", 1, "Barn och skola", "preschool", "12345678", "own", "a@ekvik.example", "Anna")
KNOWN = KnownUnit(10, 1, "Barn och skola", "Ekbacken", "preschool", "12345678", "own", "a@ekvik.example")


def only_change(read: ReadUnit, known: KnownUnit) -> dict:
    result = compare([read], [known])
    assert (result.new, result.unchanged, result.missing) == ([], [], [])
    [change] = result.changed
    assert (change.unit_id, change.row) == (known.id, read.row)
    return change.fields


def test_what_is_as_known_is_unchanged():
    result = compare([READ], [KNOWN])
    assert (result.unchanged, result.new, result.changed, result.missing) == ([(10, 2)], [], [], [])


def test_an_unknown_workplace_is_new_and_an_absent_one_missing():
    result = compare([READ._replace(name="Ny", unit_code="87654321")], [KNOWN])
    assert ([unit.name for unit in result.new], result.missing) == (["Ny"], [KNOWN])


def test_principals_that_the_file_does_not_speak_of_miss_nothing():
    other = KNOWN._replace(id=11, principal_id=2)
    assert compare([READ], [KNOWN, other]).missing == []


def test_a_new_name_under_the_same_code_is_a_change():
    assert only_change(READ._replace(name="Ekbackens förskola"), KNOWN) == {
        "name": ("Ekbacken", "Ekbackens förskola")
    }


def test_the_same_code_under_another_principal_is_a_move():
    assert only_change(READ._replace(principal_id=2), KNOWN) == {"principal_id": (1, 2)}
    assert only_change(READ._replace(department="Norr"), KNOWN) == {"department": ("Barn och skola", "Norr")}


def test_a_short_code_means_different_workplaces_under_different_principals():
    result = compare([READ._replace(principal_id=2, unit_code="12")], [KNOWN._replace(unit_code="12")])
    assert len(result.new) == 1


def test_name_and_sector_match_where_there_is_no_code():
    assert only_change(READ, KNOWN._replace(unit_code="")) == {"unit_code": ("", "12345678")}


def test_a_unique_name_matches_when_the_sector_has_changed():
    assert only_change(READ._replace(unit_code=""), KNOWN._replace(unit_code="", sector="school")) == {
        "sector": ("school", "preschool")
    }
    twice = [
        KNOWN._replace(unit_code="", sector="school"),
        KNOWN._replace(id=11, unit_code="", sector="health_care"),
    ]
    assert len(compare([READ._replace(unit_code="")], twice).new) == 1


def test_a_cell_that_says_nothing_changes_nothing():
    silent = READ._replace(department="", unit_code="", manager_email="", form="own", form_stated=False)
    assert compare([silent], [KNOWN._replace(form="private_commission")]).unchanged == [(10, 2)]


def test_a_workplace_on_a_row_in_error_is_not_missing():
    unread = PartlyRead(3, 1, "Björken", "")
    known = KNOWN._replace(id=11, name="Björken", unit_code="")
    assert compare([READ], [KNOWN, known]).missing == [known]
    assert compare([READ], [KNOWN, known], partly_read=[unread]).missing == []


def test_two_with_the_same_name_keep_to_their_codes():
    rows = [READ._replace(row=2, unit_code="22222222"), READ._replace(row=3, unit_code="11111111")]
    known = [KNOWN._replace(id=1, unit_code="11111111"), KNOWN._replace(id=2, unit_code="22222222")]
    assert compare(rows, known).unchanged == [(2, 2), (1, 3)]


def test_a_change_of_two_fields_is_one_change():
    result = compare([READ._replace(name="Nya", manager_email="b@ekvik.example")], [KNOWN])
    assert result.changed == [
        Change(10, 2, {"name": ("Ekbacken", "Nya"), "email": ("a@ekvik.example", "b@ekvik.example")})
    ]


CLOSED = KNOWN._replace(id=20, email="", closed_on="2026-03-01")


def reopening(read: ReadUnit, *closed: KnownUnit, known: tuple = (), others: tuple = ()) -> dict[int, dict]:
    result = compare([read, *others], known, closed_units=closed)
    assert result.missing == list(known)
    return {change.unit_id: change.fields for change in result.changed}


def test_a_closed_workplace_is_opened_again_by_its_code():
    fields = {"closed_on": ("2026-03-01", ""), "email": ("", "a@ekvik.example")}
    assert reopening(READ, CLOSED) == {20: fields}
    renamed = reopening(READ._replace(name="Nya"), CLOSED, CLOSED._replace(id=19, closed_on="2020-01-01"))
    assert renamed == {20: fields | {"name": ("Ekbacken", "Nya")}}
    assert reopening(READ._replace(principal_id=2), CLOSED) == {}


def test_a_closed_workplace_is_opened_again_by_name_and_sector_when_it_is_the_only_one():
    uncoded = CLOSED._replace(unit_code="")
    assert list(reopening(READ, uncoded)) == [20]
    assert list(reopening(READ._replace(unit_code=""), CLOSED)) == [20]
    assert reopening(READ._replace(sector="school"), uncoded) == {}
    assert reopening(READ, uncoded, uncoded._replace(id=21)) == {}
    assert reopening(READ._replace(unit_code="87654321"), CLOSED) == {}
    twice = READ._replace(row=3, unit_code="87654321", department="Norr")
    assert reopening(READ, uncoded, others=(twice,)) == {}


def test_an_open_workplace_is_matched_before_a_closed_one():
    assert compare([READ], [KNOWN], closed_units=[CLOSED]).unchanged == [(10, 2)]


def test_a_code_that_another_has_by_now_does_not_come_back():
    other = KNOWN._replace(name="Annan")
    read = READ._replace(unit_code="")
    assert reopening(read, CLOSED, known=(other,)) == {}
