"""Vectors in Chroma, for its graph, and beside it in a file of our own, for exact answers."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval.numbered import Numbered
from retrieval.vector_file import ROWS, VectorFile, encoders_of
from retrieval.vector_rows import Rows, nearest_first, rounded
from retrieval.vectors import VectorsUnreadableError

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Up to here every vector that a filter leaves is scored; beyond, the graph is asked first. Scoring misses no neighbour,
# and what was scored once serves the same text under another filter at once. `shelftalk eval speed` has both in rows.
_EXACT = 150_000
# Chroma's defaults (16 neighbours, 100, 100) raised: at shop sizes a better graph costs little.
_GRAPH = {"max_neighbors": 32, "ef_construction": 200, "ef_search": 200}
_MAX_FETCH = 2_000  # neighbours asked of the graph at most; above, scoring all is quicker


class ChromaIndex:
    """Vectors in a local Chroma database below `folder`; nothing leaves the machine.

    One collection an encoder (`encoder_name`): an index made by another encoder reads as empty. `close()` lets go
    of the files, so that the folder may be moved and opened elsewhere. Questions are answered exactly from memory
    (`4 * dim` bytes a product, read from `rows.sqlite` when first needed), because a graph walked under a filter, like
    Chroma's own `where`, loses time and neighbours; in a large store Chroma's graph answers unfiltered questions and
    those under wide filters. What the file says is what holds: Chroma is brought in line with it when a kill parted
    the two.
    """

    def __init__(self, folder: Path, encoder_name: str) -> None:
        import chromadb
        from chromadb.config import Settings
        from chromadb.errors import InternalError

        folder.mkdir(parents=True, exist_ok=True)
        settings = Settings(
            _env_file=None,  # a .env of the working directory has no say
            chroma_api_impl="chromadb.api.rust.RustBindingsAPI",
            anonymized_telemetry=False,
            chroma_otel_collection_endpoint="",
        )
        self._lock = threading.Lock()
        self._cached: Rows | None = None
        try:
            self._file = VectorFile(folder / ROWS, encoder_name)
        except sqlite3.DatabaseError as error:
            raise _unreadable(folder, error) from error
        try:
            self._client: Any = chromadb.PersistentClient(str(folder.resolve()), settings=settings)
            self._collection: Any = self._client.get_or_create_collection(
                encoder_name,
                embedding_function=None,  # vectors come from our encoder; Chroma's default would download one
                configuration={"hnsw": {"space": "cosine", **_GRAPH}},
            )
        except InternalError as error:
            self._file.close()
            raise _unreadable(folder, error) from error
        self._batch = int(self._client.get_max_batch_size())
        if self._collection.count() != len(self._file):
            self._bring_in_line()

    def update(self, ids: Sequence[str], vectors: NDArray[np.float32], digests: Sequence[str]) -> None:
        """Chroma first: killed between the two, the old digest says that the product is to be embedded again."""
        with self._lock:
            for start in range(0, len(ids), self._batch):
                part = slice(start, start + self._batch)
                self._collection.upsert(
                    list(ids[part]), embeddings=vectors[part], metadatas=[{"digest": d} for d in digests[part]]
                )
            self._file.put(ids, vectors, digests)
            if self._cached is not None:
                self._cached = self._cached.without(set(ids)).plus(ids, vectors)

    def remove(self, ids: Collection[str]) -> None:
        with self._lock:
            self._file.drop(ids)
            self._delete(list(ids))
            if self._cached is not None:
                self._cached = self._cached.without(ids)

    def remove_other_encoders(self) -> None:
        """Forget what other encoders left in this folder."""
        with self._lock:
            self._file.drop_other_encoders()
        for collection in self._client.list_collections():
            if collection.name != self._collection.name:
                self._client.delete_collection(collection.name)

    def digests(self) -> Mapping[str, str]:
        with self._lock:
            return self._file.digests()

    def rows(self) -> Rows:
        """All vectors as they are now, in memory."""
        with self._lock:
            if self._cached is None:
                self._cached = Rows(*self._file.read())
            return self._cached

    def nearest(
        self, vector: NDArray[np.float32], n: int, among: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        rows = self.rows()
        if not len(rows) or n <= 0:
            return []
        if among is None and len(rows) > _EXACT:
            return self._by_graph(vector, n, rows)
        if among is not None and len(among) > _EXACT:
            fetch = 2 * n * len(rows) // len(among)  # twice what an even spread would need
            if fetch <= _MAX_FETCH:
                wanted = among if isinstance(among, set | frozenset | dict | Numbered) else set(among)
                found = [hit for hit in self._by_graph(vector, fetch, rows) if hit[0] in wanted]
                if len(found) >= n:
                    return found[:n]
        return rows.nearest(vector, n, among)

    def close(self) -> None:
        """Let go of the files. May be called twice; the index cannot be used afterwards."""
        self._client.close()
        self._file.close()

    def _by_graph(self, vector: NDArray[np.float32], n: int, rows: Rows) -> list[tuple[str, float]]:
        found = self._collection.query(query_embeddings=[vector], n_results=min(n, len(rows)), include=["distances"])
        similarity = rounded(1.0 - np.asarray(found["distances"][0])).tolist()
        hits = (hit for hit in zip(map(str, found["ids"][0]), similarity, strict=True) if hit[0] in rows)
        return sorted(hits, key=nearest_first)

    def _delete(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), self._batch):
            self._collection.delete(list(ids[start : start + self._batch]))

    def _bring_in_line(self) -> None:
        """Chroma forgets what the file does not have; a file that is empty, as an older store's, is filled from it."""
        if not len(self._file):
            for start in range(0, self._collection.count(), self._batch):
                part = self._collection.get(include=["embeddings", "metadatas"], limit=self._batch, offset=start)
                vectors = np.asarray(part["embeddings"], dtype=np.float32)
                self._file.put(part["ids"], vectors, [str(m["digest"]) for m in part["metadatas"]])
            return
        known = self._file.digests()
        self._delete([i for i in self._collection.get(include=[])["ids"] if i not in known])
        if len(known) > self._collection.count():  # Chroma lost some: they are to be embedded again
            there = set(self._collection.get(include=[])["ids"])
            self._file.drop([i for i in known if i not in there])


def _unreadable(folder: Path, error: Exception) -> VectorsUnreadableError:
    return VectorsUnreadableError(
        f"The vectors in {folder} cannot be read ({error}). Delete that folder and import the feed again: "
        "everything in it is made from the feed."
    )


def encoders_in(folder: Path) -> frozenset[str]:
    """Names of the encoders that an index below `folder` has vectors by; none where it cannot be read."""
    try:
        return encoders_of(folder / ROWS)
    except sqlite3.DatabaseError:
        return frozenset()
