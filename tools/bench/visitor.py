"""A visitor inside the process: whole WSGI calls with a cookie jar, through every middleware. No sockets are counted."""

from __future__ import annotations

import gc
import io
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from tools.bench.places import HOST

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's forms: the csrf token, the draft's revision, the key."""
        return dict(_HIDDEN.findall(self.text))


@dataclass
class Visitor:
    """application: a WSGI callable. cookies: sent with every request, and kept up with what comes back."""

    application: Any
    cookies: dict[str, str] = field(default_factory=dict)
    compressed: bool = False

    def get(self, address: str) -> Answer:
        return self._ask("GET", address, b"")

    def post(self, address: str, values: dict[str, Any]) -> Answer:
        return self._ask("POST", address, urlencode(values, doseq=True).encode())

    def _ask(self, method: str, address: str, body: bytes) -> Answer:
        said: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
            said.update(status=int(status[:3]), headers=headers)

        parts = self.application(self._environ(method, address, body), start)
        content = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        self._keep_cookies(said["headers"])
        return Answer(said["status"], {name.lower(): value for name, value in said["headers"]}, content)

    def _environ(self, method: str, address: str, body: bytes) -> dict[str, Any]:
        path, _mark, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": HOST,
            "SERVER_PORT": "443", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": HOST,
            "HTTP_X_FORWARDED_PROTO": "https", "HTTP_ACCEPT": "text/html", "HTTP_ACCEPT_LANGUAGE": "sv",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "wsgi.version": (1, 0), "wsgi.url_scheme": "https", "wsgi.input": io.BytesIO(body), "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
        }  # fmt: skip
        if body:
            environ |= {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
                        "HTTP_ORIGIN": f"https://{HOST}"}  # fmt: skip
        if self.compressed:
            environ["HTTP_ACCEPT_ENCODING"] = "gzip"
        return environ

    def _keep_cookies(self, headers: list[tuple[str, str]]) -> None:
        for name, value in headers:
            if name.lower() == "set-cookie":
                self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}


def application() -> Any:
    """The product's WSGI application with the empty view among its addresses. Sets up Django.

    What is loaded is left to itself by the collector, as in `config.wsgi`: else a block that happens to meet a full collection
    pays for walking through the whole program.
    """
    import django

    django.setup()
    from django.conf import settings

    settings.ROOT_URLCONF = "tools.bench.urls"
    from django.core.handlers.wsgi import WSGIHandler

    handler = WSGIHandler()
    gc.collect()
    gc.freeze()
    return handler


def signed_in(application: Any, email: str) -> Visitor:
    """A visitor with a session of the account, as after signing in with a second factor."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from tillsammans.accounts.models import User

    user = User.objects.get(email=email)
    session = SessionStore()
    session.update({
        SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(), "second_factor": True,
        "seen": timezone.now().timestamp(), "began": timezone.now().timestamp(),
    })  # fmt: skip
    session.create()
    return Visitor(application, {settings.SESSION_COOKIE_NAME: str(session.session_key)})
