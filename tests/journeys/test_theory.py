"""The programme theory edited and published in a browser, and an adaptation that touches its core, told, answered and read."""

import re

from playwright.sync_api import expect

from tests.journeys.kinds import CONTACT, MODEL, RESEARCHER
from tests.journeys.looks import SIDEWAYS
from tests.journeys.visits import DESK, PHONE, Visitors

NEW = "Vårdnadshavare är med när något prövas"
WAY = "Vi börjar mötet med två av hjulets områden och tar resten nästa gång."
ANSWER = "Pröva ett halvår, men låt barnet välja vilka två."


def test_the_model_manager_writes_a_line_says_what_measures_it_and_publishes(visitors: Visitors) -> None:
    visit = visitors.visit(MODEL)
    visit.open("/arbetsyta/modellen/")
    visit.press("Gör ett utkast till ny programteori")
    assert visit.heading() == "Programteori 2"
    drawing = visit.page.locator("svg.theory")
    expect(drawing).to_be_visible()
    assert drawing.locator("a").count() == 35

    visit.press("Lägg till en rad", role="link")
    visit.page.get_by_label("Gemensam struktur").check()
    for label in ("Aktiv ingrediens", "Mekanism", "Effekt", "Nytta"):
        words = NEW if label == "Aktiv ingrediens" else f"{label} av att {NEW.lower()}"
        visit.page.get_by_label(f"{label}, svenska").fill(words)
    visit.page.get_by_label("Utfall").select_option(label="Bättre hälsa")
    visit.page.get_by_label("Som en mening: om … så …, svenska").fill(
        "Om familjen är med från början, så blir det rätt."
    )
    visit.press("Spara")
    expect(drawing.locator("a")).to_have_count(40)

    box = visit.page.get_by_role("link", name=re.compile(f"^Aktiv ingrediens: {NEW}. inget mått än"))
    box.focus()
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")
    assert visit.sees(f"Aktiv ingrediens: {NEW}")
    visit.page.get_by_label(re.compile("Vi har skrivit ned hur barn, unga och vårdnadshavare")).check()
    visit.press("Spara")
    expect(
        visit.page.get_by_role("link", name=re.compile(f"^Aktiv ingrediens: {NEW}. 1 mått"))
    ).to_be_visible()

    visit.press("Publicera", role="link")
    visit.press("Publicera")
    expect(visit.page.locator("body")).to_contain_text("Programteorin gäller nu.")
    reader = visitors.visit(RESEARCHER, size=PHONE)
    reader.open(visit.path)
    assert reader.sees(NEW) and not reader.sees("Ändra raden")
    expect(reader.page.locator("svg.theory")).to_be_hidden()
    assert not reader.page.evaluate(SIDEWAYS)
    assert not [*visit.complaints, *reader.complaints]


def test_an_adaptation_that_touches_the_core_is_answered_and_read_as_an_idea(visitors: Visitors) -> None:
    contact = visitors.visit(CONTACT, size=PHONE)
    contact.open("/arbetsyta/anpassningar/")
    contact.press("Berätta om en anpassning", role="link")
    contact.page.get_by_label("Hur Barnets bästa-hjulet används").check()
    contact.page.get_by_label("Hur gör ni?").fill(WAY)
    contact.page.get_by_label("Varför gör ni så?").fill("Mötena blev för långa för de minsta.")
    contact.page.get_by_label("Ja, vi bestämde oss för det").check()
    contact.page.get_by_label("Sedan när?").fill("2026-09-01")
    contact.page.get_by_label("Ja, eller kanske. Då läser modellförvaltaren och svarar er").check()
    contact.press("Spara")
    assert contact.sees("Kryssa i vilken aktiv ingrediens som försvinner eller blir svagare.")
    contact.page.get_by_label("Barnets bästa-hjulet som gemensam utgångspunkt").check()
    assert contact.page.get_by_label("Hur gör ni?").input_value() == WAY
    contact.press("Spara")
    assert contact.sees("rör kärnan, väntar på modellförvaltaren")
    assert not contact.page.evaluate(SIDEWAYS)

    manager = visitors.visit(MODEL)
    manager.open("/arbetsyta/")
    manager.page.get_by_role("link", name=re.compile("rör modellens kärna och vänt")).click()
    manager.press(WAY, role="link")
    manager.page.get_by_label("Ditt svar till huvudmannen").fill(ANSWER)
    manager.press("Skicka svaret")
    expect(manager.page.locator("body")).to_contain_text("Svaret är skickat till huvudmannen.")

    contact = visitors.visit(CONTACT, size=DESK)
    contact.open("/arbetsyta/anpassningar/?del=wheel-use")
    contact.follow(contact.page.get_by_role("link", name=WAY).first)
    assert contact.sees(ANSWER)
    reader = visitors.visit(RESEARCHER)
    reader.open(contact.path)
    assert reader.sees(WAY) and not reader.sees(ANSWER), "an idea for everyone, an answer for the principal"
    assert not [*contact.complaints, *manager.complaints, *reader.complaints]
