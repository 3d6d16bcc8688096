"""What a reader chooses on the timeline: view, period, picture or table, and what to leave out. Without script."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.access.roles import Role
from tillsammans.organisations.models import Sector
from tillsammans.planning.drawing import activity_words as words
from tillsammans.planning.models import ActivityState
from tillsammans.planning.queries.timeline import LATE, UNOWNED, Choice, TimelinePage
from tillsammans.planning.rules.periods import MONTH, QUARTER, YEAR, Period, around, of
from tillsammans.ui import parts
from tillsammans.ui.icons import icon
from tillsammans.ui.markup import escape

_ROLES = (
    Role.PROCESS_LEADER, Role.MODEL_MANAGER, Role.HEAD, Role.CONTACT_PERSON, Role.UNIT_MANAGER, Role.BBA, Role.COORDINATOR,
    Role.CHAIR, Role.SECRETARY, Role.EDITOR,
)  # fmt: skip


def holding_roles() -> list[tuple[str, str]]:
    """The roles that can hold an activity, as choices."""
    return [(str(role), str(role.label).capitalize()) for role in _ROLES]


def address(choice: Choice, **changed: Any) -> str:
    """The timeline with what is chosen, and with what is changed. to: the name of another address that asks the same."""
    to = changed.pop("to", "planning:timeline")
    period: Period = changed.pop("period", choice.period)
    given = {
        "vy": period.view, "fran": f"{period.first:%Y-%m}", "huvudman": choice.principal_id, "roll": choice.role,
        "omrade": choice.sector, "komponent": choice.component, "lage": choice.state, "visa": choice.opened,
        "som": "tabell" if choice.as_table else "", "bara": "min-enhet" if choice.own_unit else "",
    } | changed  # fmt: skip
    return f"{reverse(to)}?{urlencode({name: value for name, value in given.items() if value})}"


def draw(page: TimelinePage) -> str:
    """The period and its view on one line, what to leave out folded under it."""
    return (
        f'<div class="row row--between noprint tl-ways">{_period(page)}{_looks(page)}</div>{_filters(page)}'
    )


def _period(page: TimelinePage) -> str:
    period, choice = page.choice.period, page.choice
    here = page.choice.period == around(period.view, page.today)
    names = ((MONTH, _("Månad")), (QUARTER, _("Kvartal")), (YEAR, _("År")))
    views = [
        {"label": name, "href": address(choice, period=around(view, page.today) if here else of(view, period.first)),
         "current": view == period.view}
        for view, name in names
    ]  # fmt: skip
    now = "" if here else _link(address(choice, period=around(period.view, page.today)), _("Till i dag"))
    back = _arrow(address(choice, period=period.beside(-1)), "arrow-left", _("Tidigare"))
    on = _arrow(address(choice, period=period.beside(1)), "arrow-right", _("Senare"))
    how_long = parts.seg(views, label=_("Hur lång tid"))
    return f'<div class="row row--s">{how_long}{back}{on}{now}</div>'


def _arrow(href: str, name: str, label: str) -> str:
    return f'<a class="btn quiet" href="{escape(href)}">{icon(name, flip=True)}<span class="vh">{escape(label)}</span></a>'


def _link(href: str, label: str) -> str:
    return f'<a href="{escape(href)}">{escape(label)}</a>'


def _looks(page: TimelinePage) -> str:
    items = [
        {"label": _("Bild"), "href": address(page.choice, som=""), "current": not page.choice.as_table},
        {"label": _("Tabell"), "href": address(page.choice, som="tabell"), "current": page.choice.as_table},
    ]
    return str(parts.seg(items, label=_("Visa som")))


def _filters(page: TimelinePage) -> str:
    choice = page.choice
    chosen = choice.narrowed or choice.principal_id is not None
    sectors = [(key, str(label).capitalize()) for key, label in Sector.choices]
    components = [(one.code, one.name) for one in page.components.values()]
    fields = "".join((
        _select(_("Huvudman"), "huvudman", [(str(one.pk), one.name) for one in page.principals], str(choice.principal_id or "")),
        _select(_("Läge"), "lage", _states(), choice.state),
        _select(_("Ansvarig roll"), "roll", holding_roles(), choice.role),
        _select(_("Verksamhetsområde"), "omrade", sectors, choice.sector),
        _select(_("Kärnkomponent"), "komponent", components, choice.component), _own_unit(page),
    ))  # fmt: skip
    kept = {
        "vy": choice.period.view,
        "fran": f"{choice.period.first:%Y-%m}",
        "som": "tabell" if choice.as_table else "",
    }
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in kept.items()
        if value
    )
    clear = address(Choice(choice.period, as_table=choice.as_table)) if chosen else ""
    away = _link(clear, _("Visa allt")) if clear else ""
    head = f'<summary class="go">{escape(_filter_words(page))}{icon("caret-down")}</summary>'
    sent = f'<p class="row">{parts.button(_("Visa"), look="line")}{away}</p>'
    return (
        f'<details class="fold-out noprint tl-filter"{" open" if chosen else ""}>{head}'
        f'<form class="tl-fields">{hidden}{fields}{sent}</form></details>'
    )


def _own_unit(page: TimelinePage) -> str:
    """For those whose role is at a unit."""
    if not page.has_unit:
        return ""
    ticked, label = " checked" if page.choice.own_unit else "", _("Bara min enhet")
    return (
        f'<div class="opts"><label><input type="checkbox" name="bara" value="min-enhet"{ticked}>'
        f"<span>{escape(label)}</span></label></div>"
    )


def _filter_words(page: TimelinePage) -> str:
    """What is left out, in the fold's own words."""
    choice = page.choice
    component = page.components.get(choice.component)
    names = [
        next((one.name for one in page.principals if one.pk == choice.principal_id), ""),
        dict(_states()).get(choice.state, ""), words.holder(choice.role, "").capitalize(),
        str(Sector(choice.sector).label).capitalize() if choice.sector in Sector.values else "",
        component.name if component else "", _("bara min enhet") if choice.own_unit else "",
    ]  # fmt: skip
    said = ", ".join(name for name in names if name)
    return _("Visar: %(what)s") % {"what": said} if said else _("Visa bara en del")


def _states() -> list[tuple[str, str]]:
    known = [(str(key), str(label).capitalize()) for key, label in ActivityState.choices]
    return [(LATE, _("Sena")), (UNOWNED, _("Saknar ansvarig")), *known]


def _select(label: str, name: str, options: Sequence[tuple[str, str]], chosen: str) -> str:
    rows = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(text)}</option>'
        for value, text in [("", _("Alla")), *options]
    )
    head = f'<label for="id_{name}">{escape(label)}</label>'
    return f'<div class="field">{head}<select id="id_{name}" name="{name}">{rows}</select></div>'
