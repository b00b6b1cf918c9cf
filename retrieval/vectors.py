"""Vectors: which products are nearest in meaning."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Up to here every vector of `among` is scored (1 ms for 20,000 x 384 on 2 cores); beyond, the graph is asked first.
_EXACT = 20_000
# Chroma's defaults (16 neighbours, 100, 100) raised: at shop sizes a better graph costs little.
_GRAPH = {"max_neighbors": 32, "ef_construction": 200, "ef_search": 200}
_MAX_FETCH = 2_000  # neighbours asked of the graph at most; above, scoring all is quicker


class VectorsUnreadableError(ValueError):
    """The vectors' files are damaged."""


class VectorIndex(Protocol):
    def update(self, ids: Sequence[str], vectors: NDArray[np.float32], digests: Sequence[str]) -> None:
        """Add or replace: `vectors` is `(len(ids), dim)` float32, rows of length 1; `digests` say of what text."""
        ...

    def remove(self, ids: Collection[str]) -> None:
        """Forget these; unknown ids are no error."""
        ...

    def digests(self) -> Mapping[str, str]:
        """Digest of every product in the index."""
        ...

    def nearest(
        self, vector: NDArray[np.float32], n: int, among: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """At most `n` (product id, cosine similarity), nearest first, ties by id; only of `among` if given.

        With `among`, as many as there are: a filter never costs results. Ids without a vector are left out.
        """
        ...


class MemoryIndex:
    """The plain baseline: all vectors in one array, every answer exact, nothing kept on disk."""

    def __init__(self, dim: int) -> None:
        self._rows = _Rows([], np.empty((0, dim), dtype=np.float32))
        self._digests: dict[str, str] = {}

    def update(self, ids: Sequence[str], vectors: NDArray[np.float32], digests: Sequence[str]) -> None:
        self._rows = self._rows.without(set(ids)).plus(ids, vectors)
        self._digests.update(zip(ids, digests, strict=True))

    def remove(self, ids: Collection[str]) -> None:
        self._rows = self._rows.without(ids)
        for gone in ids:
            self._digests.pop(gone, None)

    def digests(self) -> Mapping[str, str]:
        return dict(self._digests)

    def nearest(
        self, vector: NDArray[np.float32], n: int, among: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        return self._rows.nearest(vector, n, among)


class ChromaIndex:
    """Vectors in a local Chroma database below `folder`; nothing leaves the machine.

    One collection an encoder (`encoder_name`): an index made by another encoder reads as empty. `close()` lets go
    of the files, so that the folder may be moved and opened elsewhere. Chroma's graph answers unfiltered
    questions; filtered ones are answered exactly from a copy in memory (`4 * dim` bytes a product, read when first
    needed), because a graph walked under a filter, like Chroma's own `where`, loses time and neighbours.
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
        try:
            self._client: Any = chromadb.PersistentClient(str(folder.resolve()), settings=settings)
            self._collection: Any = self._client.get_or_create_collection(
                encoder_name,
                embedding_function=None,  # vectors come from our encoder; Chroma's default would download one
                configuration={"hnsw": {"space": "cosine", **_GRAPH}},
            )
        except InternalError as error:
            raise VectorsUnreadableError(
                f"The vectors in {folder} cannot be read ({error}). Delete that folder and import the feed again: "
                "everything in it is made from the feed."
            ) from error
        self._batch = int(self._client.get_max_batch_size())
        self._lock = threading.Lock()
        self._cached: _Rows | None = None

    def update(self, ids: Sequence[str], vectors: NDArray[np.float32], digests: Sequence[str]) -> None:
        with self._lock:
            for start in range(0, len(ids), self._batch):
                part = slice(start, start + self._batch)
                self._collection.upsert(
                    list(ids[part]), embeddings=vectors[part], metadatas=[{"digest": d} for d in digests[part]]
                )
            if self._cached is not None:
                self._cached = self._cached.without(set(ids)).plus(ids, vectors)

    def remove(self, ids: Collection[str]) -> None:
        gone = list(ids)
        with self._lock:
            for start in range(0, len(gone), self._batch):
                self._collection.delete(gone[start : start + self._batch])
            if self._cached is not None:
                self._cached = self._cached.without(ids)

    def remove_other_encoders(self) -> None:
        """Forget what other encoders left in this folder."""
        for collection in self._client.list_collections():
            if collection.name != self._collection.name:
                self._client.delete_collection(collection.name)

    def digests(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for start in range(0, self._collection.count(), self._batch):
            part = self._collection.get(include=["metadatas"], limit=self._batch, offset=start)
            found.update((i, str(m["digest"])) for i, m in zip(part["ids"], part["metadatas"], strict=True))
        return found

    def nearest(
        self, vector: NDArray[np.float32], n: int, among: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        n_all = int(self._collection.count())
        if n_all == 0 or n <= 0:
            return []
        if among is None:
            return self._by_graph(vector, min(n, n_all))
        if len(among) > _EXACT:
            fetch = 2 * n * n_all // len(among)  # twice what an even spread would need
            if fetch <= _MAX_FETCH:
                wanted = among if isinstance(among, set | frozenset | dict) else set(among)
                found = [hit for hit in self._by_graph(vector, min(fetch, n_all)) if hit[0] in wanted]
                if len(found) >= n:
                    return found[:n]
        return self._rows().nearest(vector, n, among)

    def close(self) -> None:
        """Let go of the files. May be called twice; the index cannot be used afterwards."""
        self._client.close()

    def _by_graph(self, vector: NDArray[np.float32], n: int) -> list[tuple[str, float]]:
        found = self._collection.query(query_embeddings=[vector], n_results=n, include=["distances"])
        similarity = _rounded(1.0 - np.asarray(found["distances"][0]))
        return sorted(zip(map(str, found["ids"][0]), similarity.tolist(), strict=True), key=_nearest_first)

    def _rows(self) -> _Rows:
        with self._lock:
            if self._cached is None:
                ids: list[str] = []
                parts: list[NDArray[np.float32]] = []
                for start in range(0, self._collection.count(), self._batch):
                    part = self._collection.get(include=["embeddings"], limit=self._batch, offset=start)
                    ids.extend(part["ids"])
                    parts.append(np.asarray(part["embeddings"], dtype=np.float32))
                self._cached = _Rows(ids, np.concatenate(parts))
            return self._cached


class _Rows:
    """Ids and their vectors, `(n, dim)` float32, rows of length 1. Never changed once made."""

    def __init__(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self._ids = list(ids)
        self._vectors = vectors
        self._row = {product_id: row for row, product_id in enumerate(self._ids)}

    def plus(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> _Rows:
        return _Rows([*self._ids, *ids], np.concatenate([self._vectors, vectors.astype(np.float32, copy=False)]))

    def without(self, ids: Collection[str]) -> _Rows:
        kept = [row for row, product_id in enumerate(self._ids) if product_id not in ids]
        if len(kept) == len(self._ids):
            return self
        return _Rows([self._ids[row] for row in kept], self._vectors[kept])

    def nearest(
        self, vector: NDArray[np.float32], n: int, among: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        if among is None:
            rows = np.arange(len(self._ids))
        else:
            rows = np.array([self._row[i] for i in among if i in self._row], dtype=np.int64)
        if n <= 0 or not len(rows):
            return []
        most = 2 * len(rows) > len(self._ids)  # then scoring all is cheaper than gathering
        similarity = _rounded((self._vectors @ vector)[rows] if most else self._vectors[rows] @ vector)
        if n < len(rows):
            bar = np.partition(similarity, len(rows) - n)[len(rows) - n]
            rows, similarity = rows[similarity >= bar], similarity[similarity >= bar]
        hits = zip((self._ids[row] for row in rows), similarity.tolist(), strict=True)
        return sorted(hits, key=_nearest_first)[:n]


def _rounded(similarity: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """To six decimals: the last bits depend on how many rows are multiplied at once, and would decide ties."""
    return similarity.astype(np.float64).round(6)


def _nearest_first(hit: tuple[str, float]) -> tuple[float, str]:
    return (-hit[1], hit[0])
