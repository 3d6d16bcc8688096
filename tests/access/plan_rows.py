"""Plans: their addresses, forms that would be carried out, and what they are about."""

from collections.abc import Callable
from datetime import date
from functools import cache

from tests.access.opening import LEADER, OF_PRINCIPAL, OF_UNIT, PUBLIC, Open, R, Row, roles
from tests.access.spots import OWN, PER_COUNTY, PER_PRINCIPAL, SPOTS, At, Ground
from tillsammans.access.roles import Role
from tillsammans.planning.commands import opening
from tillsammans.planning.commands import plans as planning
from tillsammans.planning.models import ImplementationPlan
from tillsammans.ui.documents import Document, Heading, document_docx

WORKING = roles(*(role for role in Role if role != Role.SYSTEM_MANAGER))
PLANNING = LEADER | roles(R.HEAD, R.CONTACT_PERSON, R.UNIT_MANAGER)
OF_HEAD = roles(R.HEAD, reach=OF_PRINCIPAL.roles[R.HEAD])
DECIDED_ON = date(2026, 10, 1)
ABOUT = {
    "title": "Lokal plan",
    "period_from": "2026-08-01",
    "period_to": "2027-06-30",
    "review_on": "2026-12-01",
}

# Each kind of plan that is only a draft so far, and who its keepers are.
DRAFTS = (
    ("plan_draft_county", LEADER),
    ("plan_draft_local", OF_PRINCIPAL),
    ("plan_draft_unit", OF_PRINCIPAL | OF_UNIT),
)


def _drafts(name: str, *, look: bool = True, do: bool = True, deciding: bool = False) -> list[Row]:
    found = []
    for kind, keepers in DRAFTS:
        on = kind.replace("plan_draft", "plan_part_of") if name.startswith("plan_part") else kind
        who = _deciders(kind, keepers) if deciding else keepers
        found.append(
            Row(
                f"planning:{name}",
                on,
                get=who if look else None,
                post=who if do else None,
                seen=keepers,
                # 409: who decides is the one who asks, or was asked today.
                done=(302, 409) if name == "plan_ask" else (302,),
            )
        )
    return found


def _deciders(kind: str, keepers: Open) -> Open:
    return {"plan_draft_local": OF_HEAD, "plan_draft_unit": OF_HEAD | OF_UNIT}.get(kind, keepers)


ROWS = [
    Row("planning:plans", get=WORKING, refused=403),
    Row("planning:plan_start", get=PLANNING, post=PLANNING, refused=403),
    Row("planning:plans_of", "principal", get=WORKING),
    *(Row(f"planning:{name}", "plan_decided", get=WORKING) for name in ("plan", "plan_compare")),
    Row("planning:plan_version", "plan_version_decided", get=WORKING),
    Row("planning:plan_file", "plan_file_decided", get=WORKING),
    *(Row("planning:plan", kind, get=keepers) for kind, keepers in DRAFTS),
    *_drafts("plan_draft", do=False),
    *_drafts("plan_part"),
    *_drafts("plan_part_remove", look=False),
    *_drafts("plan_part_move", look=False),
    *_drafts("plan_import"),
    *_drafts("plan_decide", deciding=True),
    *_drafts("plan_ask", look=False),
    Row("planning:plan_open", "plan_version_decided", get=OF_PRINCIPAL, post=OF_PRINCIPAL, seen=WORKING),
    Row("planning:plan_withdraw", "plan_version_open", get=OF_PRINCIPAL, post=OF_PRINCIPAL, seen=WORKING),
    Row("planning:open_plan", "plan_decided", get=PUBLIC),
    Row("planning:open_plan_version", "plan_version_open", get=PUBLIC),
    Row("planning:plan_next", "plan_decided", post=OF_PRINCIPAL, seen=WORKING),
    Row("planning:plan_close", "plan_decided", get=OF_PRINCIPAL, post=OF_PRINCIPAL, seen=WORKING),
]


def _plain(**data: object) -> Callable[[Ground, str], dict[str, object]]:
    return lambda ground, spot: dict(data)


def _file(_ground: Ground, _spot: str) -> dict[str, object]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return {"file": SimpleUploadedFile("plan.docx", _docx())}


@cache
def _docx() -> bytes:
    return document_docx(Document("Plan", "sv", [Heading("Mål")]))


