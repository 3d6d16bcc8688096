"""One process for everything (the start command); in production one beside the page workers, for /live/ alone."""

import gc
import os
import sys

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
pages = get_asgi_application()

from tillsammans.workshops.live.application import live  # noqa: E402 - its models need Django set up


async def application(scope, receive, send):
    """Live workshops without Django's middleware; every other address is a page."""
    lives = scope["type"] == "lifespan" or scope.get("path", "").startswith("/live/")
    await (live if lives else pages)(scope, receive, send)


# A thread that writes a batch lets the loop in after half a thousandth of a second, not after five: with twenty rooms at once the
# slowest twentieth of the confirmations took 96 ms where they had taken 170 (docs/benchmarks.md, live rooms).
sys.setswitchinterval(0.0005)

# What is loaded is never garbage: with a thousand open lines the collector otherwise stops the loop for a tenth of a second.
gc.collect()
gc.freeze()
