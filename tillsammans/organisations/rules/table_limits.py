"""How large a spreadsheet may be, and the refusal that says when one cannot be read at all."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tillsammans.core.errors import Invalid


class ImportRefused(Invalid):
    """The file as a whole cannot be read. The message says what happened and what to do, in one place."""


Row = tuple[
    int, list[str]
]  # the row number a spreadsheet shows, and the cleaned cells without trailing blanks


@dataclass(frozen=True)
class Limits:
    """Ceilings for one file. Sizes in bytes; they hold time and memory, so every reader counts against them."""

    file_bytes: int = 20 * 1024 * 1024
    unpacked_bytes: int = 200 * 1024 * 1024  # all parts of an .xlsx together, as declared and as counted
    unpacked_ratio: int = 150  # unpacked to packed; ordinary workbooks stay below 40
    small_enough_bytes: int = 20 * 1024 * 1024  # below this any ratio is harmless
    shared_strings: int = 1_000_000
    rows: int = 100_000  # rows with something in them
    blank_rows: int = 1_100_000  # an .xlsx sheet formatted to its last row has 1 048 576
    columns: int = 200
    elements: int = 7_000_000  # XML elements in a sheet: two for each cell
    sheets: int = 100
    line_characters: int = 1_000_000
    header_rows: int = 40  # the heading row is looked for among the first so many


DEFAULT_LIMITS = Limits()


def too_many_rows(limits: Limits) -> ImportRefused:
    """More rows than one import takes."""
    most = f"{limits.rows:,}".replace(",", "\u00a0")
    return ImportRefused(
        _("Filen har fler än %(rows)s rader. Dela upp den i flera filer och läs in dem en i taget.")
        % {"rows": most}
    )


def too_many_columns(limits: Limits) -> ImportRefused:
    """More columns than a list of workplaces can need."""
    return ImportRefused(
        _("Filen har fler än %(columns)d kolumner. Ta bort de kolumner som inte behövs och försök igen.")
        % {"columns": limits.columns}
    )
