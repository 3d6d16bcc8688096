"""Strategies as strings: a level's list, one strategy, what a barrier is about, and what another person wrote meanwhile."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tillsammans.access.roles import Role
from tillsammans.core.text import localised
from tillsammans.programmes import measures
from tillsammans.strategies.drawing import chain_list
from tillsammans.strategies.drawing.proposals import cited, name_of, number_line, source_fold
from tillsammans.strategies.models import StrategyState
from tillsammans.strategies.queries.chain import Cause, Strand
from tillsammans.strategies.queries.proposals import ProposalsPage
from tillsammans.strategies.queries.strategies import StrategiesPage, StrategyPage
from tillsammans.strategies.rules import eric, know_can_will
from tillsammans.strategies.rules.cfir import Construct
from tillsammans.strategies.rules.strategies import (
    ACTIVE,
    LACKS,
    NO_ACTIVITY,
    NO_REVIEW,
    REVIEW_PAST,
    StrategyContent,
)
from tillsammans.ui import parts
from tillsammans.ui.markup import escape

MARKS = {
    StrategyState.PLANNED: "none",
    StrategyState.ONGOING: "prog",
    StrategyState.DONE: "done",
    StrategyState.STOPPED: "ack",
}


def state_mark(state: str) -> SafeString:
    return parts.status(MARKS[StrategyState(state)], str(StrategyState(state).label).capitalize())


# --- a level's list -----------------------------------------------------------------------------------------------------


def listed(page: StrategiesPage) -> SafeString:
    """The lead, the strategies and the barriers that nobody has begun with."""
    rows = "".join(_row(one) for one in page.chain.strands)
    shown = f'<ul class="rules strats">{rows}</ul>' if rows else ""
    return mark_safe(f"{lead(page)}{shown}{more(page)}{alone(page)}")


def lead(page: StrategiesPage) -> SafeString:
    """The sentence that says how it stands; "" where there is nothing yet."""
    first, second = lead_words(page)
    rest = f' <span class="dim">{escape(second)}</span>' if second else ""
    return mark_safe(f'<p class="say">{escape(first)}{rest}</p>' if first else "")


def lead_words(page: StrategiesPage) -> tuple[str, str]:
    """How the level's strategies stand, and what they lack, in words."""
    active = page.count(*ACTIVE)
    if not page.chain.strands:
        return "", ""
    first = ngettext(
        "%(place)s har en strategi som pågår eller är planerad.",
        "%(place)s har %(n)s strategier som pågår eller är planerade.",
        active,
    ) % {"place": page.place.name, "n": active}
    said = {NO_ACTIVITY: _lacks_activity, NO_REVIEW: _lacks_review, REVIEW_PAST: _review_past}
    return first, " ".join(words(page.lacking(what)) for what, words in said.items() if page.lacking(what))


def _lacks_activity(n: int) -> str:
    return ngettext("En saknar aktivitet.", "%(n)s saknar aktivitet.", n) % {"n": n}


def _lacks_review(n: int) -> str:
    return ngettext("En saknar dag för uppföljning.", "%(n)s saknar dag för uppföljning.", n) % {"n": n}


def _review_past(n: int) -> str:
    return ngettext("En skulle ha följts upp.", "%(n)s skulle ha följts upp.", n) % {"n": n}


def _row(strand: Strand) -> str:
    row = strand.strategy
    href = reverse("strategies:strategy", args=[row.pk])
    causes = "; ".join(one.text.rstrip(".") for one in strand.barriers)
    example = f' <span class="dim small">{escape(example_words())}</span>' if row.is_example else ""
    aim = (
        f'<p class="small dim">{escape(_("Mot hindret: %(what)s") % {"what": causes})}</p>' if causes else ""
    )
    return (
        f'<li><div><a class="strats__name" href="{escape(href)}">{escape(row.title)}</a>{example}{aim}'
        f'<p class="strats__meta small">{state_mark(row.state)}{_facts(strand)}</p></div></li>'
    )


def example_words() -> str:
    return _("exempel ur en länsplan")


