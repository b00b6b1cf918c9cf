"""Speed by size as one picture: first cards, vector search by selectivity, recall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.eval.frame import Cell, EvalError
from ui.eval.speed import percentile

if TYPE_CHECKING:
    from ui.eval.speed_vectors import VectorRow

_COLORS = ("#1c6b52", "#c2693c", "#5b5f97", "#8a8378", "#b8a04a")
_GOALS = {"first cards: all turns": 150, "search by category, price, stock": 20}


def plot_speed(rows: Sequence[Mapping[str, Cell]], vectors: Sequence[VectorRow], file: Path) -> None:
    """Draws three panels. Raises `EvalError` where matplotlib is not installed."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise EvalError("Plots need matplotlib: pip install matplotlib, or leave --plot out.") from None
    figure = Figure(figsize=(13, 4.2), dpi=110, layout="constrained")
    whole, filtered, recall = figure.subplots(1, 3)
    for panel in (whole, filtered, recall):
        panel.spines[["top", "right"]].set_visible(False)
        panel.grid(alpha=0.25, linewidth=0.6)
    _whole(whole, rows)
    largest = max(row.n_products for row in vectors)
    of_largest = [row for row in vectors if row.n_products == largest and row.ms]
    for at, who in enumerate(dict.fromkeys(row.who for row in of_largest)):
        own = [row for row in of_largest if row.who == who]
        shares, color = [100 * row.share for row in own], _COLORS[at % len(_COLORS)]
        filtered.plot(shares, [percentile(row.ms, 95) for row in own], "o-", color=color, label=who)
        recall.plot(shares, [row.recall for row in own], "o-", color=color, label=who)
    filtered.set_yscale("log")
    for panel, title in (
        (filtered, f"Vector search, {largest:,} products: p95 (ms)"),
        (recall, "Recall@10 against a scan"),
    ):
        panel.set_xscale("log")
        panel.set_xlabel("products that pass the filter (%)", fontsize=8)
        panel.set_title(title, fontsize=10, loc="left")
    recall.set_ylim(-0.03, 1.03)
    filtered.legend(frameon=False, fontsize=8)
    figure.savefig(file, metadata={"Software": None})


def _whole(panel: Any, rows: Sequence[Mapping[str, Cell]]) -> None:
    for at, (what, goal) in enumerate(_GOALS.items()):
        own = [row for row in rows if row.get("what") == what]
        sizes, color = [row["products"] for row in own], _COLORS[at]
        panel.plot(sizes, [row["p95_ms"] for row in own], "o-", color=color, label=f"{what}, p95")
        panel.plot(sizes, [row["p50_ms"] for row in own], "o:", color=color, label="p50")
        panel.axhline(goal, color=color, linewidth=0.8, alpha=0.5)
    panel.set_xscale("log")
    panel.set_yscale("log")
    panel.set_xlabel("products (lines across: goals at 100,000)", fontsize=8)
    panel.set_title("First cards and filtered search (ms)", fontsize=10, loc="left")
    panel.legend(frameon=False, fontsize=8)
