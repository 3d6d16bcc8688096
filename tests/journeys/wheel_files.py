"""The family's file and the documents, in the hands of a test: what stands in a file, and how a page opens and saves one."""

import base64
import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

TODAY = datetime.now(ZoneInfo("Europe/Stockholm")).date().isoformat()  # as the visitors' browsers have it
PASSPHRASE = "häst båt äpple måne"
LASTING = """() => {
  const said = document.querySelector(".keep__said");
  return said && said.textContent && !said.textContent.includes("…");
}"""


def saved(*wheels: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A file as the wheel saves it."""
    about = {
        "format": "barnets-basta-hjulet",
        "version": 1,
        "county": "sjoland",
        "edition": 1,
        "language": "sv",
    }
    return {**about, "wheels": list(wheels), **more}


def wheel(voice: str = "child", made_on: str = TODAY, **areas: Any) -> dict[str, Any]:
    return {"voice": voice, "audience": voice, "made_on": made_on, "areas": areas}


def written(folder: Path, content: Any, name: str = "hjul.json") -> Path:
    """A file on the visitor's device. content: bytes or text as they stand, anything else as JSON."""
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def choose(page: Page, path: Path) -> None:
    """Press "Öppna en fil" and choose that one."""
    with page.expect_file_chooser() as asked:
        opener(page).click()
    asked.value.set_files(path)


def opener(page: Page) -> Any:
    return page.locator("[data-keep] .row").first.locator("button:has(use[href='#i-upload-simple'])")


def saver(page: Page) -> Any:
    return page.locator("[data-keep] .row").first.locator("button:has(use[href='#i-download-simple'])")


def save(page: Page, folder: Path, *, passphrase: str = "", name: str = "sparad.json") -> Path:
    """Save with or without a passphrase; the file that the browser put on the device."""
    saver(page).click()
    page.locator(".keep__panel:visible input[type=radio]").nth(0 if passphrase else 1).check()
    if passphrase:
        page.locator(".keep__panel:visible .secret").fill(passphrase)
    with page.expect_download() as given:
        page.locator(".keep__panel:visible .btn:not(.line, .quiet)").click()
    path = folder / name
    given.value.save_as(path)
    assert given.value.suggested_filename.startswith("barnets-basta-hjulet-20")
    return path


def unlock(page: Page, passphrase: str) -> None:
    page.locator(".keep__panel:visible .secret").fill(passphrase)
    page.keyboard.press("Enter")


def instead(page: Page) -> None:
    """What the file holds shall stand where something is written already."""
    page.get_by_role("button", name="Byt ut det som står här mot filens hjul").click()


def said(page: Page) -> str:
    """What the part that saves and opens says, once it says something that lasts."""
    page.wait_for_function(LASTING)
    return page.locator(".keep__said").inner_text()


def spoiled(file: Path) -> dict[str, Any]:
    """A locked file with one byte changed."""
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    data = bytearray(base64.b64decode(content["encrypted"]["data"]))
    data[len(data) // 2] ^= 1
    content["encrypted"]["data"] = base64.b64encode(data).decode()
    return content
