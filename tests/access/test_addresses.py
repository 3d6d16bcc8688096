"""R1: every address × every kind of person × own and other's objects × every method; the table is addresses.py."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test.client import BOUNDARY, encode_multipart
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access import matrix, orders
from tests.access.addresses import ROWS, SIGN_IN
from tests.access.asking import Answer, Asker, Form, address, plain
from tests.access.matrix import Case
from tests.access.spots import CANARY_NOTE, FOREIGN, MISSING, NOT_THERE, OTHER_COUNTY, OWN, SPOTS, At, Thing
from tillsammans.access.roles import Role

pytestmark = pytest.mark.django_db
LEAST_PAIRS = 5_000
PLAIN_FORM = "application/x-www-form-urlencoded"
NOT_DONE = {
    200,
    302,
    303,
    400,
    403,
    404,
    405,
    409,
    413,
}  # answers to a form that is wrong, and to one that is hostile


def _names(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _names(one, f"{before}{one.namespace}:" if one.namespace else before)
        elif isinstance(one, URLPattern):
            yield f"{before}{one.name}"


def test_every_address_has_its_row_and_every_row_its_address():
    listed = {row.name for row in ROWS} | {page.name for page in SIGN_IN}
    found = set(_names(get_resolver()))
    assert not found - listed, f"addresses without a row: {sorted(found - listed)}"
    assert not listed - found, f"rows without an address: {sorted(listed - found)}"


def test_every_order_has_a_form_to_send_and_rows_of_one_address_answer_the_same_methods():
    assert {row.name for row in ROWS if row.post} == set(orders.ORDERS)
    methods = {(row.name, row.get is None, row.post is None) for row in ROWS}
    assert len(methods) == len({row.name for row in ROWS})


def _told(problems: list[tuple[object, str]]) -> str:
    """Problems of one kind on one line, with how many they are and for whom."""
    kinds: dict[tuple[str, str], list[str]] = defaultdict(list)
    for case, problem in problems:
        about, _as, person = str(case).partition(" as ")
        kinds[(about, problem)].append(person)
    lines = [
        f"{about}: {problem} [{len(people)}: {', '.join(people[:4])}]"
        for (about, problem), people in kinds.items()
    ]
    return f"{len(problems)} answers are not as promised:\n" + "\n".join(lines)


NAMES_ALL_COUNTIES = {
    "wheel_api:counties"
}  # the open list of which counties have a wheel here: names and nothing else


def _foreign_words(case: Case, answer: Answer) -> bool:
    """Whether a page shows this county's people something of another county (whose every name says so)."""
    if case.row.name in NAMES_ALL_COUNTIES:
        return False
    from_here = case.person.at is None or case.person.at.county == "a"
    return from_here and case.spot != "other county" and FOREIGN in answer.body


def _notes_seen(case: Case, answer: Answer) -> list[str]:
    """Notes in the body that the person has no right to: units' own words reach the unit and its principal alone."""
    at = case.person.at
    seen = [
        spot
        for spot in (*SPOTS.values(), At("b", "one", 1), At("b", "two", 0))
        if f"{CANARY_NOTE} {spot}" in answer.body
    ]
    by_link = "report_link" in case.row.name
    return [
        str(spot)
        for spot in seen
        if not (by_link and spot == case.thing.at) and not _reads_notes(case, spot, at)
    ]


def _reads_notes(case: Case, spot: At, at: At | None) -> bool:
    if at is None or case.person.role not in {Role.UNIT_MANAGER, Role.HEAD, Role.CONTACT_PERSON}:
        return False
    return at == spot if at.unit is not None else (at.county, at.principal) == (spot.county, spot.principal)


