"""What a visit to the page comes to: the figures of `shelftalk eval page`, and its ways of saying no."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.eval.frame import EvalError
from ui.eval.page import Visit, figures, measure_page


def visit(interactive_s: float, cards: tuple[float | None, ...], shifts: tuple[float, ...], foreign: int = 0) -> Visit:
    return Visit(interactive_s, 1000, 20, foreign, 50.0, cards, shifts)


def test_medians_worst_cases_and_a_row_a_message() -> None:
    made = [visit(1.0, (100.0, None), (0.0, 0.1)), visit(3.0, (300.0, None), (0.02, 0.0), foreign=1)]
    measured = figures(made, ["a tent", "what is your return policy?"])
    assert measured.figures["interactive_s"] == 2.0
    assert (measured.figures["first_card"], measured.figures["first_card_worst"]) == (200.0, 300.0)
    assert (measured.figures["layout_shift_worst"], measured.figures["requests_elsewhere"]) == (0.1, 1)
    assert [row["first card ms"] for row in measured.rows] == [200.0, None]
    assert [row["layout shift"] for row in measured.rows] == [0.02, 0.1]


def test_messages_without_cards_measure_nothing() -> None:
    with pytest.raises(EvalError, match="--say"):
        figures([visit(1.0, (None,), (0.0,))], ["hello"])


def test_without_a_browser_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("playwright")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EvalError, match="No browser"):
        measure_page(tmp_path, ["a tent"], model=False, visits=1)
