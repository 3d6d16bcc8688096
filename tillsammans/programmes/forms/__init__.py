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
from tillsammans.programmes.forms.theory import MeasuresForm, TheoryAboutForm, TheoryRowForm, row_initial
from tillsammans.programmes.forms.wheel import (
    AreaForm,
    ArtworkForm,
    ContactForm,
    LevelForm,
    MoveForm,
    ReviewForm,
    SectionForm,
    StandingForm,
    WordsForm,
)

__all__ = [
    "AboutForm",
    "AreaForm",
    "ArtworkForm",
    "CommentForm",
    "ContactForm",
    "CriterionForm",
    "GroupsForm",
    "ItemForm",
    "LevelForm",
    "MappingForm",
    "MeasuresForm",
    "MoveForm",
    "ReviewForm",
    "SectionForm",
    "StairsAboutForm",
    "StandingForm",
    "StepForm",
    "TheoryAboutForm",
    "TheoryRowForm",
    "WordsForm",
    "row_initial",
    "shown",
    "shown_topics",
]
