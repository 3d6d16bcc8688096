"""Which texts belong to the open pages, and must therefore be in every language: those that stand in one of these files.

A message counts when it stands in a listed file, also when it stands in others; nothing is worked out from the code.
tests/tools/test_open_pages.py asks for every open page and fails on a text that comes from no file listed here.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from tools.catalogues import Key

if TYPE_CHECKING:
    from tools.extraction import Message

# * stands for anything, folders too.
FILES = (
    # the frame: what every open page has, and pages for what went wrong
    "config/context.py", "config/errors.py", "config/languages.py",
    "tillsammans/portal/open_navigation.py",
    "tillsammans/ui/parts.py", "tillsammans/ui/tables.py",
    "tillsammans/ui/templates/40?.html", "tillsammans/ui/templates/500.html",
    "tillsammans/ui/templates/ui/base.html", "tillsammans/ui/templates/ui/base_public.html",
    "tillsammans/ui/templates/ui/refusal.html",
    "tillsammans/ui/templates/ui/parts/footer.html", "tillsammans/ui/templates/ui/parts/languages.html",
    "tillsammans/access/check.py",
    # portal
    "tillsammans/portal/templates/portal/start.html", "tillsammans/portal/templates/portal/about.html",
    "tillsammans/portal/templates/portal/accessibility.html", "tillsammans/portal/templates/portal/privacy.html",
    "tillsammans/portal/templates/portal/parts/*",
    # programmes: the model and its stairs as they are read; the labels of sections and origins stand in the models
    "tillsammans/programmes/views/public.py",
    "tillsammans/programmes/queries/public.py", "tillsammans/programmes/queries/stairs.py",
    "tillsammans/programmes/queries/wheel.py",
    "tillsammans/programmes/models/editions.py",
    "tillsammans/programmes/templates/programmes/programmes.html",
    "tillsammans/programmes/templates/programmes/programme.html",
    "tillsammans/programmes/templates/programmes/stairs.html",
    "tillsammans/programmes/templates/programmes/parts/criteria.html",
    "tillsammans/programmes/templates/programmes/parts/item_name.html",
    "tillsammans/programmes/templates/programmes/parts/advice.html",
    "tillsammans/programmes/templates/programmes/parts/evidence.html",
    # the wheel: all of it
    "tillsammans/wheel/*",
    # a status report that is open to everybody: its words are frozen in its own language, the frame is the reader's
    "tillsammans/reports/templates/reports/open_report.html",
    # newsletters: what is published, and the words around its parts in the mail too
    "tillsammans/reports/templates/reports/newsletter_open.html", "tillsammans/reports/templates/reports/newsletters_open.html",
    "tillsammans/reports/views/open_newsletters.py",
    "tillsammans/reports/drawing/newsletter_words.py", "tillsammans/reports/drawing/newsletter_parts.py",
    # a decided plan that its keeper shows to everybody: its words are the plan's own, in Swedish
    "tillsammans/planning/drawing/open_plan.py", "tillsammans/planning/templates/planning/open_plan.html",
    "tillsammans/planning/templates/planning/parts/open_plan.html",
    # the newsletter's readers: the form, the links' pages and the mails that lead to them
    "tillsammans/reports/commands/subscribers.py", "tillsammans/reports/forms/subscribers.py",
    "tillsammans/reports/queries/subscribers.py", "tillsammans/reports/views/subscribing.py",
    "tillsammans/reports/reader_letters.py",
    "tillsammans/reports/templates/reports/subscri*.html", "tillsammans/reports/templates/reports/confirm_subscription*",
    "tillsammans/reports/templates/reports/already_subscribed*",
    # live workshops: what the phones are shown, and every sentence that answers what they send
    "tillsammans/ui/fields.py",
    "tillsammans/workshops/phone_words.py", "tillsammans/workshops/forms/phones.py",
    "tillsammans/workshops/views/phone_*.py",
    "tillsammans/workshops/templates/workshops/phone_*.html",
    "tillsammans/workshops/templates/workshops/parts/phone_*.html",
    "tillsammans/workshops/commands/joining.py", "tillsammans/workshops/commands/sending.py",
    "tillsammans/workshops/commands/phones.py", "tillsammans/workshops/commands/cards_sent.py",
    "tillsammans/workshops/queries/joining.py", "tillsammans/workshops/live/*",
)  # fmt: skip


def is_open(place: str) -> bool:
    """place: a file by its path from the root of the project."""
    return any(fnmatchcase(place, pattern) for pattern in FILES)


def texts(found: dict[Key, Message]) -> dict[Key, Message]:
    """Those of the messages that the open pages use."""
    return {key: message for key, message in found.items() if any(map(is_open, message.places))}