def _facts(strand: Strand) -> str:
    """What there is of activities and review, and what is missing: missing has its own mark."""
    row, count = strand.strategy, len(strand.activities)
    said = []
    if count:
        said.append(escape(ngettext("%(n)s aktivitet", "%(n)s aktiviteter", count) % {"n": count}))
    if row.review_on and REVIEW_PAST not in strand.lacks:
        said.append(escape(_("följs upp %(day)s") % {"day": date_format(row.review_on, "j b Y")}))
    said += [f'<span class="missing">{escape(LACKS[one])}</span>' for one in strand.lacks]
    return "".join(f"<span>{one}</span>" for one in said)


def more(page: StrategiesPage) -> SafeString:
    """Links to the pages before and after."""
    if page.chain.following is None and not page.after:
        return SafeString("")
    here = f"?plats={page.place.pk}"
    following = f"{here}&efter={page.chain.following}" if page.chain.following else ""
    return parts.pager(previous=here if page.after else "", following=following, label=_("Fler strategier"))


def alone(page: StrategiesPage) -> SafeString:
    """Barriers without strategy: where one begins."""
    count = page.chain.alone_count
    if not count:
        return SafeString("")
    heading = ngettext("Ett hinder utan strategi", "%(n)s hinder utan strategi", count) % {"n": count}
    rows = "".join(_alone(one, page.refusal is None) for one in page.chain.alone)
    left = count - len(page.chain.alone)
    register = f"{reverse('strategies:register')}?plats={page.place.pk}"
    more = str(parts.go(_("Alla står i registret"), register)) if left else ""
    listed = f'<ul class="rules split-li">{rows}</ul>'
    return mark_safe(
        f'<section class="sec stack stack--m" id="utan"><h2>{escape(heading)}</h2>{listed}{more}</section>'
    )


def alone_line(page: StrategiesPage) -> SafeString:
    """How many barriers have no strategy, and where one begins with them."""
    count = page.chain.alone_count
    if not count:
        return SafeString("")
    words = ngettext("Ett hinder har ingen strategi än", "%(n)s hinder har ingen strategi än", count) % {
        "n": count
    }
    href = f"{reverse('strategies:strategies')}?plats={page.place.pk}#utan"
    return mark_safe(f'<p class="sec">{parts.go(words, href)}</p>')


def _alone(one: Cause, may_write: bool) -> str:
    text = f'<a href="{reverse("strategies:determinant", args=[one.id])}">{escape(one.text)}</a>'
    begin = reverse("strategies:strategy_new", args=[one.id])
    label = f'{escape(_("Välj strategi"))}<span class="vh"> {escape(_("mot hindret %(what)s") % {"what": one.text})}</span>'
    link = f'<a class="btn line" href="{begin}">{label}</a>' if may_write else ""
    return f"<li><div>{text}</div>{link}</li>"


def levels(page: StrategiesPage) -> SafeString:
    """The levels to choose among, as a form that works without script."""
    if len(page.levels) < 2:
        return SafeString("")
    rows = "".join(
        f'<option value="{one.id}"{" selected" if one.id == page.place.pk else ""}>{escape(one.name)}</option>'
        for one in page.levels
    )
    return mark_safe(
        f'<form class="row row--s levels" method="get"><label class="vh" for="plats">{escape(_("Nivå"))}</label>'
        f'<select id="plats" name="plats">{rows}</select>{parts.button(_("Visa"), look="line")}</form>'
    )


# --- one strategy -------------------------------------------------------------------------------------------------------


def whole(page: StrategyPage) -> Mapping[str, SafeString]:
    """The parts of a strategy's page."""
    return {
        "state": state_mark(page.row.state),
        "say": mark_safe(_say(page.strand)),
        "direction": mark_safe(linebreaks(page.row.direction, autoescape=True)),
        "effect": mark_safe(linebreaks(page.row.effect, autoescape=True))
        if page.row.effect
        else SafeString(""),
        "chain": chain_list.whole(page.chain),
        "facts": mark_safe(_facts_list(page)),
        "builds_on": mark_safe(_builds_on(page.strand.facilitators)),
        "source": mark_safe(_source(page)),
    }


