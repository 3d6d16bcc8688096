"""What each role meets on the newsletter's pages, that they work by forms alone, and what anybody may read."""

from html import unescape

import pytest
from django.test import Client

from tests.governance.decision_scenes import browser, sent
from tests.reports.newsletter_scenes import HOSTILE, bare, hostile, whole
from tests.reports.test_newsletters import publish
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.reports.models import Newsletter, NewsletterBlock

pytestmark = pytest.mark.django_db
LIST = "/arbetsyta/nyhetsbrev/"


@pytest.fixture(autouse=True)
def own_county(settings) -> None:
    settings.DEFAULT_COUNTY = "testlan"


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return unescape(answer.content.decode())


def test_the_whole_way_by_forms_alone(world: World):
    decision = sent(world, title="Gemensam rutin")
    client = browser(world, Role.PROCESS_LEADER)
    assert "Inget nyhetsbrev är publicerat än." in text(client, LIST)
    made = client.post(f"{LIST}nytt/", {"fyll": "0"})
    row = Newsletter.objects.get()
    own = f"{LIST}{row.pk}/"
    assert made["Location"] == own and "Det finns inget gott exempel än." in text(client, own)
    client.post(f"{own}rubrik/sv/", {"title": "Hösten", "seen": _seen(client, f"{own}rubrik/sv/")})
    client.post(f"{own}rubrik/en/", {"title": "Autumn", "seen": 0})
    client.post(f"{own}ny-del/exempel/", {"heading": "Fika", "did": "Vi fikade.\n\n- Kaffe\n- Te"})
    client.post(f"{own}nyheter/", {"wanted": f"governance.decision.{decision.pk}"})
    example = NewsletterBlock.objects.get(kind="example")
    client.post(f"{own}del/{example.pk}/flytta/", {"till": "upp"})
    client.post(
        f"{own}del/{example.pk}/en/", {"heading": "Coffee", "did": "We had coffee.", "seen": example.revision}
    )
    page = text(client, f"{own}?sprak=en")
    assert "Coffee" in page and "1 av 3 delar är översatta." in page
    assert "Det blir nyhetsbrev 1 i" in text(client, f"{own}publicera/")
    row.refresh_from_db()
    assert client.post(f"{own}publicera/", {"seen": row.revision}).status_code == 302
    open_page = text(Client(), "/nyhetsbrev/1/")
    assert open_page.index("Fika") < open_page.index("Hej!") < open_page.index("Beslut: Gemensam rutin")
    assert '<ul class="nl-list"><li class="nl-point">Kaffe</li>' in open_page


def _seen(client: Client, address: str) -> str:
    page = text(client, address)
    return page.partition('name="seen" value="')[2].partition('"')[0]


def test_anybody_reads_what_is_published_and_nothing_else(world: World):
    publish(world, whole(world))
    whole(world)
    assert "Hösten har börjat" in text(Client(), "/nyhetsbrev/")
    page = text(Client(), "/nyhetsbrev/1/")
    assert (
        "Nyhetsbrev 1, 14 oktober 2026" in page and "Gott exempel" in page and "/modellen/m/trappan/" in page
    )
    assert text(Client(), "/lan/testlan/nyhetsbrev/1/").count("Fika före mötet") == 1
    for missing in ("/nyhetsbrev/2/", "/lan/bortavid/nyhetsbrev/1/", "/lan/finns-inte/nyhetsbrev/"):
        text(Client(), missing, 404)


def test_the_page_is_in_six_languages_and_says_what_is_only_in_swedish(world: World):
    publish(world, whole(world))
    english = text(Client(), "/en/nyhetsbrev/1/")
    assert "Autumn is here" in english and english.count("This part is only in Swedish.") == 3
    assert '<h2 class="nl-heading" lang="sv" dir="ltr">Fika före mötet</h2>' in english
    assert 'href="/en/modellen/m/trappan/"' in english
    for language, said in (
        ("fi", "Hyvä esimerkki"),
        ("so", "Tusaale wanaagsan"),
        ("ar", "مثال جيد"),
        ("kmr", "Mînakeke baş"),
    ):
        page = text(Client(), f"/{language}/nyhetsbrev/1/")
        assert said in page and 'lang="sv"' in page, language


def test_earlier_and_later_ones_are_linked(world: World):
    for number in range(3):
        publish(world, whole(world, title={"sv": f"Brev {number + 1}"}))
    page = text(Client(), "/nyhetsbrev/2/")
    assert 'href="/nyhetsbrev/3/"' in page and 'href="/nyhetsbrev/1/"' in page


def test_the_preview_is_what_readers_get(world: World):
    row = whole(world)
    client, own = browser(world, Role.EDITOR), f"{LIST}{row.pk}/"
    mail, page = text(client, f"{own}mejl/sv/"), text(client, f"{own}sida/sv/")
    plain = text(client, f"{own}visa/sv/?som=text")
    for shown in (mail, page, plain):
        assert "Nyhetsbrev 1, 14 oktober 2026" in shown and "Vi fikade först." in shown
    publish(world, row)
    assert text(client, f"{own}mejl/sv/") == mail
    inside = page.partition('<article class="nl">')[2].partition("</article>")[0]
    assert inside and inside in text(Client(), "/nyhetsbrev/1/")


