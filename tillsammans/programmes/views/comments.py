"""Sending a draft stairs for comment, saying what one thinks, and reading what was said."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError
from tillsammans.programmes import commands, forms, queries
from tillsammans.programmes.models import StairsVersion
from tillsammans.programmes.views.model import crumbs_of
from tillsammans.ui.answers import confirmed


def request_comments(request: Request, stairs_id: int) -> HttpResponse:
    """Choose whom to ask, and until when."""
    stairs = queries.stairs_to_send(request.actor, stairs_id)
    roles, places = queries.group_choices(request.actor)
    form = forms.GroupsForm(request.POST or None, roles=roles, places=places)
    back = reverse("programmes:stairs", args=[stairs_id])
    if request.method == "POST" and form.is_valid():
        try:
            sent = _send(request, stairs, form)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            said = ngettext(
                "%(n)s person får ett mejl med frågan.", "%(n)s personer får ett mejl med frågan.", sent
            )
            messages.success(request, said % {"n": sent})
            return redirect(back)
    context = {
        "form": form,
        "back": back,
        "crumb_list": crumbs_of(stairs),
        "page_title": _("Skicka ut för synpunkter"),
        "verb": _("Skicka"),
    }
    return render(request, "programmes/edit.html", context, status=400 if form.errors else 200)


def _send(request: Request, stairs: StairsVersion, form: forms.GroupsForm) -> int:
    data = form.cleaned_data
    groups = [
        (role, place)
        for role in data["roles"]
        for place in queries.places_chosen(request.actor, data["places"])
    ]
    return commands.request_comments(
        by=request.actor, stairs=stairs, groups=groups, closes_on=data["closes_on"]
    )


def recall(request: Request, stairs_id: int) -> HttpResponse:
    stairs = queries.get_stairs(request.actor, stairs_id)
    return confirmed(
        request, lambda: commands.recall_stairs(by=request.actor, stairs=stairs),
        back=reverse("programmes:stairs", args=[stairs_id]), question=_("Ta tillbaka utkastet?"), verb=_("Ta tillbaka"),
        said=_("Utkastet går att ändra igen. Synpunkterna finns kvar."),
        text=_("Ingen kan lämna fler synpunkter efter det. De som har kommit in finns kvar."),
    )  # fmt: skip


def read(request: Request, stairs_id: int) -> HttpResponse:
    """What was said, by role and place."""
    stairs, page = queries.comments_read(request.actor, stairs_id, get_language())
    return render(request, "programmes/comments.html", {"page": page, "crumb_list": crumbs_of(stairs)})


def comment(request: Request, stairs_id: int) -> HttpResponse:
    """The stairs, and a form to say what one thinks of it. ?om=<code> chooses what it is about."""
    stairs, page = queries.comment_page(request.actor, stairs_id, get_language())
    form = forms.CommentForm(
        request.POST or None, choices=page.choices, initial={"about_code": request.GET.get("om", "")[:60]}
    )
    if request.method == "POST" and form.is_valid():
        try:
            commands.comment(by=request.actor, stairs=stairs, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Din synpunkt är lämnad. Du kan lämna fler."))
            return redirect("programmes:stairs_comment", stairs_id)
    context = {"page": page, "form": form, "climb": queries.climbed(page.form)}
    return render(request, "programmes/comment.html", context, status=400 if form.errors else 200)
