"""Sending and correcting a self-report: who may, what is counted, what is never doubled, what is never lost."""

import random
from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.followup.scenes import Scene, make_programme, make_scene
from tests.worlds import World
from tillsammans.access.actor import Actor, system
from tillsammans.access.queries import actor_for_token, link_token
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DomainError, DraftConflict, Invalid, NotAllowed, NotVisible
from tillsammans.followup import commands
from tillsammans.followup.commands import rollup
from tillsammans.followup.models import (
    ComponentAnswer,
    FilledBy,
    ProgressCount,
    ReportDraft,
    ReportRequest,
    RequestState,
    ResponseCount,
    RoundPrincipal,
    SelfReport,
    StepReached,
)
from tillsammans.followup.queries import asking, reports
from tillsammans.followup.rules.answering import Content, Given
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations.models import CountyProfile


def link_actor(scene: Scene, unit=None) -> Actor:
    request = scene.request(unit or scene.unit)
    assert request.grant is not None
    return actor_for_token(link_token(request.grant), "self_report", scene.world.at)


def steps_of(scene: Scene) -> dict[str, list[int]]:
    rows = ProgressCount.objects.filter(round=scene.round, principal=scene.world.a.one.place)
    return {row.component_code: [row.c0, row.c1, row.c2, row.c3] for row in rows}


def test_sending_counts_tells_and_leaves_its_mark(scene: Scene) -> None:
    pulse = CountyProfile.objects.get(place=scene.world.a.place).pulse
    mails = OutboxMessage.objects.count()
    report = scene.send(scene.manager, scene.unit, step=2)
    request = scene.request(scene.unit)
    assert (request.state, request.current_id, report.number) == (RequestState.SENT, report.pk, 1)
    assert steps_of(scene) == {"approach": [0, 0, 1, 0], "leadership": [0, 0, 1, 0]}
    counted = ResponseCount.objects.get(principal=scene.world.a.one.place)
    assert (counted.asked, counted.begun, counted.sent) == (2, 0, 1)
    assert CountyProfile.objects.get(place=scene.world.a.place).pulse == pulse + 1
    assert AuditEvent.objects.filter(action="followup.report_sent", target_id=request.pk).count() == 1
    told = OutboxMessage.objects.filter(template="followup/receipt").values_list("to", flat=True)
    assert set(told) == {"chef0@ekvik.example", scene.manager.email}
    assert OutboxMessage.objects.count() == mails + 2
    days = StepReached.objects.filter(unit=scene.unit, component_code="approach").values_list(
        "step", "reached_on"
    )
    assert list(days) == [(1, date(2026, 10, 14)), (2, date(2026, 10, 14))]


@pytest.mark.parametrize(
    ("role", "filled_by"),
    [
        (Role.UNIT_MANAGER, FilledBy.MANAGER),
        (Role.CONTACT_PERSON, FilledBy.CONTACT_PERSON),
        (Role.HEAD, FilledBy.CONTACT_PERSON),
    ],
)
def test_who_filled_it_in_shows(scene: Scene, role: Role, filled_by: FilledBy) -> None:
    assert scene.send(scene.world.actor(role), scene.unit).filled_by == filled_by


@pytest.mark.parametrize(
    "role", [r for r in Role if r not in {Role.UNIT_MANAGER, Role.CONTACT_PERSON, Role.HEAD}]
)
def test_other_roles_cannot_send_and_nothing_is_written(scene: Scene, role: Role) -> None:
    with pytest.raises(NotAllowed):
        scene.send(scene.world.actor(role), scene.unit)
    assert not SelfReport.objects.exists()


def test_another_principals_people_cannot_send_or_read(scene: Scene) -> None:
    two = scene.world.a.two
    for stranger in (
        scene.world.actor(Role.CONTACT_PERSON, two.place),
        scene.world.actor(Role.UNIT_MANAGER, two.units[0]),
    ):
        with pytest.raises(NotAllowed):
            scene.send(stranger, scene.unit)
        with pytest.raises(NotVisible):
            reports.get_request(stranger, scene.request(scene.unit).pk)


def test_the_process_leader_never_reads_a_single_report(scene: Scene) -> None:
    with pytest.raises(NotVisible):
        reports.get_request(scene.leader, scene.request(scene.unit).pk)


def test_a_moved_units_notes_stay_with_the_principal_that_asked_for_them(scene: Scene) -> None:
    scene.send(scene.manager, scene.unit)
    other = scene.world.a.two
    unit = scene.unit
    unit.parent, unit.principal = other.department, other.place
    unit.path = other.department.path + unit.path[-8:]
    unit.save()
    request_id = scene.request(unit).pk
    with pytest.raises(NotVisible):
        reports.get_request(scene.world.actor(Role.CONTACT_PERSON, other.place), request_id)
    assert reports.get_request(scene.world.actor(Role.CONTACT_PERSON), request_id)
    assert reports.get_request(scene.world.actor(Role.UNIT_MANAGER, unit), request_id)


