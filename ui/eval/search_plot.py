"""What each part of finding adds, as bars."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from retrieval.evaluation.lists import Worth
from ui.eval.frame import EvalError

_COLORS = ("#1c6b52", "#c2693c")


def plot_worth(tables: Mapping[str, Mapping[str, Worth]], file: Path) -> None:
    """A panel for each table: Recall@10 and MRR of its rows with their 95 % intervals, the first row on top.

    Raises `EvalError` where matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise EvalError("Plots need matplotlib: pip install matplotlib, or leave --plot out.") from None
    most = max(map(len, tables.values()))
    figure = Figure(figsize=(7.5 * len(tables), 1.5 + 0.5 * most), dpi=110, layout="constrained")
    panels = figure.subplots(1, len(tables), squeeze=False)[0]
    for panel, (title, rows) in zip(panels, tables.items(), strict=True):
        for shift, color, name, mean, within in (
            (-0.2, _COLORS[0], "Recall@10", "recall_10", "recall_10_within"),
            (0.2, _COLORS[1], "MRR", "mrr", "mrr_within"),
        ):
            values = [getattr(found, mean) for found in rows.values()]
            bars = panel.barh(
                [at + shift for at in range(len(rows))],
                values,
                0.38,
                xerr=[getattr(found, within) for found in rows.values()],
                color=color,
                label=name,
                error_kw={"elinewidth": 1, "ecolor": "#444444"},
            )
            panel.bar_label(bars, labels=[f"{value:.3f}" for value in values], fontsize=7, padding=3)
        panel.set_yticks(range(len(rows)), list(rows), fontsize=9)
        panel.invert_yaxis()
        panel.set_title(title, fontsize=10, loc="left")
        panel.spines[["top", "right"]].set_visible(False)
        panel.grid(axis="x", alpha=0.25, linewidth=0.6)
    panels[0].legend(frameon=False, fontsize=9, loc="upper center", bbox_to_anchor=(0.5, -0.06), ncols=2)
    figure.savefig(file, metadata={"Software": None})
