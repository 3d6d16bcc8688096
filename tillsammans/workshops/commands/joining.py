"""Coming into a room with a phone, and leaving it. Nothing of whoever holds the phone is asked for or kept."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from tillsammans.access import commands as access
from tillsammans.access import tokens
from tillsammans.access.actor import Actor, nobody
from tillsammans.access.models import Grant
from tillsammans.access.roles import Permission
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.organisations.models import Sector
from tillsammans.workshops import policies
from tillsammans.workshops.commands.rooms import touch
from tillsammans.workshops.models import Participant, Workshop
from tillsammans.workshops.queries import joining as queries


@transaction.atomic
def join(*, by: Actor, workshop: Workshop, group: str = "", sector: str = "", key: str = "") -> str:
    """Let a phone in. Returns the token of its cookie, or "" when `by` already is a phone of the room.

    by: nobody, or the phone that asks again. group, sector: what it chose, where the workshop asks. key: of the form, so that
    a form that is sent twice lets in one phone. Raises Conflict: ended, expired, closed for new phones, full.
    """
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    if queries.is_in(by, workshop):
        return ""
    nonce = _nonce(workshop, key)
    if Grant.objects.filter(token_hash=tokens.hash_of(tokens.token_of(nonce)), revoked_at=None).exists():
        return tokens.token_of(nonce)
    if refusal := queries.refusal(workshop, by.at):
        raise Conflict(refusal)
    _check_choices(workshop, group, sector)
    participant = Participant.objects.create(workshop=workshop, group=group, sector=sector)
    _grant(by, workshop, participant, nonce)
    touch(workshop.pk)
    return tokens.token_of(nonce)


@transaction.atomic
def leave(*, by: Actor, workshop: Workshop) -> None:
    """Forget the phone. What it wrote and voted stays; a phone that did neither was never there."""
    own = by.granted(policies.PARTICIPANT, Permission.WORKSHOP_TAKE_PART)
    found = list(Participant.objects.filter(workshop=workshop, pk__in=own))
    if not found:
        return
    access.drop_grants(
        by=unnamed(by.at, workshop), kind=policies.PARTICIPANT, target_ids=[one.pk for one in found]
    )
    for participant in found:
        if not participant.cards.exists() and not participant.votes.exists():
            participant.delete()
    audit.record(by=unnamed(by.at, workshop), action="workshops.left", target=workshop)
    touch(workshop.pk)


def unnamed(at: datetime, workshop: Workshop) -> Actor:
    """Whom the audit trail names for what phones do: nobody, so that none of them can be followed."""
    return replace(nobody(at), county_id=workshop.county_id, origin="live")


def _grant(by: Actor, workshop: Workshop, participant: Participant, nonce: str) -> None:
    access.issue_grant(
        by=unnamed(by.at, workshop), purpose=policies.PHONE, target=(policies.PARTICIPANT, participant.pk),
        permissions=[Permission.WORKSHOP_TAKE_PART], expires_at=queries.expires_at(workshop), county_id=workshop.county_id,
        nonce=nonce,
    )  # fmt: skip


def _nonce(workshop: Workshop, key: str) -> str:
    """The same for the same form: 128 bits under the installation's secret, of a key of 122 random bits."""
    try:
        key = str(UUID(key))
    except ValueError:
        key = str(uuid4())
    made = salted_hmac("workshops.join", f"{workshop.pk}:{key}", algorithm="sha256")
    return made.hexdigest()[:32]


def _check_choices(workshop: Workshop, group: str, sector: str) -> None:
    if group and group not in workshop.groups:
        raise Invalid(_("Gruppen finns inte. Välj en av dem som står i listan."))
    if workshop.groups and not group:
        raise Invalid(_("Välj vilken grupp du sitter i."))
    if sector and not (workshop.ask_sector and sector in Sector.values):
        raise Invalid(_("Välj var du arbetar bland dem som står i listan."))
