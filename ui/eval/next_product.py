"""`shelftalk eval next-product`: which product a shopper takes next, ranked among all, one left out."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.evaluation.next_product import (
    Places,
    Shared,
    coverage,
    gains,
    gini,
    hits,
    in_tail,
    mean,
    n_bytes,
    places,
    reciprocals,
)
from recommender.evaluation.tuning import tuned
from recommender.scorers.blend import BlendScorer, Weight
from recommender.sequences import Part, Sequences, SequenceScorer, Split, drawn, leave_one_out, read_sequences
from retrieval.progress import Progress
from ui.eval.frame import Cell, EvalError, Measured
from ui.eval.next_product_models import BLEND, MAKERS, Given, names_of, read_weights, write_weights

LENGTHS = ((1, 3), (4, 5), (6, 9), (10, 19), (20, None))  # products in a history
TUNED_ON = 6_000  # histories that weights are learned from: more move none of them by much
ATTRIBUTES = "{stem}_item2attributes.json"

# HR@10 and NDCG@10 of the test part as published (eSASRec's README; TIGER and HSTU recalculated there).
PUBLISHED: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "Beauty": {
        "SASRec as usually reported": (0.0605, 0.0318),
        "TIGER": (0.0648, 0.0384),
        "HSTU": (0.0788, 0.0439),
        "SASRec, sampled softmax": (0.0921, 0.0531),
        "eSASRec": (0.0928, 0.0523),
    },
    "Sports_and_Outdoors": {
        "SASRec as usually reported": (0.0350, 0.0192),
        "TIGER": (0.0400, 0.0225),
        "HSTU": (0.0437, 0.0243),
        "SASRec, sampled softmax": (0.0569, 0.0314),
        "eSASRec": (0.0560, 0.0323),
    },
}


@dataclass(frozen=True, slots=True)
class NextProductOptions:
    """See the command's help. `tune` is a file for weights to be learned, `weights` one of learned ones."""

    data: Path
    models: str
    part: Part
    tune: Path | None
    weights: Path | None
    runs: Path | None
    plot: Path | None
    seed: int
    limit: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A fitted model, judged: its places, and what it costs."""

    places: Places
    fit_s: float
    n_bytes: int


def measure_next_product(options: NextProductOptions, progress: Progress) -> Measured:
    """A row for each model and history length, and the published ones beside those of the test part."""
    sequences = read_sequences(options.data)
    given = Given(attributes_beside(options.data, sequences), options.seed, options.runs)
    names = names_of(options.models, given)
    weights = chosen_weights(options.weights, options.tune, options.part)
    split = drawn(leave_one_out(sequences, options.part), options.limit, options.seed)
    judged = judge(split, names, given, weights, options.tune, progress)
    if options.plot is not None:
        from ui.eval.next_product_plot import plot_models

        plot_models(judged, lengths_of(split), options.plot)
    rows: list[Mapping[str, Cell]] = [row(name, of, split) for name, of in judged.items()]
    if options.part == "test":
        for name, (hr, ndcg) in PUBLISHED.get(options.data.stem, {}).items():
            rows.append({"model": f"published: {name}", "hr@10": hr, "ndcg@10": ndcg})
    rows += by_length(judged, split)
    return Measured(figures(judged[names[-1] if BLEND not in names else BLEND], split), rows)


def judge(
    split: Split,
    names: Sequence[str],
    given: Given,
    weights: Mapping[str, Weight] | None,
    tune: Path | None,
    progress: Progress,
    *,
    leave_out_history: bool = True,
) -> dict[str, Judged]:
    """Fits what is named and what a blend is made of; with `tune`, learns the blend's weights and writes them."""
    parts = [name for name in names if name != BLEND]
    if BLEND in names and tune is None:
        if weights is None:
            raise EvalError("A blend needs weights: --weights FILE, or --part validation --tune FILE to learn them.")
        parts += [name for name, weight in weights.items() if any(weight) and name not in parts]
    fitted: dict[str, SequenceScorer] = {}
    fit_s = {}
    for at, name in enumerate(parts):
        progress(f"Fitting {name}", at, len(parts))
        fitted[name] = MAKERS[name](given)
        began = time.perf_counter()
        fitted[name].fit(split.training)
        fit_s[name] = time.perf_counter() - began
    sizes = {name: n_bytes(model) for name, model in fitted.items()}
    if tune is not None:
        tell = _telling(progress, "Learning weights")
        weights = tuned(fitted, split, leave_out_history=leave_out_history, n=TUNED_ON, seed=given.seed, progress=tell)
        write_weights(weights, tune)
    asked: dict[str, SequenceScorer] = {name: Shared(model) for name, model in fitted.items()}
    blended: tuple[str, ...] = ()
    if BLEND in names and weights is not None:
        blend = BlendScorer(asked, weights)
        asked[BLEND] = blend
        blended = tuple(blend.weights)
        fit_s[BLEND] = sum(fit_s[name] for name in blended)
        sizes[BLEND] = sum(sizes[name] for name in blended)
    tell = _telling(progress, "Ranking")
    found = places(asked, split, leave_out_history=leave_out_history, progress=tell)
    if blended:  # its parts' answers were there already
        parts_s = sum(found[name].score_s for name in blended)
        found[BLEND] = replace(found[BLEND], score_s=found[BLEND].score_s + parts_s)
    return {name: Judged(found[name], fit_s[name], sizes[name]) for name in names}


