"""`shelftalk eval exposure --store`: who gets the places in a store's own lists, by brand, price band and newness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from recommender.choices import by_shopper
from recommender.evaluation.next_product import TOP, coverage, gini
from recommender.events import Event
from recommender.exposure import by_brand, by_newness, by_price, exposure_by, widest
from recommender.fitted import sequences_of
from recommender.fitted_store import open_blend
from recommender.profile import Profiler
from recommender.ranking import WeightedScorers
from recommender.recommender_training import UNLEARNED
from recommender.scorers.history import HistoryOverlapScorer
from recommender.scorers.popularity import PopularityScorer, Scorer
from recommender.shopper import Shopper
from retrieval.catalog import Catalog
from retrieval.progress import Progress, silent
from ui.eval.frame import Cell, EvalError, Measured

ASKED = 500  # shoppers, drawn by the seed
MOST_BRANDS = 12


def measure_store_exposure(store: Path, *, seed: int, limit: int, progress: Progress = silent) -> Measured:
    """Each drawn shopper's first ten of all that can be bought, by the ranking that is in use."""
    from recommender.event_log import EventLog
    from retrieval.store import open_store

    with open_store(store) as opened:
        catalog, events = opened.catalog, list(EventLog(opened.engine).all())
    if not events:
        raise EvalError(f"{store} has no events: every shopper gets the list of a guest.")
    profiler = Profiler(catalog)
    popularity = PopularityScorer(catalog, events, now=max(e.at for e in events))
    by_hand: dict[str, tuple[Scorer, float]] = {
        "history": (HistoryOverlapScorer(catalog, profiler=profiler), UNLEARNED["history"]),
        "popularity": (popularity, UNLEARNED["popularity"]),
    }
    ranking: Scorer = open_blend(store, catalog, profiler, events) or WeightedScorers(by_hand)
    rankings = {"popularity": popularity, "in use": ranking}
    return measured(catalog, events, rankings, seed=seed, limit=limit or ASKED, progress=progress)


def measured(
    catalog: Catalog,
    events: Sequence[Event],
    rankings: Mapping[str, Scorer],
    *,
    seed: int,
    limit: int,
    progress: Progress = silent,
) -> Measured:
    """A row for each group and its shares of the range and of the places by each ranking. Figures are of the last."""
    ids = [p.id for p in catalog if any(v.offer.available for v in p.variants)]
    row = {product_id: at for at, product_id in enumerate(ids)}
    own = by_shopper(events)
    names = sorted(shopper for shopper in own if not shopper.startswith("guest-"))
    drawn = np.random.default_rng(seed).permutation(len(names))[:limit]
    shown = {name: np.zeros(len(ids), dtype=np.int64) for name in rankings}
    for at, number in enumerate(drawn.tolist()):
        shopper = Shopper(names[number], own[names[number]])
        for name, ranking in rankings.items():
            scores = ranking.score(ids, shopper)
            shown[name][np.argsort(-scores, kind="stable")[:TOP]] += 1
        progress("Asking", at + 1, drawn.size)
    groups = {
        "brand": by_brand(catalog, ids),
        "price": by_price(catalog, ids),
        "taken by": by_newness(sequences_of(events, row)) if any(e.product_id in row for e in events) else [],
    }
    rows: list[Mapping[str, Cell]] = [
        {"places by": name, "gini@10": gini(of), "coverage@10": coverage(of)} for name, of in shown.items()
    ]
    for slot, told in groups.items():
        if not told:
            continue
        by = {name: {one.group: one for one in exposure_by(of, told)} for name, of in shown.items()}
        some = widest(list(next(iter(by.values())).values()), MOST_BRANDS)
        for group in some:
            cells: dict[str, Cell] = {f"of places, {name}": of[group.group].of_places for name, of in by.items()}
            rows.append({slot: group.group, "products": group.n_products, "of products": group.of_products, **cells})
    last = list(shown)[-1]
    figures = {"gini@10": gini(shown[last]), "coverage@10": coverage(shown[last]), "shoppers": float(drawn.size)}
    return Measured(figures, rows)
