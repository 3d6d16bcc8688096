"""The county's page as one string, kept under the version of what it shows."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tillsammans.core.fragments import as_last
from tillsammans.followup.drawing import county_tables, words
from tillsammans.followup.drawing.words import join
from tillsammans.followup.queries.counted import Point
from tillsammans.followup.queries.picture import Choice, CountyPicture, Row
from tillsammans.followup.rules.visibility import county_may_see_spread
from tillsammans.organisations.queries import sector_label
from tillsammans.organisations.rules.role_seats import together
from tillsammans.programmes.queries.stairs import proposal_note
from tillsammans.ui import charts, parts
from tillsammans.ui.markup import escape
from tillsammans.ui.tables import Table, row_html, table_end, table_html, table_start
from tillsammans.ui.trends import Point as Mark
from tillsammans.ui.trends import trend


@dataclass(frozen=True)
class Drawn:
    """What the template puts in place. parts: the body in pieces, most of them the same as in the view before.

    rounds: the choice of round, beside the heading. top: what stands before any button.
    """

    parts: tuple[SafeString, ...]
    rounds: SafeString
    is_empty: bool = False
    top: SafeString | str = ""

    @property
    def body(self) -> SafeString:
        return join(*self.parts)


def address(choice: Choice, **changed: object) -> str:
    """The county's page with what is chosen."""
    return reverse("followup:county") + question(choice, **changed)


def question(choice: Choice, **changed: object) -> str:
    chosen = {"omgang": choice.round_id, "omrade": choice.sector, "program": choice.programme} | changed
    return words.query(**chosen)


def draw(page: CountyPicture) -> Drawn:
    """Everything but the frame."""
    if page.round is None:
        return Drawn((), SafeString(""), is_empty=True)
    return Drawn(
        (*_top(page), *_matrix(page), _movement(page), *_hindrances(page), _method(page)), _rounds(page)
    )


def _place(page: CountyPicture, part: str) -> tuple[object, ...]:
    """Whose picture, in which language and of what a part is drawn: see `core.fragments.as_last`."""
    return part, get_language(), page.county.county_id, page.county.audience, page.choice


def _rounds(page: CountyPicture) -> SafeString:
    key = ("rounds", get_language(), page.choice, page.rounds, len(page.programmes))
    return words.remember(key, lambda: _draw_rounds(page))


def _draw_rounds(page: CountyPicture) -> SafeString:
    """All rounds, oldest first; what else is chosen is kept."""
    kept = {"omgang": 0, "program": page.choice.programme if len(page.programmes) > 1 else ""}
    items = [
        {
            "label": name,
            "href": address(page.choice, **kept | {"omgang": pk}),
            "current": pk == page.choice.round_id,
        }
        for pk, name in page.rounds
    ]
    return parts.seg(items, label=_("Omgång"))


def _top(page: CountyPicture) -> tuple[SafeString, SafeString, SafeString]:
    """The figures, and around them what is the same from one report to the next."""
    shown = (page.said, page.county.name, page.round, page.rounds, page.programmes)
    before, after = as_last(_place(page, "top"), shown, lambda: _draw_top(page))
    return before, _facts(page), after


def _draw_top(page: CountyPicture) -> tuple[SafeString, SafeString]:
    first, second = page.said
    sector = (
        f"<p>{parts.tag(sector_label(page.choice.sector).capitalize())}</p>" if page.choice.sector else ""
    )
    say = (
        f'<p class="say">{escape(first)}'
        + (f' <span class="dim">{escape(second)}</span>' if second else "")
        + "</p>"
    )
    before = join(
        f'<div class="stack stack--l">{_on_paper(page)}',
        f'<div class="split split--start"><div class="stack stack--m">{sector}{say}</div>',
        f'<div class="stack stack--m noprint">{_choices(page)}</div></div>',
    )
    return before, join(_open_note(page), "</div>")


