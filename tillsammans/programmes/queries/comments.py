"""A draft stairs out for comment: what the asked see, and what the model manager reads."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import ROLE_PERMISSIONS, Permission, Role
from tillsammans.core.text import Localised, localised
from tillsammans.organisations import policies as organisations
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.programmes import policies
from tillsammans.programmes.models import CommentRequest, StairsComment, StairsVersion
from tillsammans.programmes.queries.stairs import StairsForm, stairs_for_form

ON_THE_WHOLE = ""


@dataclass(frozen=True)
class CommentRow:
    """A comment as it is read: by role and place, never by name."""

    about: str
    text: str
    role: str
    place: str
    written_at: datetime


@dataclass(frozen=True)
class CommentPage:
    """For those asked. choices: (code, words) of what a comment may be about. own: what the reader has said."""

    stairs_id: int
    programme: Localised
    title: Localised
    about: Localised
    closes_on: date
    form: StairsForm
    choices: tuple[tuple[str, str], ...]
    own: tuple[CommentRow, ...]


def comment_page(by: Actor, stairs_id: int, language: str) -> tuple[StairsVersion, CommentPage]:
    """Raises NotVisible unless the stairs are out for comment to a group of the reader's."""
    rows = check.within(StairsVersion.objects.select_related("programme"), policies.may_comment, by)
    stairs = check.found(rows.filter(pk=stairs_id).first())
    form = stairs_for_form(stairs.pk, language)
    days = CommentRequest.objects.filter(policies.asked(by), stairs=stairs).values_list(
        "closes_on", flat=True
    )
    own = StairsComment.objects.filter(stairs=stairs, written_by_id=by.user_id).exclude(written_by_id=None)
    return stairs, CommentPage(
        stairs.pk, localised(stairs.programme.name, language), localised(stairs.title, language),
        localised(stairs.about, language), max(days), form, choices(form), _rows(own, form),
    )  # fmt: skip


def to_comment(by: Actor, language: str) -> tuple[tuple[int, str], ...]:
    """(id, programme) of the stairs that the reader is asked about now: for the start of the workspace."""
    rows = check.within(StairsVersion.objects.select_related("programme"), policies.may_comment, by)
    return tuple((row.pk, localised(row.programme.name, language).text) for row in rows.order_by("pk"))


def choices(form: StairsForm) -> tuple[tuple[str, str], ...]:
    """What a comment may be about: the whole, a step, a criterion; in the order of the page."""
    found = [(ON_THE_WHOLE, _("Hela trappan"))]
    for step in form.steps:
        found.append((step.code, _("Steg %(n)s: %(name)s") % {"n": step.number, "name": step.name}))
        found.extend(
            (criterion.code, f"{step.number} · {component.short_name} · {_short(criterion.text.text)}")
            for component in form.components
            for criterion in form.asked(component.code, step.number)
        )
    return tuple(found)


def _short(text: str, longest: int = 70) -> str:
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0] + "…"


def _rows(comments: object, form: StairsForm) -> tuple[CommentRow, ...]:
    words = dict(choices(form))
    return tuple(
        CommentRow(
            words.get(row.about_code, _("Något som inte finns kvar i utkastet")), row.text, str(Role(row.role).label),
            row.place.name, row.written_at,
        )
        for row in comments.select_related("place").order_by("written_at", "pk")  # type: ignore[attr-defined]
    )  # fmt: skip


@dataclass(frozen=True)
class CommentsRead:
    """For the model manager: everything said, in the order of the stairs. asked: (role, place, closing day)."""

    programme: Localised
    title: Localised
    number: int
    comments: tuple[tuple[str, tuple[CommentRow, ...]], ...]
    total: int
    asked: tuple[tuple[str, str, date], ...]


def comments_read(by: Actor, stairs_id: int, language: str) -> tuple[StairsVersion, CommentsRead]:
    """Raises NotVisible unless the reader keeps this county's model."""
    rows = check.within(StairsVersion.objects.select_related("programme"), policies.may_edit_version, by)
    stairs = check.found(rows.filter(pk=stairs_id).first())
    form = stairs_for_form(stairs.pk, language)
    said = _rows(stairs.comments, form)
    order = [words for _code, words in choices(form)]
    headings = sorted(
        {row.about for row in said}, key=lambda words: order.index(words) if words in order else len(order)
    )
    asked = stairs.comment_requests.select_related("place").order_by("role", "place__name")
    return stairs, CommentsRead(
        localised(stairs.programme.name, language), localised(stairs.title, language), stairs.number,
        tuple((words, tuple(row for row in said if row.about == words)) for words in headings), len(said),
        tuple((str(Role(row.role).label), row.place.name, row.closes_on) for row in asked),
    )  # fmt: skip


def group_choices(by: Actor) -> tuple[list[tuple[str, str]], list[tuple[int, str]]]:
    """(roles, places) that may be asked: roles that can comment; the county and its principals."""
    roles = [
        (str(role), str(role.label)) for role in Role if Permission.STAIRS_COMMENT in ROLE_PERMISSIONS[role]
    ]
    places = check.within(Place.objects.filter(closed_on=None), organisations.may_read_place, by)
    rows = places.filter(kind__in=(PlaceKind.COUNTY, PlaceKind.PRINCIPAL)).order_by("kind", "name")
    return roles, [(row.pk, row.name if row.kind == PlaceKind.PRINCIPAL else _("Hela länet")) for row in rows]


def places_chosen(by: Actor, place_ids: list[int]) -> list[Place]:
    """The chosen places, as far as the reader sees them."""
    return list(check.within(Place.objects.filter(pk__in=place_ids), organisations.may_read_place, by))
