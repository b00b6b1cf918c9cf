"""`shelftalk eval ranking`: how well a store's next choices are foreseen: popularity, kNN, the blend, boosted trees.

Of each shopper the last look at a product that was new to them is held out with all that came after; all products not
seen before are ranked. With the sample store's truth, its own ranking is the ceiling, and the share of the gap between
kNN and it that the blend closes is told.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.blend_training import boosted_trees, examples, places, weighed
from recommender.choices import Choice, before, by_shopper, drawn, last_new
from recommender.evaluation.next_product import gains
from recommender.events import Event
from recommender.features import ChoiceFeatures, Matrix
from recommender.fitted_store import counted
from recommender.learned_blend import LearnedBlend
from recommender.profile import Profiler
from recommender.recommender_training import UNLEARNED, counted_apart, learn
from recommender.scorers.history import HistoryOverlapScorer
from recommender.scorers.popularity import PopularityScorer
from retrieval.catalog import Catalog
from retrieval.progress import Progress, silent
from ui.eval.frame import Cell, EvalError, Measured

N_TIMED, N_CANDIDATES = 100, 1000
_RESAMPLED = 1000
Scored = Callable[[Choice], NDArray[np.floating]]


@dataclass(frozen=True, slots=True)
class RankingOptions:
    """`truth` is the folder that `shelftalk sample` writes beside the feed; `limit` 0 judges every shopper."""

    store: Path
    truth: Path | None = None
    seed: int = 7
    limit: int = 0
    trees: bool = True


def measure_ranking(options: RankingOptions, progress: Progress = silent) -> Measured:
    """Raises `EvalError` where nothing can be held out, or the truth is another store's."""
    from recommender.event_log import EventLog
    from retrieval.store import open_store

    with open_store(options.store) as store:
        catalog = store.catalog
        own = {k: v for k, v in by_shopper(EventLog(store.engine).all()).items() if not k.startswith("guest-")}
    held_out = last_new(own, catalog)
    if not held_out:
        raise EvalError(f"No shopper of {options.store} looked at a second product: there is nothing to foresee.")
    known = before(own, held_out)
    judged = drawn(held_out, options.limit or len(held_out), options.seed)
    began = time.perf_counter()
    learned = learn(catalog, known, seed=options.seed, progress=progress)
    learned_s = time.perf_counter() - began
    began = time.perf_counter()
    profiler = Profiler(catalog)
    features = counted(catalog, known).features(catalog, profiler, known)
    counted_s = time.perf_counter() - began

    history = HistoryOverlapScorer(catalog, profiler=profiler)
    popularity = PopularityScorer(catalog, known, now=max(e.at for e in known))
    rankings: dict[str, Scored] = {
        "popularity": lambda c: popularity.score(features.product_ids, c.shopper),
        "unlearned": lambda c: (
            UNLEARNED["history"] * history.score(features.product_ids, c.shopper)
            + UNLEARNED["popularity"] * popularity.score(features.product_ids, c.shopper)
        ),
    }
    matrices: dict[str, Matrix] = {}
    for at, choice in enumerate(judged):
        matrices[choice.shopper_id] = features.of(choice.shopper)
        progress("Asking", at + 1, len(judged))
    knn = features.names.index("taken by the same")
    rankings["kNN"] = lambda c: matrices[c.shopper_id][:, knn]
    rankings["blend"] = lambda c: weighed(matrices[c.shopper_id], learned.weights, features.names)
    if options.trees:
        trees = _trees(catalog, known, options, progress)
        if trees is not None:
            rankings["LightGBM"] = lambda c: trees.predict(matrices[c.shopper_id])
    if options.truth is not None:
        rankings["truth"] = _truth(options.truth, features, judged)
    found = {name: _places(scored, judged, features) for name, scored in rankings.items()}
    rows: list[Mapping[str, Cell]] = [_row(name, of, options.seed) for name, of in found.items()]
    figures = {f"{name.lower()}_{key}": value for name, of in found.items() for key, value in _means(of).items()}
    if "truth" in found:
        for key in ("hr@10", "ndcg@10"):
            low, high = figures[f"knn_{key}"], figures[f"truth_{key}"]
            figures[f"gap_closed_{key}"] = (figures[f"blend_{key}"] - low) / (high - low)
    figures |= {"n": float(len(judged)), "learned_s": learned_s, "counted_s": counted_s}
    blend = LearnedBlend(features, learned.weights, learned.span)
    figures["score_1000_p95_ms"], figures["new_event_p95_ms"] = _timed(blend, judged, features)
    return Measured(figures, [*rows, *_weights(learned.weights)])


