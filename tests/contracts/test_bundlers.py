"""What every bundler promises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender.bundling import BundleNeed, Bundler, RelatedBundler
from recommender.copurchases import CoPurchases
from recommender.events import Event
from recommender.shopper import Shopper
from retrieval.catalog import Catalog
from retrieval.money import CurrencyError, Money
from retrieval.query import Candidate

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
BASKETS = CoPurchases(
    Event(f"{b}-{p}", "purchase", f"s{b}", NOW, p, basket_id=f"b{b}")
    for b in range(3)
    for p in ("fleece", "bottle", "tee")
)
BUNDLERS: dict[str, Callable[[Catalog], Bundler]] = {
    "related": RelatedBundler,
    "related, with baskets": lambda catalog: RelatedBundler(catalog, BASKETS),
}
GUEST = Shopper("guest")
VARIANT_IDS = (
    "rain-M-Blue", "rain-M-Green", "rain-S-Green", "fleece-M-Blue", "fleece-XL-Gray", "tee-S-White", "tee-L-Black",
    "bottle-500", "bottle-750", "pack", "mug",
)  # fmt: skip  # rain-M-Green and mug are sold out


@pytest.fixture(params=BUNDLERS)
def bundler(request: pytest.FixtureRequest, catalog: Catalog) -> Bundler:
    return BUNDLERS[request.param](catalog)


def usd(amount: str | Decimal) -> Money:
    return Money(Decimal(amount), "USD")


candidates = st.builds(
    lambda variant_id, score: Candidate(variant_id.split("-")[0], variant_id, score, {"words": score}),
    st.sampled_from(VARIANT_IDS),
    st.floats(0, 1),
)
slots = st.lists(st.lists(candidates, max_size=4, unique_by=lambda c: c.product_id), max_size=3)
anchors = st.lists(st.sampled_from(["rain", "pack", "bottle", "tee", "mug", "gone"]), max_size=2)
budgets = st.none() | st.decimals(0, 250, places=2).map(usd)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(options=slots, anchor_ids=anchors, budget=budgets)
def test_every_bundle_can_be_bought_within_the_budget(
    bundler: Bundler, catalog: Catalog, options: list[list[Candidate]], anchor_ids: list[str], budget: Money | None
) -> None:
    names = tuple(f"slot {n}" for n in range(len(options)))
    need = BundleNeed(names, tuple(map(tuple, options)), budget, tuple(anchor_ids))
    for bundle in bundler.bundle(need, GUEST):
        assert len(bundle.slots) == len(bundle.parts)
        assert set(names) <= set(bundle.slots)
        ids = [part.product_id for part in bundle.parts]
        assert len(set(ids)) == len(ids)
        assert set(anchor_ids) <= set(ids)
        offers = [catalog.variant(part.variant_id)[1].offer for part in bundle.parts]
        assert all(offer.available for offer in offers)
        assert bundle.total.amount == sum(offer.price.amount for offer in offers)
        assert budget is None or bundle.total <= budget
        for name, part in zip(bundle.slots, bundle.parts, strict=True):
            if name in names:
                assert part in options[names.index(name)]
            catalog_product, _ = catalog.variant(part.variant_id)
            assert catalog_product.id == part.product_id


def test_nothing_fits_nothing_comes(bundler: Bundler) -> None:
    rain, tee = Candidate("rain", "rain-M-Blue", 1.0), Candidate("tee", "tee-S-White", 1.0)
    need = BundleNeed(("jacket", "tee"), ((rain,), (replace(tee, variant_id="tee-L-Black"),)), usd("97.99"))
    assert bundler.bundle(need, GUEST) == []
    assert bundler.bundle(BundleNeed(("jacket", "tee"), ((rain,), ())), GUEST) == []
    assert bundler.bundle(BundleNeed((), ()), GUEST) == []
    assert bundler.bundle(BundleNeed((), (), None, ("mug",)), GUEST) == []


def test_the_budget_is_kept_to_the_cent(bundler: Bundler) -> None:
    options = ((Candidate("pack", "pack", 1.0),), (Candidate("bottle", "bottle-500", 1.0),))
    exactly = BundleNeed(("bag", "bottle"), options, usd("82.50"))
    assert [bundle.total for bundle in bundler.bundle(exactly, GUEST)] == [usd("82.50")]
    assert bundler.bundle(replace(exactly, budget=usd("82.49")), GUEST) == []


def test_same_need_same_bundles(bundler: Bundler) -> None:
    need = BundleNeed((), (), usd("200"), ("rain",))
    assert bundler.bundle(need, GUEST) == bundler.bundle(need, GUEST) != []


def test_a_need_that_makes_no_sense_is_refused(bundler: Bundler) -> None:
    with pytest.raises(ValueError, match=r"1 slots .* and 0 lists"):
        bundler.bundle(BundleNeed(("jacket",), ()), GUEST)
    with pytest.raises(CurrencyError, match="convert"):
        bundler.bundle(BundleNeed((), (), Money(Decimal(10), "EUR"), ("rain",)), GUEST)
