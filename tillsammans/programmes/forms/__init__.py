"""Forms of the workspace: the model and the stairs, and the wheel."""

from tillsammans.programmes.forms.model import (
    AboutForm,
    CommentForm,
    CriterionForm,
    GroupsForm,
    ItemForm,
    MappingForm,
    StairsAboutForm,
    StepForm,
    shown,
    shown_topics,
)

__all__ = [
    "AboutForm",
    "CommentForm",
    "CriterionForm",
    "GroupsForm",
    "ItemForm",
    "MappingForm",
    "StairsAboutForm",
    "StepForm",
    "shown",
    "shown_topics",
]
