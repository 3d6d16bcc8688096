"""The parts of a draft wheel: areas, answers, the help box and the headings of the templates."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tillsammans.access.web import Request
from tillsammans.core.errors import Invalid
from tillsammans.programmes import commands, forms, queries
from tillsammans.programmes.models import WheelEdition
from tillsammans.programmes.rules import wheel_choices as choices
from tillsammans.programmes.rules import wheel_editing as editing
from tillsammans.programmes.rules.wheel import Area, Contact, Level, Part
from tillsammans.programmes.views.answers import carry_out
from tillsammans.programmes.views.wheel import back_to, crumbs
from tillsammans.ui.answers import confirmed

PICTURED = "opts-cols"
Now = tuple[str, list[tuple[str, str]]]


def add_area(request: Request, edition_id: int) -> HttpResponse:
    found, _structure = queries.wheel_to_edit(request.actor, edition_id)
    form = forms.AreaForm(request.POST or None, is_new=True)

    def act() -> Area:
        data = form.cleaned_data
        return commands.add_area(
            by=request.actor, edition=found, name=data["name"], slot=data["slot"], icon=data["icon"]
        )

    return carry_out(
        request, form, act, done=_("Området är tillagt sist. Skriv dess texter nu."), back=back_to(edition_id, "omraden"),
        crumb_list=crumbs(found), page_title=_("Nytt område i hjulet"), form_class=PICTURED,
    )  # fmt: skip


def edit_area(request: Request, edition_id: int, code: str) -> HttpResponse:
    """The colour and pictures of an area. Its words: views.wheel_words."""
    found, structure = queries.wheel_to_edit(request.actor, edition_id)
    area = editing.found(structure.areas, code)
    initial = {"slot": area.slot, "icon": area.icon, "seen": editing.mark_of_item(area)}
    initial |= {f"picture_{n}": name for n, name in enumerate(area.pictures, start=1)}
    form = forms.AreaForm(request.POST or None, initial=initial)

    def act() -> Area:
        data = form.cleaned_data
        return commands.edit_area(
            by=request.actor, edition=found, area_id=code, slot=data["slot"], icon=data["icon"], pictures=form.pictures(),
            seen=data["seen"],
        )  # fmt: skip

    def now() -> Now:
        one = editing.found(queries.wheel_to_edit(request.actor, edition_id)[1].areas, code)
        looks = [(_("Färg"), str(choices.COLOURS[one.slot])), (_("Bild"), str(choices.PICTURES[one.icon]))]
        return editing.mark_of_item(one), looks

    name = _name(found, f"area.{code}.name", code)
    return carry_out(
        request, form, act, done=_("Sparat."), back=back_to(edition_id, "omraden"), crumb_list=crumbs(found), fresh_mark=now,
        page_title=_("Färg och bild: %(name)s") % {"name": name}, form_class=PICTURED,
        remove_href=reverse("programmes:wheel_area_remove", args=[edition_id, code]), remove_label=_("Ta bort området"),
    )  # fmt: skip


@require_POST
def move_area(request: Request, edition_id: int, code: str) -> HttpResponse:
    found, _structure = queries.wheel_to_edit(request.actor, edition_id)
    commands.move_area(by=request.actor, edition=found, area_id=code, to=_place(request))
    messages.success(request, _("Ordningen är ändrad."))
    return redirect(back_to(edition_id, "omraden"))


def _place(request: Request) -> int:
    form = forms.MoveForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Välj en plats i ordningen."))
    return int(form.cleaned_data["position"])


def remove_area(request: Request, edition_id: int, code: str) -> HttpResponse:
    found, structure = queries.wheel_to_edit(request.actor, edition_id)
    editing.found(structure.areas, code)
    return confirmed(
        request, lambda: commands.remove_area(by=request.actor, edition=found, area_id=code),
        back=back_to(edition_id, "omraden"), verb=_("Ta bort området"), said=_("Området är borttaget."),
        question=_("Ta bort området ”%(name)s”?") % {"name": _name(found, f"area.{code}.name", code)},
        text=_("Området och dess texter på alla språk tas bort ur utkastet. Hjulet som gäller ändras inte."),
    )  # fmt: skip


def add_level(request: Request, edition_id: int) -> HttpResponse:
    found, _structure = queries.wheel_to_edit(request.actor, edition_id)
    form = forms.LevelForm(request.POST or None, is_new=True)

    def act() -> Level:
        data = form.cleaned_data
        return commands.add_level(
            by=request.actor,
            edition=found,
            name=data["name"],
            face=data["face"],
            fill=data["fill"],
            icon=data["icon"],
        )

    return carry_out(
        request, form, act, done=_("Svaret är tillagt."), back=back_to(edition_id, "svar"), crumb_list=crumbs(found),
        page_title=_("Nytt svar i hjulet"), form_class=PICTURED,
    )  # fmt: skip


def edit_level(request: Request, edition_id: int, code: str) -> HttpResponse:
    """How an answer looks."""
    found, structure = queries.wheel_to_edit(request.actor, edition_id)
    level = editing.found(structure.levels, code)
    initial = {
        "face": level.face,
        "fill": level.fill,
        "icon": level.icon,
        "seen": editing.mark_of_item(level),
    }
    form = forms.LevelForm(request.POST or None, initial=initial)

    def act() -> Level:
        data = form.cleaned_data
        return commands.edit_level(
            by=request.actor, edition=found, level_id=code, face=data["face"], fill=data["fill"], icon=data["icon"],
            seen=data["seen"],
        )  # fmt: skip

    def now() -> Now:
        one = editing.found(queries.wheel_to_edit(request.actor, edition_id)[1].levels, code)
        looks = [(_("Ansikte i bilden"), str(choices.FACES[one.face])), (_("Fyllda ringar"), str(one.fill))]
        return editing.mark_of_item(one), looks

    name = _name(found, f"level.{code}.name", code)
    return carry_out(
        request, form, act, done=_("Sparat."), back=back_to(edition_id, "svar"), crumb_list=crumbs(found), fresh_mark=now,
        page_title=_("Svaret ”%(name)s”") % {"name": name}, form_class=PICTURED,
        remove_href=reverse("programmes:wheel_level_remove", args=[edition_id, code]), remove_label=_("Ta bort svaret"),
    )  # fmt: skip


def remove_level(request: Request, edition_id: int, code: str) -> HttpResponse:
    found, structure = queries.wheel_to_edit(request.actor, edition_id)
    editing.found(structure.levels, code)
    return confirmed(
        request, lambda: commands.remove_level(by=request.actor, edition=found, level_id=code),
        back=back_to(edition_id, "svar"), verb=_("Ta bort svaret"), said=_("Svaret är borttaget."),
        question=_("Ta bort svaret ”%(name)s”?") % {"name": _name(found, f"level.{code}.name", code)},
        text=_("Svaret och dess texter på alla språk tas bort ur utkastet. Hjulet som gäller ändras inte."),
    )  # fmt: skip


def add_contact(request: Request, edition_id: int) -> HttpResponse:
    found, _structure = queries.wheel_to_edit(request.actor, edition_id)
    form = forms.ContactForm(request.POST or None, is_new=True)

    def act() -> Contact:
        data = form.cleaned_data
        return commands.add_contact(by=request.actor, edition=found, name=data["name"], number=data["number"])

    return carry_out(
        request, form, act, done=_("Kontakten är tillagd."), back=back_to(edition_id, "hjalp"), crumb_list=crumbs(found),
        page_title=_("Ny kontakt i hjälprutan"),
    )  # fmt: skip


def edit_contact(request: Request, edition_id: int, code: str) -> HttpResponse:
    """The number of somebody to turn to."""
    found, structure = queries.wheel_to_edit(request.actor, edition_id)
    contact = editing.found(structure.contacts, code)
    initial = {"number": contact.number, "seen": editing.mark_of_item(contact)}
    form = forms.ContactForm(request.POST or None, initial=initial)

    def act() -> Contact:
        data = form.cleaned_data
        return commands.edit_contact(
            by=request.actor, edition=found, contact_id=code, number=data["number"], seen=data["seen"]
        )

    def now() -> Now:
        one = editing.found(queries.wheel_to_edit(request.actor, edition_id)[1].contacts, code)
        return editing.mark_of_item(one), [(_("Telefonnummer"), one.number)]

    name = _name(found, f"contact.{code}.name", code)
    return carry_out(
        request, form, act, done=_("Sparat."), back=back_to(edition_id, "hjalp"), crumb_list=crumbs(found), fresh_mark=now,
        page_title=_("Nummer till %(name)s") % {"name": name},
        remove_href=reverse("programmes:wheel_contact_remove", args=[edition_id, code]),
        remove_label=_("Ta bort kontakten"),
    )  # fmt: skip


def remove_contact(request: Request, edition_id: int, code: str) -> HttpResponse:
    found, structure = queries.wheel_to_edit(request.actor, edition_id)
    editing.found(structure.contacts, code)
    return confirmed(
        request, lambda: commands.remove_contact(by=request.actor, edition=found, contact_id=code),
        back=back_to(edition_id, "hjalp"), verb=_("Ta bort kontakten"), said=_("Kontakten är borttagen."),
        question=_("Ta bort kontakten ”%(name)s”?") % {"name": _name(found, f"contact.{code}.name", code)},
        text=_("Den tas bort ur utkastet, med sina texter på alla språk. Hjulet som gäller ändras inte."),
    )  # fmt: skip


def add_section(request: Request, edition_id: int, template: str) -> HttpResponse:
    """One more heading in a template."""
    found, structure = queries.wheel_to_edit(request.actor, edition_id)
    editing.found(structure.templates, template)
    form = forms.SectionForm(request.POST or None)

    def act() -> Part:
        title = form.cleaned_data["title"]
        return commands.add_section(by=request.actor, edition=found, template_id=template, title=title)

    return carry_out(
        request, form, act, done=_("Rubriken är tillagd sist."), back=back_to(edition_id, "mallar"), crumb_list=crumbs(found),
        page_title=_("Ny rubrik i en mall"), where=_name(found, f"template.{template}.title", template),
    )  # fmt: skip


@require_POST
def move_section(request: Request, edition_id: int, template: str, code: str) -> HttpResponse:
    found, _structure = queries.wheel_to_edit(request.actor, edition_id)
    commands.move_section(
        by=request.actor, edition=found, template_id=template, section_id=code, to=_place(request)
    )
    messages.success(request, _("Ordningen är ändrad."))
    return redirect(back_to(edition_id, "mallar"))


def remove_section(request: Request, edition_id: int, template: str, code: str) -> HttpResponse:
    found, structure = queries.wheel_to_edit(request.actor, edition_id)
    editing.found(editing.found(structure.templates, template).sections, code)
    name = _name(found, f"template.{template}.{code}.title", code)
    return confirmed(
        request,
        lambda: commands.remove_section(
            by=request.actor, edition=found, template_id=template, section_id=code
        ),
        back=back_to(edition_id, "mallar"), verb=_("Ta bort rubriken"), said=_("Rubriken är borttagen."),
        question=_("Ta bort rubriken ”%(name)s”?") % {"name": name},
        text=_("Rubriken och dess texter på alla språk tas bort ur utkastet. Hjulet som gäller ändras inte."),
    )  # fmt: skip


def _name(edition: WheelEdition, key: str, otherwise: str) -> str:
    """What a part is called in Swedish."""
    return queries.shown_words(queries.swedish_of(edition), key) or otherwise
