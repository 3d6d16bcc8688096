"""The text of one cell: cleaned of what nobody sees, and folded for comparison."""

import re
import unicodedata

_ESCAPED_CONTROL = re.compile(
    r"_x00[01][0-9A-Fa-f]_"
)  # how .xlsx writes a line break that came from elsewhere
_DIACRITICS = str.maketrans("åäæàáâãöøòóôõéèêëüùúûïíìîçñ", "aaaaaaaooooooeeeeuuuuiiiicn")


def clean(value: str) -> str:
    """One line as a person reads it: NFC, single spaces, no control, bidi or zero-width characters.

    Line breaks, tabs and non-breaking spaces count as spaces. Cleaning twice gives the same text.
    """
    if not value.isprintable():
        value = "".join(letter for letter in value if letter.isprintable() or letter.isspace())
    if "_x00" in value:
        value = _ESCAPED_CONTROL.sub(" ", value)
    value = " ".join(value.split())
    return value if value.isascii() else unicodedata.normalize("NFC", value)


def without_diacritics(folded: str) -> str:
    """å and ä as a, ö as o: what is left when a system or a person has no Swedish letters."""
    return folded.translate(_DIACRITICS)


def words(value: str) -> str:
    """Lower-case words without diacritics and punctuation, one space between: "Hälso- & sjukvård" -> "halso sjukvard"."""
    plain = without_diacritics(value.casefold())
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def squeeze(value: str) -> str:
    """Letters and figures only, for headings: "E-post (chef)*" -> "epostchef"."""
    return words(value).replace(" ", "")