def moves(page: StrategyPage) -> list[tuple[str, str]]:
    """(state, the words of its button) for each state that it may go to."""
    verbs = {
        StrategyState.PLANNED: _("Tillbaka till planerad"),
        StrategyState.ONGOING: _("Strategin pågår nu"),
        StrategyState.DONE: _("Strategin är genomförd"),
        StrategyState.STOPPED: _("Avbryt strategin"),
    }
    return [(one, verbs[StrategyState(one)]) for one in page.moves]


def _say(strand: Strand) -> str:
    row = strand.strategy
    when = _("Följs upp %(day)s.") % {"day": date_format(row.review_on, "j F Y")} if row.review_on else ""
    if REVIEW_PAST in strand.lacks and row.review_on:
        when = _("Skulle ha följts upp %(day)s.") % {"day": date_format(row.review_on, "j F Y")}
    state = {
        StrategyState.PLANNED: _("Strategin är planerad."),
        StrategyState.ONGOING: _("Strategin pågår."),
        StrategyState.DONE: _("Strategin är genomförd."),
        StrategyState.STOPPED: _("Strategin är avbruten."),
    }[StrategyState(row.state)]
    lacking = [str(LACKS[one]).capitalize() + "." for one in strand.lacks if one != REVIEW_PAST]
    rest = f' <span class="dim">{escape(" ".join(lacking))}</span>' if lacking else ""
    return f'<p class="say">{escape(state)} {escape(when)}{rest}</p>'


def _facts_list(page: StrategyPage) -> str:
    row = page.row
    found = [
        (_("Hur"), _methods(page)),
        (_("Stärker"), escape(", ".join(_strengths(row.strengthens)))),
        (_("Hur mycket"), escape(row.dose)),
        (
            _("Håller i"),
            escape(responsible(row.responsible_role, row.responsible_text) or _("Ingen utsedd än")),
        ),
        (_("Lyckas när"), _measure(page)),
    ]
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{words}</dd>" for label, words in found if words)
    return f'<dl class="kv">{rows}</dl>'


def _methods(page: StrategyPage) -> str:
    by_number = eric.load().by_number
    chosen = [by_number[one] for one in page.row.methods if one in by_number]
    numbers = page.reads_sources
    return "<br>".join(f"{escape(name_of(one))}{f' {number_line(one)}' if numbers else ''}" for one in chosen)


def _strengths(codes: Iterable[str]) -> list[str]:
    return [
        localised(one.name, get_language() or "sv").text for one in know_can_will.load() if one.code in codes
    ]


def responsible(role: str, words: str) -> str:
    """The role and the words beside it."""
    named = str(Role(role).label).capitalize() if role in Role.values else ""
    return ", ".join(one for one in (named, words) if one)


def _measure(page: StrategyPage) -> str:
    one, row = page.measure, page.row
    shown = ""
    if one is not None:
        words = escape(measures.words(one))
        shown = f'<a href="{escape(one.url)}">{words}</a>' if one.url else words
    elif row.measure_kind:
        shown = escape(_("Måttet som valdes finns inte längre i trappan. Välj ett nytt."))
    own = escape(row.measure_text)
    return "<br>".join(one for one in (shown, own) if one) or escape(_("Inget mått valt än"))


def _builds_on(found: Iterable[Cause]) -> str:
    rows = "".join(f"<li>{_cause(one)}</li>" for one in found)
    return f'<ul class="plain">{rows}</ul>' if rows else ""


def _cause(one: Cause) -> str:
    text = escape(one.text)
    return f'<a href="{reverse("strategies:determinant", args=[one.id])}">{text}</a>' if one.is_open else text


