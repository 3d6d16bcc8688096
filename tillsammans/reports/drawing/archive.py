"""A report whole, for an archive: every text, figure and table with its source and day, as it was frozen."""

import json
from collections.abc import Sequence

from tillsammans.reports.models import ReportSection, StatusReport

FORM = "tillsammans.status-report.1"


def told(report: StatusReport, sections: Sequence[ReportSection]) -> bytes:
    """JSON, UTF-8. digest: of what was published, so that a kept copy can be held against it; "" for a draft."""
    whole = {
        "form": FORM, "county": report.county.name, "period_from": report.period_from.isoformat(),
        "period_to": report.period_to.isoformat(), "version": report.number, "language": report.language, "state": report.state,
        "published_at": report.published_at.isoformat() if report.published_at else None, "digest": report.digest,
        "sections": [{"key": one.key, "text": one.text, **one.figures} for one in sections if not one.left_out],
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()
