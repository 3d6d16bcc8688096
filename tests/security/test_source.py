"""What our own code may not do, read from its source: these doors are not there, so nobody can open them."""

import ast
import re

from django.urls import URLResolver, get_resolver

from tests.architecture.source import PRODUCT, ROOT, Module, dotted, modules
from tillsammans.core import marks

RUNS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "subprocess.getoutput"}
UNPACKS = ("pickle", "marshal", "shelve", "dill", "jsonpickle")
WEAK_HASHES = {"hashlib.md5", "hashlib.sha1", "md5", "sha1", "hashlib.new"}
REACHES_OUT = ("requests", "httpx", "urllib.request", "urllib3", "aiohttp", "http.client", "ftplib", "telnetlib", "socket",
               "ldap", "lxml", "memcache", "pymemcache")  # fmt: skip
RAW = (".raw", ".extra")
SCRIPTS = sorted(path for path in PRODUCT.glob("*/static/**/*.js"))
OURS = modules("tillsammans", "config")


def calls(module: Module):
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def every_view(resolver: URLResolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from every_view(pattern)
        else:
            yield pattern.callback


def imports(module: Module):
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def in_scripts(door: re.Pattern[str]) -> list[str]:
    """Where the pattern stands in a script that we serve."""
    return [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in SCRIPTS
        for match in door.finditer(path.read_text("utf-8"))
    ]


def test_no_text_is_run_as_code():
    assert not [
        f"{module.name}:{node.lineno}" for module in OURS for node, name in calls(module) if name in RUNS
    ]


def test_no_program_is_started_through_a_shell():
    """subprocess takes a list; `shell=True` would let a name in a path become a command."""
    found = [
        f"{module.name}:{node.lineno}"
        for module in OURS
        for node, _name in calls(module)
        if any(word.arg == "shell" for word in node.keywords)
    ]
    assert not found


def test_other_programs_are_started_by_the_console_alone():
    found = {
        module.name for module in OURS for _line, name in imports(module) if name.startswith("subprocess")
    }
    assert all(name.startswith("config/console/") for name in found), found


def test_nothing_received_is_unpickled_and_yaml_is_read_as_data():
    found = [f"{m.name}:{line}" for m in OURS for line, name in imports(m) if name.split(".")[0] in UNPACKS]
    unsafe = {"yaml.load", "yaml.unsafe_load", "yaml.full_load"}
    found += [f"{m.name}:{n.lineno}" for m in OURS for n, name in calls(m) if name in unsafe]
    assert not found


# Each builds a statement of names out of the models' own descriptions; values go beside it.
SQL_OF_NAMES = {
    "tillsammans/organisations/commands/inserting.py": "inserts many rows with one statement per table",
    "tillsammans/core/database.py": "names the tables to count",
    "tillsammans/followup/commands/rollup.py": "numbers for codes out of the program's own lists",
    "tillsammans/followup/queries/counted.py": "as many marks for values as there are values",
    "tillsammans/followup/queries/county_facts.py": "as many marks for values as there are values",
}


def test_sql_is_written_by_the_orm_or_holds_no_value():
    """A cursor's statement is a constant; values go beside it."""
    found = []
    for module in OURS:
        for node, name in calls(module):
            if name.endswith(RAW) or name in {"RawSQL", "SQL"}:
                found.append(f"{module.name}:{node.lineno}: {name}")
            built = bool(node.args) and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
            if built and name.endswith((".execute", ".executemany")) and module.name not in SQL_OF_NAMES:
                found.append(f"{module.name}:{node.lineno}: {name}")
    assert not found


def test_the_product_calls_no_other_server():
    """Mail goes by Django's own backend, the database by its driver; nothing else leaves the machine."""
    found = [
        f"{module.name}:{line}: {name}"
        for module in OURS
        for line, name in imports(module)
        if any(name == word or name.startswith(word + ".") for word in REACHES_OUT)
    ]
    assert not found


def test_no_weak_hash_and_no_guessable_number():
    found = [f"{m.name}:{n.lineno}: {name}" for m in OURS for n, name in calls(m) if name in WEAK_HASHES]
    found += [
        f"{m.name}:{line}: {name}"
        for m in OURS
        for line, name in imports(m)
        if name.split(".")[0] == "random" and not m.name.startswith("config/demo")
    ]
    assert not found


def test_ciphers_are_those_of_the_backup_alone():
    """Fernet: AES-128-CBC with HMAC-SHA256, encrypted and then signed, a new vector each time."""
    found = {
        (module.name, name)
        for module in OURS
        for _line, name in imports(module)
        if name.startswith(("cryptography.", "Crypto.", "nacl.")) and name.count(".") > 1
    }
    assert found <= {
        ("config/console/backups.py", "cryptography.fernet.Fernet"),
        ("config/console/backups.py", "cryptography.fernet.InvalidToken"),
    }


def test_no_view_is_let_off_the_form_token_but_what_a_mail_program_ends_by_a_link_of_its_own():
    """RFC 8058: the post has no cookie. core.marks is the one place, and only a personal link leads to such a view."""
    assert [module.name for module in OURS if "csrf_exempt" in module.text] == ["tillsammans/core/marks.py"]
    views = [view for view in every_view(get_resolver()) if getattr(view, "csrf_exempt", False)]
    assert views and all(marks.is_ended_by_mail(view) and marks.grant_purpose(view) for view in views)


def test_xml_is_read_without_entities_and_outside_references():
    """tests/organisations/test_table_reading.py tries the bombs themselves."""
    plain = ("xml.etree", "xml.sax", "xml.dom", "xml.parsers")
    parsing = {"parse", "fromstring", "iterparse", "XMLParser", "XMLPullParser"}
    found = [
        f"{module.name}:{line}: {name}"
        for module in OURS
        for line, name in imports(module)
        if name.startswith(plain) and name.rpartition(".")[2] in parsing
    ]
    assert not found


def test_templates_come_from_files_and_never_from_what_somebody_typed():
    made = {"engine.from_string", "from_string"}
    assert not [f"{m.name}:{n.lineno}" for m in OURS for n, name in calls(m) if name in made]
    imported = {
        "django.template.Template",
        "django.template.base.Template",
        "jinja2.Template",
        "string.Template",
    }
    assert not [f"{m.name}:{line}" for m in OURS for line, name in imports(m) if name in imported]


def test_our_scripts_write_text_and_never_markup():
    door = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|DOMParser"
    )
    found = in_scripts(door)
    own_pages = (
        # One page of our own, read for the form token it carries after a new sign-in; nothing of it is put on the page.
        "tillsammans/followup/static/followup/report.js: DOMParser",
        # A workshop's page fetched anew: what the server has escaped takes the place of what it wrote before.
        "tillsammans/workshops/static/workshops/own-page.js: DOMParser",
    )
    assert not [line for line in found if line not in own_pages]


