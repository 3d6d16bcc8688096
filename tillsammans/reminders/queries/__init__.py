"""Whose calendars one may have, and what a link opens."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access import queries as access
from tillsammans.access.actor import Actor
from tillsammans.access.models import Grant
from tillsammans.access.roles import Permission
from tillsammans.accounts.models import User
from tillsammans.core.errors import NotVisible
from tillsammans.organisations import queries as organisations
from tillsammans.organisations.models import Place
from tillsammans.organisations.rules import days
from tillsammans.reminders import policies, registry
from tillsammans.reminders.policies import CALENDAR_FEED, PERSON, PLACE
from tillsammans.reminders.rules.entries import Entry


@dataclass(frozen=True)
class CalendarRow:
    """One calendar that `by` may have. place None: one's own. grant: the living address, if any."""

    place: Place | None
    grant: Grant | None

    @property
    def number(self) -> int:
        """What a form sends: the place's id, 0 for one's own."""
        return self.place.pk if self.place else 0


def calendars(by: Actor) -> list[CalendarRow]:
    """One's own first, then those of the places that one plans for. Raises NotVisible for who has none. Two queries."""
    if by.user_id is None or not by.has(Permission.WORK_READ):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    places = check.within(Place.objects.all(), policies.may_keep_calendar_of, by)
    found: list[Place | None] = [None, *places.order_by("path")]
    living = {(one.target_kind, one.target_id): one for one in _living(by, found)}
    return [CalendarRow(place, living.get(_target(by, place))) for place in found]


def _target(by: Actor, place: Place | None) -> tuple[str, int]:
    return (PERSON, by.user_id or 0) if place is None else (PLACE, place.pk)


def _living(by: Actor, places: Iterable[Place | None]) -> list[Grant]:
    return access.living_grants([_target(by, one) for one in places], CALENDAR_FEED, by.at)


def calendar_place(by: Actor, number: int | None) -> Place | None:
    """The place that a form names; None is one's own (0). Raises NotVisible."""
    if number == 0:
        return None
    places = check.within(Place.objects.all(), policies.may_keep_calendar_of, by)
    return check.found(places.filter(pk=number).first() if number else None)


@dataclass(frozen=True)
class Feed:
    """name: what calendar programs call it."""

    name: str
    entries: list[Entry]


def feed_of_link(by: Actor) -> Feed:
    """What the holder of a link gets. Raises NotVisible where the place is closed or the account is."""
    today = days.day_of(by.at)
    for pk in by.granted(PERSON, Permission.WORK_READ):
        user = check.found(User.objects.filter(pk=pk, is_active=True).first())
        person = organisations.actor_for(user, by.at, county_id=by.county_id)
        asked = registry.Asked(replace(person, origin="link"), None, today)
        return Feed(_("Tillsammans: det jag ansvarar för"), registry.entries(asked))
    places = Place.objects.filter(pk__in=by.granted(PLACE, Permission.WORK_READ), closed_on=None)
    place = check.found(places.first())
    name = _("Tillsammans: %(place)s") % {"place": place.name}
    return Feed(name, registry.entries(registry.Asked(by, place, today)))
