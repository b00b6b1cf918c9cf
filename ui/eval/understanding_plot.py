"""Readers of `shelftalk eval understanding` beside each other: what they get right, and how long they take."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ui.eval.frame import EvalError

_COLORS = ("#8a8378", "#1c6b52", "#c2693c", "#5b5f97", "#3d8fa8", "#a8496b")
_SHARES = {
    "joint_goal": "joint goal", "turn_goal": "turn goal", "acts_exact": "acts exact",
    "joint_goal_paraphrase": "paraphrases", "joint_goal_zh": "Chinese", "invented": "invented",
}  # fmt: skip
_WAITS = {"p50_ms": "p50", "p95_ms": "p95", "asked_p50_ms": "p50,\nmodel asked", "asked_p95_ms": "p95,\nmodel asked"}


def plot_readers(figures: Mapping[str, Mapping[str, float]], file: Path) -> None:
    """Bars of the test part, a reader a colour, and a short line where the dev part stands; what is not known has none.
    Without milliseconds there is no panel of them.

    Raises `EvalError` where matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise EvalError("Plots need matplotlib: pip install matplotlib, or leave --plot out.") from None
    is_timed = any(key in own for own in figures.values() for key in _WAITS)
    figure = Figure(figsize=(13 if is_timed else 8.5, 4.6), dpi=110, layout="constrained")
    drawn = figure.subplots(1, 2 if is_timed else 1, width_ratios=(3, 2)[: 1 + is_timed], squeeze=False)[0]
    panels = list(zip(drawn, (_SHARES, _WAITS), strict=False))
    shares = drawn[0]
    width = 0.8 / max(len(figures), 1)
    for n, (name, own) in enumerate(figures.items()):
        shift = (n - (len(figures) - 1) / 2) * width
        for panel, told in panels:
            known = [(at + shift, own[key]) for at, key in enumerate(told) if key in own]
            bars = panel.bar([at for at, _ in known], [v for _, v in known], width, color=_COLORS[n % len(_COLORS)])
            bars.set_label(name)
            small = {"fontsize": 7, "padding": 2, "rotation": 90 if len(figures) > 3 else 0}
            panel.bar_label(bars, labels=[_label(v, panel is shares) for _, v in known], **small)
            dev = [(at + shift, own[f"dev_{key}"]) for at, key in enumerate(told) if f"dev_{key}" in own]
            ends = [[at + side * width / 2 for at, _ in dev] for side in (-1, 1)]
            panel.hlines([v for _, v in dev], *ends, color="black", linewidth=1)
    for panel, told in panels:
        panel.set_xticks(range(len(told)), list(told.values()), fontsize=9)
        panel.spines[["top", "right"]].set_visible(False)
        panel.grid(axis="y", alpha=0.25, linewidth=0.6)
    shares.set_ylim(0, 1.12)
    shares.set_title("Share of turns (invented: of constraints); test part, line: dev part", fontsize=10, loc="left")
    if is_timed:
        waits = drawn[1]
        waits.set_yscale("log")
        waits.set_ylim(bottom=1)
        waits.yaxis.set_major_formatter("{x:,.0f}")
        waits.set_title("Milliseconds for a message", fontsize=10, loc="left")
    place = {"loc": "lower left", "bbox_to_anchor": (0, 1.02)} if is_timed else {"loc": "upper right"}
    drawn[-1].legend(frameon=False, fontsize=8, ncols=4, **place)
    figure.savefig(file, metadata={"Software": None})


def _label(value: float, is_share: bool) -> str:
    return f"{value:.2f}" if is_share else f"{value:,.0f}" if value >= 10 else f"{value:.1f}"
