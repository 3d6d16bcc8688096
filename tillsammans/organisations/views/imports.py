from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError
from tillsammans.organisations import commands, import_tables, queries
from tillsammans.organisations.forms import CommitForm, UploadForm
from tillsammans.organisations.models import ImportBatch, ImportState
from tillsammans.organisations.views.asking import actor_of
from tillsammans.ui.exports import table_response


def upload(request: Request) -> HttpResponse:
    """Choose a file; what it would change is shown before anything is changed."""
    by = actor_of(request)
    county = queries.get_county_to_import(by)
    form = UploadForm(
        request.POST or None, request.FILES or None, principals=queries.principals_of_county(county.pk)
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = commands.preview_import(
                by=by, county=county, stream=file, filename=file.name, principal_id=form.cleaned_data["principal"],
                language=get_language() or "sv",
            )  # fmt: skip
            return redirect(reverse("organisations:import_preview", args=[batch.pk]))
        except DomainError as refusal:
            form.add_error("file", refusal.message)
    page = {"form": form, "columns": import_tables.columns(), "recent": queries.recent_imports(by, county)}
    return render(request, "organisations/import.html", page, status=400 if form.errors else 200)


def sample(request: Request) -> HttpResponse:
    """A small file that can be filled in."""
    queries.get_county_to_import(actor_of(request))
    return table_response(import_tables.sample(), "xlsx", _("Exempel på enheter"))


def preview(request: Request, batch_id: int) -> HttpResponse:
    """What a file would change. Carrying it out, or throwing it away, is done from here."""
    by = actor_of(request)
    batch = queries.get_import(by, batch_id)
    if batch.state != ImportState.PREVIEWED or not batch.rows:
        return render(
            request, "organisations/import_done.html", {"batch": batch, "errors": queries.error_rows(batch)}
        )
    if request.method == "POST" and "abandon" in request.POST:
        return _abandon(request, batch)
    comparison = commands.read_import(by=by, batch=batch)
    errors = queries.error_rows(batch)
    given: dict[str, Any] = {"missing": import_tables.missing_choices(comparison), "errors": len(errors)}
    form = CommitForm(request.POST or None, initial={"shown": queries.digest(comparison)}, **given)
    if request.method == "POST" and form.is_valid():
        try:
            _carry_out(request, batch, form)
            return redirect(reverse("organisations:import_preview", args=[batch.pk]))
        except DomainError as refusal:
            form = CommitForm(
                None, initial=form.cleaned_data | {"shown": queries.digest(comparison)}, **given
            )
            messages.error(request, refusal.message)
    page = import_tables.preview(batch, comparison, errors, queries.principals_of_county(batch.county_id))
    return render(request, "organisations/import_preview.html", page | {"form": form})


def _carry_out(request: Request, batch: ImportBatch, form: CommitForm) -> None:
    fields: dict[str, Any] = {"shown": form.cleaned_data["shown"], "closing": form.closing()}
    leave_out = bool(form.cleaned_data.get("leave_out"))
    commands.commit_import(by=actor_of(request), batch=batch, leave_out_errors=leave_out, **fields)
    messages.success(request, _("Filen är inläst."))


def _abandon(request: Request, batch: ImportBatch) -> HttpResponse:
    commands.abandon_import(by=actor_of(request), batch=batch)
    messages.success(request, _("Filen är borttagen. Inget har lästs in."))
    return redirect(reverse("organisations:import"))


def errors(request: Request, batch_id: int) -> HttpResponse:
    """The rows that cannot be read, with the reason in a column of its own."""
    by = actor_of(request)
    batch = queries.get_import(by, batch_id)
    commands.note_import_read(by=by, batch=batch)
    return table_response(
        import_tables.errors_file(batch, queries.error_rows(batch)), "xlsx", _("Rader att rätta")
    )