def test_the_link_opens_its_own_report_and_no_other(scene: Scene) -> None:
    by = link_actor(scene)
    assert scene.send(by, scene.unit).filled_by == FilledBy.MANAGER
    other = scene.world.a.one.units[1]
    with pytest.raises(NotVisible):
        reports.get_request(by, scene.request(other).pk)
    with pytest.raises(NotAllowed):
        scene.send(by, other)
    assert not by.holdings


def test_the_same_key_again_gives_the_same_receipt_and_writes_nothing(scene: Scene) -> None:
    request, key, content = scene.request(scene.unit), uuid4(), scene.content(2)
    first = commands.send_report(by=scene.manager, request=request, key=key, content=content, seen=0)
    counts = (steps_of(scene), AuditEvent.objects.count(), OutboxMessage.objects.count())
    again = commands.send_report(by=scene.manager, request=request, key=key, content=Content(), seen=99)
    assert again.pk == first.pk
    assert (steps_of(scene), AuditEvent.objects.count(), OutboxMessage.objects.count()) == counts


def test_a_correction_is_the_next_version_and_the_old_one_stays(scene: Scene) -> None:
    first = scene.send(scene.manager, scene.unit, step=3)
    second = scene.send(scene.manager, scene.unit, step=1)
    assert (first.number, second.number) == (1, 2)
    assert steps_of(scene) == {"approach": [0, 1, 0, 0], "leadership": [0, 1, 0, 0]}
    assert ComponentAnswer.objects.filter(report=first, step=3).count() == 2
    assert set(StepReached.objects.values_list("step", flat=True)) == {1}
    assert ResponseCount.objects.get(principal=scene.world.a.one.place).sent == 1


def test_a_lowered_answer_takes_back_no_step_of_an_earlier_round(scene: Scene) -> None:
    StepReached.objects.create(
        unit=scene.unit,
        stairs=scene.stairs[0],
        component_code="approach",
        step=3,
        reached_on=date(2026, 4, 1),
    )
    scene.send(scene.manager, scene.unit, step=3)
    scene.send(scene.manager, scene.unit, step=1)
    assert set(StepReached.objects.filter(component_code="approach").values_list("step", flat=True)) == {1, 3}


def test_ticks_are_kept_for_the_chosen_step_and_the_next(scene: Scene) -> None:
    ticked = ("s1-approach-1", "s2-approach-1", "s3-approach-2", "s2-leadership-1", "nonsense")
    answers = {one.key: Given(2, ticked=ticked, note="<b>ny</b>") for one in asking.questions(scene.round)}
    request = scene.request(scene.unit)
    report = commands.send_report(
        by=scene.manager, request=request, key=uuid4(), content=Content(answers=answers)
    )
    assert report.answers.get(component_code="approach").ticked == ["s2-approach-1", "s3-approach-2"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"answers": {}}, "Välj ett steg"), ({"hindered": "x" * 2001}, "högst 2000"), ({"hindered_domain": "x"}, "områdena"),
     ({"shares_example": True}, "exemplet")],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_is_sent(scene: Scene, changed: dict, words: str) -> None:
    fields = {"answers": scene.content().answers} | changed
    with pytest.raises(Invalid, match=words):
        commands.send_report(
            by=scene.manager, request=scene.request(scene.unit), key=uuid4(), content=Content(**fields)
        )
    assert not SelfReport.objects.exists()


def test_a_step_that_the_stairs_does_not_have_is_refused(scene: Scene) -> None:
    with pytest.raises(Invalid, match="finns inte i trappan"):
        scene.send(scene.manager, scene.unit, step=4)


def test_one_answer_holds_for_several_units_of_the_same_manager(scene: Scene) -> None:
    one, other = scene.world.a.one.units
    ReportRequest.objects.filter(unit=other).update(recipient="chef0@ekvik.example")
    by = link_actor(scene)
    assert [sibling.name for sibling in reports.siblings(by, scene.request(one))] == [other.name]
    report = scene.send(by, one, also=(scene.request(other).pk,))
    twin = SelfReport.objects.exclude(pk=report.pk).get()
    assert (twin.request.unit_id, twin.group, twin.answers.count()) == (other.pk, report.group, 2)
    assert steps_of(scene)["approach"] == [0, 0, 2, 0]
    scene.send(by, one, step=1, also=(scene.request(other).pk,))
    assert steps_of(scene)["approach"] == [0, 2, 0, 0]


