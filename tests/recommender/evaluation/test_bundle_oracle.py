"""Needs by chance on a small shop: the bundler breaks nothing, and the oracle sees it when something is broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from recommender.bundles.bundler import RelatedBundler
from recommender.bundles.need import BundleNeed, Slot, Tier
from recommender.evaluation.bundle_oracle import Oracle
from recommender.evaluation.random_needs import RandomNeeds
from recommender.shopper import Shopper
from recommender.togetherness import Togetherness
from retrieval.catalog import Catalog, Conditions, Offer, Product, Promotion, Relation, Variant
from retrieval.money import Money
from retrieval.query import Candidate

DAY = date(2026, 11, 22)
KINDS = ("Tents", "Bags", "Mats", "Jackets", "Trousers")
N = 60


def shop(seed: int = 3) -> Catalog:
    draw = Random(seed)
    things = []
    for kind in KINDS:
        for n in range(8):
            product_id = f"{kind}-{n}"
            gender = (draw.choice(["Men", "Women", "Unisex"]),) if kind in ("Jackets", "Trousers") else ()
            variants = tuple(
                Variant(
                    f"{product_id}-{color}", color,
                    Offer(Money.from_minor(draw.randint(500, 20_000), "USD"), available=draw.random() > 0.2,
                          quantity=draw.choice([None, None, 1, 5])),
                    {"color": color},
                )
                for color in draw.sample(["Red", "Navy", "Black", "Green"], 2)
            )  # fmt: skip
            things.append(Product(product_id, f"{kind} number {n}", variants, categories=(f"Outdoor > {kind}",),
                                  attributes={"gender": gender} if gender else {}))  # fmt: skip
    ids = [thing.id for thing in things]
    relations = [Relation("crosssell", *draw.sample(ids, 2)) for _ in range(60)]
    offers = [
        offer(
            "set", "percent_off", 15, together=True, categories=("Outdoor > Tents", "Outdoor > Bags", "Outdoor > Mats")
        ),
        offer("pair", "bundle_price", 60, together=True, categories=("Outdoor > Jackets", "Outdoor > Trousers")),
        offer("three", "buy_x_get_y", 1, categories=("Outdoor > Mats", "Outdoor > Bags"), quantity_at_least=3),
        offer("coupon", "percent_off", 12, "SAVE", categories=("Outdoor > Trousers",)),
        offer("first", "amount_off", 10, subtotal_at_least=Money(Decimal(80), "USD"), first_order=True),
    ]
    return Catalog(things, currency="USD", relations=relations, promotions=offers, on=DAY)


def offer(promotion_id: str, kind: str, value: int, code: str = "", **asked: object) -> Promotion:
    conditions = Conditions(**asked)  # type: ignore[arg-type]
    return Promotion(promotion_id, promotion_id, code=code, kind=kind, value=Decimal(value), conditions=conditions)


def test_needs_by_chance_break_nothing_and_small_ones_get_the_best_there_is() -> None:
    catalog = shop()
    bundler = RelatedBundler(catalog, seconds=60)
    oracle = Oracle(catalog, Togetherness(catalog).between, most_choices=100, most_ways=100)
    n_bundles = n_small = n_saved = 0
    for need in RandomNeeds(catalog, [], seed=5).needs(N):
        proposal = bundler.propose(need, Shopper("nobody"))
        for bundle in (*proposal.bundles, *proposal.tiers):
            assert [*oracle.violations(need, bundle)] == []
            assert bundle.exact
            n_bundles += 1
            n_saved += bool(bundle.priced and bundle.priced.savings)
        small, best = oracle.best_worth(need)
        n_small += small
        if small:
            assert bool(proposal.bundles) == (best is not None)
            assert best is None or abs(proposal.bundles[0].worth.total - best) < 1e-6
    assert min(n_bundles, n_small, n_saved) > N // 12  # else this has shown nothing


def broken(catalog: Catalog, need: BundleNeed, parts: Sequence[str], total: str) -> set[str]:
    bundler = RelatedBundler(catalog, seconds=60)
    (bundle, *_) = bundler.propose(need, Shopper("nobody")).bundles
    wrong = replace(
        bundle,
        parts=tuple(Candidate(catalog.variant(v)[0].id, v) for v in parts),
        total=Money(Decimal(total), "USD"),
        priced=None,
    )
    return {v.what for v in Oracle(catalog, Togetherness(catalog).between).violations(need, wrong)}


def test_the_oracle_sees_what_is_broken() -> None:
    def thing(product_id: str, price: int, gender: str = "", available: bool = True) -> Product:
        variant = Variant(product_id, "", Offer(Money(Decimal(price), "USD"), available=available))
        attributes = {"gender": (gender,)} if gender else {}
        return Product(product_id, product_id, (variant,), categories=("Outdoor > X",), attributes=attributes)

    things = [thing("a", 10), thing("hers", 20, "Women"), thing("his", 30, "Men"), thing("gone", 5, available=False)]
    catalog = Catalog(things, currency="USD", on=DAY)
    slots = tuple(
        Slot(name, tuple(Candidate(i, i, 1.0) for i in there))
        for name, there in (("one", ("a", "hers", "gone")), ("two", ("his", "hers")))
    )
    need = BundleNeed(slots, Money(Decimal(45), "USD"), tier=Tier.BEST)
    assert broken(catalog, need, ["a", "his"], "40") == set()
    assert broken(catalog, need, ["a", "his"], "39") == {"wrong total"}
    assert "over budget" in broken(catalog, need, ["hers", "his"], "50")
    assert "incompatible" in broken(catalog, need, ["hers", "his"], "50")
    assert "out of stock" in broken(catalog, need, ["gone", "his"], "35")
    assert "slot" in broken(catalog, replace(need, slots=(slots[0], replace(slots[1], n=2)),
                                             budget=Money(Decimal(99), "USD")), ["a", "a"], "20")  # fmt: skip
