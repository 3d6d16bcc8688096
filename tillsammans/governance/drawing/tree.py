"""One decision: its facts, the whole tree of answers, and how they came in over time."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tillsammans.governance.drawing import bars, words
from tillsammans.governance.drawing.meetings import name
from tillsammans.governance.models import DecisionTo
from tillsammans.governance.queries.decision import Branch, DecisionPage, Week
from tillsammans.organisations.models import Sector
from tillsammans.ui import parts
from tillsammans.ui.markup import escape


def facts(page: DecisionPage) -> SafeString:
    row = page.decision
    told = [
        (_("Vad"), _lines(row.what)), (_("Varför"), _lines(row.why)), (_("Beslutat av"), escape(_decided(page))),
        (_("Gäller från"), escape(words.day(row.from_on))), (_("Räknas som klart"), _lines(row.done_means)),
        (_("Klart senast"), escape(words.day(row.by_on))), (_("Ansvarar"), escape(words.holder(row))),
        (_("Skickat"), escape(words.moment(row.sent_at))), (_("Gäller bara"), escape(_sectors(page))),
        (_("Möte"), _meeting(page)), (_("Ersätter"), ", ".join(_decision(one.pk, one.title) for one in page.replaces)),
    ]  # fmt: skip
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in told if value)
    return mark_safe(f'<dl class="kv gov-kv">{rows}</dl>')


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _decided(page: DecisionPage) -> str:
    row = page.decision
    return f"{words.decider(row)}, {words.day(row.decided_on)}" if row.decided_on else words.decider(row)


def _sectors(page: DecisionPage) -> str:
    return ", ".join(str(Sector(one).label) for one in page.decision.sectors if one in Sector.values)


def _meeting(page: DecisionPage) -> str:
    row = page.meeting
    return f'<a href="{reverse("governance:meeting", args=[row.pk])}">{escape(name(row))}</a>' if row else ""


def _decision(pk: int, title: str) -> str:
    return f'<a href="{reverse("governance:decision", args=[pk])}">{escape(title)}</a>'


def said(page: DecisionPage) -> str:
    """How it stands, in one sentence."""
    asked = sum(page.tally.values())
    if not asked:
        return ""
    return _("Av %(n)s: %(told)s.") % {"n": asked, "told": words.told(page.tally)}


def glance(page: DecisionPage) -> SafeString:
    return mark_safe(bars.STRIPES + bars.bar(page.tally) + bars.counts(page.tally))


def tree(page: DecisionPage) -> SafeString:
    """Every place with its state and its line; units are folded under their principal."""
    rows = "".join(_branch(one) for one in page.tree)
    return mark_safe(f'<ul class="rules gov-tree">{rows}</ul>' if rows else "")


def _branch(one: Branch) -> str:
    return (
        f'<li><div class="gov-tree__row"><b>{escape(one.row.place.name)}</b>'
        f"<div>{parts.status(words.SHAPES[one.state], words.state(one.state))}{_when(one.row)}</div>"
        f"<div>{_answer(one)}</div></div>{_below(one)}</li>"
    )


def _when(row: DecisionTo) -> str:
    return (
        f'<br><span class="small dim">{escape(words.moment(row.answered_at))}</span>'
        if row.answered_at
        else ""
    )


def _answer(one: Branch) -> str:
    row, said = one.row, []
    if row.text:
        said.append(escape(row.text))
    if row.activity and one.activity_id:
        href = reverse("planning:activity", args=[one.activity_id])
        said.append(f'{escape(_("Aktivitet:"))} <a href="{href}">{escape(row.activity.title)}</a>')
    if row.own_body:
        own = _("Eget beslut: %(who)s, %(day)s") % {"who": row.own_body, "day": words.day(row.own_on)}
        said.append(escape(own))
    return "<br>".join(said)


def _below(one: Branch) -> str:
    if one.hidden:
        text = _("Vidare till enheter: %(told)s.") % {"told": words.told(one.hidden)}
        return f'<div class="gov-tree__below"><p class="small">{escape(text)}</p>{bars.bar(one.hidden)}</div>'
    if not one.below:
        return ""
    label = _("Enheter som har fått beslutet: %(n)s") % {"n": len(one.below)}
    units = "".join(_branch(unit) for unit in one.below)
    opened = " open" if len(one.below) <= 8 else ""
    return (
        f'<details class="gov-tree__below"{opened}><summary>{escape(label)}</summary>'
        f'<ul class="rules tight gov-tree">{units}</ul></details>'
    )


def pace(page: DecisionPage) -> SafeString:
    """Answered of asked and median days, per level that has been asked. Without an answer there is no median, not zero."""
    rows = []
    for level, (answered, asked) in page.rates.items():
        if level in page.medians:
            took = _("hälften svarade inom %(days)s") % {"days": words.days(page.medians[level])}
        else:
            took = _("ingen har svarat än")
        figure = _("%(part)s av %(whole)s har svarat") % {"part": answered, "whole": asked}
        rows.append(
            f"<dt>{escape(words.level(level).capitalize())}</dt><dd>{escape(figure)}, {escape(took)}</dd>"
        )
    return mark_safe(f'<dl class="kv">{"".join(rows)}</dl>' if rows else "")


def stopped(page: DecisionPage) -> SafeString:
    """Where nothing moves."""
    names = [one.place.name for one in page.stopped]
    names += [_("enheter hos %(name)s") % {"name": one.place.name} for one in page.stopped_below]
    return mark_safe(f"<p>{escape(', '.join(names))}.</p>" if names else "")


def weeks(found: Sequence[Week]) -> SafeString:
    """A line a week: the bar as it was then, and the same in words."""
    if len(found) < 2:
        return SafeString("")
    rows = "".join(
        f'<tr><th scope="row">{escape(words.day(one.on))}</th><td data-l="{escape(_("Svar"))}"><div>{bars.bar(one.tally)}'
        f'<span class="small dim">{escape(words.told(one.tally))}</span></div></td></tr>'
        for one in found
    )
    return mark_safe(
        f'<div class="box"><table class="tab tbl gov-weeks"><caption class="vh">{escape(_("Svaren över tid"))}</caption>'
        f'<thead><tr><th scope="col">{escape(_("Dag"))}</th><th scope="col">{escape(_("Svar"))}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
