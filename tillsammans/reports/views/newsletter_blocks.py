"""The parts of a newsletter: a new one, its words in a language, its place, and what is picked by ticking."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tillsammans.access.web import Request
from tillsammans.core.errors import NotVisible
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.reports.commands import newsletter_blocks as commands
from tillsammans.reports.drawing import newsletter_composing as composing
from tillsammans.reports.drawing import newsletter_words as words
from tillsammans.reports.drawing.words import long_day
from tillsammans.reports.forms import newsletters as forms
from tillsammans.reports.models import BlockKind, Newsletter, NewsletterBlock
from tillsammans.reports.queries import newsletter_sources as sources
from tillsammans.reports.queries import newsletters as queries
from tillsammans.reports.views.newsletters import bidi, known, to, way
from tillsammans.ui.answers import confirmed, filled_in, tapped, theirs_in

KINDS = {"text": BlockKind.TEXT, "exempel": BlockKind.EXAMPLE}  # in addresses


def add(request: Request, newsletter_id: int, kind: str) -> HttpResponse:
    """A new part, in Swedish, last."""
    row = queries.get_draft(request.actor, newsletter_id, asked=request.method == "GET")
    if kind not in KINDS:
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    form = forms.BlockForm(request.POST or None, kind=KINDS[kind], now={})

    def act() -> str:
        made = commands.add(by=request.actor, newsletter=row, kind=KINDS[kind], words=form.words())
        return f"{to(row)}#del-{made.pk}"

    title = _("Nytt gott exempel") if kind == "exempel" else _("Ny text i nyhetsbrevet")
    shown = _form_shown(row, form, title, SOURCE_LANGUAGE)
    return filled_in(
        request, form, act, template="reports/newsletter_form.html", shown=shown, said=_("Tillagt sist.")
    )


def block(request: Request, newsletter_id: int, block_id: int, language: str) -> HttpResponse:
    """The words of a part in one language; in another than Swedish with the Swedish ones beside."""
    row = queries.get_draft(request.actor, newsletter_id, asked=request.method == "GET")
    part = queries.get_block(row, block_id)
    now = part.texts.get(known(language), {})
    form = forms.BlockForm(request.POST or None, kind=part.kind, days=part.days, now=now, seen=part.revision)

    def act() -> str:
        seen = form.cleaned_data["seen"] or 0
        commands.write(by=request.actor, block=part, language=language, words=form.words(), revision=seen)
        return f"{to(row, language)}#del-{part.pk}"

    name = {"name": composing.name_of(part), "language": composing.language_name(language)}
    title = _("Ändra: %(name)s") if language == SOURCE_LANGUAGE else _("%(name)s: %(language)s")
    shown = _form_shown(row, form, title % name, language, part)
    beside = theirs_in(request, form, lambda theirs: _pairs(form, theirs))
    return filled_in(
        request,
        form,
        act,
        template="reports/newsletter_form.html",
        shown=shown,
        said=_("Sparat."),
        beside=beside,
    )


def _form_shown(
    row: Newsletter, form: forms.BlockForm, title: str, language: str, part: NewsletterBlock | None = None
) -> dict[str, Any]:
    swedish = part.texts.get(SOURCE_LANGUAGE, {}) if part and language != SOURCE_LANGUAGE else {}
    return {
        "page_title": title, "crumb_list": way(row), "back": f"{to(row, language)}{f'#del-{part.pk}' if part else ''}",
        "language": language, "dir": bidi(language), "fields": form.visible_fields(), "swedish": _pairs(form, swedish),
        "writes": True, "days": bool(part and part.days and language == SOURCE_LANGUAGE),
    }  # fmt: skip


def _pairs(form: forms.BlockForm, texts: dict[str, str]) -> list[tuple[str, str]]:
    return [(label, text) for name, text in texts.items() if text and (label := form.label_of(name))]


@require_POST
def move(request: Request, newsletter_id: int, block_id: int) -> HttpResponse:
    """One step up or down, and back to where it stands now."""
    row = queries.get_draft(request.actor, newsletter_id, asked=request.method == "GET")
    part = queries.get_block(row, block_id)

    def act() -> str:
        moved = commands.move(by=request.actor, block=part, up=request.POST.get("till") == "upp")
        return _("Flyttat.") if moved else _("Delen står redan ytterst.")

    answer = tapped(request, act, to(row))
    return redirect(f"{answer['Location']}#del-{part.pk}")


def remove(request: Request, newsletter_id: int, block_id: int) -> HttpResponse:
    row = queries.get_draft(request.actor, newsletter_id, asked=request.method == "GET")
    part = queries.get_block(row, block_id)
    return confirmed(
        request, lambda: commands.remove(by=request.actor, block=part), question=_("Ta bort delen?"),
        text=_("%(name)s tas bort ur nyhetsbrevet, på alla språk.") % {"name": composing.name_of(part)}, verb=_("Ta bort"),
        back=to(row), said=_("Borttaget."),
    )  # fmt: skip


def news(request: Request, newsletter_id: int) -> HttpResponse:
    """What has been published and decided, newest first; what is new since the last newsletter is ticked."""
    row = queries.get_draft(request.actor, newsletter_id, asked=request.method == "GET")
    found = sources.choices(request.actor, row)
    choices = [(one.source, f"{one.heading} ({long_day(one.at)})") for one in found.news]
    form = forms.PickForm(
        request.POST or None, label=_("Nyheter"), choices=choices,
        ticked=[one.source for one in found.news if one.at > found.since],
    )  # fmt: skip

    def pick() -> str:
        count = commands.pick_news(by=request.actor, newsletter=row, wanted=form.cleaned_data["wanted"])
        return ngettext("%(n)s nyhet tillagd.", "%(n)s nyheter tillagda.", count) % {"n": count}

    lead = _("Publicerade sidor och beslut i länet det senaste halvåret. Texten kan ni ändra efteråt.")
    return _picked(request, row, form, pick, _("Välj nyheter"), lead)


def days(request: Request, newsletter_id: int) -> HttpResponse:
    """The county's days of the coming half year."""
    row = queries.get_draft(request.actor, newsletter_id, asked=request.method == "GET")
    found = sources.choices(request.actor, row).days
    form = forms.PickForm(
        request.POST or None, label=_("Datum"),
        choices=[(one.key, f"{words.days(one.first, one.last)}: {one.title}") for one in found],
    )  # fmt: skip

    def pick() -> str:
        count = commands.pick_days(by=request.actor, newsletter=row, wanted=form.cleaned_data["wanted"])
        return ngettext("%(n)s dag tillagd.", "%(n)s dagar tillagda.", count) % {"n": count}

    lead = _(
        "Länets egna aktiviteter, möten och omgångar det närmaste halvåret. Välj det som läsarna har nytta av."
    )
    return _picked(request, row, form, pick, _("Välj datum"), lead)


def _picked(
    request: Request, row: Newsletter, form: forms.PickForm, pick: Callable[[], str], title: str, lead: str
) -> HttpResponse:
    def act() -> str:
        messages.success(request, pick())
        return to(row)

    shown = {
        "page_title": title,
        "crumb_list": way(row),
        "back": to(row),
        "lead": lead,
        "choices": list(form["wanted"].subwidgets),
    }
    return filled_in(request, form, act, template="reports/newsletter_pick.html", shown=shown)
