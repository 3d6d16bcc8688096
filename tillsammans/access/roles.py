"""Roles, what each may do, and nothing else: the one table that every policy reads (source: product.md, Roles)."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    SYSTEM_MANAGER = "system_manager", _("systemförvaltare")
    MODEL_MANAGER = "model_manager", _("modellförvaltare")
    EDITOR = "editor", _("redaktör")
    PROCESS_LEADER = "process_leader", _("processledare")
    STEERING_MEMBER = "steering_member", _("ledamot i styrgruppen")
    SECRETARY = "secretary", _("sekreterare")
    CHAIR = "chair", _("ordförande")
    HEAD = "head", _("förvaltningschef")
    CONTACT_PERSON = "contact_person", _("kontaktperson")
    UNIT_MANAGER = "unit_manager", _("chef för verksamheten")
    BBA = "bba", _("barnets bästa-ansvarig")
    COORDINATOR = "coordinator", _("samordningsperson")
    STAFF = "staff", _("medarbetare")
    RESEARCHER = "researcher", _("forskare")


class Permission(StrEnum):
    PLACES_READ = "places_read"  # the tree: names, sectors, no persons
    PLACES_EDIT = "places_edit"  # close, move, merge, rename
    PLACES_IMPORT = "places_import"
    SETTINGS_EDIT = (
        "settings_edit"  # a principal's own choices, such as opening single workplaces to the county
    )
    HOLDINGS_READ = "holdings_read"  # who holds which role: personal data, each reading is audited
    HOLDINGS_EDIT = "holdings_edit"
    ACCOUNTS_MANAGE = "accounts_manage"
    AUDIT_READ = "audit_read"
    MAIL_READ = "mail_read"
    PROGRAMME_READ = "programme_read"
    PROGRAMME_EDIT = "programme_edit"
    WHEEL_TEXTS = (
        "wheel_texts"  # words and translations of the wheel's draft; its parts ask for PROGRAMME_EDIT
    )
    TEXTS_EDIT = "texts_edit"  # what letters and reports say, and the county's logotype
    STAIRS_COMMENT = "stairs_comment"
    ROUND_READ = "round_read"
    ROUND_RUN = "round_run"
    COUNTY_PICTURE_READ = "county_picture_read"  # counts and spread per principal
    OPENED_UNITS_READ = "opened_units_read"  # single workplaces where the principal has opened that
    UNIT_REPORTS_READ = "unit_reports_read"  # single workplaces and their notes
    REPORT_WRITE = "report_write"
    REPORT_FOR_OTHERS = "report_for_others"  # fill in by phone for a unit
    REMIND = "remind"
    PRINCIPAL_REPORT_WRITE = "principal_report_write"
    PRINCIPAL_REPORT_READ = "principal_report_read"
    WORK_READ = (
        "work_read"  # decided plans, shared activities and ideas of all in the county; no drafts, no notes
    )
    COUNTY_WORK = "county_work"  # the county's own plan, activities, register and strategies
    LOCAL_WORK = "local_work"  # the same at a principal and below
    PLAN_DECIDE = "plan_decide"  # at the county: write down what its management has decided
    LIFT_ANSWER = "lift_answer"  # answer a barrier that was lifted to this level
    PATTERNS_READ = "patterns_read"  # barriers over principals, without who wrote what
    LENSES_READ = "lenses_read"
    NEWSLETTER_WRITE = (
        "newsletter_write"  # the county's newsletter: its parts, its translations, publishing it
    )
    WORKSHOP_TAKE_PART = "workshop_take_part"  # a phone's link alone gives it
    WORKSHOP_SHOW = "workshop_show"  # a screen's link alone gives it: the live stream of the wall
    MEETING_TAKE_PART = (
        "meeting_take_part"  # a seat's link alone gives it: its situation, the minutes and comments
    )
    NEWSLETTER_OWN = "newsletter_own"  # a reader's link alone gives it: its own subscription
    NEXT_STEP_TELL = "next_step_tell"  # a link alone gives it: what came of support that was given


P = Permission
_EVERYONE = {P.PLACES_READ, P.PROGRAMME_READ}
_WORKING = _EVERYONE | {P.WORK_READ}  # all but the system manager, who runs the system and no content
_OWN_PRINCIPAL = _WORKING | {
    P.HOLDINGS_READ, P.HOLDINGS_EDIT, P.SETTINGS_EDIT, P.ROUND_READ, P.UNIT_REPORTS_READ, P.REPORT_FOR_OTHERS,
    P.REMIND, P.PRINCIPAL_REPORT_READ, P.PRINCIPAL_REPORT_WRITE, P.STAIRS_COMMENT, P.REPORT_WRITE, P.LOCAL_WORK,
}  # fmt: skip

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.SYSTEM_MANAGER: frozenset(
        _EVERYONE
        | {P.PLACES_EDIT, P.PLACES_IMPORT, P.HOLDINGS_READ, P.HOLDINGS_EDIT, P.ACCOUNTS_MANAGE, P.AUDIT_READ, P.MAIL_READ}
    ),
    Role.MODEL_MANAGER: frozenset(_WORKING | {P.PROGRAMME_EDIT, P.WHEEL_TEXTS, P.TEXTS_EDIT, P.STAIRS_COMMENT}),
    Role.EDITOR: frozenset(_WORKING | {P.WHEEL_TEXTS, P.NEWSLETTER_WRITE, P.TEXTS_EDIT}),
    Role.PROCESS_LEADER: frozenset(
        _WORKING
        | {P.PLACES_EDIT, P.PLACES_IMPORT, P.HOLDINGS_READ, P.HOLDINGS_EDIT, P.ROUND_READ, P.ROUND_RUN, P.COUNTY_PICTURE_READ,
           P.OPENED_UNITS_READ, P.PRINCIPAL_REPORT_READ, P.REMIND, P.STAIRS_COMMENT, P.MAIL_READ, P.COUNTY_WORK,
           P.PLAN_DECIDE, P.LIFT_ANSWER, P.PATTERNS_READ, P.LENSES_READ, P.NEWSLETTER_WRITE}
    ),
    Role.STEERING_MEMBER: frozenset(_WORKING | {P.ROUND_READ, P.COUNTY_PICTURE_READ, P.STAIRS_COMMENT, P.PATTERNS_READ}),
    Role.SECRETARY: frozenset(_WORKING),
    Role.CHAIR: frozenset(_WORKING),
    Role.HEAD: frozenset(_OWN_PRINCIPAL | {P.PLAN_DECIDE, P.LIFT_ANSWER}),
    Role.CONTACT_PERSON: frozenset(_OWN_PRINCIPAL),
    Role.UNIT_MANAGER: frozenset(
        _WORKING
        | {P.ROUND_READ, P.REPORT_WRITE, P.UNIT_REPORTS_READ, P.HOLDINGS_READ, P.STAIRS_COMMENT, P.LOCAL_WORK, P.PLAN_DECIDE,
           P.LIFT_ANSWER}
    ),
    Role.BBA: frozenset(_WORKING),
    Role.COORDINATOR: frozenset(_WORKING),
    Role.STAFF: frozenset(_WORKING),
    Role.RESEARCHER: frozenset(_WORKING),
}  # fmt: skip
