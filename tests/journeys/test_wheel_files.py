"""The family's own file: saved, locked and opened on the device; a strange one is told of kindly and changes nothing."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys import wheel_files as files
from tests.journeys import wheel_talk as talk
from tests.journeys.visits import Visit, Visitors
from tests.journeys.wheel_files import PASSPHRASE, saved, wheel, written

CHILD = "/hjulet/barn/"
OWN = "Jag trivs när det är lugnt."
GOOD = saved(wheel(trygghet={"level": "works", "words": "Från filen."}))
LARGE = 50 * 1024 * 1024
# Good contents spoiled at one or two places of the tree: what opens must be writable and open as the same; all else is a Problem.
SPOILED = """async ([address, good, tries]) => {
  const { open, write, Problem } = await import(address), any = (number) => Math.floor(Math.random() * number);
  const values = [null, 0, -1, 1e308, "", [], {}, true, "x".repeat(9000), "\\u202e", "__proto__", "\\ud800", [[]], [1, 2, [3]]];
  const spoil = (whole) => {
    for (let now = whole; ;) {
      const keys = Object.keys(now), key = keys[any(keys.length)];
      if (key === undefined) return whole;
      if (any(3) && typeof now[key] === "object" && now[key]) { now = now[key]; continue; }
      if (any(4)) now[key] = structuredClone(values[any(values.length)]); else delete now[key];
      return whole;
    }
  };
  const wrong = [];
  for (let number = 0; number < tries; number += 1) {
    const given = JSON.stringify(spoil(spoil(structuredClone(good))));
    try {
      const { contents } = await open(new Blob([given]));
      const again = contents && (await open(await write(contents))).contents;
      if (JSON.stringify(contents) !== JSON.stringify(again)) wrong.push(given);
    } catch (problem) { if (!(problem instanceof Problem)) wrong.push(`${problem}: ${given}`); }
  }
  return wrong;
}"""


@pytest.fixture
def visit(visitors: Visitors) -> Iterator[Visit]:
    """A child who has written something of its own, at a page that has made no request since."""
    one = visitors.stranger(size=(820, 1100), service_workers="block")
    assert one.open(CHILD) == 200
    one.page.locator("[data-turn=trygghet] textarea").fill(OWN)
    yield one
    assert not one.complaints, one.complaints
    one.page.context.close()


def words(page: Page) -> str:
    return page.locator("[data-turn=trygghet] textarea").input_value()


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


STRANGE: dict[str, tuple[Any, str]] = {
    "empty": ("", "inte en fil från hjulet"),
    "another program's": ({"a": 1}, "inte en fil från hjulet"),
    "a list": ([GOOD], "inte en fil från hjulet"),
    "not text": (b"\xff\xd8\xff\xe0JFIF\x00", "inte en fil från hjulet"),
    "deep": (nested(400_000), "inte en fil från hjulet"),
    "cut off": (json.dumps(GOOD)[:-40], "En bit av filen saknas"),
    "newer": ({**GOOD, "version": 2}, "nyare version"),
    "a newer lock": (saved(encrypted={"kdf": "argon2"}), "nyare version"),
    "no version": ({**GOOD, "version": "1"}, "gått sönder"),
    "no wheels": ({**GOOD, "wheels": {}}, "gått sönder"),
    "a strange voice": (saved({**wheel(), "voice": "teacher"}), "gått sönder"),
    "no such day": (saved(wheel(made_on="2026-02-30")), "gått sönder"),
    "a level that is no code": (saved(wheel(trygghet={"level": "<b>"})), "gått sönder"),
    "words that are no text": (saved(wheel(trygghet={"words": {"a": 1}})), "gått sönder"),
    "pictures that are no list": (saved(wheel(trygghet={"pictures": {"0": "tree"}})), "gått sönder"),
    "more pictures than there are": (saved(wheel(trygghet={"pictures": ["tree"] * 13})), "gått sönder"),
    "a drawing outside its paper": (saved(wheel(trygghet={"drawing": [[0, 5000]]})), "gått sönder"),
    "an area called __proto__": (
        json.dumps(saved(wheel(X={"level": "works"}))).replace('"X"', '"__proto__"'),
        "gått sönder",
    ),
    "an area called constructor": (saved(wheel(constructor={"level": "works"})), "gått sönder"),
    "too many wheels": (saved(*[wheel() for _ in range(13)]), "gått sönder"),
    "a lock that works for ever": (
        saved(encrypted={"kdf": "PBKDF2-SHA256", "iterations": 10**12, "salt": "A" * 24, "iv": "A" * 16, "data": "A" * 40}),
        "gått sönder",
    ),
    "a weak lock": (
        saved(encrypted={"kdf": "PBKDF2-SHA256", "iterations": 1, "salt": "A" * 24, "iv": "A" * 16, "data": "A" * 40}),
        "gått sönder",
    ),
    "a salt that is no code": (
        saved(encrypted={"kdf": "PBKDF2-SHA256", "iterations": 600_000, "salt": "§", "iv": "A" * 16, "data": "A" * 40}),
        "gått sönder",
    ),
}  # fmt: skip


def test_a_strange_file_is_told_of_kindly_and_changes_nothing(visit: Visit, tmp_path: Path) -> None:
    asked: list[str] = []
    wrong = []
    files.opener(
        visit.page
    ).click()  # fetches the part, once; the window that asks for a file is not answered
    visit.page.wait_for_selector(".keep__said", state="attached")
    visit.page.on("request", lambda request: asked.append(request.url))
    for name, (content, message) in STRANGE.items():
        files.choose(visit.page, written(tmp_path, content))
        told = files.said(visit.page)
        if message not in told or words(visit.page) != OWN:
            wrong.append(f"{name}: {told!r}, {words(visit.page)!r}")
    assert not wrong, "\n".join(wrong)
    assert visit.page.evaluate("() => ({}).level === undefined && Object.keys(Object.prototype).length === 0")
    assert not asked


@pytest.mark.parametrize("language", ["", "/ar", "/kmr"])
@pytest.mark.parametrize("path", ["/hjulet/jamfor/", "/hjulet/forbered/franvaroutredning/"])
def test_a_strange_file_changes_nothing_on_the_grown_ups_pages_either(
    visitors: Visitors, tmp_path: Path, path: str, language: str
) -> None:
    own = visitors.stranger(size=(390, 844), service_workers="block")
    assert own.open(f"{language}{path}") == 200
    own.page.wait_for_selector("[data-ready]")
    field = own.page.locator("td textarea, [data-fields=areas] textarea").first
    field.fill(OWN)
    before, told = own.page.locator("main textarea").count(), set()
    for name in ("empty", "cut off", "newer", "no version", "a salt that is no code"):
        files.choose(own.page, written(tmp_path, STRANGE[name][0]))
        told.add(files.said(own.page))
        assert own.page.locator(".keep__said.err svg").count() == 1, "not by its colour alone"
        assert (field.input_value(), own.page.locator("main textarea").count()) == (OWN, before), name
    assert len(told) == 4, "what is wrong is said: foreign, cut, newer, broken"
    assert not own.complaints
    own.page.context.close()


def test_a_file_of_fifty_megabytes_is_refused_before_it_is_read(visit: Visit, tmp_path: Path) -> None:
    large = tmp_path / "stor.json"
    with large.open("wb") as file:
        file.truncate(LARGE)
    files.choose(visit.page, large)
    assert "för stor" in files.said(visit.page)
    assert words(visit.page) == OWN
    read = """async (address) => {
      const { open } = await import(address);
      const file = { size: 50e6, arrayBuffer() { throw new Error("read"); } };
      return open(file).catch((problem) => problem.code);
    }"""
    assert visit.page.evaluate(read, module(visit.page, "file")) == "too_large"


def module(page: Page, name: str) -> str:
    """The address under which the page fetched a module."""
    found = page.evaluate("() => performance.getEntriesByType('resource').map((one) => one.name)")
    return next(one for one in found if f"/wheel/{name}." in one)


def test_whatever_a_file_holds_it_opens_the_same_again_or_is_refused(visit: Visit) -> None:
    files.saver(visit.page).click()
    visit.page.wait_for_selector(".keep__panel:visible")
    drawn = {
        "level": "works",
        "words": "Å 🙂",
        "emoji": "🙂",
        "drawing": [[1, 2, 3, 4]],
        "pictures": ["tree", "bed"],
    }
    good = saved(wheel(trygghet=drawn, halsa={}), wheel("guardian", "2026-03-01", halsa=drawn))
    assert visit.page.evaluate(SPOILED, [module(visit.page, "file"), good, 3000]) == []
    assert visit.page.evaluate("() => Object.keys(Object.prototype).length === 0")


def test_unknown_keys_are_dropped_and_script_in_texts_is_text(visit: Visit, tmp_path: Path) -> None:
    evil = '<img src=x onerror="window.struck=1"><script>window.struck=1</script>'
    strange = saved(
        {**wheel(trygghet={"level": "works", "words": evil, "emoji": "<b>", "html": evil}), "script": evil},
        script=evil,
    )
    text = json.dumps(strange).replace('"script"', '"__proto__": {"struck": 1}, "script"')
    before = visit.page.locator("main img, main script").count()
    files.choose(visit.page, written(tmp_path, text))
    files.instead(visit.page)
    assert "öppnad" in files.said(visit.page)
    assert words(visit.page) == evil
    assert evil in visit.page.locator("[data-said=trygghet]").inner_text()
    assert visit.page.evaluate("() => window.struck === undefined && ({}).struck === undefined")
    assert visit.page.locator("main img, main script").count() == before
    copy = json.loads(files.save(visit.page, tmp_path).read_text(encoding="utf-8"))
    assert set(copy) == {"format", "version", "county", "edition", "language", "wheels"}
    assert set(copy["wheels"][0]["areas"]["trygghet"]) <= {"level", "words", "emoji", "drawing", "pictures"}


def test_a_saved_file_opens_on_another_device_as_it_was(
    visit: Visit, visitors: Visitors, tmp_path: Path
) -> None:
    visit.page.locator("[data-turn=trygghet] .levels label").nth(1).click()
    file = files.save(visit.page, tmp_path)
    assert "sparad" in files.said(visit.page)
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert kept["wheels"][0]["areas"]["trygghet"] == {"level": "soso", "words": OWN}
    assert "trygghet" not in file.name
    other = visitors.stranger(size=(390, 844), service_workers="block")
    other.open(CHILD)
    files.choose(other.page, file)
    assert "öppnad" in files.said(other.page)
    assert words(other.page) == OWN
    assert other.page.locator("[data-turn=trygghet] input[value=soso]").is_checked()
    assert not other.complaints
    other.page.context.close()


def test_what_a_child_pointed_at_is_in_the_file_and_a_picture_that_is_not_here_is_left_out(
    visitors: Visitors, tmp_path: Path
) -> None:
    visit = visitors.stranger(size=(820, 1100), service_workers="block")
    visit.open("/hjulet/liten/")
    small = {**wheel(), "audience": "small"}
    pointed = {"pictures": ["moon-stars", "cat", "tree", "tree", 7, "<b>", "__proto__"]}
    older = {"level": "works", "words": "Utan bilder."}
    files.choose(
        visit.page,
        written(tmp_path, saved({**small, "areas": {"trygghet": pointed, "halsa": older, "stod": {"pictures": ["cat"]}}})),
    )  # fmt: skip
    assert "öppnad" in files.said(visit.page)
    chosen = visit.page.locator(".pictures :checked").evaluate_all("(all) => all.map((one) => one.value)")
    assert chosen == ["tree", "moon-stars"]
    visit.page.locator("[data-turn=trygghet] [data-picture=tree]").click()
    kept = json.loads(files.save(visit.page, tmp_path).read_text(encoding="utf-8"))["wheels"]
    assert kept[0]["areas"] == {"trygghet": {"pictures": ["moon-stars"]}, "halsa": older}
    assert not visit.complaints
    visit.page.context.close()


def test_a_locked_file_holds_no_word_and_opens_with_its_passphrase_alone(
    visit: Visit, tmp_path: Path
) -> None:
    page = visit.page
    first = files.save(page, tmp_path, passphrase=PASSPHRASE, name="a.json")
    second = files.save(page, tmp_path, passphrase=PASSPHRASE, name="b.json")
    one, two = (json.loads(path.read_text(encoding="utf-8"))["encrypted"] for path in (first, second))
    assert (one["kdf"], one["iterations"]) == ("PBKDF2-SHA256", 600_000)
    assert one["salt"] != two["salt"]
    assert one["iv"] != two["iv"]
    assert one["data"] != two["data"]
    assert "lugnt" not in first.read_text(encoding="utf-8")
    page.locator("[data-turn=trygghet] textarea").fill("Något annat.")
    files.choose(page, first)
    files.unlock(page, "fel ord helt och hållet")
    assert "stämmer inte" in files.said(page)
    assert words(page) == "Något annat."
    files.unlock(page, "ha\u0308st båt  äpple måne ")  # composed and spaced as another keyboard does
    files.instead(page)
    assert words(page) == OWN


def test_a_file_on_its_way_when_the_page_is_cleared_comes_to_nothing(visit: Visit, tmp_path: Path) -> None:
    """The key of a locked file takes a moment to make: whoever presses "Rensa" in that moment has forgotten."""
    page = visit.page
    file = files.save(page, tmp_path, passphrase=PASSPHRASE)
    page.evaluate(SLOW_KEY)
    files.choose(page, file)
    files.unlock(page, PASSPHRASE)
    page.wait_for_function("window.asked")
    page.locator("[data-wheel-clear]").click()
    page.evaluate("window.finish()")
    assert talk.nothing_is_left(page)
    assert page.locator(".keep__panel:visible").count() == 0


SLOW_KEY = """() => {
  const make = crypto.subtle.deriveKey.bind(crypto.subtle), gate = Promise.withResolvers();
  let made;
  crypto.subtle.deriveKey = async (...how) => { window.asked = true; await gate.promise; made = make(...how); return made; };
  window.finish = async () => { gate.resolve(); await null; await made; await new Promise((done) => setTimeout(done, 200)); };
}"""


@pytest.mark.parametrize("what", ["data", "iterations"])
def test_a_locked_file_that_somebody_changed_does_not_open(visit: Visit, tmp_path: Path, what: str) -> None:
    file = files.save(visit.page, tmp_path, passphrase=PASSPHRASE)
    content = files.spoiled(file)
    if what == "iterations":
        content = json.loads(file.read_text(encoding="utf-8"))
        content["encrypted"]["iterations"] = 600_001
    files.choose(visit.page, written(tmp_path, content))
    files.unlock(visit.page, PASSPHRASE)
    assert "stämmer inte" in files.said(visit.page)
    assert words(visit.page) == OWN


def test_a_short_passphrase_is_not_taken_and_the_page_says_that_nobody_can_help(visit: Visit) -> None:
    files.saver(visit.page).click()
    panel = visit.page.locator(".keep__panel:visible")
    assert "inte hjälpa dig om du glömmer" in panel.inner_text()
    secret = panel.locator(".secret")
    for given, hint in (
        ("hej", "För kort"),
        ("aaaaaaaaaa", "Lätt att gissa"),
        ("lampa bord gren", "Ganska svår"),
        (PASSPHRASE, "Svår att gissa"),
    ):
        secret.fill(given)
        assert hint in panel.inner_text()
    secret.fill("hej")
    panel.locator(".btn:not(.line, .quiet)").click()
    assert "för kort" in files.said(visit.page)


def test_an_earlier_wheel_stays_in_the_file_beside_a_new_one(visitors: Visitors, tmp_path: Path) -> None:
    visit = visitors.stranger(size=(820, 1100), service_workers="block")
    visit.open(CHILD)
    old = wheel(made_on="2026-03-01", trygghet={"level": "hard", "words": "I våras."})
    files.choose(visit.page, written(tmp_path, saved(old)))
    visit.page.get_by_role("button", name="Gör ett nytt hjul och behåll det gamla i filen").click()
    assert words(visit.page) == ""
    visit.page.locator("[data-turn=trygghet] textarea").fill("I höst.")
    kept = json.loads(files.save(visit.page, tmp_path).read_text(encoding="utf-8"))["wheels"]
    assert [one["areas"]["trygghet"]["words"] for one in kept] == ["I våras.", "I höst."]
    assert kept[0]["made_on"] == "2026-03-01"
    assert not visit.complaints
    visit.page.context.close()


def test_what_saving_and_documents_need_is_fetched_when_somebody_asks(visitors: Visitors) -> None:
    visit = visitors.stranger(service_workers="block")
    visit.open(CHILD)
    visit.page.wait_for_load_state("networkidle")
    script = "() => performance.getEntriesByType('resource').map((one) => one.name).filter((one) => one.includes('/wheel/'))"
    late = {"file", "keep", "docx", "paper", "prepare", "voices"}
    assert not late & {name.rpartition("/")[2].partition(".")[0] for name in visit.page.evaluate(script)}
    files.saver(visit.page).click()
    visit.page.wait_for_selector(".keep__panel:visible")
    assert {"file", "keep"} <= {
        name.rpartition("/")[2].partition(".")[0] for name in visit.page.evaluate(script)
    }
    visit.page.context.close()
