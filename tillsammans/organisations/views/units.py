from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.organisations import commands, queries
from tillsammans.organisations.forms import DayForm, MergeForm, MoveForm, OpenUnitForm, RenameForm
from tillsammans.organisations.models import Place, Sector
from tillsammans.organisations.queries import UnitChoice
from tillsammans.organisations.views.asking import actor_of, ask, today_of
from tillsammans.ui.tables import Column, Link, Table

LONGEST_SEARCH = 100
LONGEST_NUMBER = 18  # digits that fit every database's whole numbers


def units(request: Request) -> HttpResponse:
    """The county's workplaces, a page at a time."""
    by, choice = actor_of(request), _choice(request)
    county = queries.get_county(by)
    found = queries.list_units(by, choice)
    page = {
        "choice": choice,
        "principals": queries.principals_of_county(county.pk),
        "sectors": Sector.choices,
        "table": _table(found.units),
        "following": _address(found.following),
        "previous": _address(found.previous),
        "may_open": bool(queries.places_to_move_to(by, county.pk))
        if queries.may_keep_register(by)
        else False,
    }
    return render(request, "organisations/units.html", page)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def _edge(text: str) -> tuple[str, int] | None:
    """The unit at the edge of a page, as the address writes it: `name~id`."""
    name, _mark, number = text.rpartition("~")
    found = _number(number)
    return (name, found) if found is not None else None


