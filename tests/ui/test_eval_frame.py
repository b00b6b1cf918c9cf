"""The frame of every measurement: refusals before the work, a table, and JSON in its fixed form."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from retrieval.catalog import Catalog
from ui.eval import frame
from ui.eval.frame import EvalError, Measured
from ui.eval.messages import conversations

MEASURED = Measured({"hr@10": 0.0842, "fit_s": 9.0}, [{"user": "a", "n": 1234, "hit": 0.5}, {"user": "b", "mrr": 1.0}])


def never() -> Measured:
    raise AssertionError("measured, though it should have been refused before")


def measured(data: Path, json_file: Path | None = None) -> str:
    screen = io.StringIO()
    frame.run("next-product", data, lambda: MEASURED, json_file=json_file, console=Console(file=screen, width=100))
    return screen.getvalue()


def test_the_json_has_exactly_its_keys(tmp_path: Path) -> None:
    measured(tmp_path, tmp_path / "out.json")
    report = json.loads((tmp_path / "out.json").read_text())
    assert list(report) == ["eval", "data", "commit", "machine", "seconds", "figures", "rows"]
    assert report["eval"] == "next-product"
    assert report["data"] == str(tmp_path)
    assert report["figures"] == {"hr@10": 0.0842, "fit_s": 9.0}
    assert report["rows"] == [{"user": "a", "n": 1234, "hit": 0.5}, {"user": "b", "mrr": 1.0}]
    assert 0 <= report["seconds"] < 60
    assert {"system", "cores", "python"} <= set(report["machine"])


def test_the_table_and_the_figures_are_printed(tmp_path: Path) -> None:
    text = measured(tmp_path)
    assert text.split()[:2] == ["eval", "next-product"]
    for cell in ("user", "n", "hit", "mrr", "1,234", "hr@10 = 0.0842", "fit_s = 9"):
        assert cell in text


def test_data_that_is_not_there_is_refused_before_measuring(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="nowhere"):
        frame.run("x", tmp_path / "nowhere", never, json_file=None, console=Console(file=io.StringIO()))


def test_a_json_file_that_cannot_be_written_is_refused_before_measuring(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="no folder"):
        frame.run("x", tmp_path, never, json_file=tmp_path / "a" / "b.json", console=Console(file=io.StringIO()))


def test_a_figure_that_is_no_number_is_not_written(tmp_path: Path) -> None:
    out, console = tmp_path / "out.json", Console(file=io.StringIO())
    with pytest.raises(ValueError, match="JSON"):
        frame.run("x", tmp_path, lambda: Measured({"p95": float("nan")}), json_file=out, console=console)
    assert not out.exists()


def test_the_commit_is_that_of_the_clone() -> None:
    assert frame.commit() == "unknown" or len(frame.commit().removesuffix("-dirty")) == 40


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("a", "a"),
        (12345, "12,345"),
        (0.08421, "0.08421"),
        (3.14159, "3.142"),
        (12345.6, "12,346"),
        (0.0, "0"),
    ],
)
def test_cells_are_short(cell: frame.Cell, text: str) -> None:
    assert frame.as_text(cell) == text


def test_conversations_are_the_same_for_the_same_seed(catalog: Catalog) -> None:
    once = conversations(catalog, 40, seed=7)
    assert once == conversations(catalog, 40, seed=7)
    assert once != conversations(catalog, 40, seed=8)
    assert len(once) == 40
    assert all(conversation[0].kind == "find" for conversation in once)


def test_conversations_speak_the_stores_words(catalog: Catalog) -> None:
    said = {line.message for conversation in conversations(catalog, 60, seed=1) for line in conversation}
    assert "I am looking for jackets" in said
    assert "under 80" in said
    assert said & {"in M", "in Blue", "in Green"}
