"""The demo, made once for all tests of this folder and undone at its end."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from config.demo import counties
from tests.conftest import NOON


@pytest.fixture(scope="package")
def seeded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[datetime]:
    """Both counties in one open transaction, in demo mode. The moment they were made at."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        with translation.override("sv"):
            counties.seed(NOON)
        yield NOON
        transaction.set_rollback(True)


@pytest.fixture
def demo(seeded: datetime, db: None) -> datetime:
    """The demo in a test of its own: what the test changes is undone."""
    return seeded
