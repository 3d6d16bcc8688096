"""Sending a published newsletter: to whom, how many that is, and what became of those that have been sent."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.access.roles import Role
from tillsammans.access.web import Request
from tillsammans.organisations.models import PlaceKind
from tillsammans.reports.commands import mailings as commands
from tillsammans.reports.drawing.words import long_day
from tillsammans.reports.forms.mailings import SendForm
from tillsammans.reports.models import Newsletter
from tillsammans.reports.queries import mailings as queries
from tillsammans.reports.queries.mailings import Receivers, SendPage, Sent
from tillsammans.reports.rules.mailings import roles_of
from tillsammans.reports.views.newsletters import way
from tillsammans.ui.answers import filled_in
from tillsammans.ui.tables import Cell, Column, Table

COUNT = "count"  # the button that tells how many it would be


def newsletter_send(request: Request, newsletter_id: int) -> HttpResponse:
    row = queries.get_to_send(request.actor, newsletter_id)
    page = queries.send_page(request.actor, row)
    form = SendForm(request.POST or None, subscribers=page.subscribers, choices=page.choices)
    shown = _shown(page)
    if request.method == "POST" and COUNT in request.POST and form.is_valid():
        return render(
            request, "reports/newsletter_send.html", {**shown, "form": form, **_counted(request, row, form)}
        )

    def act() -> str:
        given = form.cleaned_data["expected"] or 0
        commands.send(by=request.actor, newsletter=row, audience=form.audience(), expected=given)
        messages.success(request, _("Nyhetsbrevet är på väg till %(who)s.") % {"who": _persons(given)})
        return reverse("reports:newsletter_send", args=[row.pk])

    return filled_in(request, form, act, template="reports/newsletter_send.html", shown=shown)


def _counted(request: Request, row: Newsletter, form: SendForm) -> dict[str, Any]:
    found = queries.receivers(row, form.audience(), request.actor.at)
    return {
        "counted": _said(found),
        "number": found.number,
        "verb": _("Skicka till %(who)s") % {"who": _persons(found.number)},
    }


def _said(found: Receivers) -> list[str]:
    """One sentence each, of what there is to say."""
    said = [_("%(who)s får det.") % {"who": _persons(found.number)}]
    if found.staff and found.subscribers:
        words = {"who": said[0].rstrip("."), "staff": found.staff, "outside": _outside(found.subscribers)}
        said = [_("%(who)s: %(staff)s som arbetar i länet och %(outside)s.") % words]
    if found.had:
        said.append(
            _("%(who)s har redan fått det och får det inte en gång till.") % {"who": _persons(found.had)}
        )
    if found.ended:
        said.append(_("%(who)s har sagt nej till nyhetsbrevet.") % {"who": _persons(found.ended)})
    return said


def _persons(number: int) -> str:
    return ngettext("%(n)s person", "%(n)s personer", number) % {"n": number}


def _outside(number: int) -> str:
    return ngettext("%(n)s annan prenumerant", "%(n)s andra prenumeranter", number) % {"n": number}


def _shown(page: SendPage) -> dict[str, Any]:
    return {
        "page_title": _("Skicka nyhetsbrevet"), "crumb_list": way(page.newsletter), "back": way(page.newsletter)[-1][1],
        "sent": _table(page.mailings) if page.mailings else None,
    }  # fmt: skip


def _table(mailings: list[Sent]) -> Table:
    columns = [
        Column(_("Dag")), Column(_("Till")), Column(_("Skickade"), numeric=True), Column(_("Väntar"), numeric=True),
        Column(_("Kom inte fram"), numeric=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [long_day(one.mailing.queued_at), _to(one), one.sent, one.waiting, one.missed] for one in mailings
    ]
    return Table(_("Så har det gått"), columns, rows, caption_shown=True)


def _to(one: Sent) -> str:
    groups = [
        f"{Role(role).label} ({PlaceKind(level).label})"
        for level, role in sorted(roles_of(one.mailing.roles))
    ]
    return ", ".join([*([_("prenumeranter")] if one.mailing.to_subscribers else []), *groups])
