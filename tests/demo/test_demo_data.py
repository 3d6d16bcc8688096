"""The invented county: right in number, invented throughout, and without persons."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from config.demo import accounts, calendar, names, sjoland
from tests.programmes.test_shipped_data import COMPONENTS, unlike_text
from tillsammans.access.roles import Role
from tillsammans.followup.rules.principal_questions import CODES
from tillsammans.organisations.models import Form, PrincipalKind, RoleScope, Sector
from tillsammans.organisations.rules.codes import organisation_number
from tillsammans.organisations.rules.counties import swedish_counties
from tillsammans.programmes.queries import everyday_domains

PRINCIPALS = sjoland.principals()
UNITS = names.all_units()
MUNICIPALITIES = "Alvsund Björkhaga Ekvik Granås Hällsjö Lindnäs Stensvik Torsholm Åmark".split()
FILES = ("sjoland", "names", "words")


def texts(node: Any) -> Iterator[str]:
    """Every text in a file, at any depth."""
    if isinstance(node, str):
        yield node
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from texts(value)


def test_there_are_twelve_principals_and_371_workplaces() -> None:
    kinds = Counter(plan.kind for plan in PRINCIPALS)
    assert kinds == {PrincipalKind.MUNICIPALITY: 9, PrincipalKind.REGION: 1, PrincipalKind.INDEPENDENT: 2}
    assert [plan.name for plan in PRINCIPALS if plan.kind == PrincipalKind.MUNICIPALITY] == MUNICIPALITIES
    assert sum(len(units) for units in UNITS.values()) == 371


@pytest.mark.parametrize("plan", PRINCIPALS, ids=lambda plan: plan.slug)
def test_a_principal_has_the_workplaces_it_should_each_with_its_own_name(plan: sjoland.PrincipalPlan) -> None:
    units = UNITS[plan.name]
    assert len({unit.name for unit in units}) == len(units) == plan.units
    assert {unit.sector for unit in units} <= set(Sector.values)
    assert all(unit.department for unit in units)


def test_the_county_has_workplaces_in_every_sector_and_of_every_form() -> None:
    every = [unit for units in UNITS.values() for unit in units]
    assert {unit.sector for unit in every} == set(Sector.values)
    assert {unit.form for unit in every} == set(Form.values)


def test_no_code_of_the_county_is_a_real_one() -> None:
    real = {code for county in swedish_counties().values() for code, _name in county.principals}
    codes = [plan.code for plan in PRINCIPALS if plan.code]
    assert not real & {*codes, sjoland.county()["code"]}
    assert len(codes) == len(set(codes)) == 10


def test_no_name_of_the_county_is_that_of_a_real_principal() -> None:
    real = {name for county in swedish_counties().values() for _code, name in county.principals}
    assert not real & {plan.name for plan in PRINCIPALS}


def test_organisation_numbers_are_well_formed() -> None:
    numbers = [plan.organisation_number for plan in PRINCIPALS if plan.organisation_number]
    assert [organisation_number(number) for number in numbers] == numbers
    assert len(numbers) == len(set(numbers)) >= 2


@pytest.mark.parametrize("name", FILES)
def test_the_texts_have_no_broken_characters_and_no_way_to_reach_anybody(name: str) -> None:
    found = list(texts(sjoland.read(name)))
    assert [text for text in found if unlike_text(text)] == []
    numbers = {plan.organisation_number for plan in PRINCIPALS}
    assert [
        text for text in found if re.search(r"@|\d{3}[- ]\d{2}|https?:", text) and text not in numbers
    ] == []


def test_the_first_rounds_are_finished_and_the_last_is_open() -> None:
    assert calendar.NAMES == ("Höst 2024", "Vår 2025", "Höst 2025", "Vår 2026", "Höst 2026")


def test_every_principal_has_a_step_for_every_component_and_round_and_mostly_moves_up() -> None:
    moves: Counter[int] = Counter()
    assert sjoland.components() == COMPONENTS
    for plan in PRINCIPALS:
        assert [len(steps) for steps in plan.medians] == [len(calendar.NAMES)] * len(COMPONENTS)
        assert {step for steps in plan.medians for step in steps} <= set(range(7))
        for steps in plan.medians:
            moves.update((new > old) - (new < old) for old, new in itertools.pairwise(steps))
    assert 1 <= moves[-1] <= 6
    assert moves[1] > 3 * moves[-1]


@pytest.mark.parametrize("plan", PRINCIPALS, ids=lambda plan: plan.slug)
def test_no_more_workplaces_have_answered_than_there_are(plan: sjoland.PrincipalPlan) -> None:
    assert len(plan.answered) == len(calendar.NAMES)
    assert all(0 < answered <= plan.units for answered in plan.answered)


def test_role_decisions_are_of_every_kind_and_leave_no_more_vacant_than_there_are() -> None:
    decided = [(plan, role) for plan in PRINCIPALS for role in plan.roles]
    assert {role.scope for _plan, role in decided} == set(RoleScope.values)
    assert {role.role for _plan, role in decided} == {Role.BBA, Role.COORDINATOR}
    for plan, role in decided:
        concerned = [unit for unit in UNITS[plan.name] if role.sector in {"", unit.sector}]
        assert role.vacant <= role.number * (len(concerned) if role.scope == RoleScope.PER_UNIT else 1)


def test_somebody_has_decided_nothing_and_somebody_has_vacancies() -> None:
    assert [plan.name for plan in PRINCIPALS if not plan.roles]
    assert sum(role.vacant for plan in PRINCIPALS for role in plan.roles) > 0


def test_there_are_words_for_every_domain_component_and_question() -> None:
    words = sjoland.read("words")
    domains = {domain.code for domain in everyday_domains("sv")}
    assert set(words["hindered"]) == set(words["helped"]) == domains
    assert list(words["notes"]) == COMPONENTS
    assert tuple(words["principal"]) == CODES
    assert len(words["examples"]) >= 10


def test_the_accounts_are_those_that_were_promised() -> None:
    promised = (
        "processledare forvaltningschef kontaktperson enhetschef styrgrupp forskare modellforvaltare redaktor "
        "systemforvaltare"
    )
    assert [account.email for account in accounts.ACCOUNTS] == [
        *(f"{name}@sjoland.example" for name in promised.split()),
        "processledare@sormland.example",
        "systemforvaltare@sormland.example",
    ]


def test_the_unit_managers_workplace_is_lindskolan_in_ekvik() -> None:
    (manager,) = [account for account in accounts.ACCOUNTS if account.role == Role.UNIT_MANAGER]
    assert (manager.where, manager.units[0]) == ("Ekvik", "Lindskolan")
    assert set(manager.units) <= {unit.name for unit in UNITS["Ekvik"]}
