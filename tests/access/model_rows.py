"""Addresses about the theory, adaptations of the model and initiatives beside it: whom they answer, and a form for each order."""

from collections.abc import Callable, Mapping
from datetime import date

from tests.access.opening import (
    EVERY_ROLE,
    LEADER,
    MODEL,
    OF_PRINCIPAL,
    OF_UNIT,
    SIGNED_IN,
    R,
    Row,
    both,
    kept,
    roles,
)
from tests.access.spots import FOREIGN, OTHER_COUNTY, OWN, PER_COUNTY, PER_PRINCIPAL, SPOTS, At, Ground
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.programmes import commands
from tillsammans.programmes.models import ModelItem, ModelVersion, Programme, TheoryRow, TheoryVersion
from tillsammans.programmes.queries import mark_of, mark_of_measures
from tillsammans.programmes.rules import theory

WORKING = roles(*(role for role in Role if role != R.SYSTEM_MANAGER))
SPEAKERS = roles(R.HEAD, R.CONTACT_PERSON)
BEGINNERS = roles(R.PROCESS_LEADER, R.HEAD, R.CONTACT_PERSON, R.UNIT_MANAGER)

ROWS = [
    Row("programmes:draft_theory", "programme_without_drafts", post=MODEL, seen=EVERY_ROLE),
    Row("programmes:theory", "theory_in_force", get=EVERY_ROLE),
    Row("programmes:theory", "theory_draft", get=MODEL),
    *kept("programmes:theory_about", "theory_draft", "theory_in_force"),
    *kept("programmes:theory_row_add", "theory_draft", "theory_in_force"),
    *kept("programmes:theory_row", "theory_row", "theory_row_in_force"),
    *kept("programmes:theory_row_remove", "theory_row", "theory_row_in_force"),
    *kept("programmes:theory_link", "theory_link", "theory_link_in_force"),
    *kept("programmes:theory_publish", "theory_draft", "theory_in_force"),
    *kept("programmes:theory_discard", "theory_draft", "theory_in_force"),
    Row("programmes:theory_compare", "two_theories", get=MODEL),
    Row("programmes:adaptations", get=SIGNED_IN),
    Row("programmes:adaptation_add", get=SPEAKERS, post=SPEAKERS, refused=403),
    Row("programmes:adaptation", "adaptation", get=WORKING),
    both("programmes:adaptation_edit", "adaptation", OF_PRINCIPAL, WORKING),
    both("programmes:adaptation_end", "adaptation", OF_PRINCIPAL, WORKING),
    both("programmes:adaptation_review", "adaptation", MODEL, WORKING),
    Row("programmes:initiatives", get=SIGNED_IN),
    Row("programmes:initiatives_start", get=SIGNED_IN),
    Row("programmes:initiative_add", get=BEGINNERS, post=BEGINNERS, refused=403),
    Row("programmes:initiative", "initiative", get=WORKING),
    Row("programmes:initiative", "county_initiative", get=WORKING),
    both("programmes:initiative_edit", "initiative", OF_PRINCIPAL | OF_UNIT, WORKING),
    both("programmes:initiative_edit", "county_initiative", LEADER, WORKING),
    both("programmes:initiative_close", "initiative", OF_PRINCIPAL | OF_UNIT, WORKING),
    both("programmes:initiative_close", "county_initiative", LEADER, WORKING),
]


def _county(at: At) -> str:
    return FOREIGN if at.county == "b" else "Eget"


def add_model(ground: Ground) -> None:
    """A theory in force and a draft in each county, an adaptation of each principal, an initiative of each unit and county."""
    for spot, at in PER_COUNTY.items():
        _theory(ground, spot, at, ground.actor(Role.MODEL_MANAGER, at))
        begun = _begin(ground, at, Role.PROCESS_LEADER)
        ground.add("county_initiative", spot, at, initiative_id=begun.pk)
    for spot, at in PER_PRINCIPAL.items():
        ground.add("adaptation", spot, at, adaptation_id=_adapt(ground, at, f"{_county(at)} sätt").pk)
    for spot, at in SPOTS.items():
        ground.add("initiative", spot, at, initiative_id=_begin(ground, at, Role.UNIT_MANAGER).pk)


def _programme(ground: Ground, at: At) -> Programme:
    return ground.stairs[at.county].programme


def _theory(ground: Ground, spot: str, at: At, by: Actor) -> None:
    programme = _programme(ground, at)
    model = ModelVersion.objects.get(programme=programme, state="published")
    for section, code in (("long_term_effect", "health"), ("adaptable_component", "form")):
        ModelItem.objects.create(
            version=model,
            section=section,
            code=code,
            order=1,
            name={"sv": f"{_county(at)} {code}"},
            basis="stated",
        )
    first = commands.draft_theory(by=by, programme=programme)
    row = commands.add_theory_row(by=by, theory=first, **_line(at))
    commands.set_theory_measures(by=by, row=row, stage="effect", chosen=["criterion:s2-approach-1"])
    commands.publish_theory(by=by, theory=first)
    draft = commands.draft_theory(by=by, programme=programme)
    for kind, one in (("draft", draft), ("in_force", first)):
        own = one.rows.get().pk
        ground.add(f"theory_{kind}", spot, at, theory_id=one.pk)
        suffix = "" if kind == "draft" else "_in_force"
        ground.add(f"theory_row{suffix}", spot, at, theory_id=one.pk, row_id=own)
        ground.add(f"theory_link{suffix}", spot, at, theory_id=one.pk, row_id=own, stage="effect")
    ground.add("two_theories", spot, at, theory_id=draft.pk, other_id=first.pk)


