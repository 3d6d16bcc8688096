"""The wheel's open pages: what it is, an area's texts, and the wheel in use. Nothing that is answered comes here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tillsammans.core.errors import NotVisible
from tillsammans.core.text import Localised
from tillsammans.programmes.queries import Wheel
from tillsammans.programmes.rules.wheel import CHILD, GUARDIAN, PROFESSIONAL, SMALL, YOUNG, Level
from tillsammans.wheel import queries
from tillsammans.wheel.drawing import face_svg, poster, talk
from tillsammans.wheel.rules.audiences import BY_SLUG, Way
from tillsammans.wheel.script_words import session_words
from tillsammans.wheel.views.frame import (
    address,
    address_or_none,
    context,
    kept,
    presenting_page,
    wheel_here,
    wheel_page,
)


@presenting_page
def intro(request: HttpRequest, key: str = "") -> HttpResponse:
    """What the wheel is, its areas, and the ways to use it."""
    wheel = wheel_here(request, key)
    page = {
        "lead": wheel.text("wheel.lead"),
        "about": wheel.texts("wheel.about"),
        "keeps_nothing": wheel.text("wheel.keeps_nothing.child"),
        "drawing": poster(
            wheel, label=_("Hjulets områden"), href=lambda area: address("area", key, area=area.id)
        ),
        "artwork": wheel.artwork,
        "entries": [_entry(entry, key) for entry in queries.entries(wheel)],
        "areas": [(one, address("area", key, area=one.area.id)) for one in queries.area_names(wheel)],
        "more": _more(wheel, key),
        "footer_waits": True,
    }
    return render(request, "wheel/intro.html", context(wheel, key, **page))


def _entry(entry: queries.Entry, key: str) -> dict[str, Any]:
    faces = [(face_svg(kind), size) for kind, size in entry.way.faces]
    return {"entry": entry, "faces": faces, "href": address("use", key, who=entry.way.slug)}


def _more(wheel: Wheel, key: str) -> list[tuple[str, str, list[tuple[Localised, str]]]]:
    """Other ways to use the wheel: heading, what it is, and links. What this installation lacks is left out."""
    templates = [
        (wheel.text(f"template.{one.id}.title"), address_or_none("prepare", key, template=slug))
        for one in wheel.structure.templates
        if (slug := TEMPLATE_SLUGS.get(one.id))
    ]
    compare, printed = address_or_none("compare", key), address_or_none("print", key)
    own = address_or_none("embed_docs", key)
    found = [
        (
            _("Jämför och öppna"),
            _("Lägg barnets, vårdnadshavarens och personalens hjul bredvid varandra, eller öppna ett som du har sparat."),
            [(_here(wheel, _("Tre röster bredvid varandra")), compare)],
        ),
        (_("Skriv ut"), _("Hjulet på papper och kort att prata om."), [(_here(wheel, _("Hjulet att skriva ut")), printed)]),
        (_("Förbered ett möte"), _("Mallar för dig som arbetar med barn. Det du skriver stannar på din skärm."), templates),
        (
            _("På en annan webbplats"),
            _("Visa hjulet där barn och föräldrar redan är."),
            [(_here(wheel, _("Hjulet för webbplatser")), own)],
        ),
    ]  # fmt: skip
    kept = [(heading, text, [link for link in links if link[1]]) for heading, text, links in found]
    return [(heading, text, links) for heading, text, links in kept if links]


def _here(wheel: Wheel, text: str) -> Localised:
    """A text of the interface where a county's own text may stand."""
    return Localised(text, wheel.language, False)


# What session.js asks for, and they in turn: fetched at once and not one after the other.
MODULES = tuple(
    f"wheel/{name}.js" for name in ("state", "speech", "drawing-pad", "fields", "emoji", "staying")
)
TEMPLATE_SLUGS = {"absence": "franvaroutredning", "impact": "barnkonsekvensanalys", "sip": "sip"}