def _on_paper(page: CountyPicture) -> SafeString:
    """Which county, programme and round: on the screen the choices say it."""
    programme = next((name for code, name in page.programmes if code == page.choice.programme), "")
    said = ", ".join(
        text for text in (page.county.name, page.round.name if page.round else "", programme) if text
    )
    return join(f'<p class="onpaper">{escape(said)}</p>')


def _facts(page: CountyPicture) -> SafeString:
    answered = page.answered
    facts: list[tuple[str, object, str]] = [
        (_("Svar"), answered.sent, _("av %(asked)s enheter") % {"asked": answered.asked}),
    ]
    seats = together(row.seats for row in page.rows)
    if seats.decided is not None and page.shows_roles:
        facts.append((_("Roller tillsatta"), seats.filled, _("av %(decided)s") % {"decided": seats.decided}))
    undecided = sum(row.seats.decided is None for row in page.rows)
    if undecided and page.shows_roles:
        of = ngettext("av %(n)s huvudman", "av %(n)s huvudmän", len(page.rows)) % {"n": len(page.rows)}
        facts.append((_("Inte bestämt om roller"), undecided, of))
    facts.append((_("Huvudmännens egna svar"), page.reported, _("av %(n)s") % {"n": len(page.rows)}))
    return parts.facts(facts)


def _open_note(page: CountyPicture) -> SafeString:
    """That an open round still moves."""
    if page.round is None or page.round.state != "open":
        return SafeString("")
    day = date_format(page.round.closes_on, "j F Y")
    return words.dim(
        _("Omgången är öppen till och med %(day)s. Siffrorna ändras när fler svarar.") % {"day": day}
    )


def _choices(page: CountyPicture) -> SafeString:
    """Sector, and programme where the round has several: lists with a button, so that they work without script."""
    choice = page.choice
    several = len(page.programmes) > 1
    kept: dict[str, object] = {"omgang": choice.round_id}
    sectors = [("", _("Alla"))] + [
        (one, sector_label(one).capitalize()) for one in (page.round.sectors if page.round else ())
    ]
    by_sector = words.choose(
        _("Verksamhetsområde"),
        "omrade",
        sectors,
        choice.sector,
        kept | {"program": choice.programme if several else ""},
    )
    if not several:
        return by_sector
    by_programme = words.choose(
        _("Modell"), "program", page.programmes, choice.programme, kept | {"omrade": choice.sector}
    )
    return join(by_programme, by_sector)


def _matrix(page: CountyPicture) -> tuple[SafeString, ...]:
    """A row a principal, drawn anew where it shows something else than in the view before."""
    frame = as_last(
        _place(page, "matrix"),
        (page.stairs, page.round, page.before, page.hidden > 0),
        lambda: _draw_frame(page),
    )
    rows = [
        as_last((*_place(page, "row"), row.principal_id), (row, frame), partial(_draw_row, row, frame))
        for row in page.rows
    ]
    if not rows:
        return frame.before, table_html(replace(frame.table, total=None)), frame.after
    total = replace(frame.table, total=county_tables.matrix_total(page))
    return frame.before, table_start(frame.table), *rows, table_end(total), frame.after


@dataclass(frozen=True)
class _Frame:
    """The matrix without its rows: what stands before and after it, its head, and where its links lead."""

    table: Table
    links: county_tables.MatrixLinks
    before: SafeString
    after: SafeString


def _draw_row(row: Row, frame: _Frame) -> SafeString:
    columns = frame.table.columns
    return row_html(columns, county_tables.matrix_row(row, frame.links)[: len(columns)])