def test_it_cannot_hold_for_somebody_elses_unit(scene: Scene) -> None:
    other = scene.request(scene.world.a.one.units[1])
    for by in (link_actor(scene), scene.manager, scene.world.actor(Role.CONTACT_PERSON)):
        with pytest.raises(NotAllowed, match="själv är chef"):
            scene.send(by, scene.unit, also=(other.pk,))
    assert not SelfReport.objects.exists()


def test_a_common_component_is_stored_for_both_programmes(world: World) -> None:
    first = make_programme(world.a.place)
    second = make_programme(world.a.place, "unga-vuxna", components=("work", "leadership"))
    scene = make_scene(world, [first, second])
    report = scene.send(scene.manager, scene.unit, step=2)
    stored = set(report.answers.values_list("stairs_id", "component_code", "step"))
    once = {(first.pk, "approach", 2), (second.pk, "work", 2)}
    assert stored == once | {(first.pk, "leadership", 2), (second.pk, "leadership", 2)}
    assert commands.rebuild(scene.round) == []


def test_nothing_is_taken_when_the_round_has_closed_but_what_was_typed_is_kept(scene: Scene) -> None:
    commands.close_round(by=scene.leader, round=scene.round)
    with pytest.raises(Conflict, match="stängd"):
        scene.send(scene.manager, scene.unit)
    key, typed = (
        asking.questions(scene.round)[0].key,
        {"step": 2, "stays": False, "ticked": [], "note": "vi hann inte"},
    )
    with pytest.raises(Conflict, match="Det du skrev är sparat"):
        commands.save_draft(
            by=scene.manager, request=scene.request(scene.unit), part=key, typed=typed, seen=0
        )
    page = reports.report_page(scene.manager, scene.request(scene.unit).pk)
    assert page.content.answers[key].note == "vi hann inte"
    assert commands.rebuild(scene.round) == []


def test_a_withdrawn_unit_is_told_that_it_need_not_answer(scene: Scene) -> None:
    commands.withdraw(by=scene.leader, request=scene.request(scene.unit))
    with pytest.raises(Conflict, match="behöver inte svara"):
        scene.send(scene.manager, scene.unit)
    assert ResponseCount.objects.get(principal=scene.world.a.one.place).asked == 1
    assert commands.rebuild(scene.round) == []
    with pytest.raises(Conflict):
        commands.withdraw(by=scene.leader, request=scene.request(scene.unit))


def typed(step: int, note: str = "") -> dict:
    return {"step": step, "stays": False, "ticked": [], "note": note}


def save(scene: Scene, by: Actor, part: str, step: int, **more: object) -> ReportDraft:
    request = scene.request(scene.unit)
    return commands.save_draft(by=by, request=request, part=part, typed=typed(step), **{"seen": 0, **more})  # type: ignore[arg-type]


def test_a_draft_begins_the_report_and_is_counted_once(scene: Scene) -> None:
    first, second = (one.key for one in asking.questions(scene.round))
    save(scene, scene.manager, first, 1)
    save(scene, scene.manager, second, 2, seen=1)
    assert scene.request(scene.unit).state == RequestState.BEGUN
    counted = ResponseCount.objects.get(principal=scene.world.a.one.place)
    assert (counted.begun, counted.sent) == (1, 0)
    scene.send(scene.manager, scene.unit)
    counted.refresh_from_db()
    assert (counted.begun, counted.sent) == (0, 1)
    assert ReportDraft.objects.get().content == {}


def test_two_people_on_the_same_screen_the_later_is_told_and_chooses(scene: Scene) -> None:
    key = asking.questions(scene.round)[0].key
    save(scene, scene.manager, key, 1)
    with pytest.raises(DraftConflict) as refusal:
        save(scene, scene.world.actor(Role.CONTACT_PERSON), key, 2)
    assert (refusal.value.theirs["step"], refusal.value.revision) == (1, 1)
    save(scene, scene.world.actor(Role.CONTACT_PERSON), key, 2, seen=1)
    assert ReportDraft.objects.get().content["parts"][key]["step"] == 2


def test_two_people_on_different_screens_do_not_meet(scene: Scene) -> None:
    first, second = (one.key for one in asking.questions(scene.round))
    save(scene, scene.manager, first, 1)
    save(scene, scene.world.actor(Role.CONTACT_PERSON), second, 2)
    assert set(ReportDraft.objects.get().content["parts"]) == {first, second}


def test_a_page_never_conflicts_with_its_own_lost_answer(scene: Scene) -> None:
    key = asking.questions(scene.round)[0].key
    save(scene, scene.manager, key, 1, page="p1")
    save(scene, scene.manager, key, 2, page="p1")
    assert ReportDraft.objects.get().content["parts"][key]["step"] == 2


