"""The documents name what there is, and nothing of a machine."""

import re
from pathlib import Path

import pytest

from config.cli import COMMANDS
from tests.architecture.source import ROOT, packages

PLACES = ("*.md", "docs/**/*.md", "docs/**/*.yaml", "tillsammans/*/README.md")
OURS = sorted({path for place in PLACES for path in ROOT.glob(place)})
DECISIONS = ROOT / "docs" / "decisions"
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
# Folders of the machine one happens to sit at. /srv and /etc are the places that production.md proposes.
MACHINE = re.compile(r"(?<![\w.~])/(?:work|home|root|tmp|Users|mnt/c)/|[A-Z]:\\\\|localhost:\d{4,5}/|file://")


# Written by `test.py bench`, so it may be missing in a fresh tree.
MADE_BY_RUNNING = {"docs/benchmarks.md"}


def said(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["python3 start.py", "python3 test.py"])
def test_the_readme_names_the_two_commands_on_lines_of_their_own(command: str) -> None:
    assert command in said("README.md").splitlines()


def test_the_first_command_comes_before_the_second() -> None:
    lines = said("README.md").splitlines()
    assert lines.index("python3 start.py") < lines.index("python3 test.py")


def test_every_demo_account_is_in_the_readme() -> None:
    from config.demo.accounts import ACCOUNTS

    assert not [account.email for account in ACCOUNTS if f"`{account.email}`" not in said("README.md")]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_console_command_is_told_of(name: str) -> None:
    assert re.search(rf"(?:tillsammans |`){name}\b", said("README.md") + said("docs/production.md"))


def test_every_package_is_in_the_developer_guide() -> None:
    guide = said("docs/developer-guide.md")
    drawn = guide[guide.index("## Where things are") : guide.index("Inside a package")]
    assert not [name for name in packages() if not re.search(rf"\b{name}\b", drawn)]


def test_what_the_developer_guide_points_at_exists() -> None:
    guide = said("docs/developer-guide.md")
    named = set(re.findall(r"`((?:tillsammans|config|tests|tools|docs|locale)/[\w./-]*[\w])`", guide))
    assert not [name for name in sorted(named) if not (ROOT / name).exists() and name not in MADE_BY_RUNNING]


def test_every_variable_of_the_settings_is_in_the_production_guide() -> None:
    text = "".join(said(name) for name in ("config/settings.py", "config/environment.py", "config/cli.py"))
    names = set(re.findall(r"""(?:environ\.get|environ\.setdefault|required)\(\s*["'](\w+)["']""", text))
    names |= set(re.findall(r"""environ\[["'](\w+)["']\]""", text)) | {"DATABASE_URL"}
    guide = said("docs/production.md")
    assert len(names) > 10
    assert not [name for name in sorted(names) if not re.search(rf"`{name}\b", guide)]


def test_every_decision_is_in_the_index_with_its_title() -> None:
    index = said("docs/decisions/README.md")
    for path in sorted(DECISIONS.glob("0*.md")):
        title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").partition(" ")
        assert f"| [{title[0]}]({path.name}) | {title[2]} |" in index, path.name


def test_no_link_between_documents_is_broken() -> None:
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in OURS
        if path.suffix == ".md"
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if "://" not in target and not (path.parent / target).exists()
    ]
    assert not broken


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_document_holds_a_path_of_a_machine(path: Path) -> None:
    assert not MACHINE.findall(path.read_text(encoding="utf-8"))


DECIDED = ("Input", "Files", "Limits", "Ways in", "Guessing", "Sessions", "Permissions", "Components", "Communication",
           "Secrets and keys", "Logs")  # fmt: skip


@pytest.mark.parametrize("heading", DECIDED)
def test_what_is_decided_about_security_is_written_down(heading: str) -> None:
    """The rows of docs/asvs.yaml that ask for documents point here."""
    text = said("SECURITY.md")
    assert len(text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0].split()) > 25


def test_the_limits_in_the_security_page_are_those_of_the_code() -> None:
    from django.conf import settings

    from tillsammans.organisations.rules.table_limits import DEFAULT_LIMITS

    text = said("SECURITY.md")
    assert (
        f"{DEFAULT_LIMITS.file_bytes // 2**20} MB, {DEFAULT_LIMITS.unpacked_bytes // 2**20} MB unpacked"
        in text
    )
    assert f"{DEFAULT_LIMITS.rows:,} rows, {DEFAULT_LIMITS.columns} columns" in text.replace("\n", " ")
    assert (
        f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20} MB and {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} fields"
        in text
    )
    assert settings.ACCOUNT_RATE_LIMITS["login_failed"] == "30/m/ip,10/30m/key"
    assert (settings.SESSION_IDLE_SECONDS, settings.SESSION_COOKIE_AGE) == (60 * 60, 12 * 60 * 60)


def nginx() -> str:
    return said("docs/production.md").partition("```nginx\n")[2].partition("```")[0]


def test_the_example_of_nginx_has_tls_of_today() -> None:
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in nginx()
    ciphers = nginx().partition("ssl_ciphers ")[2].partition(";")[0].split(":")
    assert ciphers
    assert all(name.startswith("ECDHE-") and ("GCM" in name or "POLY1305" in name) for name in ciphers)


def test_the_example_of_nginx_sets_what_the_program_trusts() -> None:
    assert "proxy_set_header X-Forwarded-Proto https;" in nginx()
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in nginx()
    assert 'proxy_set_header X-Forwarded-Host "";' in nginx()
    assert "limit_except GET POST { deny all; }" in nginx()


@pytest.mark.parametrize(
    "address",
    ["/svar/hemlig/", "/en/svar/hemlig/steg/", "/konto/inbjudan/hemlig/", "/konto/losenord/nytt/1-x-y/"],
)
def test_the_example_of_nginx_keeps_personal_links_out_of_the_log(address: str) -> None:
    pattern = re.search(r"~(\^\S+)\s+0;", nginx())
    assert pattern
    assert re.match(pattern[1], address)
    assert not re.match(pattern[1], "/arbetsyta/enheter/")
