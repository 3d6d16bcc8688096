"""What is or was in force never changes: every command that could is tried, and a new one must find its place here."""

import inspect

import pytest

from tests.programmes.factories import TOOLS, make_programme, model_in_force, stairs_in_force
from tests.programmes.test_theory import ATTEMPTS as THEORY_ATTEMPTS
from tests.programmes.test_wheel_immutable import ATTEMPTS as WHEEL_ATTEMPTS
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict
from tillsammans.programmes import commands
from tillsammans.programmes.models import Criterion, ModelItem, ModelVersion, StairsVersion, Step, StepMapping

WORDS = {"name": {"sv": "Annat"}, "short_name": {}, "description": {}, "basis": "stated", "source": "", "parent_code": "",
         "common": False}  # fmt: skip
SV = {"sv": "Annat"}
# Each takes (actor, model edition, stairs) and tries to change what is in force.
ATTEMPTS = {
    "add_criterion": lambda by, m, s: commands.add_criterion(
        by=by, stairs=s, step_number=1, component_code=TOOLS, text=SV, basis="stated"
    ),
    "add_item": lambda by, m, s: commands.add_item(by=by, version=m, section="role", **WORDS),
    "add_step": lambda by, m, s: commands.add_step(by=by, stairs=s, name=SV, summary={}, after=1),
    "discard_model": lambda by, m, s: commands.discard_model(by=by, version=m),
    "discard_stairs": lambda by, m, s: commands.discard_stairs(by=by, stairs=s),
    "edit_criterion": lambda by, m, s: commands.edit_criterion(
        by=by, criterion=s.criteria.first(), text=SV, basis="stated", order=1
    ),
    "edit_item": lambda by, m, s: commands.edit_item(by=by, item=m.items.first(), order=1, **WORDS),
    "edit_model_about": lambda by, m, s: commands.edit_model_about(by=by, version=m, about={"about": SV}),
    "edit_stairs_about": lambda by, m, s: commands.edit_stairs_about(
        by=by, stairs=s, title=SV, about=SV, is_proposal=False
    ),
    "edit_step": lambda by, m, s: commands.edit_step(
        by=by, step=s.steps.first(), name=SV, summary={}, descriptions={}
    ),
    "map_steps": lambda by, m, s: commands.map_steps(by=by, stairs=s, mapping={0: 0}),
    "publish_model": lambda by, m, s: commands.publish_model(by=by, version=m),
    "publish_stairs": lambda by, m, s: commands.publish_stairs(by=by, stairs=s),
    "recall_stairs": lambda by, m, s: commands.recall_stairs(by=by, stairs=s),
    "remove_criterion": lambda by, m, s: commands.remove_criterion(by=by, criterion=s.criteria.first()),
    "remove_item": lambda by, m, s: commands.remove_item(by=by, item=m.items.get(code="bba")),
    "remove_step": lambda by, m, s: commands.remove_step(by=by, step=s.steps.last()),
    "request_comments": lambda by, m, s: commands.request_comments(
        by=by, stairs=s, groups=[], closes_on=by.at.date()
    ),
}
# These make rows of their own, or forget who wrote, and touch no edition's text. The wheel's own and
# the theory's: test_wheel_immutable.py, test_theory.py.
MAKE_NEW = {
    "comment", "draft_model", "draft_stairs", "draft_theory", "draft_wheel", "forget_who_commented",
    "close_initiative", "edit_adaptation", "edit_initiative", "end_adaptation", "register_adaptation", "register_initiative",
    "review_adaptation", "load_missing_theories", "load_missing_wheels", "load_programmes", "load_wheel",
}  # fmt: skip


def everything() -> list:
    """Every row and field of the editions and what they hold."""
    kinds = (ModelVersion, ModelItem, StairsVersion, Step, Criterion, StepMapping)
    return [list(kind.objects.order_by("pk").values()) for kind in kinds]


def test_every_command_has_its_place():
    found = {name for name, _ in inspect.getmembers(commands, inspect.isfunction)}
    assert found == set(ATTEMPTS) | set(THEORY_ATTEMPTS) | set(WHEEL_ATTEMPTS) | MAKE_NEW


@pytest.mark.parametrize("state", ["published", "retired"])
@pytest.mark.parametrize("attempt", sorted(ATTEMPTS))
def test_what_is_or_was_in_force_is_not_changed(world, attempt, state):
    programme = make_programme(world.a.place, world.at)
    model, stairs = model_in_force(programme), stairs_in_force(programme)
    ModelVersion.objects.update(state=state)
    StairsVersion.objects.update(state=state)
    before, events = everything(), AuditEvent.objects.count()
    with pytest.raises(Conflict):
        ATTEMPTS[attempt](world.actor(Role.MODEL_MANAGER), model, stairs)
    assert everything() == before
    assert AuditEvent.objects.count() == events
