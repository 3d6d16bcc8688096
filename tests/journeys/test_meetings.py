"""A meeting of the steering group: from its agenda over what members tell beforehand and the notes to a decision that twelve
principals receive and carry out, with one waiting, and to minutes that nobody changes again.

The tests of this module are one tale and run in this order, on one running demo.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from playwright.sync_api import expect

from tests.journeys.kinds import CONTACT, HEAD, LEADER, MANAGER, STEERING
from tests.journeys.looks import SIDEWAYS
from tests.journeys.site import Site, run_python
from tests.journeys.visits import PHONE, Visit, Visitors

LIST, BOARDS = "/arbetsyta/styrning/moten/", "/arbetsyta/styrning/grupper/"
ITEM, TITLE, NOTED = "Ett gemensamt årshjul", "Ett årshjul för alla huvudmän", "Alla vill ha samma hålltider."
TOLD, SAID = "Alla skolor har börjat använda hjulet", "Punkten om årshjulet saknar datum"
TODAY = date.today()


@dataclass
class Tale:
    """What one person's step leaves for the next."""

    address: str = ""
    decision: str = ""


def _plan(visit: Visit, day: date) -> None:
    """From the board's own page."""
    visit.open(BOARDS)
    visit.press("Styrgruppen", role="link")
    visit.press("Planera ett möte", role="link")
    visit.page.get_by_label("Vilken dag?").fill(day.isoformat())
    visit.page.get_by_label("Vilken tid?").fill("13:00")
    visit.page.get_by_label("Var?").fill("Residenset")
    visit.press("Planera mötet")
    expect(visit.page.locator("main")).to_contain_text("Mötet finns, med dagordning.")


def _item(visit: Visit, title: str) -> Any:
    return visit.page.locator(".gov-agenda > li").filter(
        has=visit.page.get_by_role("heading", name=re.compile(title))
    )


def test_the_agenda_is_made_by_itself_and_arranged_by_hand_without_script(
    visitors: Visitors, tale: Tale
) -> None:
    visit = visitors.stranger(java_script_enabled=False)
    visit.open("/konto/logga-in/")
    visitors.sign_in(visit.page, LEADER)
    _plan(visit, TODAY)
    tale.address = visit.path
    assert visit.sees("Mötet öppnas") and visit.sees("Nästa möte") and visit.sees("Följ upp: ")
    visit.press("Lägg till en punkt", role="link")
    visit.page.get_by_label("Vad handlar punkten om?").fill(ITEM)
    visit.press("Lägg till")
    item = _item(visit, ITEM)
    expect(item).to_be_visible()
    before = visit.page.locator(".gov-agenda h3").all_inner_texts()
    item.get_by_role("button", name=re.compile("^Upp")).click()
    expect(visit.page.locator(".gov-agenda h3").nth(len(before) - 3)).to_contain_text(ITEM)
    assert not visit.page.evaluate(SIDEWAYS)


def test_members_are_asked_and_one_answers_on_the_phone_by_the_link_in_the_mail(
    visitors: Visitors, tale: Tale
) -> None:
    leader = visitors.visit(LEADER)
    leader.open(tale.address)
    leader.press("Fråga om lägesbild")
    expect(leader.page.locator("main")).to_contain_text("ledamöter har fått frågorna.")
    leader.open("/arbetsyta/utskick/")
    letter = leader.page.get_by_role("row").filter(has_text=STEERING).filter(has_text="Din lägesbild").first
    letter.get_by_role("link").first.click()
    link = re.search(r"https?://\S+/arbetsyta/styrning/plats/\S+/", leader.page.locator("main").inner_text())
    assert link
    phone = visitors.stranger(size=PHONE)
    phone.open(link[0])
    phone.page.get_by_label("Vad har gått framåt sedan förra mötet?").fill(TOLD)
    phone.press("Skicka")
    expect(phone.page.locator("main")).to_contain_text("Tack. Det läses tillsammans på mötet.")
    assert not phone.page.evaluate(SIDEWAYS) and not phone.complaints


