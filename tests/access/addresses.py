"""Every address and whom it answers, written by hand from the table of roles: never derived from the code it judges.

A row says what an address is about (`on`, a kind of object in ground.py), who may look (`get`), who may do (`post`), and
who sees the object at all (`seen`): who sees it but may not do gets 403, everyone else the answer of a thing that is
not there, 404. None: the address does not answer that method. Nobody is always sent to sign in, unless it is PUBLIC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    wheel_rows,
    wording_rows,
    workshop_rows,
)
from tests.access.opening import (
    APPOINTING,
    ASKED,
    EVERY_ROLE,
    LEADER,
    MODEL,
    OF_PRINCIPAL,
    OF_UNIT,
    PUBLIC,
    REGISTER,
    REPORTERS,
    SEATS,
    SIGNED_IN,
    SYSTEM,
    Open,
    R,
    Row,
    both,
    kept,
    of_county,
    roles,
    where_opened,
)

PORTAL = [
    Row("healthz", get=PUBLIC),
    Row("robots_txt", get=PUBLIC),
    *(Row(name, get=PUBLIC) for name in ("feed_atom", "feed_json")),
    *(Row(name, "county_key", get=PUBLIC) for name in ("county_feed_atom", "county_feed_json")),
    Row("security_txt", get=PUBLIC, gives=(200, 404)),  # 404: the installation has not named whom to tell
    Row("ui:gallery", get=PUBLIC),
    Row("portal:start", get=PUBLIC),
    Row("portal:about", get=PUBLIC),
    Row("portal:accessibility", get=PUBLIC),
    Row("portal:privacy", get=PUBLIC),
    Row("portal:workspace", get=SIGNED_IN),
    Row("accounts:account", get=SIGNED_IN, post=SIGNED_IN),
    Row("accounts:accept_invitation", "invitation", get=PUBLIC, post=PUBLIC),
]

STEWARD = [
    Row("steward:accounts", get=SYSTEM, post=SYSTEM, refused=403, done=(200,)),  # a search is posted
    Row("steward:let_in", get=SYSTEM, post=SYSTEM, refused=403),
    Row("steward:invite", "holding", post=SYSTEM),
    Row("steward:close", "account", get=SYSTEM, post=SYSTEM),
    Row("steward:audit_trail", get=SYSTEM, refused=403),
    Row("steward:mail", get=REGISTER, refused=403),
    Row("steward:letter", "message", get=REGISTER, right_first=True),
]

ORGANISATIONS = [
    Row("organisations:units", get=EVERY_ROLE),
    Row("organisations:unit_open", get=REGISTER, post=REGISTER, refused=403),
    Row("organisations:unit", "unit", get=EVERY_ROLE),
    both("organisations:unit_rename", "unit", REGISTER, EVERY_ROLE),
    both("organisations:unit_move", "unit", REGISTER, EVERY_ROLE),
    both("organisations:unit_close", "unit", REGISTER, EVERY_ROLE),
    both("organisations:unit_reopen", "unit_closed", REGISTER, EVERY_ROLE),
    both("organisations:unit_merge", "unit", REGISTER, EVERY_ROLE),
    Row("organisations:principal", "principal", get=EVERY_ROLE),
    both("organisations:principal_settings", "principal", OF_PRINCIPAL, EVERY_ROLE),
    both("organisations:role_decision", "principal", OF_PRINCIPAL, EVERY_ROLE),
    both("organisations:role_decision_withdraw", "decision", OF_PRINCIPAL),
    Row(
        "organisations:roles",
        get=roles(
            R.SYSTEM_MANAGER, R.PROCESS_LEADER, R.STEERING_MEMBER, R.HEAD, R.CONTACT_PERSON, R.UNIT_MANAGER
        ),
    ),
    Row("organisations:principal_roles", "principal", get=SEATS),
    both("organisations:appoint", "principal", APPOINTING, SEATS),
    both("organisations:holding", "holding", APPOINTING, OF_UNIT),
    both("organisations:holding_end", "holding", APPOINTING, OF_UNIT),
    Row("organisations:import", get=REGISTER, post=REGISTER, refused=403),
    Row("organisations:import_sample", get=REGISTER, refused=403),
    both("organisations:import_preview", "batch", REGISTER),
    Row("organisations:import_errors", "batch", get=REGISTER),
]

PROGRAMMES = [
    Row("programmes:public", get=PUBLIC),
    Row("programmes:public_programme", "public_programme", get=PUBLIC),
    Row("programmes:public_stairs", "public_programme", get=PUBLIC),
    Row("programmes:county_public", "county_key", get=PUBLIC),
    Row("programmes:county_programme", "county_programme", get=PUBLIC),
    Row("programmes:county_stairs", "county_programme", get=PUBLIC),
    Row("programmes:workspace", get=SIGNED_IN),
    Row("programmes:versions", "programme", get=EVERY_ROLE),
    Row("programmes:draft_model", "programme_without_drafts", post=MODEL, seen=EVERY_ROLE),
    Row("programmes:draft_stairs", "programme_without_drafts", post=MODEL, seen=EVERY_ROLE),
    Row("programmes:model", "model_in_force", get=EVERY_ROLE),
    Row("programmes:model", "model_draft", get=MODEL),
    *kept("programmes:model_about", "model_draft", "model_in_force"),
    both("programmes:item_add", "model_section", MODEL),
    *kept("programmes:item", "item", "item_in_force"),
    *kept("programmes:item_remove", "item", "item_in_force"),
    *kept("programmes:model_publish", "model_draft", "model_in_force"),
    *kept("programmes:model_discard", "model_draft", "model_in_force"),
    Row("programmes:model_compare", "two_models", get=MODEL),
    Row("programmes:stairs", "stairs_in_force", get=EVERY_ROLE),
    Row("programmes:stairs", "stairs_draft", get=MODEL),
    *kept("programmes:stairs_about", "stairs_draft", "stairs_in_force"),
    *kept("programmes:step_add", "stairs_draft", "stairs_in_force"),
    *kept("programmes:step", "step", "step_in_force"),
    *kept("programmes:step_remove", "step", "step_in_force"),
    *kept("programmes:criterion_add", "criterion_place", "criterion_place_in_force"),
    *kept("programmes:criterion", "criterion", "criterion_in_force"),
    *kept("programmes:criterion_remove", "criterion", "criterion_in_force"),
    *kept("programmes:stairs_mapping", "stairs_draft", "stairs_in_force"),
    *kept("programmes:stairs_publish", "stairs_draft", "stairs_in_force"),
    *kept("programmes:stairs_discard", "stairs_draft", "stairs_in_force"),
    Row("programmes:stairs_compare", "two_stairs", get=MODEL),
    *kept("programmes:comments_request", "stairs_draft", "stairs_in_force"),
    both("programmes:stairs_recall", "stairs_out", MODEL),
    Row("programmes:comments", "stairs_out", get=MODEL),
    both("programmes:stairs_comment", "stairs_out", ASKED),
]


def report(name: str, part: str = "", *, get: bool = True, post: bool = False, **more: object) -> list[Row]:
    """A page of a self-report: signed in for the unit and its principal, and by the unit's own link for whoever holds it."""
    ways = (("followup:report", "request", REPORTERS), ("followup:report_link", "link", PUBLIC))
    return [
        Row(door + name, kind + part, get=who if get else None, post=who if post else None, **more)  # type: ignore[arg-type]
        for door, kind, who in ways
    ]


