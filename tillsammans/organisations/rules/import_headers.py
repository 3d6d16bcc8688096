"""Finding the heading row, and which column is what, in spreadsheets that nobody designed for us."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from .table_limits import Row
from .table_text import squeeze


class Column(StrEnum):
    """What a column can be. MUNICIPALITY is the principal too where no column names the principal itself."""

    NAME = "name"
    PRINCIPAL = "principal"
    MUNICIPALITY = "municipality"
    PRINCIPAL_CODE = "principal_code"
    ORGANISATION_NUMBER = "organisation_number"
    DEPARTMENT = "department"
    SECTOR = "sector"
    UNIT_CODE = "unit_code"
    FORM = "form"
    MANAGER_NAME = "manager_name"
    EMAIL = "email"
    PHONE = "phone"


PRINCIPAL_COLUMNS = (Column.PRINCIPAL, Column.MUNICIPALITY, Column.PRINCIPAL_CODE, Column.ORGANISATION_NUMBER)

# The order within a line is the order of preference: where two columns could be the name, "Enhetsnamn" wins over
# "Verksamhet". Compared without case, spaces, punctuation and diacritics.
_SYNONYMS: dict[Column, str] = {
    Column.NAME: "enhetsnamn enhetensnamn namnpåenhet namnpåenheten enhetnamn skolenhetsnamn skolenhetensnamn skolenhet "
    "skolenheter verksamhetsnamn verksamhetensnamn namnpåverksamheten arbetsplatsnamn arbetsplats "
    "arbetsplatser arbetsställe arbetsställenamn enhet enheter förskolansnamn skolansnamn förskola "
    "förskolor skola skolor mottagning mottagningsnamn vårdenhet vårdenhetsnamn vårdcentral utförarenhet "
    "resultatenhet namn benämning unitname unit workplace name verksamhet verksamheter",
    Column.PRINCIPAL: "huvudman huvudmannamn huvudmannensnamn huvudmansnamn namnpåhuvudman organisation organisationsnamn "
    "organisationensnamn vårdgivare principal principalname ägare",
    Column.MUNICIPALITY: "kommun kommunnamn kommunensnamn kommuner kommunregion kommunochregion region kommunstadsdel "
    "municipality lägeskommun",
    Column.PRINCIPAL_CODE: "kommunkod kommunkoden kommunnummer kommunnr huvudmannakod huvudmannenskod huvudmanskod kkod "
    "kommunregionkod regionkod länskod kodkommun municipalitycode principalcode lägeskommunkod",
    Column.ORGANISATION_NUMBER: "organisationsnummer organisationsnr orgnummer orgnr organisationsid huvudmannensorgnr "
    "huvudmansorgnr organisationnumber orgno",
    Column.DEPARTMENT: "förvaltning förvaltningar förvaltningsnamn avdelning avdelningar division divisioner "
    "förvaltningsområde förvaltningavdelning verksamhetsdel sektor område områden rektorsområde "
    "utbildningsområde department nämnd",
    Column.SECTOR: "verksamhetsområde verksamhetsområden skolform skolformer verksamhetstyp typavverksamhet verksamhetsform "
    "typavenhet enhetstyp verksamhetsslag verksamhetsgren verksamhetskategori kategori inriktning "
    "vårdform sector typ slag",
    Column.UNIT_CODE: "enhetskod enhetskoden skolenhetskod skolenhetskoden hsaid hsaidenhet enhetsid enhetsnummer enhetsnr "
    "enhetid kombikakod verksamhetskod arbetsställenummer cfarnr cfar unitcode ansvarskod kostnadsställe "
    "kod id",
    Column.FORM: "driftsform driftform regi regiform utförare utförarform huvudmannatyp huvudmantyp typavhuvudman "
    "driftsformer ägarform ägandeform huvudmannaform formofoperation driftstyp",
    Column.MANAGER_NAME: "enhetschef enhetschefsnamn rektor rektorsnamn chef chefsnamn chefnamn verksamhetschef "
    "vårdcentralschef ansvarigchef namnpåchef namnpårektor ansvarig närmastechef biträdanderektor "
    "rektorchef chefrektor kontaktperson manager managername föreståndare områdeschef",
    Column.EMAIL: "epostchef epostadresschef epost epostadress epostadressen mejl mejladress mail mailadress email "
    "emailadress emailaddress chefepost rektorepost chefmail",
    Column.PHONE: "telefon telefonnummer telefonnr tel telnr tfn mobil mobilnummer mobiltelefon telefonchef phone växel",
}
_RANK = {
    squeeze(word): (column, place)
    for column, listed in _SYNONYMS.items()
    for place, word in enumerate(listed.split())
}
_CONTAINED = (
    ("epost", Column.EMAIL),
    ("email", Column.EMAIL),
    ("mejl", Column.EMAIL),
    ("mailadress", Column.EMAIL),
    ("telefon", Column.PHONE),
    ("mobil", Column.PHONE),
    ("organisationsnummer", Column.ORGANISATION_NUMBER),
    ("orgnr", Column.ORGANISATION_NUMBER),
    ("skolenhetskod", Column.UNIT_CODE),
    ("enhetskod", Column.UNIT_CODE),
    ("hsaid", Column.UNIT_CODE),
    ("kommunkod", Column.PRINCIPAL_CODE),
    ("driftsform", Column.FORM),
    ("skolform", Column.SECTOR),
    ("verksamhetsomrade", Column.SECTOR),
)
_LATE = 1000  # a heading that only contains the word gives way to one that is it
_LONGEST_HEADING = 60
_BRACKETED = re.compile(r"[(\[].*?[)\]]")


@dataclass(frozen=True)
class Header:
    """The heading row. `headings` as they stand in the file; `columns` says at which index (from 0) each column is.

    ignored: headings that were not understood, or came second. has_phone: a telephone column, which is never read.
    """

    row: int
    headings: tuple[str, ...]
    columns: Mapping[Column, int]
    ignored: tuple[str, ...]
    has_phone: bool = False

    @property
    def score(self) -> tuple[int, int]:
        """How well the row is understood: columns found, then as few others as possible."""
        return len(self.columns), -len(self.ignored)

    def heading(self, column: Column) -> str:
        """The heading as it stands in the file, "" when the file has no such column."""
        return self.headings[self.columns[column]] if column in self.columns else ""

    def principal_heading(self) -> str:
        """The heading of the column that names the principal; "" when the importer chose the principal."""
        return next((self.heading(column) for column in PRINCIPAL_COLUMNS if column in self.columns), "")


def find_header(rows: Iterable[Row], *, needs_principal: bool = True) -> Header | None:
    """The row that is best understood as headings, the first of equals. None when no row has what is required."""
    found = (read_header(number, cells) for number, cells in rows)
    usable = [header for header in found if _is_usable(header, needs_principal=needs_principal)]
    return max(usable, key=lambda header: header.score, default=None)


def _is_usable(header: Header, *, needs_principal: bool) -> bool:
    has_principal = any(column in header.columns for column in PRINCIPAL_COLUMNS)
    return Column.NAME in header.columns and (has_principal or not needs_principal)


def read_header(row: int, cells: list[str]) -> Header:
    """What each cell would mean as a heading. Of two columns with the same meaning the more usual word wins."""
    ranks = [(_meaning(cell), index) for index, cell in enumerate(cells) if cell]
    known = sorted((rank, index, column) for meaning, index in ranks if meaning for column, rank in [meaning])
    columns: dict[Column, int] = {}
    for _rank, index, column in known:
        columns.setdefault(column, index)
    _give_sector_the_second_name(columns, cells)
    has_phone = columns.pop(Column.PHONE, None) is not None
    used = set(columns.values())
    ignored = tuple(cell for index, cell in enumerate(cells) if cell and index not in used)
    return Header(row, tuple(cells), columns, ignored, has_phone)


def _give_sector_the_second_name(columns: dict[Column, int], cells: list[str]) -> None:
    """ "Enhet" and "Verksamhet" side by side: then the second says what kind of workplace it is."""
    if Column.SECTOR in columns or Column.NAME not in columns:
        return
    for index, cell in enumerate(cells):
        if index != columns[Column.NAME] and squeeze(cell) in {"verksamhet", "verksamheter"}:
            columns[Column.SECTOR] = index
            return


def _meaning(cell: str) -> tuple[Column, int] | None:
    """The column a heading names and how usual the word is (lower is better)."""
    if len(cell) > _LONGEST_HEADING:
        return None
    for text in (cell, _BRACKETED.sub("", cell)):
        if known := _RANK.get(squeeze(text)):
            return known
    return _meaning_of_parts(cell) or _contained(squeeze(cell))


def _meaning_of_parts(cell: str) -> tuple[Column, int] | None:
    """ "Enhet/verksamhet" or "Kommun eller huvudman": when all parts are known, the first one's meaning."""
    parts = [_RANK.get(squeeze(part)) for part in re.split(r"[/,]| eller | och ", cell)]
    return parts[0] if len(parts) > 1 and all(parts) else None


def _contained(squeezed: str) -> tuple[Column, int] | None:
    return next(((column, _LATE) for word, column in _CONTAINED if word in squeezed), None)


def headings_needed(*, needs_principal: bool) -> str:
    """The headings a file must have, as a person would write them."""
    if needs_principal:
        return _(
            "Enhet, Kommun (eller Huvudman) och Verksamhetsområde, och gärna Enhetskod, Driftsform och E-post"
        )
    return _("Enhet och Verksamhetsområde, och gärna Enhetskod, Driftsform och E-post")
