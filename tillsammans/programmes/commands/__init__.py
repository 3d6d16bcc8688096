"""Every write to the programmes."""

from tillsammans.programmes.commands.comments import (
    comment,
    forget_who_commented,
    recall_stairs,
    request_comments,
)
from tillsammans.programmes.commands.load import load_missing_wheels, load_programmes, load_wheel
from tillsammans.programmes.commands.model import (
    add_item,
    discard_model,
    draft_model,
    edit_item,
    edit_model_about,
    publish_model,
    remove_item,
)
from tillsammans.programmes.commands.stairs import (
    add_criterion,
    add_step,
    discard_stairs,
    draft_stairs,
    edit_criterion,
    edit_stairs_about,
    edit_step,
    map_steps,
    publish_stairs,
    remove_criterion,
    remove_step,
)

__all__ = [
    "add_criterion", "add_item", "add_step", "comment", "discard_model", "discard_stairs", "draft_model",
    "draft_stairs", "edit_criterion", "edit_item", "edit_model_about", "edit_stairs_about", "edit_step",
    "forget_who_commented", "load_missing_wheels", "load_programmes", "load_wheel", "map_steps", "publish_model",
    "publish_stairs", "recall_stairs", "remove_criterion", "remove_item", "remove_step", "request_comments",
]  # fmt: skip
