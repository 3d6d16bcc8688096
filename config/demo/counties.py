"""The demo's two counties: Sjöland, invented and full of answers; Sörmland, real and empty of them."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from config.demo import (
    funds,
    governance,
    holders,
    initiatives,
    meetings,
    newsletters,
    places,
    plans,
    quiet,
    register,
    reports,
    rounds,
    strategies,
    support,
    texts,
    timeline,
    visits,
    workshops,
)
from config.demo.calendar import county_since, moment
from config.demo.sjoland import county as invented
from tillsammans.access.actor import Actor, system
from tillsammans.notify import commands as notify
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import CountyProfile, Place
from tillsammans.programmes import commands as programmes

SORMLAND = "sormland"
MOST_LETTERS = 50  # of what the plans' areas have queued


def seed(at: datetime) -> list[str]:
    """Make what is not there yet, each county in one transaction. Returns a sentence for each thing done."""
    done = []
    if (sjoland := _county(invented()["key"])) is None:
        _make_sjoland(at)
        done.append("Sjöland är på plats: tolv huvudmän, 371 enheter och fem omgångar. Allt är påhittat.")
    elif rounds.keep_open(sjoland, by=_by(at, sjoland), today=timezone.localdate(at)):
        done.append("Omgången i Sjöland hade gått ut och är öppen igen i tre veckor.")
    if _county(SORMLAND) is None:
        _make_sormland(at)
        done.append("Sörmland är på plats: regionen och nio kommuner, utan svar.")
    return done


def _county(key: str) -> Place | None:
    profile = CountyProfile.objects.filter(key=key).select_related("place").first()
    return profile.place if profile else None


def _by(at: datetime, county: Place) -> Actor:
    return replace(system(at, origin="command"), county_id=county.pk)


@transaction.atomic
def _make_sjoland(at: datetime) -> None:
    today = timezone.localdate(at)
    since = county_since(today)
    county = places.make_county(by=system(moment(since), origin="command"))

    def acting(day: date, hour: int) -> Actor:
        return _by(moment(day, hour), county)

    first = acting(since, 9)
    places.plant_workplaces(county, since)
    places.choose_openness(county, by=first)
    programmes.load_programmes(by=first, county=county)
    programmes.load_wheel(by=first, county=county)
    holders.fill(county, by=first, since=since, today=today)
    holders.open_demo_accounts(county, invented()["key"], by=first, since=since)
    texts.fill(county, by=first)
    rounds.hold_all(county, acting=acting, now=_by(at, county), today=today)
    initiatives.fill(county, acting=acting, today=today)
    register.fill(county, acting=acting, today=today)
    strategies.fill(county, acting=acting, today=today)
    timeline.lay(county, by=_by(at, county), today=today)
    plans.write(county, acting=acting, today=today)
    support.fill(county, acting=acting, today=today)
    quiet.fill(county, by=_by(at, county), today=today)
    workshops.fill(county, acting=acting, today=today)
    governance.fill(county, acting=acting, today=today)
    meetings.fill(county, acting=acting, today=today)
    visits.fill(county, acting=acting, today=today)
    funds.fill(county, acting=acting, today=today)
    reports.fill(county, acting=acting, today=today)
    newsletters.fill(county, acting=acting, today=today)
    notify.send_due(at=at, limit=MOST_LETTERS)


@transaction.atomic
def _make_sormland(at: datetime) -> None:
    county = organisations.new_county(
        by=system(at, origin="command"), key=SORMLAND, code="04", name="Sörmland"
    )
    by = _by(at, county)
    programmes.load_programmes(by=by, county=county)
    programmes.load_wheel(by=by, county=county)
    holders.open_demo_accounts(county, SORMLAND, by=by, since=timezone.localdate(at))
