"""Three voices beside each other, and the templates that a professional prepares. Filled in by script, on the screen alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tillsammans.programmes.queries import Wheel
from tillsammans.programmes.rules.wheel import VOICES
from tillsammans.wheel import preparing, script_words
from tillsammans.wheel.drawing import poster, talk
from tillsammans.wheel.views.frame import address, context, wheel_here, wheel_page

CARE_PLAN = "sip"


@wheel_page
def compare(request: HttpRequest, key: str = "") -> HttpResponse:
    """The child's, a guardian's and a professional's wheel of the same child, and an earlier one."""
    wheel = wheel_here(request, key)
    areas = preparing.area_views(wheel)
    voices = [(one, wheel.text(f"voice.{one}")) for one in VOICES]
    more = {
        "voices": [(voice, name, _picture(wheel, name.text)) for voice, name in voices],
        "areas": areas,
        "keeps_nothing": wheel.text("wheel.keeps_nothing.adult"),
        "data": {
            **preparing.shared_for_script(wheel),
            "areas": {one.area.id: preparing.spoken(one.name) for one in areas},
            "pictures": preparing.pictures_for_script(wheel),
            "words": script_words.compare_words(),
            "keep": script_words.keep_words(),
        },
    }
    return render(request, "wheel/compare.html", context(wheel, key, **more))


def _picture(wheel: Wheel, voice: str) -> str:
    return talk(wheel, label=_("Hjul: %(voice)s") % {"voice": voice}, names=False)


@wheel_page
def prepare_index(request: HttpRequest, key: str = "") -> HttpResponse:
    """The templates, and what else a professional finds here."""
    wheel = wheel_here(request, key)
    views = preparing.templates(wheel)
    more = {
        "templates": [(one, address("prepare", key, template=one.slug)) for one in views],
        "compare_href": address("compare", key),
        "record_href": _record_href(views, key),
    }
    return render(request, "wheel/prepare_index.html", context(wheel, key, **more))


@wheel_page
def prepare(request: HttpRequest, template: str, key: str = "") -> HttpResponse:
    """A template: a blank form to print; with script, fields and documents that are made in the browser."""
    wheel = wheel_here(request, key)
    view = preparing.template_view(wheel, template)
    facts = [{"id": "about", "label": _("Vem eller vad gäller det?")}, {"id": "day", "label": _("Datum")},
             {"id": "by", "label": _("Skrivet av")}]  # fmt: skip
    more: dict[str, Any] = {
        "view": view,
        "facts": facts,
        "drawing": poster(wheel, label=_("Hjulets områden"), href=lambda area: f"#omrade-{area.id}"),
        "blank_rows": preparing.BLANK_ROWS,
        "keeps_nothing": wheel.text("wheel.keeps_nothing.adult"),
        "crumb_list": [(_("Förbered ett möte"), address("prepare_index", key))],
        "record_href": _record_href((view,), key),
        "data": {
            **preparing.template_for_script(wheel, view),
            "facts": facts,
            "words": script_words.prepare_words(),
            "keep": {**script_words.keep_words(), "open": _("Öppna familjens fil"), "opened": _taken()},
        },
    }
    return render(request, "wheel/prepare.html", context(wheel, key, **more))


@wheel_page
def record_template(request: HttpRequest, key: str = "") -> HttpResponse:
    """What a record system's own SIP template needs, so that a region can match Cosmic Link to the wheel. One page."""
    wheel = wheel_here(request, key)
    more = {
        "view": preparing.template_view(wheel, preparing.slug_of(CARE_PLAN)),
        "crumb_list": [(_("Förbered ett möte"), address("prepare_index", key))],
    }
    return render(request, "wheel/record_template.html", context(wheel, key, **more))


def _taken() -> str:
    return _("Det som står i hjulet är inlagt. Läs igenom, och ta bort det som inte ska med.")


def _record_href(views: tuple[preparing.TemplateView, ...], key: str) -> str:
    return address("record_template", key) if any(one.id == CARE_PLAN for one in views) else ""
