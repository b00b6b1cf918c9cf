"""What a need says is kept: locks, owned things, counts, slots that may stay open, colours, days, promotions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from recommender.bundles.bundler import RelatedBundler
from recommender.bundles.color_families import same_family
from recommender.bundles.fit_rules import FitRules
from recommender.bundles.need import BundleNeed, Slot, Tier, Whole
from recommender.bundles.proposal import Bundle, Fault, Proposal
from recommender.shopper import Shopper
from retrieval.catalog import Catalog, Conditions, Offer, Product, Promotion, Relation, Variant
from retrieval.money import Money
from retrieval.query import Candidate

GUEST = Shopper("guest")
DAY = date(2026, 11, 22)


def usd(amount: str | int) -> Money:
    return Money(Decimal(amount), "USD")


def thing(product_id: str, price: int, *, kind: str = "", color: str = "", offer: Offer | None = None,
          **attributes: str) -> Product:  # fmt: skip
    options = {"color": color} if color else {}
    variant = Variant(product_id, product_id, offer or Offer(usd(price)), options)
    stated = {slot: (value,) for slot, value in attributes.items()}
    return Product(product_id, f"Thing {product_id}", (variant,), categories=(kind,) if kind else (), attributes=stated)


def option(product_id: str, score: float = 1.0) -> Candidate:
    return Candidate(product_id, product_id, score)


def slot(name: str, *product_ids: str) -> Slot:
    """The first is best by far."""
    return Slot(name, tuple(option(p, 1.0 / (n + 1)) for n, p in enumerate(product_ids)))


def proposed(catalog: Catalog, need: BundleNeed) -> Proposal:
    return RelatedBundler(catalog, seconds=60).propose(need, GUEST)


def ids(bundle: Bundle) -> list[str]:
    return [part.product_id for part in bundle.parts]


PLAIN = Catalog([thing(f"{s}{n}", 10 * n) for s in "abc" for n in (1, 2, 3)], currency="USD")
NEED = BundleNeed((slot("a", "a3", "a2", "a1"), slot("b", "b3", "b2", "b1")), usd(60), tier=Tier.BEST)


def test_a_lock_stays_and_the_rest_makes_room() -> None:
    assert ids(proposed(PLAIN, NEED).bundles[0]) == ["a3", "b3"]
    locked = replace(NEED, budget=usd(40)).locking("b", "b3")
    assert all(ids(bundle)[1] == "b3" for bundle in proposed(PLAIN, locked).bundles)
    assert ids(proposed(PLAIN, locked).bundles[0]) == ["a1", "b3"]
    blame = proposed(PLAIN, replace(locked, budget=usd(35))).blame
    assert blame is not None
    assert blame.fault is Fault.BUDGET
    assert (blame.ways_out[0].budget, blame.ways_out[1].unlocked) == (usd(40), "b")


def test_a_late_machine_still_finds_something_and_blames_nobody_for_its_own_slowness(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    late = RelatedBundler(PLAIN, seconds=-1)
    [bundle] = late.propose(NEED, GUEST).bundles
    assert (len(bundle.parts), bundle.total <= usd(60)) == (2, True)
    too_little = late.propose(replace(NEED, budget=usd(5)), GUEST).blame
    assert too_little is not None
    assert too_little.fault is Fault.BUDGET
    for module in ("slotted", "blaming"):  # and where even that is not enough, it says so
        monkeypatch.setattr(f"recommender.bundles.{module}.GRACE", 0)
    cut = late.propose(NEED, GUEST).blame
    assert cut is not None
    assert cut.fault is Fault.TIME


def test_a_single_slot_that_is_closed_brings_nothing_else_in() -> None:
    alone = BundleNeed((slot("a", "a3", "a2"),), usd(60), is_closed=True)
    assert ids(proposed(PLAIN, alone).bundles[0]) == ["a3"]


def test_of_an_owned_slot_nothing_is_brought_in_and_it_costs_nothing() -> None:
    (bundle, *_) = proposed(PLAIN, NEED.owning("b")).bundles
    assert (bundle.slots, ids(bundle), bundle.total) == (("a",), ["a3"], usd(30))


def test_several_pieces_are_counted_in_the_total_and_in_stock() -> None:
    two = NEED.with_slot("a", replace(NEED.slot("a"), n=2))
    (bundle, *_) = proposed(PLAIN, two).bundles
    assert bundle.counts[0] == 2
    prices = [PLAIN.variant(p.variant_id)[1].offer.price * p.n for p in bundle.pieces]
    assert bundle.total == sum(prices, usd(0)) <= usd(60)
    scarce = Catalog([thing("a1", 1, offer=Offer(usd(1), quantity=1)), thing("b1", 1)], currency="USD")
    blame = proposed(scarce, BundleNeed((replace(slot("a", "a1"), n=2), slot("b", "b1")))).blame
    assert blame is not None
    assert (blame.fault, blame.slots) == (Fault.EMPTY, ("a",))


def test_a_slot_that_is_not_required_is_filled_where_it_is_worth_its_price() -> None:
    may = NEED.with_slot("b", replace(NEED.slot("b"), required=False))
    assert ids(proposed(PLAIN, may).tier(Tier.BEST)) == ["a3", "b3"]
    saving = proposed(PLAIN, replace(may, budget=usd(30)))
    assert saving.tier(Tier.SAVE).left_out == ("b",)
    assert ids(proposed(PLAIN, replace(may, budget=usd(10))).bundles[0]) == ["a1"]


def test_what_thirty_more_would_change_is_told() -> None:
    (bundle, *_) = proposed(PLAIN, replace(NEED, budget=usd(40))).bundles
    more = bundle.if_more
    assert more is not None
    assert (more.extra, more.total) == (usd(30), usd(60))
    assert more.changes
    assert {c.after for c in more.changes} <= {"a3", "b3"}
    (rich, *_) = proposed(PLAIN, NEED).bundles
    assert rich.if_more is not None
    assert rich.if_more.changes == ()
    assert proposed(PLAIN, replace(NEED, budget=None)).bundles[0].if_more is None


def test_colours_of_one_family() -> None:
    things = [("a1", "Navy"), ("a2", "Red"), ("b1", "Sky Blue"), ("b2", "Black"), ("b3", "Rust")]
    catalog = Catalog([thing(i, 10, color=color) for i, color in things], currency="USD")
    need = BundleNeed((slot("a", "a2", "a1"), slot("b", "b1", "b3")), whole=Whole(same_color=True), tier=Tier.BEST)
    assert ids(proposed(catalog, need).bundles[0]) == ["a1", "b1"]
    blame = proposed(catalog, replace(need, slots=(slot("a", "a2"), slot("b", "b1")))).blame
    assert blame is not None
    assert (blame.fault, blame.slots, blame.rule) == (Fault.CLASH, ("a", "b"), "Red and Sky Blue")
    assert "one colour" in {way.without_rule for way in blame.ways_out}
    assert same_family("Red", "Black")
    assert same_family("", "Red")
    assert not same_family("Moss", "Rust")


def test_one_colour_is_asked_of_what_is_locked_too_and_each_lock_is_a_way_out() -> None:
    things = [("a1", "Navy"), ("a2", "Red"), ("b1", "Sky Blue"), ("b2", "Crimson")]
    catalog = Catalog([thing(i, 10, color=color) for i, color in things], currency="USD")
    need = BundleNeed((slot("a", "a1", "a2"), slot("b", "b1", "b2")), whole=Whole(same_color=True), tier=Tier.BEST)
    need = need.locking("a", "a1").locking("b", "b2")
    blame = proposed(catalog, need).blame
    assert blame is not None
    assert (blame.fault, blame.rule) == (Fault.CLASH, "Navy and Crimson")
    assert {way.unlocked for way in blame.ways_out} >= {"a", "b"}
    assert proposed(catalog, replace(need, whole=Whole())).bundles  # what was chosen stays beside what was chosen


def test_where_the_day_is_to_blame_giving_it_up_is_a_way_out() -> None:
    late = Offer(usd(1), status="preorder", restock_on=date(2026, 12, 5))
    catalog = Catalog([thing("a1", 1, offer=late), thing("b1", 1)], currency="USD")
    need = BundleNeed((slot("a", "a1"), slot("b", "b1")), whole=Whole(by=date(2026, 12, 4)))
    blame = proposed(catalog, need).blame
    assert blame is not None
    assert (blame.fault, blame.slots, blame.rule) == (Fault.EMPTY, ("a",), "by 2026-12-04")
    assert [(way.without_rule, way.total) for way in blame.ways_out] == [("the day", usd(2))]


def test_what_comes_too_late_is_left_out() -> None:
    late = Offer(usd(1), status="preorder", restock_on=date(2026, 12, 5))
    catalog = Catalog([thing("a1", 1, offer=late), thing("a2", 2), thing("b1", 1)], currency="USD")
    need = BundleNeed((slot("a", "a1", "a2"), slot("b", "b1")), tier=Tier.BEST)
    assert ids(proposed(catalog, need).bundles[0]) == ["a1", "b1"]
    assert ids(proposed(catalog, replace(need, whole=Whole(by=date(2026, 12, 4)))).bundles[0]) == ["a2", "b1"]
    assert ids(proposed(catalog, replace(need, whole=Whole(by=date(2026, 12, 5)))).bundles[0]) == ["a1", "b1"]


def test_a_promotion_brings_a_bundle_within_the_budget() -> None:
    pair = Promotion(
        "pair", "A pair", kind="percent_off", value=Decimal(20),
        conditions=Conditions(product_ids=("a3", "b3"), together=True),
    )  # fmt: skip
    catalog = Catalog(PLAIN, currency="USD", promotions=[pair], on=DAY)
    (bundle, *_) = proposed(catalog, replace(NEED, budget=usd(48))).bundles
    assert (ids(bundle), bundle.total) == (["a3", "b3"], usd(48))
    assert bundle.priced is not None
    assert [s.arithmetic for s in bundle.priced.savings] == ["20% off $60.00: $12.00"]
    assert ids(proposed(catalog, replace(NEED, budget=usd("47.99"))).bundles[0]) != ["a3", "b3"]


def test_the_slot_that_is_dearest_is_named_and_every_way_out_works() -> None:
    blame = proposed(PLAIN, BundleNeed((slot("a", "a3"), slot("b", "b1"), slot("c", "c1")), usd(45))).blame
    assert blame is not None
    assert (blame.fault, blame.slots) == (Fault.BUDGET, ("a",))
    more, *drops = blame.ways_out
    assert more.budget == usd(50)
    assert [(way.without_slot, way.total) for way in drops] == [
        ("b", usd(40)), ("c", usd(40)), ("a", usd(20)),
    ]  # fmt: skip


def cameras(n: int = 6) -> Sequence[Product]:
    mounts = ["X" if k % 2 else "Y" for k in range(n)]
    bodies = [thing(f"camera{k}", 100, kind="Cameras", lens_mount=mount) for k, mount in enumerate(mounts)]
    lenses = [thing(f"lens{k}", 50, kind="Lenses", lens_mount=mount) for k, mount in enumerate(mounts)]
    return [*bodies, *lenses]


def test_joints_must_agree_between_kinds_that_the_store_relates() -> None:
    things = cameras()
    catalog = Catalog(things, currency="USD", relations=[Relation("crosssell", "camera0", "lens0")])
    need = BundleNeed((slot("body", "camera0"), slot("lens", "lens1", "lens2")), tier=Tier.BEST)
    assert ids(proposed(catalog, need).bundles[0]) == ["camera0", "lens2"]
    assert ids(proposed(Catalog(things, currency="USD"), need).bundles[0]) == ["camera0", "lens1"]
    owned = replace(need, slots=(Slot("body", is_owned=True, owned_id="camera0"), slot("lens", "lens1", "lens2")))
    assert ids(proposed(catalog, owned).bundles[0]) == ["lens2"]
    clash = proposed(catalog, replace(need, slots=(slot("body", "camera0"), slot("lens", "lens1")))).blame
    assert clash is not None
    assert (clash.fault, clash.rule) == (Fault.CLASH, "lens mount Y and X")


def test_what_all_that_fits_keeps_is_a_rule_for_all_pairs() -> None:
    arms = [thing(f"arm{n}", 10, kind="Arms", max_load=f"{n + 1} kg", material="Steel") for n in range(16)]
    screens = [thing(f"screen{n}", 10, kind="Screens", weight=f"{n + 1} kg", material="Steel") for n in range(16)]
    fits = [Relation("fits", f"arm{n}", f"screen{m}") for n in range(16) for m in range(n + 1)]
    rules = FitRules(Catalog([*arms, *screens], currency="USD", relations=fits))
    light, heavy = ((p, p.variants[0]) for p in (screens[1], screens[8]))
    arm = (arms[4], arms[4].variants[0])
    assert rules.broken(arm, light) == rules.broken(light, arm) == ""
    assert rules.broken(arm, heavy) == rules.broken(heavy, arm) == "max load 5 kg and weight 9 kg"
    few = FitRules(Catalog([*arms, *screens], currency="USD", relations=fits[:3]))
    assert few.broken(arm, heavy) == ""


def test_a_slot_that_the_need_does_not_have_is_named() -> None:
    with pytest.raises(KeyError, match="Slots: a, b"):
        NEED.locking("c", "c1")


def test_what_two_locks_may_break_what_is_only_held_may_not() -> None:
    catalog = Catalog(cameras(), currency="USD", relations=[Relation("crosssell", "camera0", "lens0")])
    need = BundleNeed((slot("body", "camera0", "camera1"), slot("lens", "lens1", "lens2")), is_closed=True)
    need = need.locking("body", "camera0").locking("lens", "lens1")
    assert ids(proposed(catalog, need).bundles[0]) == ["camera0", "lens1"]
    held = need.with_slot("lens", replace(need.slot("lens"), is_held=True))
    blame = proposed(catalog, held).blame
    assert blame is not None
    assert (blame.fault, blame.rule) == (Fault.CLASH, "lens mount Y and X")
    assert [way.unlocked for way in blame.ways_out if way.unlocked] == ["body"]  # nobody asked for the other


def test_what_is_locked_or_could_be_swapped_in_is_held_to_what_is_owned() -> None:
    catalog = Catalog(cameras(), currency="USD", relations=[Relation("crosssell", "camera0", "lens0")])
    lens = slot("lens", "lens0", "lens1", "lens2")
    need = BundleNeed((Slot("body", is_owned=True, owned_id="camera0"), lens), is_closed=True)
    bundler = RelatedBundler(catalog, seconds=60)
    [bundle, *_] = bundler.propose(need, GUEST).bundles
    why_not = {a.candidate.product_id: a.why_not for a in bundler.alternatives(need, bundle, 0)}
    assert why_not == {"lens1": "lens mount Y and X", "lens2": ""}
    blame = proposed(catalog, need.locking("lens", "lens1")).blame
    assert blame is not None
    assert (blame.fault, blame.slots, blame.rule) == (Fault.CLASH, ("lens",), "lens mount Y and X")
    assert [way.unlocked for way in blame.ways_out] == ["lens"]


def test_a_lock_on_what_is_not_there_in_that_number_can_be_let_go_of() -> None:
    scarce = Catalog([thing("a1", 1, offer=Offer(usd(1), quantity=1)), thing("a2", 2), thing("b1", 1)], currency="USD")
    need = BundleNeed((replace(slot("a", "a1", "a2"), n=2), slot("b", "b1"))).locking("a", "a1")
    blame = proposed(scarce, need).blame
    assert blame is not None
    assert (blame.fault, blame.slots) == (Fault.GONE, ("a",))
    assert [(way.unlocked, way.total) for way in blame.ways_out] == [("a", usd(5))]


def test_letting_go_of_a_lock_is_a_way_out_only_where_something_else_can_be_bought() -> None:
    offer = Offer(usd(1), status="out_of_stock", available=False)
    catalog = Catalog([thing("a1", 90), thing("a2", 1, offer=offer), thing("b1", 1)], currency="USD")
    need = BundleNeed((slot("a", "a1", "a2"), slot("b", "b1")), usd(50), is_closed=True).locking("a", "a1")
    blame = proposed(catalog, need).blame
    assert blame is not None
    assert (blame.fault, [way.unlocked for way in blame.ways_out if way.unlocked]) == (Fault.BUDGET, [])
