"""Which principal a row speaks of: by name as people write it, by code or by organisation number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

from .codes import is_personal_number, organisation_number, place_code
from .import_headers import Column
from .table_text import without_diacritics

MUNICIPALITY, REGION, INDEPENDENT = "municipality", "region", "independent"
_DROPPED = {
    "kommun",
    "kommuns",
    "kommunen",
    "stad",
    "stads",
    "ab",
    "aktiebolag",
    "publ",
    "län",
    "läns",
    "lan",
    "lans",
}
_REGION_WORDS = {"region", "regionen", "regions", "landsting", "landstinget"}
_SUGGESTIONS_AT_MOST = 200  # different unknown names; each costs a comparison with every principal


@dataclass(frozen=True, slots=True)
class KnownPrincipal:
    """A principal in the county. code: four figures for a municipality, two for a region, "" for an independent one.
    organisation_number: "212000-0142" or "". kind: municipality, region or independent."""

    id: int
    name: str
    code: str
    organisation_number: str
    kind: str


@dataclass(frozen=True, slots=True)
class PrincipalCells:
    """What a row says of its principal, "" where it says nothing. commissioned: a private provider runs the unit."""

    principal: str
    municipality: str
    code: str
    number: str
    commissioned: bool = False

    def __bool__(self) -> bool:
        return bool(self.principal or self.municipality or self.code or self.number)


@dataclass(frozen=True, slots=True)
class Unfound:
    """Why there is no principal, and in which column."""

    column: Column
    value: str
    reason: str


class PrincipalFinder:
    """Answers for one import; every combination of cells is worked out once."""

    def __init__(self, principals: Sequence[KnownPrincipal], default_id: int | None = None) -> None:
        self._default = next((known for known in principals if known.id == default_id), None)
        if default_id is not None and self._default is None:
            raise ValueError(f"no principal has the id {default_id}")
        self._by_code = _by_code(principals)
        self._by_number = {
            organisation_number(known.organisation_number) or known.organisation_number: known
            for known in principals
            if known.organisation_number
        }
        self._by_name = _by_name(principals)
        self._plain_names = {without_diacritics(name_key(known.name)): known for known in principals}
        self._answers: dict[PrincipalCells, KnownPrincipal | Unfound] = {}
        self._suggested = 0

    @property
    def has_default(self) -> bool:
        """Whether rows that name no principal have one all the same."""
        return self._default is not None

    def find(self, cells: PrincipalCells) -> KnownPrincipal | Unfound:
        """The principal, or why not."""
        answer = self._answers.get(cells)
        if answer is None:
            answer = self._answers[cells] = self._work_out(cells)
        return answer

    def named(self, text: str) -> KnownPrincipal | None:
        """The principal that the text names, by name, code or organisation number."""
        if text and text[0].isdecimal() and not any(letter.isalpha() for letter in text):
            return self._with_code(text) or self._with_number(text)
        key = name_key(text)
        return (
            self._by_name.get(text.casefold())
            or self._by_name.get(key)
            or self._by_name.get(without_diacritics(key))
        )

    def _with_code(self, text: str) -> KnownPrincipal | None:
        return self._by_code.get(place_code(text) or "")

    def _with_number(self, text: str) -> KnownPrincipal | None:
        return self._by_number.get(organisation_number(text) or "")

    def _work_out(self, cells: PrincipalCells) -> KnownPrincipal | Unfound:
        if cells.principal:
            return self._from_principal(cells)
        if self._default and self._default.kind != MUNICIPALITY and not self._with_number(cells.number):
            return self._default  # then a municipality only says where the workplace lies
        if cells.municipality:
            return self._from_municipality(cells)
        return self._from_figures(cells)

    def _from_principal(self, cells: PrincipalCells) -> KnownPrincipal | Unfound:
        found, numbered = self.named(cells.principal), self._with_number(cells.number)
        if found and numbered and numbered is not found:
            return Unfound(Column.ORGANISATION_NUMBER, cells.number, _contradiction(numbered, found))
        if found or numbered:
            return found or numbered  # type: ignore[return-value]
        if cells.commissioned and (found := self.named(cells.municipality)):
            return found
        return Unfound(Column.PRINCIPAL, cells.principal, self._unknown(cells.principal))

    def _from_municipality(self, cells: PrincipalCells) -> KnownPrincipal | Unfound:
        found = self.named(cells.municipality)
        coded, numbered = self._with_code(cells.code), self._with_number(cells.number)
        if numbered and (found is None or numbered.kind != MUNICIPALITY):
            return numbered  # the municipality is where it lies, the number whose it is
        if found is None:
            return coded or Unfound(
                Column.MUNICIPALITY, cells.municipality, self._unknown(cells.municipality)
            )
        if coded and coded is not found and coded.kind == found.kind:
            return Unfound(Column.PRINCIPAL_CODE, cells.code, _contradiction(coded, found))
        if numbered and numbered is not found:
            return Unfound(Column.ORGANISATION_NUMBER, cells.number, _contradiction(numbered, found))
        return found

    def _from_figures(self, cells: PrincipalCells) -> KnownPrincipal | Unfound:
        if found := self._with_number(cells.number) or self._with_code(cells.code):
            return found
        if cells.number:
            return Unfound(Column.ORGANISATION_NUMBER, cells.number, _strange_number(cells.number))
        if cells.code:
            return Unfound(
                Column.PRINCIPAL_CODE,
                cells.code,
                _(
                    "Ingen kommun eller region i länet har den här koden. Rätta koden, eller skriv kommunens namn."
                ),
            )
        return self._default or Unfound(
            Column.PRINCIPAL,
            "",
            _("Huvudman saknas. Skriv vilken kommun, region eller fristående huvudman enheten hör till."),
        )

    def _unknown(self, text: str) -> str:
        self._suggested += 1
        names = list(self._plain_names) if self._suggested <= _SUGGESTIONS_AT_MOST else []
        close = get_close_matches(without_diacritics(name_key(text))[:80], names, n=1, cutoff=0.6)
        if close:
            return _(
                "Huvudmannen finns inte i länet. Menar du %(name)s? Rätta namnet, eller lägg till huvudmannen först."
            ) % {"name": self._plain_names[close[0]].name}
        return _("Huvudmannen finns inte i länet. Rätta namnet, eller lägg till huvudmannen först.")


def _contradiction(one: KnownPrincipal, other: KnownPrincipal) -> str:
    return _("Raden säger både %(one)s och %(other)s. Rätta numret eller namnet så att de hör ihop.") % {
        "one": one.name,
        "other": other.name,
    }


def _strange_number(number: str) -> str:
    if is_personal_number(number):
        return _(
            "Det här ser ut som ett personnummer. Ta bort det ur filen och skriv huvudmannens namn i stället."
        )
    if organisation_number(number) is None:
        return _(
            "Det här är inte ett organisationsnummer: sista siffran stämmer inte, eller så är det för många eller få "
            "siffror. Rätta numret, eller skriv huvudmannens namn."
        )
    return _(
        "Ingen huvudman i länet har det här organisationsnumret. Rätta numret, eller lägg till huvudmannen först."
    )


def name_key(text: str) -> str:
    """ "Ekviks kommun", "EKVIK" and "Ekvik (2281)" alike; a region keeps the word, so that it is not the municipality."""
    letters = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    found = [word for word in letters.split() if not word.isdecimal()]
    kept = [word for word in found if word not in _DROPPED and word not in _REGION_WORDS] or found
    kept[-1:] = [word.removesuffix("s") if len(word) > 3 else word for word in kept[-1:]]
    is_region = len(kept) < len(found) and not _REGION_WORDS.isdisjoint(found)
    return " ".join((["region"] if is_region else []) + kept)


def _by_code(principals: Sequence[KnownPrincipal]) -> dict[str, KnownPrincipal]:
    """Also the county's two figures, for a municipality that is the region too."""
    both = {known.code[:2]: known for known in principals if known.kind == MUNICIPALITY and _is_region(known)}
    return both | {place_code(known.code) or known.code: known for known in principals if known.code}


