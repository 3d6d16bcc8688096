"""The lenses in plain words: what each is for, and how it stands in a sentence."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tillsammans.core.text import localised
from tillsammans.planning.queries.lenses import AdoptersPage, NotesPage, TagPage
from tillsammans.planning.rules import lenses as rules
from tillsammans.planning.rules.lenses import LensPart
from tillsammans.strategies.rules.reading import Texts
from tillsammans.ui.parts import local_text

MOST_NAMES = 4  # parts that the sentence names


@dataclass(frozen=True)
class LensWords:
    """name: of the page. purpose: what it is for, in one sentence. what: for who never heard the term."""

    name: str
    purpose: str
    what: str


def words_of(lens: str) -> LensWords:
    return _WORDS[lens]()


def _kotter() -> LensWords:
    return LensWords(
        _("Kotters åtta steg"),
        _("Visar om planen har allt som en förändring brukar kräva, i rätt ordning."),
        _(
            "John Kotter följde organisationer som försökte ändra sig och såg åtta steg som ofta hoppades över. "
            "Ett steg utan något bakom sig är en fråga till planen, inte ett fel i den."
        ),
    )


def _npt() -> LensWords:
    return LensWords(
        _("Från nytt till vanligt"),
        _("Visar om det nya är på väg att bli det vanliga sättet att arbeta."),
        _(
            "Teorin om normalisering (NPT) frågar vad människor behöver göra tillsammans för att något nytt ska bli vanligt: "
            "förstå det, vilja det, göra det och lära av det."
        ),
    )


def _rogers() -> LensWords:
    return LensWords(
        _("Hur det nya sprids"),
        _("Visar var olika grupper befinner sig och vad nästa grupp behöver för att komma med."),
        _(
            "Everett Rogers beskrev att nya sätt tas upp av fem grupper efter varandra. Grupperna säger när någon brukar "
            "börja och vad som då hjälper. De säger inget om hur bra någon är."
        ),
    )


def _readiness() -> LensWords:
    return LensWords(
        _("Beredskap för förändring"),
        _("Visar om de som berörs vill, och om de tror att de klarar det."),
        _(
            "En organisation är redo när viljan finns och tron på att det går. Påståendena är till för samtal: läs dem högt, "
            "fråga vad som talar för och emot, och skriv ner det ni hörde."
        ),
    )


def _frl() -> LensWords:
    return LensWords(
        _("Så leder jag"),
        _("Din egen checklista för hur du leder. Ingen annan läser den."),
        _(
            "Full Range Leadership är en forskning om vad ledare gör. Listan är de nio beteenden som en länsplan valt för "
            "processledare. Kryssa det du gjort den senaste månaden och skriv vad du vill pröva."
        ),
    )


_WORDS = {
    rules.KOTTER: _kotter,
    rules.NPT: _npt,
    rules.ROGERS: _rogers,
    rules.READINESS: _readiness,
    rules.FRL: _frl,
}


def plain(texts: Texts) -> str:
    """A text of the reference files, in the reader's language where it is there."""
    return localised(texts, get_language() or "sv").text


def marked(texts: Texts) -> SafeString:
    """The same as markup, with its language when that is another than the page's."""
    return local_text(localised(texts, get_language() or "sv"), note=False)


def category_name(part: LensPart) -> str:
    """Rogers' last group has a name that would be read as a verdict; here it is called by what it does."""
    return _("De som väntar längst") if part.code == "laggards" else plain(part.name)


def tag_lead(page: TagPage) -> str:
    """How many parts have something behind them, and which have not."""
    of, missing = len(page.lens.parts), page.missing
    if not missing:
        return _("Alla %(of)s delar har något i planen bakom sig.") % {"of": of}
    said = _("%(n)s av %(of)s delar har något i planen bakom sig.") % {"n": of - len(missing), "of": of}
    if len(missing) > MOST_NAMES:
        return f"{said} {_thinnest(page)}".strip()
    names = ", ".join(plain(one.name) for one in page.lens.parts if one.code in missing)
    return f"{said} {_('Det saknas för: %(names)s.') % {'names': names}}"


def _thinnest(page: TagPage) -> str:
    """The groups of parts with the least behind them."""
    if not page.lens.groups:
        return ""
    behind = {group.code: 0 for group in page.lens.groups}
    for part in page.lens.parts:
        behind[part.group] += bool(page.behind.get(part.code))
    least = min(behind.values())
    names = ", ".join(plain(group.name) for group in page.lens.groups if behind[group.code] == least)
    return _("Minst finns för: %(names)s.") % {"names": names}


def notes_lead(page: NotesPage) -> str:
    of = len(page.lens.parts)
    if page.lens.code == rules.FRL:
        return _("Du har kryssat %(n)s av %(of)s. Bara du ser det.") % {"n": page.ticked, "of": of}
    return _("Ni har skrivit om %(n)s av %(of)s påståenden.") % {"n": page.written, "of": of}


def adopters_lead(page: AdoptersPage) -> str:
    """Where most groups are; what the next group needs."""
    if not page.placings:
        return _("Ingen grupp är placerad än. Börja med en yrkesgrupp som du känner väl.")
    next_group = next(one for one in page.lens.parts if one.code == page.lens.next_group)
    n = len(page.of(next_group.code))
    text = ngettext(
        "%(n)s av %(of)s grupper finns i gruppen %(name)s, som planen vänder sig till nu.",
        "%(n)s av %(of)s grupper finns i gruppen %(name)s, som planen vänder sig till nu.", n,
    )  # fmt: skip
    return text % {"n": n, "of": len(page.placings), "name": category_name(next_group).lower()}
