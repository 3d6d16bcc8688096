"""The programme theory: loaded, drafted, changed, measured, put in force; never changed after that; and who may not."""

import pytest

from tests.programmes.factories import make_programme
from tillsammans.access.actor import system
from tillsammans.access.roles import ROLE_PERMISSIONS, Permission, Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from tillsammans.programmes import commands, measures, queries
from tillsammans.programmes.models import Programme, Section, TheoryMeasure, TheoryRow, TheoryVersion
from tillsammans.programmes.rules import shipped, theory
from tillsammans.programmes.rules.shipped_theory import shipped_theory

CODE = "tillsammans-for-barnens-basta"
READERS = [role for role in Role if Permission.PROGRAMME_EDIT not in ROLE_PERMISSIONS[role]]
TEXTS = {stage: {"sv": f"Text om {stage}"} for stage in theory.WRITTEN}


def line(**more):
    given = {"components": ["shared-approach"], "texts": TEXTS, "outcome": "health", "if_then": {"sv": "Om så, så."},
             "basis": "proposal"}  # fmt: skip
    return given | more


@pytest.fixture
def manager(world):
    return world.actor(Role.MODEL_MANAGER)


@pytest.fixture
def programme(world):
    return commands.load_programmes(by=system(world.at), county=world.a.place)[0]


@pytest.fixture
def in_force(programme):
    return TheoryVersion.objects.get(programme=programme, number=1)


@pytest.fixture
def draft(manager, programme):
    return commands.draft_theory(by=manager, programme=programme)


def last_action() -> str:
    return AuditEvent.objects.latest("number").action


# What is shipped ---------------------------------------------------------------------------------------------------


def test_the_shipped_theory_hangs_on_the_model_the_stairs_and_the_indicators():
    given, model = shipped_theory(CODE), shipped.programmes()[0]
    of = {
        section: {item.code for item in model.model.items if item.section == section}
        for section in Section.values
    }
    codes = {
        "criterion": {row.code for row in model.stairs.criteria},
        "indicator": {row.code for row in queries.indicators("sv")},
    }
    assert given is not None and len(given.rows) == 7
    for row in given.rows:
        assert set(row.components) <= of["core_component"]
        assert row.outcome in of["long_term_effect"]
        assert row.code in of["need_area"], "one line for each need behind the model"
        assert all(stage in theory.LINKS and code in codes[kind] for stage, kind, code in row.measures)
        theory.check_words(row.texts, row.if_then)
    assert shipped_theory("tillsammans-for-unga-vuxna") is None


def test_a_county_gets_the_theory_with_its_programmes(world, in_force):
    page = queries.theory_page(world.actor(Role.STAFF), in_force, "en")
    assert (page.version.number, page.version.state, len(page.lines)) == (1, "published", 7)
    assert {line.mark for line in page.lines} == {"vårt förslag, inte länets text"}
    assert not any(one.text.is_fallback for line in page.lines for one in line.links)


def test_counties_older_than_the_theory_get_it_and_others_are_left_alone(world, programme, manager):
    commands.load_programmes(by=system(world.at), county=world.b.place)
    TheoryVersion.objects.filter(programme__county=world.b.place).delete()
    made = commands.load_missing_theories(by=system(world.at))
    assert [one.programme.county_id for one in made] == [world.b.place.pk]
    assert (last_action(), TheoryRow.objects.filter(version=made[0]).count()) == (
        "programmes.theory_loaded",
        7,
    )
    assert commands.load_missing_theories(by=system(world.at)) == []


def test_a_programme_with_a_draft_of_its_own_is_left_alone(world, manager):
    own = make_programme(world.a.place, world.at, code=CODE)
    commands.draft_theory(by=manager, programme=own)
    assert commands.load_missing_theories(by=system(world.at)) == []


@pytest.mark.parametrize("role", [Role.PROCESS_LEADER, Role.SYSTEM_MANAGER])
def test_only_who_keeps_the_model_loads_it(world, programme, role):
    TheoryVersion.objects.all().delete()
    with pytest.raises(NotAllowed):
        commands.load_missing_theories(by=world.actor(role))
    assert not TheoryVersion.objects.exists()


# Drafting and changing ---------------------------------------------------------------------------------------------


def test_a_draft_has_the_lines_and_the_measures_of_what_is_in_force(draft, in_force):
    def whole(version):
        rows = TheoryRow.objects.filter(version=version).prefetch_related("measures")
        return [
            (row.code, row.order, row.mechanism, row.components, sorted((m.stage, m.kind, m.code) for m in row.measures.all()))
            for row in rows
        ]  # fmt: skip

    assert whole(draft) == whole(in_force)
    assert (draft.number, draft.state, last_action()) == (2, "draft", "programmes.theory_drafted")


def test_one_draft_at_a_time(manager, programme, draft):
    with pytest.raises(Conflict):
        commands.draft_theory(by=manager, programme=programme)


@pytest.mark.parametrize("role", READERS)
def test_nobody_else_makes_a_draft_or_sees_one(world, programme, draft, role):
    before = AuditEvent.objects.count()
    with pytest.raises(NotAllowed):
        commands.draft_theory(by=world.actor(role), programme=programme)
    with pytest.raises(NotVisible):
        queries.get_theory(world.actor(role), draft.pk)
    assert AuditEvent.objects.count() == before


