"""Django's own log lines without addresses and fault texts: a personal link is a secret, and a fault may quote what was typed."""

import logging


class Discreet(logging.Filter):
    """Leaves the kind of fault alone. Where it was and its reference number stand in the line of `tillsammans.request`."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.") and not hasattr(record, "discreet"):
            fault = record.exc_info[0] if isinstance(record.exc_info, tuple) else None
            record.msg, record.args = (fault.__name__ if fault else "refused"), ()
            record.exc_info = record.exc_text = None
            record.discreet = True
        return True
