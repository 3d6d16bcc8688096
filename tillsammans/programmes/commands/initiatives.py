"""Initiatives beside the model: registered by the level whose they are, changed, closed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Invalid
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.organisations.models import Place
from tillsammans.programmes import local_policies as policies
from tillsammans.programmes import queries
from tillsammans.programmes.commands.revisions import locked_at
from tillsammans.programmes.models import Initiative, InitiativeLink, Relation
from tillsammans.programmes.rules import local


@dataclass(frozen=True)
class Beginning:
    """What is said of an initiative. owner: a body, never a person. links: core component → (Relation, how)."""

    name: str
    about: str = ""
    owner: str = ""
    money: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@transaction.atomic
def register_initiative(*, by: Actor, place: Place, said: Beginning, is_example: bool = False) -> Initiative:
    """Tell of something that goes on or is coming at a level."""
    policies.check_begin(by, place)
    row = Initiative(
        county_id=place.county_id or place.pk,
        place=place,
        created_at=by.at,
        created_by_id=by.user_id,
        is_example=is_example,
    )
    _fill(by, row, said)
    row.save()
    _link(row, said)
    audit.record(by=by, action="programmes.initiative_registered", target=row)
    return row


@transaction.atomic
def edit_initiative(
    *, by: Actor, initiative: Initiative, said: Beginning, revision: int | None = None
) -> Initiative:
    """Say it anew. revision: the one the form showed; Conflict when somebody else has saved since."""
    policies.check_keep_initiative(by, initiative)
    row = locked_at(Initiative, initiative.pk, revision)
    _fill(by, row, said)
    row.revision += 1
    row.save()
    row.links.all().delete()
    _link(row, said)
    audit.record(by=by, action="programmes.initiative_edited", target=row, detail={"revision": row.revision})
    return row


def _fill(by: Actor, row: Initiative, said: Beginning) -> None:
    """Raises Invalid for a name that is missing or taken, impossible days, and components that the model lacks."""
    row.name, row.about, row.owner, row.money = (
        text.strip() for text in (said.name, said.about, said.owner, said.money)
    )
    _check_words(row)
    today = timezone.localdate(by.at)
    for day in (said.starts_on, said.ends_on):
        local.check_day(day, today)
    local.check_period(said.starts_on, said.ends_on)
    row.starts_on, row.ends_on = said.starts_on, said.ends_on
    _check_links(row.county_id, said.links)


def _check_words(row: Initiative) -> None:
    if not row.name:
        raise Invalid(_("Skriv vad satsningen heter."))
    local.check_texts(row.about)
    local.check_texts(row.money, longest=local.LONGEST_HOW)
    local.check_texts(row.name, row.owner, longest=160)
    if Initiative.objects.filter(place=row.place_id, name=row.name).exclude(pk=row.pk).exists():
        raise Invalid(
            _("Det finns redan en satsning med det namnet här. Ändra den, eller välj ett annat namn.")
        )


def _check_links(county_id: int, links: Mapping[str, tuple[str, str]]) -> None:
    known = {one.code for one in queries.county_components(county_id, SOURCE_LANGUAGE)}
    if set(links) - known or any(relation not in Relation.values for relation, _how in links.values()):
        raise Invalid(_("Välj bland modellens kärnkomponenter, och om satsningen bär eller krockar."))
    local.check_texts(*(how for _relation, how in links.values()), longest=local.LONGEST_HOW)
    if any(relation == Relation.COLLIDES and not how.strip() for relation, how in links.values()):
        raise Invalid(_("Skriv hur satsningen krockar med modellen, så att någon kan göra något åt det."))


def _link(row: Initiative, said: Beginning) -> None:
    InitiativeLink.objects.bulk_create(
        InitiativeLink(initiative=row, component_code=code, relation=relation, how=how.strip())
        for code, (relation, how) in said.links.items()
    )


@transaction.atomic
def close_initiative(
    *, by: Actor, initiative: Initiative, closed_on: date | None, revision: int | None = None
) -> Initiative:
    """Say when it was closed; None: it goes on after all. It stays readable."""
    policies.check_keep_initiative(by, initiative)
    row = locked_at(Initiative, initiative.pk, revision)
    local.check_day(closed_on, timezone.localdate(by.at))
    if closed_on and row.starts_on and closed_on < row.starts_on:
        raise Invalid(_("Satsningen kan inte avslutas före dagen då den börjar."))
    row.closed_on = closed_on
    row.revision += 1
    row.save(update_fields=["closed_on", "revision"])
    audit.record(
        by=by, action="programmes.initiative_closed", target=row, detail={"closed": closed_on is not None}
    )
    return row
