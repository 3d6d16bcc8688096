"""What stands on each paper: the edition's words and the wheel's shapes, as data for a template."""

import base64
from collections.abc import Callable
from typing import Any

import segno
from django.utils.translation import gettext as _

from tillsammans.core.text import Localised
from tillsammans.programmes.queries import Wheel, artwork_of
from tillsammans.wheel.drawing import lines_of, plain_name
from tillsammans.wheel.printing import shapes
from tillsammans.wheel.printing.papers import A3, BLANK, CARDS, STICKERS, WHEEL, Paper
from tillsammans.wheel.rules import geometry, labels
from tillsammans.wheel.rules.labels import Placed

ACROSS = {WHEEL: 138.0, BLANK: 118.0}  # millimetres of the wheel itself on A4
LARGER = 2**0.5  # A3 beside A4
STICKERS_ON_A_SHEET = 24  # three by eight: 70 × 37 mm, as label sheets are sold
LINE = 1.3  # height of a line's box, in parts of its size
Sheet = dict[str, Any]


def sheet(paper: Paper, wheel: Wheel, address: str) -> Sheet:
    """The data of a paper. address: of the wheel's page, for the QR code. Call it with the wheel's language activated."""
    own = SHEETS[paper.kind](paper, wheel, address)
    return {
        "wheel": wheel, "name": wheel.text("wheel.name"), "paper": paper, "scale": LARGER if paper.size == A3 else 1.0,
        "preliminary": wheel.text("wheel.preliminary") if wheel.structure.preliminary else None, "address": address,
        "unreviewed": _unreviewed(wheel), **own,
    }  # fmt: skip


def _unreviewed(wheel: Wheel) -> str:
    if wheel.machine:
        return _("En maskin har översatt texten. Ingen som har språket som modersmål har läst den än.")
    return (
        _("Texten har ännu inte lästs av någon med språket som modersmål.")
        if wheel.review == "unreviewed"
        else ""
    )


def _wheel(paper: Paper, wheel: Wheel, _address: str) -> Sheet:
    """The poster, and what each area is about below: the county's own picture where it has one, in colour, else ours."""
    own = wheel.artwork is not None and not paper.grey
    return {
        **(_own_picture(paper, wheel) if own else _our_poster(paper, wheel)),
        "lead": wheel.text("wheel.lead"),
        "areas": _areas(wheel),
        "signs": _signs(paper, wheel),
        "title": plain(wheel.text("wheel.name")),
    }


def _own_picture(paper: Paper, wheel: Wheel) -> Sheet:
    """The county's picture, whole in the wheel's place. Its names are its own."""
    if wheel.artwork is None:
        raise ValueError("the wheel has no picture of its own")
    kept = artwork_of(wheel.artwork.id)
    picture = f"data:{kept.media_type};base64,{base64.b64encode(kept.data).decode()}"
    return {
        "picture": picture,
        "alt": wheel.artwork.alt,
        "across": round(_across(paper, False), 2),
        "labels": [],
    }


def _our_poster(paper: Paper, wheel: Wheel) -> Sheet:
    """Names in the wheel where there is room, else round it."""
    areas = wheel.structure.areas
    names = [lines_of(wheel.text(f"area.{area.id}.name").text) for area in areas]
    within = labels.in_band(names)
    if within:
        size, found = within
        icons, placed, side = [one.icon for one in found], [one.name for one in found], float(labels.ICON)
    else:
        size, outside = labels.outside(names)
        icons = [geometry.middle(len(areas), index, 300) for index in range(len(areas))]
        placed, side = list(outside), 72.0
    across = _across(paper, within is None)
    return {
        "picture": shapes.poster(areas, icons, side, grey=paper.grey),
        "across": round(across, 2),
        "labels": _labels(wheel, placed, size, across),
    }


def _blank(paper: Paper, wheel: Wheel, _address: str) -> Sheet:
    """The wheel to fill in: names round it, and what the rings and faces mean."""
    areas, across = wheel.structure.areas, _across(paper, True)
    size, placed = labels.outside([lines_of(wheel.text(f"area.{area.id}.name").text) for area in areas])
    return {
        "picture": shapes.blank(areas, wheel.structure.rings, grey=paper.grey),
        "across": round(across, 2),
        "lead": wheel.text("wheel.lead"),
        "labels": _labels(wheel, placed, size, across),
        "levels": [wheel.text(f"level.{one.id}.name") for one in wheel.structure.levels],
        "signs": [shapes.level(one.face) for one in wheel.structure.levels],
        "title": f"{plain(wheel.text('wheel.name'))}: {_('att fylla i')}",
    }


