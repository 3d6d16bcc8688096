"""Asks one address as one person, notes which tables were written and what was audited, and takes it all back."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock
from urllib.parse import quote

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse

from tests.access.spots import NOON, Ground, Person, Thing, rows_of

# What any request may write: the trail, the session, the count of tries, and when somebody was last here.
ALWAYS_WRITTEN = {"audit_auditevent", "audit_audithead", "django_session", "rate_limit"}
_WRITES = re.compile(r'^\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)"?', re.IGNORECASE)


@dataclass
class Watch:
    """Sees every statement. written: tables beside ALWAYS_WRITTEN. events: how many were added to the trail."""

    written: set[str] = field(default_factory=set)
    events: int = 0
    queries: int = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.queries += 1
        if found := _WRITES.match(sql):
            table = found[1]
            self.events += table == "audit_auditevent"
            if table not in ALWAYS_WRITTEN:
                self.written.add(table)
        return execute(sql, params, many, context)


@dataclass(frozen=True)
class Form:
    """A form as a browser sends it: written once, and sent to many addresses."""

    body: bytes
    content_type: str


@dataclass(frozen=True)
class Answer:
    """What came back. changed: whether a table of content is another than before. actions: what the trail says."""

    status: int
    body: str
    content_type: str
    location: str
    written: frozenset[str]
    changed: frozenset[str]
    events: int
    queries: int
    details: tuple[tuple[str, Any], ...] = ()


class Asker:
    """Requests through Django's test client. Every request is made in a savepoint and taken back."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.count = 0
        self._clients: dict[str, tuple[Client, dict[str, str]]] = {}
        self._handler = ClientHandler(enforce_csrf_checks=False)
        self._before: dict[str, list[tuple]] = {}

    def client(self, person: Person) -> Client:
        """One client a person, signed in once; cookies are put back as they were, whatever the last page did."""
        if person.name not in self._clients:
            client = Client(raise_request_exception=False)
            client.handler = self._handler  # one chain of middleware, whoever asks
            if person.user is not None:
                client.force_login(person.user)
                _has_clicked_before(client)
            self._clients[person.name] = (client, {key: one.value for key, one in client.cookies.items()})
        client, cookies = self._clients[person.name]
        client.cookies.clear()
        client.cookies.load(cookies)
        return client

    def ask(
        self, person: Person, method: str, path: str, data: Mapping[str, object] | Form | None = None, *,
        query: Mapping[str, object] | None = None,
        whole: bool = True,
    ) -> Answer:  # fmt: skip
        """whole: False draws no frame round a refusal, when its status and what it changed are all that is asked for."""
        self.count += 1
        client, watch = self.client(person), Watch()
        with taken_back():
            with connection.execute_wrapper(watch), refusals_drawn(whole):
                response = _sent(client, method, path, data, query)
            body = text_of(response)
            changed = self._changed(watch) if watch.written else frozenset()
            details = _trail(watch.events)
        if watch.written:
            caches["fragments"].clear()
        return Answer(
            response.status_code, body, response.headers.get("Content-Type", ""), response.headers.get("Location", ""),
            frozenset(watch.written), changed, watch.events, watch.queries, details,
        )  # fmt: skip

    def _changed(self, watch: Watch) -> frozenset[str]:
        """Of the tables that were written to, those that are in fact another than before: a command may have rolled back."""
        return frozenset(table for table in watch.written if _rows(table) != self._before[table])

    def remember(self) -> None:
        """Sign everybody in, and note how every table is before the first request."""
        for person in self.ground.people:
            self.client(person)
        self._before = {
            model._meta.db_table: rows_of(model) for model in apps.get_models(include_auto_created=True)
        }


def _has_clicked_before(client: Client) -> None:
    """A session that is in use already is not written anew by each page."""
    session = client.session
    session["began"] = session["seen"] = NOON.timestamp()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


def _sent(
    client: Client,
    method: str,
    path: str,
    data: Mapping[str, object] | Form | None,
    query: Mapping[str, object] | None,
) -> HttpResponseBase:
    if method == "GET":
        return client.get(path, query_params=query)  # type: ignore[call-overload, no-any-return]
    if isinstance(data, Form):
        return client.post(path, data.body, content_type=data.content_type)  # type: ignore[return-value]
    if method == "POST":
        return client.post(path, dict(data or {}), query_params=query)  # type: ignore[arg-type, return-value]
    return client.generic(method, path)  # type: ignore[return-value]


def _trail(events: int) -> tuple[tuple[str, Any], ...]:
    if not events:
        return ()
    from tillsammans.audit.models import AuditEvent

    return tuple(AuditEvent.objects.order_by("-number").values_list("action", "detail")[:events])


def _rows(table: str) -> list[tuple]:
    model = next(
        model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table
    )
    return rows_of(model)


@contextmanager
def refusals_drawn(whole: bool) -> Iterator[None]:
    """Half the time of a refusal is its frame, which is the same for all addresses."""
    if whole:
        yield
        return
    with mock.patch(
        "config.middleware.refusal_page", lambda request, refusal: HttpResponse(status=refusal.status)
    ):
        yield


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def text_of(response: HttpResponseBase) -> str:
    """What a reader would see: a spreadsheet's own text, not its packing."""
    streaming = getattr(response, "streaming", False)
    body: bytes = b"".join(response.streaming_content) if streaming else response.content  # type: ignore[attr-defined]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    return body.decode("utf-8", "replace")


def address(name: str, thing: Thing) -> str:
    return reverse(name, kwargs=dict(thing.words))


_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


def plain(body: str, path: str) -> str:
    """A body without what differs between two requests for the same: its own address and the form's token."""
    for own in (path, quote(path, safe=""), quote(path)):
        body = body.replace(own, "<path>")
    return _TOKEN.sub("<token>", body)
