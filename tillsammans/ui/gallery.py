"""Samples for the gallery page. Places and figures are invented; the texts are as long as real ones get."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from tillsammans.core.text import Localised
from tillsammans.ui import charts, parts, stacks
from tillsammans.ui.charts import Contributions, Median
from tillsammans.ui.scales import StepChoice
from tillsammans.ui.tables import Cell, Column, Html, Link, Table
from tillsammans.ui.trends import Point, trend

STEP_NAMES = (
    "Inte börjat",
    "Känner till",
    "Förbereder",
    "Prövar",
    "Använder",
    "Är en vana",
    "Del av vardagen",
)
COMPONENTS = (
    (1, "Förhållningssätt"),
    (2, "Arbetssätt och verktyg"),
    (5, "Struktur"),
    (8, "Ledning och styrning"),
)
ROUNDS = ("V 25", "H 25", "V 26", "H 26")
STATES = [
    stacks.Kind(name, look=look)
    for name, look in zip(
        ("klart", "tas om hand", "mottaget", "inte aktuellt", "väntar", "inte svarat än"),
        stacks.LOOKS.values(),
        strict=False,
    )
]
LONG_WORD = "barnkonsekvensanalysunderlag"
PLACES: tuple[tuple[str, tuple[Median | None, ...], tuple[float | None, ...], int, int], ...] = (
    ("Alvsund", (4, 3, 3, 2), (1, 0, 1, 0), 38, 44),
    ("Björkhaga", (6, 5, (3, 4), 3), (0, 1, 0.5, 0), 21, 22),
    ("Ekvik", (3, 3, 2, 2), (0, 1, 0, 1), 27, 31),
    ("Granås kommun och Yttre skärgårdens utbildningsförbund", (3, (2, 3), 2, 1), (1, 1.5, -1, None), 15, 23),
    ("Stensvik", (2, 0, 1, None), (-2, None, 0, None), 11, 24),
)


class SampleForm(forms.Form):
    """Every kind of control."""

    role = forms.CharField(
        label=gettext_lazy("Ansvarig roll"),
        help_text=gettext_lazy("Skriv rollen, inte personens namn."),
        error_messages={"required": gettext_lazy("Skriv vem som ansvarar")},
    )
    done_by = forms.DateField(
        label=gettext_lazy("Klart senast"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": gettext_lazy("Välj ett datum efter i dag")},
    )
    note = forms.CharField(
        label=gettext_lazy("Anteckning"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Kommun"),
        choices=[("", "–"), ("a", "Alvsund"), ("b", "Björkhaga"), ("c", LONG_WORD)],
        error_messages={"required": gettext_lazy("Välj en kommun")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Typ"),
        widget=forms.RadioSelect,
        choices=[("hinder", gettext_lazy("Hinder")), ("hjalp", gettext_lazy("Möjliggörare"))],
        error_messages={"required": gettext_lazy("Välj hinder eller möjliggörare")},
    )
    sectors = forms.MultipleChoiceField(
        label=gettext_lazy("Verksamheter"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("forskola", gettext_lazy("Förskola")),
            ("skola", gettext_lazy("Grundskola")),
            ("vard", gettext_lazy("Vård")),
        ],
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Jag har läst igenom uppgifterna"),
        error_messages={"required": gettext_lazy("Kryssa i att du har läst igenom uppgifterna")},
    )
    file = forms.FileField(
        label=gettext_lazy("Fil med enheter"),
        required=False,
        help_text=gettext_lazy("Excel eller CSV, högst 20 MB."),
    )


def _item(label: str, *, href: str = "#", **more: Any) -> dict[str, Any]:
    return {"label": label, "href": href} | more


def matrix(top: int = 6) -> Table:
    """Steps per principal and component, with one cell that is not shown and one without answers."""
    columns = [
        Column(_("Huvudman")),
        *(Column(name, slot=slot) for slot, name in COMPONENTS),
        Column(_("Svar")),
    ]
    rows = [
        _matrix_row(place, medians, changes, part, whole, top)
        for place, medians, changes, part, whole in PLACES
    ]
    hidden = [Html(charts.matrix_cell(3, 0, None, top, 1, 4, 2, shown=False)) for _component in COMPONENTS]
    rows.append([Link("Åmark", "#"), *hidden, Html(charts.meter(2, 3), 2)])
    total = [_("Länet, median"), *("3", "3", "2–3", "2"), "114 av 147"]
    return Table(
        _("Medianen av enheternas steg, höst 2026, med ändring sedan våren"),
        columns,
        rows,
        total,
        look="matrix",
    )


def _matrix_row(place: str, medians: tuple, changes: tuple, part: int, whole: int, top: int) -> list:
    cells = [
        Html(charts.matrix_cell(m, c, None, top, max(0, int(charts.median_middle(m)) - 1) if m is not None else None,
                                min(top, int(charts.median_middle(m)) + 1) if m is not None else None,
                                part if m is not None else 0, href="#", name=f"{place}, {name}"))
        for m, c, (_slot, name) in zip(medians, changes, COMPONENTS, strict=True)
    ]  # fmt: skip
    return [Link(place, "#"), *cells, Html(charts.meter(part, whole), part)]


def facts_table() -> Table:
    """Text, numbers, states, links, a missing value and a very long word."""
    columns = [
        Column(_("Enhet")),
        Column(_("Verksamhet")),
        Column(_("Läge")),
        Column(_("Anställda"), numeric=True),
        Column(_("Underlag")),
    ]
    rows: list[list[Cell]] = [
        [
            Link("Lindskolan", "#"),
            _("Grundskola"),
            Html(parts.status("done", _("Mottaget")), "Mottaget"),
            412,
            LONG_WORD,
        ],
        [
            Link("Förskolan Tallbacken", "#"),
            _("Förskola"),
            Html(parts.status("prog", _("Påbörjat")), "Påbörjat"),
            86,
            None,
        ],
        [
            Link("Familjecentralen i Björkhaga", "#"),
            _("Region"),
            Html(parts.status("none", _("Inte svarat än"))),
            None,
            "<b>inte fet</b>",
        ],
    ]
    return Table(_("Enheter i omgången"), columns, rows, [_("Alla"), "", "", 498, ""], caption_shown=True)


def page() -> dict[str, Any]:
    """Everything the template shows."""
    return {"page_title": _("Komponenter")} | _small_parts() | _charts_and_texts()


def _small_parts() -> dict[str, Any]:
    return {
        "slots": list(
            zip(
                range(1, 9),
                ("fjärd", "gran", "björk", "smörblomma", "havtorn", "lingon", "ljung", "blåklocka"),
                strict=True,
            )
        ),
        "states": [
            ("none", _("Inte svarat än")),
            ("ack", _("Mottaget")),
            ("prog", _("Pågår")),
            ("done", _("Klart")),
            ("late", _("Gick inte fram")),
            ("out", _("Inte aktuellt")),
        ],
        "bad_form": SampleForm({"role": "", "done_by": "", "place": "", "kind": ""}),
        "good_form": SampleForm(auto_id="ok_%s"),
        "rounds": [_item(name, current=name == "H 26") for name in ("V 25", "H 25", "V 26", "H 26")],
        "tab_items": [
            _item(_("Översikt"), current=True),
            _item(_("Enheter")),
            _item(_("Roller")),
            _item(_("Ändringar och historik")),
        ],
        "step_items": [
            {"label": name, "slot": slot, "done": i == 0, "current": i == 1, "href": "#" if i == 0 else ""}
            for i, (slot, name) in enumerate(COMPONENTS)
        ],
        "fact_items": [
            (_("Svar"), 312, _("av 371 enheter")),
            (_("Roller utsedda"), 38, _("av 46")),
            (_("Planer beslutade"), 7, _("av 10")),
        ],
        "crumb_list": [(_("Länet"), "#"), ("Ekvik", "#"), (_("Barn- och utbildningsförvaltningen"), "#")],
    }


def _charts_and_texts() -> dict[str, Any]:
    top = len(STEP_NAMES) - 1
    return {
        "step_names": STEP_NAMES,
        "steps_by_top": [[(step, n) for step in range(n + 1)] for n in (2, 4, 6, 10)],
        "matrix": matrix(),
        "facts_table": facts_table(),
        "empty_table": Table(
            _("Enheter"),
            [Column(_("Enhet"))],
            [],
            empty=_("Inga enheter har svarat än. Svaren syns här när de kommer."),
        ),
        "trends": [_trend(slot, name, top) for slot, name in COMPONENTS],
        "parts_key": stacks.page_key(STATES),
        "parts_bar": stacks.page_bar(stacks.Stack("", (12, 3, 6, 2, 3, 4)), STATES),
        "shares": [(slot, name, counts) for (slot, name), counts in zip(COMPONENTS, _SHARES, strict=True)],
        "contributions": [
            Contributions(_("Tid och resurser"), 31, 22),
            Contributions(_("Ledning och beslut"), 27, 16),
            Contributions(_("Kunskap om modellen"), 12, 21),
            Contributions(_("Omvärld, lagar och samverkansöverenskommelser"), 0, 4),
        ],
        "choices": [StepChoice(i, name, _STEP_TEXTS[i]) for i, name in enumerate(STEP_NAMES)],
        "criteria": [
            (1, "Hela enheten använder hjulet."),
            (2, "Alla vet vem som är barnets bästa-ansvarig."),
            (3, f"Vi skriver {LONG_WORD} vid större förändringar."),
        ],
        "swedish_only": Localised("Hjulet, SIP och rollerna är så vi arbetar.", "sv", True),
        "own_language": Localised("Vi har bestämt var vi börjar.", "sv", False),
        "arabic": _arabic(),
        "long_word": LONG_WORD,
    }


_SHARES = (
    (4, 12, 37, 97, 119, 30, 13),
    (10, 25, 72, 121, 69, 15, 0),
    (0, 0, 0, 7, 0, 0, 0),
    (0, 0, 0, 0, 0, 0, 0),
)
_STEP_TEXTS = (
    "Vi har inte tagit upp modellen än.",
    "Vi har fått information om modellen.",
    "Vi har bestämt var vi börjar och vem som gör vad.",
    "Några arbetslag använder hjulet i samtal. Barnets bästa-ansvarig är utsedd.",
    "Hela enheten använder hjulet. Alla vet vem som är barnets bästa-ansvarig.",
    "Nya medarbetare lär sig arbetssättet när de börjar.",
    "Hjulet, SIP och rollerna är så vi arbetar. Vi följer upp varje termin.",
)


def _trend(slot: int, name: str, top: int) -> Any:
    runs: dict[int, list[Point | None]] = {
        1: [Point(1, 0, 3), Point(2, 1, 3), Point(3, 2, 4), Point((3, 4), 2, 6)],
        2: [Point(1, 0, 2), None, Point((2, 3), 1, 4), Point(3, 2, 5)],
        5: [None, None, None, Point(2, 1, 3)],
        8: [Point(6, 5, 6), Point(5, 3, 6), Point(5, 3, 6), Point(0, 0, 2)],
    }
    return trend(runs[slot], slot, top, ROUNDS, name=name)


def _arabic() -> dict[str, Any]:
    """The right-to-left look, with sample words (drafts, not the product's translation)."""
    names = ("لم نبدأ", "نعرف", "نستعد", "نجرّب", "نستخدم")
    with override("ar"):
        return {
            "steps": names,
            "tabs": [_item("نظرة عامة", current=True), _item("الوحدات"), _item("الأدوار")],
            "facts": [("الإجابات", 312, "من 371"), ("الأدوار", 38, "من 46")],
            "choices": [StepChoice(i, name, "نستخدم العجلة في المحادثات.") for i, name in enumerate(names)],
            "stepper": [
                _item(n, slot=s, done=i == 0, current=i == 1) | {"href": ""}
                for i, (s, n) in enumerate(((1, "الموقف"), (2, "الأدوات"), (5, "البنية")))
            ],
            "trend": trend(
                [Point(1, 0, 2), Point(2, 1, 3), Point((2, 3), 1, 4)],
                1,
                4,
                ("ر 25", "خ 25", "ر 26"),
                name="الموقف",
            ),
            "table": Table(
                "الخطوات",
                [Column("البلدية"), Column("الموقف", slot=1), Column("الأدوات", slot=2)],
                [
                    [
                        Link("Alvsund", "#"),
                        Html(charts.matrix_cell(3, 1, None, 4, 2, 4, 12)),
                        Html(charts.matrix_cell((1, 2), -1, None, 4, 0, 3, 12)),
                    ],
                    [
                        Link("Ekvik", "#"),
                        Html(charts.matrix_cell(4, 0, None, 4, 3, 4, 8)),
                        Html(charts.matrix_cell(None, None, None, 4, None, None, 0)),
                    ],
                ],
                look="matrix",
            ),
            "share": charts.share_bar((2, 6, 12, 20, 8), 2, names),
            "diverge": charts.diverge(
                [Contributions("الوقت", 14, 19), Contributions("المعرفة", 31, 8)],
                hinders="عوائق",
                helps="عوامل مساعدة",
            ),
            "notice": parts.notice("نحفظ إجابتك.", heading="شكرًا.", tone="done"),
        }
