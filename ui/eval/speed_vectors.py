"""Vector search under filters of every width, ours and its peers' over the same vectors, in one process.

A filter that lets a share of the products pass is a random part of them, the same for everybody: ours and faiss get it
as numbers, Chroma as a condition on a number that each vector carries (`where`). What everybody is timed on is from the
filter's columns to the ten ids. Right is what a scan in double precision says.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ui.eval.frame import Cell
from ui.eval.speed import percentile

if TYPE_CHECKING:
    from numpy.typing import NDArray

SELECTIVITIES = (0.001, 0.01, 0.1, 0.5, 1.0)
N_QUERIES, N_QUERIES_OF_PEERS = 200, 40
_N = 10
_NEAR = 0.35  # length of the noise between a question and the product it is about; texts and questions differ as much
_STEP = 2_000
Search = Callable[["NDArray[np.float32]", float], list[str]]


@dataclass(frozen=True, slots=True)
class VectorRow:
    n_products: int
    who: str
    share: float
    ms: tuple[float, ...]
    recall: float
    note: str = ""

    def cells(self) -> dict[str, Cell]:
        if not self.ms:
            return {"vectors of": self.n_products, "who": self.who, "note": self.note}
        cells: dict[str, Cell] = {"vectors of": self.n_products, "who": self.who, "pass": f"{self.share:.1%}"}
        cells |= {"n": len(self.ms), **{f"p{percent}_ms": percentile(self.ms, percent) for percent in (50, 95, 99)}}
        return {**cells, "recall@10": round(self.recall, 4), "note": self.note}


@dataclass(frozen=True, slots=True)
class Passing:
    """The products that a filter lets pass, as a `VariantTable` hands them over."""

    numbering: Sequence[str]
    numbers: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[str]:
        return (self.numbering[number] for number in self.numbers.tolist())

    def __contains__(self, product_id: object) -> bool:
        return product_id in set(self)


def measure_vectors(store: Path, seed: int) -> list[VectorRow]:
    """Every searcher's times and recall by selectivity, over the vectors of an indexed store."""
    from retrieval.chroma_index import ChromaIndex
    from retrieval.encoder import default_encoder
    from retrieval.vector_file import VECTORS

    index = ChromaIndex(store / VECTORS, default_encoder(store).name)
    try:
        rows = index.rows()
        ids, vectors = rows.ids, rows.vectors
        chance = np.random.default_rng(seed)
        mark = chance.permutation(len(ids)) / len(ids)  # what a filter looks at: below its share passes
        asked = _asked(vectors, chance)

        def ours(vector: NDArray[np.float32], share: float) -> list[str]:
            among = None if share >= 1 else Passing(ids, np.flatnonzero(mark < share))
            return [product_id for product_id, _ in index.nearest(vector, _N, among)]

        def graph(vector: NDArray[np.float32], _share: float) -> list[str]:
            return [product_id for product_id, _ in index._by_graph(vector, _N, rows)]

        right = _right(ids, vectors, mark, asked)
        found = [_row(len(ids), "shelftalk", share, ours, asked, right) for share in SELECTIVITIES]
        found.append(_row(len(ids), "its graph alone", 1.0, graph, asked, right))
    finally:
        index.close()
    few = asked[:N_QUERIES_OF_PEERS]
    with _chroma(ids, vectors, mark) as (where, build_s):
        found += [
            _row(len(ids), "Chroma where", share, where, few, right, f"built in {build_s:.0f} s")
            for share in SELECTIVITIES
        ]
    if find_spec("faiss") is None:
        why = "not installed: pip install faiss-cpu"
        return [*found, VectorRow(len(ids), "faiss, id selector", 0.0, (), 0.0, why)]
    for who, search, build_s in _faiss(ids, vectors, mark):
        found += [
            _row(len(ids), who, share, search, few, right, f"built in {build_s:.0f} s") for share in SELECTIVITIES
        ]
    return found


def _asked(vectors: NDArray[np.float32], chance: np.random.Generator) -> NDArray[np.float32]:
    """Questions: products' own vectors with noise, rows of length 1."""
    about = vectors[chance.integers(0, len(vectors), N_QUERIES)]
    noise = chance.standard_normal(about.shape).astype(np.float32)
    moved = about + _NEAR * noise / np.linalg.norm(noise, axis=1, keepdims=True)
    asked: NDArray[np.float32] = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)
    return asked


