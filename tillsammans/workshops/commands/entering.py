"""For rooms without phones: cards and dots that were written on paper are typed in."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.strategies.models import DeterminantKind, Domain
from tillsammans.workshops.commands import rooms
from tillsammans.workshops.models import Card, CardOrigin, CardState, Question, QuestionKind
from tillsammans.workshops.rules import limits, setting_up

MOST_DOTS = 10_000


@transaction.atomic
def enter_card(
    *, by: Actor, question: Question, key: str, text: str, kind: str = "", domain: str = "", group: str = "",
    dots: int | None = None,
) -> Card:  # fmt: skip
    """A card from paper, in any phase. key: of the form, so that one sent twice is one card. dots: if counted already.

    Raises NotAllowed, Conflict (not open, a full wall) and Invalid.
    """
    workshop = rooms.held(by, question.workshop)
    rooms.check_open(workshop)
    if there := Card.objects.filter(workshop=workshop, key=key).first():
        return there
    words = _words(question, text, kind, domain)
    if group and group not in workshop.groups:
        raise Invalid(_("Gruppen finns inte. Välj en av dem som står i listan."))
    if Card.objects.filter(question=question).count() >= limits.CARDS_AT_A_QUESTION:
        raise Conflict(_("Väggen är full. Det går inte att skriva fler kort på den här frågan."))
    row = Card.objects.create(
        workshop=workshop, question=question, key=key, group=group, origin=CardOrigin.ENTERED, entered_votes=_dots(dots),
        written_at=by.at, **words,
    )  # fmt: skip
    rooms.touch(workshop.pk)
    audit.record(by=by, action="workshops.card_entered", target=row)
    return row


@transaction.atomic
def count_dots(*, by: Actor, question: Question, dots: Mapping[int, int | None]) -> int:
    """Dots counted on paper, by card; None: none. Returns how many cards changed. Raises NotAllowed, Conflict, Invalid."""
    workshop = rooms.held(by, question.workshop)
    rooms.check_open(workshop)
    rows = Card.objects.filter(question=question, pk__in=list(dots), state=CardState.SHOWN)
    changed = [row for row in rows if row.entered_votes != _dots(dots[row.pk])]
    for row in changed:
        row.entered_votes = dots[row.pk]
        row.revision += 1
    Card.objects.bulk_update(changed, ["entered_votes", "revision"], batch_size=500)
    if changed:
        rooms.touch(workshop.pk)
        audit.record(by=by, action="workshops.dots_entered", target=question, detail={"count": len(changed)})
    return len(changed)


def _words(question: Question, text: str, kind: str, domain: str) -> dict[str, str]:
    text = setting_up.one_line(text)
    if not text:
        raise Invalid(_("Skriv något på kortet."))
    setting_up.check_length(text, limits.CARD_LENGTH)
    if question.kind != QuestionKind.DETERMINANTS:
        return {"text": text, "kind": "", "domain": ""}
    if kind not in DeterminantKind.values:
        raise Invalid(_("Välj om det är ett hinder eller en möjliggörare."))
    if domain and domain not in Domain.values:
        raise Invalid(_("Välj en av rubrikerna."))
    return {"text": text, "kind": kind, "domain": domain}


def _dots(dots: int | None) -> int | None:
    if dots is not None and not 0 <= dots <= MOST_DOTS:
        raise Invalid(_("Skriv ett antal mellan 0 och %(n)s.") % {"n": MOST_DOTS})
    return dots
