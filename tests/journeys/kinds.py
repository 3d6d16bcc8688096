"""Every kind of page by the name of its address: who looks at it, about which object, and where it is tried.

A new address must be placed here: a test compares the list with the resolver.
"""

from dataclasses import dataclass

NOBODY = ""
SYSTEM, LEADER, MODEL = (
    "systemforvaltare@sjoland.example",
    "processledare@sjoland.example",
    "modellforvaltare@sjoland.example",
)
CONTACT, HEAD, MANAGER = (
    "kontaktperson@sjoland.example",
    "forvaltningschef@sjoland.example",
    "enhetschef@sjoland.example",
)
STEERING, RESEARCHER = "styrgrupp@sjoland.example", "forskare@sjoland.example"
LEADER_OF_EMPTY = "processledare@sormland.example"


@dataclass(frozen=True)
class Kind:
    """on: a kind of object in words.json. also: those whose view of it is another. query: what stands after the address."""

    name: str
    who: str = NOBODY
    on: str = ""
    also: tuple[str, ...] = ()
    query: str = ""


PAGES = [
    Kind("portal:start"), Kind("portal:about"), Kind("portal:accessibility"), Kind("portal:privacy"),
    Kind("portal:workspace", MANAGER, also=(LEADER, CONTACT, SYSTEM, STEERING, MODEL, RESEARCHER)),
    Kind("ui:gallery"),
    Kind("programmes:public"), Kind("programmes:public_programme", on="code"), Kind("programmes:public_stairs", on="code"),
    Kind("wheel:intro"), Kind("wheel:use", on="wheel_way"), Kind("wheel:area", on="wheel_area"),
    Kind("wheel:compare"), Kind("wheel:prepare_index"), Kind("wheel:record_template"), Kind("wheel:prepare", on="wheel_template"),
    Kind("wheel:embed_docs"), Kind("wheel:embed_example"), Kind("wheel:print"),
    Kind("accounts:account", MANAGER), Kind("accounts:accept_invitation", on="invitation"),
    Kind("steward:accounts", SYSTEM), Kind("steward:let_in", SYSTEM), Kind("steward:close", SYSTEM, "account"),
    Kind("steward:audit_trail", SYSTEM), Kind("steward:mail", LEADER), Kind("steward:letter", LEADER, "letter"),
    Kind("organisations:units", LEADER, also=(MANAGER,)), Kind("organisations:unit_open", LEADER),
    Kind("organisations:unit", LEADER, "unit", also=(CONTACT, MANAGER)),
    Kind("organisations:unit_rename", LEADER, "unit"), Kind("organisations:unit_move", LEADER, "unit"),
    Kind("organisations:unit_close", LEADER, "unit"), Kind("organisations:unit_reopen", LEADER, "closed_unit"),
    Kind("organisations:unit_merge", LEADER, "unit"),
    Kind("organisations:principal", CONTACT, "principal", also=(LEADER,)),
    Kind("organisations:principal_settings", CONTACT, "principal"), Kind("organisations:role_decision", CONTACT, "principal"),
    Kind("organisations:role_decision_withdraw", CONTACT, "decision"),
    Kind("organisations:roles", LEADER, also=(STEERING,)),
    Kind("organisations:principal_roles", CONTACT, "principal", also=(STEERING,)),
    Kind("organisations:appoint", CONTACT, "principal"), Kind("organisations:holding", CONTACT, "holding"),
    Kind("organisations:holding_end", CONTACT, "holding"),
    Kind("organisations:import", SYSTEM), Kind("organisations:import_preview", SYSTEM, "batch"),
    Kind("programmes:workspace", MODEL, also=(MANAGER,)), Kind("programmes:versions", MODEL, "programme", also=(LEADER,)),
    Kind("programmes:model", MODEL, "model_draft"), Kind("programmes:model_about", MODEL, "model_draft"),
    Kind("programmes:item_add", MODEL, "model_section"), Kind("programmes:item", MODEL, "item"),
    Kind("programmes:item_remove", MODEL, "item"), Kind("programmes:model_publish", MODEL, "model_draft"),
    Kind("programmes:model_discard", MODEL, "model_draft"), Kind("programmes:model_compare", MODEL, "two_models"),
    Kind("programmes:stairs", MODEL, "stairs_draft", also=(MODEL,)), Kind("programmes:stairs_about", MODEL, "stairs_draft"),
    Kind("programmes:step_add", MODEL, "stairs_draft"), Kind("programmes:step", MODEL, "step"),
    Kind("programmes:step_remove", MODEL, "step"), Kind("programmes:criterion_add", MODEL, "new_criterion"),
    Kind("programmes:criterion", MODEL, "criterion"), Kind("programmes:criterion_remove", MODEL, "criterion"),
    Kind("programmes:stairs_mapping", MODEL, "stairs_draft"), Kind("programmes:stairs_publish", MODEL, "stairs_draft"),
    Kind("programmes:stairs_discard", MODEL, "stairs_draft"), Kind("programmes:stairs_compare", MODEL, "two_stairs"),
    Kind("programmes:comments_request", MODEL, "stairs_draft"), Kind("programmes:stairs_recall", MODEL, "stairs_out"),
    Kind("programmes:comments", MODEL, "stairs_out"), Kind("programmes:stairs_comment", MANAGER, "stairs_out"),
    Kind("programmes:wheel", MODEL, also=(MANAGER,)), Kind("programmes:wheel_edition", MODEL, "wheel_draft"),
    Kind("programmes:wheel_standing", MODEL, "wheel_draft"), Kind("programmes:wheel_area_add", MODEL, "wheel_draft"),
    Kind("programmes:wheel_area", MODEL, "wheel_area_of_draft"),
    Kind("programmes:wheel_area_remove", MODEL, "wheel_area_of_draft"),
    Kind("programmes:wheel_level_add", MODEL, "wheel_draft"), Kind("programmes:wheel_level", MODEL, "wheel_level_of_draft"),
    Kind("programmes:wheel_level_remove", MODEL, "wheel_level_of_draft"),
    Kind("programmes:wheel_contact_add", MODEL, "wheel_draft"), Kind("programmes:wheel_contact", MODEL, "wheel_contact_of_draft"),
    Kind("programmes:wheel_contact_remove", MODEL, "wheel_contact_of_draft"),
    Kind("programmes:wheel_section_add", MODEL, "wheel_template_of_draft"),
    Kind("programmes:wheel_section_remove", MODEL, "wheel_heading_of_draft"),
    Kind("programmes:wheel_language", MODEL, "wheel_arabic_of_draft"),
    Kind("programmes:wheel_words", MODEL, "wheel_words_of_draft"),
    Kind("programmes:wheel_artwork", MODEL, "wheel_draft"),
    Kind("programmes:wheel_artwork_remove", MODEL, "wheel_picture_of_draft"),
    Kind("programmes:wheel_compare", MODEL, "two_wheels"), Kind("programmes:wheel_publish", MODEL, "wheel_draft"),
    Kind("programmes:wheel_discard", MODEL, "wheel_draft"),
    Kind("programmes:theory", MODEL, "theory_draft"), Kind("programmes:theory_about", MODEL, "theory_draft"),
    Kind("programmes:theory_row_add", MODEL, "theory_draft"), Kind("programmes:theory_row", MODEL, "theory_row"),
    Kind("programmes:theory_row_remove", MODEL, "theory_row"), Kind("programmes:theory_link", MODEL, "theory_link"),
    Kind("programmes:theory_publish", MODEL, "theory_draft"), Kind("programmes:theory_discard", MODEL, "theory_draft"),
    Kind("programmes:theory_compare", MODEL, "two_theories"),
    Kind("programmes:adaptations", CONTACT, also=(MODEL, MANAGER)), Kind("programmes:adaptation_add", CONTACT),
    Kind("programmes:adaptation", CONTACT, "adaptation", also=(MANAGER,)),
    Kind("programmes:adaptation_edit", CONTACT, "adaptation"), Kind("programmes:adaptation_end", CONTACT, "adaptation"),
    Kind("programmes:adaptation_review", MODEL, "adaptation_flagged"),
    Kind("programmes:initiatives", CONTACT, also=(LEADER_OF_EMPTY,)),
    Kind("programmes:initiatives_start", CONTACT, also=(MANAGER,)),
    Kind("programmes:initiative_add", CONTACT), Kind("programmes:initiative", CONTACT, "initiative", also=(MODEL,)),
    Kind("programmes:initiative_edit", CONTACT, "initiative"), Kind("programmes:initiative_close", CONTACT, "initiative"),
    Kind("followup:rounds", LEADER, also=(CONTACT, LEADER_OF_EMPTY)), Kind("followup:round_create", LEADER),
    Kind("followup:round", LEADER, "round", also=(CONTACT,)), Kind("followup:round_change", LEADER, "round_draft"),
    Kind("followup:county", LEADER, also=(STEERING, LEADER_OF_EMPTY)), Kind("followup:county_cell", LEADER, "cell"),
    Kind("followup:principal", CONTACT, "principal", also=(LEADER,)),
    Kind("followup:principal_report", CONTACT, "principal_in_round", also=(LEADER,)),
    Kind("followup:report", CONTACT, "request"),
    Kind("followup:report_link", on="link"), Kind("followup:report_link_question", on="link_question"),
    Kind("followup:report_link_last", on="link"), Kind("followup:report_link_review", on="link_sent"),
    Kind("followup:report_link_receipt", on="link_sent"), Kind("followup:report_link_version", on="link_version"),
    Kind("followup:report_link_hand_over", on="link"),
    Kind("governance:decisions", CONTACT, also=(LEADER, MANAGER, STEERING, LEADER_OF_EMPTY)),
    Kind("governance:decisions_all", STEERING), Kind("governance:decision_new", LEADER),
    Kind("governance:decision", LEADER, "county_decision", also=(CONTACT, MANAGER)),
    Kind("governance:decision_change", LEADER, "draft_decision"), Kind("governance:decision_remove", LEADER, "draft_decision"),
    Kind("governance:decision_send", LEADER, "draft_decision"), Kind("governance:decision_send_units", LEADER, "decision_units"),
    Kind("governance:decision_withdraw", LEADER, "county_decision"),
    Kind("governance:decision_supersede", LEADER, "county_decision"),
    Kind("governance:answer", CONTACT, "decision_row"), Kind("governance:pass_on", CONTACT, "decision_row"),
    Kind("reports:reports", LEADER, also=(STEERING, LEADER_OF_EMPTY)), Kind("reports:schedule", LEADER),
    Kind("reports:report", LEADER, "status_draft"), Kind("reports:section", LEADER, "status_section"),
    Kind("reports:publish", LEADER, "status_draft"), Kind("reports:remove", LEADER, "status_draft"),
    Kind("reports:short", CONTACT, "status_short"), Kind("reports:open_report", on="status_published"),
    Kind("governance:boards", LEADER, also=(LEADER_OF_EMPTY,)), Kind("governance:board_new", LEADER),
    Kind("governance:board", LEADER, "board", also=(STEERING,)), Kind("governance:introduction", STEERING, "board"),
    Kind("governance:board_change", LEADER, "board"), Kind("governance:board_close", LEADER, "board"),
    Kind("governance:seat_add", LEADER, "board"), Kind("governance:seat_change", LEADER, "board_seat"),
    Kind("governance:seat_end", LEADER, "board_seat"),
    Kind("governance:meetings", LEADER, also=(STEERING, MANAGER, LEADER_OF_EMPTY)),
    Kind("governance:meeting_new", LEADER, "board"),
    Kind("governance:meeting_ways", LEADER, "board"), Kind("governance:meeting", LEADER, "meeting", also=(STEERING,)),
    Kind("governance:meeting", LEADER, "meeting_held"), Kind("governance:meeting", STEERING, "meeting_locked", also=(MANAGER,)),
    Kind("governance:meeting_change", LEADER, "meeting"), Kind("governance:meeting_remove", LEADER, "meeting"),
    Kind("governance:item_add", LEADER, "meeting"), Kind("governance:item_change", LEADER, "meeting_item"),
    Kind("governance:situation", LEADER, "meeting"), Kind("governance:minutes_send", LEADER, "meeting_held"),
    Kind("governance:minutes_comment", LEADER, "meeting_held"), Kind("governance:item_note", LEADER, "meeting_held_item"),
    Kind("governance:item_decide", LEADER, "meeting_held_item"), Kind("governance:item_task", LEADER, "meeting_held_item"),
    Kind("governance:seat", HEAD, "meeting_own_seat"), Kind("governance:seat_link", on="meeting_link"),
    Kind("governance:visits", LEADER, also=(CONTACT, MANAGER, LEADER_OF_EMPTY)),
    Kind("governance:visit_new", LEADER, also=(LEADER_OF_EMPTY,)),
    Kind("governance:visit_log", LEADER, "visit_planned"), Kind("governance:support_new", CONTACT, also=(MANAGER,)),
    Kind("governance:support", LEADER, "support_new", also=(MANAGER,)),
    Kind("governance:support_withdraw", MANAGER, "support_new"),
    Kind("governance:support_next", MANAGER, "support_given"), Kind("governance:support_next_link", on="support_link"),
    Kind("governance:visit_change", LEADER, "visit"), Kind("governance:visit_remove", LEADER, "visit"),
    Kind("strategies:register", CONTACT, also=(LEADER, MANAGER, RESEARCHER)), Kind("strategies:determinant_add", MANAGER),
    Kind("strategies:determinant", CONTACT, "determinant"),
    Kind("strategies:determinant_edit", CONTACT, "determinant"), Kind("strategies:determinant_merge", CONTACT, "determinant"),
    Kind("strategies:determinant_unmerge", CONTACT, "determinant_merged"), Kind("strategies:lift", CONTACT, "determinant"),
    Kind("strategies:lifts", HEAD, also=(LEADER,)), Kind("strategies:lift_answer", HEAD, "lift", also=(CONTACT,)),
    Kind("strategies:patterns", STEERING), Kind("planning:from_reports", CONTACT), Kind("planning:take_up", CONTACT, "told"),
    Kind("strategies:strategies", LEADER, also=(CONTACT, LEADER_OF_EMPTY)),
    Kind("strategies:chain", CONTACT, also=(LEADER_OF_EMPTY,)), Kind("strategies:methods", LEADER, also=(CONTACT,)),
    Kind("strategies:strategy", CONTACT, "strategy"),
    Kind("strategies:strategy_new", CONTACT, "barrier_alone"), Kind("strategies:strategy_change", CONTACT, "strategy"),
    Kind("strategies:strategy_effect", CONTACT, "strategy"), Kind("strategies:strategy_remove", CONTACT, "strategy"),
    Kind("planning:plans", CONTACT, also=(LEADER, LEADER_OF_EMPTY)), Kind("planning:plan_start", CONTACT),
    Kind("planning:plans_of", CONTACT, "principal"),
    Kind("planning:plan", CONTACT, "plan", also=(STEERING,)), Kind("planning:plan", CONTACT, "plan_pointed"),
    Kind("planning:plan_version", STEERING, "plan_version"), Kind("planning:plan_compare", STEERING, "plan_of_county"),
    Kind("planning:plan_draft", CONTACT, "plan_draft", also=(HEAD,)), Kind("planning:plan_part", CONTACT, "plan_part_goal"),
    Kind("planning:plan_part", CONTACT, "plan_part_pointer"), Kind("planning:plan_part", CONTACT, "plan_part_prompt"),
    Kind("planning:plan_part", CONTACT, "plan_part_about"), Kind("planning:plan_import", CONTACT, "plan_draft"),
    Kind("planning:plan_decide", HEAD, "plan_draft"), Kind("planning:plan_close", CONTACT, "plan"),
    Kind("planning:timeline", LEADER, also=(CONTACT, LEADER_OF_EMPTY)),
    Kind("planning:timeline", LEADER, query="?som=tabell&vy=kvartal"),
    Kind("planning:activity_new", MANAGER, also=(LEADER,)), Kind("planning:activity", LEADER, "milestone", also=(CONTACT,)),
    Kind("planning:activity_edit", CONTACT, "activity"), Kind("planning:activity_remove", CONTACT, "activity"),
    Kind("planning:checklists", CONTACT), Kind("planning:checklist_start", MANAGER, "checklist_template"),
    Kind("planning:checklist", CONTACT, "checklist"), Kind("reminders:calendars", CONTACT),
    Kind("reminders:digest", CONTACT, also=(LEADER,)), Kind("reminders:quiet_weeks", LEADER, also=(CONTACT,)),
    Kind("reminders:shared", LEADER), Kind("reminders:shared_remove", LEADER, "frame_origin"),
    Kind("reminders:quiet_remove", LEADER, "quiet_period"), Kind("reminders:digest_stop", on="link_digest"),
    Kind("planning:support", CONTACT, also=(LEADER_OF_EMPTY,)), Kind("planning:nudges", CONTACT, also=(STEERING,)),
    Kind("planning:nudge", CONTACT, "nudge", also=(RESEARCHER,)),
    Kind("planning:communication", CONTACT, also=(LEADER_OF_EMPTY,)),
    Kind("planning:message", CONTACT, "message"), Kind("planning:message_new", CONTACT),
    Kind("planning:message_edit", CONTACT, "message"), Kind("planning:message_remove", CONTACT, "message"),
    Kind("planning:year_wheel", CONTACT, also=(LEADER_OF_EMPTY,)), Kind("planning:forum_new", CONTACT),
    Kind("planning:forum", CONTACT, "forum"), Kind("planning:forum_close", CONTACT, "forum"),
    Kind("planning:deadline_new", CONTACT), Kind("planning:deadline_edit", CONTACT, "deadline"),
    Kind("planning:deadline_remove", CONTACT, "deadline"),
    Kind("planning:lenses", LEADER, also=(LEADER_OF_EMPTY,)),
    Kind("planning:lens", LEADER, "lens_kotter", query="?koppla=kotter-3"),
    Kind("planning:lens", LEADER, "lens_npt"), Kind("planning:lens_notes", LEADER, "lens_readiness"),
    Kind("planning:lens_notes", LEADER, "lens_frl"),
    Kind("planning:adopters", LEADER, also=(LEADER_OF_EMPTY,)), Kind("planning:placing_new", LEADER),
    Kind("planning:placing", LEADER, "placing"), Kind("planning:placing_remove", LEADER, "placing"),
    Kind("workshops:code"), Kind("workshops:join", on="workshop_phone"),
    Kind("workshops:workshops", LEADER, also=(CONTACT,)), Kind("workshops:new", LEADER),
    Kind("workshops:new", LEADER, query="?fragor=recommendations"),
    Kind("workshops:lead", LEADER, "workshop"), Kind("workshops:lead", LEADER, "workshop_planned"),
    Kind("workshops:change", LEADER, "workshop_planned"), Kind("workshops:remove", LEADER, "workshop_planned"),
    Kind("workshops:question_add", LEADER, "workshop"), Kind("workshops:end", LEADER, "workshop"),
    Kind("workshops:card", LEADER, "workshop_card"), Kind("workshops:enter", LEADER, "workshop_question"),
    Kind("workshops:dots", LEADER, "workshop_question"), Kind("workshops:ballot", LEADER, "workshop"),
    Kind("workshops:wall", LEADER, "workshop"), Kind("workshops:wall", LEADER, "workshop", query="?utseende=morkt"),
    Kind("workshops:wall", LEADER, "workshop_planned"), Kind("workshops:wall", LEADER, "workshop_ended"),
    Kind("workshops:wall_list", LEADER, "workshop"), Kind("workshops:results", LEADER, "workshop_ended"),
    Kind("workshops:record", LEADER, "workshop_ended"),
    Kind("account_login"), Kind("account_logout", MANAGER), Kind("account_inactive"), Kind("account_change_password", MANAGER),
    Kind("account_reset_password"), Kind("account_reset_password_done"), Kind("account_reset_password_from_key_done"),
]  # fmt: skip

