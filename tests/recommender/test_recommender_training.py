"""Training a store's recommender: it learns what there is, keeps what is better, goes on where it stopped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from recommender.choices import before, by_shopper, last_new
from recommender.events import Event
from recommender.fitted_store import BLEND, FOLDER, NEXT, RankerDamagedError, current, load, open_blend, save, switch
from recommender.profile import Profiler
from recommender.ranking import BlendRanker
from recommender.recommender_training import Learned, TooLittleError, train
from recommender.shopper import Shopper
from retrieval.query import Candidate, Query
from tests.recommender.small_store import BEGIN, their_events, two_camps

CATALOG = two_camps()
EVENTS = their_events()
IDS = [product.id for product in CATALOG]
NOW = BEGIN + timedelta(days=20)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    trained = train(CATALOG, EVENTS, folder, now=NOW, seed=7)
    assert trained.switched
    assert trained.n_events == len(EVENTS)
    assert trained.ndcg >= trained.ndcg_before > 0
    return folder


def liker(*product_ids: str, name: str = "view_item") -> Shopper:
    events = [
        Event(f"n{n}", name, "new", NOW + timedelta(minutes=n), p, basket_id="now") for n, p in enumerate(product_ids)
    ]
    return Shopper("new", tuple(events), "now", now=NOW + timedelta(hours=1))


def ranked(store: Path, shopper: Shopper) -> list[Candidate]:
    blend = open_blend(store, CATALOG, Profiler(CATALOG), EVENTS)
    assert blend is not None
    found = [Candidate(i, i).plus("words", 0.5) for i in IDS]
    return BlendRanker(CATALOG, blend).rank(found, shopper, Query())


def test_two_shoppers_get_different_orders_each_the_sum_of_its_parts(store: Path) -> None:
    outdoor, kitchen = ranked(store, liker("jackets0", "boots1")), ranked(store, liker("mugs0", "kettles1"))
    assert {c.product_id[:4] for c in outdoor[:6]} <= {"jack", "boot"}
    assert {c.product_id[:4] for c in kitchen[:6]} <= {"mugs", "kett"}
    for candidate in (*outdoor, *kitchen):
        assert candidate.score == pytest.approx(sum(candidate.parts.values()), abs=1e-9)


def test_a_guest_is_ranked_by_what_holds_for_all(store: Path) -> None:
    parts = {part for c in ranked(store, Shopper("guest")) for part in c.parts}
    assert parts & {"demand", "popularity", "stock"}
    assert not any(part.startswith(("taste:", "session:", "follows", "kinds", "linear")) for part in parts)


def test_not_for_me_pushes_down_at_once_though_no_log_ever_had_it(store: Path) -> None:
    shopper = liker("jackets0", "boots1")
    first = ranked(store, shopper)[0].product_id
    no = Event("no", "dismissed", "new", NOW + timedelta(minutes=30), first, basket_id="now")
    after = [c.product_id for c in ranked(store, replace(shopper, events=(*shopper.events, no)))]
    assert after.index(first) >= 6


def test_what_is_worse_is_not_put_in_its_place(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts, weights, span = load(current(store) or Path())
    save(tmp_path / FOLDER / "good", counts, weights, span, {})
    switch(tmp_path, "good")
    backwards = Learned({name: -weight for name, weight in weights.items()}, span, 1)
    monkeypatch.setattr("recommender.recommender_training.learn", lambda *_, **__: backwards)
    trained = train(CATALOG, EVENTS, tmp_path, now=NOW, seed=7)
    assert not trained.switched
    assert trained.ndcg < trained.ndcg_before
    assert current(tmp_path) == tmp_path / FOLDER / "good"


def test_interrupted_it_goes_on_behind_the_last_finished_step(tmp_path: Path) -> None:
    class Interrupted(Exception):
        pass

    def stop(what: str, done: int, total: int) -> None:
        if what == "Judging":
            raise Interrupted

    with pytest.raises(Interrupted):
        train(CATALOG, EVENTS, tmp_path, now=NOW, seed=7, progress=stop)
    assert current(tmp_path) is None
    steps = []
    assert train(CATALOG, EVENTS, tmp_path, now=NOW, seed=7, progress=lambda what, *_: steps.append(what)).switched
    assert "Choices" not in steps
    assert "Judging" in steps
    assert not (tmp_path / FOLDER / NEXT).exists()


def test_too_little_is_said_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(TooLittleError, match="expected 200"):
        train(CATALOG, EVENTS[:50], tmp_path, now=NOW, seed=7)
    assert not list(tmp_path.iterdir())


def test_the_latest_versions_stay_and_the_pointer_moves_in_one_step(store: Path, tmp_path: Path) -> None:
    counts, weights, span = load(current(store) or Path())
    for n in range(5):
        save(tmp_path / FOLDER / f"v{n}", counts, weights, span, {})
        switch(tmp_path, f"v{n}")
        assert current(tmp_path) == tmp_path / FOLDER / f"v{n}"
    assert sorted(d.name for d in (tmp_path / FOLDER).iterdir() if d.is_dir()) == ["v2", "v3", "v4"]


def test_a_damaged_version_says_what_to_do(store: Path, tmp_path: Path) -> None:
    counts, weights, span = load(current(store) or Path())
    save(tmp_path / "v", counts, weights, span, {})
    (tmp_path / "v" / BLEND).write_text("{}", encoding="utf-8")
    with pytest.raises(RankerDamagedError, match="shelftalk train recommender"):
        load(tmp_path / "v")


def test_nothing_of_a_held_out_choice_or_after_it_is_known() -> None:
    own = by_shopper(EVENTS)
    held_out = last_new(own, CATALOG)
    known = before(own, held_out)
    at = {choice.shopper.id: choice.at for choice in held_out}
    assert len(held_out) == 40
    assert all(event.at < at[event.shopper_id] for event in known)
    assert all(choice.product_id not in {e.product_id for e in choice.shopper.events} for choice in held_out)
    assert np.mean([len(choice.shopper.events) for choice in held_out]) > 3
