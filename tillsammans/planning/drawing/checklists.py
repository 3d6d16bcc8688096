"""How far a checklist has come, in words."""

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.planning.drawing import activity_words as words
from tillsammans.planning.queries.checklists import ChecklistPage, LibraryPage, ListLine
from tillsammans.ui import parts
from tillsammans.ui.markup import escape


def progress(page: ChecklistPage) -> SafeString:
    """`Två av sex är klara. Nästa: …, senast 20 okt.`"""
    return mark_safe(f'<p class="say">{escape(_said(page))}</p>')


def _said(page: ChecklistPage) -> str:
    total = len(page.items)
    if page.checklist.closed_on:
        named = {"day": words.day(page.checklist.closed_on), "done": page.done, "total": total}
        return _("Avslutad %(day)s. %(done)s av %(total)s blev klara.") % named
    if page.done == total:
        return _("Allt är klart.")
    first = (
        _("Inget är avprickat än.") if not page.done
        else ngettext("%(n)s av %(total)s är klar.", "%(n)s av %(total)s är klara.", page.done) % {"n": page.done, "total": total}
    )  # fmt: skip
    coming = page.coming
    if coming is None:
        return first
    named = {
        "what": coming.text[:1].lower() + coming.text[1:],
        "day": words.day(coming.due_on) if coming.due_on else "",
    }
    then = _("Nästa: %(what)s, senast %(day)s.") if coming.due_on else _("Nästa: %(what)s.")
    return f"{first} {then % named}"


def in_use(page: LibraryPage) -> SafeString:
    """Each list that has been started, with how far it has come."""
    return mark_safe("".join(_line(one) for one in page.in_use))


def _line(one: ListLine) -> str:
    href = reverse("planning:checklist", args=[one.checklist.pk])
    since = _("från %(day)s") % {"day": words.day(one.checklist.started_on)}
    return (
        f'<li><div><a href="{href}">{escape(one.title)}</a><br><span class="small dim">{escape(one.checklist.place.name)}, '
        f"{escape(since)}</span></div>{_state(one)}</li>"
    )


def _state(one: ListLine) -> str:
    done = _("%(done)s av %(total)s klara") % {"done": one.done, "total": one.total}
    if one.checklist.closed_on:
        return str(parts.status("done", _("Avslutad, %(done)s") % {"done": done}))
    if one.late:
        late = ngettext("%(n)s rad är sen", "%(n)s rader är sena", one.late) % {"n": one.late}
        return str(parts.status("late", f"{done}, {late}"))
    return str(parts.status("done" if one.done == one.total else "prog" if one.done else "none", done))
