"""`python -m tests.journeys.ground FOLDER`: prepare the demo once, and a second copy where every kind of page has something.

Writes tillsammans.sqlite3 (the demo as start.py makes it), pages.sqlite3 (the same with drafts, an import, a closed
workplace …) and words.json: {kind of object: the words of its address}.
"""

import io
import json
import shutil
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

Words = dict[str, Any]

SHEET = (
    "Enhet;Huvudman;Verksamhetsområde;Enhetskod;E-post\n"
    "Nya Tallskolan;Ekvik;Grundskola;N-101;rektor.tall@ekvik.sjoland.example\n"
    "Trasiga skolan;Finns inte;Grundskola;;x\n"
)


WHEEL: dict[str, Words] = {
    "wheel_way": {"who": "barn"},
    "wheel_area": {"area": "halsa"},
    "wheel_template": {"template": "sip"},
}


def main(folder: Path) -> None:
    import django

    django.setup()
    from config.console import prepare, seed_demo

    prepare.main([])
    seed_demo.main([])
    _settle()
    kept = folder / "kept.sqlite3"
    shutil.copy(folder / "tillsammans.sqlite3", kept)
    words = _lay_out()
    _settle()
    (folder / "tillsammans.sqlite3").rename(folder / "pages.sqlite3")
    kept.rename(folder / "tillsammans.sqlite3")
    (folder / "words.json").write_text(json.dumps(words), encoding="utf-8")


def _settle() -> None:
    """Everything in one file: SQLite's log is written into it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _lay_out() -> dict[str, Words]:
    """Objects that the demo does not have by itself, made with the commands that people use."""
    from django.utils import translation

    with translation.override("sv"):
        told = {
            **_registers(),
            **_decisions(),
            **_strategies(),
            **_timeline(),
            **_meetings(),
            **_support(),
            **_plans(),
            **_workshops(),
        }
        return {
            **_places(),
            **_programmes(),
            **_wheel(),
            **_theory(),
            **_reports(),
            **_others(),
            **told,
            **WHEEL,
        }


def _workshops() -> dict[str, Words]:
    from tests.journeys.workshop_ground import workshop_words

    return workshop_words(_actor("processledare@sjoland.example"))


def _actor(email: str) -> Any:
    from tillsammans.accounts.models import User
    from tillsammans.core import clock
    from tillsammans.organisations import queries

    return queries.actor_for(User.objects.get(email=email), clock.now())


def _places() -> dict[str, Words]:
    from tillsammans.organisations import commands
    from tillsammans.organisations.models import Place, RoleDecision, RoleHolding

    leader = _actor("processledare@sjoland.example")
    ekvik = Place.objects.get(name="Ekvik", county_id=leader.county_id)
    unit = Place.objects.get(name="Lindskolan", principal=ekvik)
    today = leader.at.date()
    closed = commands.open_unit(
        by=leader,
        parent=ekvik,
        name="Gamla skolan",
        sector="school",
        form="own",
        code="",
        on=today - timedelta(days=400),
    )
    commands.close_unit(by=leader, unit=closed, on=today - timedelta(days=30))
    batch = commands.preview_import(
        by=leader, county=ekvik.county, stream=io.BytesIO(SHEET.encode()), filename="enheter.csv"
    )
    holding = RoleHolding.objects.filter(role="bba", place__principal=ekvik, ends_on=None).first()
    assert holding is not None
    decision = RoleDecision.objects.filter(principal=ekvik).first()
    assert decision is not None
    return {
        "unit": {"unit_id": unit.pk},
        "closed_unit": {"unit_id": closed.pk},
        "principal": {"principal_id": ekvik.pk},
        "decision": {"decision_id": decision.pk},
        "holding": {"holding_id": holding.pk},
        "batch": {"batch_id": batch.pk},
    }


def _support() -> dict[str, Words]:
    """Ekvik's message, forum and deadline, and where the process leaders see a group."""
    from tillsammans.planning.models import AdopterPlacing, Forum, PlannedMessage, YearDeadline

    own = {"place__name": "Ekvik", "county_id": _actor("kontaktperson@sjoland.example").county_id}
    found = {
        kind: {f"{kind}_id": model.objects.filter(**own).order_by("pk").first().pk}  # type: ignore[union-attr]
        for kind, model in (
            ("message", PlannedMessage), ("forum", Forum), ("deadline", YearDeadline), ("placing", AdopterPlacing),
        )
    }  # fmt: skip
    lenses = {f"lens_{code}": {"lens": code} for code in ("kotter", "npt", "readiness", "frl")}
    return {**found, **lenses, "nudge": {"code": "nudge-agenda"}}


