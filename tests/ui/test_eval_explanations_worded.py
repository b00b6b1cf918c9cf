"""The language model's sentences about explanations, counted, and how long it takes until one can be said."""

from __future__ import annotations

from itertools import count
from types import SimpleNamespace
from typing import cast

import pytest

from assistant.testing import ScriptedModel
from recommender.evidence import Evidence, Kind
from recommender.explaining import Explanation
from recommender.shopper import Shopper
from retrieval.catalog import Catalog
from ui.eval.explanations_made import Made, Shelf
from ui.eval.explanations_worded import measure_worded

EVIDENCE = (
    Evidence(Kind.RATING, "rated 4.8 by 40 reviewers", "product:bottle.rating"),
    Evidence(Kind.OFFER, "only 3 left", "variant:bottle-750.quantity"),
)


@pytest.fixture
def shelf(catalog: Catalog) -> Shelf:
    explanation = Explanation(("bottle",), "Rated 4.8 by 40 reviewers, but only 3 left.", EVIDENCE, "only 3 left")
    shown = SimpleNamespace(variant_id="bottle-750")
    made = SimpleNamespace(explanation=explanation, shown=shown, shopper=Shopper("nobody", ()))
    return cast(Shelf, SimpleNamespace(catalog=catalog, made=[cast(Made, made)] * 2))


def test_sentences_are_counted_and_the_first_that_passes_is_timed(shelf: Shelf) -> None:
    ticks = count()
    answers = ["It is the best bottle. Rated 4.8 by 40 reviewers.", "It is the best bottle."]
    with ScriptedModel(answers=answers) as model:
        measured = measure_worded({"six": shelf}, model, timer=lambda: float(next(ticks)))
    assert measured.figures["n_sentences"] == 3
    assert measured.figures["sentences_passed"] == pytest.approx(1 / 3)
    assert measured.figures["explanations_with_a_sentence"] == 0.5
    assert measured.figures["explanations_wholly_passed"] == 0
    assert measured.figures["first_words_p50_ms"] == 1000  # one tick each: until it passed, and until all were refused
    assert [row["passed"] == "yes" for row in measured.rows] == [False, True, False]
