"""Reading programmes: the public pages, the workspace, and what `followup` needs of the stairs."""

from tillsammans.programmes.queries.climb import ClimbedStep, climbed
from tillsammans.programmes.queries.comments import (
    CommentPage,
    comment_page,
    comments_read,
    group_choices,
    places_chosen,
    to_comment,
)
from tillsammans.programmes.queries.comparing import Comparison, compare_models, compare_stairs
from tillsammans.programmes.queries.public import (
    ItemText,
    ProgrammeList,
    ProgrammeName,
    ProgrammePage,
    PublicCounty,
    StairsPage,
    county_by_key,
    programme_list,
    programme_page,
    public_county,
    stairs_page,
)
from tillsammans.programmes.queries.stairs import (
    Component,
    CriterionText,
    PublishedStairs,
    StairsForm,
    StepText,
    component_texts,
    published_stairs,
    stairs_for_form,
    step_mapping,
)
from tillsammans.programmes.queries.standing import mark_of, name_of, now_standing
from tillsammans.programmes.queries.words import Domain, SectorWords, everyday_domains, sector_words
from tillsammans.programmes.queries.workspace import (
    NOT_COMPARABLE,
    ModelEdition,
    StairsEdition,
    Versions,
    all_versions,
    get_criterion,
    get_item,
    get_model_version,
    get_programme,
    get_stairs,
    get_step,
    mapping_choices,
    model_edition,
    parent_choices,
    programmes_seen,
    stairs_edition,
    versions,
)

__all__ = [
    "NOT_COMPARABLE", "ClimbedStep", "CommentPage", "Comparison", "Component", "CriterionText", "Domain", "ItemText",
    "ModelEdition", "ProgrammeList", "ProgrammeName", "ProgrammePage", "PublicCounty", "PublishedStairs",
    "SectorWords",
    "StairsEdition", "StairsForm", "StairsPage", "StepText", "Versions", "all_versions", "climbed",
    "comment_page", "comments_read", "compare_models", "compare_stairs", "component_texts", "county_by_key",
    "everyday_domains", "get_criterion", "get_item", "get_model_version", "get_programme", "get_stairs",
    "get_step", "group_choices", "mapping_choices", "mark_of", "model_edition", "name_of", "now_standing",
    "parent_choices", "places_chosen", "programme_list", "programme_page", "programmes_seen",
    "public_county", "published_stairs", "sector_words", "stairs_edition", "stairs_for_form", "stairs_page",
    "step_mapping", "to_comment", "versions",
]  # fmt: skip