def _cards(paper: Paper, wheel: Wheel, _address: str) -> Sheet:
    """A card for each area: its question, and more to talk about."""
    cards = [
        {
            **one,
            "ask": wheel.text(f"area.{one['id']}.ask.{paper.audience}"),
            "questions": wheel.texts(f"area.{one['id']}.questions.{paper.audience}"),
        }
        for one in _areas(wheel)
    ]
    audience = wheel.text(f"audience.{paper.audience}.name")
    fills = [
        shapes.tones(area, index, grey=paper.grey)[1] for index, area in enumerate(wheel.structure.areas)
    ]
    return {
        "cards": cards,
        "fills": fills,
        "signs": _signs(paper, wheel),
        "title": f"{_('Samtalskort')}: {audience.text}",
    }


def _stickers(paper: Paper, wheel: Wheel, address: str) -> Sheet:
    return {
        "picture": shapes.small(wheel.structure.areas, grey=paper.grey),
        "code": segno.make(address, error="m", micro=False).svg_data_uri(border=2),
        "stickers": range(STICKERS_ON_A_SHEET),
        "title": f"{plain(wheel.text('wheel.name'))}: {_('klistermärken')}",
    }


SHEETS: dict[str, Callable[[Paper, Wheel, str], Sheet]] = {
    WHEEL: _wheel, BLANK: _blank, CARDS: _cards, STICKERS: _stickers,
}  # fmt: skip


def plain(said: Localised) -> str:
    return said.text


def _across(paper: Paper, named_outside: bool) -> float:
    """Millimetres from rim to rim: names outside need room on both sides."""
    wide = min(ACROSS[paper.kind], ACROSS[BLANK]) if named_outside else ACROSS[paper.kind]
    return wide * (LARGER if paper.size == A3 else 1.0)


def _areas(wheel: Wheel) -> list[Sheet]:
    return [
        {
            "id": area.id,
            "name": plain_name(wheel, area),
            "text": wheel.text(f"area.{area.id}.text"),
        }
        for area in wheel.structure.areas
    ]


def _signs(paper: Paper, wheel: Wheel) -> list[str]:
    """An icon for each area, as addresses."""
    return [shapes.sign(area, index, grey=paper.grey) for index, area in enumerate(wheel.structure.areas)]


def _labels(
    wheel: Wheel, placed: list[Placed] | tuple[Placed, ...], size: float, across: float
) -> list[Sheet]:
    """Every line of every name: where its box stands from the wheel's corner and how large it is, in millimetres."""
    unit = across / (2 * geometry.RADIUS)
    found = []
    for area, one in zip(wheel.structure.areas, placed, strict=True):
        said = wheel.text(f"area.{area.id}.name")
        for text, y in one.lines:
            wide = labels.width(text, size) * 1.25 * unit
            left = across / 2 + one.x * unit - {"start": 0, "middle": wide / 2, "end": wide}[one.anchor]
            top = across / 2 + (y - size * LINE / 2) * unit
            found.append(
                {
                    "text": text, "lang": said.lang, "left": round(left, 2), "top": round(top, 2), "wide": round(wide, 2),
                    "size": round(size * unit, 2), "high": round(size * LINE * unit, 2), "align": ALIGN[one.anchor],
                }
            )  # fmt: skip
    return found


ALIGN = {"start": "left", "middle": "center", "end": "right"}


def style(paper: Paper, sheet: Sheet) -> str:
    """The rules that are this sheet's own: its size, where names stand, and its pictures."""
    margin = "; margin: 0" if paper.kind == STICKERS else ""
    rules = [f"@page {{ size: {paper.size}{margin} }}"]
    rules += [
        f".sign--{place} {{ background-image: url({one}) }}"
        for place, one in enumerate(sheet.get("signs", ()))
    ]
    rules += [
        f".card--{place} {{ border-top: 3mm solid {one} !important }}"
        for place, one in enumerate(sheet.get("fills", ()))
    ]
    if "across" in sheet:
        rules.append(f".round {{ width: {sheet['across']}mm; height: {sheet['across']}mm }}")
    if paper.kind == STICKERS:
        rules.append(f".wheel {{ background-image: url({sheet['picture']}) }}")
    return "\n".join(
        [*rules, *(_label_rule(place, one) for place, one in enumerate(sheet.get("labels", ())))]
    )


def _label_rule(place: int, one: Sheet) -> str:
    return (
        f".label--{place} {{ left: {one['left']}mm; top: {one['top']}mm; width: {one['wide']}mm; height: {one['high']}mm;"
        f" line-height: {one['high']}mm; font-size: {one['size']}mm; text-align: {one['align']} }}"
    )
