"""What waits for somebody: the rows on the workspace's first page, asked of the packages that own the work."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.followup.models import RequestState
from tillsammans.followup.queries import reports, rounds
from tillsammans.followup.queries.rounds import RoundLine
from tillsammans.followup.rules.states import RoundState, request_label
from tillsammans.governance.queries import decisions, meetings
from tillsammans.governance.queries import support as supports
from tillsammans.programmes.queries import adaptations_waiting, to_comment
from tillsammans.strategies.queries import lifts


@dataclass(frozen=True)
class Waiting:
    """One thing to do. mark: a state of ui.status ("none", "ack", "prog", "done"). said: the state in a word or two."""

    text: str
    href: str
    mark: str
    said: str


_MARKS = {RequestState.SILENT: "none", RequestState.BEGUN: "prog", RequestState.SENT: "done"}


def waiting_for(by: Actor, language: str) -> list[Waiting]:
    """Own reports in open rounds, decisions and barriers to answer, then rounds that one follows, stairs and adaptations."""
    return [
        *_own_reports(by),
        *_decisions(by),
        *_situations(by),
        *_support(by),
        *_lifts(by),
        *_rounds(by),
        *_stairs(by, language),
        *_adaptations(by),
    ]


def _own_reports(by: Actor) -> list[Waiting]:
    if not by.places_with(Permission.REPORT_WRITE):
        return []
    return [
        Waiting(
            _("Självskattning för %(unit)s, %(round)s. Sista dag %(day)s.")
            % {"unit": one.unit, "round": one.round, "day": date_format(one.closes_on, "j F")},
            reverse("followup:report", args=[one.request_id]),
            _MARKS[RequestState(one.state)],
            request_label(one.state),
        )
        for one in reports.open_reports(by)
    ]


def _lifts(by: Actor) -> list[Waiting]:
    if not lifts.receives(by) or not (number := lifts.waiting_for_answer(by)):
        return []
    text = ngettext(
        "%(n)s hinder väntar på svar från er.", "%(n)s hinder väntar på svar från er.", number
    ) % {"n": number}
    return [Waiting(text, reverse("strategies:lifts"), "ack", _("lyft till er"))]


def _decisions(by: Actor) -> list[Waiting]:
    if not decisions.levels(by) or not (number := decisions.waiting_for_answer(by)):
        return []
    text = ngettext(
        "%(n)s beslut väntar på svar från er.", "%(n)s beslut väntar på svar från er.", number
    ) % {"n": number}
    return [Waiting(text, reverse("governance:decisions"), "none", _("inte svarat än"))]


def _situations(by: Actor) -> list[Waiting]:
    """Meetings whose members are asked how it is: one's own seats that have not told."""
    text = _("Ge din lägesbild till %(board)s, %(day)s.")
    return [
        Waiting(
            text
            % {"board": one.meeting.board.name, "day": date_format(localtime(one.meeting.starts_at), "j F")},
            reverse("governance:seat", args=[one.pk]),
            "none",
            _("inte svarat än"),
        )
        for one in meetings.asked_of(by)
    ]


def _support(by: Actor) -> list[Waiting]:
    """For process leaders: who asks for support, and what has been and is not logged. For others: what came of it."""
    found, href = [], reverse("governance:visits")
    if by.has(Permission.COUNTY_WORK):
        if number := supports.to_log(by):
            text = ngettext(
                "%(n)s besök har haft sin dag. Logga det.", "%(n)s besök har haft sin dag. Logga dem.", number
            )
            found.append(Waiting(text % {"n": number}, href, "prog", _("dag bestämd")))
        if number := supports.waiting_for_day(by):
            text = ngettext(
                "%(n)s fråga om stöd väntar på svar.", "%(n)s frågor om stöd väntar på svar.", number
            )
            found.append(Waiting(text % {"n": number}, href, "none", _("inte svarat än")))
    if by.has(Permission.LOCAL_WORK) and (number := supports.wondering(by)):
        text = ngettext(
            "Vad blev nästa steg? %(n)s besök för sex veckor sedan.",
            "Vad blev nästa steg? %(n)s besök för sex veckor sedan.",
            number,
        )
        found.append(Waiting(text % {"n": number}, href, "none", _("inte svarat än")))
    return found


def _rounds(by: Actor) -> list[Waiting]:
    if not (by.has(Permission.ROUND_RUN) or by.has(Permission.REPORT_FOR_OTHERS)):
        return []
    return [_round(line) for line in rounds.rounds(by) if line.round.state == RoundState.OPEN]


def _round(line: RoundLine) -> Waiting:
    left = line.asked - line.sent
    text = ngettext(
        "%(round)s: %(sent)s av %(asked)s enhet har svarat.",
        "%(round)s: %(sent)s av %(asked)s enheter har svarat.",
        line.asked,
    ) % {"round": line.round.name, "sent": line.sent, "asked": line.asked}
    mark, said = ("prog", _("pågår")) if left else ("done", _("alla har svarat"))
    return Waiting(text, reverse("followup:round", args=[line.round.pk]), mark, said)


def _adaptations(by: Actor) -> list[Waiting]:
    if not (number := adaptations_waiting(by)):
        return []
    text = ngettext(
        "%(n)s anpassning rör modellens kärna och väntar på ditt svar.",
        "%(n)s anpassningar rör modellens kärna och väntar på ditt svar.",
        number,
    ) % {"n": number}
    return [Waiting(text, reverse("programmes:adaptations"), "ack", _("väntar på svar"))]


def _stairs(by: Actor, language: str) -> list[Waiting]:
    if not by.has(Permission.STAIRS_COMMENT):
        return []
    return [
        Waiting(
            _("Vad tycker du om utkastet till ny trappa för %(programme)s?") % {"programme": name},
            reverse("programmes:stairs_comment", args=[stairs_id]),
            "ack",
            _("synpunkter"),
        )
        for stairs_id, name in to_comment(by, language)
    ]
