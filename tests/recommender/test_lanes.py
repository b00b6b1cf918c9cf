"""Lanes: each says why, holds only what may be shown, and is left out when there is nothing to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np

from recommender.copurchases import CoPurchases
from recommender.events import Event
from recommender.lanes import Lanes
from recommender.profile import Profiler
from recommender.scorers.popularity import Scores
from recommender.shopper import Shopper
from retrieval.catalog import Catalog, Conditions, PolicyDocument, Product, Promotion, Relation
from retrieval.money import Money
from tests.recommender.small_store import BEGIN, two_camps

GUEST = Shopper("guest")
PLAIN = list(two_camps())


class ByNumber:
    """The higher the number in the id, the better."""

    def score(self, product_ids: Sequence[str], shopper: Shopper) -> Scores:
        return np.array([float(i[-1]) for i in product_ids], dtype=np.float64)


def lanes(
    products: Sequence[Product] = PLAIN,
    relations: Sequence[Relation] = (),
    documents: Sequence[PolicyDocument] = (),
    bought: Sequence[Event] = (),
    new: dict[str, float] | None = None,
    promotions: Sequence[Promotion] = (),
) -> Lanes:
    catalog = Catalog(products, currency="USD", relations=relations, documents=documents, promotions=promotions)
    return Lanes(catalog, Profiler(catalog), ByNumber(), CoPurchases(bought), new=new)


def did(name: str, *product_ids: str, days: int = 0) -> tuple[Event, ...]:
    at = BEGIN + timedelta(days=days)
    return tuple(
        Event(f"{name}{days}:{n}", name, "x", at + timedelta(minutes=n), p, basket_id=f"b{days}")
        for n, p in enumerate(product_ids)
    )


def who(*events: Event, days: int = 1) -> Shopper:
    return Shopper("x", events, now=BEGIN + timedelta(days=days))


def test_for_you_holds_neither_what_is_owned_nor_what_was_turned_down_nor_what_is_sold_out() -> None:
    gone = replace(PLAIN[4], variants=(replace(PLAIN[4].variants[0], offer=replace(
        PLAIN[4].variants[0].offer, available=False)),))  # fmt: skip
    products = [gone if p.id == gone.id else p for p in PLAIN]
    shopper = who(*did("purchase", "jackets5"), *did("dismissed", "boots5"))
    lane = lanes(products).for_you(shopper)
    assert lane is not None
    assert not {"jackets5", "boots5", gone.id} & set(lane.product_ids)
    assert lane.product_ids[0] == "kettles5"
    assert [e.source for e in lane.evidence] == ["event:purchase0:0"]


def test_a_guest_has_no_lane_that_speaks_of_them() -> None:
    made = lanes().of(GUEST)
    assert [lane.name for lane in made] == ["for_you"]
    assert made[0].title == "Liked by many here"
    assert not made[0].evidence


def test_because_of_a_look_shows_its_kind_because_of_a_purchase_what_others_took_with_it() -> None:
    looked = lanes().because(who(*did("view_item", "mugs1")))
    assert looked is not None
    assert looked.title == "Because you looked at the Beck Mug"
    assert looked.product_ids == ("mugs5", "mugs4", "mugs3", "mugs2", "mugs0")
    baskets = [replace(e, id=f"{n}{e.id}", basket_id=f"o{n}") for n in range(3) for e in did(
        "purchase", "mugs1", "kettles2", "boots3")]  # fmt: skip
    bought = lanes(bought=baskets).because(who(*did("purchase", "mugs1")))
    assert bought is not None
    assert bought.product_ids == ("boots3", "kettles2")
    assert [e.source for e in bought.evidence] == [
        "event:purchase0:0",
        "baskets:mugs1+boots3",
        "baskets:mugs1+kettles2",
    ]
    more = [
        replace(e, id=f"m{n}{e.id}", basket_id=f"m{n}") for n in range(2) for e in did("purchase", "mugs1", "boots1")
    ]
    closest = lanes(bought=[*baskets, *(replace(e, basket_id=f"x{e.id}") for e in baskets[1::3]), *more]).because(
        who(*did("purchase", "mugs1"))
    )
    assert closest is not None
    assert closest.product_ids[0] == "boots3"  # kettles2 suits as well, but is bought without it, too
    once = [e for e in baskets if e.basket_id == "o0"]
    by_chance = lanes(bought=once).because(who(*did("purchase", "mugs1")))
    assert by_chance is not None
    assert by_chance.product_ids == looked.product_ids  # one basket is chance: of its kind then


def test_goes_with_is_what_the_store_says_and_names_the_relation() -> None:
    relations = [Relation("crosssell", "mugs1", "kettles1"), Relation("needs", "mugs1", "kettles2"),
                 Relation("upsell", "mugs1", "kettles3")]  # fmt: skip
    lane = lanes(relations=relations).goes_with(who(*did("add_to_cart", "mugs1")))
    assert lane is not None
    assert lane.product_ids == ("kettles2", "kettles1")
    assert [e.source for e in lane.evidence] == ["relation:needs:mugs1>kettles2", "relation:crosssell:mugs1>kettles1"]
    assert lanes().goes_with(who(*did("add_to_cart", "mugs1"))) is None


def test_new_things_come_first_where_they_are_of_a_kind_that_is_liked() -> None:
    new = {"mugs0": 0.9, "mugs2": 0.8, "boots5": 0.9, "boots4": 0.2}
    liked = lanes(new=new).new_in(who(*did("view_item", "mugs1")))
    assert liked is not None
    assert liked.product_ids == ("mugs2", "mugs0")
    other = lanes(new=new).new_in(GUEST)
    assert other is not None
    assert other.product_ids == ("boots5", "mugs2", "mugs0")


def test_again_waits_until_it_is_due() -> None:
    often = [e for days in (0, 30, 60) for e in did("purchase", "mugs1", days=days)]
    assert lanes().again(who(*often, days=70)) is None
    lane = lanes().again(who(*often, days=88))
    assert lane is not None
    assert lane.product_ids == ("mugs1",)
    assert lane.evidence[0].claim == "every 30 days"
    assert lane.evidence[0].source == "event:purchase60:0"


def test_deals_are_what_the_records_say_is_reduced() -> None:
    def reduced(product: Product) -> Product:
        variant = product.variants[0]
        was = Money(variant.offer.price.amount * 2, "USD")
        return replace(product, variants=(replace(variant, offer=replace(variant.offer, list_price=was)),))

    products = [reduced(p) if p.id in ("mugs1", "mugs3") else p for p in PLAIN]
    lane = lanes(products).deals(GUEST)
    assert lane is not None
    assert lane.product_ids == ("mugs3", "mugs1")
    assert lane.evidence[0].claim == "$13.00 in place of $26.00"
    assert lanes().deals(GUEST) is None


def test_reading_is_about_what_was_looked_at() -> None:
    guides = [PolicyDocument("g1", "How to choose a boot", "…", "guide", ("boot",)),
              PolicyDocument("g2", "How to choose a mug", "…", "guide", ("mug",)),
              PolicyDocument("p", "Mugs", "…", "policy")]  # fmt: skip
    lane = lanes(documents=guides).reading(who(*did("view_item", "mugs1")))
    assert lane is not None
    assert lane.document_ids == ("g2",)
    assert lanes(documents=guides).reading(GUEST) is None


def promotion(name: str, *categories: str, code: str = "") -> Promotion:
    return Promotion(name, f"Off {name}", code=code, conditions=Conditions(categories=categories))


def test_the_promotion_that_is_for_what_one_takes_is_chosen() -> None:
    two = (promotion("boots", "Outdoor > Boots"), promotion("mugs", "Kitchen > Mugs"))
    looker = who(*did("view_item", "mugs1", "mugs2"), *did("view_item", "boots1", days=1), days=2)
    lane = lanes(promotions=two).campaign(looker)
    assert lane is not None
    assert (lane.title, lane.product_ids[0][:4]) == ("Off mugs", "mugs")
    assert [e.source for e in lane.evidence] == ["promotion:mugs"]


def test_no_promotion_for_a_guest_none_on_everything_none_on_other_things_none_with_a_code() -> None:
    looker = who(*did("view_item", "mugs1"))
    mugs = promotion("mugs", "Kitchen > Mugs")
    assert lanes(promotions=[mugs]).campaign(replace(GUEST, now=BEGIN)) is None
    for other in (promotion("all"), promotion("boots", "Outdoor > Boots"), replace(mugs, code="MUG10")):
        assert lanes(promotions=[other]).campaign(looker) is None
    assert lanes(promotions=[replace(mugs, active=False)]).campaign(looker) is None
