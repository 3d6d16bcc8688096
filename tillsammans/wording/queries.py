"""A county's own texts, for those who change them and for what is sent and written; and its logotype."""

import logging
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core import clock
from tillsammans.core.errors import NotVisible
from tillsammans.core.text import localised
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations.models import Place
from tillsammans.ui.documents import Mark
from tillsammans.wording import policies, registry
from tillsammans.wording.models import CountyText, Logotype
from tillsammans.wording.registry import Pair, TextKind
from tillsammans.wording.rules import logotypes
from tillsammans.wording.rules.texts import Name

log = logging.getLogger("tillsammans.wording")


def languages() -> list[tuple[str, str]]:
    """Those that mails and reports are written in."""
    return [(code, str(name)) for code, name in settings.WORK_LANGUAGES]


# --- for what is sent and written -------------------------------------------------------------------------------------


class OwnLetters:
    """Gives each letter its county's own words, or None. One question a county, however many letters.

    A text is chosen by when the letter was queued: what is changed afterwards is for the letters that come after.
    """

    def __init__(self) -> None:
        self._read_at: dict[int, datetime] = {}
        self._texts: dict[int, Mapping[tuple[str, str], list[CountyText]]] = {}

    def __call__(self, message: OutboxMessage) -> Pair | None:
        if message.county_id is None:
            return None
        found = _in_force(self._of(message.county_id, message.queued_at), message)
        return (found.subject, found.body) if found and not found.standard else None

    def _of(self, county_id: int, queued_at: datetime) -> Mapping[tuple[str, str], list[CountyText]]:
        read_at = self._read_at.get(county_id)
        if read_at is None or queued_at > read_at:  # queued since: what was written in between counts
            self._read_at[county_id] = clock.now()
            self._texts[county_id] = _versions(CountyText.objects.filter(county_id=county_id))
        return self._texts[county_id]


def _versions(rows: Collection[CountyText]) -> Mapping[tuple[str, str], list[CountyText]]:
    """By key and language, the newest first."""
    found: dict[tuple[str, str], list[CountyText]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: -one.number):
        found[row.key, row.language].append(row)
    return found


def _in_force(
    versions: Mapping[tuple[str, str], list[CountyText]], message: OutboxMessage
) -> CountyText | None:
    """In the letter's own language alone: the reader's language comes before the county's words."""
    rows = versions.get((message.template, message.language), [])
    return next((row for row in rows if row.made_at <= message.queued_at), None)


def own_texts(county: Place, keys: Collection[str], language: str) -> dict[str, Pair]:
    """Of each text that the county has changed its subject and body now, by key. One question."""
    rows = CountyText.objects.filter(county=county, key__in=keys, language=language)
    newest = {key: versions[0] for (key, _language), versions in _versions(rows).items()}
    return {key: (row.subject, row.body) for key, row in newest.items() if not row.standard}


def mark_of(county_id: int | None, language: str) -> Mark | None:
    """The county's logotype for the head of a document; None where it has none."""
    row = Logotype.objects.filter(county_id=county_id or 0).first()
    if row is None:
        return None
    width, height = logotypes.size_mm(row.width, row.height)
    return Mark(bytes(row.data), row.media_type, localised(row.alt, language).text, width, height)


# --- for those who change them ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TextLine:
    """own: names of the languages that the county has written. broken: of those, where the text cannot be used any longer."""

    kind: TextKind
    own: list[str]
    broken: list[str]


@dataclass(frozen=True)
class TextsPage:
    county: Place
    areas: list[tuple[str, list[TextLine]]]


@dataclass(frozen=True)
class TextPage:
    """versions: the newest first. own: the one in force, None while the standard text is. broken: why it is not used."""

    county: Place
    kind: TextKind
    language: str
    names: Sequence[Name]
    standard: Pair
    versions: list[CountyText]
    own: CountyText | None
    others: list[str]
    broken: str

    @property
    def number(self) -> int:
        return self.versions[0].number if self.versions else 0


def county_of(by: Actor) -> Place:
    """The county whose texts `by` changes. Raises NotVisible."""
    rows = Place.objects.filter(pk=by.county_id or 0)
    return check.found(check.within(rows, policies.may_change_texts, by).first())


def texts_page(by: Actor) -> TextsPage:
    county = county_of(by)
    versions = _versions(CountyText.objects.filter(county=county))
    newest = {way: rows[0] for way, rows in versions.items() if not rows[0].standard}
    areas: dict[str, list[TextLine]] = defaultdict(list)
    for kind in registry.kinds():
        areas[str(kind.area)].append(_line(kind, newest))
    return TextsPage(county, list(areas.items()))


def _line(kind: TextKind, newest: Mapping[tuple[str, str], CountyText]) -> TextLine:
    own = [(name, newest[kind.key, code]) for code, name in languages() if (kind.key, code) in newest]
    return TextLine(kind, [name for name, _row in own], [name for name, row in own if why_not(kind, row)])


def get_kind(key: str, language: str) -> TextKind:
    """Raises NotVisible."""
    kind = registry.kind_of(key)
    if kind is None or language not in dict(languages()):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    return kind


def text_page(by: Actor, key: str, language: str) -> TextPage:
    """Standard text, names and versions, in the text's own language. Raises NotVisible."""
    county, kind = county_of(by), get_kind(key, language)
    found = _versions(CountyText.objects.filter(county=county, key=key))
    versions = found.get((key, language), [])
    own = versions[0] if versions and not versions[0].standard else None
    with override(language):
        names, standard = kind.names(), kind.standard()
    others = [
        name for code, name in languages()
        if code != language and not ((rows := found.get((key, code))) and not rows[0].standard)
    ]  # fmt: skip
    return TextPage(
        county, kind, language, names, standard, versions, own, others, why_not(kind, own) if own else ""
    )


def why_not(kind: TextKind, row: CountyText) -> str:
    """Why a text that was once saved cannot be used now: what can be filled in has changed since. "": it is used."""
    found = kind.fault_in(row.subject, row.body, kind.names())
    return found.sentence if found else ""


def logotype_of(by: Actor) -> tuple[Place, Logotype | None]:
    """For who changes it. Raises NotVisible."""
    county = county_of(by)
    return county, Logotype.objects.filter(county=county).first()
