"""The workspace's pages about the model: editions, one edition, its things, publishing, comparing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tillsammans.access.web import Request
from tillsammans.core.errors import Conflict
from tillsammans.core.text import Localised, localised
from tillsammans.programmes import commands, forms, queries
from tillsammans.programmes.models import (
    PARENT_SECTION,
    ModelItem,
    ModelVersion,
    Section,
    StairsVersion,
    TheoryVersion,
)
from tillsammans.programmes.views.answers import carry_out
from tillsammans.ui.answers import confirmed

Crumbs = list[tuple[str | Localised, str]]


def crumbs(programme: queries.ProgrammeName | None = None, *more: tuple[str | Localised, str]) -> Crumbs:
    """The way here, through the programme's list of editions."""
    found: Crumbs = [(_("Modellen och trappan"), reverse("programmes:workspace"))]
    if programme:
        found.append((programme.name, reverse("programmes:versions", args=[programme.id])))
    return found + list(more)


def _kind_of(edition: ModelVersion | StairsVersion | TheoryVersion) -> tuple[str, str]:
    """(name of its address, what it is called with its number)."""
    if isinstance(edition, StairsVersion):
        return "stairs", _("Trappa %(n)s")
    if isinstance(edition, TheoryVersion):
        return "theory", _("Programteori %(n)s")
    return "model", _("Utgåva %(n)s")


def crumbs_of(edition: ModelVersion | StairsVersion | TheoryVersion) -> Crumbs:
    """The way to a page about one thing in an edition."""
    programme = edition.programme
    name = localised(programme.name, get_language() or "sv")
    kind, label = _kind_of(edition)
    return [
        (_("Modellen och trappan"), reverse("programmes:workspace")),
        (name, reverse("programmes:versions", args=[programme.pk])),
        (label % {"n": edition.number}, reverse(f"programmes:{kind}", args=[edition.pk])),
    ]


def workspace(request: Request) -> HttpResponse:
    """The programmes, with what is in force and what is being worked on."""
    pages = queries.all_versions(request.actor, get_language())
    return render(
        request,
        "programmes/workspace.html",
        {"pages": pages, "to_comment": queries.to_comment(request.actor, get_language())},
    )


def versions(request: Request, programme_id: int) -> HttpResponse:
    programme = queries.get_programme(request.actor, programme_id)
    page = queries.versions(request.actor, programme, get_language())
    return render(request, "programmes/versions.html", {"page": page, "crumb_list": crumbs()})


@require_POST
def draft(request: Request, programme_id: int) -> HttpResponse:
    programme = queries.get_programme(request.actor, programme_id)
    try:
        version = commands.draft_model(by=request.actor, programme=programme)
    except Conflict as refusal:
        messages.error(request, refusal.message)
        return redirect("programmes:versions", programme_id)
    messages.success(request, _("Ett nytt utkast är gjort. Det som gäller ändras inte förrän du publicerar."))
    return redirect("programmes:model", version.pk)


def edition(request: Request, version_id: int) -> HttpResponse:
    """One edition, whole. A draft has links to every text."""
    version = queries.get_model_version(request.actor, version_id)
    page = queries.model_edition(request.actor, version, get_language())
    return render(request, "programmes/model.html", {"page": page, "crumb_list": crumbs(page.programme)})


def _back(version_id: int) -> str:
    return reverse("programmes:model", args=[version_id])


def edit_about(request: Request, version_id: int) -> HttpResponse:
    version = queries.draft_of_model(request.actor, version_id)
    form = forms.AboutForm(request.POST or None, initial=forms.shown_topics(version.about))

    def act() -> ModelVersion:
        return commands.edit_model_about(by=request.actor, version=version, about=form.about())

    return carry_out(
        request,
        form,
        act,
        done=_("Inledningen är sparad."),
        back=_back(version_id),
        crumb_list=crumbs_of(version),
        page_title=_("Inledning till utgåvan"),
    )


