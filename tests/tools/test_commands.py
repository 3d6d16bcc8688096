"""The two commands: what they refuse, how they count, and that they leave nothing behind."""

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import start
from tools import environment, groups, postgresql, processes
from tools.environment import ROOT, Refusal


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_is_told_in_one_sentence_before_anything_is_done(taken_port):
    done = subprocess.run(
        [sys.executable, ROOT / "start.py"],
        env={**os.environ, "PORT": str(taken_port)},
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert f"Port {taken_port} är upptagen" in done.stderr and f"PORT={taken_port + 1}" in done.stderr


@pytest.mark.parametrize("text", ["0", "65536", "åtta", "-1", "80.5"])
def test_a_port_that_is_none_is_refused(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(Refusal, match="PORT är"):
        start._port()


def test_without_ensurepip_the_line_for_apt_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "python")
    with pytest.raises(Refusal, match="apt-get install python3-venv"):
        environment.ensure("runtime")


def test_nothing_is_installed_twice(monkeypatch, tmp_path):
    installed = []
    monkeypatch.setattr(environment, "_usable", lambda: True)
    monkeypatch.setattr(environment, "NOTE", tmp_path / "installed.json")
    monkeypatch.setattr(environment, "_install", lambda lock: installed.append(lock.name))
    monkeypatch.setattr(environment, "_install_project", lambda: installed.append("project"))
    assert [environment.ensure(lock) for lock in ("runtime", "runtime", "test", "runtime")] == [
        True,
        False,
        True,
        False,
    ]
    assert installed == ["runtime.lock", "project", "test.lock"]


def test_the_key_is_kept_and_what_somebody_added_stays(monkeypatch, tmp_path):
    monkeypatch.setattr(start, "VAR", tmp_path)
    first = start._demo_settings(8000)
    with (tmp_path / "environment").open("a", encoding="utf-8") as file:
        file.write("# min egen rad\nEMAIL_HOST=localhost\n")
    second = start._demo_settings(8001)
    assert second["SECRET_KEY"] == first["SECRET_KEY"] and len(first["SECRET_KEY"]) >= 50
    assert (second["EMAIL_HOST"], second["BASE_URL"]) == ("localhost", "http://127.0.0.1:8001")
    if os.name == "posix":
        assert (tmp_path / "environment").stat().st_mode & 0o077 == 0


def test_the_demo_is_emptied_only_when_asked_and_answered(monkeypatch, tmp_path):
    monkeypatch.setattr(start, "DATABASE", tmp_path / "tillsammans.sqlite3")
    for ending in ("", "-wal"):
        (tmp_path / f"tillsammans.sqlite3{ending}").touch()
    monkeypatch.setattr("builtins.input", lambda question: "nej")
    with pytest.raises(Refusal, match="Inget är ändrat"):
        start._reset({}, yes=False)
    with pytest.raises(Refusal, match="DATABASE_URL"):
        start._reset({"DATABASE_URL": "postgres://somewhere"}, yes=True)
    assert len(list(tmp_path.iterdir())) == 2
    start._reset({}, yes=True)
    assert not list(tmp_path.iterdir())


def test_children_are_ended_also_one_that_does_not_listen(monkeypatch):
    monkeypatch.setattr(processes, "PATIENCE_SECONDS", 0.5)
    children = processes.Children()
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    for name, code in {"deaf": deaf, "polite": "import time; time.sleep(60)"}.items():
        children.start(name, [sys.executable, "-c", code], os.environ, ROOT)
    running = [child for _name, child in children._running]
    assert children.ended() is None
    children.stop()
    assert all(child.poll() is not None for child in running)


def test_a_child_that_ends_by_itself_is_named():
    children = processes.Children()
    children.start("servern", [sys.executable, "-c", "raise SystemExit(3)"], os.environ, ROOT)
    children.wait(10)
    assert children.ended() == ("servern", 3)


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("====== 12 passed in 3.40s ======", {"passed": 12}),
        (
            "=== 1 failed, 279 passed, 2 skipped, 3 warnings in 75.45s (0:01:15) ===",
            {"failed": 1, "passed": 279, "skipped": 2},
        ),
        ("5 passed, 1 error in 0.1s", {"passed": 5, "error": 1}),
        ("==== 282 deselected in 0.70s ====", {}),
    ],
)
def test_the_closing_line_is_read_as_it_stands(line, counts):
    assert groups.counts_in(f"12 failed earlier\n{line}\n") == counts


@pytest.mark.parametrize(("strict", "status"), [(False, 0), (True, 1)])
def test_what_a_machine_lacks_is_left_out_at_home_and_a_failure_in_ci(monkeypatch, capsys, strict, status):
    monkeypatch.setattr(groups.postgresql, "programs", lambda: None)
    assert groups.run(["postgresql"], [], strict=strict) == status
    assert "apt-get install postgresql" in capsys.readouterr().out


def test_a_failing_group_fails_the_run(monkeypatch, capsys):
    def fails(*_arguments: object) -> None:
        raise RuntimeError("the cluster did not start")

    monkeypatch.setitem(groups.RUNNERS, "postgresql", fails)
    assert groups.run(["postgresql"], [], strict=False) == 1
    assert "the cluster did not start" in capsys.readouterr().out


@pytest.mark.skipif(postgresql.programs() is None, reason="no PostgreSQL server on this machine")
def test_a_cluster_ends_with_its_folder_also_when_the_tests_fail(monkeypatch):
    home = Path(tempfile.gettempdir()) / f"cluster-of-test-{os.getpid()}"  # where another user may enter
    home.mkdir()
    monkeypatch.setattr(postgresql.tempfile, "mkdtemp", lambda prefix: str(home))
    programs = postgresql.programs()
    assert programs
    with pytest.raises(ZeroDivisionError), postgresql.cluster(programs) as address:
        port = int(address.rpartition(":")[2].partition("/")[0])
        assert not processes.port_is_free(port)
        raise ZeroDivisionError
    assert processes.port_is_free(port) and not home.exists()
