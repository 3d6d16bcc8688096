"""A reader of the newsletter: subscribes on a phone, confirms by the mail, gets the letter, reads it as a page, and ends it."""

import re
import time
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys.kinds import LEADER
from tests.journeys.looks import SIDEWAYS
from tests.journeys.site import Site
from tests.journeys.visits import NOBODY, PHONE, Visit, Visitors

READER = "mormor@utanfor.example"
SENT_MAIL = "/arbetsyta/utskick/"


@dataclass
class Tale:
    confirm: str = ""
    send: str = ""
    page: str = ""
    stop: str = ""


def until_sent(site: Site, template: str) -> None:
    """The worker writes the letter within a second or two."""
    asked = 'SELECT 1 FROM notify_outboxmessage WHERE "to" = ? AND template = ? AND sent_at IS NOT NULL'
    for _time in range(150):
        if site.rows(asked, READER, template):
            return
        time.sleep(0.1)
    raise AssertionError(f"{template} was not sent")


def links(leader: Visit) -> list[str]:
    """Those of the reader's newest letter, as the page of sent mail shows it in the demo."""
    leader.open(SENT_MAIL)
    leader.follow(leader.page.get_by_role("row").filter(has_text=READER).get_by_role("link").first)
    return [one.get_attribute("href") or "" for one in leader.page.locator(".letter a").all()]


def state(site: Site, email: str = READER) -> str:
    return str(site.value("SELECT state FROM reports_reader WHERE email = ?", email))


def test_a_stranger_subscribes_on_a_phone(visitors: Visitors, site: Site) -> None:
    stranger = visitors.visit(NOBODY, size=PHONE)
    page = stranger.page
    stranger.open("/nyhetsbrev/")
    stranger.follow(page.get_by_role("link", name="Prenumerera"))
    page.get_by_label("E-postadress").fill("mormor@")
    stranger.follow(page.get_by_role("button", name="Prenumerera"))
    expect(page.locator(".errs")).to_contain_text("Adressen ser inte hel ut.")
    page.get_by_label("E-postadress").fill(READER)
    stranger.follow(page.get_by_role("button", name="Prenumerera"))
    expect(page.locator("h1")).to_have_text("Titta i din e-post")
    assert not page.evaluate(SIDEWAYS) and state(site) == "asked"
    assert not stranger.complaints


def test_the_mails_link_asks_and_its_button_confirms(visitors: Visitors, site: Site, tale: Tale) -> None:
    until_sent(site, "reports/confirm_subscription")
    (tale.confirm,) = [one for one in links(visitors.visit(LEADER)) if "/bekrafta/" in one]
    stranger = visitors.visit(NOBODY, size=PHONE)
    assert stranger.open(tale.confirm) == 200 and state(site) == "asked", "mail scanners look too"
    stranger.follow(stranger.page.get_by_role("button", name="Ja, jag vill ha nyhetsbrevet"))
    expect(stranger.page.locator("h1")).to_have_text("Du prenumererar på nyhetsbrevet")
    assert state(site) == "reading" and not stranger.complaints


def test_the_leader_sees_how_many_and_sends(visitors: Visitors, site: Site, tale: Tale) -> None:
    leader = visitors.visit(LEADER)
    page = leader.page
    number = site.value("SELECT max(id) FROM reports_newsletter WHERE state = 'published'")
    leader.open(f"/arbetsyta/nyhetsbrev/{number}/")
    leader.follow(page.get_by_role("link", name="Skicka som mejl"))
    tale.send = leader.path
    page.get_by_label(re.compile("^Kontaktperson, huvudman")).check()
    leader.follow(page.get_by_role("button", name="Räkna hur många det blir"))
    expect(page.locator("main")).to_contain_text("som arbetar i länet och")
    leader.follow(page.get_by_role("button", name=re.compile(r"^Skicka till \d+ personer$")))
    expect(page.locator("main")).to_contain_text("Nyhetsbrevet är på väg till")
    until_sent(site, "reports/newsletter_letter")
    copies = 'SELECT count(*), count(DISTINCT "to") FROM notify_outboxmessage WHERE template = ?'
    ((all_of_them, persons),) = site.rows(copies, "reports/newsletter_letter")
    assert all_of_them == persons > 1
    page.go_back()
    assert not leader.complaints


def test_the_reader_reads_it_as_a_page_and_ends_it(visitors: Visitors, site: Site, tale: Tale) -> None:
    found = links(visitors.visit(LEADER))
    (tale.page,) = [one for one in found if re.search(r"/nyhetsbrev/\d+/$", one)]
    (tale.stop,) = [one for one in found if "/sluta/" in one]
    reader = visitors.visit(NOBODY, size=PHONE)
    assert reader.open(tale.page) == 200
    assert reader.open(tale.stop) == 200 and state(site) == "reading"
    reader.follow(reader.page.get_by_role("link", name="Byt språk i stället"))
    reader.page.get_by_label("Språk").select_option("ar")
    reader.follow(reader.page.get_by_role("button", name="Spara"))
    reader.follow(reader.page.get_by_role("link", name="Sluta få nyhetsbrevet"))
    reader.follow(reader.page.get_by_role("button", name="Sluta få nyhetsbrevet"))
    expect(reader.page.locator("h1")).to_have_text("Du får inga fler nyhetsbrev")
    assert not site.rows("SELECT 1 FROM reports_reader WHERE email = ?", READER), "the address is gone"
    assert not site.rows('SELECT 1 FROM notify_outboxmessage WHERE "to" = ?', READER)
    reader.open(tale.stop)
    expect(reader.page.locator("h1")).to_have_text("Du får inga fler nyhetsbrev")
    assert not reader.complaints


def test_the_page_of_the_mailing_shows_how_it_went(visitors: Visitors, tale: Tale) -> None:
    leader = visitors.visit(LEADER)
    leader.open(tale.send)
    expect(leader.page.get_by_role("table")).to_contain_text("kontaktperson (huvudman)")
    leader.page.get_by_label(re.compile("^Kontaktperson, huvudman")).check()
    leader.follow(leader.page.get_by_role("button", name="Räkna hur många det blir"))
    expect(leader.page.locator("main")).to_contain_text("har redan fått det")