def test_another_countys_manager_does_not_reach_it(world, draft, in_force):
    stranger = world.actor(Role.MODEL_MANAGER, world.b.place)
    for theory_id in (draft.pk, in_force.pk):
        with pytest.raises(NotVisible):
            queries.get_theory(stranger, theory_id)


def test_a_line_is_added_last_with_a_code_of_its_words(manager, draft):
    row = commands.add_theory_row(
        by=manager, theory=draft, **line(components=["shared-structure", "shared-approach"], texts=TEXTS | {
            "active_ingredient": {"sv": "Tid att mötas", "en": "Time to meet"}})
    )  # fmt: skip
    assert (row.code, row.order) == ("time-to-meet", 8)
    assert row.components == ["shared-approach", "shared-structure"], (
        "in the model's order, however they were posted"
    )
    assert last_action() == "programmes.theory_row_added"


@pytest.mark.parametrize(
    "wrong",
    [
        {"components": []},
        {"components": ["shared-approach", "no-such-thing"]},
        {"outcome": "no-such-thing"},
        {"outcome": ""},
        {"texts": TEXTS | {"effect": {"en": "English alone"}}},
        {"texts": TEXTS | {"effect": {"sv": "x" * (theory.LONGEST_LINK + 1)}}},
        {"if_then": {"sv": "x" * (theory.LONGEST_SENTENCE + 1)}},
        {"if_then": {}},
    ],
)
def test_a_line_that_hangs_on_nothing_or_says_nothing_is_refused(manager, draft, wrong):
    before = AuditEvent.objects.count()
    with pytest.raises(Invalid):
        commands.add_theory_row(by=manager, theory=draft, **line(**wrong))
    assert TheoryRow.objects.filter(version=draft).count() == 7
    assert AuditEvent.objects.count() == before


def test_a_line_is_changed_unless_somebody_else_was_there_first(manager, draft):
    row = draft.rows.first()
    seen = queries.mark_of(row)
    commands.edit_theory_row(by=manager, row=row, seen=seen, **line(outcome="school"))
    with pytest.raises(Conflict):
        commands.edit_theory_row(by=manager, row=row, seen=seen, **line(outcome="health"))
    row.refresh_from_db()
    assert (row.outcome, row.code) == ("school", "relations"), "the code stays: adaptations point at it"


def test_a_line_is_moved_by_its_place(manager, draft):
    row = draft.rows.last()
    commands.edit_theory_row(by=manager, row=row, order=1, **line())
    assert row.pk in list(draft.rows.values_list("pk", flat=True))[:2]


def test_a_line_is_taken_away_with_its_measures(manager, draft):
    row = draft.rows.get(code="coordinator")
    commands.remove_theory_row(by=manager, row=row)
    assert not TheoryMeasure.objects.filter(row_id=row.pk).exists()
    assert last_action() == "programmes.theory_row_removed"


def test_there_is_a_most_of_lines(manager, draft, monkeypatch):
    monkeypatch.setattr(theory, "MOST_ROWS", 7)
    with pytest.raises(Conflict):
        commands.add_theory_row(by=manager, theory=draft, **line())


# Measures ----------------------------------------------------------------------------------------------------------


def test_a_link_is_measured_by_what_is_offered(manager, draft):
    row = draft.rows.get(code="mobility")
    seen = queries.mark_of_measures([])
    commands.set_theory_measures(
        by=manager, row=row, stage="effect", chosen=["criterion:s6-c-1", "criterion:s6-c-1", "indicator:ind-forums"], seen=seen,
    )  # fmt: skip
    assert queries.chosen_measures(row, "effect") == ["criterion:s6-c-1", "indicator:ind-forums"]
    with pytest.raises(Conflict):
        commands.set_theory_measures(by=manager, row=row, stage="effect", chosen=[], seen=seen)
    commands.set_theory_measures(by=manager, row=row, stage="effect", chosen=[])
    assert queries.chosen_measures(row, "effect") == []


@pytest.mark.parametrize(
    ("stage", "chosen"),
    [("effect", ["criterion:no-such"]), ("effect", ["<script>"]), ("component", []), ("nowhere", [])],
)
def test_unknown_codes_are_refused(manager, draft, stage, chosen):
    row = draft.rows.get(code="relations")
    with pytest.raises(Invalid):
        commands.set_theory_measures(by=manager, row=row, stage=stage, chosen=chosen)
    assert queries.chosen_measures(row, "active_ingredient") == [
        "criterion:s4-a-1",
        "indicator:ind-approaches-known",
    ]


def test_a_measure_that_is_not_offered_any_more_may_stay(manager, draft):
    row = draft.rows.get(code="relations")
    TheoryMeasure.objects.create(row=row, stage="effect", kind="survey", code="gone")
    assert queries.measure_choices(row, "effect", "sv")["survey"] == [("survey:gone", "gone")]
    commands.set_theory_measures(
        by=manager, row=row, stage="effect", chosen=["survey:gone", "criterion:s6-a-1"]
    )
    assert set(queries.chosen_measures(row, "effect")) == {"survey:gone", "criterion:s6-a-1"}