def test_revisions_go_on_rising_after_sending(scene: Scene) -> None:
    key = asking.questions(scene.round)[0].key
    save(scene, scene.manager, key, 1)
    scene.send(scene.manager, scene.unit)
    save(scene, scene.manager, key, 3, seen=2)
    with pytest.raises(DraftConflict):
        save(scene, scene.manager, key, 2, seen=1)


def test_sending_what_somebody_else_has_changed_is_refused(scene: Scene) -> None:
    key = asking.questions(scene.round)[0].key
    draft = save(scene, scene.manager, key, 1)
    save(scene, scene.manager, key, 2, seen=1)
    with pytest.raises(Conflict, match="ändrades av någon annan"):
        commands.send_report(
            by=scene.manager,
            request=scene.request(scene.unit),
            key=uuid4(),
            content=scene.content(),
            seen=draft.revision,
        )


def test_whoever_may_not_write_saves_no_draft(scene: Scene) -> None:
    with pytest.raises(NotAllowed):
        save(scene, scene.leader, asking.questions(scene.round)[0].key, 1)
    assert not ReportDraft.objects.exists()


def test_the_roll_up_equals_a_recount_after_anything_at_all(scene: Scene) -> None:
    """P15, over random sequences: sending, correcting, drafting, withdrawing, closing and opening again."""
    chance = random.Random(7)
    units = [*scene.world.a.one.units, *scene.world.a.two.units]
    people = {unit.pk: scene.world.actor(Role.UNIT_MANAGER, unit) for unit in units}
    key = asking.questions(scene.round)[0].key
    for _turn in range(60):
        unit = chance.choice(units)
        act = chance.choice(["send", "send", "send", "draft", "withdraw", "close", "reopen"])
        try:
            if act == "send":
                scene.send(people[unit.pk], unit, step=chance.randrange(4))
            elif act == "draft":
                request = scene.request(unit)
                commands.save_draft(
                    by=people[unit.pk], request=request, part=key, typed=typed(chance.randrange(4)), seen=999
                )
            elif act == "withdraw" and chance.random() < 0.2:
                commands.withdraw(by=scene.leader, request=scene.request(unit))
            elif act == "close":
                commands.close_round(by=scene.leader, round=scene.round)
            elif act == "reopen":
                commands.reopen_round(by=scene.leader, round=scene.round, closes_on=date(2026, 11, 30))
        except DomainError:
            pass
        assert commands.rebuild(scene.round) == []


def test_a_wrong_roll_up_is_found_and_put_right(scene: Scene) -> None:
    scene.send(scene.manager, scene.unit)
    ProgressCount.objects.filter(component_code="approach").update(c2=5)
    ResponseCount.objects.filter(principal=scene.world.a.one.place).update(sent=2, asked=2, begun=0)
    assert len(commands.rebuild(scene.round)) == 3
    assert len(rollup.rebuild(scene.round, by=system(scene.world.at))) == 3
    assert commands.rebuild(scene.round) == []
    assert AuditEvent.objects.filter(action="followup.rollup_rebuilt").count() == 1


def test_the_last_answer_is_remembered_in_the_next_round(scene: Scene, world: World) -> None:
    from tests.followup.scenes import make_round

    scene.send(scene.manager, scene.unit, step=2)
    later = make_round(
        world, scene.stairs, "Vår 2027", opens_on=date(2026, 10, 10), closes_on=date(2026, 12, 1)
    )
    commands.open_round(by=scene.leader, round=later)
    page = reports.report_page(scene.manager, ReportRequest.objects.get(round=later, unit=scene.unit).pk)
    first = page.before[page.questions[0].key]
    assert (page.before_round, first.step, first.ticked) == ("Höst 2026", 2, ("s2-approach-1",))
    assert not page.content.answers


def test_sending_takes_a_fixed_number_of_statements(scene: Scene, django_assert_num_queries) -> None:
    request, content = scene.request(scene.unit), scene.content()
    reports.questions_of(scene.round)
    reports.criteria_steps([one.stairs_id for one in asking.questions(scene.round)])
    with django_assert_num_queries(19):
        commands.send_report(by=link_actor_of(scene), request=request, key=uuid4(), content=content, seen=0)


def link_actor_of(scene: Scene) -> Actor:
    by = link_actor(scene)
    return Actor(
        at=by.at + timedelta(0), grant_id=by.grant_id, grants=by.grants, county_id=by.county_id, origin="link"
    )


def test_a_round_principal_row_is_made_for_each(scene: Scene) -> None:
    assert RoundPrincipal.objects.filter(round=scene.round).count() == 2
