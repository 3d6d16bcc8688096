"""Adaptations as ideas for others, side by side by what they adapt; the own principal's; and what waits for the model manager."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission, Role
from tillsammans.core.text import Localised, localised
from tillsammans.organisations.models import Place, RoleHolding
from tillsammans.organisations.rules.days import day_of
from tillsammans.programmes import local_policies as policies
from tillsammans.programmes import rules
from tillsammans.programmes.models import Adaptation, ModelItem, Programme, Section
from tillsammans.programmes.queries.theory import ingredients
from tillsammans.programmes.rules import local

PAGE = 24
ELSE = "annat"  # in addresses: of something that is no adaptable component


@dataclass(frozen=True)
class Adaptable:
    """A component of the model in force that may be shaped locally."""

    programme_id: int
    code: str
    name: Localised
    description: Localised


def _adaptable(**which: object) -> tuple[tuple[int, ModelItem], ...]:
    rows = ModelItem.objects.filter(
        section=Section.ADAPTABLE_COMPONENT, version__state=rules.PUBLISHED, **which
    ).order_by("version__programme__order", "version__programme_id", "order", "id")
    return tuple((row.version.programme_id, row) for row in rows.select_related("version"))


def adaptable(programme_id: int, language: str) -> tuple[Adaptable, ...]:
    """Of one programme. One query."""
    return _read(_adaptable(version__programme_id=programme_id), language)


def adaptable_of_county(county_id: int, language: str) -> tuple[Adaptable, ...]:
    """Of every programme of a county, in the programmes' order. One query."""
    return _read(_adaptable(version__programme__county_id=county_id), language)


def _read(rows: Iterable[tuple[int, ModelItem]], language: str) -> tuple[Adaptable, ...]:
    return tuple(
        Adaptable(programme_id, row.code, localised(row.name, language), localised(row.description, language))
        for programme_id, row in rows
    )


@dataclass(frozen=True)
class Shown:
    """An adaptation as everybody in the county reads it: what and why, and whose idea it is."""

    id: int
    principal: str
    what: str
    why: str
    planned: bool
    since: date
    ended_on: date | None
    is_example: bool


@dataclass(frozen=True)
class OwnLine:
    """One's own, or one that waits for an answer. look: of ui.status."""

    id: int
    what: str
    about: str
    principal: str
    look: str
    label: str


@dataclass(frozen=True)
class Tab:
    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class AdaptationsPage:
    """tabs: what may be adapted, each with how many there are. following: the id after which the next page begins, or None.

    own: the reader's principal's. waiting: for the reader, who keeps the model. can_add: the reader speaks for a principal.
    """

    tabs: tuple[Tab, ...]
    chosen: Adaptable | None
    rows: tuple[Shown, ...]
    following: int | None
    chosen_code: str
    total: int
    own: tuple[OwnLine, ...]
    waiting: tuple[OwnLine, ...]
    can_add: bool
    is_first: bool


def adaptations_page(
    by: Actor, language: str, *, part: str = "", before: int | None = None
) -> AdaptationsPage:
    """part: an adaptable component's code, ELSE, or "" for the first that anybody has adapted. A fixed number of queries."""
    parts = {one.code: one for one in adaptable_of_county(by.county_id or 0, language)}
    seen = check.within(Adaptation.objects.all(), policies.may_read_adaptation, by)
    counts = dict(seen.order_by().values_list("component_code").annotate(n=Count("pk")))
    chosen = _chosen(part, list(parts), counts)
    code = "" if chosen == ELSE else chosen
    rows = seen.filter(component_code=code).select_related("principal").order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    return AdaptationsPage(
        _tabs(parts, counts, chosen), parts.get(chosen), tuple(_shown(row) for row in found[:PAGE]),
        found[PAGE - 1].pk if len(found) > PAGE else None, chosen, sum(counts.values()), _own(by, parts), _waiting(by, parts),
        bool(by.paths_with(Permission.LOCAL_WORK)) and principals_to_adapt(by).exists(), before is None,
    )  # fmt: skip


def _chosen(part: str, codes: list[str], counts: dict[str, int]) -> str:
    if part and (part == ELSE or part in codes or counts.get(part)):
        return part
    return next((code for code in codes if counts.get(code)), codes[0] if codes else ELSE)


def _tabs(parts: dict[str, Adaptable], counts: dict[str, int], chosen: str) -> tuple[Tab, ...]:
    """Every adaptable component, those that the model has lost but somebody has adapted, and "something else"."""
    lost = sorted(code for code in counts if code and code not in parts)
    names = (
        {code: one.name.text for code, one in parts.items()}
        | {code: code for code in lost}
        | {ELSE: _("Något annat")}
    )
    return tuple(
        Tab(f"{name} ({counts.get('' if code == ELSE else code, 0)})", f"?del={code}", code == chosen)
        for code, name in names.items()
    )


def _shown(row: Adaptation) -> Shown:
    return Shown(
        row.pk, row.principal.name, row.what, row.why, row.planned, row.since, row.ended_on, row.is_example
    )


def _own(by: Actor, parts: dict[str, Adaptable]) -> tuple[OwnLine, ...]:
    if not by.has(Permission.LOCAL_WORK):
        return ()
    rows = check.within(Adaptation.objects.select_related("principal"), policies.may_keep_adaptation, by)
    return tuple(_line(row, parts) for row in rows.order_by("-pk")[:PAGE])