def _choice(request: Request) -> UnitChoice:
    given = request.GET
    sector = given.get("omrade", "")
    return UnitChoice(
        principal_id=_number(given.get("huvudman", "")),
        sector=sector if sector in Sector.values else "",
        text=given.get("sok", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
        closed=given.get("stangda") == "1",
        after=_edge(given.get("efter", "").replace("\x00", "")),
        before=_edge(given.get("fore", "").replace("\x00", "")),
    )


def _address(choice: UnitChoice | None) -> str:
    """The address that shows a choice; nothing where there is no such page."""
    if choice is None:
        return ""
    given = {
        "huvudman": choice.principal_id or "", "omrade": choice.sector, "sok": choice.text,
        "stangda": "1" if choice.closed else "",
        "efter": "~".join(map(str, choice.after)) if choice.after else "",
        "fore": "~".join(map(str, choice.before)) if choice.before else "",
    }  # fmt: skip
    return "?" + urlencode({name: value for name, value in given.items() if value})


def _table(found: list[Place]) -> Table:
    columns = [
        Column(_("Enhet")),
        Column(_("Huvudman")),
        Column(_("Förvaltning")),
        Column(_("Verksamhetsområde")),
    ]
    rows = [
        (
            Link(f"{unit.name} ({_('stängd')})" if unit.closed_on else unit.name, reverse("organisations:unit", args=[unit.pk])),
            unit.principal.name if unit.principal else "",
            unit.parent.name if unit.parent and unit.parent_id != unit.principal_id else "",
            str(Sector(unit.sector).label),
        )
        for unit in found
    ]  # fmt: skip
    return Table(_("Enheter"), columns, rows)


def unit(request: Request, unit_id: int) -> HttpResponse:
    """A workplace: what it is, what has happened to it, who holds which role."""
    by = actor_of(request)
    page = queries.unit_page(by, unit_id)
    shown = {
        "page": page,
        "holders": commands.read_holders(by=by, place=page.unit),
        "crumb_list": [(_("Enheter"), reverse("organisations:units"))],
        "sector": queries.sector_label(page.unit.sector),
        "form_of_operation": queries.form_label(page.unit.form),
    }
    return render(request, "organisations/unit.html", shown)


def _unit_address(place: Place) -> str:
    return reverse("organisations:unit", args=[place.pk])


def open_unit(request: Request) -> HttpResponse:
    by = actor_of(request)
    places = queries.places_for_new_unit(by)
    form = OpenUnitForm(request.POST or None, places=places, today=today_of(request))

    def act(fields: dict) -> str:
        parent = queries.get_place(by, int(fields.pop("parent")))
        return _unit_address(commands.open_unit(by=by, parent=parent, **fields))

    back = reverse("organisations:units")
    return ask(
        request,
        form,
        act,
        heading=_("Lägg till en enhet"),
        verb=_("Lägg till"),
        back=back,
        done=_("Enheten finns nu."),
    )


def rename(request: Request, unit_id: int) -> HttpResponse:
    by = actor_of(request)
    place = queries.get_unit_to_edit(by, unit_id)
    form = RenameForm(request.POST or None, today=today_of(request), initial={"name": place.name})
    return ask(
        request, form, lambda fields: _unit_address(commands.rename(by=by, place=place, **fields)),
        heading=_("Byt namn på %(name)s") % {"name": place.name}, verb=_("Byt namn"), back=_unit_address(place),
        text=_("Det gamla namnet finns kvar i enhetens historia."), done=_("Namnet är bytt."),
    )  # fmt: skip


def move(request: Request, unit_id: int) -> HttpResponse:
    by = actor_of(request)
    place = queries.get_unit_to_edit(by, unit_id)
    targets = queries.places_to_move_to(by, place.county_id or 0)
    form = MoveForm(
        request.POST or None, places=targets, today=today_of(request), initial={"to": place.parent_id}
    )

    def act(fields: dict) -> str:
        to = queries.get_place(by, int(fields["to"]))
        return _unit_address(commands.move_unit(by=by, unit=place, to=to, on=fields["on"]))

    return ask(
        request, form, act, heading=_("Flytta %(name)s") % {"name": place.name}, verb=_("Flytta"), back=_unit_address(place),
        text=_("Det som enheten har svarat följer med enheten, och räknas kvar där det lämnades."), done=_("Enheten är flyttad."),
    )  # fmt: skip


def close(request: Request, unit_id: int) -> HttpResponse:
    by = actor_of(request)
    place = queries.get_unit_to_edit(by, unit_id)
    form = DayForm(request.POST or None, today=today_of(request))
    return ask(
        request, form, lambda fields: _unit_address(commands.close_unit(by=by, unit=place, **fields)),
        heading=_("Stäng %(name)s?") % {"name": place.name}, verb=_("Stäng enheten"), back=_unit_address(place),
        text=_("Enheten får inga fler frågor och rollerna där upphör. Svar och historia finns kvar."),
        done=_("Enheten är stängd."),
    )  # fmt: skip


def reopen(request: Request, unit_id: int) -> HttpResponse:
    by = actor_of(request)
    place = queries.get_unit_to_edit(by, unit_id)
    form = DayForm(request.POST or None, today=today_of(request))
    return ask(
        request, form, lambda fields: _unit_address(commands.reopen(by=by, unit=place, **fields)),
        heading=_("Öppna %(name)s igen?") % {"name": place.name}, verb=_("Öppna igen"), back=_unit_address(place),
        text=_("Enheten kommer tillbaka med sin historia. Vem som har en roll där anges på nytt."),
        done=_("Enheten är öppen igen."),
    )  # fmt: skip


def merge(request: Request, unit_id: int) -> HttpResponse:
    by = actor_of(request)
    place = queries.get_unit_to_edit(by, unit_id)
    others = [other for other in queries.open_units([place.principal_id or 0]) if other.pk != place.pk]
    form = MergeForm(request.POST or None, places=others, today=today_of(request))

    def act(fields: dict) -> str:
        into = queries.get_unit(by, int(fields["into"]))
        return _unit_address(commands.merge_units(by=by, unit=place, into=into, on=fields["on"]))

    return ask(
        request, form, act, heading=_("Slå ihop %(name)s med en annan enhet") % {"name": place.name}, verb=_("Slå ihop"),
        back=_unit_address(place), done=_("Enheterna är ihopslagna."),
        text=_("Enheten stängs och pekar på den som tar över. Svaren från tidigare omgångar ligger kvar där de lämnades."),
    )  # fmt: skip