ORDERS = {
    "planning:plan_start": _plain(**{**ABOUT, "title": "En till"}),
    "planning:plan_part": _plain(want="Ett annat mål", revision="9"),
    "planning:plan_part_remove": _plain(revision="9"),
    "planning:plan_part_move": _plain(revision="9", till="ned"),
    "planning:plan_import": _file,
    "planning:plan_decide": _plain(decided_by="Ledningsgruppen", decided_on="2026-10-14", revision="9"),
    "planning:plan_ask": _plain(),
    "planning:plan_next": _plain(),
    "planning:plan_open": _plain(read="on"),
    "planning:plan_withdraw": _plain(x="1"),
    "planning:plan_close": _plain(),
}
FIELDS = ("want", "do", "responsible", "review_on", "county_goal", "mission", "document", "where", "since", "heading",
          "joint_with", "decided_by", "decided_on", "way", "kind_field", "file", "till", "read")  # fmt: skip
CHOICES = ("fran", "till", "vag", "plats")
FORGED = {"place": "principal"}


def add_plans(ground: Ground) -> None:
    """A draft of every level in both counties, and a principal's plan that has been decided twice."""
    for spot, at in PER_COUNTY.items():
        _add_draft(ground, "county", spot, at)
    for spot, at in PER_PRINCIPAL.items():
        _add_draft(ground, "local", spot, at)
        plan = _plan(ground, at, "Beslutad plan")
        for on in (DECIDED_ON, date(2026, 10, 2)):
            planning.begin_next_version(by=_by(ground, at), plan=plan)
            _decide(ground, at, plan, on)
        ground.add("plan_decided", spot, at, plan_id=plan.pk)
        ground.add("plan_version_decided", spot, at, plan_id=plan.pk, number=1)
        ground.add("plan_version_open", spot, at, plan_id=plan.pk, number=2)
        opening.open_version(by=_by(ground, at), version=plan.versions.get(number=2))
        ground.add("plan_file_decided", spot, at, plan_id=plan.pk, number=2, ending="docx")
    for spot, at in SPOTS.items():
        _add_draft(ground, "unit", spot, at)


def _add_draft(ground: Ground, kind: str, spot: str, at: At) -> None:
    plan = _plan(ground, at, "Lokal plan")
    planning.save_part(by=_by(ground, at), plan=plan, key="goal", typed={"want": f"Mer {at}"}, seen=2)
    ground.add(f"plan_draft_{kind}", spot, at, plan_id=plan.pk)
    ground.add(f"plan_part_of_{kind}", spot, at, plan_id=plan.pk, part="mal-1")


def _role(at: At, *, deciding: bool = False) -> Role:
    if at.principal is None:
        return Role.PROCESS_LEADER
    if at.unit is not None:
        return Role.UNIT_MANAGER
    return Role.HEAD if deciding else Role.CONTACT_PERSON


def _by(ground: Ground, at: At, *, deciding: bool = False):
    return ground.actor(_role(at, deciding=deciding), at)


def _plan(ground: Ground, at: At, title: str) -> ImplementationPlan:
    by = _by(ground, at)
    plan = planning.start_plan(by=by, place=ground.place(at), about={**ABOUT, "title": title})
    planning.save_part(
        by=by, plan=plan, key="goal", typed={"want": f"Mål {at}", "role": "contact_person"}, seen=1
    )
    return plan


def _decide(ground: Ground, at: At, plan: ImplementationPlan, on: date) -> None:
    planning.decide_plan(
        by=_by(ground, at, deciding=True), plan=plan, decided_by="Ledningsgruppen", decided_on=on, seen=99
    )


def grow_plans(ground: Ground, times: int) -> None:
    """So many more plans and goals of each level, and versions of one."""
    for number in range(times):
        for at in (At("a"), At("a", "one"), At("a", "two"), At("a", "one", 0)):
            plan = _plan(ground, at, f"Plan {number}")
            _decide(ground, at, plan, DECIDED_ON)
        for kind in ("local", "unit", "county"):
            at = {"county": At("a"), "local": At("a", "one"), "unit": At("a", "one", 0)}[kind]
            plan = ImplementationPlan.objects.get(
                pk=ground.things[f"plan_draft_{kind}"][OWN].words["plan_id"]
            )
            planning.save_part(
                by=_by(ground, at), plan=plan, key="goal", typed={"want": f"Mål {number}"}, seen=99
            )
    plan = ImplementationPlan.objects.get(pk=ground.things["plan_decided"][OWN].words["plan_id"])
    for _number in range(times):
        planning.begin_next_version(by=_by(ground, At("a", "one")), plan=plan)
        _decide(ground, At("a", "one"), plan, date(2026, 10, 2))