def test_who_has_not_told_is_named_and_never_nothing(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(STEERING)
    visit.open(tale.address)
    visit.press("Visa lägesbilden", role="link")
    main = visit.page.locator("main")
    expect(main).to_contain_text(TOLD)
    expect(main).to_contain_text("1 av 5 har svarat.")
    expect(main).to_contain_text("Inte svarat än")
    assert visit.sees("Socialchef, Alvsund") and not visit.complaints


def test_at_the_meeting_notes_lead_to_a_decision_and_a_task(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(LEADER)
    visit.open(tale.address)
    visit.press("Börja mötet")
    expect(visit.page.locator("main")).to_contain_text("Mötet har börjat.")
    visit.page.get_by_role("radiogroup", name="Socialchef, Alvsund").get_by_label("frånvarande").check()
    visit.press("Spara närvaron")
    expect(visit.page.locator("main")).to_contain_text("Närvaron är sparad.")
    item = _item(visit, ITEM)
    item.get_by_label("Anteckningar").fill(NOTED)
    item.get_by_role("button", name=re.compile("^Spara anteckningen")).click()
    expect(visit.page.locator("main")).to_contain_text("Anteckningen är sparad.")
    item.get_by_role("link", name=re.compile("^Skriv ett beslut")).click()
    visit.page.get_by_label("Vad heter beslutet?").fill(TITLE)
    visit.page.get_by_label("Vad ska göras?").fill("Varje huvudman för in årshjulet i sin plan.")
    visit.page.get_by_label("Vem ansvarar?").select_option(label="förvaltningschef")
    # its day has passed: who has only received it is then waiting
    visit.page.get_by_label("Klart senast").fill((TODAY - timedelta(days=1)).isoformat())
    visit.press("Spara beslutet")
    expect(visit.page.locator("main")).to_contain_text("Beslutet är ett utkast.")
    item.get_by_role("link", name=re.compile("^Ge en uppgift")).click()
    visit.page.get_by_label("Vad ska göras?").fill("Rita årshjulet")
    visit.page.get_by_label("Klart senast").fill((TODAY + timedelta(days=40)).isoformat())
    visit.press("Spara uppgiften")
    expect(visit.page.locator("main")).to_contain_text("Uppgiften står i tidslinjen.")
    visit.press("Rita årshjulet", role="link")
    expect(visit.page.locator("main")).to_contain_text("mötet Styrgruppen")


def test_two_who_note_at_once_lose_no_words(visitors: Visitors, tale: Tale) -> None:
    first, second = visitors.visit(LEADER), visitors.visit(STEERING)  # secretary and chair
    for visit in (first, second):
        visit.open(tale.address)
    for visit, words in ((first, "Sekreterarens ord"), (second, "Ordförandens ord")):
        item = _item(visit, "Mötet öppnas")
        item.get_by_label("Anteckningar").fill(words)
        item.get_by_role("button", name=re.compile("^Spara anteckningen")).click()
        expect(visit.page.locator("main")).to_contain_text(
            "Anteckningen är sparad." if visit is first else "Någon annan har antecknat"
        )
    assert second.sees("Sekreterarens ord")
    expect(second.page.get_by_label("Anteckningar")).to_have_value("Ordförandens ord")
    second.page.get_by_label("Anteckningar").fill("Sekreterarens ord. Ordförandens ord.")
    second.press("Spara anteckningen")
    expect(second.page.locator("main")).to_contain_text("Anteckningen är sparad.")


def test_the_minutes_go_out_take_comments_and_are_approved_by_the_two_named_alone(
    visitors: Visitors, tale: Tale
) -> None:
    leader = visitors.visit(LEADER)
    leader.open(tale.address)
    leader.press("Skicka ut anteckningarna", role="link")
    leader.press("Skicka ut")
    expect(leader.page.locator("main")).to_contain_text("Anteckningarna är utskickade.")
    leader.press("Justera anteckningarna")
    expect(leader.page.locator("main")).to_contain_text("Anteckningarna är justerade från din plats.")
    member = visitors.visit(HEAD, size=PHONE)
    member.open(tale.address)
    member.page.get_by_label("Din synpunkt").fill(SAID)
    member.press("Skicka synpunkten")
    expect(member.page.locator("main")).to_contain_text("Din synpunkt är sparad.")
    assert not member.page.get_by_role("button", name="Justera anteckningarna").count()
    assert not member.page.evaluate(SIDEWAYS) and not member.complaints
    chair = visitors.visit(STEERING)
    chair.open(tale.address)
    expect(chair.page.locator("main")).to_contain_text(SAID)
    chair.press("Justera anteckningarna")
    expect(chair.page.locator("main")).to_contain_text("Anteckningarna är justerade från din plats.")
    assert visitors.visit(MANAGER).open(tale.address) == 404


def test_the_decision_goes_to_twelve_principals_and_one_waits(
    visitors: Visitors, site: Site, tale: Tale
) -> None:
    leader = visitors.visit(LEADER)
    leader.open(tale.address)
    leader.press(re.compile(f"^{TITLE}"), role="link")
    expect(leader.page.locator("h1")).to_contain_text(TITLE)
    tale.decision = leader.path
    leader.press("Skicka", role="link")
    leader.press("Skicka beslutet")
    expect(leader.page.locator("main")).to_contain_text("Beslutet är skickat till 12 mottagare.")
    for who, line, button in (
        (CONTACT, "Vi ritar om vårt årshjul", "Tas om hand så här"),
        (HEAD, "Ledningen har bestämt det", "Klart"),
    ):
        visit = visitors.visit(who, size=PHONE)
        visit.open(tale.decision)
        visit.page.get_by_role("link", name=re.compile("(Svara för|Ändra svaret för) Ekvik")).click()
        visit.page.get_by_label("Svar på en rad").fill(line)
        visit.press(button)
        expect(visit.page.locator("main")).to_contain_text("Svaret har gått tillbaka.")
        assert not visit.page.evaluate(SIDEWAYS)
    assert (
        run_python(site.folder, "tests.journeys.meeting_days").strip() == "1"
    )  # and a week passes for the minutes
    leader.open(tale.decision)
    expect(leader.page.locator("main")).to_contain_text("Av 12: 11 klart, 1 väntar.")
    leader.press(re.compile("^Styrgruppen,"), role="link")
    expect(leader.page.locator("h1")).to_contain_text("Styrgruppen")


def test_the_locked_record_is_read_by_all_and_changed_by_nobody(
    visitors: Visitors, site: Site, tale: Tale
) -> None:
    manager = visitors.visit(MANAGER)
    assert manager.open(tale.address) == 200
    expect(manager.page.locator("main")).to_contain_text(
        "Justerade av Regiondirektör och Processledare, länet."
    )
    assert manager.sees(NOTED) and manager.sees(TOLD) and manager.sees(SAID)
    with manager.page.expect_download() as fetched:
        manager.press("JSON", role="link")
    assert NOTED in fetched.value.path().read_text(encoding="utf-8")
    leader = visitors.visit(LEADER)
    pk = site.value("SELECT id FROM governance_meetingitem WHERE notes = ?", NOTED)
    assert leader.open(f"{LIST}punkt/{pk}/anteckna/") == 409
    expect(leader.page.locator("main")).to_contain_text("Anteckningarna är låsta och ändras inte.")


def test_what_waits_is_on_the_next_agenda_by_itself(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(LEADER)
    _plan(visit, TODAY + timedelta(days=30))
    item = _item(visit, f"Följ upp: {TITLE}")
    expect(item).to_contain_text("11 klart")
    expect(item).to_contain_text("1 väntar")
    assert not visit.complaints
