"""The words of a draft wheel, a language at a time, and the county's own picture."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError, NotVisible
from tillsammans.programmes import commands, forms, queries
from tillsammans.programmes.models import WheelArtwork, WheelTexts
from tillsammans.programmes.pictures import picture_response
from tillsammans.programmes.queries.wheel_writing import TextRow
from tillsammans.programmes.views.answers import carry_out
from tillsammans.programmes.views.wheel import back_to, crumbs
from tillsammans.ui.answers import confirmed
from tillsammans.ui.parts import isolated


@dataclass(frozen=True)
class Tab:
    label: str
    href: str
    current: bool


def language(request: Request, edition_id: int, language: str) -> HttpResponse:
    """One language: what is missing where, and how far the review has come."""
    found, structure = queries.wheel_to_word(request.actor, edition_id)
    page = queries.language_page(found, structure, language)
    form = forms.ReviewForm(request.POST or None, initial={"state": page.language.review})
    if request.method == "POST" and form.is_valid():
        try:
            commands.set_wheel_review(by=request.actor, edition=found, language=language, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Sparat."))
            return redirect("programmes:wheel_language", edition_id, language)
    context = {"page": page, "form": form, "crumb_list": crumbs(found)}
    return render(request, "programmes/wheel_language.html", context, status=400 if form.errors else 200)


def words(request: Request, edition_id: int, language: str, part: str) -> HttpResponse:
    """The texts of one part in one language, beside the Swedish."""
    found, structure = queries.wheel_to_word(request.actor, edition_id)
    page = queries.writing_page(found, structure, language, part)
    form = forms.WordsForm(
        request.POST or None,
        rows=page.texts,
        language=language,
        direction=page.direction,
        initial={"seen": page.mark},
    )

    def act() -> WheelTexts:
        return commands.edit_wheel_texts(
            by=request.actor,
            edition=found,
            language=language,
            texts=form.texts(),
            seen=form.cleaned_data["seen"],
        )

    def now() -> tuple[str, list[tuple[str, str]]]:
        theirs = queries.writing_page(found, structure, language, part)
        return theirs.mark, [
            (one.label, one.now) for one in theirs.texts if one.now != form.data.get(one.field)
        ]

    here = reverse("programmes:wheel_words", args=[edition_id, language, part])
    return carry_out(
        request, form, act, done=_("Texterna är sparade."), back=here, fresh_mark=now, template="programmes/wheel_words.html",
        page=page, tabs=_tabs(page, edition_id, part),
        rows=[(one, form[one.field], _as_shown(one, language)) for one in page.texts],
        crumb_list=[*crumbs(found), (page.language.name.capitalize(), _language_href(edition_id, language))],
    )  # fmt: skip


def _as_shown(row: TextRow, language: str) -> str:
    """The saved text as pages show it, where it holds a number that the field itself turns round; else nothing."""
    shown = isolated(row.now, language)
    return shown if shown != conditional_escape(row.now) else ""


def _language_href(edition_id: int, language: str) -> str:
    return reverse("programmes:wheel_language", args=[edition_id, language])


def _tabs(page: queries.WritingPage, edition_id: int, part: str) -> list[Tab]:
    """The same part in every language, with how many texts it lacks there."""
    return [
        Tab(_labelled(one), reverse("programmes:wheel_words", args=[edition_id, one.code, part]), one.current)
        for one in page.tabs
    ]


def _labelled(tab: queries.LanguageTab) -> str:
    name = tab.name.capitalize()
    if not tab.missing:
        return name
    lacking = ngettext("%(n)s saknas", "%(n)s saknas", tab.missing) % {"n": tab.missing}
    return f"{name} ({lacking})"


def artwork(request: Request, edition_id: int) -> HttpResponse:
    """Upload the county's own picture of the wheel."""
    found, _structure = queries.wheel_to_edit(request.actor, edition_id)
    form = forms.ArtworkForm(request.POST or None, request.FILES or None)

    def act() -> WheelArtwork:
        data = form.cleaned_data
        file: UploadedFile = data["file"]
        return commands.upload_artwork(
            by=request.actor, edition=found, language=data["language"], data=file.read(), alt=form.alt()
        )

    lead = _(
        "Bilden visas i stället för vår teckning. Att svara i hjulet sker fortfarande i den ritade bilden, som går att trycka på."
    )
    return carry_out(
        request, form, act, done=_("Bilden är inlagd."), back=back_to(edition_id, "bild"), crumb_list=crumbs(found),
        page_title=_("Lägg in en egen bild av hjulet"), where=lead,
    )  # fmt: skip


def remove_artwork(request: Request, edition_id: int, artwork_id: int) -> HttpResponse:
    found, _structure = queries.wheel_to_edit(request.actor, edition_id)
    rows = {row.id: row for row in queries.artwork_rows(found)}
    if artwork_id not in rows:
        raise NotVisible(_("Bilden finns inte i utkastet. Läs om sidan och se vad som finns kvar."))
    row = rows[artwork_id]
    return confirmed(
        request, lambda: commands.remove_artwork(by=request.actor, edition=found, language=row.language),
        back=back_to(edition_id, "bild"), verb=_("Ta bort bilden"), said=_("Bilden är borttagen."),
        question=_("Ta bort bilden?"),
        text=_("I stället visas bilden för alla språk, eller vår teckning. ”%(alt)s”") % {"alt": row.alt},
    )  # fmt: skip


def artwork_file(request: Request, artwork_id: int) -> HttpResponse:
    """A picture of an edition that one may read, a draft's too. Never kept by the browser: a draft changes."""
    return picture_response(queries.artwork_seen(request.actor, artwork_id), keep=False)