def add_item(request: Request, version_id: int, section: str) -> HttpResponse:
    """One more thing, in a section of a draft."""
    if section not in Section.values:
        raise Http404
    version = queries.draft_of_model(request.actor, version_id)
    form = _item_form(
        request, version, section, {"basis": "proposal", "parent_code": request.GET.get("del", "")}
    )

    def act() -> ModelItem:
        order = form.cleaned_data["order"]
        return commands.add_item(
            by=request.actor, version=version, section=section, order=order, **form.values()
        )

    title = _("Lägg till bland %(section)s") % {"section": Section(section).label}
    return carry_out(
        request,
        form,
        act,
        done=_("Tillagt."),
        back=_back(version_id),
        crumb_list=crumbs_of(version),
        page_title=title,
    )


def edit_item(request: Request, version_id: int, item_id: int) -> HttpResponse:
    """The texts of one thing in a draft."""
    item = queries.get_item(request.actor, version_id, item_id)
    form = _item_form(request, item.version, item.section, _item_initial(item))

    def act() -> ModelItem:
        data = form.cleaned_data
        order = data["order"] or item.order
        return commands.edit_item(
            by=request.actor, item=item, order=order, seen=data["seen"], **form.values()
        )

    return carry_out(
        request, form, act, done=_("Sparat."), back=_back(version_id), page_title=queries.name_of(item.name, get_language()),
        crumb_list=crumbs_of(item.version),
        fresh_mark=lambda: queries.now_standing(queries.get_item(request.actor, version_id, item_id)),
        remove_href=reverse("programmes:item_remove", args=[version_id, item_id]), remove_label=_("Ta bort"),
    )  # fmt: skip


def _item_form(request: Request, version: ModelVersion, section: str, initial: dict) -> forms.ItemForm:
    belongs = section in PARENT_SECTION
    parents = queries.parent_choices(version, get_language()) if belongs else []
    is_component = section == Section.CORE_COMPONENT
    return forms.ItemForm(request.POST or None, initial=initial, parents=parents, is_component=is_component)


def _item_initial(item: ModelItem) -> dict:
    texts = {**forms.shown("name", item.name), **forms.shown("short_name", item.short_name)}
    return texts | forms.shown("description", item.description) | {
        "parent_code": item.parent_code, "basis": item.basis, "source": item.source, "order": item.order,
        "common": item.common, "seen": queries.mark_of(item),
    }  # fmt: skip


def remove_item(request: Request, version_id: int, item_id: int) -> HttpResponse:
    item = queries.get_item(request.actor, version_id, item_id)
    return confirmed(
        request, lambda: commands.remove_item(by=request.actor, item=item), back=_back(version_id), verb=_("Ta bort"),
        question=_("Ta bort ”%(name)s”?") % {"name": queries.name_of(item.name, get_language())}, said=_("Borttaget."),
        text=_("Det tas bort ur det här utkastet. Utgåvan som gäller ändras inte."),
    )  # fmt: skip


def publish(request: Request, version_id: int) -> HttpResponse:
    version = queries.model_to_publish(request.actor, version_id)
    return confirmed(
        request, lambda: commands.publish_model(by=request.actor, version=version), back=_back(version_id),
        question=_("Publicera utgåva %(n)s?") % {"n": version.number}, verb=_("Publicera"), said=_("Utgåvan gäller nu."),
        text=_(
            "Den visas för alla på den öppna sidan. Utgåvan som gäller nu sparas som den är. "
            "Svar som redan är lämnade hör kvar till den utgåva de lämnades under."
        ),
    )  # fmt: skip


def discard(request: Request, version_id: int) -> HttpResponse:
    version = queries.draft_of_model(request.actor, version_id)
    return confirmed(
        request, lambda: commands.discard_model(by=request.actor, version=version), back=_back(version_id),
        to=reverse("programmes:versions", args=[version.programme_id]), verb=_("Kasta utkastet"),
        question=_("Kasta utkastet?"), said=_("Utkastet är borta."),
        text=_("Allt som är ändrat i utkastet försvinner. Utgåvan som gäller ändras inte."),
    )  # fmt: skip


def compare(request: Request, version_id: int, other_id: int) -> HttpResponse:
    """This edition beside an older one."""
    page = queries.compare_models(request.actor, other_id, version_id, get_language())
    context = {"page": page, "crumb_list": crumbs(page.programme), "what": _("modellen")}
    return render(request, "programmes/compare.html", context)