def _faults(case: Case, answer: Answer) -> Iterator[str]:
    """What is wrong with the answer to a GET, by itself."""
    if answer.status not in case.statuses:
        yield f"{case.statuses} promised, {answer.status} given"
    if answer.changed:
        yield f"looking changed {sorted(answer.changed)}"
    if _led_astray(case, answer):
        yield f"sent to {answer.location} instead of the sign-in page"
    if answer.status == 200 and (_foreign_words(case, answer) or _notes_seen(case, answer)):
        yield f"shows what is another's: {_notes_seen(case, answer) or FOREIGN}"


def _led_astray(case: Case, answer: Answer) -> bool:
    nobody = case.person.user is None and not case.allowed
    return nobody and answer.status == 302 and "/konto/logga-in/" not in answer.location


@pytest.mark.one_database
def test_every_page_answers_each_person_as_the_table_says(asker: Asker):
    problems: list[tuple[object, str]] = []
    missing: dict[tuple[str, str, str], str] = {}
    hidden: list[tuple[Case, str]] = []
    started = asker.count
    cases = list(matrix.cases(asker.ground, "GET"))
    compared = {_page(case) for case in cases if case.spot == NOT_THERE}
    for case in cases:
        path = address(case.row.name, case.thing)
        answer = asker.ask(case.person, "GET", path, whole=_page(case) in compared)
        problems.extend((case, fault) for fault in _faults(case, answer))
        if case.hidden and _page(case) in compared:
            hidden.append((case, plain(answer.body, path)))
        elif case.spot == NOT_THERE:
            missing[_page(case)] = plain(answer.body, path)
    problems.extend(
        (case, "hidden does not look like missing")
        for case, body in hidden
        if missing.get(_page(case), body) != body
    )
    print(f"\n{asker.count - started} pages asked for")
    assert not problems, _told(problems)


@pytest.mark.bench
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_whole_product_of_addresses_people_and_objects(asker: Asker, method: str):
    """Also what the ordinary run leaves out because another question answers it: some 25,000 pairs, many minutes."""
    problems: list[tuple[object, str]] = []
    for case in matrix.cases(asker.ground, method, every=True):
        path = address(case.row.name, case.thing)
        answer = asker.ask(case.person, "GET", path) if method == "GET" else _order(asker, case)
        if answer.status not in case.statuses or (answer.changed and not case.allowed):
            problems.append(
                (case, f"{case.statuses} promised, {answer.status} given, changed {sorted(answer.changed)}")
            )
    assert not problems, _told(problems)


def _page(case: Case) -> tuple[str, str, str]:
    return case.row.name, case.row.on, case.person.name


def test_county_roles_see_single_workplaces_only_where_the_principal_has_opened_that(asker: Asker):
    """The process leader those of principal two, the steering group none; the names of workplaces would show it."""
    seen: dict[str, set[str]] = {}
    for case in matrix.cases(asker.ground, "GET", every=True):
        picture = case.row.name.startswith(("followup:county", "followup:principal"))
        if (
            picture
            and case.allowed
            and not case.person.beside
            and case.person.role in {Role.PROCESS_LEADER, Role.STEERING_MEMBER}
        ):
            answer = asker.ask(case.person, "GET", address(case.row.name, case.thing))
            shown = {
                at.principal or ""
                for at in SPOTS.values()
                if at.county == "a" and asker.ground.place(at).name in answer.body
            }
            seen.setdefault(str(case.person.role), set()).update(shown)
    assert seen == {"process_leader": {"two"}, "steering_member": set()}


def test_every_order_is_carried_out_for_those_alone_who_may(asker: Asker, pytestconfig: pytest.Config):
    """Beside another run, which asks as everybody: here one who may and one who may not, of each order."""
    problems: list[tuple[object, str]] = []
    started = asker.count
    cases: Iterable[Case] = matrix.cases(asker.ground, "POST")
    if pytestconfig.getoption("--once-elsewhere"):
        cases = matrix.one_of_each(cases)
    for case in cases:
        answer = _order(asker, case)
        if answer.status not in case.statuses:
            problems.append((case, f"{case.statuses} promised, {answer.status} given"))
        if answer.changed and not case.allowed:
            problems.append((case, f"refused, and yet changed {sorted(answer.changed)}"))
        if case.allowed and case.spot == OWN and answer.status == 302 and not answer.changed:
            problems.append((case, "said to be done, and nothing changed"))
    print(f"\n{asker.count - started} orders given")
    assert not problems, _told(problems)


