from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.access.roles import Role
from tillsammans.access.web import Request
from tillsammans.organisations import commands, queries
from tillsammans.organisations.forms import AppointForm, EndForm, HandOverForm
from tillsammans.organisations.models import Place, RoleDecision, RoleHolding, RoleScope
from tillsammans.organisations.queries import SHARED_ROLES, SeatsRow
from tillsammans.organisations.rules.role_seats import SeatsState, seats_label, together
from tillsammans.organisations.views.asking import actor_of, ask, today_of
from tillsammans.ui.parts import status
from tillsammans.ui.tables import Cell, Column, Html, Link, Table

_STATES = {SeatsState.UNDECIDED: "none", SeatsState.VACANT: "prog", SeatsState.FILLED: "done"}


def roles(request: Request) -> HttpResponse:
    """Filled and vacant seats per principal, each against its own decision."""
    found = queries.roles_page(actor_of(request))
    heads = [Column(_("Huvudman")), *_seat_heads()]
    rows = [
        (Link(place.name, _roles_of(place.pk)), *_seat_cells(row)) for place, many in found for row in many
    ]
    page = {"table": Table(_("Roller per huvudman"), heads, rows), "sentences": _sentences(found)}
    return render(request, "organisations/roles.html", page)


def _sentences(found: list[tuple[Place, list[SeatsRow]]]) -> list[str]:
    """Where each role stands in all, without naming anybody: a sentence to repeat in a meeting."""
    sentences = []
    for role in SHARED_ROLES:
        seats = together([row.seats for _place, many in found for row in many if row.role == role])
        words = {"role": str(role.label).capitalize(), "filled": seats.filled, "decided": seats.decided}
        if seats.decided:
            sentence = ngettext(
                "%(role)s: %(filled)s av %(decided)s bestämd plats är tillsatt.",
                "%(role)s: %(filled)s av %(decided)s bestämda platser är tillsatta.",
                seats.decided,
            )
            sentences.append(sentence % words)
        elif found:
            sentences.append(_("%(role)s: inget är bestämt än.") % words)
    return sentences


def _roles_of(principal_id: int) -> str:
    return reverse("organisations:principal_roles", args=[principal_id])


def _seat_heads() -> list[Column]:
    return [
        Column(_("Roll")),
        Column(_("Gäller")),
        Column(_("Bestämt")),
        Column(_("Tillsatta"), numeric=True),
        Column(_("Läge")),
    ]


def _seat_cells(row: SeatsRow) -> tuple[Cell, ...]:
    label = seats_label(row.seats)
    role = str(Role(row.role).label).capitalize()
    decided = scope_words(row.decision) if row.decision else ""
    return (
        role,
        queries.sector_label(row.sector),
        decided,
        row.seats.filled,
        Html(status(_STATES[row.seats.state], label), label),
    )


def scope_words(decision: RoleDecision) -> str:
    """What has been decided, in words."""
    words = {
        RoleScope.PER_UNIT: _("%(number)s på varje enhet"),
        RoleScope.PER_AREA: _("en i vart och ett av %(number)s områden"),
        RoleScope.SHARED: _("%(number)s gemensamt"),
    }
    return words[RoleScope(decision.scope)] % {"number": decision.number}


def principal_roles(request: Request, principal_id: int) -> HttpResponse:
    """One principal: decisions, and who holds which role where."""
    by = actor_of(request)
    page = queries.principal_roles_page(by, principal_id)
    held = commands.read_holders_below(by=by, place=page.principal)
    shown = {
        "page": page,
        "seats": Table(_("Roller"), _seat_heads(), [_seat_cells(row) for row in page.rows]),
        "decisions": [
            (decision, scope_words(decision)) for decision in page.decisions if decision.ends_on is None
        ],
        "holders": _holders(held, actions=page.may_appoint),
        "crumb_list": [(_("Roller"), reverse("organisations:roles"))],
    }
    return render(request, "organisations/principal_roles.html", shown)


def _holders(held: list[RoleHolding], *, actions: bool) -> Table:
    heads = [
        Column(_("Var")),
        Column(_("Roll")),
        Column(_("Vem")),
        Column(_("E-post")),
        Column(_("Från")),
        Column(_("Till och med")),
    ]
    rows: list[tuple[Cell, ...]] = []
    for one in held:
        role = str(Role(one.role).label).capitalize()
        rows.append(
            (_where(one.place), role, one.name, one.email, one.starts_on, one.ends_on or _("tills vidare"))
        )
    if not actions:
        return Table(_("Vilka som har rollerna"), heads, rows)
    wide = [
        (*row, Link(_("Ändra"), reverse("organisations:holding", args=[one.pk])))
        for row, one in zip(rows, held, strict=True)
    ]
    return Table(_("Vilka som har rollerna"), [*heads, Column(_("Ändra"))], wide)


def _where(place: Place) -> str:
    return place.name


def appoint(request: Request, principal_id: int) -> HttpResponse:
    by = actor_of(request)
    page = queries.principal_roles_page(by, principal_id)
    places = queries.places_to_appoint_at(by, page.principal)
    chosen = {"place": request.GET.get("plats", ""), "role": request.GET.get("roll", "")}
    form = AppointForm(request.POST or None, places=places, today=today_of(request), initial=chosen)

    def act(fields: dict[str, Any]) -> str:
        place = queries.get_place(by, int(fields.pop("place")))
        commands.appoint(by=by, place=place, **fields)
        return _roles_of(page.principal.pk)

    return ask(
        request, form, act, heading=_("Ange vem som har en roll"), verb=_("Spara"), back=_roles_of(page.principal.pk),
        text=_("Namn och adress syns för dem som behöver hitta rätt, och raderas en tid efter att rollen har upphört."),
        done=_("Rollen är tillsatt."),
    )  # fmt: skip


def holding(request: Request, holding_id: int) -> HttpResponse:
    """Hand a role over, or end it."""
    by = actor_of(request)
    held = queries.get_holding_to_edit(by, holding_id)
    back = _roles_of(held.place.principal_id or 0)
    form = HandOverForm(request.POST or None, today=today_of(request))

    def act(fields: dict[str, Any]) -> str:
        commands.hand_over_role(by=by, holding=held, **fields)
        return back

    return ask(
        request, form, act, heading=_("Lämna över rollen"), verb=_("Lämna över"), back=back,
        text=_("%(role)s, %(place)s. Öppna uppgifter följer med till den som tar över. Slutar någon utan att en ny är utsedd: "
               "välj Avsluta rollen nedan.") % {"role": str(Role(held.role).label).capitalize(), "place": held.place.name},
        done=_("Rollen är överlämnad."), beside=(_("Avsluta rollen"), reverse("organisations:holding_end", args=[held.pk])),
    )  # fmt: skip


def end(request: Request, holding_id: int) -> HttpResponse:
    by = actor_of(request)
    held = queries.get_holding_to_edit(by, holding_id)
    back = _roles_of(held.place.principal_id or 0)
    form = EndForm(request.POST or None, today=today_of(request))

    def act(fields: dict[str, Any]) -> str:
        commands.end_role(by=by, holding=held, **fields)
        return back

    return ask(
        request, form, act, heading=_("Avsluta rollen?"), verb=_("Avsluta rollen"), back=back, done=_("Rollen är avslutad."),
        text=_("%(role)s, %(place)s.") % {"role": str(Role(held.role).label).capitalize(), "place": held.place.name},
    )  # fmt: skip