def chosen_weights(file: Path | None, tune: Path | None, part: Part) -> dict[str, Weight] | None:
    """The weights that are given. EvalError when they are to be learned from the test part, or both are asked for."""
    if tune is not None and part != "validation":
        raise EvalError("Weights are learned from the validation part only: --tune needs --part validation.")
    if tune is not None and file is not None:
        raise EvalError("Give --tune to learn weights or --weights to use learned ones, not both.")
    return read_weights(file) if file is not None else None


def attributes_beside(data: Path, sequences: Sequences) -> Any:
    """`(n_products, n_attributes)` CSR: the attributes of `STEM_item2attributes.json`, each weighted by its rarity
    `log(n_products / products with it)`; None where there is no such file."""
    from scipy.sparse import csr_array

    file = data.with_name(ATTRIBUTES.format(stem=data.stem))
    if not file.is_file():
        return None
    read = json.loads(file.read_text(encoding="utf-8"))
    pairs = [(int(product) - 1, attribute) for product, listed in read.items() for attribute in sorted(set(listed))]
    rows, columns = (np.array(numbers, dtype=np.int64) for numbers in zip(*pairs, strict=True))
    rarity = np.log(sequences.n_products / np.maximum(np.bincount(columns), 1)).astype(np.float32)
    return csr_array((rarity[columns], (rows, columns)), shape=(sequences.n_products, rarity.size))


def row(name: str, judged: Judged, split: Split) -> dict[str, Cell]:
    ranks, tail = judged.places.ranks, in_tail(split)
    hr, ndcg, mrr = mean(hits(ranks)), mean(gains(ranks)), mean(reciprocals(ranks))
    return {
        "model": name,
        "hr@10": hr.mean,
        "±hr": hr.within,
        "ndcg@10": ndcg.mean,
        "±ndcg": ndcg.within,
        "mrr@10": mrr.mean,
        "±mrr": mrr.within,
        "tail_hr@10": mean(hits(ranks[tail])).mean,
        "coverage@10": coverage(judged.places.shown),
        "gini@10": gini(judged.places.shown),
        "fit_s": judged.fit_s,
        "score_s": judged.places.score_s,
        "mb": judged.n_bytes / 1e6,
    }


def figures(judged: Judged, split: Split) -> dict[str, float]:
    told = row("", judged, split)
    keys = ("hr@10", "ndcg@10", "mrr@10", "coverage@10", "gini@10", "tail_hr@10", "fit_s", "score_s")
    return {key: float(told[key] or 0.0) for key in keys} | {"bytes": float(judged.n_bytes)}


def lengths_of(split: Split) -> dict[str, NDArray[np.bool_]]:
    """Which histories are how long, by a name for it; lengths that do not occur are left out."""
    sizes = np.array([history.size for history in split.histories])
    named = {
        f"{low}+" if high is None else f"{low}-{high}": (sizes >= low) & (sizes <= (high or sizes.max(initial=0)))
        for low, high in LENGTHS
    }
    return {name: which for name, which in named.items() if which.any()}


def by_length(judged: Mapping[str, Judged], split: Split) -> list[Mapping[str, Cell]]:
    lengths = lengths_of(split)
    shares: dict[str, Cell] = {f"{name} taken": float(which.mean()) for name, which in lengths.items()}
    rows: list[Mapping[str, Cell]] = [{"ndcg@10 by history": "share of shoppers", **shares}]
    for name, of in judged.items():
        worth = gains(of.places.ranks)
        told: dict[str, Cell] = {f"{at} taken": float(worth[which].mean()) for at, which in lengths.items()}
        rows.append({"ndcg@10 by history": name, **told})
    return rows


def _telling(progress: Progress, what: str) -> Callable[[int, int], None]:
    return lambda done, total: progress(what, done, total)
