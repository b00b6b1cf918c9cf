"""Bundles: the best by trying everything, never over budget, never two that are hardly different."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.bundles.proposal import Fault
from recommender.bundling import ANCHOR_SLOT, RELATED_SLOT, Bundle, BundleNeed, RelatedBundler, Slot, Tier
from recommender.copurchases import CoPurchases
from recommender.events import Event
from recommender.shopper import Shopper
from recommender.togetherness import Togetherness
from retrieval.catalog import Catalog, Offer, Product, Relation, Variant
from retrieval.money import Money
from retrieval.query import Candidate

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
GUEST = Shopper("guest")


def usd(amount: str | int) -> Money:
    return Money(Decimal(amount), "USD")


def thing(
    product_id: str, price: int, *, gender: str = "", color: str = "", kind: str = "", available: bool = True
) -> Product:
    variant = Variant(product_id, product_id, Offer(usd(price), available=available), {"color": color} if color else {})
    attributes = {"gender": (gender,)} if gender else {}
    return Product(
        product_id, f"Thing {product_id}", (variant,), categories=(kind,) if kind else (), attributes=attributes
    )


def shop(*things: Product, relations: Sequence[Relation] = ()) -> Catalog:
    return Catalog(things, currency="USD", relations=relations)


def made(catalog: Catalog, bought: CoPurchases | None = None) -> RelatedBundler:
    """With time enough on any machine."""
    return RelatedBundler(catalog, bought, seconds=60)


def needing(
    names: Sequence[str], options: Sequence[Sequence[Candidate]], budget: Money | None = None, *anchors: str
) -> BundleNeed:
    """At the tier where prices count for nothing within the budget."""
    slots = tuple(Slot(name, tuple(found)) for name, found in zip(names, options, strict=True))
    return BundleNeed(slots, budget, anchors, tier=Tier.BEST)


def bundles_of(bundler: RelatedBundler, need: BundleNeed, shopper: Shopper = GUEST) -> list[Bundle]:
    return list(bundler.propose(need, shopper).bundles)


def ids(bundles: list[Bundle]) -> list[list[str]]:
    return [[part.product_id for part in bundle.parts] for bundle in bundles]


# --- one candidate a slot --------------------------------------------------------------------------------------

prices = st.integers(1, 60)
genders = st.sampled_from(["", "Men", "Women"])
colors = st.sampled_from(["", "Blue", "Red"])


@settings(max_examples=150, deadline=None)
@given(
    slots=st.lists(
        st.lists(st.tuples(prices, genders, colors, st.integers(1, 8), st.booleans()), min_size=1, max_size=4),
        min_size=2,
        max_size=3,
    ),
    budget=st.integers(10, 150),
    related=st.sets(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 2), st.integers(0, 3)), max_size=6),
)
def test_the_first_bundle_is_the_best_of_all(
    slots: list[list[tuple[int, str, str, int, bool]]], budget: int, related: set[tuple[int, int, int, int]]
) -> None:
    things = {
        f"{s}{n}": thing(f"{s}{n}", price, gender=gender, color=color, available=available)
        for s, slot in enumerate(slots)
        for n, (price, gender, color, _, available) in enumerate(slot)
    }
    relations = [Relation("crosssell", f"{a}{b}", f"{c}{d}") for a, b, c, d in related if (a, b) != (c, d)]
    catalog = shop(*things.values(), relations=relations)
    options = tuple(
        tuple(Candidate(f"{s}{n}", f"{s}{n}", score / 8) for n, (_, _, _, score, _) in enumerate(slot))
        for s, slot in enumerate(slots)
    )
    together = Togetherness(catalog)

    def worth(parts: tuple[Candidate, ...]) -> float | None:
        offers = [catalog.variant(part.variant_id)[1].offer for part in parts]
        pairs = [together.between(a, b) for a, b in combinations(parts, 2)]
        if None in pairs or not all(o.available for o in offers) or sum(o.price.amount for o in offers) > budget:
            return None
        tops = [max(c.score for c in slot if things[c.product_id].variants[0].offer.available) for slot in options]
        return sum(p.score / top for p, top in zip(parts, tops, strict=True)) + sum(p or 0.0 for p in pairs)

    buyable = [[c for c in slot if things[c.product_id].variants[0].offer.available] for slot in options]
    every = [w for parts in product(*buyable) if (w := worth(parts)) is not None]
    names = tuple("abc"[: len(slots)])
    bundles = bundles_of(made(catalog), needing(names, options, usd(budget)))
    assert bool(bundles) == bool(every)
    worths = [worth(bundle.parts) for bundle in bundles]
    assert None not in worths
    if worths:
        assert worths[0] == pytest.approx(max(every))
        assert worths == sorted(worths, key=lambda w: -(w or 0.0))
    for one, other in combinations(bundles, 2):
        shared = {p.product_id for p in one.parts} & {p.product_id for p in other.parts}
        assert len(shared) <= len(names) // 2


def test_mens_and_womens_things_are_not_mixed() -> None:
    catalog = shop(thing("coat", 50, gender="Women"), thing("his", 20, gender="Men"), thing("all", 30, gender="Unisex"))
    coat, his, all_ = (Candidate(p, p, score) for p, score in (("coat", 1.0), ("his", 1.0), ("all", 0.1)))
    bundler = made(catalog)
    assert ids(bundles_of(bundler, needing(("coat", "pants"), ((coat,), (his, all_))))) == [["coat", "all"]]
    assert bundles_of(bundler, needing(("coat", "pants"), ((coat,), (his,)))) == []


def test_what_goes_together_is_put_together() -> None:
    things = [
        thing("a1", 10, color="Red"),
        thing("a2", 10, color="Blue"),
        thing("b1", 10, color="Blue"),
        thing("b2", 10),
    ]
    options = tuple(tuple(Candidate(f"{s}{n}", f"{s}{n}", 1.0) for n in (1, 2)) for s in "ab")
    need = needing(("a", "b"), options)
    by_color = bundles_of(made(shop(*things)), need)
    assert ids(by_color)[0] == ["a2", "b1"]
    related = bundles_of(made(shop(*things, relations=[Relation("fits", "b2", "a1")])), need)
    assert ids(related)[0] == ["a1", "b2"]
    log = [Event(f"{b}{p}", "purchase", f"s{b}", NOW, p, basket_id=f"b{b}") for b in range(30) for p in ("a1", "b2")]
    assert ids(bundles_of(made(shop(*things), CoPurchases(log)), need))[0] == ["a1", "b2"]


def test_an_anchor_takes_the_slot_that_offers_it_and_its_own_otherwise(catalog: Catalog) -> None:
    rain, fleece = Candidate("rain", "rain-S-Green", 0.2), Candidate("fleece", "fleece-M-Blue", 1.0)
    bottle = Candidate("bottle", "bottle-500", 1.0)
    need = needing(("jacket", "bottle"), ((fleece, rain), (bottle,)), None, "rain")
    (bundle,) = bundles_of(made(catalog), need)
    assert bundle.slots == ("jacket", "bottle")
    assert [part.variant_id for part in bundle.parts] == ["rain-S-Green", "bottle-500"]
    (bundle,) = bundles_of(made(catalog), replace(need, anchor_ids=("rain", "pack")))
    assert bundle.slots == (ANCHOR_SLOT, "jacket", "bottle")
    assert [part.product_id for part in bundle.parts] == ["pack", "rain", "bottle"]
    assert bundle.total == usd("161.50")


def test_an_anchor_is_there_in_as_many_pieces_as_its_slot_has(catalog: Catalog) -> None:
    few, many = Candidate("bottle", "bottle-750", 1.0), Candidate("bottle", "bottle-500", 0.5)
    rain = Slot("jacket", (Candidate("rain", "rain-S-Green", 0.2),))
    need = BundleNeed((rain, Slot("bottle", (few, many), n=4)), anchor_ids=("bottle",))
    (bundle,) = bundles_of(made(catalog), need)
    assert [part.variant_id for part in bundle.parts] == ["rain-S-Green", "bottle-500"]
    only_few = replace(need, slots=(rain, Slot("bottle", (few,), n=4)))
    proposal = made(catalog).propose(only_few, GUEST)
    assert (proposal.bundles, proposal.blame and proposal.blame.fault) == ((), Fault.GONE)


# --- around an anchor ------------------------------------------------------------------------------------------


def test_an_anchor_brings_what_the_store_relates_to_it(catalog: Catalog) -> None:
    (bundle,) = bundles_of(made(catalog), needing((), (), usd(200), "pack"))
    assert bundle.slots == (ANCHOR_SLOT, RELATED_SLOT, RELATED_SLOT)
    assert [part.product_id for part in bundle.parts] == ["pack", "bottle", "rain"]
    assert bundle.parts[1].variant_id == "bottle-500"  # the cheapest that can be bought
    (bundle,) = bundles_of(made(catalog), needing((), (), usd(100), "pack"))
    assert [part.product_id for part in bundle.parts] == ["pack", "bottle"]
    assert bundles_of(made(catalog), needing((), (), usd(80), "pack")) == []


def test_without_relations_and_baskets_nothing_is_made_up(catalog: Catalog) -> None:
    assert bundles_of(made(catalog), needing((), (), None, "tee")) == []
    log = [
        Event(f"{b}{p}", "purchase", f"s{b}", NOW, p, basket_id=f"b{b}") for b in range(3) for p in ("tee", "bottle")
    ]
    with_baskets = made(catalog, CoPurchases(log))
    assert ids(bundles_of(with_baskets, needing((), (), None, "tee"))) == [["tee", "bottle"]]


def test_a_single_slot_is_an_anchor_to_build_around(catalog: Catalog) -> None:
    options = ((Candidate("rain", "rain-M-Blue", 0.9), Candidate("tee", "tee-M-White", 0.8)),)
    (bundle,) = bundles_of(made(catalog), needing(("something to wear",), options, usd(150)))
    assert bundle.slots == ("something to wear", RELATED_SLOT)
    assert [part.variant_id for part in bundle.parts] == ["rain-M-Blue", "pack"]


def test_what_is_needed_comes_before_what_is_nice_and_substitutes_not_at_all() -> None:
    relations = [
        Relation("upsell", "lamp", "big lamp"),
        Relation("replaces", "lamp", "old lamp"),
        Relation("related", "lamp", "shade"),
        Relation("needs", "lamp", "bulb"),
    ]
    kinds = {"lamp": "Home > Lamps", "big lamp": "Home > Lamps", "old lamp": "Home > Lamps"}
    names = ("lamp", "big lamp", "old lamp", "shade", "bulb")
    catalog = shop(*(thing(n, 10, kind=kinds.get(n, "")) for n in names), relations=relations)
    need = needing((), (), usd(20), "lamp")
    assert ids(bundles_of(made(catalog), need)) == [["lamp", "bulb"], ["lamp", "shade"]]
    (both,) = bundles_of(made(catalog), replace(need, budget=None))
    assert [part.product_id for part in both.parts] == ["lamp", "bulb", "shade"]


def test_what_the_shopper_has_or_refused_is_not_brought_in(catalog: Catalog) -> None:
    ada = Shopper("ada", (Event("1", "purchase", "ada", NOW, "bottle"), Event("2", "dismissed", "ada", NOW, "rain")))
    assert bundles_of(made(catalog), needing((), (), None, "pack"), ada) == []


def test_an_anchor_comes_at_the_variant_last_looked_at(catalog: Catalog) -> None:
    seen = Event("1", "view_item", "ada", NOW, "rain", "rain-L-Green")
    sold_out = Event("2", "view_item", "ada", NOW, "rain", "rain-M-Green")
    (bundle,) = bundles_of(made(catalog), needing((), (), None, "rain"), Shopper("ada", (seen, sold_out)))
    assert bundle.parts[0].variant_id == "rain-L-Green"