REPORTS = [
    *report(""),
    *report("_question", "_question", post=True),
    *report("_last", post=True),
    *report("_review", post=True, done=(302, 400)),  # 400: nothing is filled in yet
    *report("_receipt", gives=(200, 302)),
    *report("_version", "_version", gives=(200, 404)),
    *report("_draft", "_draft", get=False, post=True, done=(200,)),
    *report("_hand_over", post=True, done=(200,)),
    Row("followup:report_take_back", "request", post=REPORTERS),
]


FOLLOWERS = LEADER | roles(R.HEAD, R.CONTACT_PERSON)
ROUNDS = [
    Row("followup:rounds", get=SIGNED_IN),
    Row("followup:round_create", get=LEADER, post=LEADER),
    Row("followup:round", "round", get=FOLLOWERS),
    Row("followup:round", "round_closed", get=FOLLOWERS),
    Row("followup:round", "round_draft", get=LEADER),
    both("followup:round_change", "round_draft", LEADER),
    Row("followup:round_remove", "round_draft", post=LEADER),
    Row("followup:round_open", "round_draft", post=LEADER),
    Row("followup:round_invite", "round_fresh", post=LEADER),
    Row("followup:round_ask", "round", post=FOLLOWERS),
    Row("followup:round_remind", "round", post=FOLLOWERS),
    Row("followup:round_closing_day", "round", post=LEADER),
    Row("followup:round_close", "round", post=LEADER),
    Row("followup:round_reopen", "round_closed", post=LEADER),
    Row("followup:round_withdraw", "silent", post=LEADER),
    Row(
        "followup:principal_report",
        "principal_in_round",
        get=LEADER | OF_PRINCIPAL,
        post=OF_PRINCIPAL,
        seen=LEADER,
    ),
]


