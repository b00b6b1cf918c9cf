"""`shelftalk eval belonging`: how well what belongs together foretells the last baskets of a store."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recommender.belonging.belonging import Belonging, kind_key
from recommender.belonging.graphs import complements, substitutes
from recommender.belonging.pair_texts import PairTexts
from recommender.belonging.together import CountedTogether
from recommender.copurchases import CoPurchases
from recommender.evaluation.bundle_baskets import basket_ranks, last_baskets
from recommender.evaluation.next_product import gains, hits
from recommender.event_log import EventLog
from recommender.events import Event
from recommender.togetherness import Togetherness
from retrieval.catalog import Catalog
from retrieval.progress import Progress
from retrieval.store import open_store
from ui.eval.bundles import cells, mean_of
from ui.eval.frame import Cell, EvalError, Measured

Points = Callable[[str], NDArray[np.float32]]


def measure_belonging(store: Path, seed: int, limit: int, progress: Progress) -> Measured:
    """One product of each of the last fifth of the baskets (`limit` drawn ones) is ranked among all by the others; all
    is counted from before.

    Raises `EvalError` for a store without baskets of two products or more.
    """
    with open_store(store) as opened:
        catalog = opened.catalog
        events = list(EventLog(opened.engine).all())
    before, baskets = last_baskets(events)
    if not baskets or not before:
        raise EvalError(f"The store at {store} has no baskets of two products or more to foretell. Import its orders.")
    drawn = np.random.default_rng(seed).permutation(len(baskets))[: limit or len(baskets)]
    baskets = [baskets[at] for at in sorted(drawn.tolist())]
    ids = [product.id for product in catalog]
    rows: list[dict[str, Cell]] = []
    figures: dict[str, float] = {}
    for done, (name, points) in enumerate(_ways(catalog, before, ids).items()):
        progress(name, done, 7)
        ranks = basket_ranks(baskets, ids, lru_cache(maxsize=4096)(points), seed)
        rows.append({"method": name, **cells("hr@10", mean_of(hits(ranks))), **cells("ndcg@10", mean_of(gains(ranks)))})
        rows[-1]["n"] = ranks.size
        figures = {"hr@10": float(hits(ranks).mean()), "ndcg@10": float(gains(ranks).mean())}
    return Measured(figures, rows)


def _ways(catalog: Catalog, before: list[Event], ids: list[str]) -> dict[str, Points]:
    now = before[-1].at
    together = Togetherness(catalog, CoPurchases(before))
    counted = CountedTogether(catalog, before)
    bought = complements(before, now)
    kinds = complements(before, now, of=lambda product: kind_key(catalog, product))
    instead = substitutes(before, now)
    texts = PairTexts(list(catalog))
    texts.learn([(one, edge.other) for one in ids for edge in bought.of(one)[:5]])
    popular = dict.fromkeys(ids, 0.0)
    for event in before:
        if event.name == "purchase" and event.product_id in popular:
            popular[event.product_id] += 1.0
    counts = np.array([popular[product] for product in ids], dtype=np.float32)

    def by(belonging: Belonging) -> Points:
        return lambda given: np.array(belonging.row(given, ids), dtype=np.float32)

    return {
        "popularity": lambda _: counts,
        "relations and baskets (togetherness)": lambda given: np.array(
            [together.stated(given, other) for other in ids], dtype=np.float32
        ),
        "relations, graph and kinds, both ways (the bundler's)": lambda given: np.array(
            [counted.stated(given, other) for other in ids], dtype=np.float32
        ),
        "relations and graph": by(Belonging(catalog, bought=bought)),
        "and kinds": by(Belonging(catalog, bought=bought, kinds=kinds)),
        "and texts": by(Belonging(catalog, bought=bought, kinds=kinds, texts=texts)),
        "and alternatives": by(Belonging(catalog, bought=bought, kinds=kinds, texts=texts, instead=instead)),
    }
