"""`shelftalk train understanding`: from rows to an adapter, and what it says when it cannot."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from assistant.models.weights import WeightsError
from retrieval.training.run_folder import TrainingError
from tests.assistant.training import tiny
from ui.cli import app
from ui.train_command import TrainOptions, train, train_command


def test_rows_become_an_adapter_and_a_stopped_run_goes_on(tmp_path: Path) -> None:
    pytest.importorskip("peft", reason="peft is not installed; `pip install -e '.[train]'` brings it")
    gguf, said, plot = tmp_path / "tiny.gguf", StringIO(), tmp_path / "curves.png"
    console = Console(file=said, width=1000)  # paths of any length break no line
    tiny.write_base(tiny.model(), gguf)
    options = TrainOptions(tiny.write_rows(tmp_path / "rows.jsonl"), tmp_path / "run", steps=3, batch=4, minutes=0)
    assert train(options, "Tiny", gguf, console, tmp_path) is False
    assert "19 rows to learn from" in said.getvalue()
    assert "after 1 of 3 steps" in said.getvalue()
    assert "with --resume goes on" in said.getvalue()
    assert (tmp_path / "run" / "adapter.gguf").read_bytes()[:4] == b"GGUF"

    again = replace(options, minutes=None, resume=True, plot=plot)
    assert train(again, "Tiny", gguf, console, tmp_path) is True
    assert "step 3 of 3, 12 examples" in said.getvalue()
    assert "held out: loss" in said.getvalue()
    assert "after 3 of 3 steps" in said.getvalue()
    assert plot.read_bytes()[:4] == b"\x89PNG"


def test_a_run_may_go_on_from_anothers_adapter(tmp_path: Path) -> None:
    pytest.importorskip("peft", reason="peft is not installed; `pip install -e '.[train]'` brings it")
    gguf, console = tmp_path / "tiny.gguf", Console(file=StringIO(), width=120)
    tiny.write_base(tiny.model(), gguf)
    options = TrainOptions(tiny.write_rows(tmp_path / "rows.jsonl"), tmp_path / "run", steps=1, batch=4)
    with pytest.raises(TrainingError, match="holds no checkpoint to begin with"):
        train(replace(options, after=tmp_path / "run"), "Tiny", gguf, console, tmp_path)
    assert not (tmp_path / "run").exists()
    train(options, "Tiny", gguf, console, tmp_path)
    train(replace(options, out=tmp_path / "next", after=tmp_path / "run"), "Tiny", gguf, console, tmp_path)
    assert json.loads((tmp_path / "next" / "recipe.json").read_text())["after"].endswith("@1")
    file = tmp_path / "run" / "adapter.gguf"
    train(replace(options, out=tmp_path / "third", after=file, steps=1), "Tiny", gguf, console, tmp_path)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert json.loads((tmp_path / "third" / "recipe.json").read_text())["after"] == digest[:16]


def test_weights_that_are_not_there_are_said_before_anything_else(tmp_path: Path) -> None:
    pytest.importorskip("peft", reason="peft is not installed; `pip install -e '.[train]'` brings it")
    options = TrainOptions(tmp_path / "absent.jsonl", tmp_path / "run", size="large")
    with pytest.raises(WeightsError, match=r"not on this disk.*shelftalk models pull large"):
        train_command(options, Console(), tmp_path)
    assert not (tmp_path / "run").exists()


def test_the_command_explains_itself() -> None:
    shown = CliRunner().invoke(app, ["train", "understanding", "--help"])
    assert shown.exit_code == 0
    assert "--resume" in shown.output
    assert " train " in CliRunner().invoke(app, ["--help"]).output
