"""Opening an .xlsx, which is a zip of XML parts, without letting it grow: sizes are checked before and while reading."""

import zipfile
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from .table_limits import ImportRefused, Limits

_CHUNK = 1 << 16
_SMALL_PART = 16 * 1024 * 1024  # workbook, relations and styles are read whole


def broken_workbook() -> ImportRefused:
    """The one answer to everything in an .xlsx that is not as it should be."""
    return ImportRefused(
        _(
            "Filen är skadad och går inte att läsa. Öppna den i ett kalkylprogram, spara den på nytt som "
            ".xlsx och försök igen."
        )
    )


def locked_workbook() -> ImportRefused:
    return ImportRefused(
        _(
            "Filen är skyddad med lösenord. Ta bort lösenordet i kalkylprogrammet, spara filen och "
            "försök igen."
        )
    )


def unpacks_too_large() -> ImportRefused:
    return ImportRefused(
        _(
            "Filen blir orimligt stor när den packas upp, så den läses inte. Kopiera raderna till ett nytt "
            "kalkylblad, spara det som .xlsx och försök igen."
        )
    )


class Package:
    """The parts of a workbook. Every method raises ImportRefused, or what zipfile and the XML parser raise."""

    def __init__(self, stream: IO[bytes], limits: Limits) -> None:
        self._zip = zipfile.ZipFile(stream)
        self._left = limits.unpacked_bytes
        self._check_sizes(limits)

    def _check_sizes(self, limits: Limits) -> None:
        parts = self._zip.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise locked_workbook()
        unpacked = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts) or 1
        swollen = unpacked > limits.small_enough_bytes and unpacked / packed > limits.unpacked_ratio
        if unpacked > limits.unpacked_bytes or swollen:
            raise unpacks_too_large()

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def pieces(self, name: str) -> Iterator[bytes]:
        """One part in pieces, counted: what a false size in the zip's list hides comes to light here."""
        if self._zip.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise broken_workbook()
        with self._zip.open(name) as part:
            while piece := part.read(_CHUNK):
                self._left -= len(piece)
                if self._left < 0:
                    raise unpacks_too_large()
                yield piece

    def tree(self, name: str) -> Element:
        """A small part as a tree. Document types and entities are refused."""
        if self._zip.getinfo(name).file_size > _SMALL_PART:
            raise unpacks_too_large()
        return fromstring(b"".join(self.pieces(name)), forbid_dtd=True)
