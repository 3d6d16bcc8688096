"""What a phone sends without script: a card, a change of one, a dot, leaving. Each form carries its key and leads back."""

from collections.abc import Callable
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tillsammans.access.actor import Actor
from tillsammans.access.web import Request
from tillsammans.core.errors import Conflict, DomainError, Invalid, NotAllowed, NotVisible
from tillsammans.core.marks import open_to_all
from tillsammans.workshops import phone_page, web
from tillsammans.workshops.commands import joining, phones
from tillsammans.workshops.commands.phones import CardSent, Result, VoteSent
from tillsammans.workshops.forms.phones import CardForm
from tillsammans.workshops.models import Workshop
from tillsammans.workshops.queries import joining as queries
from tillsammans.workshops.queries.phones import own_state, room_state
from tillsammans.workshops.views.phone_frame import (
    code_page,
    ended_page,
    found,
    room_shown,
    see_other,
)

Order = Callable[[Request, Workshop, Actor], HttpResponse]
REFUSALS: dict[int, type[DomainError]] = {400: Invalid, 403: NotAllowed, 404: NotVisible}
LARGEST_ID = 2**62


def for_phones(order: Order) -> Callable[..., HttpResponseBase]:
    """Finds the room and its phone. Who is in no room is led to where one comes in; who was in one that ended is thanked."""

    @open_to_all
    @require_POST
    def ask(request: Request, code: str) -> HttpResponse:
        if queries.workshop_of_code(code) is None and queries.has_ended(web.remembered(request)):
            return ended_page(request)
        try:
            workshop = found(request, code)
        except DomainError as refusal:
            return code_page(request, typed=code, refusal=refusal)
        by = web.phone_actor(request, workshop)
        if not queries.is_in(by, workshop):
            return see_other("workshops:join", workshop)
        return order(request, workshop, by)

    return ask


@for_phones
def card(request: Request, workshop: Workshop, by: Actor) -> HttpResponse:
    """A new card, or with `change_of` an own one that is changed or withdrawn."""
    if request.POST.get("change_of"):
        return _change(request, workshop, by)
    form = CardForm(room_state(workshop.pk)["question"], request.POST)
    if not form.is_valid():
        return room_shown(request, workshop, by, form=form)
    given = form.cleaned_data
    sent = CardSent(
        by=by, question_id=given["question"], key=given["key"], kind=given["kind"], domain=given["domain"], text=given["text"]
    )  # fmt: skip
    result = phones.write_cards([sent])[0]
    if result.ok:
        messages.success(request, _("Kortet är skickat."))
        return see_other("workshops:room", workshop)
    problem = _refusal(result)
    form.add_error("text" if result.status == 400 else None, problem.message)
    return room_shown(request, workshop, by, form=form, problem=problem)


def _change(request: Request, workshop: Workshop, by: Actor) -> HttpResponse:
    data = request.POST
    withdraw, number = "withdraw" in data, _number(data.get("change_of"))
    sent = CardSent(
        by=by, question_id=0, key=data.get("key", ""), kind=data.get("kind", ""), domain=data.get("domain", ""),
        text=data.get("text", ""), change_of=number or 0, withdraw=withdraw, seen=_number(data.get("seen")),
    )  # fmt: skip
    result = phones.write_cards([sent])[0]
    if result.ok:
        messages.success(request, _("Kortet är återtaget.") if withdraw else _("Kortet är ändrat."))
        return see_other("workshops:room", workshop)
    if withdraw:
        messages.error(request, str(result.message))
        return see_other("workshops:room", workshop)
    typed = phone_page.OwnCard(
        sent.change_of or 0, sent.text, sent.kind, sent.domain, "", sent.seen or 1, taken=False
    )
    return room_shown(request, workshop, by, changed=typed, problem=_refusal(result))


@for_phones
def vote(request: Request, workshop: Workshop, by: Actor) -> HttpResponse:
    """A dot on the card that `add` names, or the one on the card that `back` names taken back."""
    back = "back" in request.POST
    number = _number(request.POST.get("back" if back else "add"))
    held = own_state(by, workshop.pk)["votes"].get(str(number)) if back else None
    if back and held is None:  # it is back already: a page that was open in two windows
        return see_other("workshops:room", workshop)
    key = _key_for(request.POST.get("key", ""), f"{'back' if back else 'add'} {number}")
    result = phones.cast_votes([VoteSent(by=by, card_id=number or 0, key=key, back=held)])[0]
    if result.ok:
        messages.success(request, _("Din röst är tillbakatagen.") if back else _("Din röst är lagd."))
    else:
        messages.error(request, str(result.message))
    return see_other("workshops:room", workshop)


@for_phones
def leave(request: Request, workshop: Workshop, by: Actor) -> HttpResponse:
    """Forget this phone: its key is erased here and in the browser."""
    joining.leave(by=by, workshop=workshop)
    messages.success(request, _("Du har lämnat workshoppen. Telefonen är glömd."))
    answer = see_other("workshops:join", workshop)
    web.drop_cookie(answer, workshop)
    return answer


def _refusal(result: Result) -> DomainError:
    return REFUSALS.get(result.status, Conflict)(str(result.message))


def _number(text: str | None) -> int | None:
    """An id or a revision that was sent; None for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() and int(text[:19]) < LARGEST_ID else None


def _key_for(page_key: str, what: str) -> str:
    """One page has one key and many buttons: each press of one button of one page is one request, however often it is sent."""
    try:
        return str(uuid5(UUID(page_key), what))
    except ValueError:
        return str(uuid4())
