"""Models of the next product as one picture: accuracy against cost, and by history length."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from recommender.evaluation.next_product import gains, hits
from ui.eval.frame import EvalError

if TYPE_CHECKING:
    from ui.eval.next_product_judging import Judged

_COLORS = ("#1c6b52", "#c2693c", "#5b5f97", "#8a8378", "#b8a04a", "#3d8fa8", "#a8496b")
_LEAST_S = 0.01


def plot_models(judged: Mapping[str, Judged], lengths: Mapping[str, NDArray[np.bool_]], file: Path) -> None:
    """HR@10 against seconds of fitting and scoring, a dot a model as large as its bytes; and NDCG@10 by history length.

    Raises `EvalError` where matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise EvalError("Plots need matplotlib: pip install matplotlib, or leave --plot out.") from None
    figure = Figure(figsize=(13, 5), dpi=110, layout="constrained")
    cost, length = figure.subplots(1, 2)
    for panel in (cost, length):
        panel.spines[["top", "right"]].set_visible(False)
        panel.grid(alpha=0.25, linewidth=0.6)
    for at, (name, of) in enumerate(judged.items()):
        color, ranks = _COLORS[at % len(_COLORS)], of.places.ranks
        seconds = max(_LEAST_S, of.fit_s + of.places.score_s)
        size = 20 + 12 * np.log10(1 + of.n_bytes / 1e5)
        cost.scatter([seconds], [hits(ranks).mean()], s=size, color=color)
        cost.annotate(name, (seconds, hits(ranks).mean()), (5, 3), textcoords="offset points", fontsize=8)
        worth = gains(ranks)
        line = "-" if at < len(_COLORS) else "--"
        length.plot([*lengths], [worth[which].mean() for which in lengths.values()], line, color=color, label=name)
    cost.set_xscale("log")
    cost.set_ylim(bottom=0)
    cost.set_title("HR@10 against seconds of fitting and of asking for all shoppers", fontsize=10, loc="left")
    length.set_ylim(bottom=0)
    length.set_title("NDCG@10 by products in the history", fontsize=10, loc="left")
    length.legend(frameon=False, fontsize=8, ncols=2)
    figure.savefig(file, metadata={"Software": None})
