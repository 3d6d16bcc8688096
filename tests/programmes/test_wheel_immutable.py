"""A wheel that is or was in force never changes, nor may anybody without the right change a draft: every command is tried."""

import pytest

from tests.programmes import pictures
from tests.programmes.wheels import make_wheel
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, NotAllowed
from tillsammans.programmes import commands
from tillsammans.programmes.models import WheelArtwork, WheelEdition, WheelTexts

ALT = {"sv": "Ett hjul."}
# Each takes (actor, edition) and tries to change it.
ATTEMPTS = {
    "add_area": lambda by, e: commands.add_area(by=by, edition=e, name="Djur", slot=1, icon="dog"),
    "add_contact": lambda by, e: commands.add_contact(by=by, edition=e, name="Kyrkan", number=""),
    "add_level": lambda by, e: commands.add_level(by=by, edition=e, name="Olika", face=3, fill=1, icon="sun"),
    "add_section": lambda by, e: commands.add_section(by=by, edition=e, template_id="sip", title="Mer"),
    "discard_wheel": lambda by, e: commands.discard_wheel(by=by, edition=e),
    "edit_area": lambda by, e: commands.edit_area(
        by=by, edition=e, area_id="halsa", slot=1, icon="dog", pictures=[]
    ),
    "edit_contact": lambda by, e: commands.edit_contact(by=by, edition=e, contact_id="bris", number="1"),
    "edit_level": lambda by, e: commands.edit_level(
        by=by, edition=e, level_id="works", face=5, fill=2, icon="sun"
    ),
    "edit_wheel_standing": lambda by, e: commands.edit_wheel_standing(
        by=by, edition=e, basis="stated", preliminary=False
    ),
    "edit_wheel_texts": lambda by, e: commands.edit_wheel_texts(
        by=by, edition=e, language="sv", texts={"wheel.name": "Annat"}
    ),
    "move_area": lambda by, e: commands.move_area(by=by, edition=e, area_id="halsa", to=1),
    "move_section": lambda by, e: commands.move_section(
        by=by, edition=e, template_id="sip", section_id="next", to=1
    ),
    "publish_wheel": lambda by, e: commands.publish_wheel(by=by, edition=e),
    "remove_area": lambda by, e: commands.remove_area(by=by, edition=e, area_id="halsa"),
    "remove_artwork": lambda by, e: commands.remove_artwork(by=by, edition=e, language=""),
    "remove_contact": lambda by, e: commands.remove_contact(by=by, edition=e, contact_id="bris"),
    "remove_level": lambda by, e: commands.remove_level(by=by, edition=e, level_id="soso"),
    "remove_section": lambda by, e: commands.remove_section(
        by=by, edition=e, template_id="sip", section_id="next"
    ),
    "set_wheel_review": lambda by, e: commands.set_wheel_review(
        by=by, edition=e, language="en", state="reviewed"
    ),
    "upload_artwork": lambda by, e: commands.upload_artwork(
        by=by, edition=e, language="", data=pictures.png(300, 250), alt=ALT
    ),
}
WORDS_ALONE = {"edit_wheel_texts", "set_wheel_review"}


def everything():
    """Every row and field of the editions and what they hold."""
    kinds = (WheelEdition, WheelTexts, WheelArtwork)
    return [[tuple(map(str, row)) for row in kind.objects.order_by("pk").values_list()] for kind in kinds]


def with_artwork(world, state):
    edition = make_wheel(world.a.place, world.at, state="draft", en={"wheel.name": "The wheel"})
    commands.upload_artwork(
        by=world.actor(Role.MODEL_MANAGER), edition=edition, language="", data=pictures.png(), alt=ALT
    )
    WheelEdition.objects.update(state=state)
    return edition


@pytest.mark.parametrize("state", ["published", "retired"])
@pytest.mark.parametrize("attempt", sorted(ATTEMPTS))
def test_what_is_or_was_in_force_is_not_changed(world, attempt, state):
    edition = with_artwork(world, state)
    before, events = everything(), AuditEvent.objects.count()
    with pytest.raises(Conflict):
        ATTEMPTS[attempt](world.actor(Role.MODEL_MANAGER), edition)
    assert everything() == before
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize("attempt", sorted(ATTEMPTS))
def test_a_draft_is_changed_by_who_may_alone(world, attempt):
    edition = with_artwork(world, "draft")
    others = [
        world.actor(Role.PROCESS_LEADER),
        world.actor(Role.SYSTEM_MANAGER),
        world.actor(Role.MODEL_MANAGER, world.b.place),
        world.actor(Role.EDITOR, world.a.one.place),
    ]
    if attempt not in WORDS_ALONE:
        others.append(world.actor(Role.EDITOR))
    before, events = everything(), AuditEvent.objects.count()
    for by in others:
        with pytest.raises(NotAllowed):
            ATTEMPTS[attempt](by, edition)
    assert (everything(), AuditEvent.objects.count()) == (before, events)
    ATTEMPTS[attempt](world.actor(Role.MODEL_MANAGER), edition)
    assert everything() != before
    assert AuditEvent.objects.count() == events + 1


@pytest.mark.parametrize("attempt", sorted(WORDS_ALONE))
def test_an_editor_of_the_county_writes_the_words(world, attempt):
    edition = with_artwork(world, "draft")
    before = everything()
    ATTEMPTS[attempt](world.actor(Role.EDITOR), edition)
    assert everything() != before
