"""Every write to the programmes."""

from tillsammans.programmes.commands.adaptations import (
    Adapting,
    edit_adaptation,
    end_adaptation,
    register_adaptation,
    review_adaptation,
)
from tillsammans.programmes.commands.comments import (
    comment,
    forget_who_commented,
    recall_stairs,
    request_comments,
)
from tillsammans.programmes.commands.initiatives import (
    Beginning,
    close_initiative,
    edit_initiative,
    register_initiative,
)
from tillsammans.programmes.commands.load import (
    load_missing_theories,
    load_missing_wheels,
    load_programmes,
    load_wheel,
)
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
from tillsammans.programmes.commands.theory import (
    add_theory_row,
    discard_theory,
    draft_theory,
    edit_theory_about,
    edit_theory_row,
    publish_theory,
    remove_theory_row,
    set_theory_measures,
)
from tillsammans.programmes.commands.wheel import (
    discard_wheel,
    draft_wheel,
    edit_wheel_standing,
    publish_wheel,
)
from tillsammans.programmes.commands.wheel_artwork import remove_artwork, upload_artwork
from tillsammans.programmes.commands.wheel_parts import (
    add_area,
    add_contact,
    add_level,
    add_section,
    edit_area,
    edit_contact,
    edit_level,
    move_area,
    move_section,
    remove_area,
    remove_contact,
    remove_level,
    remove_section,
)
from tillsammans.programmes.commands.wheel_words import edit_wheel_texts, set_wheel_review

__all__ = [
    "Adapting", "Beginning", "add_area", "add_contact", "add_criterion", "add_item", "add_level", "add_section",
    "add_step", "add_theory_row", "close_initiative", "comment", "discard_model", "discard_stairs", "discard_theory",
    "discard_wheel", "draft_model", "draft_stairs", "draft_theory", "draft_wheel", "edit_adaptation", "edit_area",
    "edit_contact", "edit_criterion", "edit_initiative", "edit_item", "edit_level", "edit_model_about",
    "edit_stairs_about", "edit_step", "edit_theory_about", "edit_theory_row", "edit_wheel_standing",
    "edit_wheel_texts", "end_adaptation", "forget_who_commented", "load_missing_theories", "load_missing_wheels",
    "load_programmes", "load_wheel", "map_steps", "move_area", "move_section", "publish_model", "publish_stairs",
    "publish_theory", "publish_wheel", "recall_stairs", "register_adaptation", "register_initiative", "remove_area",
    "remove_artwork", "remove_contact", "remove_criterion", "remove_item", "remove_level", "remove_section",
    "remove_step", "remove_theory_row", "request_comments", "review_adaptation", "set_theory_measures",
    "set_wheel_review", "upload_artwork",
]  # fmt: skip
