"""At the meeting and after: presence, notes, decisions and tasks, and the minutes until they are locked."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tillsammans.access.web import Request
from tillsammans.core.errors import NotVisible
from tillsammans.governance.commands import minutes as commands
from tillsammans.governance.drawing import minutes as drawing
from tillsammans.governance.drawing import words
from tillsammans.governance.forms import meetings as forms
from tillsammans.governance.meeting_policies import check_keep_item, task_refusal
from tillsammans.governance.models import Meeting
from tillsammans.governance.queries import meetings as queries
from tillsammans.governance.queries.minutes import canonical, record_of
from tillsammans.governance.rules import meetings as rules
from tillsammans.governance.views.meetings import FORM, to, way
from tillsammans.organisations.rules.days import day_of
from tillsammans.ui.answers import confirmed, filled_in, tapped, theirs_in
from tillsammans.ui.documents import NoPdfHere, document_response
from tillsammans.ui.exports import file_response
from tillsammans.wording.queries import mark_of

FOR_ARCHIVES = ("json", "arkiv")
KINDS = ("docx", "pdf", *FOR_ARCHIVES)


@require_POST
def presence(request: Request, meeting_id: int) -> HttpResponse:
    page = queries.meeting_page(request.actor, meeting_id)
    row = queries.get_kept_meeting(request.actor, meeting_id)
    form = forms.PresenceForm(request.POST, seats=page.seats, seen=row.revision)

    def act() -> str:
        form.is_valid()
        seen = form.cleaned_data.get("seen") or 0
        commands.note_presence(by=request.actor, meeting=row, presence=form.presence(), revision=seen)
        return _("Närvaron är sparad.")

    return tapped(request, act, to(row, "#narvaro"))


def note(request: Request, item_id: int) -> HttpResponse:
    """One item at a time. A page of its own where the words must be chosen between."""
    item = queries.get_kept_item(request.actor, item_id)
    check_keep_item(request.actor, item, rules.notes_refusal(item.meeting.state))
    form = forms.NotesForm(request.POST or None, item=item)

    def act() -> str:
        seen = form.cleaned_data["seen"] or 0
        commands.note(by=request.actor, item=item, content=form.content(), revision=seen)
        messages.success(request, _("Anteckningen är sparad."))
        return to(item.meeting, f"#punkt-{item.pk}")

    shown = {
        "page_title": f"{item.order}. {item.title}", "crumb_list": way(item.meeting), "back": to(item.meeting),
        "verb": _("Spara anteckningen"),
    }  # fmt: skip
    beside = theirs_in(request, form, partial(words.differences, form))
    return filled_in(request, form, act, template=FORM, shown=shown, beside=beside)


def item_decide(request: Request, item_id: int) -> HttpResponse:
    item = queries.get_kept_item(request.actor, item_id)
    check_keep_item(request.actor, item, rules.outcome_refusal(item.meeting.state))
    form = forms.ItemDecisionForm(request.POST or None)

    def act() -> str:
        commands.decide(by=request.actor, item=item, content=form.content(item))
        messages.success(request, _("Beslutet är ett utkast. Skicka det från dess egen sida."))
        return to(item.meeting, f"#punkt-{item.pk}")

    shown = {
        "page_title": _("Beslut på mötet"), "crumb_list": way(item.meeting), "back": to(item.meeting),
        "verb": _("Spara beslutet"),
    }  # fmt: skip
    return filled_in(request, form, act, template=FORM, shown=shown)


def item_task(request: Request, item_id: int) -> HttpResponse:
    item = queries.get_kept_item(request.actor, item_id)
    refusal = rules.outcome_refusal(item.meeting.state) or task_refusal(
        request.actor, item.meeting.board.place
    )
    check_keep_item(request.actor, item, refusal)
    form = forms.TaskForm(request.POST or None)

    def act() -> str:
        commands.give_task(by=request.actor, item=item, content=form.content())
        messages.success(request, _("Uppgiften står i tidslinjen."))
        return to(item.meeting, f"#punkt-{item.pk}")

    shown = {
        "page_title": _("Ge en uppgift"), "crumb_list": way(item.meeting), "back": to(item.meeting), "verb": _("Spara uppgiften"),
    }  # fmt: skip
    return filled_in(request, form, act, template=FORM, shown=shown)


def send(request: Request, meeting_id: int) -> HttpResponse:
    """To all members, after a question."""
    row = queries.get_kept_meeting(request.actor, meeting_id)
    text = _(
        "Ledamöterna får en länk med mejl och kan lämna synpunkter i en vecka. Sedan låses anteckningarna och ändras inte mer."
    )
    return confirmed(
        request, lambda: commands.send_minutes(by=request.actor, meeting=row), question=_("Skicka ut anteckningarna?"), text=text,
        verb=_("Skicka ut"), back=to(row), said=_("Anteckningarna är utskickade."),
    )  # fmt: skip


def comment(request: Request, meeting_id: int) -> HttpResponse:
    """By a member who is signed in, or by who keeps the meeting."""
    page = queries.meeting_page(request.actor, meeting_id)
    row = page.meeting
    form = forms.CommentForm(request.POST or None)

    def act() -> str:
        commands.comment(by=request.actor, meeting=row, seat=page.mine, text=form.cleaned_data["text"])
        messages.success(request, _("Din synpunkt är sparad."))
        return to(row, "#synpunkter")

    shown = {
        "page_title": _("Lämna en synpunkt"),
        "crumb_list": way(row),
        "back": to(row),
        "verb": _("Skicka synpunkten"),
    }
    return filled_in(request, form, act, template=FORM, shown=shown)


@require_POST
def approve(request: Request, meeting_id: int) -> HttpResponse:
    page = queries.meeting_page(request.actor, meeting_id)
    told = _("Anteckningarna är justerade från din plats.")
    return tapped(
        request, lambda: commands.approve(by=request.actor, seat=page.mine) and None, to(page.meeting),
        said=told,
    )  # fmt: skip


@require_GET
def file(request: Request, meeting_id: int, kind: str) -> HttpResponse:
    """The minutes as Word or PDF; a locked record also as it is handed to an archive: PDF/A, and JSON with every word of it."""
    page = queries.meeting_page(request.actor, meeting_id)
    row, record = page.meeting, record_of(page)
    name = _file_name(row)
    if kind not in KINDS:
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    if kind in FOR_ARCHIVES and row.record is None:
        raise NotVisible(_("Filen för arkivet finns först när anteckningarna är låsta."))
    if kind == "json":
        return file_response(canonical(record).encode(), "application/json", name, "json")
    try:
        document, variant = drawing.document(record), "pdfa" if kind == "arkiv" else kind
        return document_response(document, variant, name, mark=mark_of(row.county_id, document.language))
    except NoPdfHere:
        message = _("Den här installationen kan inte göra PDF-filer. Hämta Word-filen, eller skriv ut sidan.")
        return render(request, "ui/refusal.html", {"message": message}, status=503)


def _file_name(row: Meeting) -> str:
    return _("minnesanteckningar-%(day)s") % {"day": day_of(row.starts_at).isoformat()}
