"""`shelftalk eval next-product-text`: the next product where every product has a text, so that a cold one is found."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from recommender.evaluation.next_product import TOP, Mean, gains, hits, mean
from recommender.evaluation.text_rows import read_text_rows, split_rows
from recommender.sequences import Split
from retrieval.encoder import Encoder, MiniLMEncoder
from retrieval.evaluation.remembered import RememberedEncoder
from retrieval.progress import Progress
from ui.eval.frame import Cell, Measured
from ui.eval.next_product import by_length, lengths_of
from ui.eval.next_product_judging import Judged, NextProductOptions, headline, judge
from ui.eval.next_product_models import Given
from ui.eval.search_command import VECTORS

# HR@5, HR@10 and NDCG@10 on Office Products as MiniOneRec publishes them, learned from the whole training file.
PUBLISHED: Mapping[str, tuple[float, float, float]] = {
    "SASRec": (0.0949, 0.1120, 0.0858),
    "TIGER": (0.1163, 0.1408, 0.1002),
    "MiniOneRec": (0.1420, 0.1634, 0.1242),
}


def measure_next_product_text(
    options: NextProductOptions, progress: Progress, *, encoder: Encoder | None = None, vectors: Path | None = None
) -> Measured:
    """A row for each model, cold products apart: those in nothing that is learned from.

    All products are ranked, what was taken before as well: in this set things are taken again. Texts are read by
    all-MiniLM-L6-v2 unless another encoder is given, once, and kept in `vectors` (in the user's cache folder).
    """
    rows = read_text_rows(options.data)
    remembered = RememberedEncoder(
        encoder or MiniLMEncoder(), vectors or user_cache_path("shelftalk") / VECTORS, progress
    )
    with remembered:
        given = Given(remembered.encode(rows.texts), options.seed, options.runs, taken_again=True)
    split, judged = judge(partial(split_rows, rows), options, given, progress, leave_out_history=False)
    if options.plot is not None:
        from ui.eval.next_product_plot import plot_models

        plot_models(judged, lengths_of(split), options.plot)
    table: list[Mapping[str, Cell]] = [_row(name, of, split) for name, of in judged.items()]
    if options.part == "test":
        for name, (hr_5, hr_10, ndcg) in PUBLISHED.items():
            table.append({"model": f"published: {name}", "hr@5": hr_5, "hr@10": hr_10, "ndcg@10": ndcg})
    told = _row("", headline(judged), split)
    keys = ("hr@5", "hr@10", "ndcg@10", "cold_hr@10", "fit_s", "score_s")
    return Measured({key: float(told[key] or 0.0) for key in keys}, table + by_length(judged, split))


def cold(split: Split) -> NDArray[np.bool_]:
    """Which targets nobody took in training."""
    return np.asarray(split.training.counts()[split.targets] == 0)


def _row(name: str, judged: Judged, split: Split) -> dict[str, Cell]:
    ranks, new = judged.places.ranks, cold(split)
    hr_5, hr_10, ndcg = mean(hits(ranks, 5)), mean(hits(ranks)), mean(gains(ranks))
    found: Mean = mean(hits(ranks[new], TOP))
    return {
        "model": name,
        "hr@5": hr_5.mean,
        "±hr@5": hr_5.within,
        "hr@10": hr_10.mean,
        "±hr@10": hr_10.within,
        "ndcg@10": ndcg.mean,
        "±ndcg": ndcg.within,
        "cold_hr@10": found.mean,
        "±cold": found.within,
        "n_cold": found.n,
        "fit_s": judged.fit_s,
        "score_s": judged.places.score_s,
        "mb": judged.n_bytes / 1e6,
    }
