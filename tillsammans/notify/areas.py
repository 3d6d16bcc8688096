"""Where an editor finds a text: the headings that letters of several packages share."""

from django.utils.translation import gettext_lazy as _

SELF_REPORTS = _("Självskattningar")
BOARDS = _("Grupper och möten")
DECISIONS = _("Beslut")
SUPPORT = _("Stöd och besök")
WORK = _("Planer, hinder och anpassningar")
REPORTS = _("Statusrapporter")
NEWSLETTER = _("Nyhetsbrevet")
SECTIONS = _("Statusrapportens avsnitt")
WEEKLY = _("Veckobrevet")
ACCOUNTS = _("Konton och inloggning")

# The order in which an editor finds them: what most people get comes first.
ORDER = (WEEKLY, SELF_REPORTS, BOARDS, DECISIONS, SUPPORT, WORK, REPORTS, SECTIONS, NEWSLETTER, ACCOUNTS)
