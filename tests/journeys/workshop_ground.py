"""Workshops for the pages: one that goes on with a full wall, one that is rehearsed, one that is to be."""

from typing import Any

Words = dict[str, Any]


def workshop_words(leader: Any) -> dict[str, Words]:
    """The county's own, led by its process leader, made with the commands that people use."""
    from tests.workshops import factories
    from tillsammans.organisations.models import Place
    from tillsammans.workshops.commands import rehearsal, rooms, wall
    from tillsammans.workshops.models import Card, Question, Workshop
    from tillsammans.workshops.rules.sets import set_of
    from tillsammans.workshops.rules.setting_up import SetUp

    barriers = set_of("barriers")
    assert barriers is not None
    county, day, groups = (
        Place.objects.get(pk=leader.county_id),
        leader.at.date(),
        ("Bord 1", "Bord 2", "Bord 3"),
    )
    planned = rooms.set_up(
        by=leader, place=county, content=SetUp("Länsträff i vår", day, barriers.questions, "barriers", groups)
    )
    led = rooms.copy(by=leader, workshop=planned)
    room = rooms.open_room(by=leader, workshop=led, rehearsal=True)
    room.title = "Ledningsdag med många kort"
    type(room).objects.filter(pk=room.pk).update(title=room.title)
    question = Question.objects.get(workshop=room, order=1)
    rooms.steer(by=leader, question=question, what="write", seen=room.revision)
    for _round in range(3):
        rehearsal.add_simulated(by=leader, workshop=room)
    long = (
        "Samverkansöverenskommelsen mellan barnhälsovården, förskolan och socialtjänsten är inte känd av alla"
    )
    card = factories.card(question, long, domain="inner-setting", group="Bord 1")
    hidden = Card.objects.filter(question=question).order_by("pk")[0]
    wall.hide(by=leader, card=hidden, seen=hidden.revision)
    wall.put_group_aside(by=leader, question=question, group="Bord 3")
    own = {"workshop_id": room.pk}
    return {
        "workshop": own, "workshop_planned": {"workshop_id": planned.pk}, "workshop_card": {**own, "card_id": card.pk},
        "workshop_phone": {"code": room.code},
        "workshop_question": {**own, "question_id": question.pk},
        "workshop_ended": {"workshop_id": Workshop.objects.get(place=county, is_example=True).pk},
    }  # fmt: skip