# The same page as another, by another address.
SAME = {
    "programmes:county_public": "programmes:public",
    "programmes:county_programme": "programmes:public_programme",
    "programmes:county_stairs": "programmes:public_stairs",
    **{
        f"wheel:county_{name}": f"wheel:{name}"
        for name in (
            "intro",
            "use",
            "area",
            "compare",
            "prepare_index",
            "record_template",
            "prepare",
            "embed_docs",
            "embed_example",
            "print",
        )
    },
    "followup:report_question": "followup:report_link_question",
    "followup:report_last": "followup:report_link_last",
    "followup:report_review": "followup:report_link_review",
    "followup:report_receipt": "followup:report_link_receipt",
    "followup:report_version": "followup:report_link_version",
    "followup:report_hand_over": "followup:report_link_hand_over",
}

# Titles that may be the same: one report by two doors, one question about two drafts.
SAME_TITLE = [
    {"followup:report", "followup:report_link"},
    {"programmes:model_discard", "programmes:stairs_discard", "programmes:theory_discard"},
    {"programmes:model_publish", "programmes:stairs_publish"},
    {"governance:support_next", "governance:support_next_link"},
    {"governance:visit_log", "governance:support"},
]

# Pages of the workspace that are tried in English too. The open ones are tried in every language.
IN_ENGLISH = (
    "account_login",
    "followup:report_link_question",
    "followup:county",
)
OTHER_LANGUAGES = ("en", "fi", "so", "ar", "kmr")

