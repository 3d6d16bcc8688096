"""Names in Swedish order, alike in every database."""

import re
import unicodedata

# Letters after z, in this order. Written with a–z and 0–9 alone, since databases disagree on everything else.
_AFTER_Z = {"å": "zza", "ä": "zzb", "æ": "zzb", "ö": "zzc", "ø": "zzc"}
_NUMBER = re.compile(r"[0-9]+")
_NUMBER_WIDTH = 6
LONGEST = 240


def sort_key(name: str) -> str:
    """The name as a key of a–z and 0–9: å, ä, ö last, numbers by size, capitals and marks of no account.

    "Ängby skola 2" -> "zzbngby0skola0000002". Also what a search looks in. At most LONGEST characters.
    """
    text = unicodedata.normalize("NFC", name).casefold()
    spelled = "".join(_AFTER_Z.get(letter) or _plain(letter) for letter in text)
    words = " ".join(spelled.split())
    return _NUMBER.sub(lambda found: found[0].zfill(_NUMBER_WIDTH), words).replace(" ", "0")[:LONGEST]


def _plain(letter: str) -> str:
    """An unmarked letter or figure; a space for everything else."""
    if letter.isascii():
        return letter if letter.isalnum() else " "
    bare = unicodedata.normalize("NFKD", letter)[0]
    return bare if bare.isascii() and bare.isalnum() else " "
