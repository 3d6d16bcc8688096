"""Codes, numbers and words of Swedish public administration, read from how people write them.

Sources: municipality and county codes, SCB "Län och kommuner i kodnummerordning"; organisation numbers with their
check digit, Skatteverket SKV 709. Sector and form are our own keys (product words: verksamhetsområde, driftsform).
"""

import re
from functools import lru_cache

from .table_text import words

SECTORS = ("preschool", "school", "social_services", "health_care", "culture_leisure")
FORMS = ("own", "private_commission", "independent")

_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+"
    r"[A-Za-z]{2,63}"
)
_ORGANISATION = re.compile(r"(?:16)?(\d{6})[-–]?(\d{4})")

_SECTOR_PARTS = {
    "culture_leisure": "kulturskol musikskol fritidsgard ungdomsgard fritidsklubb bibliotek kultur fritidsverksamhet "
    "fritidsforvaltning idrott museum simhall ungdomens_hus motesplats fritidsledare konst_och_musik",
    "school": "forskoleklass anpassad_grundskol anpassad_gymnasieskol grundskol gymnasi fritidshem elevhalsa "
    "resursskol specialskol sameskol komvux vuxenutbildning skolbarnomsorg skol utbildning",
    "preschool": "oppen_forskol forskol pedagogisk_omsorg familjedaghem dagbarnvard daghem dagis",
    "health_care": "barnavardscentral barnhalsovard vardcentral halsocentral barn_och_ungdomspsykiatri psykiatri "
    "ungdomsmottagning barnmorskemottagning modravard modrahalsovard folktandvard tandvard habilitering sjukhus "
    "barnklinik barnmedicin primarvard halso_och_sjukvard sjukvard rehabilitering logopedmottagning barnmottagning "
    "ungas_psykiska_halsa",
    "social_services": "socialtjanst socialforvaltning socialkontor socialsekreterare individ_och_familjeomsorg "
    "individ_familjeomsorg familjeomsorg familjeenhet familjeratt familjehem familjebehandling barn_och_familj "
    "barn_och_ungdomsenhet oppenvard stodboende social_omsorg funktionsstod myndighetsutovning sociala",
}
# A part that is found is taken out of the text, so that "kulturskola" is not also a "skola".
_SECTOR_LONGEST_FIRST = sorted(
    ((part.replace("_", " "), sector) for sector, parts in _SECTOR_PARTS.items() for part in parts.split()),
    key=lambda pair: -len(pair[0]),
)
_SECTOR_WORDS = {
    "bvc": "health_care",
    "bup": "health_care",
    "mvc": "health_care",
    "umo": "health_care",
    "bhv": "health_care",
    "mhv": "health_care",
    "halsa": "health_care",
    "vard": "health_care",
    "ifo": "social_services",
    "lss": "social_services",
    "hvb": "social_services",
    "soc": "social_services",
    "social": "social_services",
    "socialt": "social_services",
    "fritid": "culture_leisure",
    "fritids": "school",
    "gymnasium": "school",
    "gy": "school",
    "fsk": "preschool",
    "grundsarskola": "school",
    "sarskola": "school",
} | {sector: sector for sector in SECTORS if "_" not in sector}
_SECTOR_WHOLE = {
    "health care": "health_care",
    "social services": "social_services",
    "culture leisure": "culture_leisure",
    "culture and leisure": "culture_leisure",
    "barn och utbildning": "school",
    "f 9": "school",
    "f 6": "school",
    "f 3": "school",
    "7 9": "school",
    "4 6": "school",
    "4 9": "school",
    "f klass": "school",
}

_FORM_OF = {
    "own": "own egen eget egen_regi i_egen_regi egenregi kommunal kommunalt kommunala kommun kommunen kommunal_regi "
    "region regional regionen regional_regi regionens_regi regiondriven landsting offentlig offentligt "
    "offentlig_regi kommunalt_driven intern",
    "private_commission": "private_commission privat privata privat_utforare privat_pa_uppdrag privat_regi privat_vardgivare "
    "privat_aktor privat_driven privatdriven pa_uppdrag entreprenad pa_entreprenad vardval "
    "upphandlad extern_utforare extern private_on_commission lov privat_drift "
    "privat_utforare_pa_uppdrag uppdrag privat_enligt_avtal annan_regi",
    "independent": "independent fristaende enskild enskilt friskola fristaende_skola enskild_huvudman "
    "fristaende_huvudman enskild_regi fristaende_regi fristaende_forskola independent_principal",
}
_FORM_WORDS = {word.replace("_", " "): form for form, listed in _FORM_OF.items() for word in listed.split()}


def place_code(text: str) -> str | None:
    """A municipality's four figures or a county's two: "481", "0481", "481.0" -> "0481"; "4" -> "04"."""
    digits = text.strip().removesuffix(".0").removesuffix(",0")
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > 4:
        return None
    code = digits.zfill(2) if len(digits) <= 2 else digits.zfill(4)
    return code if code.strip("0") else None


def organisation_number(text: str) -> str | None:
    """ "2120000142", "212000-0142", "16212000-0142" -> "212000-0142". None when the check digit does not fit, and for
    what is a person's number (third and fourth figure below 20): those are never kept."""
    match = _ORGANISATION.fullmatch(text.replace(" ", "").removesuffix(".0"))
    if match is None or is_personal_number(text) or not _luhn(match[1] + match[2]):
        return None
    return f"{match[1]}-{match[2]}"


def is_personal_number(text: str) -> bool:
    """Whether ten or twelve figures are those of a person: a month where an organisation has 20 or more."""
    digits = "".join(filter(str.isdecimal, text.removesuffix(".0")))
    ten = digits[-10:]
    return len(digits) in {10, 12} and digits[:-10] in {"", "18", "19", "20"} and 1 <= int(ten[2:4]) <= 12


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def email_address(text: str) -> str | None:
    """The one address in "Namn <a@b.se>", "mailto:a@b.se" or plain, in small letters. None when there is none or several.

    Only what mail servers take without extensions: no å, ä or ö. At most 254 characters.
    """
    if text.endswith(">") and "<" in text:
        text = text[text.rindex("<") + 1 : -1]
    address = text.strip().removeprefix("mailto:").strip().lower()
    if len(address) > 254 or ".." in address or address.startswith(".") or ".@" in address:
        return None
    return address if _EMAIL.fullmatch(address) else None


@lru_cache(maxsize=4096)
def sector_from(text: str) -> str | None:
    """The sector that the words speak of, None when they speak of none or of several ("förskola och grundskola")."""
    plain = words(text)
    if whole := _SECTOR_WHOLE.get(plain):
        return whole
    found = set()
    for part, sector in _SECTOR_LONGEST_FIRST:
        if part in plain:
            found.add(sector)
            plain = plain.replace(part, "|")
    found |= {_SECTOR_WORDS[word] for word in plain.split() if word in _SECTOR_WORDS}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1024)
def form_from(text: str) -> str | None:
    """The form of operation: in own hands, private on commission, or of an independent principal. None: not understood."""
    plain = words(text)
    if form := _FORM_WORDS.get(plain):
        return form
    found = {_FORM_WORDS[word] for word in plain.split() if word in _FORM_WORDS}
    return found.pop() if len(found) == 1 else None
