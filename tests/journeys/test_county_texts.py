"""The county's own words: an editor changes the invitation, a letter goes out with it, and the standard text comes back; and the
county's logotype at the head of its documents.

The tests of this module are one tale and run in this order, on one running demo.
"""

import io
import re
import zipfile

from playwright.sync_api import expect

from tests.journeys.kinds import LEADER, SYSTEM
from tests.journeys.looks import SIDEWAYS
from tests.journeys.visits import PHONE, Visit, Visitors

EDITOR = "redaktor@sjoland.example"
TEXTS, LOGOTYPE, MAIL = "/arbetsyta/texter/", "/arbetsyta/texter/logotyp/", "/arbetsyta/utskick/"
SUBJECT, GREETING = "Logga in i Sjölands samarbete", "Vad roligt att du ska vara med!"
STANDARD = "Du är inbjuden till Tillsammans"
ONE_TALE = True


def test_the_editor_writes_the_invitation_and_sees_how_it_becomes(visitors: Visitors) -> None:
    visit = visitors.visit(EDITOR, size=PHONE)
    visit.open(TEXTS)
    assert visit.sees("egen text: svenska") and not visit.page.evaluate(SIDEWAYS)
    visit.follow(visit.page.get_by_role("link", name=re.compile("^Svenska.*Inbjudan till ett konto")))
    expect(visit.page.get_by_label("Ämne")).to_have_value(STANDARD)
    visit.page.get_by_label("Ämne").fill(SUBJECT)
    visit.page.get_by_label("Text", exact=True).fill(f"{GREETING}\n\nVälj ett lösenord här:\n{{lank}}")
    visit.follow(visit.page.get_by_role("button", name="Spara"))
    expect(visit.page.locator("main")).to_contain_text("{lank} går inte att fylla i. Menade du {länk}?")
    visit.page.get_by_label("Text", exact=True).fill(f"{GREETING}\n\nVälj ett lösenord här:\n{{länk}}")
    visit.follow(visit.page.get_by_role("button", name="Visa hur det blir"))
    expect(visit.page.locator("#blir")).to_contain_text("Det här är inte sparat än.")
    expect(visit.page.locator("#blir")).to_contain_text("/konto/exempel")
    visit.follow(visit.page.get_by_role("button", name="Spara"))
    expect(visit.page.locator("main")).to_contain_text(
        "Sparat. Texten används i det som skrivs från och med nu."
    )
    expect(visit.page.locator("main")).to_contain_text(
        "Den som läser på engelska får standardtexten på det språket."
    )
    assert not visit.page.evaluate(SIDEWAYS) and not visit.complaints


def test_a_letter_goes_out_with_the_countys_words_and_one_in_english_with_ours(visitors: Visitors) -> None:
    visit = visitors.visit(SYSTEM)
    _invite(visit, "ny.kontaktperson@ekvik.example", "svenska")
    body = _newest(visit, SUBJECT)
    assert body.startswith(GREETING) and re.search(r"https?://\S+/konto/", body) and "{" not in body
    _invite(visit, "new.contact@ekvik.example", "engelska")
    assert _newest(visit, "You are invited to Tillsammans").startswith("Hello")


def test_the_standard_text_comes_back_and_what_was_sent_stays_as_it_was(visitors: Visitors) -> None:
    visit = visitors.visit(EDITOR)
    visit.open(f"{TEXTS}accounts/invitation/sv/")
    visit.follow(visit.page.get_by_role("link", name="Gå tillbaka till standardtexten"))
    visit.follow(visit.page.get_by_role("button", name="Använd standardtexten"))
    expect(visit.page.locator("main")).to_contain_text("Standardtexten används igen.")
    expect(visit.page.get_by_label("Ämne")).to_have_value(STANDARD)
    visit.page.locator("summary", has_text="Version 1,").click()
    expect(visit.page.get_by_text(GREETING)).to_be_visible()
    system = visitors.visit(SYSTEM)
    _invite(system, "ytterligare@ekvik.example", "svenska")
    assert _newest(system, STANDARD).startswith("Hej")
    system.open(MAIL)
    system.follow(system.page.get_by_role("link", name=SUBJECT).first)
    expect(system.page.locator(".letter")).to_contain_text(GREETING)


def test_the_logotype_stands_in_a_report_until_it_is_taken_away(visitors: Visitors) -> None:
    leader, editor = visitors.visit(LEADER), visitors.visit(EDITOR)
    assert _pictures(leader) == 1 + _pictures_without(leader, editor)


def _pictures_without(leader: Visit, editor: Visit) -> int:
    editor.open(LOGOTYPE)
    expect(editor.page.get_by_text("Utskriven i gråskala")).to_be_visible()
    editor.follow(editor.page.get_by_role("link", name="Ta bort logotypen"))
    editor.follow(editor.page.get_by_role("button", name="Ta bort logotypen"))
    expect(editor.page.locator("main")).to_contain_text("Logotypen är borttagen.")
    return _pictures(leader)


def _pictures(visit: Visit) -> int:
    """How many pictures stand in the published report's Word file."""
    visit.open("/arbetsyta/statusrapporter/")
    visit.follow(visit.page.get_by_role("link", name=re.compile("^Statusrapport")).last)
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("link", name=re.compile("Word")).first.click()
    with zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes())) as word:
        return word.read("word/document.xml").count(b"<w:drawing>")


def _invite(visit: Visit, email: str, language: str) -> None:
    visit.open("/arbetsyta/konton/bjud-in/")
    visit.page.get_by_label("E-postadress i tjänsten").fill(email)
    visit.page.get_by_label("Roll").select_option(label="redaktör")
    visit.page.get_by_label("Mejlets språk").select_option(label=language)
    visit.follow(visit.page.get_by_role("button", name="Skicka inbjudan"))
    expect(visit.page.locator("main")).to_contain_text("Inbjudan är på väg.")


def _newest(visit: Visit, subject: str) -> str:
    """The text of the newest letter, which has this subject."""
    visit.open(MAIL)
    first = visit.page.locator("tbody tr").first.get_by_role("link")
    expect(first).to_have_text(subject)
    visit.follow(first)
    return visit.page.locator(".letter").inner_text().strip()
