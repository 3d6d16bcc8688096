"""The list of the open pages' files is whole: no open page asks for a text from a file that is not on it."""

from fnmatch import fnmatchcase
from importlib import import_module

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import override

from tests.planning.open_scenes import shown_to_all
from tests.programmes.factories import make_programme
from tests.workshops import factories as workshops
from tillsammans.access.actor import system
from tillsammans.programmes.commands import load_wheel
from tools import catalogues, extraction, open_pages


@pytest.fixture
def open_plan(world):
    """A plan with everything that one can say, a version and a later one shown to everybody."""
    return shown_to_all(world, world.a.one.place)


@pytest.fixture
def asked(monkeypatch, settings):
    """Every text of the product that is asked for while the test runs, not those that a module asks for as it is loaded."""
    import_module(settings.ROOT_URLCONF)
    known = {text for _context, text in extraction.messages()}
    seen: set[str] = set()
    catalogue = vars(translation)["_trans"]  # what every gettext of Django asks, translations on or off

    def listening(ask):
        def listen(message, *more):
            seen.add(message)
            return ask(message, *more)

        return listen

    for name in ("gettext", "ngettext"):
        monkeypatch.setattr(catalogue, name, listening(getattr(catalogue, name)))
    return lambda: seen & known


def test_an_open_page_asks_only_for_texts_that_every_language_must_have(
    client, world, settings, open_plan, asked, monkeypatch
):
    settings.DEFAULT_COUNTY, settings.DEMO, settings.SECURITY_CONTACT = "testlan", True, "a@sjoland.example"
    programme = make_programme(world.a.place, world.at)
    load_wheel(by=system(world.at, origin="command"), county=world.a.place)
    with override("fi"):
        paths = [
            *(reverse(f"portal:{name}") for name in ("start", "about", "accessibility", "privacy")),
            reverse("programmes:public"),
            reverse("programmes:county_public", args=["testlan"]),
            reverse("programmes:public_programme", args=[programme.code]),
            reverse("programmes:public_stairs", args=[programme.code]),
            reverse("planning:open_plan", args=[open_plan.pk]),
            reverse("planning:open_plan_version", args=[open_plan.pk, 1]),
            reverse("wheel:intro"),
            reverse("wheel:use", args=["barn"]),
            reverse("wheel:compare"),
            reverse("reports:subscribe"),
            reverse("reports:subscribe_sent"),
        ]
    room = workshops.opened(
        world.a.place, groups=["Bord 1"], ask_sector=True, rehearsal=True, languages=["fi"]
    )
    paths += [reverse("workshops:code"), reverse("workshops:join", args=[room.code])]
    answers = {path: client.get(path).status_code for path in paths}
    assert answers == dict.fromkeys(paths, 200)
    assert client.get("/fi/finns-inte/").status_code == 404
    _in_a_room(client, f"/fi/delta/{room.code}/")
    wanted = {text for _context, text in open_pages.texts(extraction.messages())}
    assert len(asked()) > 80
    assert asked() - wanted == set(), (
        "put the file where each of these stands on the list of tools/open_pages.py"
    )


def _in_a_room(client, door):
    """A wrong code, a form with nothing in it, and the room with a card that is refused."""
    assert client.get("/fi/delta/CDFGHJ/").status_code == 404
    assert client.post(door).status_code == 400
    assert client.post(door, {"group": "Bord 1"}).status_code == 303
    assert client.get(f"{door}rum/").status_code == 200
    assert client.post(f"{door}kort/").status_code == 400
    assert client.post(f"{door}rost/", {"add": "1"}).status_code == 303
    assert client.post(f"{door}lamna/").status_code == 303


def test_every_line_of_the_list_finds_a_file():
    places = [path.relative_to(catalogues.ROOT).as_posix() for path in extraction.sources()]
    idle = [line for line in open_pages.FILES if not any(fnmatchcase(place, line) for place in places)]
    assert not idle


@pytest.mark.parametrize(
    ("place", "is_open"),
    [
        ("tillsammans/wheel/views/pages.py", True),
        ("tillsammans/wheel/templates/wheel/parts/keep.html", True),
        ("tillsammans/ui/templates/404.html", True),
        ("tillsammans/ui/templates/ui/base_work.html", False),
        ("tillsammans/portal/navigation.py", False),
        ("tillsammans/programmes/views/model.py", False),
    ],
)
def test_a_text_belongs_to_the_open_pages_by_the_file_it_stands_in(place, is_open):
    assert open_pages.is_open(place) == is_open
