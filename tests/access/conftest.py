"""One ground for a whole module: built once in a transaction, every request taken back, everything rolled back at the end.

A module that uses it is marked `django_db`, since pytest makes a test database only for those.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.template import Template
from django.test import override_settings, utils

from tests.access.asking import Asker
from tests.access.ground import make_ground
from tests.access.spots import NOON


@pytest.fixture(scope="module")
def asker(django_db_setup: None, django_db_blocker: object) -> Iterator[Asker]:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():  # type: ignore[attr-defined]
        patch.setattr("tillsammans.core.clock.now", lambda: NOON)
        assert "test" in str(connection.settings_dict["NAME"]) or "memory" in str(
            connection.settings_dict["NAME"]
        )
        # Without what only tests look at (which templates were drawn) a page takes half the time.
        patch.setattr(Template, "_render", utils._TestState.saved_data.template_render)
        middleware = [name for name in settings.MIDDLEWARE if "servestatic" not in name]
        # A session in the cookie is asked for nowhere, and is as it was once the cookies are put back.
        own = {"SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies", "MIDDLEWARE": middleware}
        with override_settings(DEFAULT_COUNTY="testlan", **own):
            asker = Asker(make_ground())
            asker.remember()
            yield asker
        transaction.set_rollback(True)
