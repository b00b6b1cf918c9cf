"""Sequences are read as written and split without a leak."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from recommender.sequences import SequenceFormatError, Sequences, leave_one_out, read_sequences


def made(*lists: list[int], n_products: int = 10) -> Sequences:
    return Sequences(n_products, tuple(np.array(products, dtype=np.int32) for products in lists))


def test_ids_from_one_become_numbers_from_zero(tmp_path: Path) -> None:
    file = tmp_path / "few.txt"
    file.write_text("7 1 4 2\n\n9 3\n")
    sequences = read_sequences(file)
    assert [products.tolist() for products in sequences.lists] == [[0, 3, 1], [2]]
    assert sequences.n_products == 4
    assert sequences.counts().tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize("text", ["1 2 x\n", "1 0\n", "1 -3\n", "", "5\n"])
def test_what_is_no_sequence_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "broken.txt"
    file.write_text(text)
    with pytest.raises(SequenceFormatError, match=r"broken\.txt"):
        read_sequences(file)


def test_test_part_is_the_last_product_and_validation_the_one_before() -> None:
    sequences = made([0, 1, 2, 3, 4])
    test, validation = leave_one_out(sequences, "test"), leave_one_out(sequences, "validation")
    assert (test.training.lists[0].tolist(), test.histories[0].tolist(), test.targets.tolist()) == (
        [0, 1, 2],
        [0, 1, 2, 3],
        [4],
    )
    assert (validation.training.lists[0].tolist(), validation.histories[0].tolist(), validation.targets.tolist()) == (
        [0, 1],
        [0, 1, 2],
        [3],
    )


def test_validation_knows_nothing_of_the_last_product() -> None:
    one = leave_one_out(made([0, 1, 2, 3, 4]), "validation")
    other = leave_one_out(made([0, 1, 2, 3, 9]), "validation")
    assert np.array_equal(one.training.lists[0], other.training.lists[0])
    assert np.array_equal(one.histories[0], other.histories[0])
    assert np.array_equal(one.targets, other.targets)


def test_who_has_no_history_is_not_judged_but_keeps_the_place_in_training() -> None:
    split = leave_one_out(made([5], [0, 1], [], [1, 2, 3, 4]), "test")
    assert split.shoppers.tolist() == [1, 3]
    assert [products.tolist() for products in split.training.lists] == [[], [], [], [1, 2]]
    assert leave_one_out(made([5], [0, 1], [], [1, 2, 3, 4]), "validation").shoppers.tolist() == [3]


def test_times_are_cut_with_their_products() -> None:
    sequences = Sequences(5, (np.array([0, 1, 2], dtype=np.int32),), (np.array([10.0, 20.0, 30.0]),))
    training = leave_one_out(sequences, "test").training
    assert training.times is not None
    assert training.times[0].tolist() == [10.0]


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="outside 0-3"):
        made([0, 4], n_products=4)
    with pytest.raises(ValueError, match="differ in length"):
        Sequences(5, (np.array([0, 1], dtype=np.int32),), (np.array([1.0]),))
    with pytest.raises(ValueError, match="No part"):
        leave_one_out(made([0, 1]), "train")  # type: ignore[arg-type]
