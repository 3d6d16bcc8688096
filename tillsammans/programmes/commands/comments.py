"""Asking named groups what they think of a draft stairs, and their answers."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import below
from tillsammans.access.roles import ROLE_PERMISSIONS, Permission, Role
from tillsammans.accounts.queries import languages_of
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Invalid
from tillsammans.notify import commands as notify
from tillsammans.organisations import policies as organisations
from tillsammans.organisations.models import Place, RoleHolding
from tillsammans.organisations.queries.keeping import keeping_times
from tillsammans.programmes import policies, rules
from tillsammans.programmes.commands import editions
from tillsammans.programmes.models import CommentRequest, Criterion, StairsComment, StairsVersion, Step

MAIL = "programmes/stairs_comment"
LONGEST_TIME = timedelta(days=366)
Group = tuple[str, Place]


@transaction.atomic
def request_comments(*, by: Actor, stairs: StairsVersion, groups: Sequence[Group], closes_on: date) -> int:
    """Send a draft to everyone with these roles at these places and below. Returns how many mails were queued.

    A group that was asked before is not mailed again, but gets the new closing day.
    """
    stairs = editions.locked(stairs)
    policies.check_move(by, stairs, rules.COMMENT)
    _check_day(by, closes_on)
    _check_groups(by, groups)
    stairs.comment_requests.update(closes_on=closes_on)
    asked = set(stairs.comment_requests.values_list("role", "place_id"))
    new = [(role, place) for role, place in groups if (str(role), place.pk) not in asked]
    CommentRequest.objects.bulk_create(
        [
            CommentRequest(stairs=stairs, role=role, place=place, sent_at=by.at, closes_on=closes_on)
            for role, place in new
        ]
    )
    stairs.state = rules.COMMENT
    stairs.save(update_fields=["state"])
    addresses = _addresses(by, new)
    chosen, context = languages_of(addresses), {"stairs": stairs.pk, "closes_on": closes_on.isoformat()}
    letters: list[tuple[str, str, Mapping[str, object]]] = [
        (to, chosen.get(to, "sv"), context) for to in addresses
    ]
    notify.queue_many(by=by, template=MAIL, letters=letters)
    audit.record(
        by=by,
        action="programmes.comments_requested",
        target=stairs,
        detail={"groups": len(new), "mails": len(letters)},
    )
    return len(letters)


def _check_day(by: Actor, closes_on: date) -> None:
    today = timezone.localdate(by.at)
    if not today <= closes_on <= today + LONGEST_TIME:
        raise Invalid(_("Välj en sista dag från i dag och högst ett år framåt."))


def _check_groups(by: Actor, groups: Sequence[Group]) -> None:
    """Raises Invalid for no group, a role that cannot comment, or a place in another county."""
    if not groups:
        raise Invalid(_("Välj minst en grupp att fråga."))
    if any(Permission.STAIRS_COMMENT not in ROLE_PERMISSIONS[Role(role)] for role, _place in groups):
        raise Invalid(_("Välj roller som kan lämna synpunkter på trappan."))
    places = {place.pk for _role, place in groups}
    if check.within(Place.objects.filter(pk__in=places), organisations.may_read_place, by).count() != len(
        places
    ):
        raise Invalid(_("Välj platser i det egna länet."))


def _addresses(by: Actor, groups: Sequence[Group]) -> list[str]:
    """Work e-mails of those who hold the roles today, each once. They are mailed, never shown."""
    if not groups:
        return []
    today = timezone.localdate(by.at)
    wanted = Q(pk__in=())
    for role, place in groups:
        wanted |= Q(role=role) & below("place__path", [place.path or ""])
    rows = RoleHolding.objects.filter(wanted, starts_on__lte=today).filter(
        Q(ends_on=None) | Q(ends_on__gte=today)
    )
    return sorted(set(rows.exclude(email="").values_list("email", flat=True)))


@transaction.atomic
def recall_stairs(*, by: Actor, stairs: StairsVersion) -> StairsVersion:
    """Take a draft back from comment, so that it can be changed. What was said is kept; the requests end."""
    stairs = editions.locked(stairs)
    policies.check_move(by, stairs, rules.DRAFT)
    stairs.state = rules.DRAFT
    stairs.save(update_fields=["state"])
    stairs.comment_requests.all().delete()
    audit.record(by=by, action="programmes.stairs_recalled", target=stairs)
    return stairs


@transaction.atomic
def comment(*, by: Actor, stairs: StairsVersion, text: str, about_code: str = "") -> StairsComment:
    """Say what one thinks. about_code: a step's or criterion's code; empty: the stairs on the whole.

    Kept with the role and place by which one was asked: that is what the model manager sees.
    """
    stairs = editions.locked(stairs)
    policies.check_comment(by, stairs)
    if not text.strip():
        raise Invalid(_("Skriv din synpunkt."))
    if about_code and not _exists(stairs, about_code):
        raise Invalid(_("Välj vad synpunkten gäller."))
    role, place_id = _asked_as(by, stairs)
    row = StairsComment.objects.create(
        stairs=stairs, about_code=about_code, text=text.strip(), role=role, place_id=place_id, written_at=by.at,
        written_by_id=by.user_id,
    )  # fmt: skip
    audit.record(by=by, action="programmes.stairs_commented", target=row, detail={"stairs": stairs.pk})
    return row


def _exists(stairs: StairsVersion, code: str) -> bool:
    return (
        Step.objects.filter(stairs=stairs, code=code).exists()
        or Criterion.objects.filter(stairs=stairs, code=code).exists()
    )


def _asked_as(by: Actor, stairs: StairsVersion) -> tuple[str, int]:
    """The own role and place that belong to an asked group. policies.check_comment has said that there is one."""
    requests = list(stairs.comment_requests.values_list("role", "place__path"))
    for held in by.holdings:
        if any(role == held.role and held.path.startswith(path or "") for role, path in requests):
            return held.role, held.place_id
    raise Invalid(_("Din grupp har inte fått frågan."))


@transaction.atomic
def forget_who_commented(*, by: Actor) -> int:
    """Erase who wrote a comment once it is older than the county keeps that; the words, role and place stay.

    Returns how many. Run daily.
    """
    count = 0
    for one in keeping_times(by.at):
        old = StairsComment.objects.filter(
            stairs__programme__county_id=one.county_id, written_at__date__lt=one.last
        ).exclude(written_by_id=None)
        erased = old.update(written_by_id=None)
        if erased:
            audit.record(
                by=by, action="programmes.commenters_forgotten", target=one.target, detail=one.detail(erased)
            )
        count += erased
    return count
