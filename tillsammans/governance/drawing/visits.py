"""Visits: the large taps for where it was, and the list of what has been logged."""

from collections.abc import Iterable, Sequence

from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tillsammans.access.roles import Role
from tillsammans.governance.drawing import words
from tillsammans.governance.models import Visit
from tillsammans.governance.queries.visits import LogPage, PrincipalVisits
from tillsammans.governance.rules import visits as rules
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.ui.icons import icon
from tillsammans.ui.markup import escape


def places(bound: BoundField, page: LogPage) -> SafeString:
    """One group of taps: the latest places first, the others folded, and the way to a principal's units."""
    chosen = str(bound.value() or "")
    first = page.units if page.within else page.latest
    rest = (page.within,) if page.within else page.principals
    folded = _opts(rest, bound, chosen)
    unfold = not first or chosen in {str(one.pk) for one in rest if one}
    if first and not page.within:
        folded = _folded(folded + _ways(page), _("En annan plats"), unfold)
    elif not page.within:
        folded += _ways(page)
    wrong = "".join(
        f'<span class="err">{icon("warning-circle")}<span>{escape(one)}</span></span>' for one in bound.errors
    )
    told = f'<p id="{bound.auto_id}_error">{wrong}</p>' if wrong else ""
    tied = f' aria-describedby="{bound.auto_id}_error" aria-invalid="true"' if wrong else ""
    look = "field bad gov-taps" if wrong else "field gov-taps"
    return mark_safe(
        f'<fieldset class="{look}" id="{bound.auto_id}" role="radiogroup"{tied} tabindex="-1">'
        f"<legend>{escape(bound.label)}</legend>{told}{_opts(first, bound, chosen)}{folded}</fieldset>"
    )


def _opts(rows: Iterable[Place | None], bound: BoundField, chosen: str) -> str:
    drawn = "".join(_tap(one, bound, chosen) for one in rows if one)
    return f'<div class="opts">{drawn}</div>' if drawn else ""


def _tap(one: Place, bound: BoundField, chosen: str) -> str:
    """A unit has its principal under its name: two schools may have the same."""
    where = (
        f'<br><small class="dim">{escape(one.principal.name)}</small>'
        if one.principal and one.kind == PlaceKind.UNIT
        else ""
    )
    mark = " checked" if str(one.pk) == chosen else ""
    return (
        f'<label><input type="radio" name="{bound.html_name}" value="{one.pk:d}" required{mark}>'
        f"<span>{escape(one.name)}{where}</span></label>"
    )


def _folded(body: str, summary: str, unfold: bool) -> str:
    opened = " open" if unfold else ""
    return f'<details class="fold-out"{opened}><summary>{escape(summary)}</summary>{body}</details>'


def _ways(page: LogPage) -> str:
    """To the units of each principal, the latest visited ones too."""
    named = {one.pk: one for one in page.principals}
    named.update({one.pk: one for one in page.latest if one.kind == PlaceKind.PRINCIPAL})
    rows = "".join(
        f'<li><a href="{reverse("governance:visit_new")}?hos={one.pk:d}">{escape(one.name)}</a></li>'
        for one in sorted(named.values(), key=lambda one: (one.sort_name, one.pk))
    )
    return (
        f'<p class="gov-ways-say">{escape(_("En enhet hos:"))}</p><ul class="gov-ways">{rows}</ul>'
        if rows
        else ""
    )


def listed(rows: Sequence[Visit], *, logs: bool) -> SafeString:
    """The newest first. logs: each leads to where it is corrected."""
    return mark_safe(
        f'<ul class="rules gov-visits">{"".join(_line(row, logs) for row in rows)}</ul>' if rows else ""
    )


def _line(row: Visit, logs: bool) -> str:
    kind = rules.kind_name(row.kind, get_language() or "sv")
    what = escape(kind[:1].upper() + kind[1:])
    if logs:
        place = f'<span class="vh">, {escape(row.place.name)}, {escape(words.day(row.held_on))}</span>'
        what = f'<a href="{reverse("governance:visit_change", args=[row.pk])}">{what}{place}</a>'
    more = f"<p>{escape(row.line)}</p>" if row.line else ""
    met = met_words(row.met)
    told = (
        f'<p class="small dim">{escape(_("Med: %(roles)s") % {"roles": ", ".join(met)})}</p>' if met else ""
    )
    return (
        f'<li><time class="num dim" datetime="{row.held_on.isoformat()}">{escape(words.day(row.held_on))}</time>'
        f"<div><p><b>{what}</b></p><p>{escape(where(row.place))}</p>{more}{told}</div></li>"
    )


def where(place: Place) -> str:
    return (
        f"{place.name}, {place.principal.name}"
        if place.principal and place.kind == PlaceKind.UNIT
        else place.name
    )


def met_words(met: Iterable[str]) -> list[str]:
    return [str(Role(one).label) for one in met if one in Role.values]


def logged_words(row: Visit) -> str:
    """`Loggat: handledning på Lindskolan.`"""
    kind = rules.kind_name(row.kind, get_language() or "sv")
    return _("Loggat: %(kind)s, %(place)s, %(day)s.") % {
        "kind": kind, "place": row.place.name, "day": words.day(row.held_on),
    }  # fmt: skip


def said(sums: Sequence[PrincipalVisits]) -> str:
    """How much is logged of the last half-year, in a sentence; empty when nothing is."""
    been = [one for one in sums if one.total]
    total = sum(one.total for one in been)
    if not total:
        return ""
    visits = ngettext("%(n)s besök", "%(n)s besök", total) % {"n": total}
    where = ngettext("hos %(n)s huvudman", "hos %(n)s huvudmän", len(been)) % {"n": len(been)}
    return _("%(visits)s %(where)s det senaste halvåret.") % {"visits": visits, "where": where}


def not_been(sums: Sequence[PrincipalVisits]) -> str:
    """Where nothing is logged, when something is elsewhere."""
    names = [one.principal.name for one in sums if not one.total]
    if not names or len(names) == len(sums):
        return ""
    return _("Inget är loggat hos %(names)s.") % {"names": ", ".join(names)}
