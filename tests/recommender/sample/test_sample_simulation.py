"""Eighteen months of the sample store: only what exists is bought, and what happens has the shape it should have."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import combinations

import numpy as np
import pytest

from recommender.sample.happenings import Happening
from recommender.sample.needs import read_wishes
from recommender.sample.population import N_DAYS
from recommender.sample.shelf import DAYS_A_MONTH
from recommender.sample.simulation import Simulated, simulate
from retrieval.sample import SEED, TODAY
from retrieval.sample.assortment import read_assortment
from retrieval.sample.products import choices
from tests.recommender.sample.conftest import N_SHOPPERS


def kind_of(simulated: Simulated, product: int) -> str:
    return simulated.shelf.kinds[simulated.shelf.kind[product]].name


def bought(simulated: Simulated, shopper_id: str) -> list[int]:
    """Products the shopper bought for themselves, in time."""
    orders = [o for o in simulated.orders if o.shopper_id == shopper_id and not o.recipient]
    return [line.product for order in orders for line in order.lines]


def of(simulated: Simulated, name: str) -> list[Happening]:
    return [happening for happening in simulated.happenings if happening.name == name]


def test_the_same_seed_and_day_give_the_same_and_another_seed_does_not() -> None:
    def made(seed: int) -> Simulated:
        return simulate(read_assortment(), seed=seed, today=TODAY, n_shoppers=20)

    once, again, other = made(3), made(3), made(4)
    assert once.happenings == again.happenings
    assert once.orders == again.orders
    assert once.happenings != other.happenings


def test_too_few_shoppers_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match=r"n_shoppers is 5; the 12 demo shoppers are always there\. Ask for more\."):
        simulate(read_assortment(), seed=SEED, today=TODAY, n_shoppers=5)


def test_there_is_as_much_of_everything_as_promised(simulated: Simulated) -> None:
    lines = sum(len(h.lines) for h in of(simulated, "purchase"))
    n_events = len(simulated.happenings) - len(of(simulated, "purchase")) + lines
    everybody = len(simulated.shoppers)
    assert everybody == N_SHOPPERS
    assert 35 <= n_events / everybody <= 85  # 50 with 3,000 shoppers; the demo shoppers come more often
    assert 1.2 <= len(simulated.orders) / everybody <= 4.0  # 2
    names = Counter(h.name for h in simulated.happenings)
    assert names["view_item"] > names["search"] > names["purchase"] > names["rate_item"] > names["refund"] > 0
    assert names["add_to_cart"] > lines
    assert names["remove_from_cart"] > 0


def test_time_runs_forward_within_the_eighteen_months(simulated: Simulated) -> None:
    times = [happening.at for happening in simulated.happenings]
    assert times == sorted(times)
    assert times[0] >= 0
    assert simulated.when(times[-1]).date() < TODAY
    assert simulated.when(times[0]).date() >= TODAY - timedelta(days=N_DAYS)


def test_every_line_is_a_variant_of_the_range(simulated: Simulated) -> None:
    sold = {choice.id for _, item in read_assortment().items() for choice in choices(item)}
    seen = {simulated.shelf.variants[x.product][x.variant].id for h in simulated.happenings for x in h.lines}
    assert seen <= sold


def test_nobody_sees_what_did_not_exist_yet(simulated: Simulated) -> None:
    first_seen: dict[int, int] = {}
    for happening in simulated.happenings:
        for line in happening.lines:
            first_seen.setdefault(line.product, happening.at // 86_400)
    new = [(product, item.new) for product, item in enumerate(simulated.shelf.items) if item.new]
    assert sum(product in first_seen for product, _ in new) >= 10
    for product, months in new:
        assert first_seen.get(product, N_DAYS) >= N_DAYS - round(months * DAYS_A_MONTH), simulated.shelf.ids[product]


def test_what_is_bought_was_put_into_the_cart_in_the_same_visit(simulated: Simulated) -> None:
    carts: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for happening in simulated.happenings:
        if happening.name == "add_to_cart":
            carts[happening.session_id] |= {(line.product, line.variant) for line in happening.lines}
        if happening.name == "purchase":
            assert {(line.product, line.variant) for line in happening.lines} <= carts[happening.session_id]


def test_searches_have_words_and_some_are_misspelled(simulated: Simulated) -> None:
    terms = [happening.term for happening in of(simulated, "search")]
    assert all(term and term == term.strip() for term in terms)
    known = {word for wish in read_wishes().kinds.values() for word in wish.words}
    assert 0.3 <= np.mean([term in known for term in terms]) <= 0.8
    assert len(set(terms)) > 300


def test_seasons_show(simulated: Simulated) -> None:
    summer, winter, gifts = Counter[int](), Counter[int](), Counter[int]()
    for happening in of(simulated, "view_item"):
        month, kind = simulated.when(happening.at).month, kind_of(simulated, happening.lines[0].product)
        summer[month] += kind in ("tent", "sleeping bag", "sleeping mat", "camping chair", "camp stove")
        winter[month] += kind in ("insulated jacket", "gloves", "beanie")
        gifts[month] += kind in ("board game", "plush toy", "train set", "gift card", "picture book", "craft kit")
    assert sum(summer[m] for m in (5, 6, 7, 8)) > 3 * sum(summer[m] for m in (11, 12, 1, 2))
    assert sum(winter[m] for m in (11, 12, 1)) > 2 * sum(winter[m] for m in (5, 6, 7))
    assert gifts[12] > 2 * np.mean([gifts[m] for m in range(1, 11)])


def test_presents_are_bought_for_others_before_christmas(simulated: Simulated) -> None:
    presents = [order for order in simulated.orders if order.recipient]
    december = [order for order in presents if order.placed_at.month == 12]
    assert len(presents) > 0.05 * len(simulated.orders)
    assert len(december) > 0.15 * len(presents)


def test_what_is_used_up_is_bought_again_when_it_is(simulated: Simulated) -> None:
    days = read_wishes().kinds["coffee beans"].days
    latest: dict[str, float] = {}
    gaps = []
    for order in simulated.orders:
        if order.recipient or order.canceled_at:
            continue
        if any(kind_of(simulated, line.product) == "coffee beans" for line in order.lines):
            at = order.placed_at.timestamp() / 86_400
            if order.shopper_id in latest:
                gaps.append(at - latest[order.shopper_id])
            latest[order.shopper_id] = at
    assert len(gaps) > 30
    assert 0.7 * days <= np.median(gaps) <= 2 * days


def test_lasting_things_are_seldom_bought_twice(simulated: Simulated) -> None:
    kinds = ("tent", "desk", "coffee grinder", "vacuum cleaner", "suitcase", "monitor", "office chair", "kettle")
    n_bought = n_twice = 0
    for shopper in simulated.shoppers:
        mine = Counter(kind_of(simulated, product) for product in bought(simulated, shopper.id))
        n_bought += sum(mine[kind] for kind in kinds)
        n_twice += sum(max(0, mine[kind] - 1) for kind in kinds)
    assert n_bought > 20
    assert n_twice < 0.2 * n_bought


def test_complements_are_bought_together_far_more_often_than_chance(simulated: Simulated) -> None:
    true_pairs = {frozenset((c.of, c.to)) for c in read_wishes().complements}
    baskets = [{kind_of(simulated, line.product) for line in order.lines} for order in simulated.orders]
    single = Counter(kind for basket in baskets for kind in basket)
    together = Counter(frozenset(pair) for basket in baskets for pair in combinations(sorted(basket), 2))

    def lift(pairs: set[frozenset[str]]) -> float:
        expected = sum(single[a] * single[b] for a, b in map(sorted, pairs)) / len(baskets)
        return sum(together[pair] for pair in pairs) / expected

    others = {frozenset(pair) for pair in combinations(sorted(single), 2)} - true_pairs
    assert lift(true_pairs) > 2.5 * lift(others)


def test_things_that_do_not_fit_are_not_called_for(simulated: Simulated) -> None:
    """A camera calls for lenses of its own mount."""
    shelf, strength = simulated.shelf, simulated.model.complements
    cameras, lenses = (shelf.of_kind[shelf.kind_at[kind]] for kind in ("camera", "camera lens"))
    for camera in cameras:
        mount = set(shelf.items[camera].values("mount"))
        fitting = [strength[camera, lens] for lens in lenses if mount & set(shelf.items[lens].values("mount"))]
        others = [strength[camera, lens] for lens in lenses if not mount & set(shelf.items[lens].values("mount"))]
        if fitting and others:
            assert min(fitting) > 0 > max(others), shelf.ids[camera]


def test_good_things_are_rated_better(simulated: Simulated) -> None:
    rated = [(simulated.model.quality[h.lines[0].product], h.rating) for h in of(simulated, "rate_item")]
    assert {rating for _, rating in rated} >= {2, 3, 4, 5}
    quality, rating = np.array(rated).T
    assert np.corrcoef(quality, rating)[0, 1] > 0.15


def test_interests_fade(simulated: Simulated) -> None:
    """Somebody whose need is over looks at its things less often than while it lasted."""
    wishes = simulated.model.wishes
    during = after = 0.0
    for shopper in simulated.shoppers:
        views = [h for h in simulated.happenings if h.name == "view_item" and h.shopper_id == shopper.id]
        for interest in shopper.person.interests:
            need = wishes.needs[interest.need]
            core = [h.at // 86_400 for h in views if kind_of(simulated, h.lines[0].product) in need.core]
            if 60 < interest.ends < N_DAYS - 60:
                during += sum(day < interest.ends for day in core) / interest.ends
                after += sum(day >= interest.ends for day in core) / (N_DAYS - interest.ends)
    assert during > 2 * after
