"""The menus: what each role reaches, in the order of its work."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission, Role


@dataclass(frozen=True)
class NavItem:
    label: str
    href: str
    icon: str
    current: bool


def public_nav(path: str) -> list[NavItem]:
    return []


def work_nav(actor: Actor | None, path: str) -> list[NavItem]:
    return []


def role_line(actor: Actor | None) -> str:
    return ""
