"""A world where every kind of object exists four times: the own, another unit's, another principal's, another county's."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

from django.contrib.auth.hashers import make_password

from tests.access.decision_rows import add_decisions
from tests.access.links import add_links
from tests.access.model_rows import add_model
from tests.access.plan_rows import add_plans
from tests.access.register_rows import add_register
from tests.access.report_rows import add_reports
from tests.access.result_rows import add_ended
from tests.access.spots import (
    CANARY_NAME,
    CANARY_NOTE,
    FOREIGN,
    INVITED,
    NOON,
    NOT_THERE,
    OTHER_COUNTY,
    OWN,
    PASSWORD,
    PER_PRINCIPAL,
    SPOTS,
    At,
    Ground,
    Person,
    Thing,
    home,
)
from tests.access.strategy_rows import add_strategies
from tests.access.support_rows import add_support
from tests.access.timeline_rows import add_timeline
from tests.access.wheel_editor_rows import add_wheel_editor
from tests.access.wheel_rows import add_wheel
from tests.access.wording_rows import add_wording
from tests.access.workshop_rows import add_workshops
from tests.followup import scenes
from tests.worlds import make_world
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.accounts.models import User
from tillsammans.followup import commands as followup
from tillsammans.followup.models import ReportingRound, ReportRequest
from tillsammans.followup.queries import asking
from tillsammans.followup.rules.answering import Content, Given
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import Place, RoleDecision, RoleHolding
from tillsammans.programmes import commands as programmes
from tillsammans.programmes.models import Criterion, ModelItem, ModelVersion, Step


def make_ground() -> Ground:
    """Everything, built with the commands that people would use."""
    ground = Ground(make_world(NOON))
    Place.objects.filter(county=ground.world.b.place).update(
        name=f"{FOREIGN} enhet", sort_name="bortavid enhet"
    )
    Place.objects.filter(pk=ground.world.b.place.pk).update(name=f"{FOREIGN} län")
    for key in ("a", "b"):
        _programmes(ground, key)
        _rounds(ground, key)
        _imports(ground, key)
    _places(ground)
    for add in (
        add_model, add_timeline, add_plans, add_register, add_strategies, add_support, add_workshops, add_ended,
        add_decisions, add_reports, add_wording,
    ):  # fmt: skip
        add(ground)
    _holders(ground)
    add_links(ground)
    _messages(ground)
    _pictures(ground)
    ground.things["nothing"] = {OWN: Thing(At("a"), {})}
    for kind in ground.things:
        if kind != "nothing" and NOT_THERE not in ground.things[kind]:
            ground.missing(kind)
    _people(ground)
    _give_passwords()
    for person in ground.people:
        if person.user:
            person.user.refresh_from_db()
    return ground


def _places(ground: Ground) -> None:
    for spot, at in SPOTS.items():
        ground.add("unit", spot, at, unit_id=ground.place(at).pk)
        ground.add("unit_closed", spot, at, unit_id=_closed_unit(ground, at).pk)
    for spot, at in PER_PRINCIPAL.items():
        place = ground.place(at)
        by = ground.actor(Role.CONTACT_PERSON, at)
        ground.add("principal", spot, at, principal_id=place.pk)
        organisations.decide_role(
            by=by, principal=place, role=Role.BBA, sector="school", scope="per_unit", number=1, decided_on=date(2026, 1, 1),
            decided_by="ledningsgruppen",
        )  # fmt: skip
        ground.add("decision", spot, at, decision_id=RoleDecision.objects.get(principal=place).pk)


def _closed_unit(ground: Ground, at: At) -> Place:
    by = ground.actor(Role.PROCESS_LEADER, At(at.county))
    parent = ground.place(at).parent
    assert parent is not None
    name = f"{FOREIGN if at.county == 'b' else 'Nedlagd'} {at}"
    unit = organisations.open_unit(
        by=by, parent=parent, name=name, sector="school", form="own", code="", on=date(2025, 1, 1)
    )
    organisations.close_unit(by=by, unit=unit, on=date(2026, 6, 1))
    return unit


def _holders(ground: Ground) -> None:
    """A named responsible person at each unit, known by work e-mail alone."""
    for spot, at in SPOTS.items():
        held = RoleHolding.objects.create(
            role=Role.BBA, place=ground.place(at), email=f"kanarie.{at}@arbete.example", name=f"{CANARY_NAME} {at}",
            starts_on=date(2026, 1, 1),
        )  # fmt: skip
        ground.add("holding", spot, at, holding_id=held.pk)
        manager = ground.world.user(Role.UNIT_MANAGER, ground.place(at))
        ground.add("account", spot, at, holding_id=RoleHolding.objects.get(user=manager).pk)


def _programmes(ground: Ground, key: str) -> None:
    at = At(key)
    spot = OWN if key == "a" else OTHER_COUNTY
    county = ground.county(at).place
    by = ground.actor(Role.MODEL_MANAGER, at)
    in_force = scenes.make_programme(county)
    ground.stairs[key] = in_force
    programme = in_force.programme
    model = ModelVersion.objects.get(programme=programme)
    ModelItem.objects.filter(version=model).update(
        name={"sv": "Komponent" if key == "a" else f"{FOREIGN} komponent"}
    )
    draft, draft_stairs = (
        programmes.draft_model(by=by, programme=programme),
        programmes.draft_stairs(by=by, programme=programme),
    )
    add = ground.add
    add("programme", spot, at, programme_id=programme.pk)
    add("model_in_force", spot, at, version_id=model.pk)
    add("model_draft", spot, at, version_id=draft.pk)
    add("model_section", spot, at, version_id=draft.pk, section="role")
    add("item", spot, at, version_id=draft.pk, item_id=_first(ModelItem.objects.filter(version=draft)))
    add(
        "item_in_force",
        spot,
        at,
        version_id=model.pk,
        item_id=_first(ModelItem.objects.filter(version=model)),
    )
    add("two_models", spot, at, version_id=draft.pk, other_id=model.pk)
    add("stairs_in_force", spot, at, stairs_id=in_force.pk)
    add("stairs_draft", spot, at, stairs_id=draft_stairs.pk)
    add(
        "step",
        spot,
        at,
        stairs_id=draft_stairs.pk,
        step_id=Step.objects.get(stairs=draft_stairs, number=3).pk,
    )
    add(
        "step_in_force",
        spot,
        at,
        stairs_id=in_force.pk,
        step_id=Step.objects.get(stairs=in_force, number=3).pk,
    )
    add(
        "criterion",
        spot,
        at,
        stairs_id=draft_stairs.pk,
        criterion_id=_first(Criterion.objects.filter(stairs=draft_stairs)),
    )
    add(
        "criterion_in_force",
        spot,
        at,
        stairs_id=in_force.pk,
        criterion_id=_first(Criterion.objects.filter(stairs=in_force)),
    )
    new = {"step_number": 1, "component_code": "approach"}
    add("criterion_place", spot, at, stairs_id=draft_stairs.pk, **new)
    add("criterion_place_in_force", spot, at, stairs_id=in_force.pk, **new)
    add("two_stairs", spot, at, stairs_id=draft_stairs.pk, other_id=in_force.pk)
    steps = {step.number: step.number for step in Step.objects.filter(stairs=in_force)}
    programmes.map_steps(by=by, stairs=draft_stairs, mapping={**steps, 3: None})
    add(
        "programme_without_drafts",
        spot,
        at,
        programme_id=scenes.make_programme(county, "utan-utkast").programme_id,
    )
    _stairs_out_for_comment(ground, at, spot, by)
    ground.things.setdefault("public_programme", {})[spot] = Thing(at, {"code": programme.code})
    ground.things.setdefault("county_key", {})[spot] = Thing(
        at, {"key": "testlan" if key == "a" else "annatlan"}
    )
    words = {"key": "testlan" if key == "a" else "annatlan", "code": programme.code}
    ground.things.setdefault("county_programme", {})[spot] = Thing(at, words)
    ground.things["public_programme"][NOT_THERE] = Thing(None, {"code": "finns-inte"})
    ground.things["county_key"][NOT_THERE] = Thing(None, {"key": "finns-inte"})
    ground.things["county_programme"][NOT_THERE] = Thing(None, {"key": "testlan", "code": "finns-inte"})
    add_wheel(ground, key, county, by, at, spot)
    add_wheel_editor(ground, at, spot)


def _first(rows: object) -> int:
    return rows.order_by("pk").first().pk  # type: ignore[attr-defined]


ASKED_IN_THE_COUNTY = (
    Role.UNIT_MANAGER,
    Role.CONTACT_PERSON,
    Role.PROCESS_LEADER,
    Role.STEERING_MEMBER,
    Role.MODEL_MANAGER,
)


def _stairs_out_for_comment(ground: Ground, at: At, spot: str, by: Actor) -> None:
    """A second programme, whose draft many in the county have been asked about, and the heads of one principal."""
    other = scenes.make_programme(ground.county(at).place, "unga-vuxna")
    out = programmes.draft_stairs(by=by, programme=other.programme)
    county = ground.county(at).place
    groups = [(role, county) for role in ASKED_IN_THE_COUNTY]
    groups.append((Role.HEAD, ground.place(At(at.county, "one"))))
    programmes.request_comments(by=by, stairs=out, groups=groups, closes_on=date(2026, 12, 1))
    ground.add("stairs_out", spot, at, stairs_id=out.pk)


def _rounds(ground: Ground, key: str) -> None:
    at, spot = At(key), OWN if key == "a" else OTHER_COUNTY
    leader = ground.actor(Role.PROCESS_LEADER, at)
    county = ground.county(at)
    for unit in (*county.one.units, *county.two.units):
        scenes.hire(unit, f"chef{unit.pk}@arbete.example")
    past = _round(ground, key, "Vår 2026", date(2026, 3, 1), date(2026, 3, 31))
    then = replace(leader, at=datetime(2026, 3, 10, 10, tzinfo=UTC))
    followup.open_round(by=then, round=past)
    _answer(ground, past, key, then.at)
    followup.close_round(by=replace(leader, at=datetime(2026, 4, 2, 10, tzinfo=UTC)), round=past)
    now = _round(ground, key, "Höst 2026", scenes.OPENS, scenes.CLOSES)
    followup.open_round(by=leader, round=now)
    followup.send_invitations(by=leader, round=now)
    _answer(ground, now, key, NOON, only_first=True)
    draft = _round(ground, key, "Vår 2027", date(2026, 10, 1), date(2027, 3, 31))
    fresh = _round(ground, key, "Extra 2026", scenes.OPENS, scenes.CLOSES)
    followup.open_round(by=leader, round=fresh)
    ground.rounds[key] = now
    _newcomers(ground, key)
    for kind, row in (("round", now), ("round_closed", past), ("round_draft", draft), ("round_fresh", fresh)):
        ground.add(kind, spot, at, round_id=row.pk)
    _round_parts(ground, key, now)


def _newcomers(ground: Ground, key: str) -> None:
    """A unit of each principal that opened after the rounds did."""
    county, by = ground.county(At(key)), ground.actor(Role.PROCESS_LEADER, At(key))
    for principal in (county.one, county.two):
        organisations.open_unit(
            by=by, parent=principal.department, name=f"{FOREIGN if key == 'b' else 'Nybyggd'} skola i {principal.place.code}",
            sector="school", form="own", code="", on=date(2026, 10, 5),
        )  # fmt: skip


def _round(ground: Ground, key: str, name: str, opens: date, closes: date) -> ReportingRound:
    county = ground.county(At(key))
    return followup.create_round(
        by=ground.actor(Role.PROCESS_LEADER, At(key)), county=county.place, name=f"{FOREIGN if key == 'b' else ''}{name}",
        period_from=opens, period_to=closes, opens_on=opens, closes_on=closes, principals=[county.one.place, county.two.place],
        sectors=["school"], stairs=[ground.stairs[key]],
    )  # fmt: skip


def _answer(
    ground: Ground, round: ReportingRound, key: str, at: datetime, *, only_first: bool = False
) -> None:
    """Reports with a note of each unit's own, sent by its manager."""
    for spot in (At(key, "one", 0), At(key, "one", 1), At(key, "two", 0)):
        if only_first and spot.unit:
            continue
        by = replace(ground.actor(Role.UNIT_MANAGER, spot), at=at)
        request = ReportRequest.objects.get(round=round, unit=ground.place(spot))
        note = f"{CANARY_NOTE} {spot}"
        answers = {
            one.key: Given(2, ticked=(f"s2-{one.component_code}-1",), note=note)
            for one in asking.questions(round)
        }
        content = Content(answers=answers, helped=note, hindered=note)
        followup.send_report(by=by, request=request, key=uuid4(), content=content, mail=False)
    if not only_first:
        return
    unsent = ReportRequest.objects.get(round=round, unit=ground.place(At(key, "one", 1)))
    ground.things.setdefault("silent", {})[OWN if key == "a" else OTHER_COUNTY] = Thing(
        At(key, "one", 1), {"round_id": round.pk, "request_id": unsent.pk}
    )


