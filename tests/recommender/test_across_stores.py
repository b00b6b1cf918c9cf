"""Across stores: what is carried is what was chosen, latest first, and tells nobody who chose it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from recommender.across_stores import Carried, carried, suiting, taste_vector
from recommender.events import Event
from recommender.shopper import Shopper
from tests.recommender.small_store import BEGIN, two_camps


def did(*deeds: tuple[str, str]) -> Shopper:
    events = tuple(Event(f"e{n}", name, "ada", BEGIN + timedelta(days=n), p) for n, (name, p) in enumerate(deeds))
    return Shopper("ada", events)


def texts(shopper: Shopper) -> list[str]:
    return [text.split(".")[0] for text, _ in carried(two_camps(), "Tarn", shopper).things]


def test_the_latest_comes_first_and_weighs_most_for_the_same_deed() -> None:
    taste = carried(two_camps(), "Tarn", did(("view_item", "mugs0"), ("view_item", "boots1")))
    assert [text.split(".")[0] for text, _ in taste.things] == ["Beck Boot", "Ash Mug"]
    assert taste.things[0][1] > taste.things[1][1] > 0


def test_what_was_said_no_to_or_sent_back_stays_where_it_is() -> None:
    assert (
        texts(did(("purchase", "mugs0"), ("refund", "mugs0"), ("view_item", "boots0"), ("dismissed", "boots0"))) == []
    )


def test_what_was_meant_for_others_is_not_carried() -> None:
    gift = Event("g", "purchase", "ada", BEGIN, "mugs0", recipient="dad")
    assert carried(two_camps(), "Tarn", Shopper("ada", (gift,))).things == ()


def two_words(texts: Sequence[str]) -> NDArray[np.float32]:
    rows = np.array([["mug" in t.lower(), "boot" in t.lower()] for t in texts], dtype=np.float32)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1), dtype=np.float32)


def test_the_strongest_deed_decides_where_a_taste_points() -> None:
    vector = taste_vector(Carried("Tarn", (("a mug", 1.0), ("a boot", 0.2))), two_words)
    assert vector.tolist() == pytest.approx([0.9806, 0.1961], abs=1e-3)


def test_nothing_carried_finds_nothing() -> None:
    empty = Carried("Tarn", ())
    assert not taste_vector(empty, two_words).any()
    assert suiting(empty, two_words, lambda *_: pytest.fail("nothing was asked"), 5) == []
