"""The workshop behind a published county plan, card for card, as an example in a county of one's own."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place
from tillsammans.strategies.rules import examples
from tillsammans.workshops.commands import ending, entering, results, rooms
from tillsammans.workshops.models import Card, CardOrigin, Workshop
from tillsammans.workshops.rules import next_step
from tillsammans.workshops.rules.sets import set_of
from tillsammans.workshops.rules.setting_up import SetUp

HELD_ON = date(2025, 11, 5)  # as the plan's appendix says
SET = "barriers"


@transaction.atomic
def replay_published(*, by: Actor, county: Place) -> Workshop:
    """Held, ended and turned into work by the commands that people use; once. Its rows are the register's own examples.

    Votes were never published, so that no card has any. Raises NotAllowed unless `by` leads at the county.
    """
    if there := Workshop.objects.filter(place=county, is_example=True, held_on=HELD_ON).first():
        return there
    chosen = set_of(SET)
    assert chosen is not None  # nosec B101 (our own file)
    content = SetUp(_("Länsworkshop om hinder och möjliggörare"), HELD_ON, chosen.questions[:1], SET)
    room = rooms.open_room(
        by=by, workshop=rooms.set_up(by=by, place=county, content=content, is_example=True)
    )
    question = room.questions.get()
    for what in (next_step.WRITE, next_step.CLOSE, next_step.SHOW_CARDS):
        room.refresh_from_db()
        rooms.steer(by=by, question=question, what=what, seen=room.revision)
    cards = [
        entering.enter_card(by=by, question=question, key=one.code, text=one.text, kind=one.kind, domain=one.domain)
        for one in examples.load()
    ]  # fmt: skip
    Card.objects.filter(workshop=room).update(origin=CardOrigin.EXAMPLE)
    ended = ending.end(by=by, workshop=room)
    results.take_up(by=by, workshop=ended, determinants=[results.FromCard(card.pk) for card in cards])
    return ended
