"""What a good message is: ids in proper Swedish, translations that keep their placeholders and tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import polib

from tools import catalogues

PLACEHOLDER = re.compile(r"%\([a-zA-Z_][\w.]*\)[#0\- +]*[\d.]*[sdifeg]|%[sdif]|{[a-zA-Z_]\w*}")
MARKUP = re.compile(r"</?[a-z][a-z0-9]*")
WORD = re.compile(r"[^\W\d_]+")

# Words that are English and nothing in Swedish, and Swedish words somebody wrote without their dots.
ENGLISH = frozenset(
    "the your you please with this that from should cannot were save delete submit search settings click password "
    "required invalid error failed user view edit close back next".split()
)
WITHOUT_DOTS = frozenset(
    "ar fran pa nar for nasta forra anvandare losenord atgard atgarder oppna stang maste aven "
    "valj lagg forsok hamta forvaltning manad ga".split()
)


def faults_in_id(message: str) -> Iterator[str]:
    """Why a message id does not look like Swedish for people."""
    words = {word.lower() for word in WORD.findall(MARKUP.sub(" ", PLACEHOLDER.sub(" ", message)))}
    if strange := words & ENGLISH:
        yield f"looks English ({', '.join(sorted(strange))})"
    if strange := words & WITHOUT_DOTS:
        yield f"lacks its dots ({', '.join(sorted(strange))})"


def faults_in_translation(entry: polib.POEntry, language: str) -> Iterator[str]:
    """Why an entry of a catalogue cannot be used as it stands: missing, fuzzy, other placeholders, other tags."""
    translations = _translations(entry, language)
    if not all(translations):
        yield "is not translated"
        return
    if entry.fuzzy:
        yield "is marked fuzzy"
    originals = [entry.msgid, *([entry.msgid_plural] if entry.msgid_plural else [])]
    wanted = _placeholders(originals[-1])
    allowed = wanted | _placeholders(entry.msgid)
    for place, text in enumerate(translations):
        found = _placeholders(text)
        # Only the last form must count: "one workplace" may say its number in words.
        if found - allowed or (place == len(translations) - 1 and wanted - found):
            yield f"has other placeholders in {text!r}: {_listed(found)} instead of {_listed(wanted)}"
    if Counter(MARKUP.findall(originals[-1])) != Counter(MARKUP.findall(translations[-1])):
        yield f"has other tags in {translations[-1]!r}"
    if entry.msgid.startswith("\n") != translations[0].startswith("\n"):
        yield "begins with a line break in one of the two alone"


def _translations(entry: polib.POEntry, language: str) -> list[str]:
    """The translations in order; a plural form that is absent counts as empty."""
    if not entry.msgid_plural:
        return [entry.msgstr]
    return [entry.msgstr_plural.get(form, "") for form in range(catalogues.forms(language))]


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def _listed(placeholders: set[str]) -> str:
    return ", ".join(sorted(placeholders)) or "none"