def _weights(weights: Mapping[str, float]) -> list[Mapping[str, Cell]]:
    return [
        {"feature": name, "weight": round(weight, 3), "said": "counts" if weight else "does not help"}
        for name, weight in sorted(weights.items(), key=lambda item: (-abs(item[1]), item[0]))
    ]


def _trees(catalog: Catalog, known: Sequence[Event], options: RankingOptions, progress: Progress) -> Any:
    """A booster, or None where LightGBM is not installed."""
    try:
        import lightgbm  # noqa: F401
    except ModuleNotFoundError:
        return None
    features, choices = counted_apart(catalog, known, seed=options.seed)
    made = examples(choices, features, seed=options.seed, progress=progress)
    return boosted_trees(made, seed=options.seed)


def _truth(folder: Path, features: ChoiceFeatures, judged: Sequence[Choice]) -> Scored:
    told = json.loads((folder / "moments.json").read_text(encoding="utf-8"))
    utilities = np.load(folder / "moments.npy", mmap_mode="r", allow_pickle=False)
    row = {moment["shopper_id"]: at for at, moment in enumerate(told["moments"])}
    columns = {product_id: at for at, product_id in enumerate(told["products"])}
    same = [c.shopper_id in row and told["moments"][row[c.shopper_id]]["product_id"] == c.product_id for c in judged]
    if not all(same) or features.rows.keys() - columns.keys():
        raise EvalError(
            f"{folder} is the truth of another store: of {len(same)} choices it has {sum(same)}. Import the feed that "
            "was written beside it."
        )
    order = np.array([columns[product_id] for product_id in features.product_ids])
    return lambda c: np.asarray(utilities[row[c.shopper_id]])[order]


def _places(scored: Scored, judged: Sequence[Choice], features: ChoiceFeatures) -> NDArray[np.float64]:
    return np.array([places(scored(choice), choice, features) for choice in judged])


def _means(found: NDArray[np.float64]) -> dict[str, float]:
    return {"hr@10": float((found <= 10).mean()), "ndcg@10": float(gains(found).mean())}


def _row(name: str, found: NDArray[np.float64], seed: int) -> dict[str, Cell]:
    drawn_rows = np.random.default_rng(seed).integers(0, found.size, (_RESAMPLED, found.size))
    low, high = np.percentile(gains(found)[drawn_rows].mean(axis=1), (2.5, 97.5))
    means = _means(found)
    return {
        "ranking": name,
        "hr@10": round(means["hr@10"], 4),
        "ndcg@10": round(means["ndcg@10"], 4),
        "ndcg@10 95 %": f"{low:.3f} - {high:.3f}",
    }


def _timed(blend: LearnedBlend, judged: Sequence[Choice], features: ChoiceFeatures) -> tuple[float, float]:
    """Milliseconds at p95 for a thousand candidates; products come again where the store has fewer.

    First of a shopper whose events are known, then of the same one right after an event more, which makes the profile
    anew: nothing is fitted between.
    """
    ids = [features.product_ids[n % len(features.product_ids)] for n in range(N_CANDIDATES)]
    known, anew = [], []
    for choice in judged[:N_TIMED]:
        shopper = choice.shopper
        blend.parts(ids, shopper)  # a conversation's first turn
        known.append(_ms(lambda who=shopper: blend.parts(ids, who)))  # type: ignore[misc]
        look = Event("now", "view_item", shopper.id, choice.at, choice.product_id, basket_id=shopper.session_id)
        after = replace(shopper, events=(*shopper.events, look))
        anew.append(_ms(lambda who=after: blend.parts(ids, who)))  # type: ignore[misc]
    return float(np.percentile(known, 95)), float(np.percentile(anew, 95))


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