def _order(asker: Asker, case: Case) -> Answer:
    data = orders.ORDERS[case.row.name](asker.ground, matrix.side(case))
    return asker.ask(case.person, "POST", address(case.row.name, case.thing), data, whole=False)


def test_a_forged_id_of_another_county_changes_nothing(asker: Asker):
    problems: list[tuple[object, str]] = []
    for case in matrix.cases(asker.ground, "POST"):
        data = orders.ORDERS[case.row.name](asker.ground, matrix.side(case))
        from_there = case.person.at is not None and case.person.at.county == "b"
        if not case.allowed or from_there or case.spot != OWN or not set(data) & set(orders.FORGED):
            continue
        for number in (None, MISSING):
            false = (
                orders.forged(asker.ground, data)
                if number is None
                else {k: number if k in orders.FORGED else v for k, v in data.items()}
            )
            if false == data:
                continue
            answer = asker.ask(case.person, "POST", address(case.row.name, case.thing), false)
            if answer.changed or answer.status not in NOT_DONE:
                problems.append((case, f"{answer.status}, changed {sorted(answer.changed)}"))
    assert not problems, _told(problems)


def test_anothers_object_under_ones_own_address_is_not_there(asker: Asker):
    """Two ids in one address: the first one's own, the second another county's. Found by nobody, changed by nobody."""
    problems: list[tuple[object, str]] = []
    tried = 0
    for method in ("GET", "POST"):
        for case in matrix.cases(asker.ground, method):
            ids = [word for word in case.thing.words if word.endswith("_id")]
            if len(ids) < 2 or not case.allowed or case.spot != OWN or case.person.beside:
                continue
            tried += 1
            foreign = asker.ground.things[case.row.on][OTHER_COUNTY].words[ids[1]]
            mixed = Thing(None, {**case.thing.words, ids[1]: foreign})
            data = orders.ORDERS[case.row.name](asker.ground, case.spot) if method == "POST" else None
            answer = asker.ask(case.person, method, address(case.row.name, mixed), data)
            closed = (
                answer.status == 409 and 409 in case.statuses
            )  # nothing under an edition in force can be changed
            if answer.changed or not (answer.status == 404 or closed):
                problems.append((case, f"{answer.status} given, changed {sorted(answer.changed)}"))
    assert tried > 10
    assert not problems, _told(problems)