def test_the_frame_of_the_mail_runs_and_fetches_nothing(world: World):
    own = f"{LIST}{whole(world).pk}/"
    client = browser(world, Role.EDITOR)
    answer = client.get(f"{own}mejl/sv/")
    policy = answer["Content-Security-Policy"]
    for part in (
        "script-src 'none'",
        "img-src 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "style-src 'unsafe-inline'",
    ):
        assert part in policy, part
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    shown = client.get(f"{own}visa/sv/?som=mejl")
    assert "frame-src 'self'" in shown["Content-Security-Policy"] and "sandbox=" in shown.content.decode()
    assert (
        "unsafe-inline" not in shown["Content-Security-Policy"]
        and "frame-ancestors 'none'" in shown["Content-Security-Policy"]
    )


def test_it_is_copied_out_as_plain_markup_and_as_files(world: World):
    own = f"{LIST}{whole(world).pk}/"
    client = browser(world, Role.PROCESS_LEADER)
    box = text(client, f"{own}kopiera/sv/").partition('id="brevet"')[2].partition("</details>")[0]
    assert (
        "<h3>Fika före mötet</h3>" in box and "style=" not in box.partition("<details")[0] and "=====" in box
    )
    assert '<div lang="sv" dir="ltr">' in text(client, f"{own}kopiera/sv/").partition("data-markup>")[2]
    kinds = {"html": "text/html; charset=utf-8", "txt": "text/plain; charset=utf-8"}
    for ending, kind in kinds.items():
        answer = client.get(f"{own}fil/sv/{ending}/")
        assert (
            answer["Content-Type"] == kind and f"hosten-har-borjat.{ending}" in answer["Content-Disposition"]
        )
    text(client, f"{own}fil/sv/docx/", 404)


@pytest.mark.parametrize(
    "address", ["", "?sprak=en", "visa/sv/?som=text", "sida/sv/", "mejl/sv/", "kopiera/ar/"]
)
def test_hostile_words_stay_words_on_every_page(world: World, address: str):
    answer = browser(world, Role.PROCESS_LEADER).get(f"{LIST}{hostile(world).pk}/{address}")
    raw = answer.content.decode()
    assert HOSTILE not in raw and HOSTILE in unescape(raw)


def test_another_who_wrote_meanwhile_is_shown_and_what_was_typed_is_kept(world: World):
    row = whole(world)
    part = row.blocks.all()[0]
    address = f"{LIST}{row.pk}/del/{part.pk}/sv/"
    first, second = browser(world, Role.PROCESS_LEADER), browser(world, Role.EDITOR)
    assert first.post(address, {"heading": "Hej!", "body": "Den förstas ord", "seen": 1}).status_code == 302
    answer = second.post(address, {"heading": "Hej!", "body": "Den andras ord", "seen": 1})
    page = unescape(answer.content.decode())
    assert (
        answer.status_code == 409
        and "Den förstas ord" in page
        and "Den andras ord" in page
        and 'value="2"' in page
    )
    assert second.post(address, {"heading": "Hej!", "body": "Den andras ord", "seen": 2}).status_code == 302


def test_a_published_one_shows_no_form_and_refuses_what_is_sent(world: World):
    row = publish(world, whole(world))
    part, client = row.blocks.all()[0], browser(world, Role.PROCESS_LEADER)
    own = f"{LIST}{row.pk}/"
    for address in (
        f"{own}del/{part.pk}/sv/",
        f"{own}ny-del/text/",
        f"{own}nyheter/",
        f"{own}publicera/",
        f"{own}rubrik/sv/",
    ):
        assert "Nyhetsbrevet är publicerat och ändras inte." in text(client, address, 409)
    answer = client.post(f"{own}del/{part.pk}/sv/", {"body": "Det jag skrev", "seen": 9})
    assert answer.status_code == 409 and "Det jag skrev" in answer.content.decode()
    assert "Ta bort" not in text(client, own) and "Öppna sidan" in text(client, own)


def test_a_second_press_on_publish_changes_nothing(world: World):
    row = whole(world)
    client = browser(world, Role.PROCESS_LEADER)
    address = f"{LIST}{row.pk}/publicera/"
    assert [client.post(address, {"seen": row.revision}).status_code for _press in (1, 2)] == [302, 409]
    assert Newsletter.objects.get().number == 1


def test_what_lacks_words_is_said_before_publishing(world: World):
    client = browser(world, Role.PROCESS_LEADER)
    assert "Engelska: dessa delar visas på svenska: Fika före mötet" in text(
        client, f"{LIST}{whole(world).pk}/publicera/"
    )
    page = text(client, f"{LIST}{bare(world).pk}/publicera/")
    assert "Nyhetsbrevet är tomt." in page and 'aria-disabled="true"' in page


def test_an_editor_of_a_principal_reaches_nothing(world: World):
    row = whole(world)
    client = browser(world, Role.EDITOR, world.a.one.place)
    for address in (LIST, f"{LIST}{row.pk}/"):
        text(client, address, 404)
