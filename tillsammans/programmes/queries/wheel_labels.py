"""What the editor calls each text of the wheel, and each part."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tillsammans.programmes.queries.wheel import as_list
from tillsammans.programmes.rules import wheel_editing as editing
from tillsammans.programmes.rules.wheel_choices import PICTURES
from tillsammans.programmes.rules.wheel_editing import TextPart, Words

READERS = {
    "small": gettext_lazy("de yngsta"),
    "child": gettext_lazy("barn"),
    "young": gettext_lazy("tonåringar"),
    "guardian": gettext_lazy("vårdnadshavare"),
    "professional": gettext_lazy("yrkesverksamma"),
}
_WHEEL = {
    "wheel.name": gettext_lazy("Hjulets namn"),
    "wheel.lead": gettext_lazy("Inledning"),
    "wheel.about": gettext_lazy("Om hjulet"),
    "wheel.preliminary": gettext_lazy("När områdena är preliminära"),
    "wheel.keeps_nothing.child": gettext_lazy("Att inget sparas, till barn"),
    "wheel.keeps_nothing.adult": gettext_lazy("Att inget sparas, till vuxna"),
    "wheel.help.title": gettext_lazy("Hjälprutans rubrik"),
    "wheel.help.text": gettext_lazy("Hjälprutans text"),
}
_READER_TEXTS = {
    "name": gettext_lazy("Valet: %(reader)s"),
    "short": gettext_lazy("Vem det är för: %(reader)s"),
    "how": gettext_lazy("Så gör man: %(reader)s"),
    "ask": gettext_lazy("Frågan i hjulet till %(reader)s"),
    "questions": gettext_lazy("Frågor att prata om, %(reader)s"),
    "strengths": gettext_lazy("Styrkor att leta efter, %(reader)s"),
    "worries": gettext_lazy("Oro att lägga märke till, %(reader)s"),
}
_AREA = {
    "name": gettext_lazy("Namn"),
    "text": gettext_lazy("Kort förklaring"),
    "word.small": gettext_lazy("Ord till de yngsta"),
}


def part_name(part: TextPart, swedish: Words) -> str:
    """What a group of texts is called: the area's or template's own name, or a fixed word."""
    fixed = {
        editing.WHEEL_PART: _("Hjulet i stort"),
        editing.READERS_PART: _("Vem som använder hjulet"),
        editing.LEVELS_PART: _("Svaren"),
        editing.CONTACTS_PART: _("Hjälprutan"),
    }
    if part.slug in fixed:
        return fixed[part.slug]
    key = f"area.{part.about}.name" if part.slug.startswith("omrade-") else f"template.{part.about}.title"
    return shown(swedish, key) or part.about


def shown(words: Words, key: str) -> str:
    """The words under a key on one line, empty when there are none."""
    return " ".join(as_list(words.get(key))).replace("|", " ")


def text_label(key: str, swedish: Words) -> str:
    """The label of one text: what it is, and of which answer, contact or heading."""
    if key in _WHEEL:
        return str(_WHEEL[key])
    kind, item, *rest = key.split(".")
    labels = {
        "audience": _of_reader, "area": _of_area, "voice": _of_voice, "level": _of_level, "contact": _of_contact,
        "template": _of_template,
    }  # fmt: skip
    return labels[kind](item, rest, swedish)


def _of_reader(item: str, rest: list[str], swedish: Words) -> str:
    return str(_READER_TEXTS[rest[0]]) % {"reader": READERS[item]}


def _of_area(item: str, rest: list[str], swedish: Words) -> str:
    if (name := ".".join(rest)) in _AREA:
        return str(_AREA[name])
    if rest[0] == "picture":
        return _("Ordet under bilden: %(picture)s") % {"picture": PICTURES.get(rest[1], rest[1])}
    return str(_READER_TEXTS[rest[0]]) % {"reader": READERS[rest[1]]}


def _of_voice(item: str, rest: list[str], swedish: Words) -> str:
    return _("Röstens namn: %(reader)s") % {"reader": READERS[item]}


def _of_level(item: str, rest: list[str], swedish: Words) -> str:
    name = shown(swedish, f"level.{item}.name") or item
    text = _("Svaret ”%(name)s”") if rest == ["name"] else _("Svaret ”%(name)s” till de yngsta")
    return text % {"name": name}


def _of_contact(item: str, rest: list[str], swedish: Words) -> str:
    name = shown(swedish, f"contact.{item}.name") or item
    return (_("Kontakten ”%(name)s”") if rest == ["name"] else _("Om ”%(name)s”")) % {"name": name}


def _of_template(item: str, rest: list[str], swedish: Words) -> str:
    if len(rest) == 1:
        return _("Mallens namn") if rest[0] == "title" else _("Mallens inledning")
    heading = shown(swedish, f"template.{item}.{rest[0]}.title") or rest[0]
    forms = {"title": _("Rubriken ”%(heading)s”"), "help": _("Hjälp till ”%(heading)s”")}
    field = shown(swedish, f"template.{item}.{rest[0]}.{rest[1]}") or rest[1]
    return forms.get(rest[1], _("Under ”%(heading)s”: %(field)s")) % {"heading": heading, "field": field}
