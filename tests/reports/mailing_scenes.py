"""A published newsletter, its readers, and a mail server that takes what is sent."""

import email
import re
from email import policy
from email.message import EmailMessage

from tests.reports.newsletter_scenes import whole
from tests.worlds import World
from tillsammans.access.models import Grant
from tillsammans.access.roles import Role
from tillsammans.organisations.models import RoleHolding
from tillsammans.reports.commands import mailings, newsletters
from tillsammans.reports.models import Mailing, Newsletter, Reader, ReaderState
from tillsammans.reports.queries import mailings as queries
from tillsammans.reports.rules.mailings import Audience

HEADS = frozenset({("principal", "head")})
SUBSCRIBERS = Audience(subscribers=True)
EVERYBODY = Audience(HEADS | {("unit", "staff")}, subscribers=True)


def published(world: World, county=None) -> Newsletter:
    """Made by hand up to the publishing."""
    draft = whole(world, county)
    by = world.actor(Role.PROCESS_LEADER, county or world.a.place)
    return newsletters.publish(by=by, newsletter=draft, revision=draft.revision)


def subscribers(world: World, number: int, *, language: str = "sv", county=None) -> list[Reader]:
    """Confirmed already."""
    place = county or world.a.place
    return Reader.objects.bulk_create(
        Reader(
            county=place, email=f"lasare{n}.{language}@utanfor.example", language=language, state=ReaderState.READING,
            created_at=world.at, confirmed_at=world.at,
        )
        for n in range(number)
    )  # fmt: skip


def hold(world: World, address: str, role: Role = Role.HEAD, place=None) -> RoleHolding:
    place = place or world.a.one.place
    return RoleHolding.objects.create(role=role, place=place, email=address, starts_on=world.at.date())


def send(world: World, newsletter: Newsletter, audience: Audience, expected: int | None = None) -> Mailing:
    number = queries.receivers(newsletter, audience, world.at).number if expected is None else expected
    by = world.actor(Role.PROCESS_LEADER)
    return mailings.send(by=by, newsletter=newsletter, audience=audience, expected=number)


def parsed(raw: bytes) -> EmailMessage:
    made = email.message_from_bytes(raw, policy=policy.default)
    assert isinstance(made, EmailMessage)
    return made


def stop_path(letter: EmailMessage) -> str:
    found = re.fullmatch(r"<https?://[^/]+(/\S+)>", str(letter["List-Unsubscribe"]).strip())
    assert found is not None
    return found[1]


def grants() -> int:
    return Grant.objects.filter(purpose="newsletter_reader").count()
