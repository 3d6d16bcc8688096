"""/healthz says whether pages can be served."""

import pytest
from django.db import DatabaseError

from config import health


def test_it_answers_200_when_the_database_does(client, db):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


class _NoAnswer:
    def cursor(self):
        raise DatabaseError


def test_it_answers_503_when_the_database_does_not(client, db, monkeypatch):
    monkeypatch.setattr(health, "connection", _NoAnswer())
    assert client.get("/healthz").status_code == 503


@pytest.mark.parametrize("path", ["/finns-inte/", "/en/finns-inte/"])
def test_a_missing_page_is_a_plain_sentence(client, db, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<h1" in answer.content.decode()
