"""The texts in six languages: `python -m tools.messages compile | update | check | missing | fill`.

Message ids are Swedish, so Swedish needs its plurals alone. English must be whole; fi, so, ar and kmr must have all that the
open pages use (tools/open_pages.py), and nothing else is kept in them.

    compile                write the .mo files (start.py and test.py do it)
    update                 collect the ids of code and templates into locale/<language>/LC_MESSAGES/django.po
    check                  exit with 1 and say why, when a text is missing, differs or was never marked
    missing LANGUAGE       print what lacks a translation, as JSON: {"id": ""}, a plural as {"id": ["", ""]}
    fill LANGUAGE FILE     write translations from such a JSON file (or from standard input: -) into the catalogue

An id with a context is written "context\\u0004id" in the JSON, as gettext itself does.
A library's English text gets better words by an entry with the comment `# library`, written by hand, last in a catalogue.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polib

from tools import catalogues

if TYPE_CHECKING:
    from tools.extraction import Message

CONTEXT_SIGN = "\x04"
LIBRARY = "library"  # the comment of an entry that says a library's English text better; `update` lets it be


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="tools.messages", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    words = parser.add_subparsers(dest="word", required=True)
    for word in ("compile", "update", "check"):
        words.add_parser(word)
    for word in ("missing", "fill"):
        words.add_parser(word).add_argument("language", choices=catalogues.LANGUAGES)
    words.choices["fill"].add_argument("file", type=Path)
    options = parser.parse_args()
    with catalogues.alone():
        if options.word == "fill":
            return _fill(options.language, options.file)
        if options.word == "missing":
            return _missing(options.language)
        return {"compile": _compile, "update": _update, "check": _check}[options.word]()


def _compile() -> int:
    try:
        catalogues.compile_all()
    except (OSError, UnicodeDecodeError, ValueError) as fault:
        print(f"A catalogue cannot be read: {fault}", file=sys.stderr)
        return 1
    return 0


# --- update -----------------------------------------------------------------------------------------------------------


def _update() -> int:
    from tools.extraction import messages

    found = messages()
    for language in catalogues.LANGUAGES:
        catalogue = updated(language, wanted(language, found))
        lacking = sum(1 for entry in catalogue if not entry.translated())
        _save(catalogue, language)
        print(
            f"{language:4} {len(catalogue):5} texts"
            + (f", {lacking} without a translation" if lacking else "")
        )
    return 0


def wanted(language: str, found: dict[catalogues.Key, Message]) -> dict[catalogues.Key, Message]:
    """Those of the messages found that the language must have."""
    from tools import open_pages

    return found if language in catalogues.WHOLE else open_pages.texts(found)


def updated(language: str, found: dict[catalogues.Key, Message]) -> polib.POFile:
    """The catalogue of a language with exactly the ids found: known translations kept, ids no longer used gone.

    Swedish has only its plurals: every other id is its own text. Better words for a library's texts stay, last.
    """
    old = {catalogues.key_of(entry): entry for entry in catalogues.read(language)}
    new = catalogues.read(language)
    new.clear()
    for (context, text), message in sorted(found.items(), key=lambda pair: (pair[0][1], pair[0][0] or "")):
        if language == catalogues.SOURCE and not message.plural:
            continue
        new.append(_entry(language, context, text, message, old.get((context, text))))
    new.extend(entry for entry in old.values() if entry.tcomment == LIBRARY)
    return new


def _entry(
    language: str, context: str | None, text: str, message: Message, old: polib.POEntry | None
) -> polib.POEntry:
    entry = polib.POEntry(
        msgctxt=context, msgid=text, occurrences=[(place, "") for place in sorted(message.places)]
    )
    if "%(" in text:
        entry.flags.append("python-format")
    if message.plural:
        entry.msgid_plural = message.plural
        kept = old.msgstr_plural if old and old.msgid_plural == message.plural else {}
        own = {0: text, 1: message.plural} if language == catalogues.SOURCE else {}
        entry.msgstr_plural = {
            form: kept.get(form) or own.get(form, "") for form in range(catalogues.forms(language))
        }
    elif old and not old.msgid_plural:
        entry.msgstr = old.msgstr
    return entry


def _save(catalogue: polib.POFile, language: str) -> None:
    """Write the catalogue, if it changed."""
    path = catalogues.path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"{catalogue}".rstrip("\n") + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        whole = path.with_suffix(".part")  # who reads meanwhile finds the old catalogue or the new one, whole
        whole.write_text(text, encoding="utf-8", newline="\n")
        whole.replace(path)


# --- check ------------------------------------------------------------------------------------------------------------


def _check() -> int:
    faults = list(faults_of_product())
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults in the texts." if faults else "The texts are whole.")
    return 1 if faults else 0


def faults_of_product() -> Iterator[str]:
    """Everything wrong with the texts, a line each: in the code, in the templates, in the catalogues."""
    from tools.extraction import is_template, messages, sources, unreadable_calls
    from tools.template_text import faults_in
    from tools.translation_rules import faults_in_id

    yield from unreadable_calls()
    for path in filter(is_template, sources()):
        yield from (
            f"{path.relative_to(catalogues.ROOT)}:{fault} is not marked for translation"
            for fault in faults_in(path)
        )
    found = messages()
    for (_context, text), message in found.items():
        yield from (f"{min(message.places)}: {text!r} {fault}" for fault in faults_in_id(text))
    for language in catalogues.LANGUAGES:
        yield from faults_of_language(language, wanted(language, found))


def faults_of_language(language: str, found: dict[catalogues.Key, Message]) -> Iterator[str]:
    """What is wrong in one catalogue. found: the messages that the language must have."""
    from tools.translation_rules import faults_in_translation

    entries = {catalogues.key_of(entry): entry for entry in catalogues.read(language)}
    for key, message in found.items():
        if language == catalogues.SOURCE and not message.plural:
            continue
        entry = entries.get(key)
        if entry is None or entry.msgid_plural != message.plural:
            yield f"{language}: {key[1]!r} ({min(message.places)}) is not in the catalogue; run tools.messages update"
        else:
            yield from (f"{language}: {key[1]!r} {fault}" for fault in faults_in_translation(entry, language))


# --- missing and fill -------------------------------------------------------------------------------------------------


def _missing(language: str) -> int:
    from tools.extraction import messages

    lacking: dict[str, Any] = {}
    for entry in updated(language, wanted(language, messages())):
        if not entry.translated():
            lacking[_json_key(entry)] = [""] * catalogues.forms(language) if entry.msgid_plural else ""
    json.dump(lacking, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def _fill(language: str, file: Path) -> int:
    from tools.extraction import messages

    given: dict[str, Any] = json.loads(
        sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    )
    catalogue = updated(language, wanted(language, messages()))
    for entry in catalogue:
        translation = given.pop(_json_key(entry), None)
        if entry.msgid_plural and isinstance(translation, list):
            entry.msgstr_plural = dict(enumerate(translation))
        elif isinstance(translation, str) and not entry.msgid_plural:
            entry.msgstr = translation
    _save(catalogue, language)
    for unknown in given:
        print(f"No text has the id {unknown!r}", file=sys.stderr)
    return 1 if given else 0


def _json_key(entry: polib.POEntry) -> str:
    return f"{entry.msgctxt}{CONTEXT_SIGN}{entry.msgid}" if entry.msgctxt else str(entry.msgid)


if __name__ == "__main__":
    sys.exit(main())
