"""A unit's part of its page, as strings."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import linebreaks
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tillsammans.followup.drawing import words
from tillsammans.followup.drawing.words import join
from tillsammans.followup.queries.unit_picture import ComponentLine, UnitPicture, Version, reached
from tillsammans.ui import charts, parts
from tillsammans.ui.markup import escape
from tillsammans.ui.tables import Cell, Column, Html, Table, table_html


def draw(page: UnitPicture) -> SafeString:
    """The answers, what comes next, when steps were reached, and the versions."""
    return join(
        *(f"<p>{parts.go(name, reverse('followup:report', args=(pk,)))}</p>" for pk, name in _waiting(page)),
        table_html(_steps(page)), words.dim(_comparable(page)), _coming(page), _dates(page), _versions(page),
    )  # fmt: skip


def _waiting(page: UnitPicture) -> list[tuple[int, str]]:
    return [(pk, _("Självskattningen i %(round)s") % {"round": name}) for pk, name in page.waiting]


def _steps(page: UnitPicture) -> Table:
    columns = [Column(_("Kärnkomponent")), *(Column(name) for name in page.rounds)]
    rows: list[list[Cell]] = [
        [line.component.short_name.text, *(_step(step, page) for step in line.stood)] for line in page.lines
    ]
    return Table(_("Enhetens steg i varje omgång"), columns, rows)


def _step(step: int | None, page: UnitPicture) -> Html | None:
    if step is None:
        return None
    name = f'<span class="vh"> {escape(page.stairs.step_names[step])}</span>'
    glyph = charts.stairs_glyph(step, page.stairs.top)
    return Html(join(f'<span class="row row--s"><strong>{step}</strong> {glyph}{name}</span>'), step)


def _comparable(page: UnitPicture) -> str:
    if not any(step is None for line in page.lines for step in line.stood):
        return ""
    return _(
        "Ett streck betyder att frågan inte ställdes då, eller att svaret på en äldre trappa inte går att jämföra."
    )


def _coming(page: UnitPicture) -> SafeString:
    """The next small step of each component."""
    blocks = [_one_coming(line) for line in page.lines if line.coming]
    if not blocks:
        return SafeString("")
    return join(f'<h3>{escape(_("Nästa lilla steg"))}</h3><div class="cols cols--l">{"".join(blocks)}</div>')


def _one_coming(line: ComponentLine) -> str:
    coming = line.coming
    if coming is None:
        return ""
    first = f"<p>{escape(coming.smallest.text)}</p>" if coming.smallest else ""
    note = ""
    if line.note:
        note = f'<p class="small dim">{escape(_("Enhetens anteckning"))}</p>{linebreaks(line.note, autoescape=True)}'
    return (
        f'<section class="head" data-s="{line.component.slot}"><p class="small dim">{escape(line.component.short_name.text)}</p>'
        f"<h4>{escape(coming.heading)}</h4>{first or f'<p>{escape(coming.sentence)}</p>'}{note}</section>"
    )


def _dates(page: UnitPicture) -> SafeString:
    """When each step was reached. The days are those of the answers, so a step was reached then at the latest."""
    columns = [
        Column(_("Kärnkomponent")),
        *(Column(f"{step} {page.stairs.step_names[step]}") for step in _reached_steps(page)),
    ]
    rows: list[list[Cell]] = [
        [line.component.short_name.text, *(dict(reached(line)).get(step) for step in _reached_steps(page))]
        for line in page.lines
    ]
    table = Table(_("Dagen då enheten först svarade att den stod på steget eller högre"), columns, rows)
    return (
        join(f"<div>{words.folded(_('När varje steg nåddes'), table_html(table))}</div>")
        if len(columns) > 1
        else SafeString("")
    )


def _reached_steps(page: UnitPicture) -> list[int]:
    highest = max((max(line.time.first_reached, default=0) for line in page.lines), default=0)
    return list(range(1, highest + 1))


def _versions(page: UnitPicture) -> SafeString:
    rows = "".join(f"<li>{_version(one)}</li>" for one in page.versions)
    listed = f'<ul class="rules">{rows}</ul>'
    return join(f"<div>{words.folded(_('Alla skickade versioner'), listed)}</div>")


def _version(one: Version) -> str:
    when = date_format(localtime(one.sent_at), "j b Y H:i")
    label = _("%(round)s, version %(number)s") % {"round": one.round, "number": one.number}
    shown: str = escape(label)
    if one.may_open:
        shown = (
            f'<a href="{reverse("followup:report_version", args=(one.request_id, one.number))}">{shown}</a>'
        )
    gilt = f" {parts.tag(_('gäller'))}" if one.current else ""
    said = _("%(when)s, ifyllt av %(who)s") % {"when": when, "who": one.filled_by}
    return f'{shown}{gilt}<br><span class="small dim">{escape(said)}</span>'