def _links(page: CountyPicture) -> county_tables.MatrixLinks:
    """Addresses with `%(id)s` for the principal and `%(code)s` for the component, each resolved once for all cells."""
    principal = reverse("followup:principal", args=(0,)).replace("0", "%(id)s")
    cell = reverse("followup:county_cell", args=(0, "kod")).replace("0", "%(id)s").replace("kod", "%(code)s")
    return county_tables.MatrixLinks(
        principal + words.query(omgang=page.choice.round_id).replace("%", "%%"),
        cell + question(page.choice).replace("%", "%%"),
        tuple((component.code, component.short_name.text) for component in page.components),
        page.top,
    )


def _draw_frame(page: CountyPicture) -> _Frame:
    asked = question(page.choice)
    names = page.stairs.step_names if page.stairs else ()
    title = _("Steg per huvudman och kärnkomponent")
    proposal = words.dim(proposal_note()) if page.stairs and page.stairs.is_proposal else ""
    files = words.file_links(f"{reverse('followup:county')}steg|{asked}", title)
    spread = words.file_links(f"{reverse('followup:county')}fordelning|{asked}", _("Enheter per steg"))
    before = join(
        '<section class="matrix-part" aria-labelledby="matris"><div class="row row--between row--base sec">',
        f"{words.heading(title, 'matris')}{charts.stairs_key(names)}</div>",
    )
    after = join(
        f'<div class="stack stack--s sec--s">{_under_matrix(page)}{proposal}</div>{files}',
        words.folded(
            _("Enheter per steg, alla huvudmän"),
            join(words.dim(_("Ladda ner tabellen för att räkna vidare.")), spread),
        ),
        "</section>",
    )
    return _Frame(county_tables.matrix(page), _links(page), before, after)


def _under_matrix(page: CountyPicture) -> SafeString:
    text = _("Medianen av enheternas egna svar och spridningen från lägsta till högsta steg.")
    if page.hidden:
        few = _(
            "Där färre än tre enheter har svarat, eller där de skulle gå att räkna fram, står det ”visas inte”."
        )
        text = f"{text} {few}"
    return join(f'<p class="small dim">{escape(text)} <a href="#metod">{escape(_("Så räknar vi"))}</a></p>')


def _movement(page: CountyPicture) -> SafeString:
    """Drawn as the last time unless a report moves a median, which is seldom. Of the newest round only those are shown."""
    newest = [
        (one.whole.median, one.whole.shown, one.band, one.whole.not_comparable)
        for one in (page.trend[-1][1].values() if page.trend else ())
    ]
    shown = (page.stairs, page.trend[:-1], page.trend[-1:] and page.trend[-1][0], newest)
    return as_last(_place(page, "movement"), shown, lambda: _draw_movement(page))


def _draw_movement(page: CountyPicture) -> SafeString:
    labels = [words.short_round(name) for name, _points in page.trend]
    drawn = [
        trend(
            [_mark(points[one.code]) for _name, points in page.trend],
            one.slot,
            page.top,
            labels,
            name=one.short_name.text,
        )
        for one in page.components
    ]
    body = f'<div class="cols trends">{"".join(drawn)}</div>'
    note = words.dim(
        _("Linjen är medianen i länet. Bandet går från den lägsta till den högsta huvudmannens median."),
        _not_comparable(page),
    )
    files = f"{reverse('followup:county')}rorelse|{question(page.choice)}"
    table = words.with_table(county_tables.movement(page), files)
    head = words.heading(_("Rörelse sedan starten"), "rorelse")
    return join(
        f'<section class="sec stack stack--m" aria-labelledby="rorelse">{head}{body}{note}{table}</section>'
    )


def _mark(point: Point) -> Mark | None:
    """A round on the chart; None where the county has no figure."""
    whole = point.whole
    if whole.median is None or whole.low is None or whole.high is None:
        return None
    return Mark(whole.median, *(point.band or (whole.low, whole.high)))


