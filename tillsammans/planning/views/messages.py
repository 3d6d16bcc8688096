from dataclasses import asdict
from datetime import date

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tillsammans.access.web import Request
from tillsammans.core.errors import NotVisible
from tillsammans.organisations.rules import days
from tillsammans.planning.commands import messages as commands
from tillsammans.planning.drawing import messages as drawing
from tillsammans.planning.forms.messages import MessageForm
from tillsammans.planning.models import PlannedMessage
from tillsammans.planning.queries import messages as queries
from tillsammans.planning.queries.timeline import number
from tillsammans.planning.views.asking import asked
from tillsammans.planning.views.support import support_crumbs
from tillsammans.ui.answers import confirmed, tapped
from tillsammans.ui.documents import NoPdfHere, document_response
from tillsammans.wording.queries import mark_of


def _crumbs() -> list[tuple[str, str]]:
    return [*support_crumbs(), (_("Kommunikationsplan"), reverse("planning:communication"))]


@require_GET
def communication(request: Request) -> HttpResponse:
    """What is to be said and what has been."""
    page = queries.communication_page(
        request.actor, request.GET.get("vems", ""), _after(request.GET.get("efter", ""))
    )
    actions = [(_("Lägg till budskap"), reverse("planning:message_new"))] if page.works else []
    shown = {
        "page_title": _("Kommunikationsplan"),
        "body": drawing.draw(page, get_token(request)),
        "actions": actions,
    }
    return render(request, "planning/support_page.html", {**shown, "crumb_list": support_crumbs()})


def _after(text: str) -> tuple[date, int] | None:
    """Where the page before ended; None for what cannot be read."""
    day, _mark, last = text.partition("~")
    try:
        return (date.fromisoformat(day), number(last) or 0) if day else None
    except ValueError:
        return None


@require_GET
def file(request: Request, kind: str) -> HttpResponse:
    """The chosen messages as Word or PDF."""
    if kind not in ("docx", "pdf"):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    rows = queries.messages_for_file(request.actor, request.GET.get("vems", queries.ALL))
    try:
        document = drawing.document(rows, days.day_of(request.actor.at))
        mark = mark_of(request.actor.county_id, document.language)
        return document_response(document, kind, _("kommunikationsplan"), mark=mark)
    except NoPdfHere:
        return redirect("planning:communication")


@require_GET
def message(request: Request, message_id: int) -> HttpResponse:
    line = queries.get_message(request.actor, message_id)
    shown = {
        "page_title": line.row.message,
        "line": line,
        "body": drawing.draw_one(line),
        "crumb_list": _crumbs(),
    }
    return render(request, "planning/message.html", shown)


def new(request: Request) -> HttpResponse:
    by = request.actor
    form = MessageForm(
        request.POST or None,
        choices=queries.message_choices(by),
        initial={"plan_id": request.GET.get("plan", "")},
    )

    def act() -> None:
        commands.plan_message(by=by, place=form.chosen_place, content=form.content())

    shown = {"page_title": _("Lägg till budskap"), "crumb_list": _crumbs()}
    return asked(request, form, act, to=reverse("planning:communication"), shown=shown)


def edit(request: Request, message_id: int) -> HttpResponse:
    by = request.actor
    row = queries.get_own_message(by, message_id)
    now = asdict(commands.content_of(row))
    form = MessageForm(request.POST or None, choices=queries.message_choices(by), row=row, now=now)

    def act() -> None:
        seen = form.cleaned_data["revision"] or 0
        commands.change_message(by=by, message=row, content=form.content(), revision=seen)

    shown = {"page_title": _("Ändra: %(title)s") % {"title": row.message}, "crumb_list": _crumbs()}
    return asked(request, form, act, to=_to(row), shown=shown)


@require_POST
def sent(request: Request, message_id: int) -> HttpResponse:
    """It was said today (sent=1), or not after all."""
    by = request.actor
    row = queries.get_own_message(by, message_id)
    was, seen = request.POST.get("sent") == "1", number(request.POST.get("revision", "")) or 0

    def act() -> None:
        commands.mark_sent(by=by, message=row, sent=was, revision=seen)

    said = _("”%(message)s” är markerat som sagt.") % {"message": row.message} if was else ""
    return tapped(request, act, reverse("planning:communication") if was else _to(row), said=said)


def remove(request: Request, message_id: int) -> HttpResponse:
    row = queries.get_own_message(request.actor, message_id)
    return confirmed(
        request, lambda: commands.remove_message(by=request.actor, message=row),
        question=_("Ta bort budskapet?"), text=_("”%(message)s” försvinner ur kommunikationsplanen.") % {"message": row.message},
        verb=_("Ta bort"), to=reverse("planning:communication"), back=_to(row),
    )  # fmt: skip


def _to(row: PlannedMessage) -> str:
    return reverse("planning:message", args=[row.pk])
