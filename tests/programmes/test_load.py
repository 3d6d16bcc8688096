"""The shipped programmes in a county: whole, once, and never over what the county has made of them."""

import pytest

from tests.programmes.factories import stairs_in_force
from tillsammans.access.actor import system
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import NotAllowed
from tillsammans.organisations.models import CountyProfile, Sector
from tillsammans.programmes import commands, queries
from tillsammans.programmes.models import (
    AboutTopic,
    Criterion,
    ModelItem,
    Programme,
    RoleKind,
    Section,
    StairsVersion,
    Step,
)
from tillsammans.programmes.rules import shipped, shipped_wheel

CODES = ["tillsammans-for-barnens-basta", "tillsammans-for-unga-vuxna"]


def test_both_programmes_with_their_stairs(world):
    made = commands.load_programmes(by=system(world.at), county=world.a.place)
    assert [one.code for one in made] == CODES
    for programme in made:
        stairs = stairs_in_force(programme)
        assert stairs.is_proposal
        assert Step.objects.filter(stairs=stairs).count() == 7
        assert Criterion.objects.filter(stairs=stairs).count() == 77
        assert len(queries.component_texts(stairs.pk, "sv")) == 4
        form = queries.stairs_for_form(stairs.pk, "sv")
        assert len(form.how_to) == 4 and form.goal.text.startswith("Målet är")
        assert all(step.evidence for step in form.steps[1:])
    assert AuditEvent.objects.latest("number").action == "programmes.loaded"


def test_the_advice_goes_along_into_a_draft_and_is_shown(world, client):
    programme = commands.load_programmes(by=system(world.at), county=world.a.place)[0]
    draft = commands.draft_stairs(by=world.actor(Role.MODEL_MANAGER), programme=programme)
    source = stairs_in_force(programme)
    assert (draft.goal, draft.how_to) == (source.goal, source.how_to)
    page = client.get(f"/lan/testlan/modellen/{programme.code}/trappan/").content.decode()
    assert "Ett steg är nått när det mesta under det stämmer." in page
    assert "Anteckning från arbetsplatsträff" in page


def test_the_first_programme_has_every_section(world):
    programme = commands.load_programmes(by=system(world.at), county=world.a.place)[0]
    found = set(ModelItem.objects.filter(version__programme=programme).values_list("section", flat=True))
    assert found == set(Section.values)


@pytest.mark.parametrize(("key", "has_own"), [("sormland", True), ("annat", False)])
def test_a_county_begins_without_the_bodies_of_another(world, key, has_own):
    CountyProfile.objects.filter(place=world.a.place).update(key=key)
    programme = commands.load_programmes(by=system(world.at), county=world.a.place)[0]
    roles = dict(
        ModelItem.objects.filter(version__programme=programme, section=Section.ROLE).values_list(
            "code", "kind"
        )
    )
    assert (len(roles), "nsv" in roles, "researchers" in roles) == (19 if has_own else 11, has_own, has_own)
    assert (roles["bba"], roles["model-manager"]) == (RoleKind.MODEL, RoleKind.GOVERNANCE)


def test_loading_again_changes_nothing(world):
    by = system(world.at)
    commands.load_programmes(by=by, county=world.a.place)
    events = AuditEvent.objects.count()
    assert commands.load_programmes(by=by, county=world.a.place) == []
    assert (Programme.objects.count(), AuditEvent.objects.count()) == (2, events)


def test_what_a_county_has_edited_is_left_alone(world):
    commands.load_programmes(by=system(world.at), county=world.a.place)
    manager, programme = world.actor(Role.MODEL_MANAGER), Programme.objects.order_by("order").first()
    draft = commands.draft_model(by=manager, programme=programme)
    commands.edit_model_about(by=manager, version=draft, about={"about": {"sv": "Vårt eget."}})
    commands.publish_model(by=manager, version=draft)
    commands.load_programmes(by=system(world.at), county=world.a.place)
    draft.refresh_from_db()
    assert (draft.state, draft.about) == ("published", {"about": {"sv": "Vårt eget."}})


def test_each_county_has_its_own(world):
    for county in (world.a.place, world.b.place):
        commands.load_programmes(by=system(world.at), county=county)
    assert StairsVersion.objects.count() == 4
    assert len(queries.published_stairs(world.b.place.pk)) == 2


@pytest.mark.parametrize("role", [Role.PROCESS_LEADER, Role.SYSTEM_MANAGER])
def test_only_who_keeps_the_model_loads(world, role):
    with pytest.raises(NotAllowed):
        commands.load_programmes(by=world.actor(role), county=world.a.place)
    assert not Programme.objects.exists()


def test_loading_takes_few_statements(world, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        commands.load_programmes(by=system(world.at), county=world.a.place)


def test_the_topics_of_the_files_are_those_of_the_model():
    assert tuple(AboutTopic.values) == shipped.TOPICS


def test_the_wheel_colours_and_what_is_common():
    for one in shipped.programmes():
        cores = [item for item in one.model.items if item.section == "core_component"]
        assert [item.slot for item in cores] == [1, 2, 5, 8]
        assert [item.code for item in cores if item.common] == ["leadership-governance"]


def test_five_everyday_headings_and_words_for_every_sector():
    domains = queries.everyday_domains("sv")
    assert len(domains) == 5
    assert domains[0].everyday.text == "Hos oss"
    assert {queries.sector_words(sector, "en").manager.lang for sector in Sector.values} == {"en"}
    assert queries.sector_words("school", "sv").manager.text == "rektor"


def test_every_shipped_text_is_words_per_language():
    """A topic within a topic once passed for a text, and was shown as nothing."""
    for one in shipped.programmes():
        texts = [one.model.name, *one.model.about.values(), one.stairs.title, one.stairs.about]
        texts += [text for item in one.model.items for text in (item.name, item.short_name, item.description)]
        texts += [
            text
            for step in one.stairs.steps
            for text in (step.name, step.summary, *step.descriptions.values())
        ]
        texts += [row.text for row in one.stairs.criteria]
        assert one.model.about
        assert all(isinstance(words, str) and words for text in texts for words in text.values())
        assert all(set(text) <= {"sv", "en"} for text in texts)


def test_the_wheel_in_every_language_once(world):
    by = system(world.at)
    edition = commands.load_wheel(by=by, county=world.a.place)
    assert edition is not None
    assert (edition.number, edition.state) == (1, "published")
    assert set(edition.texts.values_list("language", flat=True)) == set(shipped_wheel.languages())
    assert not edition.texts.filter(review="reviewed").exists()
    assert commands.load_wheel(by=by, county=world.a.place) is None
    assert AuditEvent.objects.filter(action="programmes.wheel_loaded").count() == 1


def test_counties_without_a_wheel_get_it_and_others_are_left_alone(world):
    commands.load_wheel(by=system(world.at), county=world.a.place)
    made = commands.load_missing_wheels(by=system(world.at))
    assert [edition.county_id for edition in made] == [world.b.place.pk]
    assert commands.load_missing_wheels(by=system(world.at)) == []


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PROCESS_LEADER])
def test_only_who_keeps_the_wheel_loads_it(world, role):
    with pytest.raises(NotAllowed):
        commands.load_wheel(by=world.actor(role), county=world.a.place)
