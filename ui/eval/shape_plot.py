"""The shapes of stores as one picture of six plots."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ui.eval.frame import EvalError

if TYPE_CHECKING:
    from ui.eval.shape import Shape

_COLORS = ("#1c6b52", "#c2693c", "#5b5f97", "#8a8378")
_MOST_IN_BASKET = 20
_MONTHS = "JFMAMJJASOND"


def plot_shapes(shapes: Sequence[Shape], file: Path) -> None:
    """Draws every shape into the same six plots. Raises `EvalError` where matplotlib is not installed."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise EvalError("Plots need matplotlib: pip install matplotlib, or leave --plot out.") from None
    figure = Figure(figsize=(12, 7), dpi=110, layout="constrained")
    panels = figure.subplots(2, 3)
    for panel in panels.flat:
        panel.spines[["top", "right"]].set_visible(False)
        panel.grid(alpha=0.25, linewidth=0.6)
    for at, shape in enumerate(shapes):
        _draw(panels, shape, at, len(shapes), _COLORS[at % len(_COLORS)])
    titles = (
        "Sales by product, best first (share)", "Share of sales of the best products", "Products in a basket",
        "Orders of a buyer", "Sales by month (share)", "Ratings (share)",
    )  # fmt: skip
    for panel, title in zip(panels.flat, titles, strict=True):
        panel.set_title(title, fontsize=10, loc="left")
    panels[0, 0].legend(frameon=False, fontsize=9)
    figure.savefig(file, metadata={"Software": None})


def _draw(panels: Any, shape: Shape, at: int, n_shapes: int, color: str) -> None:
    sales = shape.product_sales / shape.product_sales.sum()
    n = len(sales)
    place = np.arange(1, n + 1)
    panels[0, 0].loglog(place / n, sales * n, color=color, label=shape.name)
    panels[0, 0].set_xlabel("products, best first (part of all)", fontsize=8)
    panels[0, 0].set_ylabel("sales (times the mean)", fontsize=8)
    panels[0, 1].plot(place / n, np.cumsum(sales), color=color)
    width = 0.8 / n_shapes
    shift = (at - (n_shapes - 1) / 2) * width
    for panel, counts in ((panels[0, 2], shape.basket_sizes), (panels[1, 0], shape.orders_of_shopper)):
        share = np.bincount(np.minimum(counts, _MOST_IN_BASKET), minlength=_MOST_IN_BASKET + 1)[1:] / len(counts)
        panel.bar(np.arange(1, _MOST_IN_BASKET + 1) + shift, share, width, color=color)
        panel.set_xlabel(f"{_MOST_IN_BASKET} stands for {_MOST_IN_BASKET} and more", fontsize=8)
    if shape.sales_by_month.sum():
        there = np.where(shape.sales_by_month > 0, shape.sales_by_month / shape.sales_by_month.sum(), np.nan)
        panels[1, 1].plot(np.arange(12), there, "o-", color=color)
        panels[1, 1].set_xticks(range(12), _MONTHS)
        panels[1, 1].set_ylim(bottom=0)
    if shape.ratings.sum():
        panels[1, 2].bar(np.arange(1, 6) + shift, shape.ratings / shape.ratings.sum(), width, color=color)