def _right(
    ids: Sequence[str], vectors: NDArray[np.float32], mark: NDArray[np.float64], asked: NDArray[np.float32]
) -> dict[float, list[set[str]]]:
    """The ten nearest by selectivity and question."""
    exact = vectors.astype(np.float64)
    right: dict[float, list[set[str]]] = {share: [] for share in SELECTIVITIES}
    for vector in asked.astype(np.float64):
        best = np.argsort(-(exact @ vector), kind="stable")
        for share, found in right.items():
            found.append({ids[row] for row in best[mark[best] < share][:_N]})
    return right


def _row(
    n_products: int,
    who: str,
    share: float,
    search: Search,
    asked: NDArray[np.float32],
    right: dict[float, list[set[str]]],
    note: str = "",
) -> VectorRow:
    search(asked[-1], share)  # what is loaded or laid out when first asked is not counted
    ms, recalls = [], []
    for vector, wanted in zip(asked, right[share], strict=False):
        began = time.perf_counter()
        found = search(vector, share)
        ms.append((time.perf_counter() - began) * 1000)
        recalls.append(len(wanted & set(found)) / len(wanted) if wanted else 1.0)
    return VectorRow(n_products, who, share, tuple(ms), sum(recalls) / len(recalls), note)


@contextmanager
def _chroma(
    ids: Sequence[str], vectors: NDArray[np.float32], mark: NDArray[np.float64]
) -> Iterator[tuple[Search, float]]:
    """A plain local collection with Chroma's defaults, asked with `where`."""
    import chromadb
    from chromadb.config import Settings

    with tempfile.TemporaryDirectory(prefix="shelftalk-chroma-") as folder:
        settings = Settings(_env_file=None, anonymized_telemetry=False)
        client = chromadb.PersistentClient(folder, settings=settings)
        collection = client.create_collection(
            "plain", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        began = time.perf_counter()
        for start in range(0, len(ids), _STEP):
            part = slice(start, start + _STEP)
            marks: list[Any] = [{"mark": float(m)} for m in mark[part]]
            collection.upsert(list(ids[part]), embeddings=vectors[part], metadatas=marks)
        build_s = time.perf_counter() - began

        def search(vector: NDArray[np.float32], share: float) -> list[str]:
            where: Any = None if share >= 1 else {"mark": {"$lt": share}}
            return list(collection.query(query_embeddings=[vector], n_results=_N, where=where, include=[])["ids"][0])

        try:
            yield search, build_s
        finally:
            client.close()


def _faiss(
    ids: Sequence[str], vectors: NDArray[np.float32], mark: NDArray[np.float64]
) -> Iterator[tuple[str, Search, float]]:
    """faiss with an id selector: a graph of the same width and care as ours, and a plain scan."""
    faiss: Any = import_module("faiss")  # its own types are not up to date
    graph = faiss.IndexHNSWFlat(vectors.shape[1], 32, faiss.METRIC_INNER_PRODUCT)
    graph.hnsw.efConstruction = 200
    flat = faiss.IndexFlatIP(vectors.shape[1])
    for who, index, parameters in (
        ("faiss graph, id selector", graph, lambda sel: faiss.SearchParametersHNSW(sel=sel, efSearch=200)),
        ("faiss scan, id selector", flat, lambda sel: faiss.SearchParameters(sel=sel)),
    ):
        began = time.perf_counter()
        index.add(vectors)
        build_s = time.perf_counter() - began
        yield who, _faiss_search(faiss, index, parameters, ids, mark), build_s


def _faiss_search(faiss: Any, index: Any, parameters: Any, ids: Sequence[str], mark: NDArray[np.float64]) -> Search:
    def search(vector: NDArray[np.float32], share: float) -> list[str]:
        passing = np.packbits(mark < share, bitorder="little")
        _, rows = index.search(vector[None], _N, params=parameters(faiss.IDSelectorBitmap(passing)))
        return [ids[row] for row in rows[0].tolist() if row >= 0]

    return search
