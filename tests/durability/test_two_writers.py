"""R7: several people write on the same question at once. Nobody's words are lost; whoever comes late is told.

Each adds a word of its own to the text that it was shown, again and again: the text at the end has every word that was
said to be saved, once, and none that was refused.
"""

import threading
from collections import Counter

from tests.durability.conftest import Prepared
from tests.durability.phone import Phone

PEOPLE, WORDS = 8, 4
MOST_TRIES = 200


class Person:
    """saved: words that the server said it kept; told: how often somebody else had been there first."""

    def __init__(self, phone: Phone, name: str) -> None:
        self.phone, self.name = phone, name
        self.saved: list[str] = []
        self.told = 0

    def write(self) -> None:
        for _ in range(MOST_TRIES):
            if len(self.saved) == WORDS:
                return
            self._add(f"{self.name}{len(self.saved)}.{self.told}")

    def _add(self, word: str) -> None:
        page = self.phone.ask("GET", "fraga/1/")
        status, told = self.phone.save(page, 1, f"{page.note} {word}".strip())
        if status == 200:
            self.saved.append(word)
        else:
            assert status == 409 and "Någon annan har ändrat samma svar" in told["message"], (status, told)
            self.told += 1


def test_no_word_that_was_said_to_be_saved_is_lost(prepared: Prepared) -> None:
    token = prepared.links[-1]
    people = [
        Person(Phone(prepared.installation.port, token, seed), chr(ord("a") + seed)) for seed in range(PEOPLE)
    ]
    threads = [threading.Thread(target=person.write) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    text = people[0].phone.ask("GET", "fraga/1/").note
    saved = [word for person in people for word in person.saved]
    assert Counter(text.split()) == Counter(saved)
    assert len(saved) == PEOPLE * WORDS
    assert sum(person.told for person in people) > 0, "nobody was late: the writers never met"


def test_the_one_who_comes_late_sees_what_the_other_wrote(prepared: Prepared) -> None:
    early, late = (Phone(prepared.installation.port, prepared.links[-2], seed) for seed in (1, 2))
    pages = [phone.ask("GET", "fraga/2/") for phone in (early, late)]
    assert early.save(pages[0], 2, "Det tidiga ordet")[0] == 200
    fields = {"seen": pages[1].value("seen"), "page": pages[1].value("page"), "step": 2, "note": "Det sena ordet", "go": "next",
              "csrfmiddlewaretoken": pages[1].value("csrfmiddlewaretoken")}  # fmt: skip
    answer = late.ask("POST", "fraga/2/", fields)
    assert answer.status == 409
    assert "Det tidiga ordet" in answer.text and "Det sena ordet" in answer.text
    assert late.ask("GET", "fraga/2/").note == "Det tidiga ordet"
