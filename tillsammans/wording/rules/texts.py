"""What an own text may be: names in braces that can be filled in, those that must be there, and how long it may be."""

import difflib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from tillsammans.notify.own_words import PLACE, Label

LONGEST_SUBJECT = 200
LONGEST_BODY = 6000
MOST_VERSIONS = 500
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


@dataclass(frozen=True)
class Name:
    """What may stand in braces, and what an editor is told of it. example: what it becomes, where it is shown."""

    name: str
    says: Label
    example: str = ""
    must: bool = False
    in_subject: bool = True


class Fault(NamedTuple):
    """field: "subject" or "body". sentence: what is wrong and what to do."""

    field: str
    sentence: str


def cleaned(text: str) -> str:
    """One kind of line break, and no signs that cannot be seen: some of them turn a line round."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def fault(
    subject: str,
    body: str,
    names: Sequence[Name],
    *,
    with_subject: bool,
    with_body: bool,
    heading: bool = False,
) -> Fault | None:
    """The first thing that stops the text from being used; None: nothing. heading: the subject is a report's heading."""
    found = _fault_of_subject(subject, names, heading) if with_subject else None
    return found or (_fault_of_body(body, names) if with_body else None)


def _fault_of_subject(text: str, names: Sequence[Name], heading: bool) -> Fault | None:
    if not text:
        return Fault("subject", _("Skriv en rubrik.") if heading else _("Skriv ett ämne."))
    if "\n" in text:
        said = _("Rubriken ska stå på en rad. Ta bort radbrytningen.")
        return Fault("subject", said if heading else _("Ämnet ska stå på en rad. Ta bort radbrytningen."))
    if len(text) > LONGEST_SUBJECT:
        return Fault("subject", _too_long(text, LONGEST_SUBJECT))
    short = {one.name for one in names if one.in_subject}
    for long in (one.name for one in names if not one.in_subject and one.name in PLACE.findall(text)):
        said = _("{%(name)s} är för långt för rubriken. Skriv det i texten.")
        said = said if heading else _("{%(name)s} är för långt för ämnet. Skriv det i texten.")
        return Fault("subject", said % {"name": long})
    return _found("subject", _misspelt(text, short))


def _fault_of_body(text: str, names: Sequence[Name]) -> Fault | None:
    if not text:
        return Fault("body", _("Skriv en text, eller gå tillbaka till standardtexten."))
    if len(text) > LONGEST_BODY:
        return Fault("body", _too_long(text, LONGEST_BODY))
    if wrong := _misspelt(text, {one.name for one in names}):
        return Fault("body", wrong)
    written = set(PLACE.findall(text))
    for one in names:
        if one.must and one.name not in written:
            return Fault(
                "body", _("{%(name)s} måste stå i texten. Läsaren behöver det.") % {"name": one.name}
            )
    return None


def _found(field: str, sentence: str) -> Fault | None:
    return Fault(field, sentence) if sentence else None


def _too_long(text: str, most: int) -> str:
    said = _("Det är %(given)s tecken. Korta till högst %(most)s.")
    return said % {"given": len(text), "most": most}


def _misspelt(text: str, known: Collection[str]) -> str:
    """The sentence about the first name that cannot be filled in, or about a brace that stands alone; "": none."""
    for name in PLACE.findall(text):
        if name not in known:
            return _unknown(name, known)
    if set("{}") & set(PLACE.sub("", text)):
        return _("En klammer står ensam. Skriv namnet med en klammer på var sida, så här: {länk}.")
    return ""


def _unknown(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name.strip().lower(), known, n=1)
    if near:
        said = _("{%(name)s} går inte att fylla i. Menade du {%(near)s}?")
        return said % {"name": name, "near": near[0]}
    return _("{%(name)s} går inte att fylla i. Välj ett av namnen i listan.") % {"name": name}
