from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval import chroma_index
from retrieval.chroma_index import ChromaIndex
from retrieval.vectors import VectorsUnreadableError
from tests.retrieval.some_vectors import directions, filled

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
