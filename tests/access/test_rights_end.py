"""R4: a right that has ended is refused at the next request: pages, orders and downloads; sessions and links alike."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.access import orders
from tests.access.asking import Asker, address, taken_back
from tests.access.spots import NOON, OWN, PASSWORD, At, Ground, Person
from tillsammans.access import commands as access
from tillsammans.access.roles import Role
from tillsammans.accounts.models import User
from tillsammans.followup.models import ReportRequest
from tillsammans.followup.policies import REQUEST_KIND, SELF_REPORT
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import RoleHolding
from tillsammans.steward import commands as steward

pytestmark = pytest.mark.django_db

# A page, an order and a download, and who has a right to them.
TRIED = [
    (Role.PROCESS_LEADER, "GET", "organisations:import", "nothing"),
    (Role.PROCESS_LEADER, "GET", "organisations:import_sample", "nothing"),
    (Role.PROCESS_LEADER, "GET", "organisations:import_errors", "batch"),
    (Role.PROCESS_LEADER, "POST", "organisations:unit_rename", "unit"),
    (Role.SYSTEM_MANAGER, "GET", "steward:accounts", "nothing"),
    (Role.SYSTEM_MANAGER, "POST", "steward:let_in", "nothing"),
    (Role.MODEL_MANAGER, "GET", "programmes:model", "model_draft"),
    (Role.MODEL_MANAGER, "POST", "programmes:model_about", "model_draft"),
    (Role.CONTACT_PERSON, "GET", "organisations:principal_settings", "principal"),
    (Role.CONTACT_PERSON, "POST", "organisations:appoint", "principal"),
    (Role.HEAD, "GET", "followup:report", "request"),
    (Role.UNIT_MANAGER, "GET", "followup:report_review", "request"),
    (Role.UNIT_MANAGER, "POST", "followup:report_draft", "request_draft"),
]
OPEN = {200, 302}
YESTERDAY = (NOON - timedelta(days=1)).date()


def _role_ended(ground: Ground, person: Person) -> None:
    """The last day was yesterday."""
    RoleHolding.objects.filter(user=person.user).update(ends_on=YESTERDAY)


def _role_not_begun(ground: Ground, person: Person) -> None:
    RoleHolding.objects.filter(user=person.user).update(starts_on=date(2026, 10, 15))


def _account_closed(ground: Ground, person: Person) -> None:
    county = Role.SYSTEM_MANAGER
    by = ground.actor(county, At("a"))
    if person.role == county:
        by = replace(by, user_id=None)
    steward.shut_out(by=by, holding=RoleHolding.objects.select_related("place", "user").get(user=person.user))


def _password_changed(ground: Ground, person: Person) -> None:
    user = User.objects.get(pk=person.user.pk if person.user else 0)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])


ENDS = [_role_ended, _role_not_begun, _account_closed, _password_changed]


@pytest.mark.parametrize(
    ("role", "method", "name", "kind"), TRIED, ids=[f"{method} {name}" for _r, method, name, _k in TRIED]
)
@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__.strip("_"))
def test_the_next_request_is_refused(asker: Asker, end, role: Role, method: str, name: str, kind: str):
    ground, person = asker.ground, asker.ground.person(role)
    path = address(name, ground.things[kind][OWN])
    data = orders.ORDERS[name](ground, OWN) if method == "POST" else None
    before = asker.ask(person, method, path, data)
    with taken_back():
        end(ground, person)
        asker.remember()
        after = asker.ask(person, method, path, data)
    assert before.status in OPEN and "logga-in" not in before.location
    assert after.status in {403, 404} or "/konto/logga-in/" in after.location
    assert not after.changed
    if end in (_account_closed, _password_changed):
        assert "/konto/logga-in/" in after.location, "the session itself must end"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_link_that_is_revoked_or_has_expired_opens_nothing(asker: Asker, method: str):
    ground, nobody = asker.ground, asker.ground.people[0]
    path = address("followup:report_link_question", ground.things["link_question"][OWN])
    data = orders.ORDERS["followup:report_link_question"](ground, OWN) if method == "POST" else None
    assert asker.ask(nobody, method, path, data).status in OPEN
    request = ReportRequest.objects.get(pk=ground.things["request"][OWN].words["request_id"])
    with taken_back():
        by = ground.actor(Role.PROCESS_LEADER, At("a"))
        access.revoke_grants(by=by, target=(REQUEST_KIND, request.pk), purpose=SELF_REPORT)
        assert asker.ask(nobody, method, path, data).status == 404
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tillsammans.core.clock.now", lambda: NOON + timedelta(days=400))
        assert asker.ask(nobody, method, path, data).status == 404


def test_a_unit_that_closes_ends_its_roles(asker: Asker):
    ground, person = asker.ground, asker.ground.person(Role.UNIT_MANAGER)
    page = address("followup:report_review", ground.things["request"][OWN])
    with taken_back():
        organisations.close_unit(
            by=ground.actor(Role.PROCESS_LEADER, At("a")), unit=ground.place(At("a", "one", 0)), on=YESTERDAY
        )
        asker.remember()
        answer = asker.ask(person, "POST", page, orders.ORDERS["followup:report_review"](ground, OWN))
    assert answer.status in {403, 404}
    assert not answer.changed


def test_demo_accounts_are_nobody_outside_demo_mode(asker: Asker):
    person = asker.ground.person(Role.PROCESS_LEADER)
    with taken_back():
        User.objects.filter(pk=person.user.pk if person.user else 0).update(is_demo=True)
        answer = asker.ask(person, "GET", address("portal:workspace", asker.ground.things["nothing"][OWN]))
    assert "/konto/logga-in/" in answer.location
