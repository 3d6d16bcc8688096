"""Who may change a county's texts and logotype."""

from django.db.models import Q
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import below
from tillsammans.access.roles import Permission
from tillsammans.organisations.models import Place


def may_change_texts(by: Actor) -> Q:
    """Counties (places) whose texts and logotype one changes: editors and model managers of the county itself."""
    return Q(kind="county", closed_on=None) & below("path", by.paths_with(Permission.TEXTS_EDIT))


def check_change_texts(by: Actor, county: Place) -> None:
    """Raises NotAllowed unless `by` keeps the county's texts."""
    check.require(
        by, may_change_texts, county, _("Bara länets redaktör och modellförvaltare ändrar texterna.")
    )
