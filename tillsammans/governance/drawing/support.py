"""Support asked for: what waits, the days that are set, and what has become of each."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.governance.drawing import words
from tillsammans.governance.drawing.visits import where
from tillsammans.governance.models import NextStep, SupportRequest, SupportState
from tillsammans.governance.rules import visits
from tillsammans.ui import parts
from tillsammans.ui.markup import escape

SHAPES = {
    SupportState.ASKED: "none", SupportState.DATED: "prog", SupportState.NOT_NOW: "out", SupportState.DONE: "done",
    SupportState.WITHDRAWN: "out",
}  # fmt: skip


def heading(row: SupportRequest) -> str:
    """`Handledning för Lindskolan`."""
    kind = visits.kind_name(row.kind, get_language() or "sv")
    return _("%(kind)s för %(place)s") % {"kind": kind[:1].upper() + kind[1:], "place": row.place.name}


def status(row: SupportRequest) -> SafeString:
    return parts.status(SHAPES[SupportState(row.state)], str(SupportState(row.state).label))


def asked(rows: Sequence[SupportRequest], *, answers: bool) -> SafeString:
    """What has no answer yet. answers: with the way to give one."""
    return _list(_row(row, _said_suits(row), _way(row, _("Svara")) if answers else "") for row in rows)


def dated(rows: Sequence[SupportRequest], *, logs: bool) -> SafeString:
    """The days that are set. logs: each is logged from here once it has been."""
    return _list(_row(row, _said_day(row), _log(row) if logs else "") for row in rows)


def wonder(rows: Sequence[SupportRequest]) -> SafeString:
    """What the reader is asked six weeks later."""
    return _list(_row(row, _said_day(row), _next(row)) for row in rows)


def closed(rows: Sequence[SupportRequest]) -> SafeString:
    return _list(_row(row, _became(row), "") for row in rows)


def _list(rows: object) -> SafeString:
    drawn = "".join(rows)  # type: ignore[arg-type]
    return mark_safe(f'<ul class="rules gov-asked">{drawn}</ul>' if drawn else "")


def _row(row: SupportRequest, said: str, taps: str) -> str:
    href = reverse("governance:support", args=[row.pk])
    told = f'<p class="small dim">{escape(said)}</p>' if said else ""
    act = f'<div class="row noprint">{taps}</div>' if taps else ""
    return (
        f'<li><div><p><a href="{href}">{escape(heading(row))}</a></p><p>{escape(row.about)}</p>{told}</div>'
        f"<div>{status(row)}</div>{act}</li>"
    )


def _said_suits(row: SupportRequest) -> str:
    said = _("%(where)s. Passar: %(when)s. Frågat %(day)s.")
    return said % {"where": where(row.place), "when": row.suits, "day": words.moment(row.asked_at)}


def _said_day(row: SupportRequest) -> str:
    return f"{where(row.place)}, {words.day(row.visit.held_on)}" if row.visit else where(row.place)


def _became(row: SupportRequest) -> str:
    if row.state == SupportState.NOT_NOW:
        return row.answer
    if row.state == SupportState.DONE:
        return f"{_said_day(row)}. {next_words(row)}"
    return words.moment(row.asked_at)


def next_words(row: SupportRequest) -> str:
    """What came of it. That nobody has answered is said as that, never as nothing."""
    if row.next_step == NextStep.TOLD:
        return _("Nästa steg: %(text)s") % {"text": row.next_text}
    if row.next_step == NextStep.NOTHING_YET:
        return _("Nästa steg: inget än.") + (f" {row.next_text}" if row.next_text else "")
    return _("Ingen har svarat på vad nästa steg blev.") if row.asked_again_at else ""


def _about(row: SupportRequest) -> str:
    return f'<span class="vh">: {escape(heading(row))}</span>'


def _way(row: SupportRequest, label: str) -> str:
    href = reverse("governance:support", args=[row.pk])
    return f'<a class="btn line" href="{href}">{escape(label)}{_about(row)}</a>'


def _log(row: SupportRequest) -> str:
    href = reverse("governance:visit_log", args=[row.visit_id])
    return f'<a class="btn line" href="{href}">{escape(_("Logga"))}{_about(row)}</a>'


def _next(row: SupportRequest) -> str:
    href = reverse("governance:support_next", args=[row.pk])
    return f'<a class="btn" href="{href}">{escape(_("Vad blev nästa steg?"))}{_about(row)}</a>'


def facts(row: SupportRequest) -> list[tuple[str, str]]:
    """What was asked, and what has been answered."""
    told = [
        (_("För"), where(row.place)),
        (_("Om"), row.about),
        (_("Passar"), row.suits),
        (_("Frågat"), words.moment(row.asked_at)),
    ]
    if row.visit:
        told.append((_("Dag"), words.day(row.visit.held_on)))
    if row.answer:
        told.append((_("Svar"), row.answer))
    if row.state == SupportState.DONE and (became := next_words(row)):
        told.append((_("Därefter"), became))
    return told