def _line(at: At) -> dict[str, object]:
    words = {"sv": f"{_county(at)} led"}
    return {
        "components": ["approach"], "texts": dict.fromkeys(theory.WRITTEN, words), "outcome": "health", "if_then": words,
        "basis": "proposal",
    }  # fmt: skip


def _adapt(ground: Ground, at: At, what: str) -> object:
    programme = _programme(ground, at)
    code = TheoryRow.objects.get(version__programme=programme, version__state="published").code
    said = commands.Adapting(programme, "form", what, "Vi är små", True, date(2026, 9, 1), [code], True)
    by = ground.actor(Role.CONTACT_PERSON, at)
    return commands.register_adaptation(by=by, principal=ground.place(at), said=said)


def _begin(ground: Ground, at: At, role: Role, more: str = "") -> object:
    said = commands.Beginning(
        f"{_county(at)} projekt {at} {more}", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31),
        links={"approach": ("collides", "Egna ord")},
    )  # fmt: skip
    return commands.register_initiative(by=ground.actor(role, at), place=ground.place(at), said=said)


def _row_form(ground: Ground, spot: str) -> dict[str, object]:
    texts = {f"{stage}_sv": "Ett annat led" for stage in (*theory.WRITTEN, "if_then")}
    return {"components": ["approach"], "outcome": "health", "basis": "stated", **texts}


def _seen_row(ground: Ground, spot: str) -> dict[str, object]:
    thing = ground.things["theory_row"].get(spot, ground.things["theory_row"][OWN])
    row = TheoryRow.objects.filter(pk=thing.words["row_id"]).first()
    return {**_row_form(ground, spot), "seen": mark_of(row) if row else ""}


def _about(ground: Ground, spot: str) -> dict[str, object]:
    thing = ground.things["theory_draft"].get(spot, ground.things["theory_draft"][OWN])
    row = TheoryVersion.objects.filter(pk=thing.words["theory_id"]).first()
    return {"about_sv": "Därför tror vi på modellen.", "seen": mark_of(row) if row else ""}


def _adaptation(ground: Ground, spot: str) -> dict[str, object]:
    programme = _programme(ground, At("b" if spot == OTHER_COUNTY else "a"))
    return {
        "part": f"{programme.pk}:form", "what": "På ett annat sätt", "why": "Vi är små", "planned": "ja", "since": "2026-09-01",
        "weakens": "nej", "seen": "1",
    }  # fmt: skip


def _initiative(ground: Ground, spot: str) -> dict[str, object]:
    return {"name": "Något nytt", "relation_approach": "carries", "seen": "1"}


ORDERS: Mapping[str, Callable[[Ground, str], dict[str, object]]] = {
    "programmes:draft_theory": lambda ground, spot: {},
    "programmes:theory_about": _about,
    "programmes:theory_row_add": _row_form,
    "programmes:theory_row": _seen_row,
    "programmes:theory_row_remove": lambda ground, spot: {},
    "programmes:theory_link": lambda ground, spot: {
        "kind_criterion": ["criterion:s3-approach-1"], "seen": mark_of_measures(["criterion:s2-approach-1"]),
    },
    "programmes:theory_publish": lambda ground, spot: {},
    "programmes:theory_discard": lambda ground, spot: {},
    "programmes:adaptation_add": _adaptation,
    "programmes:adaptation_edit": _adaptation,
    "programmes:adaptation_end": lambda ground, spot: {"on": "2026-10-01", "seen": "1"},
    "programmes:adaptation_review": lambda ground, spot: {"review": "Pröva vidare.", "seen": "1"},
    "programmes:initiative_add": _initiative,
    "programmes:initiative_edit": _initiative,
    "programmes:initiative_close": lambda ground, spot: {"on": "2026-10-01", "seen": "1"},
}  # fmt: skip
FIELDS = (
    "components", "outcome", "effect_sv", "if_then_sv", "kind_criterion", "part", "what", "why", "planned", "since",
    "ingredients", "weakens", "review", "owner", "money", "ends_on", "about", "relation_approach", "how_approach",
)  # fmt: skip
CHOICES = ("del", "fore", "visa", "efter")


def grow_model(ground: Ground, times: int) -> None:
    """Some ten times as many lines, adaptations and initiatives in the own county."""
    by = ground.actor(Role.MODEL_MANAGER, At("a"))
    draft = TheoryVersion.objects.get(pk=ground.things["theory_draft"][OWN].words["theory_id"])
    for number in range(times):
        commands.add_theory_row(by=by, theory=draft, **_line(At("a")))
        _adapt(ground, At("a", "one"), f"Sätt {number}")
        _begin(ground, At("a"), Role.PROCESS_LEADER, str(number))
        _begin(ground, At("a", "one", 0), Role.UNIT_MANAGER, str(number))
