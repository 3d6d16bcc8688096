from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError
from tillsammans.steward import commands, queries, words
from tillsammans.steward.forms import LetInForm


def _number(given: QueryDict, name: str) -> int | None:
    value = given.get(name, "")
    return int(value) if value.isdigit() and len(value) < 19 else None


def accounts(request: Request) -> HttpResponse:
    """Everyone with a role in the county, and whether they can sign in.

    A search is posted: an e-mail address that is looked for does not stay in the page's address, the history or a log.
    """
    given = request.POST if request.method == "POST" else request.GET
    text = request.POST.get("sok", "").replace("\x00", "").strip()[:100]
    everyone = "alla" in given
    page = queries.accounts_page(request.actor, text=text, everyone=everyone, after=_number(given, "efter"))
    kept = {"alla": 1} if everyone else {}
    following = f"?{urlencode(kept | {'efter': page.following})}" if page.following and not text else ""
    tabs = [
        {"label": _("Med konto"), "href": "?", "current": not everyone},
        {"label": _("Alla med en roll"), "href": "?alla=1", "current": everyone},
    ]
    return render(request, "steward/accounts.html", {"page": page, "following": following, "tabs": tabs})


def let_in(request: Request) -> HttpResponse:
    """Invite somebody to a role in the county."""
    places = queries.places_for_invitation(request.actor)
    form = LetInForm(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        try:
            place = queries.place_for_invitation(request.actor, fields.pop("place"))
            commands.let_in(by=request.actor, place=place, **fields)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Inbjudan är på väg."))
            return redirect(reverse("steward:accounts"))
    return render(request, "steward/let_in.html", {"form": form})


@require_POST
def invite(request: Request, holding_id: int) -> HttpResponse:
    holding = queries.get_holding(request.actor, holding_id)
    sent = commands.invite_holder(by=request.actor, holding=holding)
    messages.success(request, _("Inbjudan är på väg.") if sent else _("Kontot är kopplat till rollen."))
    return redirect(reverse("steward:accounts"))


def close(request: Request, holding_id: int) -> HttpResponse:
    """Ask, then close an account."""
    holding = queries.holding_to_close(request.actor, holding_id)
    if request.method == "POST":
        commands.shut_out(by=request.actor, holding=holding)
        messages.success(request, _("Kontot är stängt. Alla inloggningar med det är avslutade."))
        return redirect(reverse("steward:accounts"))
    return render(request, "steward/close.html", {"holding": holding})


def audit_trail(request: Request) -> HttpResponse:
    """What was done and read in the county, by whom, when."""
    wanted = queries.EventFilter(
        action=request.GET.get("handelse", "")[:80],
        user_id=_number(request.GET, "konto"),
        about=request.GET.get("om", "")[:100],
        before=_number(request.GET, "fore"),
    )
    page = queries.events_page(request.actor, wanted, check_chain="kontrollera" in request.GET)
    kept = {k: v for k, v in request.GET.items() if k in {"handelse", "konto", "om"} and v}
    following = f"?{urlencode(kept | {'fore': page.following})}" if page.following else ""
    context = {"page": page, "wanted": wanted, "following": following, "rows": words.told(page.rows)}
    return render(request, "steward/audit_trail.html", context)


def mail(request: Request) -> HttpResponse:
    """What has been sent, and what waits."""
    page = queries.mail_page(request.actor, before=_number(request.GET, "fore"))
    following = f"?fore={page.following}" if page.following else ""
    return render(request, "steward/mail.html", {"page": page, "following": following})


def letter(request: Request, message_id: int) -> HttpResponse:
    page = queries.letter_page(request.actor, message_id)
    return render(request, "steward/letter.html", {"page": page, "parts": words.with_links(page.body)})
