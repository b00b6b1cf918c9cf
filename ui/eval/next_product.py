"""`shelftalk eval next-product`: which product a shopper takes next, ranked among all, one left out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.evaluation.next_product import coverage, gains, gini, hits, in_tail, mean, reciprocals
from recommender.sequences import Sequences, Split, leave_one_out, read_sequences
from retrieval.progress import Progress
from ui.eval.frame import Cell, Measured
from ui.eval.next_product_judging import Judged, NextProductOptions, headline, judge
from ui.eval.next_product_models import Given

LENGTHS = ((1, 3), (4, 5), (6, 9), (10, 19), (20, None))  # products in a history
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


def measure_next_product(options: NextProductOptions, progress: Progress) -> Measured:
    """A row for each model and history length, and the published ones beside those of the test part."""
    sequences = read_sequences(options.data)
    given = Given(attributes_beside(options.data, sequences), options.seed, options.runs)
    split, judged = judge(partial(leave_one_out, sequences), options, given, progress)
    if options.plot is not None:
        from ui.eval.next_product_plot import plot_models

        plot_models(judged, lengths_of(split), options.plot)
    rows: list[Mapping[str, Cell]] = [row(name, of, split) for name, of in judged.items()]
    if options.part == "test":
        for name, (hr, ndcg) in PUBLISHED.get(options.data.stem, {}).items():
            rows.append({"model": f"published: {name}", "hr@10": hr, "ndcg@10": ndcg})
    rows += by_length(judged, split)
    return Measured(figures(headline(judged), split), rows)


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
