"""A county with the shipped wheel, made by the ordinary commands."""

from datetime import datetime

import pytest

from tillsammans.access.actor import system
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import Place
from tillsammans.programmes import commands as programmes

KEY = "provlan"


@pytest.fixture
def county_with_wheel(db: None, at: datetime) -> Place:
    by = system(at, origin="command")
    county = organisations.new_county(by=by, key=KEY, code="04", name="Provlän")
    programmes.load_wheel(by=by, county=county)
    return county
