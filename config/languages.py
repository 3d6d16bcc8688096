"""Which pages are in which languages: the open ones in all six, the workspace, accounts and personal links in two.

Every page has one Swedish path; in another language a prefix stands before it. What stands under WORK_PATHS is only in
the languages of WORK_LANGUAGES: another prefix leads to the Swedish page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

WORK_PATHS = ("/arbetsyta/", "/konto/", "/svar/", "/kalender/")
READERS = settings.BASE_DIR / "locale" / "readers.yaml"

CODES = tuple(code for code, _name in settings.LANGUAGES)
WORK_CODES = tuple(code for code, _name in settings.WORK_LANGUAGES)
OPEN_ONLY = frozenset(CODES) - frozenset(WORK_CODES)


@dataclass(frozen=True)
class Choice:
    """The same page in one of its languages. name: in that language itself. current: it is the one being read."""

    code: str
    name: str
    href: str
    dir: str
    current: bool


def split(address: str) -> tuple[str, str]:
    """The language of an address and the Swedish one: ("fi", "/om/") of "/fi/om/", ("sv", "/om/") of "/om/"."""
    first, slash, rest = address[1:].partition("/")
    if slash and first in CODES and first != settings.LANGUAGE_CODE:
        return first, f"/{rest}"
    return settings.LANGUAGE_CODE, address


def is_work(path: str) -> bool:
    """path: the Swedish one."""
    return path.startswith(WORK_PATHS)


def choices(address: str) -> list[Choice]:
    """The languages that the page at this address is in, in the order of the settings.

    Nothing needs to be resolved and reversed for that, which cost a tenth of a page (docs/benchmarks.md).
    """
    now, bare = split(address)
    return [_choice(code, bare, now) for code in (WORK_CODES if is_work(bare) else CODES)]


def alternates(address: str) -> list[Choice]:
    """What an open page tells of itself in other languages; nothing on a page of the workspace or behind a personal link."""
    return [] if is_work(split(address)[1]) else choices(address)


def _choice(code: str, bare: str, now: str) -> Choice:
    info: dict[str, Any] = LANG_INFO[code]
    name = str(info["name_local"])
    return Choice(
        code=code,
        name=name[:1].upper() + name[1:],
        href=bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}",
        dir="rtl" if info["bidi"] else "ltr",
        current=code == now,
    )


@cache
def unread() -> frozenset[str]:
    """The languages whose texts wait for a native reader (locale/readers.yaml)."""
    return frozenset(yaml.safe_load(READERS.read_text(encoding="utf-8"))["awaiting"])


def unread_note() -> str:
    """What a page says of its own language, in that language; empty where a native reader has gone through the texts."""
    if get_language() not in unread():
        return ""
    return _("Texten har ännu inte lästs av någon med språket som modersmål.")


class WorkLanguages:
    """Leads from /fi/arbetsyta/… to /arbetsyta/…: those pages are in Swedish and English alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        code, bare = split(request.get_full_path())
        if code in OPEN_ONLY and is_work(bare):
            return HttpResponseRedirect(bare)
        return self.get_response(request)
