"""Who may do what with programmes. A `may_…` filters a list and answers for one row alike."""

from collections.abc import Callable

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import at_or_above, below, nothing
from tillsammans.access.roles import ROLE_PERMISSIONS, Permission
from tillsammans.core.errors import NotAllowed
from tillsammans.organisations.models import Place
from tillsammans.programmes import rules
from tillsammans.programmes.models import (
    CommentRequest,
    ModelVersion,
    Programme,
    StairsVersion,
    TheoryVersion,
    WheelEdition,
)

Edition = ModelVersion | StairsVersion | TheoryVersion
WheelCheck = Callable[[Actor, WheelEdition], None]
IN_FORCE_OR_BEFORE = (rules.PUBLISHED, rules.RETIRED)


def _only_editor() -> str:
    return _(
        "Bara länets modellförvaltare ändrar modellen och trappan. Lämna gärna synpunkter till modellförvaltaren."
    )


def may_read_programme(by: Actor) -> Q:
    """Everyone with a role sees the programmes of the own county."""
    return at_or_above("county__path", by.paths_with(Permission.PROGRAMME_READ))


def may_edit_programme(by: Actor) -> Q:
    """Model managers keep the programmes of their county."""
    return below("county__path", by.paths_with(Permission.PROGRAMME_EDIT))


def may_read_version(by: Actor) -> Q:
    """Editions of the model, the stairs or the theory: what is or was in force for everyone; drafts for who edits them."""
    reads = at_or_above("programme__county__path", by.paths_with(Permission.PROGRAMME_READ))
    return (reads & Q(state__in=IN_FORCE_OR_BEFORE)) | may_edit_version(by)


def may_edit_version(by: Actor) -> Q:
    """Editions that one may change, publish, send out or discard, as far as their state lets them be."""
    return below("programme__county__path", by.paths_with(Permission.PROGRAMME_EDIT))


def asked(by: Actor) -> Q:
    """Requests for comment whose group `by` belongs to, through any of the own roles."""
    groups = Q(pk__in=())
    for held in by.holdings:
        if Permission.STAIRS_COMMENT in ROLE_PERMISSIONS[held.role]:
            groups |= Q(role=held.role) & at_or_above("place__path", [held.path])
    return groups


def may_comment(by: Actor) -> Q:
    """Stairs that are out for comment now, to a group that `by` belongs to."""
    if not by.has(Permission.STAIRS_COMMENT):
        return nothing()
    open_requests = CommentRequest.objects.filter(asked(by), closes_on__gte=timezone.localdate(by.at))
    return Q(state=rules.COMMENT, pk__in=open_requests.values("stairs_id"))


def check_edit(by: Actor, version: Edition) -> None:
    """Raises NotAllowed unless `by` keeps the county's model, Conflict when the edition is no draft."""
    check.require(by, may_edit_version, version, _only_editor())
    rules.check_editable(version.state)


def check_start_draft(by: Actor, programme: Programme) -> None:
    """Raises NotAllowed unless `by` keeps the county's model."""
    check.require(by, may_edit_programme, programme, _only_editor())


def check_publish(by: Actor, version: Edition) -> None:
    """Raises NotAllowed unless `by` keeps the county's model, Conflict when the edition is or was in force already."""
    check.require(by, may_edit_version, version, _only_editor())
    rules.check_move(version.state, rules.PUBLISHED)


def check_move(by: Actor, version: StairsVersion, to: str) -> None:
    """Raises NotAllowed unless `by` keeps the county's model, Conflict when the state does not lead there."""
    check.require(by, may_edit_version, version, _only_editor())
    rules.check_move(version.state, to)


def check_comment(by: Actor, stairs: StairsVersion) -> None:
    """Raises NotAllowed unless `by` is in an asked group and the time for comments runs."""
    if not check.allows(by, may_comment, stairs):
        raise NotAllowed(
            _(
                "Tiden för synpunkter är slut, eller så har din grupp inte fått frågan. Vänd dig till modellförvaltaren."
            )
        )


def _only_wheel_keeper() -> str:
    return _("Bara länets modellförvaltare ändrar hjulets delar och publicerar. Redaktörer ändrar texterna.")


def may_keep_wheels(by: Actor) -> Q:
    """Counties whose wheel one may change the parts of, and publish."""
    return below("path", by.paths_with(Permission.PROGRAMME_EDIT))


def may_word_wheels(by: Actor) -> Q:
    """Counties whose wheel one may write the words of."""
    return below("path", by.paths_with(Permission.WHEEL_TEXTS))


def may_read_wheel(by: Actor) -> Q:
    """Editions that are or were in force, for everyone with a role in the county; drafts for who works in them."""
    reads = at_or_above("county__path", by.paths_with(Permission.PROGRAMME_READ))
    return (reads & Q(state__in=IN_FORCE_OR_BEFORE)) | may_word_wheel(by)


def may_edit_wheel(by: Actor) -> Q:
    """Editions whose parts one may change, publish or discard, as far as their state lets them be."""
    return below("county__path", by.paths_with(Permission.PROGRAMME_EDIT))


def may_word_wheel(by: Actor) -> Q:
    """Editions whose words one may change."""
    return below("county__path", by.paths_with(Permission.WHEEL_TEXTS))


def check_start_wheel(by: Actor, county: Place) -> None:
    """Raises NotAllowed unless `by` writes or keeps the county's wheel."""
    check.require(by, may_word_wheels, county, _only_wheel_keeper())


def check_edit_wheel(by: Actor, edition: WheelEdition) -> None:
    """Raises NotAllowed unless `by` keeps the county's wheel, Conflict when the edition is no draft."""
    check.require(by, may_edit_wheel, edition, _only_wheel_keeper())
    rules.check_editable(edition.state)


def check_word_wheel(by: Actor, edition: WheelEdition) -> None:
    """Raises NotAllowed unless `by` writes the county's wheel, Conflict when the edition is no draft."""
    check.require(
        by,
        may_word_wheel,
        edition,
        _(
            "Bara länets modellförvaltare och redaktörer ändrar hjulets texter. Säg gärna till dem vad du ser."
        ),
    )
    rules.check_editable(edition.state)


def check_publish_wheel(by: Actor, edition: WheelEdition) -> None:
    """Raises NotAllowed unless `by` keeps the county's wheel, Conflict when the edition is or was in force already."""
    check.require(by, may_edit_wheel, edition, _only_wheel_keeper())
    rules.check_move(edition.state, rules.PUBLISHED)
