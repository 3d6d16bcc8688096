"""Status reports and newsletters. What else the county sends out stands beside them, each in its own file."""

from tillsammans.reports.models.mailings import Copy, CopyState, Mailing
from tillsammans.reports.models.newsletter import BlockKind, Newsletter, NewsletterBlock, sent_out_refusal
from tillsammans.reports.models.status import (
    Every,
    ReportSchedule,
    ReportSection,
    ReportState,
    StatusReport,
    published_refusal,
)
from tillsammans.reports.models.subscribers import Reader, ReaderState

__all__ = [
    "BlockKind",
    "Copy",
    "CopyState",
    "Every",
    "Mailing",
    "Newsletter",
    "NewsletterBlock",
    "Reader",
    "ReaderState",
    "ReportSchedule",
    "ReportSection",
    "ReportState",
    "StatusReport",
    "published_refusal",
    "sent_out_refusal",
]
