"""docs/api.md: its walk runs, and it names every route, setting and problem it should."""

from __future__ import annotations

import re
import shutil
import subprocess
from concurrent.futures import Executor
from pathlib import Path

import pytest

from assistant import Settings, Shop
from tests.assistant.conftest import shop, six_store, store  # noqa: F401  # fixtures
from tests.ui.api.conftest import SECRET
from tests.ui.serving import serving
from ui.api.app import Api
from ui.api.options import ApiOptions

PAGE = Path(__file__).resolve().parents[3] / "docs" / "api.md"


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.mark.skipif(not shutil.which("curl") or not shutil.which("bash"), reason="curl or bash is not installed")
def test_the_walk_runs(shop: Shop, pool: Executor) -> None:  # noqa: F811
    with serving(lambda: Api(shop, pool, ApiOptions(secret=SECRET))) as address:
        walked = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block("sh")],
            env={"SHOP": address, "PATH": "/usr/bin:/bin", "no_proxy": "*"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert (walked.returncode, walked.stderr) == (0, "")
    for said in (
        "event: ack",
        "event: cards",
        "event: done",
        '"evidence":[{',
        '"personalisation":true',
        "Added:",
        "204",
    ):
        assert said in walked.stdout, said
    assert '"status":4' not in walked.stdout
    assert walked.stdout.count("id: 0-1\n") == 1  # the second hearing began after it


def test_the_python_example_runs(shop: Shop, pool: Executor, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    code = block("python")
    second = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[1]
    assert "hmac" in code
    with serving(lambda: Api(shop, pool, ApiOptions(secret=SECRET))) as address:
        exec(second.replace("http://127.0.0.1:7860", address), {})
    assert "Brook Rain Jacket" in capsys.readouterr().out


def test_every_setting_is_told_with_its_default() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        if not name.startswith("api_"):
            continue
        told = f"SHELFTALK_{name.upper()}" in page or f"..._{name.removeprefix('api_').upper()}" in page
        assert told, name
        if isinstance(field.default, int):
            assert str(field.default) in page, name
