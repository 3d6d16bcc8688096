"""For every address that takes a POST: a form that would be carried out for whoever may send it.

A refusal seen with an empty form could be the form's own; only a valid one shows that it is the right that is missing.
`FORGED` names the fields that hold an id, and the kind of place to put there from another county.
"""

from collections.abc import Callable, Mapping
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model

from tests.access import (
    decision_rows,
    fund_rows,
    meeting_rows,
    model_rows,
    plan_rows,
    register_rows,
    report_rows,
    result_rows,
    strategy_rows,
    support_rows,
    timeline_rows,
    visit_rows,
    wheel_editor_rows,
    wording_rows,
    workshop_rows,
)
from tests.access.spots import MISSING, OTHER_COUNTY, OWN, PASSWORD, At, Ground
from tillsammans.programmes.models import Criterion, ModelItem, StairsVersion, Step
from tillsammans.programmes.queries import mark_of

Data = dict[str, object]
Send = Callable[[Ground, str], Data]
TODAY = "2026-10-14"
SHEET = "Enhet;Huvudman;Verksamhetsområde;Enhetskod\nSjövik;Ekvik;skola;N-9\n"


def _plain(**data: object) -> Send:
    return lambda ground, spot: dict(data)


def _at(ground: Ground, spot: str) -> At:
    return ground.things["unit"].get(spot, ground.things["unit"][OWN]).at or At("a", "one", 0)


def _county(spot: str) -> str:
    return "b" if spot == OTHER_COUNTY else "a"


def _move(ground: Ground, spot: str) -> Data:
    at = _at(ground, spot)
    other = At(at.county, "two" if at.principal == "one" else "one")
    return {"to": ground.place(other).pk, "on": TODAY}


def _merge(ground: Ground, spot: str) -> Data:
    at = _at(ground, spot)
    return {"into": ground.place(At(at.county, at.principal, 1 - (at.unit or 0))).pk, "on": TODAY}


def _open_unit(ground: Ground, spot: str) -> Data:
    return {
        "name": "Nya skolan",
        "parent": ground.place(At(_county(spot), "one")).pk,
        "sector": "school",
        "form": "own",
        "on": TODAY,
    }


def _appoint(ground: Ground, spot: str) -> Data:
    at = _at(ground, spot)
    place = ground.place(At(at.county, at.principal, 1)).pk
    return {"role": "coordinator", "place": place, "email": "ny@arbete.example", "starts_on": TODAY}


def _let_in(ground: Ground, spot: str) -> Data:
    place = ground.place(At(_county(spot), "one")).pk
    return {"email": "ny@arbete.example", "role": "head", "place": place, "language": "sv"}


def _upload(ground: Ground, spot: str) -> Data:
    return {"file": SimpleUploadedFile("enheter.csv", SHEET.encode(), "text/csv"), "principal": ""}


def _commit(ground: Ground, spot: str) -> Data:
    """Throwing away is the order that needs no knowledge of what the page showed."""
    return {"abandon": "1"}


def _new_item(ground: Ground, spot: str) -> Data:
    return {"name_sv": "Ett nytt namn", "basis": "proposal", "order": "1"}


def _seen_row(model: type[Model], kind: str, word: str, **texts: str) -> Send:
    """The form as it is shown: it says which content it was made from."""

    def send(ground: Ground, spot: str) -> Data:
        row = model._default_manager.filter(
            pk=ground.things[kind].get(spot, ground.things[kind][OWN]).words[word]
        ).first()
        return {**texts, "seen": mark_of(row) if row else ""}

    return send


def _mapping(ground: Ground, spot: str) -> Data:
    stairs = StairsVersion.objects.filter(
        pk=ground.things["stairs_draft"].get(spot, ground.things["stairs_draft"][OWN]).words["stairs_id"]
    ).first()
    old = Step.objects.filter(stairs_id=stairs.based_on_id) if stairs else Step.objects.none()
    return {f"step_{step.number}": str(step.number) for step in old}


def _groups(ground: Ground, spot: str) -> Data:
    return {"roles": ["head"], "places": [ground.place(At(_county(spot))).pk], "closes_on": "2026-12-01"}


def _question(ground: Ground, spot: str) -> Data:
    return {
        "step": "2",
        "ticked": ["s2-approach-1"],
        "note": "en egen anteckning",
        "seen": _seen(ground, spot),
        "page": "p1",
        "go": "next",
    }