def test_our_scripts_speak_with_no_other_page_and_no_other_server():
    door = re.compile(
        r"""postMessage|WebSocket|["'`]https?://(?!schemas\.|purl\.org/|www\.w3\.org/)|["'`]//|sendBeacon|importScripts"""
        r"""|document\.domain"""  # names of XML vocabularies look like addresses and are never asked for
    )
    assert not in_scripts(door)


def test_no_page_loads_anything_from_another_server():
    outside = re.compile(r"""(?:src|href|action|srcset|formaction)\s*=\s*["'](?:https?:)?//""")
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in PRODUCT.glob("*/templates/**/*.html")
        for match in outside.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not [line for line in found if "src" in line or "action" in line]


def test_no_secret_stands_in_the_source():
    """The one key in the settings says itself that it is none; production asks for its own (test_production.py)."""
    secret = re.compile(r"""(?i)(?:password|secret|token|api_key)\s*[:=]\s*["'][A-Za-z0-9+/_\-]{16,}["']""")
    kept = re.compile(r"(?i)not-secret|csrf|_url|name")
    found = [
        f"{module.name}: {match[0]}"
        for module in modules("tillsammans", "config", "tools")
        for match in secret.finditer(module.text)
        if not kept.search(match[0]) and module.name != "config/demo/accounts.py"
    ]
    assert not found, "the demo's password is printed on purpose; its accounts are nobody outside demo mode"


OWN_FILES = {
    "tillsammans/ui/stylesheet.py": "joins our own styles",
    "tillsammans/accounts/passkey_scripts.py": "joins the scripts of passkeys",
    "tillsammans/organisations/rules/table_zip.py": "reads a part out of a spreadsheet's archive",
}


def test_what_somebody_uploads_becomes_no_file_of_its_own_name():
    """A spreadsheet is read and forgotten; nothing that was typed is part of a path on the server."""
    writing = re.compile(
        r"\bopen\(|write_text\(|write_bytes\(|default_storage|models\.(?:File|Image)Field|FileSystemStorage"
    )
    found = {
        f"{module.name}: {match[0]}"
        for module in modules("tillsammans")
        for match in writing.finditer(module.text)
        if module.name not in OWN_FILES
    }
    assert not found


def test_expressions_and_formats_are_ours_and_never_made_of_what_was_typed():
    words = "compile search match sub subn fullmatch findall finditer split".split()
    expressions = {f"re.{word}" for word in words}
    found = [
        f"{module.name}:{node.lineno}"
        for module in OURS
        for node, name in calls(module)
        if (name in expressions and not _is_ours(node.args[0]))
        or (_formats_a_variable(node) and module.name not in SQL_OF_NAMES)
    ]
    assert not found


def _is_ours(pattern: ast.expr) -> bool:
    """A constant, or put together of constants alone."""
    if (
        isinstance(pattern, ast.Call)
        and isinstance(pattern.func, ast.Attribute)
        and pattern.func.attr == "encode"
    ):
        return _is_ours(pattern.func.value)
    if isinstance(pattern, ast.JoinedStr):
        parts = [part.value for part in pattern.values if isinstance(part, ast.FormattedValue)]
        return all(isinstance(part, ast.Name) and part.id.isupper() for part in parts)
    return isinstance(pattern, ast.Constant)


def _formats_a_variable(node: ast.Call) -> bool:
    called = node.func
    return (
        isinstance(called, ast.Attribute)
        and called.attr in {"format", "format_map"}
        and not isinstance(called.value, ast.Constant)
    )


def test_our_scripts_keep_nothing_in_the_browser():
    """A draft is saved on the server, where only those who may write the report can read it."""
    found = in_scripts(
        re.compile(r"localStorage|sessionStorage|indexedDB|caches\.|document\.cookie|serviceWorker")
    )
    # The wheel works without a network: its worker keeps the program's own files, and tests/journeys looks for answers in them.
    kept = (
        "tillsammans/wheel/static/wheel/page.js: serviceWorker",
        "tillsammans/wheel/static/wheel/worker.js: caches.",
        # A phone without network: what it has not been able to send, in the tab alone and until it is sent or the room is left.
        "tillsammans/workshops/static/workshops/phone-outbox.js: sessionStorage",
    )
    assert not [line for line in found if line not in kept]
