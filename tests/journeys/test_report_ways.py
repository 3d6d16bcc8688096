"""The self-report by every way in: keyboard alone, without script, enlarged, without a connection, in pieces."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import answering
from tests.journeys.kinds import MANAGER
from tests.journeys.looks import NARROWEST, SIDEWAYS
from tests.journeys.site import Site, run_python
from tests.journeys.visits import PHONE, Visit, Visitors

TAPS_BESIDE_QUESTIONS = 3  # begin, look over, send


@pytest.fixture(scope="module")
def links(site: Site) -> Iterator[str]:
    """Personal links to silent workplaces that answered the last time, one after another."""
    return iter(run_python(site.folder, "tests.journeys.links").split())


@pytest.fixture
def link(links: Iterator[str]) -> str:
    return next(links)


@pytest.fixture(scope="module")
def count(site: Site) -> int:
    [(round_id,)] = site.rows("SELECT id FROM followup_reportinground WHERE state = 'open'")
    return answering.questions(site, round_id)


def test_nothing_has_changed_is_told_in_few_taps(
    visitors: Visitors, link: str, count: int, record_property
) -> None:
    visit = visitors.stranger()
    taps, server = Taps(visit), ServerTime(visit.page)
    visit.open(link)
    taps.press("Börja", role="link")
    for _ in range(count):
        taps.press_matching("Vi står kvar på steg|Vi har fortfarande inte börjat")
    taps.press("Granska svaret")
    taps.press("Skicka självskattningen")
    assert visit.heading() == "Vi har tagit emot ert svar"
    visit.page.wait_for_url("**/mottaget/")  # and no word of the errors that were not
    assert taps.made == count + TAPS_BESIDE_QUESTIONS
    record_property("server_milliseconds", round(server.spent))
    print(f"\n{taps.made} taps, {server.spent:.0f} ms of server in {server.answers} answers")


class Taps:
    """A finger that counts."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.made = visit, 0

    def press(self, name: str, role: str = "button") -> None:
        before = self.visit.page.url
        self.visit.press(name, role=role)
        self.visit.page.wait_for_url(lambda url: url != before)
        self.made += 1

    def press_matching(self, pattern: str) -> None:
        import re

        before = self.visit.page.url
        self.visit.page.get_by_role("button", name=re.compile(pattern)).click()
        self.visit.page.wait_for_url(lambda url: url != before)
        self.made += 1


class ServerTime:
    """How long the browser waited for the server's own pages, in milliseconds: what must leave room for a person."""

    def __init__(self, page: Page) -> None:
        self.spent, self.answers = 0.0, 0
        page.on("requestfinished", self._finished)

    def _finished(self, request) -> None:  # type: ignore[no-untyped-def]
        if request.resource_type == "document":
            timing = request.timing
            self.spent += max(0.0, timing["responseStart"] - timing["requestStart"])
            self.answers += 1


def test_the_report_is_filled_in_by_keyboard_alone(visitors: Visitors, link: str, count: int) -> None:
    visit = visitors.stranger(size=(1440, 900))
    visit.open(link)
    keyboard = Keyboard(visit.page)
    keyboard.to("Börja").enter()
    for number in range(1, count + 1):
        keyboard.to_name("step").press("ArrowUp").press("ArrowUp")
        assert visit.page.locator("input[name=step]:checked").count() == 1
        keyboard.to("Nästa fråga" if number < count else "Gå vidare").enter()
    keyboard.to("Granska svaret").enter()
    keyboard.to("Skicka självskattningen").enter()
    assert visit.heading() == "Vi har tagit emot ert svar"


