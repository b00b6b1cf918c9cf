"""`shelftalk eval speed`: how long shoppers wait for the first cards, and a filtered search for its products.

The conversations are made of the store's own words, or said in annotated dialogues. What is timed is what a page would
wait for: from handing over the message to the first event with cards, in one process; a first look while a language
model reads counts, and the cards that stand are timed beside it. The model is loaded before. `ui.eval.speed_scale` does
the same on stores of any size.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator, Query
from ui.eval.first_looks import Waited, looks, said_in, until_read, walked
from ui.eval.frame import Cell, EvalError, Measured
from ui.eval.messages import Line, conversations

if TYPE_CHECKING:
    from assistant import Settings
    from retrieval.encoder import Encoder

N_CONVERSATIONS = 60  # about 230 turns: enough for a p95 that does not hang on two or three of them
N_WARM_UP = 8  # conversations that are not counted
N_FILTERED = 200


def measure_speed(settings: Settings, seed: int, said: Path | None = None) -> Measured:
    """Talks to a copy of the store, so that nothing of it stays: what annotated dialogues at `said` have, else what
    is made of the store's words. Raises what opening them raises."""
    from assistant.dialogues.copies import copied
    from retrieval.indexing import encoder_of

    spoken = said_in(said) if said else None
    with copied(settings.store, now=datetime.now(UTC)) as copy:
        encoder = encoder_of(copy)
        talked = talk(settings, copy, encoder, seed, spoken)
        filtered = _filtered(copy, encoder, seed)
        n_bytes = bytes_of(copy)
    turns = [turn for _, turn in talked]
    every = [turn.first_ms for turn in turns if turn.first_ms is not None]
    found = looks(turns)
    figures = {
        "cards_p50_ms": percentile(every, 50),
        "cards_p95_ms": percentile(every, 95),
        **found,
        "filtered_p95_ms": percentile(filtered, 95),
        "bytes": float(n_bytes),
        **peak_memory(),
    }
    rows = [row_of(kind, waits) for kind, waits in by_kind(talked).items()]
    rows.append(row_of("all turns with cards", every))
    if found:
        rows.append(row_of("first looks while a model reads", [t.first_ms for t in turns if t.looked and t.first_ms]))
        rows.append(row_of("the cards that stand, all turns", [t.stands_ms for t in turns if t.stands_ms is not None]))
    rows.append(row_of("filtered search", filtered))
    return Measured(figures, [*rows, {"what": "turns without cards (not counted)", "n": len(turns) - len(every)}])


def talk(
    settings: Settings, store: Path, encoder: Encoder, seed: int, spoken: Sequence[Sequence[Line]] | None = None
) -> list[tuple[Line, Waited]]:
    """Every line said in the store itself, and how long it was waited for; `spoken`, or what is made of its words.

    Raises `EvalError` when no turn led to a card.
    """
    from assistant import open_shop

    talked: list[tuple[Line, Waited]] = []
    with open_shop(settings, store=store, encoder=encoder) as shop:
        until_read(shop)
        for conversation in conversations(shop.catalog, N_WARM_UP, seed + 1):
            walked(shop.session(), [line.message for line in conversation])
        for lines in spoken or conversations(shop.catalog, N_CONVERSATIONS, seed):
            talked += zip(lines, walked(shop.session(), [line.message for line in lines]), strict=True)
    if not by_kind(talked):
        raise EvalError(f"Not one of {len(talked)} messages led to a card; is the store empty?")
    return talked


def by_kind(talked: Sequence[tuple[Line, Waited]]) -> dict[str, list[float]]:
    """Milliseconds to the first cards by kind of turn; those without cards are left out."""
    waits: dict[str, list[float]] = {}
    for line, turn in talked:
        if turn.first_ms is not None:
            waits.setdefault(line.kind, []).append(turn.first_ms)
    return waits


def bytes_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def percentile(values: Sequence[float], percent: float) -> float:
    """Between the two nearest values in proportion, as numpy has it; rounded to a microsecond."""
    import numpy as np

    return round(float(np.percentile(values, percent)), 3)


def _filtered(store: Path, encoder: Encoder, seed: int) -> list[float]:
    """Milliseconds of searches by category, price and stock, each about one product's own."""
    from retrieval.indexing import open_retriever
    from retrieval.store import open_store

    waits = []
    with (
        open_store(store) as opened,
        open_retriever(opened.engine, opened.catalog, opened.path, encoder) as retriever,
    ):
        for query in (*queries(opened.catalog, 10, seed + 1), *queries(opened.catalog, N_FILTERED, seed)):
            began = time.perf_counter()
            retriever.search(query)
            waits.append((time.perf_counter() - began) * 1000)
    return waits[10:]


def queries(catalog: Catalog, n: int, seed: int) -> list[Query]:
    """`n` queries with a text, a price, and a category where the product has one; only what is in stock."""
    random = Random(seed)
    products = sorted(catalog, key=lambda product: product.id)
    made = []
    for product in random.choices(products, k=n):
        price = max(variant.offer.price.amount for variant in product.variants)
        constraints = [Constraint("price", Operator.AT_MOST, price)]
        if product.categories:
            constraints.append(Constraint("category", Operator.IS, product.categories[0]))
        made.append(Query(product.title, tuple(constraints)))
    return made


def row_of(what: str, waits: Sequence[float]) -> dict[str, Cell]:
    """A row of the table: how many, and the 50th, 95th and 99th percentile in milliseconds."""
    spread = {f"p{percent}_ms": percentile(waits, percent) for percent in (50, 95, 99)}
    return {"what": what, "n": len(waits), **spread, "max_ms": round(max(waits), 3)}


def peak_memory() -> dict[str, float]:
    """The most memory this process ever held; empty where the system does not tell."""
    if sys.platform == "win32":
        return {}
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"rss_mb": round(peak / (2**20 if sys.platform == "darwin" else 2**10), 1)}
