"""What the editing of models and of stairs share: locking an edition, numbering, texts per language, the seen mark."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db.models import Max, Model
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.programmes import policies, queries, rules
from tillsammans.programmes.models import ModelVersion, Programme, StairsVersion, TheoryVersion

Edition = TypeVar("Edition", ModelVersion, StairsVersion, TheoryVersion)
Texts = Mapping[str, str]
LONGEST_CODE = 50  # leaves room for a number within the 60 of the column


def locked(edition: Edition) -> Edition:
    """The edition's row as it is now, locked until the transaction ends."""
    return type(edition)._default_manager.select_for_update().get(pk=edition.pk)


def editable(by: Actor, edition: Edition) -> Edition:
    """The locked edition, if `by` may change it. Raises NotAllowed or Conflict (policies.check_edit)."""
    row = locked(edition)
    policies.check_edit(by, row)
    return row


def startable(by: Actor, programme: Programme, kind: type[Edition]) -> int:
    """Locks the programme and returns the number of its next edition. Raises Conflict while another draft is open."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    policies.check_start_draft(by, programme)
    own = kind._default_manager.filter(programme=programme)
    if own.filter(state__in=(rules.DRAFT, rules.COMMENT)).exists():
        raise Conflict(_("Det finns redan ett utkast. Fortsätt i det, eller kasta det först."))
    return (own.aggregate(highest=Max("number"))["highest"] or 0) + 1


def kept(texts: Texts) -> dict[str, str]:
    """Texts per language as they are stored: trimmed, and a language without words is left out."""
    return {language: text.strip() for language, text in texts.items() if text and text.strip()}


def named(texts: Texts) -> dict[str, str]:
    """Like `kept`, for a text that must exist. Raises Invalid without Swedish, which the others fall back to."""
    stored = kept(texts)
    if SOURCE_LANGUAGE not in stored:
        raise Invalid(_("Skriv texten på svenska. De andra språken visar den tills de har en egen."))
    return stored


def free_code(wish: str, taken: Iterable[str]) -> str:
    """A short fixed key made of the words, with a number when it is taken."""
    stem = slugify(wish)[:LONGEST_CODE].strip("-") or "punkt"
    used = set(taken)
    if stem not in used:
        return stem
    number = 2
    while f"{stem}-{number}" in used:
        number += 1
    return f"{stem}-{number}"


def check_seen(row: Model, seen: str | None) -> None:
    """Raises Conflict when the row is another than the one the form showed. None: the caller saw no form."""
    check_mark(queries.mark_of(row), seen)


def check_mark(now: str, seen: str | None) -> None:
    """Raises Conflict when what stands now is not what the form showed. None: the caller saw no form."""
    if seen is not None and seen != now:
        raise Conflict(
            _(
                "Någon annan ändrade texten medan du skrev. Läs den nya texten nedan. Spara igen om din ska gälla."
            )
        )
