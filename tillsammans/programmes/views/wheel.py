"""The workspace's pages about the wheel: its editions, one edition, comparing, publishing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError, NotAllowed
from tillsammans.programmes import commands, forms, previews, queries
from tillsammans.programmes.models import WheelEdition
from tillsammans.programmes.views.answers import carry_out
from tillsammans.ui.answers import confirmed

Crumbs = list[tuple[str, str]]


def crumbs(edition: WheelEdition | None = None) -> Crumbs:
    """The way here, through the list of editions."""
    found = [(_("Hjulet"), reverse("programmes:wheel"))]
    if edition:
        found.append((_("Hjul %(n)s") % {"n": edition.number}, back_to(edition.pk)))
    return found


def back_to(edition_id: int, anchor: str = "") -> str:
    return reverse("programmes:wheel_edition", args=[edition_id]) + (f"#{anchor}" if anchor else "")


def index(request: Request) -> HttpResponse:
    """The county's editions, newest first."""
    return render(request, "programmes/wheels.html", {"pages": queries.wheels(request.actor)})


@require_POST
def draft(request: Request, county_id: int) -> HttpResponse:
    county = queries.get_wheel_county(request.actor, county_id)
    made = commands.draft_wheel(by=request.actor, county=county)
    messages.success(request, _("Ett nytt utkast är gjort. Det som gäller ändras inte förrän du publicerar."))
    return redirect("programmes:wheel_edition", made.pk)


def edition(request: Request, edition_id: int) -> HttpResponse:
    """One edition, whole. A draft has links to every part and every text."""
    found = queries.get_wheel(request.actor, edition_id)
    page = queries.wheel_page(request.actor, found)
    drawn = previews.preview(queries.read_wheel(found, get_language() or "sv"))
    context = {"page": page, "preview": drawn, "crumb_list": crumbs()}
    return render(request, "programmes/wheel_edition.html", context)


def standing(request: Request, edition_id: int) -> HttpResponse:
    """Whose the areas are, and whether they are preliminary."""
    found, structure = queries.wheel_to_edit(request.actor, edition_id)
    initial = {"basis": structure.basis, "preliminary": structure.preliminary}
    form = forms.StandingForm(request.POST or None, initial=initial)

    def act() -> WheelEdition:
        return commands.edit_wheel_standing(by=request.actor, edition=found, **form.cleaned_data)

    return carry_out(
        request, form, act, done=_("Sparat."), back=back_to(edition_id), crumb_list=crumbs(found),
        page_title=_("Vems områden det är"),
    )  # fmt: skip


def compare(request: Request, edition_id: int, other_id: int) -> HttpResponse:
    """This edition beside an older one."""
    page = queries.compare_wheels(request.actor, other_id, edition_id)
    context = {"page": page, "crumb_list": crumbs(), "what": _("hjulet")}
    return render(request, "programmes/compare.html", context)


def publish(request: Request, edition_id: int) -> HttpResponse:
    """Asks first, and says what would change for everyone."""
    found = queries.wheel_to_publish(request.actor, edition_id)
    if request.method == "POST":
        try:
            commands.publish_wheel(by=request.actor, edition=found)
        except NotAllowed:
            raise
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("Hjulet gäller nu."))
        return redirect(back_to(edition_id))
    context = {
        "page": queries.wheel_page(request.actor, found),
        "refusal": queries.publishing_refusal(found),
        "comparison": queries.what_publishing_changes(found),
        "crumb_list": crumbs(found),
    }
    return render(request, "programmes/wheel_publish.html", context)


def discard(request: Request, edition_id: int) -> HttpResponse:
    found, _structure = queries.wheel_to_edit(request.actor, edition_id)
    return confirmed(
        request, lambda: commands.discard_wheel(by=request.actor, edition=found), back=back_to(edition_id),
        to=reverse("programmes:wheel"), verb=_("Kasta utkastet"), question=_("Kasta utkastet till hjulet?"),
        said=_("Utkastet är borta."),
        text=_("Allt som är ändrat i utkastet försvinner, i alla språk. Hjulet som gäller ändras inte."),
    )  # fmt: skip
