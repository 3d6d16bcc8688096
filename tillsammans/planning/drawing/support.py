"""What supports the plan: a short list, each with what it is for and how it stands."""

from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.planning.drawing import activity_words as words
from tillsammans.planning.queries.support import SupportPage
from tillsammans.ui.markup import escape


def draw(page: SupportPage) -> SafeString:
    lead = _("Planen säger vad ni vill. Här finns det som gör att det också blir av i vardagen.")
    rows = [
        ("planning:checklists", _("Checklistor"), _("För den första månaden, en ny chef, ett nytt läsår"), _checklists(page)),
        ("planning:communication", _("Kommunikationsplan"), _("Vad vi berättar, för vem, var och när"), _messages(page)),
        ("planning:year_wheel", _("Årshjul och forumkarta"), _("Möten som redan finns och tar upp modellen"), _forums(page)),
        ("planning:nudges", _("Knuffar"), _("Små ändringar som gör det lätt att göra rätt"), _nudges(page)),
        ("programmes:adaptations", _("Anpassningar"), _("Hur huvudmän har format modellen hos sig"), _adaptations(page)),
        ("programmes:initiatives", _("Satsningar"), _("Projekt och reformer som modellen möter"), _initiatives(page)),
    ]  # fmt: skip
    lines = "".join(_line(name, *rest) for name, *rest in rows)
    return mark_safe(f'<p class="say">{escape(lead)}</p><ul class="rules hit sup-list sup-gap">{lines}</ul>')


def _line(name: str, title: str, what: str, state: str) -> str:
    """Empty for what this installation does not have."""
    try:
        href = reverse(name)
    except NoReverseMatch:
        return ""
    return f'<li><div><a href="{href}">{escape(title)}</a><p>{escape(what)}</p></div><p class="dim">{escape(state)}</p></li>'


def _checklists(page: SupportPage) -> str:
    if not page.works:
        return ""
    if not page.checklists:
        return _("Ingen är öppen hos er")
    text = ngettext("%(n)s är öppen hos er", "%(n)s är öppna hos er", page.checklists)
    return text % {"n": page.checklists}


def _messages(page: SupportPage) -> str:
    if page.late_messages:
        text = ngettext(
            "%(n)s budskap skulle ha skickats", "%(n)s budskap skulle ha skickats", page.late_messages
        )
        return text % {"n": page.late_messages}
    if page.next_message:
        return _("Nästa budskap %(day)s") % {"day": words.day(page.next_message)}
    return _("Inget budskap är planerat")


def _forums(page: SupportPage) -> str:
    if not page.forums:
        return _("Inget forum är inlagt än")
    return ngettext("%(n)s forum", "%(n)s forum", page.forums) % {"n": page.forums}


def _adaptations(page: SupportPage) -> str:
    if not page.adaptations:
        return _("Ingen anpassning är berättad än")
    text = ngettext("%(n)s anpassning att läsa", "%(n)s anpassningar att läsa", page.adaptations)
    return text % {"n": page.adaptations}


def _initiatives(page: SupportPage) -> str:
    if not page.initiatives:
        return _("Ingen satsning är inlagd än")
    return ngettext("%(n)s satsning inlagd", "%(n)s satsningar inlagda", page.initiatives) % {
        "n": page.initiatives
    }


def _nudges(page: SupportPage) -> str:
    given = {"n": page.nudges, "of": page.library}
    if page.works:
        return _("%(n)s av %(of)s finns på plats hos er") % given
    return _("%(n)s av %(of)s finns på plats i länet") % given