def _round_parts(ground: Ground, key: str, round: ReportingRound) -> None:
    for spot, at in SPOTS.items():
        if at.county != key:
            continue
        request = ReportRequest.objects.get(round=round, unit=ground.place(at))
        ground.add("request", spot, at, request_id=request.pk)
        ground.add("request_question", spot, at, request_id=request.pk, number=1)
        ground.add("request_draft", spot, at, request_id=request.pk, part=1)
        ground.add("request_version", spot, at, request_id=request.pk, number=1)
        ground.add("request_in_round", spot, at, round_id=round.pk, request_id=request.pk)
    for spot, at in PER_PRINCIPAL.items():
        if at.county == key:
            ground.add("principal_in_round", spot, at, round_id=round.pk, principal_id=ground.place(at).pk)


SHEET = (
    "Enhet;Huvudman;Verksamhetsområde;Enhetskod;E-post\n"
    "Nya skolan;{principal};skola;N-1;kanarie.import@arbete.example\n"
    "Trasig;Finns inte;skola;;x\n"
)


def _imports(ground: Ground, key: str) -> None:
    at, spot = At(key), OWN if key == "a" else OTHER_COUNTY
    county = ground.county(at)
    stream = io.BytesIO(SHEET.format(principal=county.one.place.name if key == "a" else "Ekvik").encode())
    batch = organisations.preview_import(
        by=ground.actor(Role.SYSTEM_MANAGER, at), county=county.place, stream=stream, filename="enheter.csv",
    )  # fmt: skip
    ground.add("batch", spot, at, batch_id=batch.pk)