def _hostile_forms() -> dict[str, Form]:
    """Nothing; each hostile value in every field; and words as long as all the fields of one form have room for."""
    *short, _longest = orders.HOSTILE
    room = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // len(orders.EVERY_FIELD)
    long = "å" * ((room - 40) // len("å".encode()))  # each field's name is counted too
    assert len(long) > 2_000
    return {
        "": Form(b"", PLAIN_FORM),
        **{str(value): Form(urlencode(orders.hostile(value)).encode(), PLAIN_FORM) for value in short},
        long: _with_files(orders.hostile(long)),
    }


def _with_files(data: orders.Data) -> Form:
    """As a page with a file to choose sends it."""
    return Form(encode_multipart(BOUNDARY, data), f"multipart/form-data; boundary={BOUNDARY}")


@pytest.mark.one_database
def test_hostile_input_is_answered_in_words_and_never_breaks_anything(asker: Asker):
    """An empty form and hostile values in every field, from whoever may and from whoever may not."""
    problems: list[tuple[object, str]] = []
    seen: set[tuple[str, str, bool]] = set()
    forms = _hostile_forms()
    for case in matrix.cases(asker.ground, "POST"):
        key = (case.row.name, case.row.on, case.allowed)
        if case.spot != OWN or key in seen:
            continue
        seen.add(key)
        for value, form in forms.items():
            answer = asker.ask(case.person, "POST", address(case.row.name, case.thing), form)
            if answer.status not in NOT_DONE or (answer.changed and not case.allowed):
                problems.append(
                    (case, f"with {value[:20]!r}: {answer.status}, changed {sorted(answer.changed)}")
                )
    assert not problems, _told(problems)


@pytest.mark.one_database
def test_a_form_that_is_too_large_is_refused_whole(asker: Asker):
    """Both kinds of form, to an order of each package: what reads a form refuses it before any field is looked at."""
    refused: set[str] = set()
    name = {"name": "å" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}
    forms = (_with_files(name), Form(b"name=" + b"a" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE, PLAIN_FORM))
    assert all(len(form.body) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE for form in forms)
    for case in matrix.cases(asker.ground, "POST"):
        package = case.row.name.partition(":")[0]
        if package in refused or not case.allowed or case.spot != OWN:
            continue
        if orders.ORDERS[case.row.name](asker.ground, case.spot):  # else there is no form to read
            path = address(case.row.name, case.thing)
            answers = [asker.ask(case.person, "POST", path, form) for form in forms]
            if all(answer.status in {400, 413} and not answer.changed for answer in answers):
                refused.add(package)
    assert refused >= {
        "accounts",
        "governance",
        "organisations",
        "planning",
        "programmes",
        "steward",
        "strategies",
    }


@pytest.mark.parametrize("value", orders.HOSTILE[:5], ids=["number", "negative", "nul", "formula", "bidi"])
def test_hostile_questions_in_the_address_break_nothing(asker: Asker, value: str):
    problems: list[tuple[object, str]] = []
    seen: set[tuple[str, str]] = set()
    fields = (*orders.EVERY_FIELD, *orders.EVERY_CHOICE)
    for case in matrix.cases(asker.ground, "GET"):
        if not case.allowed or case.spot != OWN or (case.row.name, case.row.on) in seen:
            continue
        seen.add((case.row.name, case.row.on))
        answer = asker.ask(
            case.person, "GET", address(case.row.name, case.thing), None, query=dict.fromkeys(fields, value)
        )
        if answer.status not in NOT_DONE or answer.changed:
            problems.append((case, f"with {value[:20]!r}: {answer.status}"))
    assert not problems, _told(problems)


def test_methods_that_an_address_does_not_answer_do_nothing(asker: Asker):
    problems: list[tuple[object, str]] = []
    for row, method, person in matrix.wrong_methods(asker.ground):
        path = address(row.name, matrix.things_of(asker.ground, row)[OWN])
        answer = asker.ask(person, method, path, {})
        same_page = method == "POST" and answer.status in {
            200,
            400,
        }  # a page that does not look at what was sent
        if answer.changed or (answer.status not in {302, 403, 404, 405} and not same_page):
            problems.append(
                (
                    f"{method} {row.name} as {person.name}",
                    f"{answer.status}, changed {sorted(answer.changed)}",
                )
            )
    assert not problems, _told(problems)


def test_the_sign_in_pages_answer_every_role_alike(asker: Asker):
    problems: list[tuple[object, str]] = []
    for page, person, promised in matrix.sign_in_cases(asker.ground):
        answer = asker.ask(person, "GET", reverse(page.name, kwargs=dict(page.words) or None))
        if answer.status not in promised or answer.changed:
            problems.append((f"{page.name} as {person.name}", f"{promised} promised, {answer.status} given"))
    assert not problems, _told(problems)


@pytest.mark.one_database
def test_the_pairs_are_many(asker: Asker):
    """Stands last: counts what the tests above have asked for."""
    print(f"\n{asker.count} pairs")
    assert asker.count >= LEAST_PAIRS
