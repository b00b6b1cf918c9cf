"""`shelftalk eval cold`: whether products that nobody has touched yet find those who would choose them."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from recommender.blend_training import places, weighed
from recommender.choices import Choice, before, by_shopper, drawn, last_new
from recommender.evaluation.next_product import gains, mean
from recommender.events import Event
from recommender.fitted_store import counted
from recommender.profile import Profiler
from recommender.recommender_training import learn
from recommender.scorers.popularity import PopularityScorer
from retrieval.catalog import Catalog
from retrieval.progress import Progress, silent
from ui.eval.frame import Cell, EvalError, Measured

SHARE = 0.1  # of the products that somebody looked at, which become cold
DEPTHS = (10, 50)


def measure_cold(store: Path, *, seed: int, limit: int, progress: Progress = silent) -> Measured:
    """A tenth of the products lose all their events; who looked at one of them last is asked for it."""
    from recommender.event_log import EventLog
    from retrieval.store import open_store

    with open_store(store) as opened:
        catalog, events = opened.catalog, list(EventLog(opened.engine).all())
    return measured(catalog, events, seed=seed, limit=limit, progress=progress)


def measured(
    catalog: Catalog, events: Sequence[Event], *, seed: int, limit: int, progress: Progress = silent
) -> Measured:
    """Learned and counted without the cold products; all products are ranked. EvalError where there are none."""
    seen = sorted({e.product_id for e in events if e.product_id in catalog})
    n_cold = round(SHARE * len(seen))
    cold = {seen[at] for at in np.random.default_rng(seed).permutation(len(seen))[:n_cold].tolist()}
    own = {shopper: found for shopper, found in by_shopper(events).items() if not shopper.startswith("guest-")}
    choices = [_without(c, cold) for c in last_new(own, cold)]
    choices = [c for c in choices if c.n_before]
    if not choices:
        raise EvalError(f"Of {len(seen)} products with events none can be made cold: nobody is left to ask for it.")
    known = [e for e in before(own, choices) if e.product_id not in cold]
    learned = learn(catalog, known, seed=seed, progress=progress)
    features = counted(catalog, known).features(catalog, Profiler(catalog), known)
    popularity = PopularityScorer(catalog, known, now=max(e.at for e in known))
    judged = drawn(choices, limit or len(choices), seed)
    found: dict[str, list[float]] = {"popularity": [], "blend": []}
    for at, choice in enumerate(judged):
        scores = {
            "popularity": popularity.score(features.product_ids, choice.shopper),
            "blend": weighed(features.of(choice.shopper), learned.weights, features.names),
        }
        for name, told in scores.items():
            found[name].append(places(told, choice, features))
        progress("Asking", at + 1, len(judged))
    rows: list[Mapping[str, Cell]] = []
    figures: dict[str, float] = {"n": float(len(judged)), "n_cold_products": float(len(cold))}
    for name, of in found.items():
        ranks = np.array(of)
        recalls = {f"recall@{n}": mean((ranks <= n).astype(np.float64)) for n in DEPTHS}
        shares: dict[str, Cell] = {"ranking": name}
        for key, value in recalls.items():
            shares |= {key: value.mean, f"±{key}": value.within}
            figures[f"{name}_{key}"] = value.mean
        rows.append(shares | {"ndcg@10": mean(gains(ranks)).mean})
    return Measured(figures, rows)


def _without(choice: Choice, cold: Container[str]) -> Choice:
    """The same choice by somebody who met none of the cold products before."""
    events = tuple(e for e in choice.shopper.events if e.product_id not in cold)
    return replace(choice, own=events, n_before=len(events))
