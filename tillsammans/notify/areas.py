"""Where an editor finds a text: the headings that letters of several packages share."""

from django.utils.translation import gettext_lazy as _

SELF_REPORTS = _("Självskattningar")
BOARDS = _("Grupper och möten")
DECISIONS = _("Beslut")
SUPPORT = _("Stöd och besök")
WORK = _("Planer, hinder och anpassningar")
REPORTS = _("Statusrapporter")
NEWSLETTER = _("Nyhetsbrevet")
WEEKLY = _("Veckobrevet")
ACCOUNTS = _("Konton och inloggning")
