"""What every bundler promises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender.bundles.proposal import Fault
from recommender.bundling import BundleNeed, Bundler, RelatedBundler, Slot, Tier
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
    "related": lambda catalog: RelatedBundler(catalog, seconds=60),
    "related, with baskets": lambda catalog: RelatedBundler(catalog, BASKETS, seconds=60),
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
    slots = tuple(Slot(name, tuple(found)) for name, found in zip(names, options, strict=True))
    proposal = bundler.propose(BundleNeed(slots, budget, tuple(anchor_ids)), GUEST)
    assert len(proposal.tiers) == (3 if proposal.bundles else 0)
    for bundle in (*proposal.bundles, *proposal.tiers):
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


def need(names: Sequence[str], options: Sequence[Sequence[Candidate]], budget: str = "", *anchors: str) -> BundleNeed:
    slots = tuple(Slot(name, tuple(found)) for name, found in zip(names, options, strict=True))
    return BundleNeed(slots, usd(budget) if budget else None, anchors)


def test_nothing_fits_nothing_comes_and_who_is_to_blame(bundler: Bundler) -> None:
    rain, tee = Candidate("rain", "rain-M-Blue", 1.0), Candidate("tee", "tee-L-Black", 1.0)
    for its, fault in (
        (need(("jacket", "tee"), ((rain,), (tee,)), "97.99"), Fault.CLASH),  # hers and his
        (need(("jacket", "tee"), ((rain,), ())), Fault.EMPTY),
        (need((), (), "", "mug"), Fault.GONE),
    ):
        proposal = bundler.propose(its, GUEST)
        assert proposal.bundles == proposal.tiers == ()
        assert proposal.blame is not None
        assert proposal.blame.fault is fault
    assert bundler.propose(need((), ()), GUEST).blame is None


def test_the_budget_is_kept_to_the_cent(bundler: Bundler) -> None:
    options = ((Candidate("pack", "pack", 1.0),), (Candidate("bottle", "bottle-500", 1.0),))
    exactly = need(("bag", "bottle"), options, "82.50")
    assert [bundle.total for bundle in bundler.propose(exactly, GUEST).bundles] == [usd("82.50")]
    blame = bundler.propose(replace(exactly, budget=usd("82.49")), GUEST).blame
    assert blame is not None
    assert (blame.fault, blame.slots, blame.ways_out[0].budget) == (Fault.BUDGET, ("bag",), usd("82.50"))


def test_same_need_same_bundles(bundler: Bundler) -> None:
    its = need((), (), "200", "rain")
    assert bundler.propose(its, GUEST) == bundler.propose(its, GUEST)
    assert bundler.propose(its, GUEST).bundles


def test_save_costs_least_and_best_is_worth_most(bundler: Bundler) -> None:
    cheap, dear = Candidate("bottle", "bottle-500", 0.6), Candidate("bottle", "bottle-750", 1.0)
    its = need(("bag", "bottle"), ((Candidate("pack", "pack", 1.0),), (cheap, dear)), "200")
    proposal = bundler.propose(its, GUEST)
    assert [bundle.tier for bundle in proposal.tiers] == list(Tier)
    totals = [bundle.total for bundle in proposal.tiers]
    assert totals == sorted(totals)
    assert proposal.tier(Tier.BEST).parts[1] == dear


def test_alternatives_are_priced_with_all_the_rest(bundler: Bundler) -> None:
    small, large = Candidate("bottle", "bottle-500", 1.0), Candidate("rain", "rain-M-Blue", 0.5)
    its = need(("bag", "bottle"), ((Candidate("pack", "pack", 1.0),), (small, large)), "100")
    (bundle, *_) = bundler.propose(its, GUEST).bundles
    (other,) = bundler.alternatives(its, bundle, 1)
    assert (other.candidate, other.total, other.difference) == (large, usd("143.50"), usd("61.00"))
    assert other.why_not == "$143.50 is more than $100.00"
    with pytest.raises(IndexError):
        bundler.alternatives(its, bundle, 2)


def test_a_budget_in_other_money_is_refused(bundler: Bundler) -> None:
    with pytest.raises(CurrencyError, match="convert"):
        bundler.propose(BundleNeed((), Money(Decimal(10), "EUR"), ("rain",)), GUEST)
