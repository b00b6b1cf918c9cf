"""Learning curves: over the examples that were learned from, and over the steps that took them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed; `pip install -e '.[plot]'` brings it")

from assistant.training.curves import draw_curves, learning_curves
from retrieval.training.run_folder import TrainingError

LOG = [
    {"step": float(step), "examples": 12.0 * step, "loss": 2.0 / step}
    | ({"validation_loss": 2.2 / step, "exact": step / 50} if step % 10 == 0 else {})
    for step in range(1, 41)
]


def test_curves_are_over_examples_and_over_steps() -> None:
    figure = learning_curves(LOG)
    figure.draw_without_rendering()
    below = figure.axes[0]
    (above,) = below.child_axes
    assert below.get_xlabel() == "examples learned from"
    assert above.get_xlabel() == "steps (12 examples each)"
    assert above.get_xlim() == pytest.approx([end / 12 for end in below.get_xlim()])
    assert [np.size(line.get_xdata()) for line in below.get_lines()] == [40, 4]


def test_a_run_that_was_not_judged_is_drawn_and_one_without_a_step_is_not(tmp_path: Path) -> None:
    draw_curves(LOG[:1], tmp_path / "curves.png")
    assert (tmp_path / "curves.png").read_bytes()[:4] == b"\x89PNG"
    with pytest.raises(TrainingError, match="nothing to draw"):
        learning_curves([])