def _not_comparable(page: CountyPicture) -> str:
    """Said once, when some round's answers have no step on the stairs of this picture."""
    lost = sum(
        max(point.whole.not_comparable for point in points.values()) for _name, points in page.trend if points
    )
    if not lost:
        return ""
    text = ngettext(
        "%(n)s enhets svar på en äldre trappa kan inte jämföras och är inte med.",
        "%(n)s enheters svar på äldre trappor kan inte jämföras och är inte med.",
        lost,
    )
    return text % {"n": lost}


def _hindrances(page: CountyPicture) -> tuple[SafeString, ...]:
    found = page.hindrances
    if found is None or page.round is None:
        return ()
    head = words.heading(_("Vad som har hindrat"), "hinder")
    if found.reports and not county_may_see_spread(found.reports):
        few = words.dim(_("Färre än tre har svarat."))
        return (join(f'<section class="sec stack stack--m" aria-labelledby="hinder">{head}{few}</section>'),)
    sentence = _(
        "%(told)s av %(reports)s självskattningar berättar om något som har hindrat, %(helped)s om något som har hjälpt."
    )
    told = sentence % {"told": found.told, "reports": found.reports, "helped": found.helped}
    start = join(
        f'<section class="sec stack stack--m keep" aria-labelledby="hinder">{head}<p>{escape(told)}</p>'
    )
    table = as_last(_place(page, "hinders"), found.domains, lambda: _draw_hindrances(page))
    return start, table, join("</section>")


def _draw_hindrances(page: CountyPicture) -> SafeString:
    table = county_tables.hindrances(page)
    files = f"{reverse('followup:county')}hinder|{question(page.choice)}"
    links = words.remember(
        ("files", get_language(), files), lambda: words.file_links(files, str(table.caption))
    )
    return join(f'<div class="hinders">{table_html(table)}</div>{links}')


def _method(page: CountyPicture) -> SafeString:
    if page.round is None:
        return SafeString("")
    return _how(page.before, page.round.name, page.round.closes_on, get_language() or "sv")


@lru_cache(maxsize=64)
def _how(before: str, name: str, closes_on: date, language: str) -> SafeString:
    """How the figures are made, open on paper. `language` is part of the key alone."""
    texts = [
        _("Medianen är det steg som den mittersta enheten står på, när alla som har svarat ställs i rad från lägsta till högsta "
          "steg. Står det 2–3 ligger mitten mellan två steg. Spridningen är det lägsta och det högsta steget."),
        _("Pilen visar hur medianen har ändrats sedan %(before)s. Utan pil är den oförändrad eller går inte att jämföra.")
        % {"before": before} if before else "",
        _("En enhet som inte har svarat räknas inte med. Den räknas aldrig som ”Inte börjat”."),
        _("Svar från en eller två enheter visas inte för länet. De räknas då inte heller in i länets rad. Ibland döljs ännu "
          "ett verksamhetsområde, så att ingen kan räkna fram dem."),
        _("Svar på en äldre trappa visas på det steg som länet har sagt att de motsvarar. Annars är de inte jämförbara."),
        _("Roller räknas mot huvudmannens eget beslut. Utan beslut står det ”inte bestämt”, aldrig vakant."),
        _("Huvudmännen står i bokstavsordning. Bilden är till för att lära av och stödja varandra, inte för att rangordna."),
    ]  # fmt: skip
    rows = "".join(f"<li>{escape(text)}</li>" for text in texts if text)
    day = date_format(closes_on, "j F Y")
    source = _("Källa: enheternas självskattningar i %(round)s, sista svarsdag %(day)s.") % {
        "round": name,
        "day": day,
    }
    body = join(f'<ul class="rules tight small">{rows}</ul>', words.dim(source))
    return join(
        f'<section class="sec" id="metod">{words.folded(_("Så räknar vi"), body, printed=True)}</section>'
    )


def kept_under(choice: Choice, version: str, audience: str) -> str:
    """The key of a drawn page: what it shows, to whom, in which language."""
    return f"picture.county.{version}.{choice.round_id}.{choice.sector}.{choice.programme}.{get_language()}.{audience}"
