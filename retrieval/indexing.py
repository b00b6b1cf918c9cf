"""Indexing: a store's words and vectors brought up to its catalog, and opened for finding."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from retrieval.catalog import Catalog
from retrieval.encoder import Encoder, digest
from retrieval.filters import VariantTable
from retrieval.product_text import product_text
from retrieval.progress import Progress, silent
from retrieval.search import HybridRetriever
from retrieval.vectors import ChromaIndex
from retrieval.words import WordIndex

VECTORS = "vectors"  # below the store's folder
_STEP = 128  # texts embedded between two calls of progress


class IndexOutdatedError(RuntimeError):
    """The store's vectors do not cover its catalog."""


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What indexing did with the products' vectors, in so many seconds."""

    n_embedded: int
    n_kept: int  # text and encoder as before
    n_removed: int
    seconds: float


def index_store(
    engine: Engine, catalog: Catalog, folder: Path, encoder: Encoder, progress: Progress = silent
) -> IndexReport:
    """Bring the words in `engine` and the vectors in `folder/vectors` up to the catalog.

    Only products whose text changed (or was made by another encoder) are embedded; a new price or stock embeds
    nothing. All files are closed when this returns, so the folder may be moved. Interrupted, it can be run again
    and goes on from there.
    """
    began = time.perf_counter()
    progress("Indexing words", 0, len(catalog))
    WordIndex(engine).build(catalog)
    progress("Indexing words", len(catalog), len(catalog))
    texts = {product.id: product_text(product) for product in catalog}
    wanted = {product_id: digest(encoder.name, text) for product_id, text in texts.items()}
    with _open_vectors(folder, encoder) as vectors:
        there = vectors.digests()
        gone = [product_id for product_id in there if product_id not in wanted]
        changed = [product_id for product_id, own in wanted.items() if there.get(product_id) != own]
        vectors.remove_other_encoders()
        vectors.remove(gone)
        progress("Reading meanings", 0, len(changed))
        for start in range(0, len(changed), _STEP):
            part = changed[start : start + _STEP]
            vectors.update(part, encoder.encode([texts[i] for i in part]), [wanted[i] for i in part])
            progress("Reading meanings", start + len(part), len(changed))
    return IndexReport(len(changed), len(catalog) - len(changed), len(gone), time.perf_counter() - began)


@contextmanager
def open_retriever(engine: Engine, catalog: Catalog, folder: Path, encoder: Encoder) -> Iterator[HybridRetriever]:
    """The retriever of an indexed store, until the `with` block ends.

    Raises `IndexOutdatedError` when products of the catalog have no vector made by this encoder.
    """
    with _open_vectors(folder, encoder) as vectors:
        n_missing = len({product.id for product in catalog} - vectors.digests().keys())
        if n_missing:
            raise IndexOutdatedError(
                f"{n_missing} of {len(catalog)} products in {folder} have no vector made by the encoder "
                f"{encoder.name!r}. Index the store again: shelftalk import FEED --store {folder}"
            )
        yield HybridRetriever(catalog, VariantTable(catalog), WordIndex(engine), vectors, encoder)


@contextmanager
def _open_vectors(folder: Path, encoder: Encoder) -> Iterator[ChromaIndex]:
    vectors = ChromaIndex(folder / VECTORS, encoder.name)
    try:
        yield vectors
    finally:
        vectors.close()
