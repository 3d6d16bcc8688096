"""What of the model waits for somebody, for the weekly letter: adaptations to answer, drafts of stairs to comment on."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tillsammans.access.roles import Permission
from tillsammans.programmes.queries import adaptations_waiting, to_comment
from tillsammans.reminders import registry
from tillsammans.reminders.registry import Asked
from tillsammans.reminders.rules.entries import Entry
from tillsammans.reminders.rules.kinds import Kind


def waiting(asked: Asked) -> Iterator[Entry]:
    """Nothing of it has a day of its own."""
    if asked.place is not None:
        return
    if number := adaptations_waiting(asked.by):
        title = ngettext(
            "%(n)s anpassning rör modellens kärna och väntar på ditt svar",
            "%(n)s anpassningar rör modellens kärna och väntar på ditt svar",
            number,
        ) % {"n": number}
        path = reverse("programmes:adaptations")
        yield Entry("programmes.adaptations", title, asked.today, asked.today, path, standing=True)
    if asked.by.has(Permission.STAIRS_COMMENT):
        for pk, name in to_comment(asked.by, get_language() or "sv"):
            title = _("Utkast till ny trappa för %(programme)s: säg vad du tycker") % {"programme": name}
            path = reverse("programmes:stairs_comment", args=[pk])
            yield Entry(f"programmes.comment.{pk}", title, asked.today, asked.today, path, standing=True)


def register() -> None:
    registry.register("programmes.waiting", waiting, Kind.MODEL, in_calendars=False)
