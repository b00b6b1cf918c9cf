"""`eval bundles`: its five tasks on a set whose right answers are plain, what it reports and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.testing import ScriptedModel
from assistant.workbench.name_writing import NameWriter
from retrieval.encoder import HashEncoder
from retrieval.progress import silent
from tests.recommender.evaluation.bundle_set import written
from ui.cli import app
from ui.eval.bundles import BundleOptions, measure_bundles
from ui.eval.frame import EvalError, Measured

KEYS = {
    "completion_hr@10",
    "completion_ndcg@10",
    "generation_precision",
    "generation_recall",
    "generation_coverage",
    "intent_ndcg@10",
    "naming_rougeL",
    "pair_auc",
}


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    folder = tmp_path_factory.mktemp("marked")
    options = BundleOptions(written(folder / "few"))
    return measure_bundles(options, silent, encoder=HashEncoder(), vectors=folder / "vectors.sqlite")


def test_all_five_tasks_have_their_headline_figures(measured: Measured) -> None:
    assert measured.figures.keys() >= KEYS


def test_what_is_plain_to_see_is_found(measured: Measured) -> None:
    figures = measured.figures
    assert figures["pair_auc"] == 1.0
    assert figures["generation_precision"] == 1.0
    assert figures["generation_recall"] == 1.0
    assert figures["generation_coverage"] == 1.0
    assert figures["intent_ndcg@10"] > 0.2
    assert figures["completion_hr@10"] > 0.4  # 17 or 18 of the kind are left, all as likely


def test_names_have_words_of_the_parts_only(measured: Measured) -> None:
    of = {row["method"]: row for row in measured.rows if row["task"] == "naming"}
    assert measured.figures["naming_unsupported"] == 0
    assert of["copied from the nearest bundle"]["unsupported"] != 0  # "me"
    assert measured.figures["naming_rougeL"] > 0.4


def test_a_models_names_stand_beside_the_others_of_the_same_bundles(tmp_path: Path) -> None:
    answers = ["old things", "a gift", "things for me", ""]  # "gift" and "me" are words of no part
    options = BundleOptions(written(tmp_path / "few"), tasks="naming", words_only=True, n_written=4)
    with ScriptedModel(answers=answers) as model:
        found = measure_bundles(options, silent, encoder=HashEncoder(), writer=NameWriter(model))
    of = {row["method"]: row for row in found.rows}
    assert (of["the model's, of 4"]["none"], of["the model's, of 4"]["unsupported"]) == (3, 0)
    assert of["the template's, of 4"]["none"] == 0
    assert found.figures["naming_rougeL"] > 0.4  # ours, of all: as without a model


def test_the_trivial_way_is_always_told(measured: Measured) -> None:
    whole = next(row for row in measured.rows if row.get("method") == "the whole session")
    assert (whole["precision"], whole["recall"]) == (0.0, 0.0)  # every session has two bundles


def test_a_folder_of_several_prefixes_all_but_the_first(tmp_path: Path) -> None:
    written(tmp_path / "one")
    written(tmp_path / "two")
    options = BundleOptions(tmp_path, tasks="pairs")
    figures = measure_bundles(options, silent, encoder=HashEncoder(), vectors=tmp_path / "v.sqlite").figures
    assert figures["two_pair_auc"] == figures["pair_auc"]


def test_unknown_tasks_and_empty_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="no task 'dance'"):
        measure_bundles(BundleOptions(tmp_path, tasks="dance"), silent)
    found = CliRunner().invoke(app, ["eval", "bundles", "--data", str(tmp_path)])
    assert found.exit_code != 0
    assert "no marked sessions" in " ".join(found.output.split())