@wheel_page
def area(request: HttpRequest, area: str, key: str = "") -> HttpResponse:
    """All that an area says: to children, young people, guardians and professionals."""
    wheel = wheel_here(request, key)
    page = queries.area_page(wheel, area)
    if page is None:
        raise NotVisible(_("Sidan finns inte. Området kan ha fått ett annat namn."))
    around = poster(
        wheel, label=_("Hjulets områden"), href=lambda one: address("area", key, area=one.id), current=area
    )
    readers = [
        (reader, _reader_heading(reader.audience), f"{address('use', key, who=reader.way.slug)}#{area}")
        for reader in page.readers
    ]
    more = {
        "page": page,
        "drawing": around,
        "before_href": address("area", key, area=page.before.area.id),
        "after_href": address("area", key, area=page.after.area.id),
        "readers": readers,
        "readers_drawn": kept(
            wheel,
            f"readers {area} {key}",
            lambda: render_to_string("wheel/parts/readers.html", {"readers": readers, "page": page}),
        ),
    }
    return render(request, "wheel/area.html", context(wheel, key, **more))


def _reader_heading(audience: str) -> str:
    return {
        CHILD: _("För barn"),
        YOUNG: _("För unga"),
        GUARDIAN: _("För vårdnadshavare"),
        PROFESSIONAL: _("För dig som arbetar med barn"),
    }[audience]


@wheel_page
def use(request: HttpRequest, who: str, key: str = "") -> HttpResponse:
    """The wheel in use. Without script: pictures, questions and something to print; with it, answers that stay on the screen."""
    way = BY_SLUG.get(who)
    if way is None:
        raise NotVisible(_("Sidan finns inte. Hjulet har fem sätt att användas på; välj ett av dem."))
    wheel = wheel_here(request, key)
    adult = way.audience in {GUARDIAN, PROFESSIONAL}
    turns = queries.turns(wheel, way)
    more = {
        "way": way,
        "small": way.audience == SMALL,
        "adult": adult,
        "page_title": _titles(way)[0],
        "summary_title": _titles(way)[1],
        "turns": turns,
        "turns_drawn": kept(
            wheel,
            f"turns {way.audience}",
            lambda: render_to_string(
                "wheel/parts/turns.html", {"turns": turns, "small": way.audience == SMALL}
            ),
        ),
        "how": wheel.texts(f"audience.{way.audience}.how"),
        "keeps_nothing": wheel.text(f"wheel.keeps_nothing.{'adult' if adult else 'child'}"),
        "drawing": talk(wheel, label=_("Hjulet. Välj ett område."), href=lambda one: f"#{one.id}"),
        "levels": [
            (level, _level_name(wheel, level, way), face_svg(level.face)) for level in wheel.structure.levels
        ],
        "data": _for_script(wheel, way, turns),
        "modules": MODULES,
        "keep": session_words(way),
    }
    return render(request, "wheel/use.html", context(wheel, key, **more))


def _level_name(wheel: Wheel, level: Level, way: Way) -> Localised:
    """How it is, in the words of that audience: the list says what the button said."""
    return wheel.text(f"level.{level.id}.{'small' if way.audience == SMALL else 'name'}")


def _titles(way: Way) -> tuple[str, str]:
    """The page's heading, and that of the whole picture."""
    return {
        SMALL: (_("Mitt hjul med bilder"), _("Så här har jag det")),
        CHILD: (_("Mitt hjul"), _("Så här har jag det")),
        YOUNG: (_("Mitt hjul, för unga"), _("Så här har jag det")),
        GUARDIAN: (_("Mitt barns hjul"), _("Så här ser jag det")),
        PROFESSIONAL: (_("Hjulet om ett barn"), _("Så här ser jag det")),
    }[way.audience]


def _for_script(wheel: Wheel, way: Way, turns: tuple[queries.Turn, ...]) -> dict[str, Any]:
    """What the script needs to know: codes, names and its few own sentences."""
    return {
        "county": wheel.county_key,
        "edition": wheel.number,
        "language": wheel.language,
        "voice": way.voice,
        "audience": way.audience,
        "areas": {turn.area.id: turn.name.text for turn in turns},
        "pictures": {turn.area.id: [one.id for one in turn.pictures] for turn in turns if turn.pictures},
        "levels": {
            level.id: {
                "name": _level_name(wheel, level, way).text,
                "face": level.face,
                "fill": level.fill,
            }
            for level in wheel.structure.levels
        },
        "say": {
            "unanswered": _("Inte valt än"),
            "cleared": _("Allt är borta. Du kan börja om när du vill."),
            "listen": _("Lyssna"),
            "hush": _("Sluta läsa"),
            "none": _("Ingen"),
            "drawn": _("Egen bild"),
            "whole": _("Se hela hjulet"),
            "next": _("Nästa: {area}"),
        },
    }
