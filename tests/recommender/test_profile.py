"""Profiles: a pure fold of events by the documented formulas, and facts that can be read, traced and deleted."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.events import DISMISSALS, Event
from recommender.profile import Profile, Profiler, standing
from recommender.profile_facts import Fact, FactTeller
from recommender.profile_features import LOWER, MIDDLE, PRICE, UPPER, Features
from recommender.shopper import Shopper
from retrieval.catalog import Catalog, Offer, Product, Variant
from tests.conftest import NOW, SIX, usd

CATALOG = Catalog(SIX, currency="USD")
PROFILER = Profiler(CATALOG)
DAY = timedelta(days=1)


def did(deed: str, n: float = 0, **more: object) -> Event:
    """`did("purchase rain", 3)`: on the third day."""
    name, _, product_id = deed.partition(" ")
    return Event(f"{name}-{product_id}-{n}", name, "ada", NOW + n * DAY, product_id, **more)  # type: ignore[arg-type]


def profile_of(*events: Event, **more: object) -> Profile:
    return PROFILER.profile(Shopper("ada", events, **more))  # type: ignore[arg-type]


def facts_of(*events: Event, now: datetime | None = None) -> dict[str, Fact]:
    found = FactTeller(CATALOG, Profiler(CATALOG)).facts(Shopper("ada", events, now=now))
    return {fact.key: fact for fact in found}


# --- taste --------------------------------------------------------------------------------------------------


def test_a_deed_weighs_what_it_is_documented_to_weigh_and_grows_old() -> None:
    def steel(*events: Event, **more: object) -> float:
        return profile_of(*events, **more).taste.weights.get(("material", "Steel"), 0.0)

    for deed, weight in (("purchase", 1.0), ("liked", 0.8), ("add_to_cart", 0.6), ("view_item", 0.2)):
        assert steel(did(f"{deed} mug")) == pytest.approx(weight)
        assert steel(did(f"{deed} mug"), now=NOW.replace(hour=0) + 180 * DAY) == pytest.approx(weight / 2, rel=0.01)
    assert steel(did("shown mug", position=1)) == 0.0
    assert steel(did("rate_item mug", rating=5)) == pytest.approx(0.5)
    assert steel(did("rate_item mug", rating=1)) == pytest.approx(-0.5)


@pytest.mark.parametrize(
    ("reason", "told"),
    [("", {"brand", "color", "material", "gender", "size", "feature", PRICE}), ("too_dear", {PRICE}),
     ("wrong_style", {"color"}), ("have_it", set())],
)  # fmt: skip
def test_what_a_no_says_depends_on_its_reason_and_is_never_about_the_kind(reason: str, told: set[str]) -> None:
    prices = [
        Product(
            f"p{n}", f"Thing {n}", (Variant(f"p{n}", "", Offer(usd(f"{n}.00")), {"color": "Blue", "size": "M"}),),
            brand="Tarn", categories=("Gear",),
            attributes={"material": ("Steel",), "gender": ("Men",), "feature": ("Loud",)},
        )
        for n in range(1, 8)
    ]  # fmt: skip
    profiler = Profiler(Catalog(prices, currency="USD"))
    no = Event("1", "dismissed", "ada", NOW, "p7", about=reason)
    weights = profiler.profile(Shopper("ada", (no,))).taste.weights
    assert {slot for slot, _ in weights} == told
    assert all(weight == pytest.approx(-0.6) for weight in weights.values())


def test_prices_are_thirds_of_their_kind() -> None:
    def thing(n: int, kind: str, price: str) -> Product:
        return Product(f"{kind}{n}", kind, (Variant(f"{kind}{n}", "", Offer(usd(price))),), categories=(kind,))

    tents = [thing(n, "Tents", f"{100 * n}.00") for n in range(1, 10)]
    pens = [thing(n, "Pens", "2.00") for n in range(1, 10)]
    features = Features(Catalog([*tents, *pens, thing(1, "Stoves", "90.00")], currency="USD"))
    bands = [next((value for slot, value in features.of(f"Tents{n}") if slot == PRICE), "") for n in range(1, 10)]
    assert bands == [LOWER] * 3 + [MIDDLE] * 3 + [UPPER] * 3
    assert not any(slot == PRICE for slot, _ in features.of("Pens1") | features.of("Stoves1")), "nothing to tell apart"


def test_only_the_chosen_variant_s_options_are_taste() -> None:
    weights = profile_of(did("purchase rain", variant_id="rain-M-Blue")).taste.weights
    assert {value for slot, value in weights if slot in ("color", "size")} == {"Blue", "M"}
    assert not {slot for slot, _ in profile_of(did("view_item rain")).taste.weights} & {"color", "size"}


def test_what_was_undone_does_not_stand() -> None:
    assert standing([did("add_to_cart mug"), did("remove_from_cart mug", 1)]) == []
    kept = [did("add_to_cart mug"), did("purchase mug", 1)]
    assert standing([*kept, did("remove_from_cart mug", 2)]) == kept, "what is bought is out of the cart"
    assert [e.name for e in standing([*kept, did("refund mug", 3)])] == ["add_to_cart", "refund"]
    assert standing([did("dismissed mug"), did("restored mug", 1)]) == []
    assert [e.about for e in standing([did("dismissed mug"), did("dismissed mug", 1, about="too_dear")])] == [
        "too_dear"
    ]


def test_each_recipient_has_a_taste_of_their_own() -> None:
    events = (did("purchase rain"), did("purchase bottle", 1, recipient="dad"))
    own, dad = profile_of(*events), profile_of(*events, recipient="dad")
    assert ("brand", "Northway") in own.taste.weights
    assert ("brand", "Northway") not in dad.taste.weights
    assert set(own.owned) == {"rain"}
    assert dad == PROFILER.profile(Shopper("ada", events).toward("dad"))


# --- owned, again -------------------------------------------------------------------------------------------


def test_owned_is_bought_and_not_sent_back_or_said_to_be_there() -> None:
    events = (
        did("purchase rain"),
        did("purchase mug", 1),
        did("refund mug", 2),
        did("dismissed tee", 3, about="have_it"),
    )
    owned = profile_of(*events).owned
    assert dict(owned) == {"rain": ("purchase-rain-0",), "tee": ("dismissed-tee-3",)}


def test_a_rhythm_is_the_median_gap_between_days_of_purchase() -> None:
    days = (0, 0.01, 10, 21, 60)  # two on one day are one purchase
    rhythm = profile_of(*(did("purchase mug", n) for n in days)).rhythms["product:mug"]
    assert rhythm.gap_days == 11
    assert rhythm.due == NOW.date() + timedelta(days=71)
    assert (rhythm.need(NOW.date() + timedelta(days=64)), rhythm.need(rhythm.due)) == (0.0, 1.0)
    assert rhythm.need(NOW.date() + timedelta(days=60 + 34)) == 0.0, "three were missed"
    assert "product:mug" not in profile_of(did("purchase mug"), did("purchase mug", 10)).rhythms


# --- pure ---------------------------------------------------------------------------------------------------

_events = st.builds(
    lambda n, name, product, minutes, about, recipient, rating: Event(
        str(n), name, "ada", NOW + timedelta(minutes=minutes), product, about=about, recipient=recipient,
        rating=rating if name == "rate_item" else None, basket_id="s1" if minutes > 500 else "",
    ),
    st.integers(0, 10**6),
    st.sampled_from(["purchase", "refund", "view_item", "add_to_cart", "remove_from_cart", "dismissed", "restored",
                     "liked", "shown", "rate_item", "forgotten", "remembered", "condition_dropped"]),
    st.sampled_from([*(p.id for p in SIX), "gone", ""]),
    st.integers(0, 1000),
    st.sampled_from(["", *DISMISSALS, "taste:brand:Tarn", "owned:mug", "again:product:mug"]),
    st.sampled_from(["", "", "dad"]),
    st.integers(1, 5),
)  # fmt: skip


@given(st.lists(_events, max_size=40, unique_by=lambda e: e.id), st.randoms())
@settings(deadline=None, max_examples=60)
def test_the_same_events_give_the_same_profile_in_any_order_and_told_twice(events: list[Event], random: object) -> None:
    mixed = [*events, *events[:5]]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    for recipient in ("", "dad"):
        one, other = (
            Profiler(CATALOG).profile(Shopper("ada", tuple(told), "s1", recipient, NOW + DAY))
            for told in (sorted(events, key=lambda e: (e.at, e.id)), mixed)
        )
        assert one == other
        assert all(abs(one.taste.share(feature)) <= 1 + 1e-9 for feature in one.taste.weights)
        assert not {f"owned:{p}" for p in one.owned} & one.forgotten


@given(st.lists(_events, max_size=40, unique_by=lambda e: e.id))
@settings(deadline=None, max_examples=40)
def test_every_fact_names_events_that_are_there_and_is_gone_once_forgotten(events: list[Event]) -> None:
    teller = FactTeller(CATALOG, Profiler(CATALOG))
    shopper = Shopper("ada", tuple(events), now=NOW + DAY)
    facts = teller.facts(shopper)
    assert len({fact.key for fact in facts}) == len(facts)
    for fact in facts:
        assert fact.event_ids
        assert set(fact.event_ids) <= {e.id for e in events}
    gone = [Event(f"gone-{fact.key}", "forgotten", "ada", NOW + DAY, "", about=fact.key) for fact in facts]
    left = teller.facts(Shopper("ada", (*events, *gone), now=NOW + DAY))
    assert not {fact.key for fact in facts} & {fact.key for fact in left}


def test_nobody_known_has_an_empty_profile() -> None:
    assert not profile_of()
    assert facts_of() == {}


# --- facts --------------------------------------------------------------------------------------------------


def test_facts_say_what_was_done_and_for_whom() -> None:
    events = (
        did("purchase bottle"), did("view_item mug", 1), did("purchase pack", 2),
        did("purchase rain", 3, recipient="mum"), did("purchase fleece", 4, recipient="mum"),
        did("dismissed tee", 5, about="wrong_style"),
    )  # fmt: skip
    facts = facts_of(*events, now=NOW + 6 * DAY)
    assert facts["taste:brand:Tarn"].text == "You often choose things by Tarn (2 bought and 1 looked at)"
    assert facts["taste:brand:Tarn"].event_ids == ("purchase-pack-2", "view_item-mug-1", "purchase-bottle-0")
    assert facts["taste@mum:brand:Northway"].text == "For mum you often choose things by Northway (2 bought)"
    assert "taste:brand:Northway" not in facts
    assert facts["owned:pack"].text == "You have the Fell Day Backpack (bought on 17 January 2026)"
    assert facts["no:tee"].text == "The Plain Cotton Tee: not your style"


def test_a_rhythm_is_told_with_its_next_day() -> None:
    bought = [did("purchase mug", n) for n in (0, 30, 60)]
    text = facts_of(*bought, now=NOW + 70 * DAY)["again:product:mug"].text
    assert text == "You buy the Camp Mug about every 30 days, next around 15 April 2026"
    assert date(2026, 4, 15) == NOW.date() + timedelta(days=90)


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("steel", ["taste:material:Steel"]),
        ("tarn", ["taste:brand:Tarn"]),
        ("bottles", ["taste:category:Gear > Bottles"]),
        ("northway for mum", ["taste@mum:brand:Northway"]),
        ("the day backpack", ["owned:pack"]),
        ("velvet", []),
        ("", []),
    ],
)
def test_a_fact_is_meant_by_its_words(words: str, keys: list[str]) -> None:
    events = (did("purchase pack"), did("view_item bottle", 1), did("purchase rain", 2, recipient="mum"))
    teller = FactTeller(CATALOG, Profiler(CATALOG))
    assert [fact.key for fact in teller.meant(words, Shopper("ada", events))] == keys


def test_shoppers_events_stay_in_order_and_in_step_with_the_store() -> None:
    class Kept:
        def __init__(self) -> None:
            self.events: dict[str, Event] = {}
            self.n_read = 0

        def add(self, happened: list[Event]) -> int:
            before = len(self.events)
            for event in happened:
                self.events.setdefault(event.id, event)
            return len(self.events) - before

        def of(self, shopper_id: str) -> tuple[Event, ...]:
            self.n_read += 1
            own = (e for e in self.events.values() if e.shopper_id == shopper_id)
            return tuple(sorted(own, key=lambda e: (e.at, e.id)))

        def delete(self, shopper_id: str) -> int:
            n = len(self.of(shopper_id))
            self.events.clear()
            return n

    from recommender.shopper import Shoppers

    kept = Kept()
    shoppers = Shoppers(kept)  # type: ignore[arg-type]
    assert shoppers.events("ada") == ()
    shoppers.add("ada", [did("view_item mug", 2), did("view_item tee", 1)])
    assert [e.product_id for e in shoppers.events("ada")] == ["tee", "mug"]
    assert kept.n_read == 1, "what was written is not read again"
    shoppers.add("ada", [did("view_item rain")])  # older than what is known
    assert [e.product_id for e in shoppers.events("ada")] == ["rain", "tee", "mug"]
    shoppers.add("ada", [did("view_item rain")])  # told twice
    assert shoppers.events("ada") == kept.of("ada")
    shoppers.delete("ada")
    assert shoppers.events("ada") == ()


def test_a_fact_is_corrected_to_values_of_the_same_kind_of_thing_before_others() -> None:
    made = (
        ("knife-1", "Home > Knives", "Bread knife"),
        ("knife-2", "Home > Knives", "Bread knife"),
        ("blend", "Home > Coffee", "Blend"),
        ("single", "Home > Coffee", "Single origin"),
    )
    catalog = Catalog(
        [
            Product(i, i, (Variant(i, i, Offer(usd("9"))),), categories=(path,), attributes={"type": (value,)})
            for i, path, value in made
        ],
        currency="USD",
    )
    teller = FactTeller(catalog, Profiler(catalog))
    blend = Fact("taste:type:Blend", "", (), 1.0)
    assert teller.instead(blend) == ("Single origin", "Bread knife")
