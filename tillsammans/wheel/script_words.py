"""The sentences that scripts show, in the reader's language: written into the page as JSON, never as script."""

from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext as _

from tillsammans.wheel.rules.audiences import Way


def keep_words() -> dict[str, Any]:
    """What static/wheel/keep.js says when the family saves a file of its own or opens one."""
    return {
        "save": _("Spara en fil"),
        "open": _("Öppna en fil"),
        "how": _("Hur vill du spara?"),
        "locked_kind": _("Med lösenfras"),
        "locked_about": _("Bara den som kan lösenfrasen kan öppna filen. Det är tryggast."),
        "plain_kind": _("Utan lösenfras"),
        "plain_about": _("Alla som får tag i filen kan läsa den."),
        "passphrase": _("Hitta på en lösenfras"),
        "passphrase_of_file": _("Skriv lösenfrasen som filen sparades med"),
        "show": _("Visa lösenfrasen"),
        "no_help": _("Vi kan inte hjälpa dig om du glömmer den. Då går filen inte att öppna."),
        "shared_device": _(
            "Filen sparas på den här enheten. Är det någon annans dator, ta med dig filen och ta bort den här."
        ),
        "save_now": _("Spara filen"),
        "open_now": _("Öppna filen"),
        "stop": _("Avbryt"),
        "working": _("Vänta lite …"),
        "saved": _("Filen är sparad på din enhet. Den skickades inte till någon."),
        "opened": _("Filen är öppnad. Den lästes bara här på skärmen."),
        "which": _("Vad vill du göra med filen?"),
        "nothing_of_use": _("I filen finns inget som går att visa här."),
        "strength": _strength(),
        "problems": _problems(),
    }


def session_words(way: Way) -> dict[str, Any]:
    """The same on the page where the wheel is used, with what static/wheel/keeping.js asks about an opened file."""
    return {
        **keep_words(),
        "voice": way.voice,
        "audience": way.audience,
        "style": static("wheel/keep.css"),
        "not_fetched": _not_fetched(),
        "go_on": _("Fortsätt på hjulet från {day}"),
        "begin_new": _("Gör ett nytt hjul och behåll det gamla i filen"),
        "replace": _("Byt ut det som står här mot filens hjul"),
        "keep_both": _("Behåll det som står här och lägg till filens hjul"),
    }


def _not_fetched() -> str:
    return _("Det gick inte att hämta det som behövs. Försök igen när du har nät.")


def _strength() -> dict[str, str]:
    return {
        "none": _("Fyra vanliga ord i rad är lätta att minnas och svåra att gissa."),
        "short": _("För kort än. Skriv minst åtta tecken."),
        "weak": _("Lätt att gissa. Lägg till fler ord."),
        "fair": _("Ganska svår att gissa. Ett ord till gör den bättre."),
        "good": _("Svår att gissa. Bra!"),
    }


def _problems() -> dict[str, str]:
    """By the codes of static/wheel/file.js. Each says what happened and what to do; nothing on the page has changed."""
    return {
        "too_large": _("Filen är för stor för att vara ett hjul. Välj filen som du sparade härifrån."),
        "foreign": _(
            "Det här är inte en fil från hjulet. Välj filen som du sparade härifrån. Den slutar på .json."
        ),
        "cut": _("En bit av filen saknas. Hämta den en gång till därifrån du fick den."),
        "broken": _(
            "Filen har gått sönder eller ändrats och går inte att öppna. Har du en kopia, prova med den."
        ),
        "newer": _("Filen är gjord med en nyare version av hjulet. Ladda om sidan och försök igen."),
        "locked": _(
            "Lösenfrasen stämmer inte, eller så har filen gått sönder. Prova att skriva lösenfrasen igen."
        ),
        "short": _("Lösenfrasen är för kort. Skriv minst åtta tecken."),
        "too_much": _("Det blev för mycket för en fil. Ta bort någon teckning och försök igen."),
        "no_crypto": _(
            "Den här webbläsaren kan inte låsa filer med lösenfras. Spara utan, eller använd en annan webbläsare."
        ),
        "nothing": _("Det finns inget att spara än."),
    }


def prepare_words() -> dict[str, Any]:
    """What static/wheel/prepare.js and paper.js say."""
    return {
        "about": _("Om dokumentet"),
        "area": _("Område"),
        "empty": _("Inget är skrivet här."),
        "not_fetched": _not_fetched(),
        "page": _("Sida {page} av {pages}"),
        "add_row": _("Lägg till en rad"),
        "remove_row": _("Ta bort rad {n}"),
        "row": _("Rad {n}"),
        "row_removed": _("Raden är borttagen."),
        "word_made": _word_made(),
        **_drawing_words(),
        "copied": _("Texten är kopierad. Klistra in den där den ska stå."),
        "selected": _("Texten är markerad. Kopiera den och klistra in den där den ska stå."),
        "cleared": _("Allt är borta."),
        "clear_sure": _("Ta bort allt som står på sidan?"),
    }


def compare_words() -> dict[str, Any]:
    """What static/wheel/voices.js says."""
    return {
        "how_is_it": _("{voice} om {area}: hur är det?"),
        "own_words": _("{voice} om {area}: egna ord"),
        "words": _("Egna ord"),
        "no_answer": _("Inget valt"),
        "earlier": _("{voice}, tidigare"),
        "earlier_pick": _("Ett tidigare hjul bredvid"),
        "earlier_none": _("Inget tidigare hjul"),
        "differs": _("Ni ser olika"),
        "same": _("Ni ser lika"),
        "none_yet": _("Fyll i minst två röster, så ser ni här var ni ser olika."),
        "no_difference": _("Ni ser lika på det som är ifyllt hittills. Prata gärna om varför."),
        "differ_here": _("Här ser ni olika. Börja gärna samtalet här."),
        "changed_here": _("Här är det annorlunda än förra gången"),
        "put_beside": _("Lägg filens hjul bredvid"),
        "replace": _("Byt ut det som står här mot filens hjul"),
        "cleared": _("Allt är borta."),
        "title": _("Tre röster bredvid varandra"),
        "talk": _("Prata om"),
        "area": _("Område"),
        "page": _("Sida {page} av {pages}"),
        "stem": "tre-roster",
        "not_fetched": _not_fetched(),
        "word_made": _word_made(),
        **_drawing_words(),
    }


def _word_made() -> str:
    return _("Word-filen är gjord här på din enhet. Den skickades inte till någon.")


def _drawing_words() -> dict[str, str]:
    """Of what was answered without words: drawn, or pointed at."""
    return {
        "pointed_at": _("Pekade på"),
        "drawing": _("{voice}: teckning om {area}"),
        "drawing_away": _("Ta bort teckningen"),
        "drawing_gone": _("Teckningen är borttagen."),
    }
