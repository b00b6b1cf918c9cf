"""`shelftalk eval across`: a taste carried from one half of a store to the other, as if they were two stores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from recommender.across_stores import carried, taste_vector
from recommender.choices import by_shopper, drawn, last_new
from recommender.evaluation.next_product import gains, hits, mean, place
from recommender.events import Event
from recommender.likeness import kind
from recommender.scorers.popularity import PopularityScorer
from recommender.shopper import Shopper
from retrieval.catalog import Catalog
from retrieval.encoder import Encoder
from retrieval.product_text import product_text
from retrieval.progress import Progress, silent
from ui.eval.frame import Cell, EvalError, Measured

TASTE = 0.5  # of the blend, beside popularity: not tuned


def measure_across(
    store: Path,
    *,
    seed: int,
    limit: int,
    encoder: Encoder | None = None,
    vectors: Path | None = None,
    progress: Progress = silent,
) -> Measured:
    """Departments are divided in two by the seed. Each shopper's last new look in one half is foreseen from what
    they did in the other half before, and from nothing else of them. EvalError where nothing can be divided."""
    from recommender.event_log import EventLog
    from retrieval.encoder import default_encoder
    from retrieval.evaluation.remembered import RememberedEncoder
    from retrieval.store import open_store
    from ui.eval.search_command import VECTORS

    with open_store(store) as opened:
        catalog, events = opened.catalog, list(EventLog(opened.engine).all())
    cache = vectors or user_cache_path("shelftalk") / VECTORS
    with RememberedEncoder(encoder or default_encoder(store), cache, progress) as remembered:
        return measured(catalog, events, remembered, seed=seed, limit=limit, progress=progress)


def measured(
    catalog: Catalog, events: Sequence[Event], encoder: Encoder, *, seed: int, limit: int, progress: Progress = silent
) -> Measured:
    """See `measure_across`."""
    departments = sorted({kind(p)[:1] for p in catalog} - {()})
    if len(departments) < 2:
        raise EvalError(f"The store has {len(departments)} departments; it takes two to carry a taste across.")
    order = np.random.default_rng(seed).permutation(len(departments))
    here_kinds = {departments[at] for at in order[: len(departments) // 2].tolist()}
    here = [p for p in catalog if kind(p)[:1] in here_kinds]
    there = Catalog([p for p in catalog if kind(p)[:1] not in here_kinds], currency=catalog.currency)
    ids = {p.id for p in here}
    own = {shopper: found for shopper, found in by_shopper(events).items() if not shopper.startswith("guest-")}
    choices = [c for c in last_new(own, ids) if any(e.product_id in there for e in c.shopper.events)]
    if not choices:
        raise EvalError("No shopper was in both halves of the store.")
    judged = drawn(choices, limit or len(choices), seed)
    ends = {c.shopper_id: c.at for c in choices}
    before = [e for e in events if e.product_id in ids and (e.shopper_id not in ends or e.at < ends[e.shopper_id])]
    by_all = PopularityScorer(
        Catalog(here, currency=catalog.currency), before, now=max((e.at for e in before), default=judged[0].at)
    ).score([p.id for p in here], Shopper(""))
    texts = encoder.encode([product_text(p) for p in here])
    row = {p.id: at for at, p in enumerate(here)}
    found: dict[str, list[float]] = {"popularity": [], "carried taste": [], "both": []}
    for at, choice in enumerate(judged):
        stranger = replace(choice.shopper, events=tuple(e for e in choice.shopper.events if e.product_id in there))
        taste = texts @ taste_vector(carried(there, "there", stranger), encoder.encode)
        scores = {"popularity": by_all, "carried taste": taste, "both": _unit(by_all) + TASTE * _unit(taste)}
        for name, own_scores in scores.items():
            found[name].append(place(own_scores, own_scores[row[choice.product_id]]))
        progress("Asking", at + 1, len(judged))
    rows: list[Mapping[str, Cell]] = []
    figures: dict[str, float] = {"n": float(len(judged)), "products": float(len(here))}
    for name, places in found.items():
        hr, ndcg = mean(hits(np.array(places))), mean(gains(np.array(places)))
        rows.append({"ranking": name, "hr@10": hr.mean, "±hr": hr.within, "ndcg@10": ndcg.mean, "±ndcg": ndcg.within})
        figures |= {f"{name.replace(' ', '_')}_hr@10": hr.mean, f"{name.replace(' ', '_')}_ndcg@10": ndcg.mean}
    return Measured(figures, rows)


def _unit(scores: NDArray[np.floating]) -> NDArray[np.float64]:
    low, span = float(scores.min()), float(np.ptp(scores))
    return np.asarray((scores - low) / (span or 1.0), dtype=np.float64)
