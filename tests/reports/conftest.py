"""The mail server of the outbox's own tests, for what the newsletter sends."""

from tests.notify.test_outbox import postbox

__all__ = ["postbox"]
