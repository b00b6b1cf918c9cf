"""The language model alone in `eval bundles --truth`: what it breaks is counted, and it is compared where it can be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.models.steerable import ModelError
from assistant.testing import ScriptedModel
from assistant.workbench.choosing_by_model import ModelChooser, Offered
from recommender.shopper import Shopper
from retrieval.catalog import Catalog
from retrieval.money import Money
from ui.eval.bundle_by_model import MODEL, ByModel


def usd(amount: int) -> Money:
    return Money(Decimal(amount), "USD")


KINDS = {
    "tent": [Offered("t1", "Dunlin Tent", usd(45)), Offered("t2", "Heron Tent", usd(120))],
    "mat": [Offered("m1", "Raft Mat", usd(25))],
}
WORTH = {"t1": 1.0, "t2": 4.0, "m1": 2.0}
OTHERS = {"ours": 0.0, "by chance": 4.0}


def test_what_cannot_be_used_is_counted_and_left_out_of_the_comparison() -> None:
    answers = [
        "tent: Dunlin Tent\nmat: Raft Mat",
        "tent: Heron Tent\nmat: Raft Mat",  # over budget
        "tent: Dunlin Tent\nmat: Cloud Mat",  # made up
        ModelError("no memory"),
    ]
    with ScriptedModel(answers=answers) as model:
        by_model = ByModel(ModelChooser(model), 4, Catalog([], currency="USD"))
        for _ in answers:
            assert not by_model.is_done
            by_model.ask(Shopper("ada"), KINDS, usd(100), OTHERS, WORTH, 6.0)
    assert by_model.is_done
    figures = by_model.figures()
    assert figures == {
        "model_asked": 4.0,
        "model_usable": 0.25,
        "model_over_budget": 1.0,
        "model_made_up": 1.0,
        "model_a_kind_left_out": 2.0,
    }
    rows = {str(row["on the same needs"]): row for row in by_model.rows()}
    assert rows[MODEL]["utility lost"] == pytest.approx(3.0)  # of 6, it has 3
    assert rows[MODEL]["won back"] == pytest.approx(0.25)
    assert rows["ours"]["needs"] == 1


def test_without_an_answer_nothing_is_told() -> None:
    by_model = ByModel(ModelChooser(ScriptedModel(answers=[])), 0, Catalog([], currency="USD"))
    assert (by_model.rows(), by_model.figures(), by_model.is_done) == ([], {}, True)
