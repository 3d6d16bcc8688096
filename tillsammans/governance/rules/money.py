"""Swedish kronor as whole öre: read from what people write, and written for them. No fractions and no rounding."""

import re

from django.utils.translation import gettext as _

ORE = 100
MOST_ORE = 10**14  # a thousand billion kronor; keeps every sum of them inside what the database can hold
NARROW = "\u202f"  # between the thousands, so that an amount never breaks over two lines
MINUS = "\u2212"
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f\u2007']")
_MINUSES = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2012": "-"})
_UNIT = re.compile(r"(?:kr|kronor|sek|:-)\.?$", re.IGNORECASE)
_PLAIN = re.compile(r"(?P<sign>-?)(?P<kronor>[0-9]{1,15})(?:[.,](?P<ore>[0-9]{1,2}))?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:[ ][0-9]{3})+(?:[.,][0-9]{1,2})?")


def parse_ore(text: str) -> int:
    """Öre of `1 234,50`, `1234.50`, `−12 kr`. Spaces only between thousands. Raises ValueError with a sentence for anything else.

    `1.234` and `1,234` are refused: one cannot know whether thousands or decimals are meant.
    """
    given = text.strip().translate(_MINUSES)
    given = _UNIT.sub("", given).strip()
    spaced = _SPACES.sub(" ", given)
    whole = re.sub(r"^-\s+", "-", spaced)
    if " " in whole and not _GROUPED.fullmatch(whole):
        raise ValueError(_not_an_amount())
    found = _PLAIN.fullmatch(whole.replace(" ", ""))
    if found is None:
        raise ValueError(_not_an_amount())
    ore = int(found["kronor"]) * ORE + int((found["ore"] or "").ljust(2, "0"))
    if ore > MOST_ORE:
        raise ValueError(_("Beloppet är för stort. Kontrollera antalet nollor."))
    return -ore if found["sign"] else ore


def _not_an_amount() -> str:
    return _("Skriv beloppet i kronor, till exempel 1 234,50.")


def written(ore: int) -> str:
    """`1 234,50`; whole kronor without decimals: `1 234`."""
    kronor, rest = divmod(abs(ore), ORE)
    grouped = f"{kronor:,}".replace(",", NARROW)
    decimals = f",{rest:02d}" if rest else ""
    return f"{MINUS if ore < 0 else ''}{grouped}{decimals}"


def kronor(ore: int) -> str:
    """`1 234,50 kr`."""
    return f"{written(ore)}\u00a0kr"
