"""The pages round the register, as tabs."""

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tillsammans.strategies.queries.register import Tabs
from tillsammans.ui import parts


def drawn(current: str, tabs: Tabs) -> SafeString:
    """current: the name of this page's address. Nothing where there is one page alone."""
    pages = [(_("Registret"), "strategies:register")]
    if tabs.waiting is not None:
        lifted = _("Lyft till oss (%(n)s)") % {"n": tabs.waiting} if tabs.waiting else _("Lyft till oss")
        pages.append((lifted, "strategies:lifts"))
    pages += [(one.label, one.name) for one in tabs.beside]
    if tabs.patterns:
        pages.append((_("Mönster i länet"), "strategies:patterns"))
    items = [{"label": label, "href": reverse(name), "current": name == current} for label, name in pages]
    return parts.tabs(items, label=_("Hinder och möjliggörare")) if len(items) > 1 else SafeString("")
