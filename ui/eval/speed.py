"""`shelftalk eval speed`: how long shoppers wait for the first cards, and a filtered search for its products.

The conversations are made of the store's own words. What is timed is what a page would wait for: from handing over
the message to the first event with cards, in one process. With a language model in the settings, its loading in the
background is part of what is measured, and so are the turns that wait for it. `ui.eval.speed_scale` does the same on
stores of any size.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from assistant.reply import Bundles, Cards, Comparison
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator, Query
from ui.eval.frame import Cell, EvalError, Measured
from ui.eval.messages import conversations

if TYPE_CHECKING:
    from assistant import Settings
    from retrieval.encoder import Encoder
    from ui.shop import Session

N_CONVERSATIONS = 60  # about 230 turns: enough for a p95 that does not hang on two or three of them
N_WARM_UP = 8  # conversations that are not counted
N_FILTERED = 200


def measure_speed(settings: Settings, seed: int) -> Measured:
    """Talks to a copy of the store, so that nothing of it stays; raises what opening raises."""
    from assistant.dialogues.copies import copied
    from retrieval.encoder import default_encoder

    with copied(settings.store, now=datetime.now(UTC)) as copy:
        encoder = default_encoder(copy)
        waits, n_without = first_cards(settings, copy, encoder, seed)
        filtered = _filtered(copy, encoder, seed)
        n_bytes = bytes_of(copy)
    every = [wait for kind in waits.values() for wait in kind]
    figures = {
        "cards_p50_ms": percentile(every, 50),
        "cards_p95_ms": percentile(every, 95),
        "filtered_p95_ms": percentile(filtered, 95),
        "bytes": float(n_bytes),
        **peak_memory(),
    }
    rows = [row_of(kind, found) for kind, found in waits.items()]
    rows += [row_of("all turns with cards", every), row_of("filtered search", filtered)]
    return Measured(figures, [*rows, {"what": "turns without cards (not counted)", "n": n_without}])


def first_cards(settings: Settings, store: Path, encoder: Encoder, seed: int) -> tuple[dict[str, list[float]], int]:
    """Milliseconds to the first cards by kind of turn, in the store itself, and how many turns led to none.

    Raises `EvalError` when not one did.
    """
    from assistant import open_shop

    waits: dict[str, list[float]] = {}
    n_without = 0
    with open_shop(settings, store=store, encoder=encoder) as shop:
        for conversation in conversations(shop.catalog, N_WARM_UP, seed + 1):
            _walk(shop.session(), [line.message for line in conversation])
        for conversation in conversations(shop.catalog, N_CONVERSATIONS, seed):
            timed = _walk(shop.session(), [line.message for line in conversation])
            for line, wait in zip(conversation, timed, strict=True):
                if wait is None:
                    n_without += 1
                else:
                    waits.setdefault(line.kind, []).append(wait)
    if not waits:
        raise EvalError(f"Not one of the {N_CONVERSATIONS} conversations led to a card; is the store empty?")
    return waits, n_without


def bytes_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def percentile(values: Sequence[float], percent: float) -> float:
    """Between the two nearest values in proportion, as numpy has it; rounded to a microsecond."""
    import numpy as np

    return round(float(np.percentile(values, percent)), 3)


def _walk(session: Session, messages: list[str]) -> list[float | None]:
    """Milliseconds to the first cards of each message; None when there were none. Hears every turn to its end."""
    waits: list[float | None] = []
    for message in messages:
        began = time.perf_counter()
        wait = None
        for event in session.stream(message):
            if wait is None and isinstance(event, Cards | Bundles | Comparison):
                wait = (time.perf_counter() - began) * 1000
        waits.append(wait)
    return waits


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
