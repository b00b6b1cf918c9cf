"""The installer, which runs before anything is installed: what it says when it cannot, and where packages come from."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "install.py"


@pytest.fixture
def install() -> ModuleType:
    spec = importlib.util.spec_from_file_location("install_under_test", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_new_enough_python_is_used_as_it_is(install: ModuleType) -> None:
    assert install.suitable_python((3, 11, 0)) == sys.executable
    assert install.suitable_python((3, 14, 1)) == sys.executable


def test_an_old_python_looks_for_a_newer_one(
    install: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = tmp_path / "python3.12"
    newer.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    newer.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert install.suitable_python((3, 9, 2)) == str(newer)


def test_an_old_python_alone_is_told_what_to_do(
    install: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "python3.12"  # is called right, but does not start
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(install.InstallError, match=r"3\.11 or newer.*3\.9\.2(.|\n)*make PYTHON="):
        install.suitable_python((3, 9, 2))


def test_a_disk_too_small_is_refused_before_anything_is_fetched(install: ModuleType, tmp_path: Path) -> None:
    install.check_disk(tmp_path, install.NEEDED_BYTES)
    with pytest.raises(install.InstallError, match=r"0\.4 GB free.*about 3 GB(.|\n)*Free some space"):
        install.check_disk(tmp_path, 400_000_000)


def test_uv_is_told_where_pip_takes_packages_from(install: ModuleType) -> None:
    listed = (
        "global.find-links='/from/the/file'\nglobal.index-url='http://localhost/simple'\n"
        ":env:.find-links='/wheels /more'\nglobal.timeout='60'\n"
    )
    settings = install.merged_settings(listed)
    assert settings["find-links"] == "/wheels /more"
    told = install.uv_environment({"HOME": "/h"}, settings)
    assert told["UV_FIND_LINKS"] == "/wheels,/more"
    assert told["UV_DEFAULT_INDEX"] == "http://localhost/simple"
    assert told["HOME"] == "/h"
    assert "UV_INDEX_STRATEGY" not in told
    assert install.uv_environment({}, {"extra-index-url": "file:///a"})["UV_INDEX_STRATEGY"] == "unsafe-best-match"


def test_what_is_set_for_uv_itself_wins(install: ModuleType) -> None:
    assert install.uv_environment({"UV_FIND_LINKS": "/mine"}, {"find-links": "/wheels"})["UV_FIND_LINKS"] == "/mine"


def test_no_settings_change_nothing_but_the_certificates(install: ModuleType) -> None:
    assert install.uv_environment({}, install.merged_settings("")) == {"UV_SYSTEM_CERTS": "1"}


@pytest.mark.parametrize("arguments", [[], ["everything"], ["serve", "test"]])
def test_a_wrong_call_says_what_can_be_asked(arguments: list[str]) -> None:
    run = subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "serve or test" in run.stdout


def test_make_alone_lists_what_there_is_to_do() -> None:
    run = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = [line.split()[1] for line in run.stdout.splitlines()]
    assert listed == ["help", "serve", "test", "check", "eval", "clean"]
