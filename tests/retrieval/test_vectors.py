from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from retrieval import chroma_index
from retrieval.chroma_index import ChromaIndex
from retrieval.vectors import MemoryIndex, VectorIndex, VectorsUnreadableError

DIM = 16


def directions(n: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((n, DIM)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(params=["memory", "chroma"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    if request.param == "memory":
        yield MemoryIndex(DIM)
    else:
        opened = ChromaIndex(tmp_path / "vectors", "test-16")
        yield opened
        opened.close()


def filled(index: VectorIndex, n: int = 50) -> tuple[list[str], np.ndarray]:
    ids, rows = [f"p{i:03}" for i in range(n)], directions(n)
    index.update(ids, rows, [f"d{i}" for i in range(n)])
    return ids, rows


# --- what every index promises ---------------------------------------------------------------------------------


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


# --- Chroma ----------------------------------------------------------------------------------------------------


def test_vectors_survive_closing(tmp_path: Path) -> None:
    first = ChromaIndex(tmp_path, "test-16")
    ids, rows = filled(first)
    first.close()
    first.close()  # twice is fine
    second = ChromaIndex(tmp_path, "test-16")
    assert second.nearest(rows[3], 1)[0][0] == ids[3]
    assert len(second.digests()) == 50
    second.close()


def test_a_closed_folder_can_be_moved_and_replaced_in_the_same_process(tmp_path: Path) -> None:
    """Chroma keeps one system a path: an index left open, or a stale cache, would answer from the folder before."""
    store, staging = tmp_path / "store", tmp_path / "staging"
    old = ChromaIndex(store, "test-16")
    old.update(["old"], directions(1), ["1"])
    old.close()
    new = ChromaIndex(staging, "test-16")
    new.update(["new"], directions(1), ["1"])
    new.close()
    store.rename(tmp_path / "aside")
    staging.rename(store)
    opened = ChromaIndex(store, "test-16")
    assert [i for i, _ in opened.nearest(directions(1)[0], 5)] == ["new"]
    opened.update(["more"], directions(1, seed=2), ["1"])
    opened.close()
    opened = ChromaIndex(store, "test-16")
    assert set(opened.digests()) == {"new", "more"}
    opened.close()
    aside = ChromaIndex(tmp_path / "aside", "test-16")
    assert list(aside.digests()) == ["old"]
    aside.close()


def test_encoders_never_mix_and_others_can_be_removed(tmp_path: Path) -> None:
    one = ChromaIndex(tmp_path, "test-16")
    filled(one)
    one.close()
    other = ChromaIndex(tmp_path, "other-8")
    assert other.digests() == {}
    other.update(["a"], np.eye(8, dtype=np.float32)[:1], ["1"])
    other.remove_other_encoders()
    other.close()
    again = ChromaIndex(tmp_path, "test-16")
    assert again.digests() == {}
    again.close()


def test_more_rows_than_chroma_takes_at_once(tmp_path: Path) -> None:
    index = ChromaIndex(tmp_path, "test-16")
    ids = [f"p{i}" for i in range(5_500)]
    rows = directions(5_500)
    index.update(ids, rows, ["d"] * 5_500)
    assert len(index.digests()) == 5_500
    assert index.nearest(rows[5_499], 1, among=ids)[0][0] == "p5499"
    index.remove(ids[:5_490])
    assert len(index.digests()) == 10
    index.close()


@pytest.mark.parametrize("share", [2, 20])
def test_recall_under_a_wide_filter_does_not_collapse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    """Beyond the exact limit the graph is asked first; what it leaves out under the filter is scored exactly."""
    monkeypatch.setattr(chroma_index, "_EXACT", 50)
    index = ChromaIndex(tmp_path, "test-16")
    n = 2_000
    ids, rows = [f"p{i:04}" for i in range(n)], directions(n)
    index.update(ids, rows, ["d"] * n)
    for asked in directions(5, seed=9):
        nearness = rows @ asked
        among = [ids[i] for i in np.argsort(nearness)[: n // share]]  # the far side: the graph's neighbours are out
        exact = [ids[i] for i in np.argsort(-nearness) if ids[i] in set(among)][:10]
        assert [i for i, _ in index.nearest(asked, 10, among=among)] == exact
        every_other = ids[::2]
        found = [i for i, _ in index.nearest(asked, 10, among=every_other)]
        exact = [ids[i] for i in np.argsort(-nearness) if i % 2 == 0][:10]
        assert len(set(found) & set(exact)) >= 9
    index.close()


def test_damaged_files_are_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"no database" * 500)
    with pytest.raises(VectorsUnreadableError, match=r"Delete that folder and import the feed again"):
        ChromaIndex(tmp_path, "test-16")


def test_nothing_is_sent_and_no_dotenv_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    (tmp_path / ".env").write_text("CHROMA_API_IMPL=chromadb.api.fastapi.FastAPI\nIS_PERSISTENT=false\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHROMA_OTEL_COLLECTION_ENDPOINT", "http://collector.invalid:4317")
    index = ChromaIndex(tmp_path / "vectors", "test-16")
    filled(index)
    index.close()
    assert (tmp_path / "vectors" / "chroma.sqlite3").is_file()


def test_the_exact_limit_is_a_real_one(index: VectorIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    ids, rows = filled(index)
    ask: Callable[[], list[tuple[str, float]]] = lambda: index.nearest(rows[0], 10, among=ids[:40])  # noqa: E731
    below = ask()
    monkeypatch.setattr(chroma_index, "_EXACT", 1)
    assert [i for i, _ in ask()] == [i for i, _ in below]


# --- the file beside Chroma ------------------------------------------------------------------------------------


def test_a_store_from_before_the_file_gets_one_from_chroma(tmp_path: Path) -> None:
    before = ChromaIndex(tmp_path, "test-16")
    ids, rows = filled(before)
    before.close()
    (tmp_path / "rows.sqlite").unlink()
    opened = ChromaIndex(tmp_path, "test-16")
    assert opened.digests() == {i: f"d{n}" for n, i in enumerate(ids)}
    assert opened.nearest(rows[3], 1, among=ids)[0] == (ids[3], pytest.approx(1.0, abs=1e-5))
    opened.close()
    assert (tmp_path / "rows.sqlite").is_file()


def test_a_kill_between_the_two_files_is_mended_when_they_are_opened(tmp_path: Path) -> None:
    index = ChromaIndex(tmp_path, "test-16")
    ids, rows = filled(index)
    index._file.drop(ids[:1])  # as killed amid a removal: Chroma still has it
    index.close()
    index = ChromaIndex(tmp_path, "test-16")
    assert index._collection.count() == 49
    assert ids[0] not in {i for i, _ in index.nearest(rows[0], 50)}
    index._collection.delete(ids[1:3])  # as lost by Chroma: to be embedded again
    index.close()
    index = ChromaIndex(tmp_path, "test-16")
    assert set(index.digests()) == set(ids[3:])
    index.close()
