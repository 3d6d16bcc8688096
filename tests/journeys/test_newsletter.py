"""A newsletter from one click to what anybody reads: filled, made one's own, translated, previewed, published and copied out."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.kinds import LEADER
from tests.journeys.looks import SIDEWAYS
from tests.journeys.visits import NOBODY, PHONE, Visit, Visitors

LIST = "/arbetsyta/nyhetsbrev/"
HOSTILE = "<img src=x onerror=alert(1)>"


def parts(page: Page) -> list[str]:
    """The headings of the parts, in order."""
    return page.locator(".nl-heading").all_inner_texts()


def about(verb: str, part: str) -> re.Pattern[str]:
    """What a button or a link is called to who does not see which part it stands at."""
    return re.compile(rf"^{verb}\s*: {re.escape(part)}$")


def write_example(leader: Visit) -> None:
    page = leader.page
    leader.follow(page.get_by_role("link", name="Gott exempel"))
    page.get_by_label("Vad handlar det om?").fill("Fika före mötet")
    page.get_by_label("Vad gjorde ni?").fill(f"Vi fikade i en kvart.\n\n- Kaffe\n- Te\n\n{HOSTILE}")
    page.get_by_label("Vad kan andra ta efter?").fill("Läs mer på https://lan.example/fika.")
    leader.follow(page.get_by_role("button", name="Spara"))
    expect(page.locator("main")).to_contain_text("Tillagt sist.")


def test_from_one_click_to_what_anybody_reads(visitors: Visitors) -> None:
    leader, stranger = visitors.visit(LEADER), visitors.visit(NOBODY, size=PHONE)
    page = leader.page
    leader.open(LIST)
    leader.follow(page.get_by_role("button", name="Gör ett utkast"))
    own = leader.path
    assert parts(page)[0] == "Hej!"
    write_example(leader)

    before = len(parts(page))
    leader.follow(page.get_by_role("link", name=re.compile("^Nyheter")))
    page.locator("main input[type=checkbox]").first.check()
    leader.follow(page.get_by_role("button", name="Lägg till"))
    expect(page.locator("main")).to_contain_text("1 nyhet tillagd.")
    assert len(parts(page)) == before + 1
    leader.follow(page.get_by_role("button", name=about("Upp", "Fika före mötet")))
    assert parts(page).index("Fika före mötet") == before - 2
    leader.follow(page.get_by_role("link", name=about("Ta bort", "Hej!")))
    leader.follow(page.get_by_role("button", name="Ta bort"))
    assert "Hej!" not in parts(page)

    leader.follow(page.get_by_role("link", name="Ändra rubriken"))
    page.get_by_label("Rubrik").fill("Fika gör skillnad")
    leader.follow(page.get_by_role("button", name="Spara"))
    expect(page.locator("h1")).to_have_text("Fika gör skillnad")
    leader.follow(page.get_by_role("link", name="Engelska"))
    leader.follow(page.get_by_role("link", name=about("Översätt", "Fika före mötet")))
    expect(page.locator("main")).to_contain_text("Vi fikade i en kvart.")
    page.get_by_label("Vad handlar det om?").fill("Coffee before the meeting")
    leader.follow(page.get_by_role("button", name="Spara"))

    see_it_beforehand(leader, own)
    leader.open(own)
    leader.follow(page.get_by_role("link", name="Publicera"))
    expect(page.locator("main")).to_contain_text("Engelska: dessa delar visas på svenska:")
    leader.follow(page.get_by_role("button", name="Publicera"))
    expect(page.locator("main")).to_contain_text("Nyhetsbrevet är publicerat och kan läsas av alla.")
    address = page.get_by_role("link", name="Öppna sidan").get_attribute("href") or ""

    stranger.open(f"/lan/{address.partition('/lan/')[2]}")
    expect(stranger.page.locator("h1")).to_have_text("Fika gör skillnad")
    expect(stranger.page.locator(".nl-example")).to_contain_text(HOSTILE)
    assert stranger.page.get_by_role("link", name="https://lan.example/fika", exact=True).count() == 1
    assert not stranger.page.evaluate(SIDEWAYS)
    stranger.open(f"/en/lan/{address.partition('/lan/')[2]}")
    expect(stranger.page.locator(".nl-example")).to_contain_text("Coffee before the meeting")
    expect(stranger.page.locator(".nl-example")).to_contain_text("This part is only in Swedish.")
    copy_it_out(leader, own)
    assert not leader.complaints and not stranger.complaints


def see_it_beforehand(leader: Visit, own: str) -> None:
    """As a page, a mail and plain text, each as it will be."""
    page = leader.page
    leader.open(f"{own}visa/sv/")
    expect(page.frame_locator("iframe").first.locator("h1")).to_have_text("Fika gör skillnad")
    leader.follow(page.get_by_role("link", name="Mejl", exact=True))
    mail = page.frame_locator("iframe").first
    expect(mail.locator("h1")).to_have_text("Fika gör skillnad")
    expect(mail.locator("body")).to_contain_text(HOSTILE)
    expect(mail.locator("body")).to_contain_text("Sluta få nyhetsbrevet")
    leader.follow(page.get_by_role("link", name="Mejl som text"))
    expect(page.locator("pre")).to_contain_text("GOTT EXEMPEL\nFika före mötet\n---------------")


def copy_it_out(leader: Visit, own: str) -> None:
    """With script to the clipboard, as markup and as text; the files hold the same."""
    page = leader.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    leader.open(f"{own}kopiera/sv/")
    leader.press("Kopiera")
    expect(page.locator("[role=status].nl-said")).to_have_text("Kopierat. Klistra in där du skriver brevet.")
    kept = page.evaluate(
        """async () => { const [one] = await navigator.clipboard.read(); const said = {};
        for (const type of one.types) said[type] = await (await one.getType(type)).text(); return said; }"""
    )
    assert "<h3>Fika före mötet</h3>" in kept["text/html"] and "<img" not in kept["text/html"]
    assert "class=" not in kept["text/html"] and "GOTT EXEMPEL" in kept["text/plain"]
    with page.expect_download() as found:
        page.get_by_role("link", name="Hämta som text").click()
    assert "Fika före mötet" in found.value.path().read_text(encoding="utf-8")


def test_without_script_it_is_marked_and_copied_by_hand(visitors: Visitors) -> None:
    leader = visitors.visit(LEADER, size=PHONE)
    leader.open(LIST)
    leader.follow(leader.page.get_by_role("link", name="Vi börjar med barnen"))
    own = leader.path
    plain = visitors.stranger(java_script_enabled=False)
    plain.open("/konto/logga-in/")
    visitors.sign_in(plain.page, LEADER)
    plain.open(f"{own}kopiera/sv/")
    expect(plain.page.locator("#brevet h3").first).to_have_text("Hej alla i Sjöland!")
    expect(plain.page.get_by_role("button", name="Kopiera", exact=True)).to_have_count(0)
    expect(plain.page.locator("main")).to_contain_text("Markera allt i rutan")
    assert not plain.page.evaluate(SIDEWAYS)
