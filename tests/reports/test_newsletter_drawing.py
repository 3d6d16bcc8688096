"""A newsletter as a mail and as text: all that is written stands there, in the language that was asked for, and nothing else."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings

from tests.reports.newsletter_scenes import HOSTILE, hostile, whole
from tests.worlds import World
from tillsammans.reports.drawing import newsletter as letters
from tillsammans.reports.drawing.newsletter import Ending
from tillsammans.reports.models import Newsletter

pytestmark = pytest.mark.django_db
ENDING = Ending("Du har bett om det här.", "Avsluta", "https://t.example/av?x=1&y=2")


class Tags(HTMLParser):
    """What stands in a document: tags, addresses, words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [
            value or "" for name, value in attributes if name in {"href", "src", "background", "srcset"}
        ]

    def handle_data(self, data: str) -> None:
        self.words += data


def numbered(newsletter: Newsletter, world: World) -> Newsletter:
    newsletter.number, newsletter.published_at = 3, world.at
    return newsletter


def test_the_mail_holds_every_part_and_its_ending(world: World):
    made = Tags(letters.as_html(numbered(whole(world), world), "sv", ending=ENDING))
    for said in (
        "Nyhetsbrev 3, 14 oktober 2026", "Hösten har börjat", "Hej!", "En till", "Gott exempel", "Det här gjorde vi",
        "Vi fikade först.",
        "Boka en kvart.", "3 december 2026", "7–9 december 2026", "Utbildning", "Du har bett om det här.",
    ):  # fmt: skip
        assert said in made.words, said
    own = f"/lan/{world.a.place.county_profile.key}/nyhetsbrev/3/"
    assert made.addresses == [
        "https://lan.example/a?b=1&c=2", f"{settings.BASE_URL}/modellen/m/trappan/", f"{settings.BASE_URL}{own}", ENDING.link,
    ]  # fmt: skip


def test_nothing_in_the_mail_is_fetched_and_nothing_counts_who_reads(world: World):
    text = letters.as_html(numbered(whole(world), world), "sv", ending=ENDING)
    made = Tags(text)
    assert not {"img", "script", "link", "iframe", "table", "style", "form", "video", "object"} & set(
        made.tags
    )
    assert "url(" not in text and "@import" not in text
    assert all(
        "?" not in one or one in {ENDING.link, "https://lan.example/a?b=1&c=2"} for one in made.addresses
    )


def test_the_text_says_the_same(world: World):
    text = letters.as_text(numbered(whole(world), world), "sv", ending=ENDING)
    for said in (
        "Hösten har börjat\n====",
        "GOTT EXEMPEL\nFika före mötet\n----",
        "7–9 december 2026: Utbildning",
        "Boka en kvart.",
    ):
        assert said in text, said
    assert text.endswith(f"--\nDu har bett om det här.\nAvsluta: {ENDING.link}\n") and "<" not in text


def test_a_part_without_a_translation_is_in_swedish_and_says_so(world: World):
    newsletter = numbered(whole(world), world)
    text = letters.as_html(newsletter, "en")
    assert (
        '<html lang="en" dir="ltr">' in text
        and "Here is the news of the autumn." in text
        and "Här är höstens" not in text
    )
    assert text.count("This part is only in Swedish.") == 3  # the example, the news, and one of the two days
    assert re.search(r'<h2[^>]* lang="sv" dir="ltr">Fika före mötet</h2>', text)
    assert f"{settings.BASE_URL}/en/modellen/m/trappan/" in text and "/en/lan/" in text
    assert "(This part is only in Swedish.)" in letters.as_text(newsletter, "en")


def test_arabic_turns_the_page_and_keeps_swedish_from_the_left(world: World):
    text = letters.as_html(numbered(whole(world), world), "ar")
    assert '<div lang="ar" dir="rtl"' in text and 'lang="sv" dir="ltr">Hösten har börjat</h1>' in text


@pytest.mark.parametrize("language", ["sv", "en", "ar"])
def test_hostile_words_stay_words(world: World, language: str):
    newsletter = numbered(hostile(world), world)
    for text in (
        letters.as_html(newsletter, language, ending=ENDING),
        letters.to_paste(newsletter, language),
    ):
        made = Tags(text)
        assert not {"script", "img"} & set(made.tags)
        assert made.words.count(HOSTILE) >= 10
        assert not any("spy.example" in one and "<" in one for one in made.addresses)


def test_what_is_pasted_elsewhere_has_neither_frame_nor_ending(world: World):
    text = letters.to_paste(numbered(whole(world), world), "sv")
    assert (
        text.startswith('<div lang="sv" dir="ltr"><p>') and "<html" not in text and "nyhetsbrev/3" not in text
    )
    assert "style=" not in text and "class=" not in text
