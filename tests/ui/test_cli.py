"""The command line: how commands are called, and what a person reads when something is wrong."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
import typer
from typer.testing import CliRunner, Result

from retrieval.locking import StoreLock
from tests.stores import STARTER
from ui.cli import app
from ui.plain_errors import for_a_person
from ui.settings import SettingsError, settings_with


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings, and no stores, of whoever runs the tests."""
    for name in ("STORE", "MODEL", "PORT", "HOST", "MODEL_SERVER", "GGUF"):
        monkeypatch.delenv(f"SHELFTALK_{name}", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)


def shelftalk(*arguments: str, said: str = "") -> Result:
    return CliRunner().invoke(app, arguments, input=said)


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The starter store, imported by the command itself."""
    folder = tmp_path_factory.mktemp("cli") / "store"
    made = CliRunner().invoke(app, ["import", str(STARTER), "--store", str(folder)])
    assert made.exit_code == 0, made.output
    yield folder
    shutil.rmtree(folder)


def test_help_lists_every_command() -> None:
    listed = shelftalk("--help").output
    for command in ("import", "serve", "chat", "doctor", "models", "eval"):
        assert f" {command} " in listed


@pytest.mark.parametrize(
    "command", ["import", "serve", "chat", "doctor", "models", "eval", "eval speed", "eval dialogues"]
)
def test_every_command_explains_itself(command: str) -> None:
    shown = shelftalk(*command.split(), "--help")
    assert shown.exit_code == 0
    assert "Usage" in shown.output


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("import nowhere --store s", "nowhere"),
        ("chat --store nowhere", "No store at nowhere. Make one with `shelftalk import FEED --store nowhere`."),
        ("serve --store nowhere", "No store at nowhere"),
        ("eval speed --store nowhere", "There is no data at nowhere"),
        ("eval dialogues nowhere", "There is no data at nowhere"),
        ("models pull huge", "No weights 'huge'. Known sizes: small, standard, large."),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(command: str, says: str) -> None:
    failed = shelftalk(*command.split())
    assert failed.exit_code == 1
    assert says in failed.output
    assert "Traceback" not in failed.output


def test_a_store_in_use_is_said_with_who_uses_it(starter: Path) -> None:
    lock = StoreLock(starter)
    try:
        refused = shelftalk("chat", "--store", str(starter), "--no-model")
    finally:
        lock.release()
    assert refused.exit_code == 1
    assert "is in use by this process" in refused.output


def test_a_conversation_in_the_terminal(starter: Path) -> None:
    talked = shelftalk(
        "chat", "--store", str(starter), "--no-model", said="a rain jacket\nadd the first one\n/cart\n/quit\n"
    )
    assert talked.exit_code == 0, talked.output
    assert "50 products" in talked.output
    assert "plain rules" in talked.output
    assert "Rain Jacket" in talked.output
    assert "Your cart" in talked.output


def test_the_shop_is_served_until_ctrl_c(starter: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        Path(sys.executable).with_name("shelftalk"),
        "serve",
        "--store",
        starter,
        "--no-model",
        "--port",
        str(port),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            health = answer(f"http://127.0.0.1:{port}/health", server)
        finally:
            server.send_signal(signal.SIGINT)
            said, _ = server.communicate(timeout=60)
    assert health["ok"] is True
    assert health["products"] == 50
    assert f"http://localhost:{port}/" in said
    assert "The shop is closed." in said
    assert "Traceback" not in said
    assert server.returncode == 0
    StoreLock(starter).release()  # nobody holds it any more


def answer(url: str, server: subprocess.Popen[str]) -> dict[str, object]:
    """What the server answers once it is up; it may take as long as loading takes on a busy machine."""
    until = time.monotonic() + 240
    while time.monotonic() < until and server.poll() is None:
        with suppress(httpx.TransportError):
            return dict(httpx.get(url, timeout=10).json())
        time.sleep(0.2)
    raise AssertionError(f"no answer from {url}; the server's exit code is {server.poll()}")


def test_the_import_can_be_repeated(starter: Path) -> None:
    again = shelftalk("import", str(STARTER), "--store", str(starter))
    assert again.exit_code == 0
    assert "50 unchanged" in again.output


def test_speed_is_measured_in_the_fixed_form_and_leaves_no_trace(starter: Path, tmp_path: Path) -> None:
    before = (starter / "shop.db").read_bytes()
    measured = shelftalk("eval", "speed", "--store", str(starter), "--no-model", "--json", "out.json")
    assert measured.exit_code == 0, measured.output
    report = json.loads((tmp_path / "out.json").read_text())
    assert report["eval"] == "speed"
    assert report["data"] == str(starter)
    figures = report["figures"]
    assert 0 < figures["cards_p50_ms"] <= figures["cards_p95_ms"]
    assert figures["filtered_p95_ms"] > 0
    assert figures["bytes"] > 100_000
    by_kind = {row["what"]: row["n"] for row in report["rows"]}
    assert by_kind["all turns with cards"] > by_kind["turns without cards (not counted)"] * 4
    assert (starter / "shop.db").read_bytes() == before


def test_a_wrong_setting_names_itself_and_its_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELFTALK_PORT", "many")
    with pytest.raises(SettingsError, match=r"port is 'many'.*--port.*SHELFTALK_PORT.*shelftalk\.toml"):
        settings_with()
    failed = shelftalk("doctor")
    assert failed.exit_code == 1
    assert "SHELFTALK_PORT" in failed.output


def test_options_win_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELFTALK_STORE", "from-environment")
    monkeypatch.setenv("SHELFTALK_MODEL", "none")
    settings = settings_with(store=Path("from-option"), host=None)
    assert settings.store == Path("from-option")
    assert settings.model == "none"
    assert settings.host == "127.0.0.1"


def test_only_our_own_errors_and_the_disks_are_for_a_person() -> None:
    assert for_a_person(SettingsError("x"))
    assert for_a_person(PermissionError(13, "Permission denied", "file"))
    assert not for_a_person(ValueError("x"))
    assert not for_a_person(KeyError("x"))
    assert not for_a_person(OSError("x"))
    assert not for_a_person(typer.Exit(3))
