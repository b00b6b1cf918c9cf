"""List guards: more of the same loses, what led in vain rests, and every point off is told as a part."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from recommender.events import Event
from recommender.list_guards import ListGuards, led_in_vain
from recommender.profile_features import Features
from recommender.shopper import Shopper
from retrieval.query import Candidate
from tests.recommender.small_store import BEGIN, two_camps

FEATURES = Features(two_camps())
GUEST = Shopper("guest")


def found(*scores: tuple[str, float]) -> list[Candidate]:
    return [Candidate(p, p, score, {"words": score}) for p, score in scores]


def order(candidates: list[Candidate]) -> list[str]:
    return [c.product_id for c in sorted(candidates, key=lambda c: (-c.score, c.product_id))]


def shown(session: str, *product_ids: str, days: int = 0) -> tuple[Event, ...]:
    at = BEGIN + timedelta(days=days)
    return tuple(
        Event(f"{session}:{n}", "shown", "x", at, p, basket_id=session, position=n)
        for n, p in enumerate(product_ids, 1)
    )


def who(*events: Event, session: str = "now", days: int = 1) -> Shopper:
    return Shopper("x", events, session, now=BEGIN + timedelta(days=days))


def test_of_near_equals_the_second_of_a_brand_makes_room_for_another_brand() -> None:
    ranked = found(("mugs0", 1.0), ("mugs2", 0.99), ("mugs3", 0.98), ("mugs5", 0.5))  # 0 and 2 are Tarn, 3 Fell
    assert order(ListGuards(FEATURES, variety=0.2).guarded(ranked, GUEST, 1.0))[:2] == ["mugs0", "mugs3"]
    assert order(ListGuards(FEATURES, variety=0.0).guarded(ranked, GUEST, 1.0))[:2] == ["mugs0", "mugs2"]


def test_what_is_much_better_stays_before_what_is_different() -> None:
    ranked = found(("mugs0", 1.0), ("mugs2", 0.9), ("mugs3", 0.2))
    assert order(ListGuards(FEATURES, variety=0.2).guarded(ranked, GUEST, 1.0)) == ["mugs0", "mugs2", "mugs3"]


def test_the_score_stays_the_sum_of_its_parts_and_nothing_is_added_or_dropped() -> None:
    ranked = found(*((p.id, 1.0 - n / 40) for n, p in enumerate(two_camps())))
    guarded = ListGuards(FEATURES, variety=0.3, rest=0.3).guarded(ranked, who(*shown("old", "jackets0")), 0.5)
    assert {c.product_id for c in guarded} == {c.product_id for c in ranked}
    assert all(c.score == pytest.approx(sum(c.parts.values())) for c in guarded)
    assert any("variety" in c.parts for c in guarded)
    assert next(c for c in guarded if c.product_id == "jackets0").parts["rest"] == pytest.approx(-0.15)


def test_without_reach_nothing_is_guarded() -> None:
    ranked = found(("mugs0", 1.0), ("mugs2", 0.99))
    assert ListGuards(FEATURES).guarded(ranked, who(*shown("old", "mugs0")), 0.0) == ranked


def test_what_led_the_last_lists_of_other_conversations_rests_until_it_is_answered() -> None:
    old = shown("old", "mugs0", "mugs1", "mugs2", "mugs3")
    assert led_in_vain(who(*old)) == {"mugs0", "mugs1", "mugs2"}
    assert led_in_vain(who(*old, session="old")) == frozenset()  # refining shows the same again, as it should
    opened = Event("open", "view_item", "x", BEGIN + timedelta(hours=1), "mugs1")
    assert led_in_vain(who(*old, opened)) == {"mugs0", "mugs2"}
    assert led_in_vain(who(*old, days=15)) == frozenset()


def test_only_the_latest_two_lists_tire() -> None:
    lists = [shown(f"s{n}", f"mugs{n}", days=n) for n in range(4)]
    assert led_in_vain(who(*(e for own in lists for e in own), days=4)) == {"mugs2", "mugs3"}
    assert led_in_vain(replace(who(*(e for own in lists for e in own), days=4), now=None)) == {"mugs2", "mugs3"}


def test_a_share_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"variety -0\.1"):
        ListGuards(FEATURES, variety=-0.1)