# Pages that come in the middle of a sign-in: test_sign_in.py opens each and tries the same things.
IN_SIGN_IN = {
    "account_reauthenticate", "mfa_index", "mfa_authenticate", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_edit_webauthn",
    "mfa_remove_webauthn", "account_reset_password_from_key", "mfa_reauthenticate",
}  # fmt: skip

# Needs a phone that is in the room: test_workshop_phones.py tries the same things at each of its stages.
BY_PHONE = {"workshops:room"}

# Addresses that show no page: orders that lead on, files, answers to a script.
NO_PAGE = {
    "governance:remind",
    "reports:fetch", "reports:correct", "reports:file", "reports:short_file", "reports:open_file",
    "workshops:card_send", "workshops:vote_send", "workshops:leave", "workshops:record_file",
    "workshops:copy", "workshops:open", "workshops:steer", "workshops:rehearse", "workshops:wall_work",
    "planning:plan_file", "planning:plan_ask", "planning:plan_next", "planning:plan_part_remove",
    "planning:plan_part_move", "planning:timeline_csv", "planning:timeline_xlsx",
    "planning:communication_file", "planning:message_sent", "planning:lens_untag",
    "planning:activity_state", "planning:activity_share", "planning:activity_wait", "planning:checklist_tick",
    "planning:checklist_close", "reminders:calendar_make", "reminders:calendar_revoke", "reminders:feed",
    "strategies:determinant_state", "strategies:determinant_priority", "strategies:determinant_construct",
    "strategies:lift_withdraw",
    "wheel:worker", "wheel:county_worker", "wheel:print_file", "wheel:county_print_file",
    "wheel_api:counties", "wheel_api:county", "wheel_api:wheel", "wheel_api:description", "wheel_api:script",
    "followup:county_csv", "followup:county_xlsx", "followup:county_cell_csv", "followup:county_cell_xlsx",
    "followup:principal_csv", "followup:principal_xlsx",
    "strategies:strategy_state",
    "governance:meeting_begin", "governance:situation_ask", "governance:presence",
    "governance:item_move", "governance:item_remove", "governance:minutes_approve", "governance:minutes_file",
    "healthz", "security_txt", "robots_txt", "feed_atom", "feed_json", "county_feed_atom", "county_feed_json",
    "steward:invite", "organisations:import_sample", "organisations:import_errors",
    "programmes:draft_model", "programmes:draft_theory",
    "programmes:wheel_draft", "programmes:wheel_area_move", "programmes:wheel_section_move",
    "programmes:wheel_artwork_file", "wheel:artwork",
    "programmes:draft_stairs", "followup:round_remove", "followup:round_open", "followup:round_invite", "followup:round_remind",
    "followup:round_ask", "followup:round_closing_day", "followup:round_close", "followup:round_reopen",
    "followup:round_withdraw",
    "followup:report_draft", "followup:report_link_draft", "followup:report_take_back", "account_set_password",
    "account_signup", "account_email", "account_email_verification_sent", "mfa_download_recovery_codes",
    "mfa_reauthenticate_webauthn", "mfa_login_webauthn",
}  # fmt: skip