class Keyboard:
    """Tab, arrows, space and Enter, and no pointer."""

    MOST_TABS = 60

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str) -> "Keyboard":
        self.page.keyboard.press(key)
        return self

    def enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def to(self, words: str) -> "Keyboard":
        return self._until(
            "(words) => (document.activeElement.innerText || '').trim().startsWith(words)", words
        )

    def to_name(self, name: str) -> "Keyboard":
        return self._until("(name) => document.activeElement.name === name", name)

    def _until(self, there: str, argument: str) -> "Keyboard":
        for _ in range(self.MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(there, argument):
                assert self.page.evaluate(OUTLINED), f"the focus on {argument!r} cannot be seen"
                return self
        raise AssertionError(f"{argument!r} is not reached in {self.MOST_TABS} presses of Tab")


# The focused element, its label or the marked choice around it has an outline or a shadow.
OUTLINED = """() => {
  const here = document.activeElement;
  return [here, here.closest("label"), here.parentElement, here.nextElementSibling].some((one) => {
    if (!one) return false;
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  });
}"""


def test_the_report_is_filled_in_without_script(visitors: Visitors, link: str, count: int) -> None:
    visit = visitors.stranger(java_script_enabled=False)
    visit.open(link)
    visit.press("Börja", role="link")
    answering.answer_all(visit, count, step=2, note="Utan skript")
    answering.onwards(visit, "Granska svaret")
    assert visit.sees("Utan skript 1")
    answering.onwards(visit, "Skicka självskattningen")
    assert visit.heading() == "Vi har tagit emot ert svar"


def test_a_question_without_an_answer_is_told_of_and_focused(visitors: Visitors, link: str) -> None:
    visit = visitors.stranger()
    visit.open(f"{link}fraga/1/")
    visit.page.locator("#note").fill("Det här står kvar")
    visit.press("Nästa fråga")
    expect(visit.page.locator(".errs")).to_be_focused()
    assert visit.page.locator("#note").input_value() == "Det här står kvar"


def test_nothing_lies_outside_the_window_at_four_hundred_percent(
    visitors: Visitors, link: str, count: int
) -> None:
    visit = visitors.stranger(size=(NARROWEST, 256))
    visit.open(link)
    wide = [_sideways(visit)]
    visit.press("Börja", role="link")
    for number in range(1, count + 1):
        answering.choose(visit, 3)
        wide.append(_sideways(visit))
        answering.onwards(visit, "Nästa fråga" if number < count else "Gå vidare")
    wide.append(_sideways(visit))
    answering.onwards(visit, "Granska svaret")
    wide.append(_sideways(visit))
    answering.onwards(visit, "Skicka självskattningen")
    wide.append(_sideways(visit))
    assert not [one for one in wide if one]


def _sideways(visit: Visit) -> str:
    out: str = visit.page.evaluate(SIDEWAYS)
    return f"{visit.path}: {out}" if out else ""


def test_what_is_typed_without_a_connection_is_kept_and_saved_when_it_is_back(
    visitors: Visitors, link: str
) -> None:
    visit = visitors.stranger(size=PHONE)
    visit.open(f"{link}fraga/1/")
    mark = visit.page.locator("[data-saved]")
    visit.page.context.set_offline(True)
    answering.choose(visit, 3)
    visit.page.locator("#note").fill("Skrivet i tunneln")
    expect(mark).to_contain_text("Inte sparat än", timeout=10_000)
    assert visit.page.locator("#note").input_value() == "Skrivet i tunneln"
    visit.page.context.set_offline(False)
    answering.saved(visit)
    again = Visit(visit.page.context.new_page(), visit.site)
    again.open(f"{link}fraga/1/")
    assert again.page.locator("#note").input_value() == "Skrivet i tunneln"


def test_whoever_is_signed_out_while_typing_signs_in_beside_and_goes_on(
    visitors: Visitors, site: Site
) -> None:
    visit = visitors.visit(MANAGER, size=PHONE)
    visit.open(f"{_own_report(site)}fraga/1/")
    visit.page.context.clear_cookies(name="session")
    visit.page.locator("#note").fill("Skrivet efter utloggning")
    notice = visit.page.locator("[data-out]")
    expect(notice).to_contain_text("Du är inte inloggad längre", timeout=10_000)
    visit.press("Nästa fråga")
    expect(notice).to_be_focused()
    with visit.page.context.expect_page() as opened:
        visit.press("Logga in (öppnas i en ny flik)", role="link")
    visitors.sign_in(opened.value, MANAGER)
    assert "/sjalvskattning/" in opened.value.url
    opened.value.close()
    visit.page.bring_to_front()
    visit.page.evaluate("window.dispatchEvent(new Event('focus'))")
    answering.saved(visit)
    expect(notice).to_be_hidden()
    assert visit.page.locator("#note").input_value() == "Skrivet efter utloggning"


def _own_report(site: Site) -> str:
    """A report in the open round that the demo's unit manager answers, not sent yet."""
    [(request_id,)] = site.rows(
        "SELECT r.id FROM followup_reportrequest r JOIN followup_reportinground o ON o.id = r.round_id"
        " JOIN organisations_roleholding h ON h.place_id = r.unit_id JOIN accounts_user u ON u.id = h.user_id"
        " WHERE o.state = 'open' AND r.withdrawn_at IS NULL AND h.role = 'unit_manager' AND u.email = ? LIMIT 1", MANAGER,
    )  # fmt: skip
    return f"/arbetsyta/sjalvskattning/{request_id}/"


def test_a_link_that_ends_while_somebody_types_says_what_to_do(visitors: Visitors, link: str) -> None:
    visit = visitors.stranger(size=PHONE)
    visit.open(f"{link}fraga/1/")
    other = Visit(visit.page.context.new_page(), visit.site)
    other.open(f"{link}lamna-over/")
    other.page.locator("input[type=email]").fill("kollega@ekvik.example")
    other.follow(other.page.locator("main form button").first)
    visit.page.locator("#note").fill("Skrivet för sent")
    notice = visit.page.locator("[data-out]")
    expect(notice).to_contain_text("Länken gäller inte längre. Be din kontaktperson", timeout=10_000)
    expect(visit.page.locator("[data-saved]")).to_have_text("Inte sparat")
    visit.press("Nästa fråga")
    assert visit.page.locator("#note").input_value() == "Skrivet för sent"
    assert visit.path.endswith("/fraga/1/")


def test_a_tab_that_was_closed_opens_where_one_was(visitors: Visitors, link: str, count: int) -> None:
    visit = visitors.stranger(size=PHONE)
    visit.open(f"{link}fraga/1/")
    answering.choose(visit, 2)
    visit.page.locator("#note").fill("Mitt i en mening")
    answering.saved(visit)
    visit.page.close()
    again = visitors.stranger(size=PHONE)
    again.open(link)
    assert again.sees("Ifyllt så här långt")
    again.open(f"{link}fraga/1/")
    assert again.page.locator("#note").input_value() == "Mitt i en mening"
    assert again.page.locator("input[name=step]:checked").input_value() == "2"
    again.open(link)
    again.press("Fortsätt", role="link")
    again.page.wait_for_url("**/fraga/2/")
