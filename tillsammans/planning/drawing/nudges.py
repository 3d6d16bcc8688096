"""The library of nudges as a list, and one nudge as a page."""

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tillsammans.organisations.models import Place
from tillsammans.planning.drawing import activity_words as words
from tillsammans.planning.models import NudgeState, NudgeUse
from tillsammans.planning.queries.nudges import NudgeLine, NudgePage, NudgesPage
from tillsammans.strategies.rules.reading import Texts
from tillsammans.ui import parts
from tillsammans.ui.markup import escape

SHAPES = {NudgeState.IN_PLACE: "done", NudgeState.PLANNED: "prog", NudgeState.NOT_FOR_US: "ack"}
MOST_NAMES = 3


def in_words(texts: Texts) -> str:
    """A text of the library, which is in both of the workspace's languages."""
    return texts.get(get_language() or "sv", texts.get("sv", ""))


def level_links(levels: tuple[Place, ...], place: Place | None, address: str) -> SafeString:
    """Between the places that somebody works at; empty for one."""
    if len(levels) < 2:
        return SafeString("")
    items = [
        {"label": one.name, "href": f"{address}?plats={one.pk}", "current": one == place} for one in levels
    ]
    return parts.seg(items, label=_("Vilken del"))


def lead(page: NudgesPage) -> str:
    """How far one's own place has come, in a sentence."""
    of = len(page.lines)
    if page.place is None:
        found = sum(bool(line.others) for line in page.lines)
        return _("%(n)s av %(of)s knuffar finns på plats någonstans i länet.") % {"n": found, "of": of}
    ready, planned = page.count(NudgeState.IN_PLACE), page.count(NudgeState.PLANNED)
    if not ready and not planned:
        return _("%(place)s har inte prövat någon av de %(of)s knuffarna än. Välj en som är lätt att börja med.") % {
            "place": page.place.name, "of": of,
        }  # fmt: skip
    said = ngettext(
        "%(place)s har %(n)s av %(of)s knuff på plats.", "%(place)s har %(n)s av %(of)s knuffar på plats.", of
    ) % {"place": page.place.name, "n": ready, "of": of}
    return f"{said} {_on_the_way(planned)}".strip()


def _on_the_way(planned: int) -> str:
    return ngettext("%(n)s är på väg.", "%(n)s är på väg.", planned) % {"n": planned} if planned else ""


def draw(page: NudgesPage) -> SafeString:
    lines = "".join(_line(line, page) for line in page.lines)
    what = _(
        "En knuff är en liten ändring i vardagen som gör det lätt att göra rätt, utan att någon behöver komma ihåg det."
    )
    links = level_links(page.levels, page.place, reverse("planning:nudges"))
    return mark_safe(
        f'<p class="say">{escape(lead(page))}</p><p class="dim sup-what">{escape(what)}</p>{links}'
        f'<ul class="rules hit sup-list sup-gap">{lines}</ul>'
    )


def _line(line: NudgeLine, page: NudgesPage) -> str:
    nudge = line.nudge
    href = reverse("planning:nudge", args=[nudge.code])
    if page.place and page.place != page.levels[0]:
        href += f"?plats={page.place.pk}"
    state = own_state(line.own) if page.place else ""
    return (
        f'<li><div><a href="{href}">{escape(in_words(nudge.name))}</a>'
        f"<p>{escape(in_words(nudge.moment))}</p></div><div>{state}{_elsewhere(line.others)}</div></li>"
    )


def own_state(own: NudgeUse | None) -> str:
    if own is None:
        return str(parts.status("none", _("Inte prövad")))
    state = NudgeState(own.state)
    said = str(state.label).capitalize()
    if own.since:
        text = _("%(state)s sedan %(day)s") if state == NudgeState.IN_PLACE else _("%(state)s, %(day)s")
        said = text % {"state": said, "day": words.day(own.since)}
    return str(parts.status(SHAPES[state], said))


def _elsewhere(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    shown, more = ", ".join(names[:MOST_NAMES]), len(names) - MOST_NAMES
    text = _("Finns hos %(places)s") % {"places": shown}
    if more > 0:
        text = ngettext("%(text)s och %(n)s till", "%(text)s och %(n)s till", more) % {
            "text": text,
            "n": more,
        }
    return f'<p class="small dim">{escape(text)}</p>'


def draw_one(page: NudgePage) -> SafeString:
    """What it changes, in which moment, and how to begin."""
    nudge = page.nudge
    facts = [(_("Vad den ändrar"), nudge.change), (_("Så börjar ni"), nudge.begin)]
    if nudge.status:
        known = _("Används redan") if nudge.status == "in-use" else _("Planeras")
        facts.append(
            (_("Ur en länsplan"), {lang: f"{known}. {text}" for lang, text in nudge.experience.items()})
        )
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(in_words(said))}</dd>" for name, said in facts)
    return mark_safe(f'<p class="say">{escape(in_words(nudge.moment))}</p><dl class="kv sup-kv">{rows}</dl>')


def draw_others(page: NudgePage) -> SafeString:
    if not page.others:
        text = _("Ingen annan i länet har den på plats än.")
        return mark_safe(f'<p class="dim">{escape(text)}</p>')
    return mark_safe(f'<ul class="rules">{"".join(_other(row) for row in page.others)}</ul>')


def _other(row: NudgeUse) -> str:
    since = _("sedan %(day)s") % {"day": words.day(row.since)} if row.since else ""
    became = escape(row.became or _("Har inte berättat vad det blev av den.")).replace("\n", "<br>")
    dim = "" if row.became else ' class="dim"'
    name = f"<strong>{escape(row.place.name)}</strong>"
    return f'<li>{name} <span class="small dim">{escape(since)}</span><p{dim}>{became}</p></li>'