def _seen(ground: Ground, spot: str) -> int:
    from tillsammans.followup.models import ReportDraft

    request = ground.things["request"].get(spot)
    number = request.words["request_id"] if request else MISSING
    return ReportDraft.objects.filter(request=number).values_list("revision", flat=True).first() or 0


def _last(ground: Ground, spot: str) -> Data:
    return {"helped": "tid", "hindered": "", "seen": _seen(ground, spot), "page": "p2", "go": "next"}


def _review(ground: Ground, spot: str) -> Data:
    return {"key": str(uuid4()), "seen": _seen(ground, spot)}


def _new_round(ground: Ground, spot: str) -> Data:
    county = ground.county(At(_county(spot)))
    return {
        "name": "Höst 2027", "period_from": "2027-07-01", "period_to": "2027-12-31", "opens_on": "2027-10-01",
        "closes_on": "2027-10-31", "principals": [county.one.place.pk, county.two.place.pk], "sectors": ["school"],
        "stairs": [ground.stairs[_county(spot)].pk],
    }  # fmt: skip


_password = {"password": PASSWORD, "again": PASSWORD}
_comment: Data = {"about_code": "", "text": "Bra trappa."}
_decision: Data = {
    "role": "coordinator",
    "sector": "",
    "scope": "shared",
    "number": "2",
    "decided_on": TODAY,
    "decided_by": "ledningen",
}
_answers = dict.fromkeys(("woven_in", "roles", "proud_of", "hinders", "next_step", "wants"), "Vårt svar.")

ORDERS: Mapping[str, Send] = {
    "accounts:account": _plain(name="Nytt namn", language="sv"),
    "accounts:accept_invitation": _plain(**_password),
    "steward:let_in": _let_in,
    "steward:invite": _plain(),
    "steward:close": _plain(),
    "organisations:unit_open": _open_unit,
    "organisations:unit_rename": _plain(name="Ett annat namn", on=TODAY),
    "organisations:unit_move": _move,
    "organisations:unit_close": _plain(on=TODAY),
    "organisations:unit_reopen": _plain(on=TODAY),
    "organisations:unit_merge": _merge,
    "organisations:principal_settings": _plain(units_open_to_county="on"),
    "organisations:role_decision": _plain(**_decision),
    "organisations:role_decision_withdraw": _plain(x="1"),
    "organisations:appoint": _appoint,
    "organisations:holding": _plain(to_email="ny@arbete.example", to_name="", on=TODAY),
    "organisations:holding_end": _plain(on=TODAY),
    "organisations:import": _upload,
    "organisations:import_preview": _commit,
    "programmes:draft_model": _plain(),
    "programmes:draft_stairs": _plain(),
    "programmes:model_about": _plain(about_sv="Om modellen."),
    "programmes:item_add": _new_item,
    "programmes:item": _seen_row(
        ModelItem, "item", "item_id", name_sv="Ett nytt namn", basis="proposal", order="1"
    ),
    "programmes:item_remove": _plain(),
    "programmes:model_publish": _plain(),
    "programmes:model_discard": _plain(),
    "programmes:stairs_about": _plain(title_sv="Trappan", about_sv="Om den."),
    "programmes:step_add": _plain(name_sv="Nytt steg", summary_sv="Kort.", after="3"),
    "programmes:step": _seen_row(Step, "step", "step_id", name_sv="Steget", summary_sv="Kort."),
    "programmes:step_remove": _plain(),
    "programmes:criterion_add": _plain(text_sv="Det syns.", basis="proposal", order="1"),
    "programmes:criterion": _seen_row(
        Criterion, "criterion", "criterion_id", text_sv="Det syns.", basis="proposal", order="1"
    ),
    "programmes:criterion_remove": _plain(),
    "programmes:stairs_mapping": _mapping,
    "programmes:stairs_publish": _plain(),
    "programmes:stairs_discard": _plain(),
    "programmes:comments_request": _groups,
    "programmes:stairs_recall": _plain(),
    "programmes:stairs_comment": _plain(**_comment),
    **wheel_editor_rows.ORDERS,
    **model_rows.ORDERS,
    **timeline_rows.ORDERS,
    **plan_rows.ORDERS,
    **register_rows.ORDERS,
    **strategy_rows.ORDERS,
    **support_rows.ORDERS,
    **workshop_rows.ORDERS,
    **result_rows.ORDERS,
    **decision_rows.ORDERS,
    **report_rows.ORDERS,
    **wording_rows.ORDERS,
    **visit_rows.ORDERS,
    **fund_rows.ORDERS,
    **meeting_rows.ORDERS,
    **{f"followup:{door}_question": _question for door in ("report", "report_link")},
    **{f"followup:{door}_last": _last for door in ("report", "report_link")},
    **{f"followup:{door}_review": _review for door in ("report", "report_link")},
    **{f"followup:{door}_draft": _question for door in ("report", "report_link")},
    **{
        f"followup:{door}_hand_over": _plain(email="kollega@arbete.example")
        for door in ("report", "report_link")
    },
    "followup:report_take_back": _plain(),
    "followup:round_create": _new_round,
    "followup:round_change": _new_round,
    "followup:round_remove": _plain(),
    "followup:round_open": _plain(),
    "followup:round_invite": _plain(),
    "steward:accounts": _plain(sok="skola"),
    "followup:round_ask": _plain(),
    "followup:round_remind": _plain(),
    "followup:round_closing_day": _plain(closes_on="2026-11-15"),
    "followup:round_close": _plain(),
    "followup:round_reopen": _plain(closes_on="2026-11-15"),
    "followup:round_withdraw": _plain(),
    "followup:principal_report": _plain(**_answers),
}