COUNTY_PICTURE = roles(R.PROCESS_LEADER, R.STEERING_MEMBER)
PRINCIPAL_PICTURE = COUNTY_PICTURE | OF_PRINCIPAL
SINGLE_UNITS = OF_PRINCIPAL | roles(R.PROCESS_LEADER, reach=where_opened)


def files(name: str, *openings: tuple[str, Open]) -> list[Row]:
    """The same table as CSV and as XLSX."""
    return [Row(f"{name}_{kind}", on, get=who) for kind in ("csv", "xlsx") for on, who in openings]


PICTURES = [
    Row("followup:county", get=COUNTY_PICTURE),
    *files("followup:county", ("county_table", COUNTY_PICTURE)),
    Row("followup:county_cell", "cell", get=COUNTY_PICTURE),
    *files("followup:county_cell", ("cell_rounds", COUNTY_PICTURE), ("cell_units", roles(R.PROCESS_LEADER, reach=where_opened))),
    Row("followup:principal", "principal", get=PRINCIPAL_PICTURE),
    *files(
        "followup:principal",
        ("principal_steps", PRINCIPAL_PICTURE),
        ("principal_units", SINGLE_UNITS),
        ("principal_time", SINGLE_UNITS),
        ("principal_notes", OF_PRINCIPAL),
    ),
]  # fmt: skip

# Kinds that hang on no place: whoever may look sees the own county's.
NO_OBJECT = (
    "nothing",
    "county_table",
    "checklist_template",
    *support_rows.NO_OBJECT,
    *wording_rows.NO_OBJECT,
)


@dataclass(frozen=True)
class SignIn:
    """A page of the sign-in library: the statuses that nobody and anybody signed in may get, whatever their role."""

    name: str
    nobody: tuple[int, ...]
    signed_in: tuple[int, ...]
    words: Mapping[str, object] = field(default_factory=dict)


_AWAY = (302,)
_ASKS = (200, 302)
KEY = {"pk": 99_999_999}
SIGN_IN = [
    SignIn("account_login", (200,), _AWAY),
    SignIn("account_logout", _AWAY, (200,)),
    SignIn("account_inactive", (200,), (200,)),
    SignIn("account_reauthenticate", _AWAY, _ASKS),
    SignIn("account_change_password", _AWAY, _ASKS),
    SignIn("account_set_password", _AWAY, _ASKS),
    SignIn("account_reset_password", (200,), (200, 302)),
    SignIn("account_reset_password_done", (200,), (200,)),
    SignIn("account_reset_password_from_key", (200,), (200, 302), {"uidb36": "1", "key": "set-password"}),
    SignIn("account_reset_password_from_key_done", (200,), (200,)),
    SignIn("account_signup", _AWAY, _AWAY),
    SignIn("account_email", _AWAY, _AWAY),
    SignIn("account_email_verification_sent", _AWAY, _AWAY),
    SignIn("mfa_index", _AWAY, (200,)),
    SignIn("mfa_authenticate", _AWAY, _AWAY),
    SignIn("mfa_reauthenticate", _AWAY, _ASKS),
    SignIn("mfa_activate_totp", _AWAY, _ASKS),
    SignIn("mfa_deactivate_totp", _AWAY, (302, 404)),
    SignIn("mfa_view_recovery_codes", _AWAY, (302, 404)),
    SignIn("mfa_generate_recovery_codes", _AWAY, _ASKS),
    SignIn("mfa_download_recovery_codes", _AWAY, (302, 404)),
    SignIn("mfa_list_webauthn", _AWAY, (200,)),
    SignIn("mfa_add_webauthn", _AWAY, _ASKS),
    SignIn("mfa_reauthenticate_webauthn", _AWAY, (200, 302, 405)),
    SignIn("mfa_remove_webauthn", _AWAY, (302, 404), KEY),
    SignIn("mfa_edit_webauthn", _AWAY, (302, 404), KEY),
    SignIn("mfa_login_webauthn", (200, 302, 400, 405), (200, 302, 400, 405)),
]