def _pictures(ground: Ground) -> None:
    """Principal two has opened its single workplaces to the county, and not its notes."""
    for key in ("a", "b"):
        at = At(key, "two")
        organisations.change_settings(
            by=ground.actor(Role.CONTACT_PERSON, at),
            principal=ground.place(at),
            units_open_to_county=True,
            notes_shared_with_county=False,
        )
    ground.things["county_table"] = {
        OWN: Thing(At("a"), {"table": "steg"}),
        NOT_THERE: Thing(None, {"table": "finns-inte"}),
    }
    for spot, at in PER_PRINCIPAL.items():
        own = {"principal_id": ground.place(at).pk}
        ground.add("cell", spot, at, **own, component="approach")
        ground.add("cell_rounds", spot, at, **own, component="approach", table="omgangar")
        ground.add("cell_units", spot, at, **own, component="approach", table="enheter")
        for kind, table in (
            ("steps", "steg"),
            ("units", "enheter"),
            ("time", "tid"),
            ("notes", "anteckningar"),
        ):
            ground.add(f"principal_{kind}", spot, at, **own, table=table)


def _messages(ground: Ground) -> None:
    for key, spot in (("a", OWN), ("b", OTHER_COUNTY)):
        message = OutboxMessage.objects.filter(county_id=ground.county(At(key)).place.pk).first()
        assert message is not None
        ground.add("message", spot, At(key), message_id=message.pk)


def _people(ground: Ground) -> None:
    alone = User(email="utan.roll@a.example", joined_at=NOON)
    alone.set_unusable_password()
    alone.save()
    ground.people = [
        Person("nobody"),
        Person("without a role", user=alone),
        *(ground.person(role) for role in Role),
    ]
    for role, at in (
        (Role.HEAD, At("a", "two")), (Role.CONTACT_PERSON, At("a", "two")), (Role.EDITOR, At("a", "two")),
        (Role.UNIT_MANAGER, At("a", "two", 0)), (Role.BBA, At("a", "two", 0)), (Role.UNIT_MANAGER, At("a", "one", 1)),
        (Role.STAFF, At("a", "one", 1)), (Role.BBA, At("a", "one")), (Role.COORDINATOR, At("a", "one")),
    ):  # fmt: skip
        ground.people.append(ground.person(role, at))
    for role in Role:
        ground.people.append(ground.person(role, replace(home(role), county="b")))


def _give_passwords() -> None:
    """One password for everybody, so that the sign-in library's pages have something to ask for. Hashed once."""
    User.objects.exclude(email=INVITED).update(password=make_password(PASSWORD, hasher="pbkdf2_sha256"))
