"""What the phones' pages have in common: the way from a code to a room, the languages of a room, and the room drawn."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.access.web import Request
from tillsammans.core.callers import address_of
from tillsammans.core.errors import DomainError, NotVisible
from tillsammans.workshops import phone_page, phone_words, web
from tillsammans.workshops.forms.phones import CardForm
from tillsammans.workshops.models import Workshop
from tillsammans.workshops.queries import joining
from tillsammans.workshops.queries.phones import own_state, room_state
from tillsammans.workshops.rules import stages
from tillsammans.workshops.rules.limits import CARD_LENGTH, WRONG_CODES_MINUTES
from tillsammans.workshops.tries import TRIES

# What phone.js imports: fetched at the same time as it, not after.
MODULES = ("workshops/phone-line.js", "workshops/phone-outbox.js", "workshops/phone-room.js")


class TooManyTries(DomainError):
    """So many wrong codes have come from this address that it has to wait."""

    status = 429


@dataclass(frozen=True)
class Language:
    """A language that a room may be read in. name: in that language itself."""

    code: str
    name: str
    href: str
    dir: str
    current: bool


def found(request: Request, code: str) -> Workshop:
    """The workshop with this code. A wrong one counts for the address. Raises NotVisible, TooManyTries.

    Who has tried too many is told so for right codes too, or else guessing could go on; a phone that is in is let through.
    """
    address, at = address_of(request), request.actor.at
    workshop = joining.workshop_of_code(code)
    if workshop is None:
        TRIES.note(address, code, at)
    elif joining.is_in(web.phone_actor(request, workshop), workshop):
        return workshop
    if TRIES.used_up(address, at):
        raise TooManyTries(
            _("För många fel koder har provats härifrån. Vänta %(n)s minuter och försök igen.")
            % {"n": WRONG_CODES_MINUTES}
        )
    if workshop is None:
        raise NotVisible(_("Koden gäller inte. Jämför med den som visas i rummet, tecken för tecken."))
    return workshop


def code_page(request: Request, *, typed: str = "", refusal: DomainError | None = None) -> HttpResponse:
    context = {"typed": typed[:20], "refusal": refusal.message if refusal else ""}
    return shown(
        render(request, "workshops/phone_code.html", context, status=refusal.status if refusal else 200)
    )


def ended_page(request: Request) -> HttpResponse:
    return shown(
        render(request, "workshops/phone_ended.html", {"to_do": phone_words.TO_DO[stages.ENDED], "alternates": []})
    )  # fmt: skip


def shown(answer: HttpResponse) -> HttpResponse:
    """No copy is kept of what a phone is shown, and no search engine lists it."""
    web.kept_by_no_cache(answer)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def see_other(name: str, workshop: Workshop) -> HttpResponse:
    answer = redirect(name, code=workshop.code)
    answer.status_code = 303
    return answer


def languages_of(workshop: Workshop, name: str) -> dict[str, Any]:
    """The language menu of a room's page. name: of the page's address."""
    return {"languages": [_language(code, workshop, name) for code in _codes(workshop)], "alternates": []}


def _codes(workshop: Workshop) -> list[str]:
    """Those the leader chose, and the one being read."""
    wanted = {*workshop.languages, get_language() or settings.LANGUAGE_CODE}
    return [code for code, _name in settings.LANGUAGES if code in wanted]


def _language(code: str, workshop: Workshop, name: str) -> Language:
    info: dict[str, Any] = dict(get_language_info(code))
    with override(code):
        href = reverse(name, kwargs={"code": workshop.code})
    own = str(info["name_local"])
    direction = "rtl" if info["bidi"] else "ltr"
    return Language(code, own[:1].upper() + own[1:], href, direction, code == get_language())


def room_shown(
    request: Request, workshop: Workshop, by: Actor, *, form: CardForm | None = None,
    changed: phone_page.OwnCard | None = None, problem: DomainError | None = None,
) -> HttpResponse:  # fmt: skip
    """The room. form, changed: what was refused, with what was typed, and problem: why."""
    room, own = room_state(workshop.pk), own_state(by, workshop.pk)
    page = phone_page.room_page(room, own, by.at)
    context = {
        "workshop": workshop, "page": page, "form": form or CardForm(room["question"]), "changed": changed,
        "problem": problem, "vote_key": str(uuid4()), "most": CARD_LENGTH, "kinds": phone_words.KINDS.items(),
        "headings": [(domain, name) for domain, (name, _about) in phone_words.HEADINGS.items()],
        "no_line": phone_page.NO_LINE, "no_own_card": phone_page.NO_OWN_CARD, "modules": MODULES,
        "data": _script_data(workshop, room, own, by), **languages_of(workshop, "workshops:room"),
    }  # fmt: skip
    status = problem.status if problem else 400 if form is not None else 200
    return shown(render(request, "workshops/phone_room.html", context, status=status))


def _script_data(
    workshop: Workshop, room: phone_page.State, own: phone_page.State, by: Actor
) -> dict[str, Any]:
    """What phone.js starts from: the same state that the page was drawn from, so that it asks for nothing at first."""
    return {
        "live": f"/live/{workshop.pk}/", "id": workshop.pk, "lang": get_language(), "now": by.at.isoformat(), "room": room,
        "own": own, "most": CARD_LENGTH, "words": phone_words.script_words(),
    }  # fmt: skip
