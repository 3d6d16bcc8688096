"""Pages about the programme theory: one edition drawn and told, its lines, what measures each link, publishing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tillsammans.access.web import Request
from tillsammans.core.errors import Conflict
from tillsammans.programmes import commands, forms, measures, queries
from tillsammans.programmes.drawing import theory as theory_drawing
from tillsammans.programmes.drawing import theory_tables
from tillsammans.programmes.models import TheoryRow, TheoryVersion
from tillsammans.programmes.rules import theory as chain
from tillsammans.programmes.views.answers import carry_out
from tillsammans.programmes.views.model import crumbs, crumbs_of
from tillsammans.ui.answers import confirmed


@require_POST
def draft(request: Request, programme_id: int) -> HttpResponse:
    programme = queries.get_programme(request.actor, programme_id)
    try:
        made = commands.draft_theory(by=request.actor, programme=programme)
    except Conflict as refusal:
        messages.error(request, refusal.message)
        return redirect("programmes:versions", programme_id)
    messages.success(request, _("Ett nytt utkast är gjort. Det som gäller ändras inte förrän du publicerar."))
    return redirect("programmes:theory", made.pk)


def edition(request: Request, theory_id: int) -> HttpResponse:
    """One edition, drawn and told. A draft has links to every text and every link's measures."""
    page = queries.theory_page(request.actor, queries.get_theory(request.actor, theory_id), get_language())
    edits = (lambda line: _edit_links(page, line)) if page.can_edit else None

    def choose(line: queries.Line, link: queries.Link) -> str:
        return reverse("programmes:theory_link", args=[page.version.id, line.id, link.stage])

    def read(line: queries.Line, link: queries.Link) -> str:
        return f"#rad-{line.number}"

    context = {
        "page": page, "crumb_list": crumbs(page.programme), "drawing": theory_drawing.draw(page, choose if edits else read),
        "table": theory_tables.table(page, choose, edits), "nested": theory_tables.nested(page, choose, edits),
    }  # fmt: skip
    return render(request, "programmes/theory.html", context)


def _edit_links(page: queries.TheoryPage, line: queries.Line) -> SafeString:
    return format_html(
        '<p><a href="{}">{}<span class="vh"> {}</span></a></p>',
        reverse("programmes:theory_row", args=[page.version.id, line.id]), _("Ändra raden"), line.number,
    )  # fmt: skip


def _back(theory_id: int) -> str:
    return reverse("programmes:theory", args=[theory_id])


def edit_about(request: Request, theory_id: int) -> HttpResponse:
    theory = queries.draft_of_theory(request.actor, theory_id)
    form = forms.TheoryAboutForm(
        request.POST or None, initial={**forms.shown("about", theory.about), "seen": queries.mark_of(theory)}
    )

    def act() -> TheoryVersion:
        return commands.edit_theory_about(
            by=request.actor, theory=theory, about=form.texts("about"), seen=form.cleaned_data["seen"]
        )

    return carry_out(
        request, form, act, done=_("Texten är sparad."), back=_back(theory_id), crumb_list=crumbs_of(theory),
        page_title=_("Om programteorin"),
        fresh_mark=lambda: queries.now_standing(queries.draft_of_theory(request.actor, theory_id)),
    )  # fmt: skip


def _row_form(request: Request, theory: TheoryVersion, initial: dict) -> forms.TheoryRowForm:
    ends = queries.end_choices(theory.programme_id, get_language())
    return forms.TheoryRowForm(request.POST or None, initial=initial, ends=ends)


def add_row(request: Request, theory_id: int) -> HttpResponse:
    """One more line, with the one active ingredient that it is about."""
    theory = queries.draft_of_theory(request.actor, theory_id)
    form = _row_form(request, theory, {"basis": "proposal"})

    def act() -> TheoryRow:
        return commands.add_theory_row(by=request.actor, theory=theory, **form.values())

    return carry_out(
        request, form, act, done=_("Raden är tillagd. Välj nu vad som mäter varje led."), back=_back(theory_id),
        crumb_list=crumbs_of(theory), page_title=_("Ny rad i programteorin"), form_class="theory-form",
    )  # fmt: skip


