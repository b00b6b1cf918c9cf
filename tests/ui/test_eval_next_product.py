"""`eval next-product` and `eval next-product-text`: their tables, their figures and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from retrieval.encoder import HashEncoder
from retrieval.progress import silent
from tests.recommender.evaluation.text_set import written
from ui.cli import app
from ui.eval.frame import EvalError
from ui.eval.next_product_judging import NextProductOptions
from ui.eval.next_product_models import Given, names_of, read_weights
from ui.eval.next_product_text import measure_next_product_text

KEYS = {"hr@10", "ndcg@10", "coverage@10", "gini@10", "tail_hr@10", "fit_s", "score_s"}


@pytest.fixture
def circle(tmp_path: Path) -> Path:
    """Twenty-four products in a circle; each shopper takes five in a row, so that the next is plain to see."""
    lines = [[str(shopper), *(str((shopper + at) % 24 + 1) for at in range(5))] for shopper in range(96)]
    file = tmp_path / "circle.txt"
    file.write_text("\n".join(" ".join(line) for line in lines), encoding="utf-8")
    attributes = {str(product): [product % 2 + 1] for product in range(1, 25)}
    (tmp_path / "circle_item2attributes.json").write_text(json.dumps(attributes), encoding="utf-8")
    return file


def test_weights_are_learned_on_validation_and_used_on_test(circle: Path, tmp_path: Path) -> None:
    weights, result, plot = tmp_path / "weights.json", tmp_path / "result.json", tmp_path / "plot.png"
    models = ["--models", "popularity,seq-rules,content,blend", "--data", str(circle)]
    tune = CliRunner().invoke(app, ["eval", "next-product", *models, "--part", "validation", "--tune", str(weights)])
    assert tune.exit_code == 0, tune.output
    learned = read_weights(weights)
    assert max(learned["seq-rules"]) > max(learned["popularity"])
    test = [*models, "--part", "test", "--weights", str(weights), "--json", str(result), "--plot", str(plot)]
    judged = CliRunner().invoke(app, ["eval", "next-product", *test])
    assert judged.exit_code == 0, judged.output
    report = json.loads(result.read_text(encoding="utf-8"))
    assert report["figures"].keys() >= KEYS
    of = {row["model"]: row for row in report["rows"] if "model" in row}
    assert of.keys() == {"popularity", "seq-rules", "content", "blend"}
    assert of["seq-rules"]["hr@10"] == 1.0
    assert of["popularity"]["hr@10"] < 0.9
    assert report["figures"]["ndcg@10"] == of["blend"]["ndcg@10"]
    assert [row for row in report["rows"] if row.get("ndcg@10 by history") == "blend"]
    assert plot.stat().st_size > 5_000


def test_a_model_that_weighs_nothing_need_not_be_fitted(circle: Path, tmp_path: Path) -> None:
    (tmp_path / "w.json").write_text('{"seq-rules": [1, 0], "user-knn": [0, 0]}', encoding="utf-8")
    options = ["--models", "popularity,blend", "--weights", str(tmp_path / "w.json"), "--data", str(circle)]
    judged = CliRunner().invoke(app, ["eval", "next-product", *options])
    assert judged.exit_code == 0, judged.output
    assert "blend" in judged.output


def test_a_blend_of_the_test_part_learns_its_weights_from_validation(circle: Path, tmp_path: Path) -> None:
    """The last products of all lists are changed: what is learned must not be."""
    models = ["--models", "popularity,seq-rules,blend"]
    for name in ("one", "other"):
        options = [*models, "--data", str(circle), "--tune", str(tmp_path / f"{name}.json")]
        result = CliRunner().invoke(app, ["eval", "next-product", *options])
        assert result.exit_code == 0, result.output
        lines = [line.rpartition(" ")[0] for line in circle.read_text(encoding="utf-8").splitlines()]
        circle.write_text("\n".join(f"{line} 1" for line in lines), encoding="utf-8")
    assert read_weights(tmp_path / "one.json") == read_weights(tmp_path / "other.json")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--tune", "w.json", "--weights", "w.json"], "not both"),
        (["--models", "seq-rules", "--tune", "w.json"], "for a blend"),
        (["--tune", "none/w.json"], "no folder none"),
        (["--models", "magic"], "no model 'magic'"),
        (["--models", "novelty"], "tells nothing"),
        (["--part", "train"], "no part 'train'"),
        (["--models", "blend", "--weights", "none.json"], "cannot be read"),
    ],
)
def test_what_cannot_be_measured_is_said(circle: Path, options: list[str], says: str) -> None:
    result = CliRunner().invoke(app, ["eval", "next-product", "--data", str(circle), *options])
    assert result.exit_code != 0
    assert says in " ".join(result.output.split())


def test_without_what_is_known_of_products_content_is_left_out() -> None:
    assert "content" not in names_of("", Given())
    assert "content" in names_of("", Given(content=object()))
    assert names_of("", Given())[-1] == "blend"
    with pytest.raises(EvalError, match="needs what is known"):
        names_of("content", Given())


def test_text_finds_a_product_that_nobody_took(tmp_path: Path) -> None:
    """Tool 4 and tea 5 are in no list: only their texts tell whose they are."""
    valid = [("a", [0], 2), ("b", [1], 3), ("c", [2], 0), ("d", [3], 1)]
    folder = written(tmp_path, valid=valid, test=[("e", [0, 2], 4), ("f", [1, 3], 5)])
    options = NextProductOptions(folder, "popularity,content", "test", None, None, None, None, 7)
    measured = measure_next_product_text(options, silent, encoder=HashEncoder(64), vectors=tmp_path / "v.db")
    assert measured.figures.keys() >= {"hr@5", "hr@10", "ndcg@10", "cold_hr@10"}
    of = {row["model"]: row for row in measured.rows if "model" in row}
    assert of["content"]["n_cold"] == 2
    ndcg, by_count = of["content"]["ndcg@10"], of["popularity"]["ndcg@10"]
    assert isinstance(ndcg, float)
    assert isinstance(by_count, float)
    assert ndcg > by_count
