"""A fitted scorer: calibrated, silent for guests, and quick to hear what the session says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from recommender.events import Event
from recommender.fitted import FittedScorer, Rules, sequences_of
from recommender.profile import Profiler
from recommender.scorers.ease import EASEConfig, EASEScorer
from recommender.scorers.item_knn import ItemKNNConfig, ItemKNNScorer
from recommender.scorers.seq_rules import SeqRulesScorer
from recommender.sequences import SequenceScorer
from recommender.shopper import Shopper
from tests.recommender.small_store import BEGIN, their_events, two_camps

CATALOG = two_camps()
EVENTS = their_events()
NUMBERS = {product.id: n for n, product in enumerate(CATALOG)}
IDS = list(NUMBERS)


def scorer(**options: bool) -> FittedScorer:
    rules = Rules.of(SeqRulesScorer(), sequences_of(EVENTS, NUMBERS), 0.7)
    return FittedScorer(rules, NUMBERS, Profiler(CATALOG), **options)


def looked(*product_ids: str) -> Shopper:
    at = BEGIN + timedelta(days=30)
    events = [Event(f"e{n}", "view_item", "x", at + timedelta(minutes=n), p) for n, p in enumerate(product_ids)]
    return Shopper("x", tuple(events))


@pytest.mark.parametrize(
    ("model", "decay"),
    [(SeqRulesScorer(), 0.7), (ItemKNNScorer(ItemKNNConfig(decay=0.85)), 0.85), (EASEScorer(EASEConfig()), 0.7)],
)
def test_the_rules_read_off_say_what_the_model_says(model: SequenceScorer, decay: float) -> None:
    sequences = sequences_of(EVENTS, NUMBERS)
    rules = Rules.of(model, sequences, decay)
    history = np.array([3, 17, 5, 3], dtype=np.int32)
    from recommender.scorers.weighted_histories import dense, weighted

    told = dense(weighted([history], sequences.n_products, decay) @ rules.matrix)
    np.testing.assert_allclose(told, model.scores([history]), atol=1e-5)


def test_what_the_camp_takes_stands_above_what_the_other_takes() -> None:
    said = dict(zip(IDS, scorer().score(IDS, looked("jackets0", "boots1")), strict=True))
    own = [said[i] for i in IDS if i.startswith(("jackets", "boots")) and i not in ("jackets0", "boots1")]
    assert min(own) > max(said[i] for i in IDS if i.startswith(("mugs", "kettles")))
    assert max(own) == pytest.approx(1.0)
    assert all(-1 <= value <= 1 for value in said.values())


def test_a_guest_and_an_unknown_product_get_nothing() -> None:
    assert not scorer().score(IDS, Shopper("guest")).any()
    assert scorer().score(["sold out long ago", "boots2"], looked("jackets0"))[0] == 0.0


def test_an_event_of_this_minute_counts_without_a_fit() -> None:
    fitted, before = scorer(), looked("jackets0")
    after = replace(before, events=looked("jackets0", "mugs1").events)
    mugs = [i for i in IDS if i.startswith("mugs") and i != "mugs1"]
    assert fitted.score(mugs, after).min() > fitted.score(mugs, before).max()


def test_what_was_taken_out_of_the_cart_again_says_nothing() -> None:
    last = looked("jackets0").events
    undone = Event("r", "remove_from_cart", "x", last[0].at + timedelta(minutes=2), "mugs0")
    carted = replace(undone, id="c", name="add_to_cart", at=last[0].at + timedelta(minutes=1))
    fitted = scorer()
    told = fitted.score(IDS, Shopper("x", (*last, carted, undone)))
    np.testing.assert_array_equal(told, fitted.score(IDS, Shopper("x", last)))


def test_rules_come_back_from_disk(tmp_path: Path) -> None:
    rules = Rules.of(SeqRulesScorer(), sequences_of(EVENTS, NUMBERS), 0.7)
    rules.save(tmp_path / "r.npz")
    assert (Rules.load(tmp_path / "r.npz", 0.7).matrix != rules.matrix).nnz == 0
