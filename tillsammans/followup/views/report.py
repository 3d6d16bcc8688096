"""The self-report, one core component a screen. Every button saves; nothing is sent before the last one."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tillsammans.core.errors import Conflict, DomainError, DraftConflict
from tillsammans.followup import commands
from tillsammans.followup.forms import reading, screens, showing
from tillsammans.followup.queries import forms as words
from tillsammans.followup.queries import reports
from tillsammans.followup.rules import answering
from tillsammans.followup.views.doors import Door
from tillsammans.programmes.queries.stairs import proposal_note

answers_get_and_post = require_http_methods(["GET", "HEAD", "POST"])


def _page(door: Door, *, with_siblings: bool = False, with_before: bool = True) -> reports.ReportPage:
    return reports.report_page(door.by, door.request_id, with_siblings=with_siblings, with_before=with_before)


def _page_to_send(door: Door) -> reports.ReportPage:
    """What is sent, and no more: other units are looked for only when the answer is said to hold for some."""
    page = _page(door, with_before=False)
    return _page(door, with_siblings=True, with_before=False) if page.content.also else page


def _frame(page: reports.ReportPage, door: Door, **more: Any) -> dict[str, Any]:
    """What every screen of the report needs. seen: the draft's revision. mark: names this very page when it saves."""
    about = _("Självskattning, %(round)s") % {"round": page.round.name}
    return {"page": page, "request_row": page.request, "unit": page.request.unit, "quiet_text": about, "door": door,
            "start_href": door.to(), "home_href": door.to(), "mark": uuid4().hex, **more}  # fmt: skip


@require_GET
def start(request: HttpRequest, door: Door) -> HttpResponse:
    """Who asks, what is asked, who sees what; and where one is. Opening it changes nothing."""
    page = _page(door)
    context = _frame(
        page, door,
        rows=showing.rows(page, door.to),
        sees=showing.who_sees(page.request),
        proposal=proposal_note() if showing.is_proposal(page) else "",
        first_href=door.to("question", number=showing.first_open(page)),
        review_href=door.to("review"), receipt_href=door.to("receipt"), hand_over_href=door.to("hand_over"),
        take_back_href="" if door.token else door.to("take_back"),
    )  # fmt: skip
    return render(request, "followup/report_start.html", context)


@answers_get_and_post
def question(request: HttpRequest, door: Door, number: int) -> HttpResponse:
    page = _page(door)
    asked = page.question(number)
    if request.method != "POST":
        given = page.given(asked) or answering.Given(ticked=screens.ticked_before(page, asked))
        return _question_screen(request, door, page, asked, given)
    part = reading.question_part(request.POST)
    if request.POST.get("go") == "same":
        part = screens.same_as_before(page, asked, part)
    given = answering.given_of(part)
    return _saved(request, door, page, asked.key, part, number=number) or _after_question(
        request, door, page, asked, given
    )


def _after_question(
    request: HttpRequest,
    door: Door,
    page: reports.ReportPage,
    asked: reports.Question,
    given: answering.Given,
) -> HttpResponse:
    """Onwards when the screen is whole; otherwise the screen again with what to do. Going back or leaving needs nothing."""
    number, go = asked.number, request.POST.get("go", "next")
    if go == "back":
        return redirect(door.to("question", number=number - 1) if number > 1 else door.to())
    if go == "later":
        return _left(request, door)
    problems = answering.given_problems(asked.key, given, name=asked.name.text, top=asked.top)
    if problems:
        return _question_screen(request, door, _page(door), asked, given, problems=problems, status=400)
    if request.GET.get("tillbaka"):
        return redirect(door.to("review"))
    return redirect(
        door.to("question", number=number + 1) if number < len(page.questions) else door.to("last")
    )