def _source(page: StrategyPage) -> str:
    """ERIC's numbers and names, folded: for who asks where the methods come from."""
    by_number = eric.load().by_number
    chosen = [by_number[one] for one in page.row.methods if one in by_number]
    if not chosen:
        return ""
    rows = "".join(f"<li>{escape(name_of(one))}: {number_line(one)}</li>" for one in chosen)
    first = eric.load().sources[0]
    source = cited(first["citation"], first["doi"], first["url"])
    return str(source_fold(f'<ul class="plain">{rows}</ul><ul class="plain small" lang="en">{source}</ul>'))


# --- what a barrier is about --------------------------------------------------------------------------------------------


def about(page: ProposalsPage, *, is_new: bool) -> SafeString:
    """What the proposals are of, and a way to say that it is about something else: by everyday words. is_new: where nothing is
    chosen the question is open, since a strategy begins there."""
    said = ""
    if page.about is not None:
        said = f"<p>{escape(_('Förslagen gäller det här:'))} <strong>{_construct(page.about, page.reads_sources)}</strong></p>"
    rows = "".join(_about_row(one, page) for one in page.choices)
    label = _("Handlar hindret om något annat?") if page.about else _("Vad handlar hindret mest om?")
    look = " open" if is_new and not page.about else ""
    keep = _keep(page) if page.may_keep else ""
    return mark_safe(
        f'{said}{keep}<details class="fold-out"{look}><summary>{escape(label)}</summary>'
        f'<form class="stack stack--m" method="get">'
        f'<fieldset class="field"><legend>{escape(_("Välj det som ligger närmast"))}</legend>'
        f'<div class="opts">{rows}</div></fieldset><p>{parts.button(_("Visa förslag"), look="line")}</p></form></details>'
    )


def _keep(page: ProposalsPage) -> str:
    """For process leaders: where it is written on the barrier itself."""
    href = reverse("strategies:determinant", args=[page.barrier.pk])
    return f'<p class="small dim">{escape(_("Det står inte på hindret än."))} {parts.go(_("Sortera hindret"), href)}</p>'


def _about_row(one: Construct, page: ProposalsPage) -> str:
    ticked = " checked" if page.about is not None and one.code == page.about.code else ""
    return (
        f'<label><input type="radio" name="om" value="{escape(one.code)}"{ticked}>'
        f"<span>{_construct(one, page.reads_sources)}</span></label>"
    )


def _construct(one: Construct, with_names: bool) -> str:
    lang = "" if (get_language() or "sv") == "sv" else ' lang="sv"'
    words = f"<span{lang}>{escape(one.description)}</span>"
    names = (
        f' <span class="small dim">CFIR {escape(one.ref)} {escape(one.name["sv"])}</span>'
        if with_names
        else ""
    )
    return f"{words}{names}"


# --- two people in one form ---------------------------------------------------------------------------------------------


def their_words(theirs: Mapping[str, Any], form: Form) -> list[tuple[str, str]]:
    """What somebody else has saved meanwhile, field by field, where it differs from what is typed here."""
    content = theirs.get("content")
    values = vars(content) if isinstance(content, StrategyContent) else dict(theirs)
    return [
        (str(form.fields[name].label), _their(form, name, value))
        for name, value in values.items()
        if name in form.fields and _typed(form, name) != _plain(value)
    ]


def _typed(form: Form, name: str) -> Any:
    return _plain(form.cleaned_data.get(name))


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return sorted(map(str, value))
    return str(value or "")


def _their(form: Form, name: str, value: Any) -> str:
    """As a reader would say it: the words of what was chosen, a day as a day."""
    if name == "methods":
        by_number = eric.load().by_number
        return ", ".join(name_of(by_number[one]) for one in value if one in by_number) or _("inget")
    choices = getattr(form.fields[name], "choices", None)
    if choices:
        words = {str(key): str(label) for key, label in _flat(choices)}
        chosen = value if isinstance(value, (list, tuple)) else [value]
        return ", ".join(words.get(str(one), str(one)) for one in chosen) or _("inget")
    return date_format(value, "j F Y") if hasattr(value, "isoformat") else str(value or _("inget"))


def _flat(choices: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from label
        else:
            yield key, label