def _waiting(by: Actor, parts: dict[str, Adaptable]) -> tuple[OwnLine, ...]:
    if not by.has(Permission.PROGRAMME_EDIT):
        return ()
    rows = check.within(Adaptation.objects.select_related("principal"), policies.may_review_adaptation, by)
    return tuple(_line(row, parts) for row in rows.filter(state=local.FLAGGED).order_by("pk")[:PAGE])


LOOKS = {local.REGISTERED: "done", local.FLAGGED: "ack", local.REVIEWED: "done"}


def _line(row: Adaptation, parts: dict[str, Adaptable]) -> OwnLine:
    part = parts.get(row.component_code)
    look, label = (
        ("none", _("har upphört")) if row.ended_on else (LOOKS[row.state], str(row.get_state_display()))
    )
    return OwnLine(
        row.pk, row.what, part.name.text if part else _("Något annat"), row.principal.name, look, label
    )


def principals_to_adapt(by: Actor) -> QuerySet[Place]:
    """The open principals that one speaks for."""
    return check.within(Place.objects.filter(closed_on=None), policies.may_adapt_at, by).order_by(
        "sort_name", "id"
    )


@dataclass(frozen=True)
class AdaptationPage:
    """One adaptation. review and state are there for the own principal and the model manager alone: else empty.

    previous_review: an answer to how it was before it was changed.
    """

    row: Shown
    about: Localised | None
    programme: Localised
    ingredients: tuple[Localised, ...]
    touches_core: bool
    may_keep: bool
    may_review: bool
    state: str
    label: str
    look: str
    review: str
    reviewed_at: datetime | None
    previous_review: str
    revision: int


def get_adaptation(by: Actor, adaptation_id: int) -> Adaptation:
    """Raises NotVisible when hidden or missing."""
    rows = Adaptation.objects.select_related("principal", "programme")
    return check.found(check.within(rows, policies.may_read_adaptation, by).filter(pk=adaptation_id).first())


def adaptation_to_keep(by: Actor, adaptation_id: int) -> Adaptation:
    """One to change or to end: raises NotVisible, or the refusal of check_keep_adaptation before anybody types in vain."""
    row = get_adaptation(by, adaptation_id)
    policies.check_keep_adaptation(by, row)
    return row


def adaptation_to_review(by: Actor, adaptation_id: int) -> Adaptation:
    """One to answer: raises NotVisible, or the refusal of check_review."""
    row = get_adaptation(by, adaptation_id)
    policies.check_review(by, row)
    return row


def adaptation_page(by: Actor, row: Adaptation, language: str) -> AdaptationPage:
    """A fixed number of queries."""
    keeps = check.allows(by, policies.may_keep_adaptation, row)
    reviews = by.has(Permission.PROGRAMME_EDIT) and check.allows(by, policies.may_review_adaptation, row)
    inside = keeps or reviews
    parts = {one.code: one.name for one in adaptable(row.programme_id, language)}
    answered = row.state == local.REVIEWED
    return AdaptationPage(
        _shown(row), parts.get(row.component_code), localised(row.programme.name, language),
        tuple(one.text for one in ingredients(row.programme_id, language) if one.code in row.ingredients),
        row.touches_core and inside, keeps, reviews and row.state != local.REGISTERED, row.state if inside else "",
        str(row.get_state_display()) if inside else "", LOOKS[row.state], row.review if inside and answered else "",
        row.reviewed_at if inside else None, row.review if inside and not answered else "", row.revision,
    )  # fmt: skip


def adaptation_now(row: Adaptation, language: str) -> tuple[str, list[tuple[str, str]]]:
    """(revision, texts as (label, words)) for who was about to write over somebody else's change."""
    texts = [(_("Vad"), row.what), (_("Varför"), row.why)]
    if row.review:
        texts.append((_("Svar"), row.review))
    return str(row.revision), texts


def programmes_to_adapt(county_id: int) -> dict[int, Programme]:
    """The programmes with a model in force."""
    rows = Programme.objects.filter(county_id=county_id, versions__state=rules.PUBLISHED)
    return {row.pk: row for row in rows.order_by("order", "pk")}


def adaptations_waiting(by: Actor) -> int:
    """How many wait for an answer by whoever keeps the county's model."""
    if not by.has(Permission.PROGRAMME_EDIT):
        return 0
    rows = check.within(Adaptation.objects.all(), policies.may_review_adaptation, by)
    return rows.filter(state=local.FLAGGED).count()


def addresses_of_model_managers(county_id: int, at: datetime) -> list[str]:
    """Work e-mails of who keeps the county's model today. They are mailed, never shown."""
    return _addresses(Q(role=Role.MODEL_MANAGER, place_id=county_id), at)


def addresses_of_principal(principal_id: int, at: datetime) -> list[str]:
    """Of the principal's contact persons today, or of its heads where it has none."""
    people = Q(role=Role.CONTACT_PERSON, place_id=principal_id)
    return _addresses(people, at) or _addresses(Q(role=Role.HEAD, place_id=principal_id), at)


def _addresses(which: Q, at: datetime) -> list[str]:
    today = day_of(at)
    rows = RoleHolding.objects.filter(which, starts_on__lte=today).filter(
        Q(ends_on=None) | Q(ends_on__gte=today)
    )
    return sorted(set(rows.exclude(email="").values_list("email", flat=True)))
