"""What the wheel's pages show: an edition's words put in the order they are read. No database of its own."""

from dataclasses import dataclass

from tillsammans.core.text import Localised
from tillsammans.programmes.queries import Wheel
from tillsammans.programmes.rules.wheel import READERS, SMALL, Area
from tillsammans.wheel.drawing import plain_name
from tillsammans.wheel.rules.audiences import WAYS, Way

Texts = tuple[Localised, ...]


@dataclass(frozen=True)
class Entry:
    """A way into the wheel."""

    way: Way
    name: Localised
    short: Localised


@dataclass(frozen=True)
class Help:
    """Where to turn. dialled: what a telephone takes; empty without a number."""

    name: Localised
    text: Localised
    number: str
    dialled: str


@dataclass(frozen=True)
class AreaName:
    area: Area
    name: Localised
    text: Localised


@dataclass(frozen=True)
class ForReader:
    """An area's longer texts for one audience."""

    audience: str
    way: Way
    name: Localised
    ask: Localised
    questions: Texts
    strengths: Texts
    worries: Texts


@dataclass(frozen=True)
class AreaPage:
    shown: AreaName
    readers: tuple[ForReader, ...]
    before: AreaName
    after: AreaName


@dataclass(frozen=True)
class Picture:
    """Something to point at. id: the icon, which is also what the family's file says."""

    id: str
    word: Localised


@dataclass(frozen=True)
class Turn:
    """One area in the wheel in use. word: what the youngest are shown. pictures: theirs alone. longer: None for the youngest."""

    area: Area
    name: Localised
    word: Localised
    ask: Localised
    pictures: tuple[Picture, ...]
    longer: ForReader | None

    @property
    def in_swedish(self) -> bool:
        """Whether a word under a picture is shown in Swedish for want of its own."""
        return any(one.word.is_fallback for one in self.pictures)


def entries(wheel: Wheel) -> tuple[Entry, ...]:
    """The five ways in."""
    return tuple(
        Entry(way, wheel.text(f"audience.{way.audience}.name"), wheel.text(f"audience.{way.audience}.short"))
        for way in WAYS
    )


def help_contacts(wheel: Wheel) -> tuple[Help, ...]:
    """The crisis box, in the edition's order."""
    return tuple(
        Help(
            wheel.text(f"contact.{one.id}.name"),
            wheel.text(f"contact.{one.id}.text"),
            one.number,
            "".join(sign for sign in one.number if sign.isdigit() or sign == "+"),
        )
        for one in wheel.structure.contacts
    )


def area_names(wheel: Wheel) -> tuple[AreaName, ...]:
    """Every area with its text, clockwise from the top."""
    return tuple(_named(wheel, area) for area in wheel.structure.areas)


def area_page(wheel: Wheel, area_id: str) -> AreaPage | None:
    """All that an area says to each audience; None for an area that the edition lacks."""
    areas = wheel.structure.areas
    place = next((index for index, area in enumerate(areas) if area.id == area_id), None)
    if place is None:
        return None
    return AreaPage(
        shown=_named(wheel, areas[place]),
        readers=tuple(_for_reader(wheel, areas[place], way) for way in WAYS if way.audience in READERS),
        before=_named(wheel, areas[place - 1]),
        after=_named(wheel, areas[(place + 1) % len(areas)]),
    )


def turns(wheel: Wheel, way: Way) -> tuple[Turn, ...]:
    """The areas as that audience meets them, one after the other."""
    return tuple(_turn(wheel, area, way) for area in wheel.structure.areas)


def pictures_of(wheel: Wheel, area: Area) -> tuple[Picture, ...]:
    """What the youngest point at in an area, each once, in the edition's order."""
    return tuple(Picture(one, wheel.picture_word(area.id, one)) for one in dict.fromkeys(area.pictures))


def _turn(wheel: Wheel, area: Area, way: Way) -> Turn:
    return Turn(
        area,
        plain_name(wheel, area),
        wheel.text(f"area.{area.id}.word.small"),
        wheel.text(f"area.{area.id}.ask.{way.audience}"),
        pictures_of(wheel, area) if way.audience == SMALL else (),
        None if way.audience == SMALL else _for_reader(wheel, area, way),
    )


def _named(wheel: Wheel, area: Area) -> AreaName:
    return AreaName(area, plain_name(wheel, area), wheel.text(f"area.{area.id}.text"))


def _for_reader(wheel: Wheel, area: Area, way: Way) -> ForReader:
    start = f"area.{area.id}"
    return ForReader(
        way.audience,
        way,
        wheel.text(f"audience.{way.audience}.name"),
        wheel.text(f"{start}.ask.{way.audience}"),
        *(wheel.texts(f"{start}.{topic}.{way.audience}") for topic in ("questions", "strengths", "worries")),
    )
