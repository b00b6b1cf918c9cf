"""`shelftalk eval sample`: what there is to learn in the sample store's events.

Popularity and item-kNN know the logs; the truth's own ranking is the choice model's utility at the very moment, without
the noise. The gap between the last two is what a recommender can still win.
"""

from __future__ import annotations

from recommender.sample.leave_one_out import Ranking, compare
from recommender.sample.simulation import simulate
from retrieval.progress import Progress, silent
from retrieval.sample import TODAY
from retrieval.sample.assortment import read_assortment
from ui.eval.frame import Cell, EvalError, Measured

N_SHOPPERS = 3000


def measure_sample(seed: int, n_shoppers: int = N_SHOPPERS, progress: Progress = silent) -> Measured:
    """Makes the shoppers in memory, and leaves out the last product that was new to each. Raises `EvalError`."""
    try:
        simulated = simulate(read_assortment(), seed=seed, today=TODAY, n_shoppers=n_shoppers, progress=progress)
        rankings = compare(simulated, seed=seed)
    except ValueError as error:
        raise EvalError(str(error)) from error
    figures: dict[str, float] = {}
    for ranking in rankings:
        key = ranking.name.removeprefix("item-").lower()
        figures |= {f"{key}_hr@10": ranking.hit_rate, f"{key}_ndcg@10": ranking.ndcg}
    figures["n"] = float(len(rankings[0].ranks))
    return Measured(figures, [_row(ranking) for ranking in rankings])


def _row(ranking: Ranking) -> dict[str, Cell]:
    return {
        "ranking": ranking.name,
        "hr@10": round(ranking.hit_rate, 4),
        "hr@10 95 %": _between(ranking.hit_rate_between),
        "ndcg@10": round(ranking.ndcg, 4),
        "ndcg@10 95 %": _between(ranking.ndcg_between),
    }


def _between(bounds: tuple[float, float]) -> str:
    return f"{bounds[0]:.3f} - {bounds[1]:.3f}"