# field -> the kind of object whose id from another county is put there
FORGED: Mapping[str, str] = {
    "to": "principal", "into": "unit", "parent": "principal", "place": "principal", "principal": "principal",
    "principals": "principal", "places": "principal", "stairs": "stairs_in_force", "also": "request", "close": "unit",
    "request": "request", **timeline_rows.FORGED, **plan_rows.FORGED, **register_rows.FORGED,
    **strategy_rows.FORGED, **support_rows.FORGED, **workshop_rows.FORGED,
    **decision_rows.FORGED,
}  # fmt: skip


def forged(ground: Ground, data: Data) -> Data:
    """The same form with every id changed for another county's."""
    return {name: _foreign(ground, FORGED[name]) if name in FORGED else value for name, value in data.items()}


def _foreign(ground: Ground, kind: str) -> object:
    return next(iter(ground.things[kind][OTHER_COUNTY].words.values()))


HOSTILE: tuple[object, ...] = (
    "9" * 40, "-1", "\x00", "=cmd|' /C calc'!A0", "\u202e\u2066bidi\u2069 <script>alert(1)</script>", "å" * 100_000,
)  # fmt: skip
EVERY_FIELD = (
    *meeting_rows.FIELDS,
    "name", "to", "into", "parent", "place", "on", "email", "role", "language", "principal", "sector", "scope", "number",
    "decided_on", "decided_by", "starts_on", "to_email", "to_name", "shown", "close", "missing", "abandon", "name_sv", "name_en",
    "basis", "order", "parent_code", "source", "about_sv", "title_sv", "summary_sv", "after", "text_sv", "text", "about_code",
    "roles", "places", "closes_on", "step", "ticked", "note", "seen", "page", "go", "also", "hindered_domain", "key",
    "period_from", "period_to", "opens_on", "principals", "sectors", "stairs", "request", "password", "again", "step_1",
    "woven_in", "file", "next", *wheel_editor_rows.FIELDS, *model_rows.FIELDS,
    *timeline_rows.FIELDS, *plan_rows.FIELDS, *register_rows.FIELDS, *strategy_rows.FIELDS, *support_rows.FIELDS,
    *workshop_rows.FIELDS, *decision_rows.FIELDS, *report_rows.FIELDS, *visit_rows.FIELDS, *fund_rows.FIELDS,
    *wording_rows.FIELDS,
)  # fmt: skip


EVERY_CHOICE = (
    tuple(
        "huvudman omrade sok stangda efter fore plats roll om handelse konto del ram tillbaka kontrollera omgang program".split()
    )
    + model_rows.CHOICES
    + timeline_rows.CHOICES
    + plan_rows.CHOICES
    + register_rows.CHOICES
    + strategy_rows.CHOICES
    + support_rows.CHOICES
    + workshop_rows.CHOICES
    + decision_rows.CHOICES
    + visit_rows.CHOICES
)


def hostile(value: object) -> Data:
    """The value in every field that any form has."""
    return dict.fromkeys(EVERY_FIELD, value)
