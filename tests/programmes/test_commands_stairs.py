"""An edition of the stairs: its steps, criteria, what old steps correspond to, and being put in force."""

import pytest

from tests.programmes.factories import LEADING, TOOLS, make_programme, model_in_force, stairs_in_force
from tillsammans.access.roles import ROLE_PERMISSIONS, Permission, Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed
from tillsammans.programmes import commands, queries
from tillsammans.programmes.models import Criterion, ModelItem, StairsVersion, Step, StepMapping

READERS = [role for role in Role if Permission.PROGRAMME_EDIT not in ROLE_PERMISSIONS[role]]
SAME = {0: 0, 1: 1, 2: 2}


@pytest.fixture
def manager(world):
    return world.actor(Role.MODEL_MANAGER)


@pytest.fixture
def programme(world):
    return make_programme(world.a.place, world.at)


@pytest.fixture
def draft(manager, programme):
    return commands.draft_stairs(by=manager, programme=programme)


def step(stairs, number):
    return Step.objects.get(stairs=stairs, number=number)


def last_action() -> str:
    return AuditEvent.objects.latest("number").action


def codes(stairs):
    return list(Step.objects.filter(stairs=stairs).values_list("number", "code"))


def test_a_draft_has_all_steps_and_criteria(programme, draft):
    before = stairs_in_force(programme)
    assert codes(draft) == codes(before)
    assert (
        Criterion.objects.filter(stairs=draft).count() == Criterion.objects.filter(stairs=before).count() == 8
    )
    assert draft.based_on == before
    assert last_action() == "programmes.stairs_drafted"


@pytest.mark.parametrize("role", READERS)
def test_nobody_else_makes_a_draft(world, programme, role):
    with pytest.raises(NotAllowed):
        commands.draft_stairs(by=world.actor(role), programme=programme)
    assert StairsVersion.objects.count() == 1


def test_a_step_between_moves_those_above_with_their_criteria(manager, draft):
    commands.map_steps(by=manager, stairs=draft, mapping=SAME)
    commands.add_step(by=manager, stairs=draft, name={"sv": "Pröva"}, summary={}, after=1)
    assert codes(draft) == [(0, "none"), (1, "know"), (2, "prova"), (3, "use")]
    assert set(
        Criterion.objects.filter(stairs=draft, code__startswith="s2-").values_list("step_number", flat=True)
    ) == {3}
    assert StepMapping.objects.get(to_stairs=draft, from_step=2).to_step == 3


def test_a_removed_step_takes_its_criteria_and_its_mapping_along(manager, draft):
    commands.map_steps(by=manager, stairs=draft, mapping=SAME)
    commands.remove_step(by=manager, step=step(draft, 1))
    assert codes(draft) == [(0, "none"), (1, "use")]
    assert not Criterion.objects.filter(stairs=draft, code__startswith="s1-").exists()
    assert set(StepMapping.objects.filter(to_stairs=draft).values_list("from_step", "to_step")) == {
        (0, 0),
        (2, 1),
    }


def test_step_0_stays(manager, draft):
    with pytest.raises(Conflict):
        commands.remove_step(by=manager, step=step(draft, 0))


def test_a_stairs_has_something_to_climb(manager, draft):
    commands.remove_step(by=manager, step=step(draft, 2))
    with pytest.raises(Conflict):
        commands.remove_step(by=manager, step=step(draft, 1))


def test_a_stairs_has_ten_steps_at_most(manager, draft):
    for number in range(2, 10):
        commands.add_step(by=manager, stairs=draft, name={"sv": f"Steg {number}"}, summary={}, after=number)
    with pytest.raises(Conflict):
        commands.add_step(by=manager, stairs=draft, name={"sv": "Ett till"}, summary={}, after=10)