WHEEL = [
    row
    for name, on in wheel_rows.ADDRESSES.items()
    for gives in [
        (200, 503) if name == "print_file" else (200,)
    ]  # 503: the system lacks what PDFs are written with
    for row in (
        Row(f"wheel:{name}", on, get=PUBLIC, gives=gives),
        Row(f"wheel:county_{name}", f"county_{on}", get=PUBLIC, gives=gives),
    )
] + [Row(f"wheel_api:{name}", on, get=PUBLIC) for name, on in wheel_rows.API.items()]

WRITERS = MODEL | roles(R.EDITOR, reach=of_county)


def wheel_kept(name: str, kind: str, who: Open, *, get: bool = True) -> list[Row]:
    """As `kept`, for the wheel: on a draft and on the edition in force. get: False where the address takes orders alone."""
    look = who if get else None
    draft = Row(f"programmes:{name}", f"{kind}_draft", get=look, post=who, seen=WRITERS)
    closed = Row(
        f"programmes:{name}",
        f"{kind}_in_force",
        get=look,
        post=who,
        seen=EVERY_ROLE,
        gives=(200, 409),
        done=(302, 409),
    )
    return [draft, closed]


WHEEL_EDITOR = [
    Row("programmes:wheel", get=SIGNED_IN),
    Row(
        "programmes:wheel_draft", "wheel_county_of", post=WRITERS, seen=EVERY_ROLE, done=(409,)
    ),  # 409: one is open
    Row("programmes:wheel_edition", "wheel_in_force", get=EVERY_ROLE),
    Row("programmes:wheel_edition", "wheel_draft", get=WRITERS),
    Row("programmes:wheel_compare", "two_wheels", get=WRITERS),
    Row("programmes:wheel_artwork_file", "wheel_picture", get=WRITERS),
    Row("programmes:wheel_artwork_file", "wheel_picture_shown", get=EVERY_ROLE),
    Row("wheel:artwork", "wheel_picture_shown", get=PUBLIC),
    *(row for name, kind in wheel_editor_rows.PARTS.items() for row in wheel_kept(name, kind, MODEL)),
    *(
        row
        for name, kind in wheel_editor_rows.ORDERS_ALONE.items()
        for row in wheel_kept(name, kind, MODEL, get=False)
    ),
    *(row for name, kind in wheel_editor_rows.WORDS.items() for row in wheel_kept(name, kind, WRITERS)),
]

ROWS: list[Row] = [
    *meeting_rows.ROWS,
    *PORTAL, *STEWARD, *ORGANISATIONS, *PROGRAMMES, *REPORTS, *ROUNDS, *PICTURES, *WHEEL, *WHEEL_EDITOR,
    *model_rows.ROWS, *timeline_rows.ROWS, *plan_rows.ROWS, *register_rows.ROWS, *strategy_rows.ROWS, *support_rows.ROWS,
    *workshop_rows.ROWS, *decision_rows.ROWS, *result_rows.ROWS, *report_rows.ROWS, *visit_rows.ROWS, *wording_rows.ROWS,
    *fund_rows.ROWS,
]  # fmt: skip
