"""Names in Swedish order, alike in every database."""

import re
import unicodedata

# Letters after z, in this order. Written with a–z and 0–9 alone, since databases disagree on everything else.
_AFTER_Z = {"å": "zza", "ä": "zzb", "æ": "zzb", "ö": "zzc", "ø": "zzc"}
_NUMBER = re.compile(r"[0-9]+")
_NUMBER_WIDTH = 6
LONGEST = 240
_REMEMBERED = 4096  # letters; what is remembered must not grow with whatever a file holds


def sort_key(name: str) -> str:
    """The name as a key of a–z and 0–9: å, ä, ö last, numbers by size, capitals and marks of no account.

    "Ängby skola 2" -> "zzbngby0skola0000002". Also what a search looks in. At most LONGEST characters.
    """
    text = unicodedata.normalize("NFC", name).casefold()
    words = " ".join(text.translate(_LETTERS).split())
    return _NUMBER.sub(lambda found: found[0].zfill(_NUMBER_WIDTH), words).replace(" ", "0")[:LONGEST]


def _plain(letter: str) -> str:
    """An unmarked letter or figure; a space for everything else."""
    if letter.isascii():
        return letter if letter.isalnum() else " "
    bare = unicodedata.normalize("NFKD", letter)[0]
    return bare if bare.isascii() and bare.isalnum() else " "


class _Letters(dict[int, str]):
    """What `str.translate` writes for each letter, worked out the first time it is met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        written = _AFTER_Z.get(letter) or _plain(letter)
        if len(self) < _REMEMBERED:
            self[code] = written
        return written


_LETTERS = _Letters()
