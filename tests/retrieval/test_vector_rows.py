from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from retrieval.numbered import Numbered
from retrieval.vector_rows import Rows

N, DIM = 900, 24
IDS = [f"p{n:04}" for n in range(N)]


def directions(n: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((n, DIM)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


ROWS = Rows(IDS, directions(N))


@dataclass(frozen=True)
class Some:
    """What a filter hands over: numbers in its own list of ids, which is not the rows' order and has one id more."""

    numbering: tuple[str, ...]
    numbers: np.ndarray

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self):  # type: ignore[no-untyped-def]
        return (self.numbering[n] for n in self.numbers)

    def __contains__(self, wanted: object) -> bool:
        return wanted in set(self)


NUMBERING = ("gone", *reversed(IDS))


@pytest.mark.parametrize("n_among", [1, 7, 200, 400, N])
@pytest.mark.parametrize("n", [1, 10, 1000])
def test_ids_numbers_and_the_plain_way_give_the_same(n_among: int, n: int) -> None:
    """Gathered, scored where they lie, or one by one: the same products, the same scores."""
    numbers = np.sort(np.random.default_rng(n_among).choice(N + 1, n_among, replace=False))
    some = Some(NUMBERING, numbers)
    assert isinstance(some, Numbered)
    asked = directions(1, seed=3)[0]
    score = dict(zip(IDS, ROWS.vectors @ asked, strict=True))
    wanted = [i for i in sorted(IDS, key=lambda i: (-round(float(score[i]), 6), i)) if i in some][:n]
    found = ROWS.nearest(asked, n, some)
    assert [i for i, _ in found] == wanted
    assert found == ROWS.nearest(asked, n, list(some))
    assert [s for _, s in found] == pytest.approx([float(score[i]) for i in wanted], abs=1e-6)


def test_another_numbering_is_not_mistaken_for_the_one_before() -> None:
    asked = directions(1)[0]
    first = ROWS.nearest(asked, 1, Some(tuple(IDS), np.array([5])))
    assert [i for i, _ in first] == [IDS[5]]
    assert [i for i, _ in ROWS.nearest(asked, 1, Some(NUMBERING, np.array([5])))] == [NUMBERING[5]]


def test_ties_at_the_last_place_break_by_id_even_where_rounding_made_them() -> None:
    """Two scores that differ in the seventh decimal are equal when they are told, so the id decides."""
    near = np.array([[1.0, 0.0], [1.0 - 2e-7, 0.0], [0.5, 0.0]], dtype=np.float32)
    rows = Rows(["b", "a", "c"], near)
    assert [i for i, _ in rows.nearest(np.array([1.0, 0.0], dtype=np.float32), 1)] == ["a"]


def test_the_first_rows_of_all_can_be_added_to_none() -> None:
    empty = Rows([], np.empty((0, 0), dtype=np.float32))
    assert empty.nearest(directions(1)[0], 3) == []
    assert [i for i, _ in empty.plus(IDS[:2], directions(2)).nearest(directions(2)[1], 1)] == [IDS[1]]
