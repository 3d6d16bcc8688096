"""A phone in a bad place: it opens a personal link, fills in, sends, and tries again until it is told that all is received."""

from __future__ import annotations

import html
import http.client
import json
import random
import re
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

PATIENCE_SECONDS = 10
GIVES_UP_SECONDS = 60
FORM = "application/x-www-form-urlencoded"
Fields = dict[str, Any]


class NoAnswer(Exception):
    """The connection was refused, cut or silent: nobody knows whether the server did it."""


@dataclass
class Answer:
    status: int
    text: str
    location: str

    def value(self, name: str) -> str:
        """A hidden field's value."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.text)
        assert found, f"no field {name} in: {self.text[:300]}"
        return html.unescape(found[1])

    @property
    def note(self) -> str:
        found = re.search(r'<textarea id="note"[^>]*>(.*?)</textarea>', self.text, re.DOTALL)
        assert found, self.text[:300]
        return html.unescape(found[1]).strip()


@dataclass
class Phone:
    """One person's phone with one link. sent: keys of reports that the server has confirmed; tried: all that were sent away."""

    port: int
    token: str
    seed: int
    cookie: str = ""
    sent: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    retries: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def fill_in(self, questions: int) -> None:
        """Every question once, by the buttons of the form."""
        for number in range(1, questions + 1):
            self.answer(number, self.chance.randint(0, 3))

    def answer(self, number: int, step: int) -> None:
        page = self.until_answered("GET", f"fraga/{number}/")
        fields = {
            "seen": page.value("seen"),
            "page": page.value("page"),
            "step": step,
            "note": f"försök {step}",
            "go": "next",
        }
        answer = self.until_answered("POST", f"fraga/{number}/", self._form(page, fields))
        assert answer.status == 302, (answer.status, answer.text[:500])

    def send(self) -> None:
        """Look the report over and send it; the same form again until it is confirmed."""
        page = self.until_answered("GET", "granska/")
        key = page.value("key")
        self.tried.append(key)
        answer = self.until_answered(
            "POST", "granska/", self._form(page, {"key": key, "seen": page.value("seen")})
        )
        assert answer.status == 302 and answer.location.endswith("/mottaget/"), (
            answer.status,
            answer.text[:500],
        )
        self.sent.append(key)

    @staticmethod
    def _form(page: Answer, fields: Fields) -> Fields:
        return {"csrfmiddlewaretoken": page.value("csrfmiddlewaretoken"), **fields}

    def until_answered(self, method: str, page: str, fields: Fields | None = None) -> Answer:
        """The same request again until the server answers it. A 5xx is no answer: a phone tries that again too."""
        deadline = time.monotonic() + GIVES_UP_SECONDS
        while True:
            try:
                answer = self.ask(method, page, fields)
                if answer.status < 500:
                    return answer
            except NoAnswer:
                pass
            assert time.monotonic() < deadline, f"no answer to {method} {page} for {GIVES_UP_SECONDS} s"
            self.retries += 1
            time.sleep(self.chance.uniform(0.02, 0.1))

    def ask(self, method: str, page: str, fields: Fields | None = None, accept: str = "text/html") -> Answer:
        """One request. Raises NoAnswer."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            headers = {"Cookie": self.cookie, "Accept": accept, "Content-Type": FORM}
            line.request(method, f"/svar/{self.token}/{page}", urlencode(fields or {}), headers)
            got = line.getresponse()
            text = got.read().decode()
            if found := re.search(r"csrf=[^;]+", got.getheader("Set-Cookie") or ""):
                self.cookie = found[0]
            return Answer(got.status, text, got.getheader("Location") or "")
        except (OSError, http.client.HTTPException) as problem:
            raise NoAnswer from problem
        finally:
            line.close()

    def save(self, page: Answer, number: int, note: str) -> tuple[int, dict[str, Any]]:
        """What the page's script does while somebody types: save the draft. (status, what was told)."""
        fields = {"seen": page.value("seen"), "page": page.value("page"), "step": 1, "note": note}
        answer = self.ask("POST", f"utkast/{number}/", self._form(page, fields), accept="application/json")
        told: dict[str, Any] = json.loads(answer.text)
        return answer.status, told
