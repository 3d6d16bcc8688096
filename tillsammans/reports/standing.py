"""The status report's standing texts: each section's heading, and the text it is begun with. A county may change them (0024).

The sections write the same words (queries.sections); a test holds the two together. Names in braces are the section's figures.
A text that speaks of a figure that the section does not have this time gives way to the standard one, and the log says so.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tillsammans.notify import areas
from tillsammans.organisations.models import Place
from tillsammans.reports.rules import prose
from tillsammans.reports.rules.figures import Section
from tillsammans.wording import queries, registry
from tillsammans.wording.registry import REPORT, Pair, TextKind
from tillsammans.wording.rules.texts import Name

log = logging.getLogger("tillsammans.reports")


@dataclass(frozen=True)
class Standing:
    """begins: the text that a draft's section begins with; "" where it is put together of what there is to tell.
    figures: what may be written in it, with an example of each."""

    heading: Promise
    begins: str | Promise = ""
    figures: Mapping[str, tuple[Promise, str]] | None = None


STANDING: Mapping[str, Standing] = {
    "participation": Standing(
        _("Barns, ungas och vårdnadshavares delaktighet"),
        _("Så här säger de planer som gäller om hur barn, unga och vårdnadshavare har varit med. "
          "Raden är ifylld hos {ifyllt} som har en beslutad plan."),
        {"ifyllt": (_("Hos hur många huvudmän raden är ifylld."), "7 av 9 huvudmän")},
    ),
    "attendance": Standing(
        _("Här har processledarna varit med"),
        _("Processledarna har varit med {besok}, hos {besokta}. Med kort och röster hölls {workshoppar}."),
        {
            "besok": (_("Hur många gånger processledarna har varit med."), "14 gånger"),
            "besokta": (_("Hos hur många huvudmän."), "8 av 12 huvudmän"),
            "workshoppar": (_("Hur många workshoppar med kort och röster."), "3 workshoppar"),
        },
    ),
    "stairs": Standing(_("Så går det på trappan")),
    "roles": Standing(_("Roller")),
    "plans": Standing(
        _("Planer"), _("En beslutad plan gäller hos {galler}. Under perioden beslutades {beslutade}."),
        {
            "galler": (_("Hos hur många huvudmän en plan gäller."), "9 av 12 huvudmän"),
            "beslutade": (_("Hur många planer som beslutades under perioden."), "4 planer"),
        },
    ),
    "work": Standing(
        _("Hinder och strategier"), _("I länet pågår {pagar}. Under perioden har effekten följts upp för {effekt}."),
        {
            "pagar": (_("Hur många av länets strategier som pågår."), "5 strategier"),
            "effekt": (_("För hur många effekten har följts upp."), "2 strategier"),
        },
    ),
    "decisions": Standing(
        _("Beslut"),
        _("{skickade} har gått ut under perioden. På de beslut som gäller har {svar} kommit, {inte_svarat} och {vantar}."),
        {
            "skickade": (_("Hur många beslut som har gått ut."), "6 beslut"),
            "svar": (_("Hur många svar som har kommit."), "51 av 60 svar"),
            "klara": (_("Hur många svar som säger klart."), "23 av 60 svar"),
            "inte_svarat": (_("Hur många som inte har svarat än."), "9 har inte svarat än"),
            "vantar": (_("Hur många som väntar efter sista dag."), "4 väntar efter sista dag"),
            "dagar": (_("Dagar till första svaret, i mitten."), "11 dagar"),
        },
    ),
    "boards": Standing(
        _("Länets grupper"), _("{grupper} har träffats i länet, vid {moten}."),
        {
            "grupper": (_("Hur många grupper som har träffats."), "5 grupper"),
            "moten": (_("Vid hur många möten."), "9 möten"),
        },
    ),
    "examples": Standing(
        _("Goda exempel"), _("I länets nyhetsbrev har {exempel} berättats."),
        {"exempel": (_("Hur många goda exempel i länets nyhetsbrev."), "2 goda exempel")},
    ),
    "funds": Standing(
        _("Uppdrag och medel"),
        _("Länet har {uppdrag}. Av {medel} är {fordelat} fördelat till huvudmännen, och av det är {anvant} använt."),
        {
            "uppdrag": (_("Hur många uppdrag under perioden."), "2 uppdrag"),
            "medel": (_("Uppdragens medel."), "400 000,00 kronor"),
            "fordelat": (_("Hur mycket som är fördelat till huvudmännen."), "250 000,50 kronor"),
            "anvant": (_("Hur mycket som är använt."), "90 000,25 kronor"),
        },
    ),
    "next": Standing(
        _("Det här kommer"), _("De närmaste tre månaderna ska {kommande} bli klara i länet."),
        {"kommande": (_("Hur många aktiviteter och milstolpar som blir klara."), "8 aktiviteter och milstolpar")},
    ),
}  # fmt: skip


def register() -> None:
    """Called once, when the package is loaded."""
    for key, one in STANDING.items():
        registry.register(
            TextKind(
                _key(key), REPORT, areas.SECTIONS, one.heading, _("Avsnitt i statusrapporten. Gäller nya utkast."),
                names=partial(_names, one), standard=partial(_standard, one), shown=partial(_shown, one),
                with_body=bool(one.begins),
            )
        )  # fmt: skip


def _key(section: str) -> str:
    return f"reports/section-{section}"


def _names(one: Standing) -> list[Name]:
    told = (one.figures or {}).items()
    return [Name(name, says, example, in_subject=False) for name, (says, example) in told]


def _standard(one: Standing) -> Pair:
    return str(one.heading), str(one.begins)


def _shown(one: Standing, heading: str, text: str) -> Pair:
    known = {name: example for name, (_says, example) in (one.figures or {}).items()}
    return heading, prose.filled(text, known)


def in_own_words(county: Place, language: str, sections: Sequence[Section]) -> list[Section]:
    """The sections with the county's own headings and texts where it has some. One question."""
    own = queries.own_texts(county, [_key(one.key) for one in sections], language)
    return [_with_words(one, own.get(_key(one.key))) for one in sections]


def _with_words(section: Section, own: Pair | None) -> Section:
    """A section that has nothing to say in text this time gets none."""
    if own is None:
        return section
    heading, text = own
    known = {one.name: one.shown for one in section.figures}
    if not text or not section.prose:
        return replace(section, heading=heading or section.heading)
    if prose.unknown(text, known):
        log.warning("own words for section %s speak of a figure it does not have: standard text", section.key)
        text = section.prose
    return replace(section, heading=heading or section.heading, prose=text)
