"""eval cold and eval across: what nobody touched is found by content; a taste goes to a store it never saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from retrieval.catalog import Catalog
from tests.recommender.small_store import their_events, two_camps
from ui.eval import across, cold
from ui.eval.frame import EvalError


class Letters:
    """Vectors of names: the Ash Jacket is near the Ash Boot."""

    name, dim = "letters", 26

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), 26), dtype=np.float32)
        for at, text in enumerate(texts):
            rows[at, ord(text[:1].lower() or "a") - 97] = 1.0
        return rows


def test_cold_products_have_no_events_and_are_found_by_their_kind() -> None:
    figures = cold.measured(two_camps(), their_events(120), seed=7, limit=0).figures
    assert figures["n_cold_products"] == 2
    assert figures["n"] > 10
    assert figures["popularity_recall@10"] < figures["blend_recall@10"]


def test_without_events_nothing_can_be_made_cold() -> None:
    with pytest.raises(EvalError, match="none can be made cold"):
        cold.measured(two_camps(), [], seed=7, limit=0)


def test_a_taste_carried_over_foresees_what_its_texts_say() -> None:
    events = []
    for n, event in enumerate(their_events(60)):  # everybody looks at the thing of the same name in the other camp
        events.append(event)
        if n % 12 == 11:
            other = event.product_id.replace("boots", "kettles") if "boots" in event.product_id else ""
            if other:
                events.append(replace(event, id=f"{event.id}x", product_id=other, at=event.at + timedelta(hours=1)))
    figures = across.measured(two_camps(), events, Letters(), seed=1, limit=0).figures
    assert figures["n"] > 0
    assert figures["carried_taste_ndcg@10"] > figures["popularity_ndcg@10"]


def test_one_department_is_no_two_stores() -> None:
    mugs = Catalog([p for p in two_camps() if p.id.startswith("mugs")], currency="USD")
    with pytest.raises(EvalError, match="1 departments"):
        across.measured(mugs, their_events(), Letters(), seed=1, limit=0)