def test_a_step_gets_words_per_component(manager, draft):
    words = {TOOLS: {"sv": "Så här.", "en": ""}, LEADING: {"sv": ""}}
    commands.edit_step(
        by=manager, step=step(draft, 1), name={"sv": "Vet"}, summary={"sv": "Kort."}, descriptions=words
    )
    assert step(draft, 1).descriptions == {TOOLS: {"sv": "Så här."}}


def test_the_later_of_two_learns_of_the_first(manager, draft):
    row = step(draft, 1)
    seen = queries.mark_of(row)
    given = {"summary": {}, "descriptions": {}, "seen": seen}
    commands.edit_step(by=manager, step=row, name={"sv": "Först"}, **given)
    with pytest.raises(Conflict):
        commands.edit_step(by=manager, step=row, name={"sv": "Sedan"}, **given)


def test_criteria_are_added_edited_and_removed(manager, draft):
    one = commands.add_criterion(
        by=manager, stairs=draft, step_number=1, component_code=TOOLS, text={"sv": "Syns"}, basis="stated"
    )
    assert (one.order, one.code) == (3, "v2-ny")
    commands.edit_criterion(by=manager, criterion=one, text={"sv": "Hörs"}, basis="proposal", order=1)
    one.refresh_from_db()
    assert one.text == {"sv": "Hörs"}
    commands.remove_criterion(by=manager, criterion=one)
    assert not Criterion.objects.filter(code="v2-ny").exists()
    assert last_action() == "programmes.criterion_removed"


@pytest.mark.parametrize(("number", "component"), [(0, TOOLS), (9, TOOLS), (1, "nowhere")])
def test_a_criterion_hangs_on_a_step_and_a_component_that_exist(manager, draft, number, component):
    with pytest.raises(Invalid):
        commands.add_criterion(
            by=manager,
            stairs=draft,
            step_number=number,
            component_code=component,
            text={"sv": "Syns"},
            basis="stated",
        )


@pytest.mark.parametrize("mapping", [{0: 0, 1: 1}, {0: 0, 1: 1, 2: 7}, {0: 0, 1: 1, 2: 2, 3: None}])
def test_every_old_step_is_said_and_leads_to_one_that_exists(manager, draft, mapping):
    with pytest.raises(Invalid):
        commands.map_steps(by=manager, stairs=draft, mapping=mapping)
    assert not StepMapping.objects.exists()


def test_a_new_stairs_is_not_published_before_old_steps_are_mapped(manager, programme, draft):
    with pytest.raises(Conflict) as refusal:
        commands.publish_stairs(by=manager, stairs=draft)
    assert "0, 1, 2" in refusal.value.message
    assert stairs_in_force(programme).number == 1


def test_publishing_replaces_and_ties_to_the_model_in_force(manager, programme, draft):
    before = stairs_in_force(programme)
    newer = commands.publish_model(by=manager, version=commands.draft_model(by=manager, programme=programme))
    commands.map_steps(by=manager, stairs=draft, mapping=SAME | {1: None})
    commands.publish_stairs(by=manager, stairs=draft)
    before.refresh_from_db()
    assert stairs_in_force(programme) == draft
    assert stairs_in_force(programme).model_version == newer == model_in_force(programme)
    assert before.state == "retired"
    assert before.model_version != newer
    assert last_action() == "programmes.stairs_published"


def test_criteria_of_a_component_that_is_gone_stop_publishing(manager, programme, draft):
    model = commands.draft_model(by=manager, programme=programme)
    commands.remove_item(by=manager, item=ModelItem.objects.get(version=model, code=LEADING))
    commands.publish_model(by=manager, version=model)
    commands.map_steps(by=manager, stairs=draft, mapping=SAME)
    with pytest.raises(Conflict) as refusal:
        commands.publish_stairs(by=manager, stairs=draft)
    assert LEADING in refusal.value.message


def test_a_discarded_draft_is_gone(manager, programme, draft):
    commands.discard_stairs(by=manager, stairs=draft)
    assert StairsVersion.objects.filter(programme=programme).count() == 1
