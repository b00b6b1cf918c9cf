"""ROUGE against figures worked out by hand."""

from __future__ import annotations

import pytest

from recommender.evaluation.rouge import rouge


def test_the_same_text_is_all_of_it_and_another_nothing() -> None:
    same = rouge("The kettle boils fast.", ["the kettle boils FAST"])
    assert (same.one, same.two, same.longest) == (1.0, 1.0, 1.0)
    other = rouge("green tea", ["the kettle boils"])
    assert (other.one, other.two, other.longest) == (0.0, 0.0, 0.0)


def test_figures_by_hand() -> None:
    # "police kill the gunman" against "the gunman kill police" (Lin 2004, section 3): all words, one pair, two in order
    found = rouge("the gunman kill police", ["police kill the gunman"])
    assert (found.one, found.two, found.longest) == (1.0, pytest.approx(1 / 3), 0.5)


def test_several_references_are_averaged() -> None:
    assert rouge("kettle", ["kettle", "tea"]).one == pytest.approx(0.5)
    with pytest.raises(ValueError, match="no reference"):
        rouge("kettle", [])
