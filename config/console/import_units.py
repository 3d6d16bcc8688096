"""`tillsammans import-units FILE --county KEY [--commit] [--json]`: workplaces from a spreadsheet.

Exit status 0 only if all rows could be read; 1 when some or none could (then nothing is carried out); 2 for a county or a
file that does not exist. The JSON has the counts new, changed, unchanged and missing, and a list errors of row, column,
value and reason; row is null when the file as a whole was refused, or is not there.
"""

import argparse
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from django.utils import translation

from tillsammans.access.actor import system
from tillsammans.core import clock
from tillsammans.core.errors import DomainError, NotVisible
from tillsammans.organisations import commands, queries

COUNTS = ("new", "changed", "unchanged", "missing")


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    with translation.override("sv"):
        try:
            county = queries.county_of_key(options.county)
        except NotVisible:
            sentence = (
                f"Det finns inget län med nyckeln {options.county}. Lägg till det med: tillsammans new-county"
            )
            return _usage(sentence, as_json=options.json)
        if not options.file.is_file():
            return _usage(f"Filen {options.file} finns inte. Kontrollera sökvägen.", as_json=options.json)
        answer = _run(options.file, county, commit=options.commit)
    _print(answer, as_json=options.json, commit=options.commit)
    return 1 if answer["errors"] else 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tillsammans import-units")
    parser.add_argument("file", type=Path, help=".xlsx or .csv")
    parser.add_argument("--county", required=True, help="the county's key")
    parser.add_argument("--commit", action="store_true", help="carry it out, if every row can be read")
    parser.add_argument("--json", action="store_true", help="answer with JSON")
    return parser.parse_args(arguments)


def _usage(sentence: str, *, as_json: bool) -> int:
    if as_json:
        _print(_refused(sentence), as_json=True, commit=False)
    else:
        print(sentence, file=sys.stderr)
    return 2


def _refused(reason: str) -> dict[str, Any]:
    """The answer when the file as a whole says nothing."""
    return dict.fromkeys(COUNTS, 0) | {"errors": [{"row": None, "column": "", "value": "", "reason": reason}]}


def _run(file: Path, county: Any, *, commit: bool) -> dict[str, Any]:
    """The counts and the errors, whatever the file holds."""
    by = replace(system(clock.now(), origin="command"), county_id=county.pk)
    try:
        with file.open("rb") as stream:
            outcome = commands.import_file(
                by=by, county=county, stream=stream, filename=file.name, commit=commit
            )
    except (DomainError, OSError) as refusal:
        reason = getattr(refusal, "message", "Filen går inte att öppna. Kontrollera att du får läsa den.")
        return _refused(str(reason))
    return outcome.counts | {"errors": [asdict(error) for error in outcome.read.errors]}


def _print(answer: dict[str, Any], *, as_json: bool, commit: bool) -> None:
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    print(
        "Nya: {new}  Ändrade: {changed}  Oförändrade: {unchanged}  Saknas i filen: {missing}".format(**answer)
    )
    for error in answer["errors"]:
        where = f"Rad {error['row']}, {error['column']} ”{error['value']}”: " if error["row"] else ""
        print(where + error["reason"])
    if answer["errors"]:
        print("Inget har lästs in.")
    else:
        print("Inläst." if commit else "Inget har lästs in än. Lägg till --commit för att läsa in.")
