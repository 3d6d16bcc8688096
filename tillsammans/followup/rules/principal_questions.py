"""What a principal is asked once a round: six questions at most, each of which may be left empty."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST_TEXT = 2000  # characters, as for a unit's own texts

# code → (question, hint)
QUESTIONS: dict[str, tuple[str | Promise, str | Promise]] = {
    "woven_in": (
        gettext_lazy("Var är modellen en del av det ni redan gör?"),
        gettext_lazy(
            "Till exempel i verksamhetsplanen, elevhälsans rutiner, introduktionen eller ledningsgruppens möten."
        ),
    ),
    "roles_decided": (
        gettext_lazy("Vilka roller har ni beslutat om?"),
        gettext_lazy("Hur många och var de finns. Skriv inga namn."),
    ),
    "proud_of": (
        gettext_lazy("Vad är ni stolta över?"),
        gettext_lazy("Något som andra kan ha nytta av att höra om."),
    ),
    "hinders": (
        gettext_lazy("Vad hindrar er som ni inte kan lösa själva?"),
        gettext_lazy("Det här är underlag till länets styrgrupp."),
    ),
    "next_step": (gettext_lazy("Vad är ert nästa steg?"), gettext_lazy("Ett steg räcker. Skriv gärna när.")),
    "wants_from_county": (
        gettext_lazy("Vad vill ni ha från länet?"),
        gettext_lazy("Till exempel utbildning, material eller att någon tar upp en fråga."),
    ),
}
CODES = tuple(QUESTIONS)


def problems(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """(question code or "", sentence) for what stops the report."""
    if not any(answers.get(code, "").strip() for code in CODES):
        return [("", _("Svara på minst en av frågorna."))]
    return [
        (
            code,
            _("Texten är %(length)s tecken. Korta den till högst %(most)s.")
            % {"length": length, "most": LONGEST_TEXT},
        )
        for code in CODES
        if (length := len(answers.get(code, "").strip())) > LONGEST_TEXT
    ]
