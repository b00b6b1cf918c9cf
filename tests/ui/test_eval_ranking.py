"""eval ranking and next-basket: truth that is another store's is refused; only the test part sees the last basket."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from recommender.again import Again
from recommender.choices import by_shopper, last_new
from recommender.demand import Demand
from recommender.features import ChoiceFeatures
from recommender.next_basket import Basket
from recommender.profile import Profiler
from tests.recommender.small_store import their_events, two_camps
from ui.eval.frame import EvalError
from ui.eval.next_basket import measured
from ui.eval.ranking import _truth

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def test_the_truth_is_read_in_the_order_of_the_stores_products_and_anothers_is_refused(tmp_path: Path) -> None:
    catalog = two_camps()
    choices = last_new(by_shopper(their_events()), catalog)[:2]
    features = ChoiceFeatures(catalog, Profiler(catalog), Demand((), {p.id: 0 for p in catalog}), Again({}), {})
    backwards = list(features.product_ids)[::-1]
    moments = [{"shopper_id": c.shopper.id, "product_id": c.product_id} for c in choices]
    (tmp_path / "moments.json").write_text(json.dumps({"products": backwards, "moments": moments}), encoding="utf-8")
    np.save(tmp_path / "moments.npy", np.arange(2 * len(backwards), dtype=np.float32).reshape(2, -1))
    scored = _truth(tmp_path, features, choices)
    assert scored(choices[0])[features.rows[backwards[3]]] == 3
    moments[0]["product_id"] = "another"
    (tmp_path / "moments.json").write_text(json.dumps({"products": backwards, "moments": moments}), encoding="utf-8")
    with pytest.raises(EvalError, match="of 2 choices it has 1"):
        _truth(tmp_path, features, choices)


def test_validation_never_sees_the_last_basket() -> None:
    def basket(day: int, product: int) -> Basket:
        return Basket(BEGIN + timedelta(days=day), np.array([product], dtype=np.int32))

    own = {f"x{n}": [basket(n, 0), basket(n + 9, 0), basket(n + 18, 40)] for n in range(5)}
    validation, test = (measured(own, 60, part=part, seed=7).figures for part in ("validation", "test"))
    assert validation["own_frequency_recall@20"] == 1.0
    assert test["own_frequency_recall@20"] == 0.0
    with pytest.raises(EvalError, match="three baskets"):
        measured({"x": own["x0"][:2]}, 60, part="test", seed=7)