def _registers() -> dict[str, Words]:
    """A row of Ekvik's with everything on it, one that is merged, the lift that waits, and a report that tells something."""
    from tillsammans.planning.queries.from_reports import from_reports_page
    from tillsammans.strategies.commands import register
    from tillsammans.strategies.models import Determinant, Lift

    by = _actor("kontaktperson@sjoland.example")
    row = Determinant.objects.get(place__name="Ekvik", text__startswith="Tid för samverkansmöten")
    same = register.write_determinant(
        by=by, place=row.place, kind=row.kind, domain=row.domain, text="Vi hinner inte ses över gränserna."
    )
    register.merge(by=by, determinant=same, into=row)
    lift = Lift.objects.filter(to_place=row.place, answer="").first()
    line = from_reports_page(by).lines[0]
    assert lift is not None
    return {
        "determinant": {"determinant_id": row.pk},
        "determinant_merged": {"determinant_id": same.pk},
        "lift": {"lift_id": lift.pk},
        "told": {"request_id": line.request_id, "what": line.told[0].kind},
    }


def _programmes() -> dict[str, Words]:
    from tillsammans.access.roles import Role
    from tillsammans.organisations.models import Place
    from tillsammans.programmes import commands
    from tillsammans.programmes.models import (
        Criterion,
        ModelItem,
        ModelVersion,
        Programme,
        StairsVersion,
        Step,
    )

    by = _actor("modellforvaltare@sjoland.example")
    county = Place.objects.get(pk=by.county_id)
    programme, other = Programme.objects.filter(county=county).order_by("pk")
    in_force = StairsVersion.objects.get(programme=programme, state="published")
    model = ModelVersion.objects.get(programme=programme, state="published")
    draft, stairs = (
        commands.draft_model(by=by, programme=programme),
        commands.draft_stairs(by=by, programme=programme),
    )
    out = commands.draft_stairs(by=by, programme=other)
    commands.request_comments(
        by=by, stairs=out, groups=[(Role.UNIT_MANAGER, county)], closes_on=by.at.date() + timedelta(days=20)
    )
    item = ModelItem.objects.filter(version=draft).order_by("pk").first()
    step = Step.objects.filter(stairs=stairs).order_by("-number").first()
    criterion = Criterion.objects.filter(stairs=stairs).order_by("pk").first()
    assert item and step and criterion
    return {
        "programme": {"programme_id": programme.pk},
        "code": {"code": programme.code},
        "county_code": {"key": "sormland", "code": programme.code},
        "county_key": {"key": "sormland"},
        "model": {"version_id": model.pk},
        "model_draft": {"version_id": draft.pk},
        "model_section": {"version_id": draft.pk, "section": "role"},
        "item": {"version_id": draft.pk, "item_id": item.pk},
        "two_models": {"version_id": draft.pk, "other_id": model.pk},
        "stairs": {"stairs_id": in_force.pk},
        "stairs_draft": {"stairs_id": stairs.pk},
        "stairs_out": {"stairs_id": out.pk},
        "step": {"stairs_id": stairs.pk, "step_id": step.pk},
        "criterion": {"stairs_id": stairs.pk, "criterion_id": criterion.pk},
        "new_criterion": {
            "stairs_id": stairs.pk,
            "step_number": 1,
            "component_code": criterion.component_code,
        },
        "two_stairs": {"stairs_id": stairs.pk, "other_id": in_force.pk},
    }