def edit_row(request: Request, theory_id: int, row_id: int) -> HttpResponse:
    row = queries.get_theory_row(request.actor, theory_id, row_id)
    form = _row_form(request, row.version, forms.row_initial(row, queries.mark_of(row)))

    def act() -> TheoryRow:
        seen = form.cleaned_data["seen"]
        return commands.edit_theory_row(by=request.actor, row=row, seen=seen, **form.values())

    return carry_out(
        request, form, act, done=_("Raden är sparad."), back=_back(theory_id), crumb_list=crumbs_of(row.version),
        page_title=queries.name_of(row.active_ingredient, get_language()),
        fresh_mark=lambda: queries.now_standing(queries.get_theory_row(request.actor, theory_id, row_id)),
        remove_href=reverse("programmes:theory_row_remove", args=[theory_id, row_id]), remove_label=_("Ta bort raden"),
    )  # fmt: skip


def remove_row(request: Request, theory_id: int, row_id: int) -> HttpResponse:
    row = queries.get_theory_row(request.actor, theory_id, row_id)
    return confirmed(
        request, lambda: commands.remove_theory_row(by=request.actor, row=row), back=_back(theory_id),
        question=_("Ta bort ”%(name)s”?") % {"name": queries.name_of(row.active_ingredient, get_language())},
        text=_("Raden och dess mått tas bort ur det här utkastet. Programteorin som gäller ändras inte."),
        verb=_("Ta bort"), said=_("Raden är borttagen."),
    )  # fmt: skip


def link(request: Request, theory_id: int, row_id: int, stage: str) -> HttpResponse:
    """What measures one link of a line."""
    if stage not in chain.LINKS:
        raise Http404
    row = queries.get_theory_row(request.actor, theory_id, row_id)
    chosen, language = queries.chosen_measures(row, stage), get_language()
    form = forms.MeasuresForm(
        request.POST or None, choices=queries.measure_choices(row, stage, language), chosen=chosen,
        initial={"seen": queries.mark_of_measures(chosen)},
    )  # fmt: skip

    def act() -> None:
        seen = form.cleaned_data["seen"]
        commands.set_theory_measures(by=request.actor, row=row, stage=stage, chosen=form.chosen(), seen=seen)

    return carry_out(
        request, form, act, done=_("Måtten är sparade."), back=_back(theory_id), crumb_list=crumbs_of(row.version),
        page_title=_("Vad mäter det här ledet?"), where=_where(row, stage, language),
        fresh_mark=lambda: _measures_now(row, stage, language),
    )  # fmt: skip


def _where(row: TheoryRow, stage: str, language: str) -> str:
    """Which link is asked about: the stage it leads to, and the words there."""
    ends = dict(queries.end_choices(row.version.programme_id, language).outcomes)
    words = (
        ends.get(row.outcome, row.outcome)
        if stage == chain.OUTCOME
        else queries.name_of(getattr(row, stage), language)
    )
    return f"{chain.stage_label(stage)}: {words}"


def _measures_now(row: TheoryRow, stage: str, language: str) -> tuple[str, list[tuple[str, str]]]:
    """(mark, texts) of what is chosen now, for who was about to write over somebody else's choice."""
    now = queries.chosen_measures(row, stage)
    words = {one.key: measures.words(one) for one in measures.measures(row.version.programme_id, language)}
    return queries.mark_of_measures(now), [(_("Mått"), words.get(key, key)) for key in now]


def publish(request: Request, theory_id: int) -> HttpResponse:
    theory = queries.theory_to_publish(request.actor, theory_id)
    return confirmed(
        request, lambda: commands.publish_theory(by=request.actor, theory=theory), back=_back(theory_id),
        question=_("Publicera programteori %(n)s?") % {"n": theory.number}, verb=_("Publicera"),
        said=_("Programteorin gäller nu."),
        text=_(
            "Alla med en roll i länet läser den. Huvudmännen får frågor om de aktiva ingredienserna när de registrerar "
            "anpassningar. Programteorin som gäller nu sparas som den är."
        ),
    )  # fmt: skip


def discard(request: Request, theory_id: int) -> HttpResponse:
    theory = queries.draft_of_theory(request.actor, theory_id)
    return confirmed(
        request, lambda: commands.discard_theory(by=request.actor, theory=theory), back=_back(theory_id),
        to=reverse("programmes:versions", args=[theory.programme_id]), verb=_("Kasta utkastet"),
        question=_("Kasta utkastet?"), said=_("Utkastet är borta."),
        text=_("Allt som är ändrat i utkastet försvinner. Programteorin som gäller ändras inte."),
    )  # fmt: skip


def compare(request: Request, theory_id: int, other_id: int) -> HttpResponse:
    """This edition beside an older one."""
    page = queries.compare_theories(request.actor, other_id, theory_id, get_language())
    context = {"page": page, "crumb_list": crumbs(page.programme), "what": _("programteorin")}
    return render(request, "programmes/compare.html", context)
