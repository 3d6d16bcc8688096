"""The one settings file. Differences between machines come from the environment.

TILLSAMMANS_MODE is `demo` (invented county, printed password, no second factor), `production` or `test`.
A missing variable stops the start and says its name.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.conf import locale as django_locale
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("TILLSAMMANS_VAR", BASE_DIR / "var"))
environment.load(VAR_DIR)

MODE = os.environ.get("TILLSAMMANS_MODE", "production")
if MODE not in {"demo", "production", "test"}:
    raise ImproperlyConfigured(f"TILLSAMMANS_MODE is {MODE!r}; choose demo, production or test")
DEMO = MODE == "demo"
PRODUCTION = MODE == "production"


def required(name: str) -> str:
    """The value of an environment variable that production cannot do without."""
    if value := os.environ.get(name):
        return value
    raise ImproperlyConfigured(f"The environment variable {name} is missing")


def _secret_key() -> str:
    if PRODUCTION:
        return required("SECRET_KEY")
    return os.environ.get(
        "SECRET_KEY", "not-secret-only-for-demo-and-tests-not-secret-only-for-demo-and-tests"
    )


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = (
    required("ALLOWED_HOSTS").split(",")
    if PRODUCTION
    else ["localhost", "127.0.0.1", "[::1]", "testserver", ".localhost"]
)
BASE_URL = required("BASE_URL") if PRODUCTION else os.environ.get("BASE_URL", "http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DEFAULT_COUNTY = os.environ.get("DEFAULT_COUNTY", "sjoland")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "tillsammans.core",
    "tillsammans.ui",
    "tillsammans.audit",
    "tillsammans.notify",
    "tillsammans.access",
    "tillsammans.accounts",
    "tillsammans.organisations",
    "tillsammans.wording",
    "tillsammans.reminders",
    "tillsammans.programmes",
    "tillsammans.wheel",
    "tillsammans.followup",
    "tillsammans.strategies",
    "tillsammans.planning",
    "tillsammans.governance",
    "tillsammans.workshops",
    "tillsammans.reports",
    "tillsammans.steward",
    "tillsammans.portal",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "config.middleware.Reference",
    "django.middleware.security.SecurityMiddleware",
    "config.static_files.static_files",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.languages.WorkLanguages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.Frames",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.Whoever",
    "config.middleware.Refusals",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "tillsammans.ui.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.messages.context_processors.messages",
                "config.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# What is acknowledged must survive power loss too: synchronous=FULL (decisions.md 8, stack.md 4b).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=2000;"
    ),
}
DATABASES = {
    "default": dj_database_url.config(default=f"sqlite:///{VAR_DIR / 'tillsammans.sqlite3'}", conn_max_age=60)
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits must be one count over all workers; rendered fragments may differ per worker, since the data version is their key.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "rate_limit"},
    "fragments": {
        "BACKEND": "tillsammans.core.fragments.Fragments",
        "LOCATION": "fragments",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

LANGUAGE_CODE = "sv"
django_locale.LANG_INFO.update(
    {
        "so": {"bidi": False, "code": "so", "name": "Somali", "name_local": "Soomaali"},
        "kmr": {"bidi": False, "code": "kmr", "name": "Kurmanji", "name_local": "Kurmancî"},
    }
)
# The open pages speak all six; the workspace, accounts and personal links the first two (config/languages.py).
LANGUAGES = [
    ("sv", _("svenska")),
    ("en", _("engelska")),
    ("fi", _("finska")),
    ("so", _("somaliska")),
    ("ar", _("arabiska")),
    ("kmr", _("kurmanji")),
]
WORK_LANGUAGES = LANGUAGES[:2]
FORMAT_MODULE_PATH = ["config.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.static_files.Shelf"
        if MODE != "test"
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
SERVESTATIC_USE_FINDERS = MODE == "test"
SERVESTATIC_AUTOREFRESH = False

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["config.accounts.Backend"]
# OWASP's least Argon2id (19 MiB, t=2, p=1): performance.md measured it at a quarter of Django's default.
PASSWORD_HASHERS = [
    "tillsammans.accounts.hashers.Argon2id",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:workspace"
LOGOUT_REDIRECT_URL = "portal:start"
ACCOUNT_ADAPTER = "config.accounts.AccountAdapter"
ACCOUNT_FORMS = {"login": "config.sign_in_forms.LoginForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
# 20 tries per account and hour at most (reliability.md R20); never locked for ever.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/m/ip,10/30m/key"}
# How many proxies stand in front and write X-Forwarded-For: tries are then counted per caller and not per proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "1" if PRODUCTION else "0"))
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tillsammans"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
SECOND_FACTOR_REQUIRED = PRODUCTION

SESSION_COOKIE_AGE = 12 * 60 * 60  # absolute; idle time below (R20)
SESSION_IDLE_SECONDS = 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
CSRF_COOKIE_HTTPONLY = True  # scripts read the token from the form
MESSAGE_STORAGE = "config.messages.Cookie"
CSRF_FAILURE_VIEW = "config.errors.form_too_old"
SECURE_SSL_REDIRECT = PRODUCTION and os.environ.get("SSL_REDIRECT", "1") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 63072000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" would send Origin: null with our own forms
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Where whoever finds a fault in the protection writes; shown on the page about the site and in security.txt.
SECURITY_CONTACT = os.environ.get("SECURITY_CONTACT", "")
# Where "Lämna sidan" leads at once: a page that says nothing about why somebody was here.
NEUTRAL_PAGE = os.environ.get("NEUTRAL_PAGE", "https://www.smhi.se/")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
IMPORT_MAX_BYTES = 20 * 1024 * 1024

EMAIL_BACKEND = os.environ.get(
    "EMAIL_BACKEND",
    "tillsammans.notify.demo_backend.DemoBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "0") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Tillsammans <svara-ej@tillsammans.example>")
# Where mail that does not arrive comes back to: each letter's own address below it, studs+<sign>@lan.example. "": to the sender.
BOUNCE_ADDRESS = os.environ.get("BOUNCE_ADDRESS", "")
# Mail is signed (DKIM) where there is a key: a private RSA key in PEM, and the selector that the domain's DNS answers for.
DKIM_KEY_FILE = os.environ.get("DKIM_KEY_FILE", "")
DKIM_KEY = Path(DKIM_KEY_FILE).read_bytes() if DKIM_KEY_FILE else b""
DKIM_SELECTOR = os.environ.get("DKIM_SELECTOR", "tillsammans")
DKIM_DOMAIN = os.environ.get("DKIM_DOMAIN", DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> "))
MESSAGE_ID_DOMAIN = os.environ.get("MESSAGE_ID_DOMAIN", "tillsammans.example")

# Free text and names of people stay out of the log: only the message and the reference number of a request.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"discreet": {"()": "config.discreet.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["discreet"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "tillsammans": {"level": "INFO"},
        "django.request": {"level": "ERROR", "filters": ["discreet"]},
    },
}
SILENCED_SYSTEM_CHECKS = ["security.W003"] if MODE == "test" else []