def _theory() -> dict[str, Words]:
    """A draft of the theory with a line and a link of it, and of what the demo has told: Ekvik's own, and one that waits."""
    from tillsammans.programmes import commands
    from tillsammans.programmes.models import Adaptation, Initiative, Programme, TheoryVersion

    by = _actor("modellforvaltare@sjoland.example")
    programme = Programme.objects.filter(county_id=by.county_id).order_by("pk")[0]
    in_force = TheoryVersion.objects.get(programme=programme, state="published")
    draft = commands.draft_theory(by=by, programme=programme)
    row = draft.rows.all()[0]
    own = Adaptation.objects.filter(principal__name="Ekvik", ended_on=None).order_by("pk")[0]
    return {
        "theory_draft": {"theory_id": draft.pk},
        "theory_row": {"theory_id": draft.pk, "row_id": row.pk},
        "theory_link": {"theory_id": draft.pk, "row_id": row.pk, "stage": "effect"},
        "two_theories": {"theory_id": draft.pk, "other_id": in_force.pk},
        "adaptation": {"adaptation_id": own.pk},
        "adaptation_flagged": {"adaptation_id": Adaptation.objects.get(state="flagged").pk},
        "initiative": {"initiative_id": Initiative.objects.get(name="Skolnärvaroteam").pk},
    }


def _wheel() -> dict[str, Words]:
    """A draft of the wheel where an area is new, a text is changed and a picture of the county's own is in."""
    from tests.programmes import pictures
    from tillsammans.organisations.models import Place
    from tillsammans.programmes import commands
    from tillsammans.programmes.models import WheelEdition

    by = _actor("modellforvaltare@sjoland.example")
    county = Place.objects.get(pk=by.county_id)
    in_force = WheelEdition.objects.get(county=county, state="published")
    draft = commands.draft_wheel(by=by, county=county)
    commands.add_area(by=by, edition=draft, name="Djur och|natur", slot=3, icon="dog")
    commands.edit_wheel_texts(by=by, edition=draft, language="sv", texts={"area.halsa.name": "Må bra"})
    artwork = commands.upload_artwork(
        by=by, edition=draft, language="", data=pictures.SVG, alt={"sv": "Länets hjul."}
    )
    own = {"edition_id": draft.pk}
    return {
        "wheel_draft": own,
        "wheel_area_of_draft": {**own, "code": "halsa"},
        "wheel_level_of_draft": {**own, "code": "soso"},
        "wheel_contact_of_draft": {**own, "code": "social"},
        "wheel_template_of_draft": {**own, "template": "sip"},
        "wheel_heading_of_draft": {**own, "template": "sip", "code": "next"},
        "wheel_arabic_of_draft": {**own, "language": "ar"},
        "wheel_words_of_draft": {**own, "language": "ar", "part": "omrade-halsa"},
        "wheel_picture_of_draft": {**own, "artwork_id": artwork.pk},
        "two_wheels": {**own, "other_id": in_force.pk},
    }


def _reports() -> dict[str, Words]:
    from tillsammans.access.queries import link_token
    from tillsammans.followup import commands
    from tillsammans.followup.models import ReportingRound, ReportRequest
    from tillsammans.programmes.models import ModelItem, StairsVersion

    leader = _actor("processledare@sjoland.example")
    now = ReportingRound.objects.get(state="open", county_id=leader.county_id)
    past = ReportingRound.objects.filter(state="closed", county_id=leader.county_id).order_by("-opens_on")[0]
    draft = commands.create_round(
        by=replace(leader), county=now.county, name="Vår 2027", period_from=now.period_to, period_to=now.period_to,
        opens_on=now.closes_on, closes_on=now.closes_on + timedelta(days=30), sectors=["school"],
        principals=[one.principal for one in now.round_principals.select_related("principal")],
        stairs=list(StairsVersion.objects.filter(pk__in=now.round_stairs.values("stairs_id"))),
    )  # fmt: skip
    asked = (
        ReportRequest.objects.filter(round=now, principal__name="Ekvik")
        .exclude(grant=None)
        .select_related("grant")
    )
    silent = asked.filter(state="silent").exclude(unit__name__startswith="Lindskolan").order_by("pk")[0]
    sent = asked.filter(state="sent").order_by("pk")[0]
    component = (
        ModelItem.objects.filter(section="core_component", version__state="published").order_by("pk")[0].code
    )
    token = {"token": link_token(silent.grant)}
    answered = {"token": link_token(sent.grant)}
    return {
        "round": {"round_id": now.pk}, "round_closed": {"round_id": past.pk}, "round_draft": {"round_id": draft.pk},
        "cell": {"principal_id": silent.principal_id, "component": component},
        "principal_in_round": {"round_id": now.pk, "principal_id": silent.principal_id},
        "request": {"request_id": silent.pk}, "request_sent": {"request_id": sent.pk},
        "link": token, "link_question": {**token, "number": 1}, "link_sent": answered,
        "link_version": {**answered, "number": 1},
    }  # fmt: skip