def test_an_unmeasured_link_and_one_without_figures_show(manager, draft):
    page = queries.theory_page(manager, draft, "sv")
    states = {(one.code, link.stage): link.state for one in page.lines for link in one.links}
    assert states["relations", "active_ingredient"] == "measured", "a criterion of the stairs"
    assert states["relations", "outcome"] == "defined", "an indicator that nothing measures yet"
    assert states["relations", "effect"] == "nothing"
    assert page.measured + page.defined + page.unmeasured == page.links == 35
    words = [measures.words(one) for one in page.lines[0].links[-1].measures]
    assert words == ["Barns och ungas fysiska och psykiska hälsa (befolkningsdata, mäts inte än)"]


def test_a_page_takes_as_many_questions_however_many_lines(manager, draft, django_assert_num_queries):
    queries.theory_page(manager, draft, "sv")  # the stairs are in memory from here on
    with django_assert_num_queries(7):
        queries.theory_page(manager, draft, "sv")
    for _n in range(10):
        commands.add_theory_row(by=manager, theory=draft, **line())
    with django_assert_num_queries(7):
        queries.theory_page(manager, draft, "sv")


def test_lines_stand_together_by_where_they_end(manager, draft):
    found = [
        (str(name), [one.code for one in lines])
        for name, lines in queries.theory_page(manager, draft, "sv").by_outcome
    ]
    assert found == [
        ("Bättre hälsa", ["relations", "common-view"]),
        ("Samordnat stöd", ["trust", "coordinator", "co-location"]),
        ("Närvaro och resultat i skolan", ["mobility", "accessibility"]),
    ]


# In force ----------------------------------------------------------------------------------------------------------


def test_publishing_replaces_what_was_in_force(manager, draft, in_force):
    commands.publish_theory(by=manager, theory=draft)
    in_force.refresh_from_db()
    assert (in_force.state, TheoryVersion.objects.get(state="published")) == ("retired", draft)
    assert last_action() == "programmes.theory_published"


def test_an_empty_theory_is_not_published(manager, draft):
    draft.rows.all().delete()
    with pytest.raises(Conflict, match="Programteorin är tom"):
        commands.publish_theory(by=manager, theory=draft)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_line_whose_ends_the_model_has_lost_is_named(manager, programme, draft):
    TheoryRow.objects.filter(version=draft, code="trust").update(components=["gone"])
    with pytest.raises(Conflict, match="Rad 3 "):
        commands.publish_theory(by=manager, theory=draft)


def test_two_editions_beside_each_other(manager, draft, in_force):
    commands.edit_theory_row(by=manager, row=draft.rows.get(code="trust"), **line(outcome="school"))
    commands.remove_theory_row(by=manager, row=draft.rows.get(code="mobility"))
    found = queries.compare_theories(manager, in_force.pk, draft.pk, "sv")
    assert [change.kind for change in found.changes] == ["changed", "removed"]
    assert "Utfall" in {one.name for one in found.changes[0].fields}


ATTEMPTS = {
    "add_theory_row": lambda by, t: commands.add_theory_row(by=by, theory=t, **line()),
    "discard_theory": lambda by, t: commands.discard_theory(by=by, theory=t),
    "edit_theory_about": lambda by, t: commands.edit_theory_about(by=by, theory=t, about={"sv": "Annat"}),
    "edit_theory_row": lambda by, t: commands.edit_theory_row(by=by, row=t.rows.first(), **line()),
    "publish_theory": lambda by, t: commands.publish_theory(by=by, theory=t),
    "remove_theory_row": lambda by, t: commands.remove_theory_row(by=by, row=t.rows.first()),
    "set_theory_measures": lambda by, t: commands.set_theory_measures(
        by=by, row=t.rows.first(), stage="effect", chosen=[]
    ),
}


@pytest.mark.parametrize("state", ["published", "retired"])
@pytest.mark.parametrize("attempt", sorted(ATTEMPTS))
def test_what_is_or_was_in_force_is_not_changed(manager, in_force, attempt, state):
    TheoryVersion.objects.update(state=state)
    kinds = (TheoryVersion, TheoryRow, TheoryMeasure)
    before = [list(kind.objects.order_by("pk").values()) for kind in kinds]
    events = AuditEvent.objects.count()
    with pytest.raises(Conflict):
        ATTEMPTS[attempt](manager, in_force)
    assert [list(kind.objects.order_by("pk").values()) for kind in kinds] == before
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize("attempt", sorted(ATTEMPTS))
def test_nobody_else_changes_a_draft(world, draft, attempt):
    events = AuditEvent.objects.count()
    with pytest.raises(NotAllowed):
        ATTEMPTS[attempt](world.actor(Role.PROCESS_LEADER), draft)
    assert AuditEvent.objects.count() == events


def test_a_draft_is_thrown_away(manager, draft, programme):
    commands.discard_theory(by=manager, theory=draft)
    assert TheoryVersion.objects.filter(programme=programme).count() == 1
    assert Programme.objects.count() == 2
