"""A model edition: drafted, changed, put in force; and who may not."""

import pytest

from tests.programmes.factories import TOOLS, make_programme, model_in_force
from tillsammans.access.roles import ROLE_PERMISSIONS, Permission, Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed
from tillsammans.programmes import commands, queries
from tillsammans.programmes.models import ModelItem, ModelVersion

READERS = [role for role in Role if Permission.PROGRAMME_EDIT not in ROLE_PERMISSIONS[role]]


@pytest.fixture
def manager(world):
    return world.actor(Role.MODEL_MANAGER)


@pytest.fixture
def programme(world):
    return make_programme(world.a.place, world.at)


@pytest.fixture
def draft(manager, programme):
    return commands.draft_model(by=manager, programme=programme)


def words(**more):
    return {
        "name": {"sv": "Nytt namn"}, "short_name": {}, "description": {"sv": "Text."}, "basis": "stated", "source": "",
        "parent_code": "", "common": False,
    } | more  # fmt: skip


def last_action() -> str:
    return AuditEvent.objects.latest("number").action


def test_a_draft_has_everything_that_is_in_force(draft, programme):
    in_force = model_in_force(programme)
    texts = [
        list(ModelItem.objects.filter(version=v).values_list("section", "code", "name").order_by("code"))
        for v in (in_force, draft)
    ]
    assert texts[0] == texts[1]
    assert (draft.number, draft.state) == (2, "draft")
    assert last_action() == "programmes.model_drafted"


def test_one_draft_at_a_time(manager, programme, draft):
    with pytest.raises(Conflict):
        commands.draft_model(by=manager, programme=programme)


@pytest.mark.parametrize("role", READERS)
def test_nobody_else_makes_a_draft(world, programme, role):
    before = AuditEvent.objects.count()
    with pytest.raises(NotAllowed):
        commands.draft_model(by=world.actor(role), programme=programme)
    assert ModelVersion.objects.count() == 1
    assert AuditEvent.objects.count() == before


def test_the_model_manager_of_another_county_is_refused(world, programme):
    with pytest.raises(NotAllowed):
        commands.draft_model(by=world.actor(Role.MODEL_MANAGER, world.b.place), programme=programme)


def test_an_item_gets_new_words(manager, draft):
    item = ModelItem.objects.get(version=draft, code="bba")
    commands.edit_item(by=manager, item=item, order=3, **words(name={"sv": " Ansvarig ", "en": ""}))
    item.refresh_from_db()
    assert item.name == {"sv": "Ansvarig"}
    assert item.order == 3
    assert last_action() == "programmes.item_edited"


def test_a_name_needs_swedish(manager, draft):
    item = ModelItem.objects.get(version=draft, code="bba")
    with pytest.raises(Invalid):
        commands.edit_item(by=manager, item=item, order=1, **words(name={"sv": " ", "en": "Name"}))


def test_the_later_of_two_learns_of_the_first(manager, draft):
    item = ModelItem.objects.get(version=draft, code="bba")
    seen = queries.mark_of(item)
    commands.edit_item(by=manager, item=item, order=1, seen=seen, **words(name={"sv": "Först"}))
    with pytest.raises(Conflict):
        commands.edit_item(by=manager, item=item, order=1, seen=seen, **words(name={"sv": "Sedan"}))
    item.refresh_from_db()
    assert item.name == {"sv": "Först"}


def test_an_added_item_stands_last_with_a_code_of_its_own(manager, draft):
    made = [
        commands.add_item(by=manager, version=draft, section="role", **words(name={"sv": "Bästa Ö"}))
        for _ in range(2)
    ]
    assert [(item.code, item.order) for item in made] == [("basta-o", 2), ("basta-o-2", 3)]


def test_a_part_belongs_to_a_component_that_exists(manager, draft):
    with pytest.raises(Invalid):
        commands.add_item(by=manager, version=draft, section="part", **words(parent_code="nowhere"))


def test_a_component_with_parts_is_not_removed(manager, draft):
    component = ModelItem.objects.get(version=draft, code=TOOLS)
    with pytest.raises(Conflict):
        commands.remove_item(by=manager, item=component)


def test_an_item_is_removed(manager, draft):
    commands.remove_item(by=manager, item=ModelItem.objects.get(version=draft, code="bba"))
    assert not ModelItem.objects.filter(version=draft, code="bba").exists()
    assert last_action() == "programmes.item_removed"


def test_publishing_replaces_and_keeps_the_edition_before(manager, programme, draft):
    before = model_in_force(programme)
    commands.publish_model(by=manager, version=draft)
    before.refresh_from_db()
    assert model_in_force(programme) == draft
    assert before.state == "retired"
    assert last_action() == "programmes.model_published"


def test_a_model_without_components_is_not_published(manager, draft):
    ModelItem.objects.filter(version=draft, section="core_component").delete()
    with pytest.raises(Conflict):
        commands.publish_model(by=manager, version=draft)


def test_a_discarded_draft_is_gone(manager, programme, draft):
    commands.discard_model(by=manager, version=draft)
    assert ModelVersion.objects.filter(programme=programme).count() == 1
    assert last_action() == "programmes.model_discarded"


def test_what_an_edition_says_of_itself(manager, draft):
    given = {"vision": {"sv": "Nytt", "en": ""}, "about": {}}
    assert commands.edit_model_about(by=manager, version=draft, about=given).about == {
        "vision": {"sv": "Nytt"}
    }
