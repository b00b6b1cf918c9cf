"""`shelftalk eval search --store`: whether products of any store are found by what they say of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from retrieval.encoder import Encoder
from retrieval.evaluation.known_items import KnownItem, known_items
from retrieval.evaluation.lists import Worth, worth
from retrieval.evaluation.pool import ranks
from retrieval.evaluation.remembered import RememberedEncoder
from retrieval.progress import Progress
from retrieval.reranker import Reranker
from ui.eval.frame import Cell, EvalError, Measured
from ui.eval.search import row_of


def measure_stores(
    stores: Sequence[Path],
    encoder: Encoder,
    vectors: Path,
    progress: Progress,
    *,
    n: int,
    seed: int,
    reranker: Reranker | None = None,
    plot: Path | None = None,
) -> Measured:
    """Known-item queries of `n` products of each store; a row for every kind, one for each store.

    The stores are copied and indexed as they would be today, so that it is the present code that is measured, whenever
    they were imported.
    """
    rows: list[dict[str, Cell]] = []
    tables: dict[str, dict[str, Worth]] = {}
    everything: list[Worth] = []
    with RememberedEncoder(encoder, vectors, progress) as remembered:
        for store in stores:
            found = _of_store(store, remembered, progress, n, seed, reranker)
            tables[store.name] = found
            everything.append(found["all"])
            rows += [{"store": store.name, **row_of("queries", kind, own)} for kind, own in found.items()]
    if plot is not None:
        from ui.eval.search_plot import plot_worth

        plot_worth(tables, plot)
    mean = {
        "recall@10": sum(one.recall_10 for one in everything) / len(everything),
        "recall@100": sum(one.recall_100 for one in everything) / len(everything),
        "mrr": sum(one.mrr for one in everything) / len(everything),
    }
    return Measured(mean, rows)


def _of_store(
    store: Path, encoder: Encoder, progress: Progress, n: int, seed: int, reranker: Reranker | None
) -> dict[str, Worth]:
    from assistant.dialogues.copies import copied
    from retrieval.indexing import index_store, open_retriever
    from retrieval.store import open_store

    with copied(store, now=datetime.now(UTC)) as copy, open_store(copy) as opened:
        items = known_items(opened.catalog, n, seed)
        if not items:
            raise EvalError(f"{store} has no product with words in its title.")
        index_store(opened.engine, opened.catalog, opened.path, encoder, progress)
        with open_retriever(opened.engine, opened.catalog, opened.path, encoder, reranker=reranker) as retriever:
            rank = ranks(retriever)
            lists = {}
            for at, item in enumerate(items):
                lists[_key(item)] = rank(item.query)
                progress(f"Asking {store.name}", at + 1, len(items))
    kinds = dict.fromkeys(item.kind for item in items)
    by_kind = {kind: [item for item in items if item.kind == kind] for kind in kinds}
    return {
        kind: worth({_key(item): item.right for item in own}, lists)
        for kind, own in (*sorted(by_kind.items()), ("all", items))
    }


def _key(item: KnownItem) -> str:
    return f"{item.kind}: {item.query}"