def _is_region(known: KnownPrincipal) -> bool:
    """A region, or a municipality that bears the region's name since it is that too (Gotland)."""
    return known.kind == REGION or (known.kind == MUNICIPALITY and name_key(known.name).startswith("region "))


def _by_name(principals: Iterable[KnownPrincipal]) -> dict[str, KnownPrincipal]:
    """Every way to write a name that means one principal alone. A surer way is never overruled by a looser one:
    Håbo is not Habo, and the county's bare name is the region's only when no municipality bears it."""
    principals = list(principals)
    names: dict[str, KnownPrincipal] = {}
    ways = (
        lambda known: known.name.casefold(),
        lambda known: name_key(known.name),
        lambda known: without_diacritics(name_key(known.name)),
        _bare_region,
    )
    for way in ways:
        meant: dict[str, list[KnownPrincipal]] = {}
        for known in principals:
            meant.setdefault(way(known), []).append(known)
        names = {key: alike[0] for key, alike in meant.items() if key and len(alike) == 1} | names
    regions = [known for known in principals if _is_region(known)]
    if len(regions) == 1:
        names = dict.fromkeys(("region", "regionen", "landstinget"), regions[0]) | names
    return names


def _bare_region(known: KnownPrincipal) -> str:
    return name_key(known.name).removeprefix("region ") if _is_region(known) else ""
