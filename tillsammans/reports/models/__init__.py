"""Status reports. What else the county sends out stands beside them, each in its own file."""

from tillsammans.reports.models.status import (
    Every,
    ReportSchedule,
    ReportSection,
    ReportState,
    StatusReport,
    published_refusal,
)

__all__ = ["Every", "ReportSchedule", "ReportSection", "ReportState", "StatusReport", "published_refusal"]
