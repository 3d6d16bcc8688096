"""The settings as production reads them, in a process of their own."""

import json
import os
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

ENVIRONMENT = {
    "TILLSAMMANS_MODE": "production",
    "SECRET_KEY": "tests-own-key-" + "långt nog och av blandade tecken 0123456789" * 2,
    "ALLOWED_HOSTS": "tillsammans.example",
    "BASE_URL": "https://tillsammans.example",
    "PYTHONUTF8": "1",
}
ASK = """
import json, django
django.setup()
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name.isupper()}, default=str))
"""


def run(folder, *words: str, **changed: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SYSTEMROOT") if name in os.environ}
    wanted = (
        kept
        | ENVIRONMENT
        | {"TILLSAMMANS_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
        | changed
    )
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env={name: value for name, value in wanted.items() if value},
        capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def production(tmp_path_factory) -> dict:
    done = run(tmp_path_factory.mktemp("var"), "-c", ASK)
    assert done.returncode == 0, done.stderr
    found: dict = json.loads(done.stdout)
    return found


def test_the_deployment_check_finds_nothing(tmp_path):
    done = run(tmp_path, "-m", "config.cli", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL"])
def test_a_missing_variable_stops_the_start_and_says_its_name(tmp_path, name):
    done = run(tmp_path, "-c", "import django; django.setup()", **{name: ""})
    assert done.returncode != 0
    assert name in done.stderr.splitlines()[-1]


def test_a_mode_that_does_not_exist_stops_the_start(tmp_path):
    done = run(tmp_path, "-c", "import django; django.setup()", TILLSAMMANS_MODE="prod")
    assert done.returncode != 0
    assert "TILLSAMMANS_MODE" in done.stderr.splitlines()[-1]


def test_without_a_word_about_the_mode_it_is_production(tmp_path):
    done = run(tmp_path, "-c", "import django; django.setup(); from django.conf import settings; print(settings.PRODUCTION)",
               TILLSAMMANS_MODE="")  # fmt: skip
    assert done.stdout.strip() == "True", done.stderr


def test_nothing_of_the_demo_is_on(production):
    assert (production["DEBUG"], production["DEMO"], production["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"]) == (
        False,
        False,
        False,
    )
    assert production["SECOND_FACTOR_REQUIRED"] is True
    assert "demo" not in production["EMAIL_BACKEND"]


def test_cookies_of_sign_in_are_bound_to_the_host_and_to_tls(production):
    for kind in ("SESSION", "CSRF"):
        assert production[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert production[f"{kind}_COOKIE_SECURE"] is True
        assert production[f"{kind}_COOKIE_DOMAIN"] is None
        assert production[f"{kind}_COOKIE_PATH"] == "/"


def test_the_cookie_of_messages_is_bound_to_the_host_too(production, tmp_path):
    ask = (
        "import django; django.setup(); from django.conf import settings; from django.utils.module_loading import import_string; "
        "store = import_string(settings.MESSAGE_STORAGE); "
        "kinds = getattr(store, 'storage_classes', [store]); print([getattr(kind, 'cookie_name', '') for kind in kinds])"
    )
    done = run(tmp_path, "-c", ask)
    assert "messages" not in done.stdout.replace("__Host-messages", "")


def test_tls_is_demanded_for_two_years_with_subdomains(production):
    assert production["SECURE_HSTS_SECONDS"] >= 63072000
    assert production["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert production["SECURE_SSL_REDIRECT"] is True


def test_the_watchers_page_alone_may_answer_without_tls(production):
    assert production["SECURE_REDIRECT_EXEMPT"] == ["^healthz$"]


def test_every_answer_in_production_demands_tls(tmp_path):
    ask = (
        "import django; django.setup(); from django.test import Client; "
        "answer = Client().get('/healthz', secure=True, HTTP_HOST='tillsammans.example'); "
        "print(answer['Strict-Transport-Security']); "
        "plain = Client().get('/', HTTP_HOST='tillsammans.example'); print(plain.status_code, plain['Location'])"
    )
    done = run(tmp_path, "-W", "ignore", "-c", ask)
    assert done.returncode == 0, done.stderr
    said, moved = done.stdout.splitlines()[-2:]
    assert said == "max-age=63072000; includeSubDomains; preload"
    assert moved == "301 https://tillsammans.example/"


def test_a_demo_account_cannot_be_made_in_production(tmp_path):
    done = run(tmp_path, "-m", "config.cli", "seed-demo")
    assert done.returncode != 0
