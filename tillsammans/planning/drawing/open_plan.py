"""A plan as anybody reads it, part by part. The plan's own words stay in the language in which it was decided."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tillsammans.planning.models import PlanVersion
from tillsammans.planning.queries.components import ComponentName
from tillsammans.planning.queries.open_plans import OpenPlan
from tillsammans.planning.rules import plan_content as rules
from tillsammans.planning.rules.plan_content import Goal, Pointer
from tillsammans.ui.markup import escape

OWN = "sv"  # the language of plans


def title(version: PlanVersion) -> str:
    """`Lokal plan 2026–2027, Ekvik`."""
    return f"{rules.read(version.content).title or version.plan.title}, {version.plan.place.name}"


def day(on: date | None) -> str:
    return date_format(on, "j F Y") if on else ""


def state(version: PlanVersion) -> str:
    told = {"n": version.number, "day": day(version.decided_on)}
    return _("Version %(n)s, beslutad %(day)s") % told


def facts(page: OpenPlan) -> list[tuple[str, SafeString]]:
    """What it is about, in pairs; what is not said is left out."""
    version = page.version
    period = "–".join(filter(None, (day(version.period_from), day(version.period_to))))
    decided = f"{own(version.decided_by)}, {escape(day(version.decided_on))}"
    found = [
        (_("Gäller"), escape(period)), (_("Tillsammans med"), own(page.content.joint_with)),
        (_("Beslut"), decided), (_("Nästa avstämning"), escape(day(version.review_on))),
    ]  # fmt: skip
    return [(name, mark_safe(said)) for name, said in found if said]


def goals(page: OpenPlan) -> SafeString:
    """What is wanted and what is done; neither who has the work nor how it goes."""
    rows = "".join(_goal(*one) for one in page.goals)
    return mark_safe(f'<ol class="rules open-goals">{rows}</ol>' if rows else "")


def _goal(goal: Goal, component: ComponentName | None) -> str:
    told = [
        (_("Kärnkomponent"), escape(component.name) if component else ""),
        (_("Ses över"), escape(day(goal.review_on))),
    ]
    more = " · ".join(f"{escape(name)}: {said}" for name, said in told if said)
    do = f"<p>{own(goal.do)}</p>" if goal.do else ""
    about = f'<p class="small dim">{more}</p>' if more else ""
    return f"<li><h3>{own(goal.want)}</h3>{do}{about}</li>"


def pointers(found: Sequence[Pointer]) -> SafeString:
    rows = "".join(_pointer(one) for one in found)
    return mark_safe(f'<ul class="rules">{rows}</ul>' if rows else "")


def _pointer(one: Pointer) -> str:
    more = ", ".join(filter(None, (own(one.where), escape(day(one.since)), own(one.decided_by))))
    rest = f"<p>{more}</p>" if more else ""
    return f"<li><strong>{own(one.document)}</strong>{rest}</li>"


def own(text: str) -> str:
    """The plan's words, in their language, with their line breaks."""
    lines = "<br>".join(escape(line) for line in text.splitlines())
    return f'<span lang="{OWN}" dir="ltr">{lines}</span>' if lines else ""
