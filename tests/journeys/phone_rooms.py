"""`python -m tests.journeys.phone_rooms`: rooms that go on, for journeys of phones; prints [{id, code, question}].

`Room` stands in for the one who leads: it writes into the database beside the server what the leader's commands would.
"""

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.journeys.site import Site, run_python

HOW_MANY = 20  # a room for each test of test_workshop_phones.py
CARDS = ("Uppföljning sker inte systematiskt", "Det saknas en gemensam tidsplan", "Vi hinner inte ses")


def main() -> None:
    import django

    django.setup()
    from tests.workshops import factories
    from tillsammans.core import clock
    from tillsammans.organisations.models import Place

    county = Place.objects.get(kind="county", name__startswith="Sjö")
    told = []
    for number in range(HOW_MANY):
        room = factories.opened(county, title=f"Länsträff {number}", opened_at=clock.now(), questions=2)
        question = factories.first_question(room)
        told.append({"id": room.pk, "code": room.code, "question": question.pk})
    print(json.dumps(told))


@dataclass
class Room:
    site: Site
    id: int
    code: str
    question: int

    def write(self, sql: str, *values: Any) -> None:
        """One statement, and word of it to all who listen."""
        there = sqlite3.connect(self.site.folder / "tillsammans.sqlite3", timeout=20)
        try:
            with there:
                there.execute(sql, values)
                there.execute("UPDATE workshops_workshop SET live = live + 1 WHERE id = ?", (self.id,))
        finally:
            there.close()

    def phase(self, name: str, *, cards_shown: bool = False, votes_shown: bool = False) -> None:
        sql = "UPDATE workshops_question SET phase = ?, cards_shown = ?, votes_shown = ? WHERE id = ?"
        self.write(sql, name, cards_shown, votes_shown, self.question)

    def cards_of_others(self) -> None:
        for number, text in enumerate(CARDS):
            self.write(
                "INSERT INTO workshops_card (workshop_id, question_id, key, kind, domain, text, [group], origin, state, revision,"
                " written_at) VALUES (?, ?, ?, 'barrier', 'inner-setting', ?, '', 'entered', 'shown', 1, ?)",
                self.id, self.question, f"others-{number}", text, datetime.now(UTC).isoformat(),
            )  # fmt: skip

    def end(self) -> None:
        self.write("DELETE FROM access_grant WHERE target_kind = 'workshops.participant'")
        changed = "state = 'ended', ended_at = ?, code = '', joining = 0, current_id = NULL"
        ended = datetime.now(UTC).isoformat()
        self.write(f"UPDATE workshops_workshop SET {changed} WHERE id = ?", ended, self.id)

    def count(self, table: str, where: str = "1") -> int:
        of = "question_id" if table == "vote" else "workshop_id"
        room = self.question if table == "vote" else self.id
        return int(
            self.site.value(f"SELECT COUNT(*) FROM workshops_{table} WHERE {of} = ? AND {where}", room)
        )


def rooms(site: Site) -> list[Room]:
    said = run_python(site.folder, "tests.journeys.phone_rooms")
    return [Room(site, **one) for one in json.loads(said)]


if __name__ == "__main__":
    main()
