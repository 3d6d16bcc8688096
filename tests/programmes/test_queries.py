"""What others read of programmes: the stairs for a form, mappings over editions, who sees which edition."""

import pytest

from tests.programmes.factories import LEADING, TOOLS, make_programme, model_in_force, stairs_in_force
from tillsammans.access.roles import Role
from tillsammans.core.errors import NotVisible
from tillsammans.programmes import commands, policies, queries
from tillsammans.programmes.models import ModelVersion, StairsVersion, Step


@pytest.fixture
def manager(world):
    return world.actor(Role.MODEL_MANAGER)


@pytest.fixture
def programme(world):
    return make_programme(world.a.place, world.at)


def next_stairs(manager, programme, mapping):
    draft = commands.draft_stairs(by=manager, programme=programme)
    commands.map_steps(by=manager, stairs=draft, mapping=mapping)
    return commands.publish_stairs(by=manager, stairs=draft)


def test_the_form_has_components_steps_and_criteria(programme):
    form = queries.stairs_for_form(stairs_in_force(programme).pk, "sv")
    assert [(c.code, c.name.text, c.slot, c.common) for c in form.components] == [
        (TOOLS, "Verktyg", 2, False),
        (LEADING, "Ledning", 8, True),
    ]
    assert (form.top, form.step_names) == (2, ("Inte börjat", "Känna till", "Använda"))
    assert [c.code for c in form.asked(TOOLS, 1)] == ["s1-tools-1", "s1-tools-2"]
    assert form.asked(TOOLS, 0) == ()
    assert form.steps[1].descriptions[TOOLS].text == "Känna till verktygen."
    assert form.steps[1].descriptions[LEADING] == form.steps[1].summary


def test_english_where_it_is_and_swedish_said_where_not(programme):
    form = queries.stairs_for_form(stairs_in_force(programme).pk, "en")
    assert (form.steps[1].name.text, form.steps[1].name.is_fallback) == ("Know about", False)
    text = form.asked(TOOLS, 1)[0].text
    assert (text.lang, text.is_fallback) == ("sv", True)


def test_stairs_in_force_are_asked_for_once(programme, django_assert_num_queries):
    stairs_id = stairs_in_force(programme).pk
    with django_assert_num_queries(4):
        first = queries.stairs_for_form(stairs_id, "sv")
    with django_assert_num_queries(0):
        assert queries.stairs_for_form(stairs_id, "sv") == first


def test_a_draft_is_read_anew_each_time(manager, programme):
    draft = commands.draft_stairs(by=manager, programme=programme)
    queries.stairs_for_form(draft.pk, "sv")
    step = Step.objects.get(stairs=draft, number=1)
    commands.edit_step(by=manager, step=step, name={"sv": "Nytt"}, summary={}, descriptions={})
    assert queries.stairs_for_form(draft.pk, "sv").step_names[1] == "Nytt"


def test_old_stairs_keep_the_component_names_they_were_given_under(manager, programme):
    stairs = stairs_in_force(programme)
    draft = commands.draft_model(by=manager, programme=programme)
    draft.items.filter(code=TOOLS).update(name={"sv": "Omdöpt"})
    commands.publish_model(by=manager, version=draft)
    assert queries.component_texts(stairs.pk, "sv")[0].name.text == "Verktyg"


def test_mappings_are_followed_over_several_editions(manager, programme):
    first = stairs_in_force(programme)
    second = next_stairs(manager, programme, {0: 0, 1: 2, 2: None})
    third = next_stairs(manager, programme, {0: 0, 1: 1, 2: 1})
    assert queries.step_mapping(first.pk, third.pk) == {0: 0, 1: 1, 2: None}
    assert queries.step_mapping(second.pk, second.pk) == {0: 0, 1: 1, 2: 2}
    assert queries.step_mapping(third.pk, first.pk) == {0: None, 1: None, 2: None}


def test_stairs_of_different_programmes_are_not_comparable(world, programme):
    other = make_programme(world.a.place, world.at, "andra")
    pair = stairs_in_force(programme).pk, stairs_in_force(other).pk
    assert queries.step_mapping(*pair) == {0: None, 1: None, 2: None}


def test_the_county_s_stairs_in_force(world, programme, django_assert_num_queries):
    make_programme(world.b.place, world.at)
    with django_assert_num_queries(1):
        found = queries.published_stairs(world.a.place.pk, "en")
    assert [(one.id, one.programme_name.text) for one in found] == [
        (stairs_in_force(programme).pk, "Together on trial")
    ]


def test_drafts_are_seen_by_who_edits_them_alone(world, manager, programme):
    model = commands.draft_model(by=manager, programme=programme)
    stairs = commands.draft_stairs(by=manager, programme=programme)
    assert queries.get_model_version(manager, model.pk) == model
    for role in set(Role) - {Role.MODEL_MANAGER}:
        by = world.actor(role)
        assert queries.get_model_version(by, model_in_force(programme).pk)
        with pytest.raises(NotVisible):
            queries.get_model_version(by, model.pk)
        with pytest.raises(NotVisible):
            queries.get_stairs(by, stairs.pk)


@pytest.mark.parametrize("role", list(Role))
def test_another_county_sees_nothing(world, programme, role):
    by = world.actor(role, world.b.place)
    assert not queries.programmes_seen(by).exists()
    assert not ModelVersion.objects.filter(policies.may_read_version(by)).exists()
    assert not StairsVersion.objects.filter(policies.may_read_version(by)).exists()
    with pytest.raises(NotVisible):
        queries.get_programme(by, programme.pk)


def test_nobody_sees_nothing_in_the_workspace(world, programme):
    assert queries.all_versions(world.nobody(), "sv") == ()


def test_the_list_costs_the_same_however_many_programmes(
    world, manager, programme, django_assert_num_queries
):
    for number in range(4):
        make_programme(world.a.place, world.at, f"program-{number}")
    with django_assert_num_queries(5):
        assert len(queries.all_versions(manager, "sv")) == 5


def test_comparing_says_what_changed(manager, programme):
    before, draft = model_in_force(programme), commands.draft_model(by=manager, programme=programme)
    commands.remove_item(by=manager, item=draft.items.get(code="bba"))
    draft.items.filter(code="wheel").update(name={"sv": "Det nya hjulet"})
    page = queries.compare_models(manager, before.pk, draft.pk, "sv")
    assert [(change.kind, change.heading) for change in page.changes] == [
        ("changed", "Kärnkomponenternas delar: Det nya hjulet"),
        ("removed", "Roller: Barnets bästa-ansvarig"),
    ]


def test_editions_of_different_programmes_are_not_compared(world, manager, programme):
    other = make_programme(world.a.place, world.at, "andra")
    with pytest.raises(NotVisible):
        queries.compare_stairs(manager, stairs_in_force(programme).pk, stairs_in_force(other).pk, "sv")