def _others() -> dict[str, Words]:
    """A letter, an account to invite, an invitation."""
    from tillsammans.access.queries import link_token
    from tillsammans.accounts import commands as accounts
    from tillsammans.notify.models import OutboxMessage
    from tillsammans.organisations.models import RoleHolding

    by = _actor("systemforvaltare@sjoland.example")
    user = accounts.open_account(by=by, email="ny.kollega@ekvik.sjoland.example")
    letter = OutboxMessage.objects.filter(template="followup/invitation").order_by("-pk")[0]
    held = RoleHolding.objects.get(role="head", email="forvaltningschef@sjoland.example")
    return {
        "letter": {"message_id": letter.pk},
        "account": {"holding_id": held.pk},
        "invitation": {"token": link_token(accounts.invite(by=by, user=user))},
    }


def _decisions() -> dict[str, Words]:
    """Of what the demo tells: a decision with units under Ekvik, the draft, Ekvik's own row, the steering group and a seat."""
    from tests.journeys.support_ground import support_words
    from tillsammans.governance.models import BoardMember, Decision, DecisionTo

    county = _actor("processledare@sjoland.example").county_id
    unit = DecisionTo.objects.filter(decision__county=county, of__isnull=False).first()
    draft = Decision.objects.filter(county=county, state="draft").first()
    seat = BoardMember.objects.filter(board__county=county, board__kind="steering").first()
    assert unit and unit.of and draft and seat
    return {
        "county_decision": {"decision_id": unit.decision_id},
        "draft_decision": {"decision_id": draft.pk},
        "decision_units": {"decision_id": draft.pk, "principal_id": unit.of.place_id},
        "decision_row": {"row_id": unit.of_id},
        "board": {"board_id": seat.board_id},
        "board_seat": {"member_id": seat.pk},
        **support_words(county),
    }


def _strategies() -> dict[str, Words]:
    """Of what the demo tells of Ekvik: a strategy with activities, and a barrier without strategy."""
    from tillsammans.strategies.models import Determinant, Strategy

    row = Strategy.objects.get(title="Samverkansmöten i årshjulet")
    alone = Determinant.objects.filter(place=row.place, kind="barrier", aims=None).order_by("pk")[0]
    return {"strategy": {"strategy_id": row.pk}, "barrier_alone": {"determinant_id": alone.pk}}


def _letters() -> dict[str, Words]:
    from tests.journeys.letter_ground import letters

    return letters(_actor("enhetschef@sjoland.example"))


def _plans() -> dict[str, Words]:
    from tests.journeys.plan_ground import plans
    from tests.journeys.report_ground import status_reports

    return {**plans(_actor("kontaktperson@sjoland.example")), **status_reports()}


def _meetings() -> dict[str, Words]:
    from tests.journeys.meeting_ground import meetings

    return meetings(_actor("processledare@sjoland.example"))


def _timeline() -> dict[str, Words]:
    """Of what the demo tells: a milestone that principals contribute to, a local activity, and a list that is being ticked."""
    from tillsammans.planning.models import Activity, Checklist

    stone = Activity.objects.get(title="Barnets bästa-hjulet i gemensamma mallar")
    local = Activity.objects.get(title="Gemensam ledningsdag om roller", place__name="Ekvik")
    ticked = Checklist.objects.get(template="nytt-lasar", place__name="Ekvik")
    return {
        "milestone": {"activity_id": stone.pk}, "activity": {"activity_id": local.pk},
        "checklist": {"checklist_id": ticked.pk}, "checklist_template": {"template": "ny-chef"},
        **_letters(),
    }  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]))
