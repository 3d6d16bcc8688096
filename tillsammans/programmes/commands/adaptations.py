"""What a principal has shaped locally: registered, changed, ended; answered by the model manager where it touches the core."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.accounts.queries import languages_of
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Invalid
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.notify import commands as notify
from tillsammans.organisations.models import Place
from tillsammans.programmes import local_policies as policies
from tillsammans.programmes import queries
from tillsammans.programmes.commands.revisions import locked_at
from tillsammans.programmes.models import Adaptation, Programme
from tillsammans.programmes.rules import local

FLAGGED_MAIL, REVIEWED_MAIL = "programmes/adaptation_flagged", "programmes/adaptation_reviewed"


@dataclass(frozen=True)
class Adapting:
    """What is said of an adaptation. component: an adaptable component of the model in force, "" for something else.

    ingredients: codes of the theory in force that it touches. weakens: it takes one of them away, or makes it weaker.
    """

    programme: Programme
    component: str
    what: str
    why: str
    planned: bool
    since: date
    ingredients: Sequence[str] = ()
    weakens: bool = False


@transaction.atomic
def register_adaptation(
    *, by: Actor, principal: Place, said: Adapting, is_example: bool = False
) -> Adaptation:
    """Tell of an adaptation. One that weakens what is thought to make the difference goes to the model manager, by mail too."""
    policies.check_adapt(by, principal)
    row = Adaptation(
        county_id=principal.county_id or 0, principal=principal, created_at=by.at, created_by_id=by.user_id, is_example=is_example
    )  # fmt: skip
    _fill(by, row, said)
    row.state = local.FLAGGED if said.weakens else local.REGISTERED
    row.save()
    audit.record(
        by=by, action="programmes.adaptation_registered", target=row, detail={"flagged": said.weakens}
    )
    if said.weakens:
        _mail(by, FLAGGED_MAIL, queries.addresses_of_model_managers(row.county_id, by.at), row)
    return row


@transaction.atomic
def edit_adaptation(
    *, by: Actor, adaptation: Adaptation, said: Adapting, revision: int | None = None
) -> Adaptation:
    """Say it anew. What the model manager has answered stands until the adaptation changes in what matters.

    revision: the one the form showed; Conflict when somebody else has saved since.
    """
    policies.check_keep_adaptation(by, adaptation)
    row = locked_at(Adaptation, adaptation.pk, revision)
    before, state = _core_of(row), row.state
    _fill(by, row, said)
    local.check_end(row.since, row.ended_on)
    row.state = local.state_after_edit(state, touches_core=said.weakens, changed=_core_of(row) != before)
    if row.state != local.REVIEWED:
        row.reviewed_at, row.reviewed_by_id = None, None
    row.revision += 1
    row.save()
    audit.record(by=by, action="programmes.adaptation_edited", target=row, detail={"revision": row.revision})
    if row.state == local.FLAGGED and state != local.FLAGGED:
        _mail(by, FLAGGED_MAIL, queries.addresses_of_model_managers(row.county_id, by.at), row)
    return row


def _core_of(row: Adaptation) -> tuple[object, ...]:
    """What the model manager's answer was about."""
    return row.what, row.why, row.component_code, row.programme_id, tuple(row.ingredients), row.touches_core


def _fill(by: Actor, row: Adaptation, said: Adapting) -> None:
    """Raises Invalid for what the model or the theory in force lacks, for empty and for impossible words."""
    row.what, row.why = said.what.strip(), said.why.strip()
    if not row.what or not row.why:
        raise Invalid(_("Skriv vad ni har anpassat och varför."))
    local.check_texts(row.what, row.why)
    local.check_day(said.since, timezone.localdate(by.at))
    _check_known(row.county_id, said)
    if said.weakens and not said.ingredients:
        raise Invalid(_("Kryssa i vilken aktiv ingrediens som försvinner eller blir svagare."))
    row.programme, row.component_code = said.programme, said.component
    row.planned, row.since = said.planned, said.since
    row.ingredients, row.touches_core = list(said.ingredients), said.weakens


def _check_known(county_id: int, said: Adapting) -> None:
    if said.programme.county_id != county_id:
        raise Invalid(_("Välj ett av länets egna program."))
    known = {one.code for one in queries.adaptable(said.programme.pk, SOURCE_LANGUAGE)}
    if said.component and said.component not in known:
        raise Invalid(_("Välj en variationskomponent som finns i modellen, eller ”något annat”."))
    own = {one.code for one in queries.ingredients(said.programme.pk, SOURCE_LANGUAGE)}
    if set(said.ingredients) - own:
        raise Invalid(_("Kryssa bland de aktiva ingredienserna i programmets programteori."))


@transaction.atomic
def end_adaptation(
    *, by: Actor, adaptation: Adaptation, ended_on: date | None, revision: int | None = None
) -> Adaptation:
    """Say when it ended; None: it goes on after all. It stays in the list, as something that was tried."""
    policies.check_keep_adaptation(by, adaptation)
    row = locked_at(Adaptation, adaptation.pk, revision)
    local.check_day(ended_on, timezone.localdate(by.at))
    local.check_end(row.since, ended_on)
    row.ended_on = ended_on
    row.revision += 1
    row.save(update_fields=["ended_on", "revision"])
    audit.record(
        by=by, action="programmes.adaptation_ended", target=row, detail={"ended": ended_on is not None}
    )
    return row


@transaction.atomic
def review_adaptation(
    *, by: Actor, adaptation: Adaptation, review: str, revision: int | None = None
) -> Adaptation:
    """The model manager's answer, which goes back to the principal. May be written anew."""
    policies.check_review(by, adaptation)
    row = locked_at(Adaptation, adaptation.pk, revision)
    policies.check_review(by, row)
    words = review.strip()
    if not words:
        raise Invalid(_("Skriv ett svar till huvudmannen."))
    local.check_texts(words)
    row.review, row.state, row.reviewed_at, row.reviewed_by_id = words, local.REVIEWED, by.at, by.user_id
    row.revision += 1
    row.save()
    audit.record(by=by, action="programmes.adaptation_reviewed", target=row)
    _mail(by, REVIEWED_MAIL, queries.addresses_of_principal(row.principal_id, by.at), row)
    return row


def _mail(by: Actor, template: str, addresses: Sequence[str], row: Adaptation) -> None:
    """One letter to each, in the reader's language. It holds no word of the adaptation: the county's keepers read the outbox."""
    chosen = languages_of(addresses)
    letters: list[tuple[str, str, Mapping[str, object]]] = [
        (to, chosen.get(to, SOURCE_LANGUAGE), {"adaptation": row.pk}) for to in addresses
    ]
    notify.queue_many(by=by, template=template, letters=letters)
