"""Indexing: a store's words and vectors brought up to its catalog, and opened for finding."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import structlog
from sqlalchemy import Engine

from retrieval.catalog import Catalog
from retrieval.chroma_index import ChromaIndex, encoders_in
from retrieval.encoder import Encoder, as_it_came, default_encoder, digest, knows_meaning
from retrieval.filters import VariantTable
from retrieval.meaning import FILE as KINDS
from retrieval.meaning import KindsByMeaning
from retrieval.product_text import product_text
from retrieval.progress import Progress, silent
from retrieval.reranker import Reranker
from retrieval.search import HybridRetriever
from retrieval.vector_file import VECTORS, FileIndex, VectorFile
from retrieval.words import WordIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STEP = 128  # texts embedded between two calls of progress; killed, no more than so many are embedded twice
_STORED = 2_048  # vectors handed to the index at once: each time it writes its files


class IndexOutdatedError(RuntimeError):
    """The store's vectors do not cover its catalog."""


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What indexing did with the products' vectors, in so many seconds."""

    n_embedded: int
    n_kept: int  # text and encoder as before
    n_removed: int
    seconds: float
    n_resumed: int = 0  # of the embedded: those that an import before this one embedded and did not live to store


def index_store(
    engine: Engine,
    catalog: Catalog,
    folder: Path,
    encoder: Encoder,
    progress: Progress = silent,
    *,
    log: Path | None = None,
    graph: bool = True,
) -> IndexReport:
    """Bring the words in `engine` and the vectors in `folder/vectors` up to the catalog.

    Only products whose text changed (or was made by another encoder) are embedded; a new price or stock embeds
    nothing. All files are closed when this returns, so the folder may be moved. Interrupted, it can be run again
    and goes on from there: in the same folder, or in another one with the same `log`, a file that keeps what was
    embedded until whoever named it removes it. Without `graph`, only the vectors' file is written: for a store in the
    making that an open shop is to take over.
    """
    began = time.perf_counter()
    progress("Indexing words", 0, len(catalog))
    WordIndex(engine).build(catalog)
    progress("Indexing words", len(catalog), len(catalog))
    texts = {product.id: product_text(product) for product in catalog}
    wanted = {product_id: digest(encoder.name, text) for product_id, text in texts.items()}
    with ExitStack() as at_end:
        index = at_end.enter_context(_open_vectors(folder, encoder)) if graph else None
        vectors = index or at_end.enter_context(closing(FileIndex(folder / VECTORS, encoder.name)))
        there = vectors.digests()
        gone = [product_id for product_id in there if product_id not in wanted]
        changed = [product_id for product_id, own in wanted.items() if there.get(product_id) != own]
        vectors.remove_other_encoders()
        vectors.remove(gone)
        with _open_log(log if len(changed) > _STEP else None, encoder) as kept:
            n_resumed = _embed(changed, texts, wanted, vectors, encoder, kept, progress)
        kinds = _kinds(catalog, folder, encoder, index) if index else None
        if kinds is not None:
            kinds.prepare(keep=True)
    seconds = time.perf_counter() - began
    return IndexReport(len(changed), len(catalog) - len(changed), len(gone), seconds, n_resumed)


def _embed(
    changed: Sequence[str],
    texts: Mapping[str, str],
    digests: Mapping[str, str],
    vectors: ChromaIndex | FileIndex,
    encoder: Encoder,
    log: VectorFile | None,
    progress: Progress,
) -> int:
    """Embeds what changed, save what the log has; gives how many that were."""
    known = log.by_digest(digests[i] for i in changed) if log is not None else {}
    resumed = [product_id for product_id in changed if digests[product_id] in known]
    done = len(resumed)
    progress("Reading meanings", done, len(changed))
    for start in range(0, len(resumed), _STORED):
        part = resumed[start : start + _STORED]
        vectors.update(part, np.stack([known[digests[i]] for i in part]), [digests[i] for i in part])
    ids: list[str] = []
    rows: list[NDArray[np.float32]] = []
    for step in _in_steps([i for i in changed if digests[i] not in known], texts):
        rows.append(encoder.encode([texts[i] for i in step]))
        ids += step
        done += len(step)
        if log is not None:
            log.put(step, rows[-1], [digests[i] for i in step])
        if log is None or len(ids) >= _STORED or done == len(changed):
            vectors.update(ids, np.concatenate(rows), [digests[i] for i in ids])
            ids, rows = [], []
        progress("Reading meanings", done, len(changed))
    return len(resumed)


def _in_steps(ids: Sequence[str], texts: Mapping[str, str]) -> list[list[str]]:
    """The products in steps of texts of like length, which are encoded without filling up; the steps in a mixed order,
    so that a part of them takes that part of the time, and the time left can be told."""
    by_length = sorted(ids, key=lambda product_id: len(texts[product_id]))
    steps = [by_length[start : start + _STEP] for start in range(0, len(by_length), _STEP)]
    Random(0).shuffle(steps)
    return steps


def encoder_of(folder: Path) -> Encoder:
    """The encoder to open the store in this folder with: the default, or the weights as they came where it was imported
    before there was more than those. Its next import embeds it anew, and till then it stays open.
    """
    newest = default_encoder(folder)
    plain = as_it_came(newest)
    if plain is newest or not (folder / VECTORS).is_dir():
        return newest
    made = encoders_in(folder / VECTORS)
    if newest.name in made or plain.name not in made:
        return newest
    structlog.get_logger(__name__).warning(
        "the store was imported before the present encoder came, and is found in with the older one until it is "
        "imported again", store=str(folder), encoder=newest.name,
    )  # fmt: skip
    return plain


@contextmanager
def open_retriever(
    engine: Engine, catalog: Catalog, folder: Path, encoder: Encoder, *, reranker: Reranker | None = None
) -> Iterator[HybridRetriever]:
    """The retriever of an indexed store, until the `with` block ends; `reranker` looks at the first candidates again.

    Raises `IndexOutdatedError` when products of the catalog have no vector made by this encoder.
    """
    with _open_vectors(folder, encoder) as vectors:
        n_missing = len({product.id for product in catalog} - vectors.digests().keys())
        if n_missing:
            raise IndexOutdatedError(
                f"{n_missing} of {len(catalog)} products in {folder} have no vector made by the encoder "
                f"{encoder.name!r}. Index the store again: shelftalk import FEED --store {folder}"
            )
        yield HybridRetriever(
            catalog,
            VariantTable(catalog),
            WordIndex(engine),
            vectors,
            encoder,
            reranker=reranker,
            kinds=_kinds(catalog, folder, encoder, vectors),
        )


def _kinds(catalog: Catalog, folder: Path, encoder: Encoder, vectors: ChromaIndex) -> KindsByMeaning | None:
    """None with an encoder that knows words and no meaning."""
    if not knows_meaning(encoder):
        return None
    return KindsByMeaning(catalog, encoder, vectors.rows, folder / VECTORS / KINDS)


@contextmanager
def _open_vectors(folder: Path, encoder: Encoder) -> Iterator[ChromaIndex]:
    vectors = ChromaIndex(folder / VECTORS, encoder.name)
    try:
        yield vectors
    finally:
        vectors.close()


@contextmanager
def _open_log(path: Path | None, encoder: Encoder) -> Iterator[VectorFile | None]:
    """The file of what is embedded so far; begun anew where it cannot be read, for it only saves time."""
    if path is None:
        yield None
        return
    try:
        log = VectorFile(path, encoder.name)
    except sqlite3.DatabaseError:
        path.unlink()
        log = VectorFile(path, encoder.name)
    try:
        yield log
    finally:
        log.close()
