"""What every VectorIndex promises, run over every implementation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from retrieval import chroma_index
from retrieval.chroma_index import ChromaIndex
from retrieval.vectors import MemoryIndex, VectorIndex
from tests.retrieval.some_vectors import DIM, directions, filled


@pytest.fixture(params=["memory", "chroma"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    if request.param == "memory":
        yield MemoryIndex(DIM)
    else:
        opened = ChromaIndex(tmp_path / "vectors", "test-16")
        yield opened
        opened.close()


def test_the_nearest_are_those_with_the_highest_cosine(index: VectorIndex) -> None:
    ids, rows = filled(index)
    asked = directions(1, seed=5)[0]
    exact = sorted(zip(ids, (rows @ asked).tolist(), strict=True), key=lambda hit: (-hit[1], hit[0]))
    found = index.nearest(asked, 10)
    assert [i for i, _ in found] == [i for i, _ in exact[:10]]
    assert np.allclose([s for _, s in found], [s for _, s in exact[:10]], atol=1e-5)


def test_a_filter_never_costs_results(index: VectorIndex) -> None:
    ids, rows = filled(index)
    asked = rows[0]
    farthest = [ids[i] for i in np.argsort(rows @ asked)[:7]]
    found = index.nearest(asked, 5, among=[*farthest, "unknown"])
    assert {i for i, _ in found} <= set(farthest)
    assert len(found) == 5
    assert len(index.nearest(asked, 50, among=farthest)) == 7
    assert index.nearest(asked, 5, among=[]) == []


def test_ties_break_by_id(index: VectorIndex) -> None:
    same = np.repeat(directions(1), 3, axis=0)
    index.update(["c", "a", "b"], same, ["1", "1", "1"])
    assert [i for i, _ in index.nearest(same[0], 3)] == ["a", "b", "c"]
    assert [i for i, _ in index.nearest(same[0], 2, among={"b", "c", "a"})] == ["a", "b"]


def test_an_update_replaces_and_a_removal_forgets(index: VectorIndex) -> None:
    ids, rows = filled(index)
    index.nearest(rows[0], 1, among=ids[:1])  # whatever is kept in memory is there by now
    index.update([ids[1]], rows[:1], ["new"])
    assert {i for i, _ in index.nearest(rows[0], 2)} == set(ids[:2])
    assert index.nearest(rows[0], 1, among=[ids[1]])[0][1] == pytest.approx(1.0, abs=1e-5)
    index.remove([ids[0], "unknown"])
    assert ids[0] not in {i for i, _ in index.nearest(rows[0], 50)}
    assert index.nearest(rows[0], 1, among=ids[:1]) == []
    assert index.digests()[ids[1]] == "new"
    assert len(index.digests()) == 49


def test_an_empty_index_finds_nothing(index: VectorIndex) -> None:
    assert index.nearest(directions(1)[0], 5) == []
    assert index.nearest(directions(1)[0], 5, among=["a"]) == []
    assert index.digests() == {}
    filled(index)
    assert index.nearest(directions(1)[0], 0) == []


def test_the_exact_limit_is_a_real_one(index: VectorIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    ids, rows = filled(index)
    ask: Callable[[], list[tuple[str, float]]] = lambda: index.nearest(rows[0], 10, among=ids[:40])  # noqa: E731
    below = ask()
    monkeypatch.setattr(chroma_index, "_EXACT", 1)
    assert [i for i, _ in ask()] == [i for i, _ in below]
