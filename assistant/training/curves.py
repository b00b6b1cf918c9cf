"""A training run's learning curves as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from retrieval.training.run_folder import TrainingError

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw_curves(log: Sequence[dict[str, float]], png: Path) -> None:
    """What `learning_curves` draws, as a picture in a file."""
    learning_curves(log).savefig(png, dpi=120)


def learning_curves(log: Sequence[dict[str, float]]) -> Figure:
    """Loss, held-out loss and held-out exact answers over the examples that were learned from (below) and the steps
    that took them (above). Raises `TrainingError` for a log without lines."""
    if not log:
        raise TrainingError("There is nothing to draw yet: the run's log is empty.")
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 5), layout="constrained")
    FigureCanvasAgg(figure)
    loss_axis = figure.add_subplot()
    loss_axis.plot([line["examples"] for line in log], [line["loss"] for line in log], lw=0.8, alpha=0.5, label="loss")
    judged = [line for line in log if "exact" in line]
    seen = [line["examples"] for line in judged]
    loss_axis.plot(seen, [line["validation_loss"] for line in judged], marker="o", ms=3, label="loss, held out")
    loss_axis.set(xlabel="examples learned from", ylabel="loss a token of the answer")
    loss_axis.set_yscale("log")
    a_step = log[-1]["examples"] / log[-1]["step"]  # the run's mean: an epoch's last batch may be smaller
    steps_axis = loss_axis.secondary_xaxis(
        "top", functions=(lambda n: np.divide(n, a_step), lambda n: np.multiply(n, a_step))
    )
    steps_axis.set_xlabel(f"steps ({a_step:.3g} examples each)")
    exact_axis = loss_axis.twinx()
    exact_axis.plot(seen, [line["exact"] for line in judged], color="tab:green", marker="s", ms=3, label="exact")
    exact_axis.set(ylim=(0, 1), ylabel="held-out answers written exactly")
    figure.legend(loc="outside upper center", ncols=3)
    return figure