def _question_screen(
    request: HttpRequest,
    door: Door,
    page: reports.ReportPage,
    asked: reports.Question,
    given: answering.Given,
    *,
    problems: list[answering.Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    ladder = words.ladder(asked.stairs_id, asked.component_code)
    context = _frame(
        page, door,
        **screens.question_screen(page, asked, given, ladder, problems or []),
        draft_href=door.to("draft", part=asked.number),
    )  # fmt: skip
    return render(request, "followup/report_question.html", context, status=status)


@answers_get_and_post
def last(request: HttpRequest, door: Door) -> HttpResponse:
    """What helped, what hindered, an example, and which other units the answer holds for."""
    page = _page(door, with_siblings=True)
    if request.method != "POST":
        return _last_screen(request, door, page, page.content)
    part = reading.last_screen_part(request.POST)
    content = answering.content_of({answering.LAST: part})
    if answer := _saved(request, door, page, answering.LAST, part, number=0):
        return answer
    if request.POST.get("go") == "later":
        return _left(request, door)
    if request.POST.get("go") == "back":
        return redirect(door.to("question", number=len(page.questions)))
    if problems := answering.last_problems(content, words.domains()):
        return _last_screen(
            request, door, _page(door, with_siblings=True), content, problems=problems, status=400
        )
    return redirect(door.to("review"))


def _last_screen(
    request: HttpRequest,
    door: Door,
    page: reports.ReportPage,
    content: answering.Content,
    *,
    problems: list[answering.Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    screen = screens.last_screen(page, content, problems or [], door.to)
    context = _frame(page, door, **screen, draft_href=door.to("draft", part=0))
    return render(request, "followup/report_last.html", context, status=status)


def _left(request: HttpRequest, door: Door) -> HttpResponse:
    messages.success(request, _("Det du har fyllt i är sparat. Fortsätt när det passar."))
    return redirect(door.to())


def _saved(
    request: HttpRequest, door: Door, page: reports.ReportPage, key: str, part: dict[str, Any], *, number: int
) -> HttpResponse | None:
    """Keep the screen. An answer only when the person has to choose between two versions, or cannot answer any longer."""
    try:
        _save(request, door, page, key, part)
    except DraftConflict as conflict:
        context = _frame(
            page, door, message=conflict.message, revision=conflict.revision,
            **screens.conflict_screen(page, key, part, conflict.theirs, door.to, number=number),
        )  # fmt: skip
        return render(request, "followup/report_conflict.html", context, status=409)
    except Conflict as refusal:
        context = _frame(page, door, message=refusal.message, typed=screens.typed_texts(page, key, part))
        return render(request, "followup/report_refused.html", context, status=409)
    return None


def _save(request: HttpRequest, door: Door, page: reports.ReportPage, key: str, part: dict[str, Any]) -> Any:
    return commands.save_draft(
        by=door.by, request=page.request, part=key, typed=part,
        seen=reading.seen(request.POST), page=reading.page_mark(request.POST),
    )  # fmt: skip


@require_POST
def draft(request: HttpRequest, door: Door, part: int) -> JsonResponse:
    """Saving by itself while somebody types. part: a question's number, 0 for the closing screen."""
    page = _page(door)
    asked = page.question(part) if part else None
    typed = reading.question_part(request.POST) if asked else reading.last_screen_part(request.POST)
    try:
        saved = _save(request, door, page, asked.key if asked else answering.LAST, typed)
    except DomainError as refusal:
        return JsonResponse({"message": refusal.message}, status=refusal.status)
    hint = showing.fit_sentence(asked, answering.given_of(typed)) if asked else ""
    return JsonResponse({"seen": saved.revision, "at": _clock(door.by.at), "hint": hint})


def _clock(at: datetime) -> str:
    return date_format(localtime(at), "H:i")


@answers_get_and_post
def review(request: HttpRequest, door: Door) -> HttpResponse:
    """Everything on one page, then the one button that sends."""
    if request.method != "POST":
        return _review_screen(request, door, _page(door, with_siblings=True))
    page = _page_to_send(door)
    try:
        commands.send_report(
            by=door.by, request=page.request, key=reading.key(request.POST), content=showing.to_send(page),
            seen=reading.seen(request.POST),
        )  # fmt: skip
    except DomainError as refusal:
        return _review_screen(request, door, _page(door, with_siblings=True), refusal=refusal)
    return redirect(door.to("receipt"))


def _review_screen(
    request: HttpRequest, door: Door, page: reports.ReportPage, *, refusal: DomainError | None = None
) -> HttpResponse:
    context = _frame(
        page, door,
        **showing.review_screen(page, door.to),
        refusal=refusal.message if refusal else "", key=uuid4(), last_href=door.to("last"),
    )  # fmt: skip
    return render(request, "followup/report_review.html", context, status=refusal.status if refusal else 200)


@require_GET
def receipt(request: HttpRequest, door: Door) -> HttpResponse:
    """That it has arrived, and the next small step for each core component."""
    page = _page(door)
    if page.request.current is None:
        return redirect(door.to())
    versions = reports.version_page(door.by, door.request_id, page.request.current.number)
    context = _frame(
        page, door, report=page.request.current, steps=showing.next_steps(versions), sees=showing.who_sees(page.request),
        versions=showing.version_links(versions, door.to), change_href=door.to("review"),
    )  # fmt: skip
    return render(request, "followup/report_receipt.html", context)


@require_GET
def version(request: HttpRequest, door: Door, number: int) -> HttpResponse:
    """One version exactly as it was sent."""
    found = reports.version_page(door.by, door.request_id, number)
    context = {
        "unit": found.request.unit, "report": found.report, "rows": showing.version_rows(found), "door": door,
        "content": found.content, "versions": showing.version_links(found, door.to), "back_href": door.to("receipt"),
        "domain": showing.domain_label(found.content.hindered_domain), "round": found.request.round,
        "start_href": door.to(), "home_href": door.to(),
    }  # fmt: skip
    return render(request, "followup/report_version.html", context)


@answers_get_and_post
def hand_over(request: HttpRequest, door: Door) -> HttpResponse:
    """Let a colleague answer."""
    page = _page(door)
    email, problem, status = request.POST.get("email", ""), "", 200
    if request.method == "POST":
        try:
            commands.hand_over(by=door.by, request=page.request, email=email)
            return render(
                request, "followup/report_handed_over.html", _frame(page, door, email=email.strip())
            )
        except DomainError as refusal:
            problem, status = refusal.message, refusal.status
    context = _frame(page, door, email=email, problem=problem)
    return render(request, "followup/report_hand_over.html", context, status=status)


@require_POST
def take_back(request: HttpRequest, door: Door) -> HttpResponse:
    """For the signed-in manager: the colleague's link ends."""
    page = _page(door)
    try:
        commands.take_back(by=door.by, request=page.request)
        messages.success(request, _("Uppgiften är tillbaka hos chefen. Kollegans länk fungerar inte längre."))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect(door.to())
