"""A county makes the wheel its own: another order, word and picture in a draft, and everyone meets it once it is published."""

import re

from tests.journeys.kinds import MODEL
from tests.journeys.visits import Visit, Visitors
from tests.programmes import pictures


def _areas(visit: Visit) -> list[str]:
    return [
        one.strip()
        for one in visit.page.locator("ol:has(form[action*='/flytta/']) strong").all_inner_texts()[:8]
    ]


def test_the_model_manager_changes_the_wheel_and_a_child_meets_it(visitors: Visitors) -> None:
    visit = visitors.visit(MODEL)
    visit.open("/arbetsyta/hjulet/")
    visit.press("Gör ett utkast till nytt hjul")
    assert visit.sees("Ett nytt utkast är gjort") or visit.heading() == "Hjul 2"
    edition = visit.path
    assert _areas(visit)[:2] == ["Trygghet", "Hälsa"]
    visit.follow(visit.page.get_by_role("button", name=re.compile("Ned.*Trygghet")))
    assert _areas(visit)[:2] == ["Hälsa", "Trygghet"]

    visit.page.get_by_role("link", name=re.compile("Texter.*Hälsa")).click()
    visit.page.get_by_label("Namn", exact=True).fill("Må bra")
    visit.press("Spara")
    assert (
        visit.sees("Texterna är sparade")
        or visit.page.get_by_label("Namn", exact=True).input_value() == "Må bra"
    )

    visit.open(edition)
    visit.press("Lägg in en bild", role="link")
    visit.page.get_by_label("Bild", exact=True).set_input_files(
        {"name": "hjulet.svg", "mimeType": "image/svg+xml", "buffer": pictures.SVG}
    )
    visit.page.get_by_label(re.compile("På svenska")).fill("Länets eget hjul")
    visit.press("Spara")
    shown = visit.page.get_by_alt_text("Länets eget hjul")
    shown.scroll_into_view_if_needed()
    visit.page.wait_for_function(
        "image => image.complete && image.naturalWidth > 0", arg=shown.element_handle()
    )

    nobody = visitors.visit()
    nobody.open("/hjulet/")
    assert not nobody.sees("Må bra"), "a draft is nobody's"
    visit.follow(visit.page.get_by_role("link", name="Publicera", exact=True))
    assert visit.sees("Må bra")
    visit.follow(visit.page.get_by_role("button", name="Publicera", exact=True))
    assert visit.page.locator("body").inner_text().count("Hjulet gäller nu.") == 1

    nobody.open("/hjulet/")
    assert nobody.sees("Må bra")
    picture = nobody.page.get_by_alt_text("Länets eget hjul")
    nobody.page.wait_for_function(
        "image => image.complete && image.naturalWidth > 0", arg=picture.element_handle()
    )
    nobody.open("/en/hjulet/")
    assert nobody.sees("Health"), "a translation stays until somebody writes another"
    assert not [*visit.complaints, *nobody.complaints]


def test_a_picture_with_a_script_is_refused_in_words_and_the_words_stay(visitors: Visitors) -> None:
    visit = visitors.visit(MODEL)
    visit.open("/arbetsyta/hjulet/")
    visit.press("Gör ett utkast till nytt hjul")
    visit.press("Lägg in en bild", role="link")
    script = pictures.SVG.replace(b"<circle", b"<script>document.title = 'struck'</script><circle")
    visit.page.get_by_label("Bild", exact=True).set_input_files(
        {"name": "hjulet.svg", "mimeType": "image/svg+xml", "buffer": script}
    )
    words = visit.page.get_by_label(re.compile("På svenska"))
    words.fill("Ett hjul")
    visit.press("Spara")
    assert visit.sees("Spara den som en ren SVG utan skript och länkar")
    assert words.input_value() == "Ett hjul"
    assert "struck" not in visit.page.title()
