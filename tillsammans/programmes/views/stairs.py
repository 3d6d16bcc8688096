"""The workspace's pages about the stairs."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tillsammans.access.web import Request
from tillsammans.core.errors import Conflict
from tillsammans.programmes import commands, forms, queries
from tillsammans.programmes.models import Criterion, StairsVersion, Step
from tillsammans.programmes.views.answers import carry_out
from tillsammans.programmes.views.model import crumbs, crumbs_of
from tillsammans.ui.answers import confirmed


@require_POST
def draft(request: Request, programme_id: int) -> HttpResponse:
    programme = queries.get_programme(request.actor, programme_id)
    try:
        made = commands.draft_stairs(by=request.actor, programme=programme)
    except Conflict as refusal:
        messages.error(request, refusal.message)
        return redirect("programmes:versions", programme_id)
    messages.success(request, _("Ett nytt utkast är gjort. Det som gäller ändras inte förrän du publicerar."))
    return redirect("programmes:stairs", made.pk)


def edition(request: Request, stairs_id: int) -> HttpResponse:
    """One edition, whole. A draft has links to every text."""
    stairs = queries.get_stairs(request.actor, stairs_id)
    page = queries.stairs_edition(request.actor, stairs, get_language())
    context = {
        "page": page,
        "climb": queries.climbed(page.form, page.step_ids),
        "crumb_list": crumbs(page.programme),
    }
    return render(request, "programmes/stairs_edition.html", context)


def _back(stairs_id: int) -> str:
    return reverse("programmes:stairs", args=[stairs_id])


def edit_about(request: Request, stairs_id: int) -> HttpResponse:
    stairs = queries.draft_of_stairs(request.actor, stairs_id)
    initial = {
        **forms.shown("title", stairs.title),
        **forms.shown("about", stairs.about),
        "is_proposal": stairs.is_proposal,
    }
    form = forms.StairsAboutForm(request.POST or None, initial=initial)

    def act() -> StairsVersion:
        return commands.edit_stairs_about(
            by=request.actor, stairs=stairs, title=form.texts("title"), about=form.texts("about"),
            is_proposal=form.cleaned_data["is_proposal"],
        )  # fmt: skip

    return carry_out(
        request,
        form,
        act,
        done=_("Sparat."),
        back=_back(stairs_id),
        crumb_list=crumbs_of(stairs),
        page_title=_("Rubrik och inledning"),
    )


def add_step(request: Request, stairs_id: int) -> HttpResponse:
    """A new step, above one that is there."""
    stairs = queries.draft_of_stairs(request.actor, stairs_id)
    found = queries.stairs_for_form(stairs.pk, get_language())
    places = [(str(step.number), f"{step.number} {step.name}") for step in found.steps]
    form = forms.StepForm(request.POST or None, steps=places, initial={"after": found.top})

    def act() -> Step:
        data = form.cleaned_data
        return commands.add_step(
            by=request.actor,
            stairs=stairs,
            name=form.texts("name"),
            summary=form.texts("summary"),
            after=data["after"],
        )

    return carry_out(
        request,
        form,
        act,
        done=_("Steget är tillagt."),
        back=_back(stairs_id),
        crumb_list=crumbs_of(stairs),
        page_title=_("Nytt steg"),
    )


def edit_step(request: Request, stairs_id: int, step_id: int) -> HttpResponse:
    step = queries.get_step(request.actor, stairs_id, step_id)
    components = [(one.code, one.name.text) for one in queries.component_texts(stairs_id, get_language())]
    form = forms.StepForm(
        request.POST or None, components=components, initial=_step_initial(step, components)
    )

    def act() -> Step:
        return commands.edit_step(
            by=request.actor, step=step, name=form.texts("name"), summary=form.texts("summary"),
            descriptions=form.descriptions(), seen=form.cleaned_data["seen"],
        )  # fmt: skip

    removable = {
        "remove_href": reverse("programmes:step_remove", args=[stairs_id, step_id]),
        "remove_label": _("Ta bort steget"),
    }
    title = _("Steg %(n)s: %(name)s") % {"n": step.number, "name": queries.name_of(step.name, get_language())}
    return carry_out(
        request, form, act, done=_("Sparat."), back=_back(stairs_id), crumb_list=crumbs_of(step.stairs), page_title=title,
        fresh_mark=lambda: queries.now_standing(queries.get_step(request.actor, stairs_id, step_id)),
        **(removable if step.number else {}),
    )  # fmt: skip


def _step_initial(step: Step, components: Sequence[tuple[str, str]]) -> dict:
    initial = {
        **forms.shown("name", step.name),
        **forms.shown("summary", step.summary),
        "seen": queries.mark_of(step),
    }
    for code, _name in components:
        initial |= forms.shown(f"description-{code}", step.descriptions.get(code))
    return initial


def remove_step(request: Request, stairs_id: int, step_id: int) -> HttpResponse:
    step = queries.get_step(request.actor, stairs_id, step_id)
    return confirmed(
        request, lambda: commands.remove_step(by=request.actor, step=step), back=_back(stairs_id), verb=_("Ta bort steget"),
        question=_("Ta bort steg %(n)s?") % {"n": step.number}, said=_("Steget är borttaget."),
        text=_("Stegets kriterier tas bort ur utkastet, och stegen ovanför flyttas ned. Trappan som gäller ändras inte."),
    )  # fmt: skip


def add_criterion(request: Request, stairs_id: int, step_number: int, component_code: str) -> HttpResponse:
    stairs = queries.draft_of_stairs(request.actor, stairs_id)
    form = forms.CriterionForm(request.POST or None, initial={"basis": "proposal"})

    def act() -> Criterion:
        data = form.cleaned_data
        return commands.add_criterion(
            by=request.actor, stairs=stairs, step_number=step_number, component_code=component_code,
            text=form.texts("text"), basis=data["basis"], order=data["order"],
        )  # fmt: skip

    names = {one.code: one.name.text for one in queries.component_texts(stairs_id, get_language())}
    where = _("Steg %(n)s, %(component)s") % {
        "n": step_number,
        "component": names.get(component_code, component_code),
    }
    return carry_out(
        request,
        form,
        act,
        done=_("Kriteriet är tillagt."),
        back=_back(stairs_id),
        crumb_list=crumbs_of(stairs),
        page_title=_("Nytt kriterium"),
        where=where,
    )


def edit_criterion(request: Request, stairs_id: int, criterion_id: int) -> HttpResponse:
    row = queries.get_criterion(request.actor, stairs_id, criterion_id)
    initial = {
        **forms.shown("text", row.text),
        "basis": row.basis,
        "order": row.order,
        "seen": queries.mark_of(row),
    }
    form = forms.CriterionForm(request.POST or None, initial=initial)

    def act() -> Criterion:
        data = form.cleaned_data
        return commands.edit_criterion(
            by=request.actor, criterion=row, text=form.texts("text"), basis=data["basis"],
            order=data["order"] or row.order, seen=data["seen"],
        )  # fmt: skip

    return carry_out(
        request, form, act, done=_("Sparat."), back=_back(stairs_id), crumb_list=crumbs_of(row.stairs),
        page_title=_("Ändra kriterium"),
        fresh_mark=lambda: queries.now_standing(queries.get_criterion(request.actor, stairs_id, criterion_id)),
        remove_href=reverse("programmes:criterion_remove", args=[stairs_id, criterion_id]), remove_label=_("Ta bort kriteriet"),
    )  # fmt: skip


def remove_criterion(request: Request, stairs_id: int, criterion_id: int) -> HttpResponse:
    row = queries.get_criterion(request.actor, stairs_id, criterion_id)
    return confirmed(
        request, lambda: commands.remove_criterion(by=request.actor, criterion=row), back=_back(stairs_id),
        verb=_("Ta bort kriteriet"), question=_("Ta bort kriteriet?"), said=_("Kriteriet är borttaget."),
        text=queries.name_of(row.text, get_language()),
    )  # fmt: skip


def map_steps(request: Request, stairs_id: int) -> HttpResponse:
    """What each old step is on the new stairs: without it, movement over time would be lost."""
    stairs = queries.draft_of_stairs(request.actor, stairs_id)
    old, choices = queries.mapping_choices(stairs, get_language())
    form = forms.MappingForm(request.POST or None, old=old, choices=choices)

    def act() -> None:
        commands.map_steps(by=request.actor, stairs=stairs, mapping=form.mapping(queries.NOT_COMPARABLE))

    lead = _(
        "En enhet som stod på ett gammalt steg räknas sedan till det steg du väljer. "
        "Välj att det inte går att jämföra när inget nytt steg betyder samma sak."
    )
    return carry_out(
        request,
        form,
        act,
        done=_("Sparat."),
        back=_back(stairs_id),
        crumb_list=crumbs_of(stairs),
        page_title=_("Vad de gamla stegen motsvarar"),
        where=lead,
    )


def publish(request: Request, stairs_id: int) -> HttpResponse:
    stairs = queries.stairs_to_publish(request.actor, stairs_id)
    return confirmed(
        request, lambda: commands.publish_stairs(by=request.actor, stairs=stairs), back=_back(stairs_id), verb=_("Publicera"),
        question=_("Publicera trappa %(n)s?") % {"n": stairs.number}, said=_("Trappan gäller nu."),
        text=_(
            "Nya omgångar frågar efter den här trappan. "
            "Svar som redan är lämnade hör kvar till den trappa de lämnades under."
        ),
    )  # fmt: skip


def discard(request: Request, stairs_id: int) -> HttpResponse:
    stairs = queries.draft_of_stairs(request.actor, stairs_id)
    return confirmed(
        request, lambda: commands.discard_stairs(by=request.actor, stairs=stairs), back=_back(stairs_id),
        to=reverse("programmes:versions", args=[stairs.programme_id]), verb=_("Kasta utkastet"),
        question=_("Kasta utkastet?"), said=_("Utkastet är borta."),
        text=_("Allt som är ändrat i utkastet försvinner, och synpunkterna på det. Trappan som gäller ändras inte."),
    )  # fmt: skip


def compare(request: Request, stairs_id: int, other_id: int) -> HttpResponse:
    """These stairs beside an older edition."""
    page = queries.compare_stairs(request.actor, other_id, stairs_id, get_language())
    context = {"page": page, "crumb_list": crumbs(page.programme), "what": _("trappan")}
    return render(request, "programmes/compare.html", context)
