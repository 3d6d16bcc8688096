from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from tillsammans.access.web import Request
from tillsammans.accounts import commands, queries
from tillsammans.accounts.forms import DetailsForm, InvitationForm
from tillsammans.core.marks import open_to_grant


def account(request: Request) -> HttpResponse:
    """One's own account: name, language, and the way to password and second factor."""
    user = queries.own_account(request.actor)
    form = DetailsForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        commands.change_own_details(by=request.actor, user=user, **form.cleaned_data)
        with override(form.cleaned_data["language"]):
            messages.success(request, _("Sparat."))
            return redirect(reverse("accounts:account"))
    return render(request, "accounts/account.html", {"user": user, "form": form})


@open_to_grant("account_invitation")
def accept_invitation(request: Request, token: str) -> HttpResponse:
    """Where an invited person chooses a password. Opening the page uses nothing up."""
    user = queries.invited_account(request.actor)
    form = InvitationForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        commands.accept_invitation(by=request.actor, user=user, password=form.cleaned_data["password"])
        messages.success(request, _("Lösenordet är sparat. Nu kan du logga in."))
        return redirect("account_login")
    return render(request, "accounts/accept_invitation.html", {"form": form, "email": user.email})
