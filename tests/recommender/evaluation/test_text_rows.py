"""Rows of histories with texts: read as published, split so that no target is learned from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recommender.evaluation.text_rows import read_text_rows, split_rows
from recommender.sequences import SequenceFormatError
from tests.recommender.evaluation.text_set import written


def test_texts_and_rows_are_read(tmp_path: Path) -> None:
    rows = read_text_rows(written(tmp_path, valid=[("a", [0, 1], 2)], test=[("b", [3], 4)]))
    assert rows.texts[1] == "Tea 1. Leaf. Dried leaves"
    assert [(row.shopper, row.history.tolist(), row.target) for row in rows.valid] == [("a", [0, 1], 2)]


def test_no_target_is_learned_from_though_a_later_history_holds_it(tmp_path: Path) -> None:
    folder = written(tmp_path, valid=[("a", [0], 1)], test=[("b", [2, 3], 4), ("b", [2, 3, 4], 5)])
    split = split_rows(read_text_rows(folder), "test")
    assert [products.tolist() for products in split.training.lists] == [[0, 1], [2, 3]]
    assert [history.tolist() for history in split.histories] == [[2, 3], [2, 3, 4]]
    assert split.targets.tolist() == [4, 5]


def test_validation_never_looks_at_test(tmp_path: Path) -> None:
    folder = written(tmp_path, valid=[("a", [0], 1), ("a", [0, 1], 2)], test=[("b", [3], 4)])
    split = split_rows(read_text_rows(folder), "validation")
    assert [products.tolist() for products in split.training.lists] == [[0]]


def test_windows_of_a_shopper_are_joined_where_they_overlap(tmp_path: Path) -> None:
    folder = written(tmp_path, valid=[("a", [0, 0, 1], 2), ("a", [0, 1, 2], 3), ("a", [5], 1)], test=[("a", [5, 1], 4)])
    split = split_rows(read_text_rows(folder), "test")
    assert [products.tolist() for products in split.training.lists] == [[0, 0, 1, 2, 3, 5, 1]]


def test_what_is_not_of_this_form_is_named(tmp_path: Path) -> None:
    with pytest.raises(SequenceFormatError, match="0 files"):
        read_text_rows(tmp_path)
    folder = written(tmp_path, valid=[("a", [0], 99)], test=[])
    with pytest.raises(SequenceFormatError, match="outside 0-5"):
        read_text_rows(folder)
    (folder / "index" / "few.item.json").write_text(json.dumps({"3": {}}), encoding="utf-8")
    with pytest.raises(SequenceFormatError, match="not numbered"):
        read_text_rows(folder)
