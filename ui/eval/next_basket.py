"""`shelftalk eval next-basket`: how much of a shopper's next basket is among twenty products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np

from recommender.next_basket import Basket, BasketWeights, NextBasket, baskets, recall, tuned
from retrieval.progress import Progress, silent
from ui.eval.frame import EvalError, Measured
from ui.eval.next_product_models import part_of

OWN_FREQUENCY = BasketWeights(keep=1.0, alike=0.0, peers=0.0, trend=0.0)
_TUNED_ON = 300  # shoppers drawn


def measure_next_basket(store: Path, *, part: str, seed: int, progress: Progress = silent) -> Measured:
    """Raises `EvalError` where nobody came back."""
    from recommender.event_log import EventLog
    from retrieval.store import open_store

    part_of(part)
    with open_store(store) as opened:
        numbers = {product.id: row for row, product in enumerate(opened.catalog)}
        found = baskets(EventLog(opened.engine).all(), numbers)
    return measured(found, len(numbers), part=part, seed=seed, progress=progress)


def measured(
    found: Mapping[str, Sequence[Basket]], n_products: int, *, part: str, seed: int, progress: Progress = silent
) -> Measured:
    """Weights are tuned on the last basket but one, of drawn shoppers; only the test part looks at the last."""
    progress("Tuning", 0, 1)
    before, judged = _split(found, 1)
    if not judged:
        raise EvalError("No shopper of this store has three baskets: nobody comes back often enough to foresee them.")
    rng = np.random.default_rng(seed)
    some = set(rng.permutation(sorted(judged))[:_TUNED_ON].tolist())
    weights, _ = tuned(before, {s: basket for s, basket in judged.items() if s in some}, n_products)
    if part == "test":
        before, judged = _split(found, 0)
    figures: dict[str, float] = {"n": float(len(judged))}
    rows = []
    for name, of in (("own frequency", OWN_FREQUENCY), ("blend", weights)):
        model = NextBasket(before, n_products, of)
        got = np.array([recall(model.scores(before[s], basket.at), basket) for s, basket in judged.items()])
        half = 1.96 * float(got.std()) / got.size**0.5
        told = {f.name: value for f, value in zip(fields(of), astuple(of), strict=True)}
        rows.append({"ranking": name, "recall@20": round(float(got.mean()), 4), "±": round(half, 4), **told})
        figures[f"{name.replace(' ', '_')}_recall@20"] = float(got.mean())
    return Measured(figures, rows)


def _split(found: Mapping[str, Sequence[Basket]], after: int) -> tuple[dict[str, Sequence[Basket]], dict[str, Basket]]:
    """What came before the basket that `after` more follow, of all shoppers, and that basket, where one came before."""
    known = {s: own[: len(own) - after] for s, own in found.items()}
    judged = {s: own[-1] for s, own in known.items() if len(own) >= 2}
    return {s: own[:-1] if s in judged else own for s, own in known.items()}, judged
