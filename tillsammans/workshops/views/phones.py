"""The phones' pages: typing the code, coming in, and the room. All of it works without script, by ordinary forms."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError
from tillsammans.core.marks import open_to_all
from tillsammans.workshops import web
from tillsammans.workshops.commands import joining as commands
from tillsammans.workshops.forms.phones import JoinForm
from tillsammans.workshops.models import Workshop
from tillsammans.workshops.queries import joining as queries
from tillsammans.workshops.views.phone_frame import (
    code_page,
    ended_page,
    found,
    languages_of,
    room_shown,
    see_other,
    shown,
)


@open_to_all
@require_GET
def code(request: Request) -> HttpResponse:
    """Type the code. It is asked for by GET: no cookie, and a code that leads somewhere is at once another address."""
    typed = request.GET.get("kod", "")
    if not typed:
        return code_page(request)
    try:
        workshop = found(request, typed)
    except DomainError as refusal:
        return code_page(request, typed=typed, refusal=refusal)
    return see_other("workshops:join", workshop)


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Request, code: str) -> HttpResponse:
    """What is kept and what is not, the language, group and sector where they are asked for, and in."""
    try:
        workshop = found(request, code)
    except DomainError as refusal:
        return code_page(request, typed=code, refusal=refusal)
    by = web.phone_actor(request, workshop)
    if queries.is_in(by, workshop):
        return see_other("workshops:room", workshop)
    form = JoinForm(workshop, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            token = commands.join(by=by, workshop=workshop, **form.cleaned_data)
            answer = see_other("workshops:room", workshop)
            web.set_cookie(answer, workshop, token)
            return answer
        except DomainError as refusal:
            form.add_error(None, refusal.message)
    return _join_page(request, workshop, form)


def _join_page(request: Request, workshop: Workshop, form: JoinForm) -> HttpResponse:
    refusal = queries.refusal(workshop, request.actor.at)
    wrong = form.is_bound and not form.is_valid()
    context = {
        "workshop": workshop,
        "form": form,
        "refusal": refusal,
        **languages_of(workshop, "workshops:join"),
    }
    status = 409 if refusal and form.is_bound else 400 if wrong else 200
    return shown(render(request, "workshops/phone_join.html", context, status=status))


@open_to_all
@require_safe
def room(request: Request, code: str) -> HttpResponse:
    """The room: its question, and what can be done at its stage."""
    workshop = queries.workshop_of_code(code)
    if workshop is None and queries.has_ended(web.remembered(request)):
        return ended_page(request)
    try:
        workshop = found(request, code)
    except DomainError as refusal:
        return code_page(request, typed=code, refusal=refusal)
    by = web.phone_actor(request, workshop)
    if not queries.is_in(by, workshop):
        return see_other("workshops:join", workshop)
    return room_shown(request, workshop, by)
