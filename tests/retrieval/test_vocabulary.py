"""The vocabulary: what a store calls its things, and what shoppers call them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.tokens import tokens
from retrieval.vocabulary import Vocabulary, segments
from tests.conftest import usd


@pytest.fixture
def vocabulary(catalog: Catalog) -> Vocabulary:
    return Vocabulary.learn(catalog)


def product(product_id: str, title: str, *, categories: tuple[str, ...] = (), **attributes: str) -> Product:
    return Product(
        product_id,
        title,
        (Variant(f"{product_id}-1", title, Offer(usd("10"))),),
        categories=categories,
        attributes={slot: (value,) for slot, value in attributes.items()},
    )


def learned(*products: Product) -> Vocabulary:
    return Vocabulary.learn(Catalog(products, currency="USD"))


def named(vocabulary: Vocabulary, text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(m.slot, m.values) for m in vocabulary.match(tokens(text))]


def test_slots_and_values_are_the_store_s_commonest_first(vocabulary: Vocabulary) -> None:
    assert {"brand", "category", "color", "size", "capacity", "material", "feature", "gender"} == set(vocabulary.slots)
    assert vocabulary.values("brand") == ("Tarn", "Northway")
    assert vocabulary.values("color")[0] == "Blue"
    assert vocabulary.values("shape") == ()
    assert vocabulary.n_products("brand", "Tarn") == 3
    assert vocabulary.n_products("brand", "Nobody") == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("blue jackets", [("color", ("Blue",)), ("category", ("Jackets",))]),
        ("BLUE jacket", [("color", ("Blue",)), ("category", ("Jackets",))]),
        ("navy coat", [("color", ("Blue",)), ("category", ("Jackets",))]),  # synonyms
        ("grey", [("color", ("Gray",))]),
        ("medium t-shirt", [("size", ("M",)), ("category", ("Tees",))]),
        ("750 ml", [("capacity", ("750 ml",))]),
        ("for women", [("gender", ("Women",))]),
        ("tarn", [("brand", ("Tarn",))]),
        ("a nice day out", []),
        ("", []),
    ],
)
def test_words_name_values_as_the_store_spells_them(
    vocabulary: Vocabulary, text: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert named(vocabulary, text) == expected


def test_the_longest_name_wins() -> None:
    store = learned(
        product("a", "One", color="Blue"), product("b", "Two", color="Sky Blue"), product("c", "Three", color="Sky")
    )
    assert named(store, "sky blue") == [("color", ("Sky Blue",))]


def test_a_short_name_means_the_longer_ones_too() -> None:
    store = learned(product("a", "One", material="Cotton"), product("b", "Two", material="Organic Cotton"))
    assert named(store, "cotton") == [("material", ("Cotton", "Organic Cotton"))]
    assert named(store, "organic cotton") == [("material", ("Organic Cotton",))]


def test_the_store_s_own_word_beats_the_synonym() -> None:
    store = learned(product("a", "One", color="Navy"), product("b", "Two", color="Blue"))
    assert named(store, "navy") == [("color", ("Navy",))]


def test_words_of_several_slots_give_a_mention_each() -> None:
    store = learned(product("a", "One", style="Classic"), product("b", "Two", fit="Classic"))
    assert sorted(named(store, "classic")) == [("fit", ("Classic",)), ("style", ("Classic",))]


def test_parts_of_a_category_name_it() -> None:
    store = learned(product("a", "One", categories=("Men > Hoodies & Sweatshirts",)))
    for text in ("hoodies", "a sweatshirt", "a jumper", "hoodies & sweatshirts"):
        assert named(store, text) == [("category", ("Hoodies & Sweatshirts",))]


def test_a_yes_or_no_slot_is_named_by_its_own_name() -> None:
    store = learned(product("a", "One", dishwasher_safe="Yes"), product("b", "Two", dishwasher_safe="No"))
    assert named(store, "dishwasher safe mugs") == [("dishwasher_safe", ("Yes",))]
    assert named(store, "yes") == []


def test_what_names_the_thing_is_told_from_what_it_is_like(vocabulary: Vocabulary) -> None:
    kinds = {m.values[0]: m.kind for m in vocabulary.match(tokens("a waterproof blue jacket"))}
    assert kinds == {"Waterproof": False, "Blue": False, "Jackets": True}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Men > Tops > Tees", ["Men", "Tops", "Tees"]),
        ("Promotions > Tees", []),
        ("Men > Sale > Tees", ["Men"]),
        ("What's New", []),
        (" Gear >  > Bags ", ["Gear", "Bags"]),
        ("", []),
    ],
)
def test_campaigns_are_no_kinds_of_things(path: str, expected: list[str]) -> None:
    assert segments(path) == expected


@pytest.mark.parametrize(
    ("misspelt", "meant"), [("jaket", "jacket"), ("jakcet", "jacket"), ("botle", "bottle"), ("steell", "steel")]
)
def test_a_slip_is_corrected_to_the_store_s_word(vocabulary: Vocabulary, misspelt: str, meant: str) -> None:
    assert vocabulary.corrected(misspelt) == meant


def test_two_of_the_stores_words_written_as_one_are_parted(vocabulary: Vocabulary) -> None:
    assert vocabulary.parted("bluejacket") == ("blue", "jacket")
    assert vocabulary.parted("bluejackets") == ("blue", "jackets")
    for word in ("jacket", "waterproof", "lightweight", "bluezebra", "jaket", ""):
        assert vocabulary.parted(word) == (word, "")


@pytest.mark.parametrize("word", ["jacket", "jackets", "blue", "the", "xy", "qzzzzz", "750", "wedding", "a1b2", ""])
def test_other_words_are_left_alone(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.corrected(word) is None


def test_which_words_the_store_knows_and_which_name_a_thing(vocabulary: Vocabulary) -> None:
    assert vocabulary.knows_word("jackets")
    assert vocabulary.knows_word("hood")  # from a description
    assert not vocabulary.knows_word("surfboard")
    assert vocabulary.names_a_thing("bottles")
    assert not vocabulary.names_a_thing("steel")


def test_only_what_the_store_states_reliably_may_exclude() -> None:
    bags = [product(f"bag{n}", f"Waterproof Bag {n}", categories=("Bags",), feature="Waterproof") for n in range(4)]
    coats = [product(f"coat{n}", "Waterproof Coat", categories=("Coats",)) for n in range(4)]
    store = learned(*bags, *coats)
    assert store.can_decide("feature", ["Waterproof"], ["Bags"])
    assert not store.can_decide("feature", ["Waterproof"], ["Coats"])
    assert not store.can_decide("feature", ["Waterproof"])  # the coats say it in prose only
    assert learned(*bags).can_decide("feature", ["Waterproof"])


def test_an_empty_store_has_a_vocabulary_that_knows_nothing() -> None:
    store = learned()
    assert store.slots == ()
    assert store.match(tokens("a blue jacket")) == []
    assert store.corrected("jaket") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=60) | st.lists(st.sampled_from(["blue", "jacket", "750", "ml", "steel", "x"])).map(" ".join))
def test_mentions_are_of_the_store_and_never_overlap(vocabulary: Vocabulary, text: str) -> None:
    said = tokens(text)
    mentions = vocabulary.match(said)
    assert all(set(m.values) <= set(vocabulary.values(m.slot)) and m.values for m in mentions)
    assert all(0 <= m.first <= m.last < len(said) for m in mentions)
    spans = sorted({(m.first, m.last) for m in mentions})
    assert all(a[1] < b[0] for a, b in pairwise(spans))


def test_a_synonym_goes_with_the_words_before_it() -> None:
    vocabulary = learned(
        product("1", "Beck Rain Jacket", categories=("Clothing > Jackets > Rain Jackets",)),
        product("2", "Ember Down Jacket", categories=("Clothing > Jackets > Insulated Jackets",)),
    )
    assert named(vocabulary, "rain coat") == [("category", ("Rain Jackets",))]
    assert set(dict(named(vocabulary, "coat"))["category"]) == {"Jackets", "Rain Jackets", "Insulated Jackets"}


def test_a_word_for_what_other_shops_have_and_two_words_as_one_are_not_misspelt() -> None:
    vocabulary = learned(
        product("1", "Raincov Cover for Packs", categories=("Covers",)),
        product("2", "Thermal Rain Jacket", categories=("Rain Jackets",)),
    )
    assert vocabulary.parted("raincoat") == ("rain", "coat")
    assert vocabulary.corrected("raincoat") is None
    assert vocabulary.corrected("thermos") is None
    assert vocabulary.corrected("thremal") == "thermal"


def test_a_set_of_six_are_six_pieces() -> None:
    vocabulary = learned(
        product("1", "Set of 6 Candles", pieces="6 pieces"), product("2", "Set of 12 Candles", pieces="12 pieces")
    )
    assert named(vocabulary, "candles, a set of 6") == [("pieces", ("6 pieces",))]
    assert named(vocabulary, "12 pack of candles") == [("pieces", ("12 pieces",))]


def test_without_a_cable_is_wireless_where_the_store_says_so() -> None:
    vocabulary = learned(
        product("1", "Hush", categories=("Headphones",), feature="Wireless"),
        product("2", "Plait", categories=("Cables",)),
    )
    assert named(vocabulary, "headphones without cable") == [
        ("category", ("Headphones",)),
        ("feature", ("Wireless",)),
    ]


def test_the_last_word_of_a_material_names_it_a_small_word_where_it_is_said_of_a_thing() -> None:
    vocabulary = learned(product("1", "Lichen Bag", fill="Goose down"), product("2", "Hoar Top", fabric="Merino wool"))
    assert named(vocabulary, "wool") == [("fabric", ("Merino wool",))]
    assert named(vocabulary, "a bag that isnt down") == [("fill", ("Goose down",))]
    assert named(vocabulary, "a down bag") == [("fill", ("Goose down",))]
    assert named(vocabulary, "something to sit down on") == []


def test_a_material_is_named_by_its_adjective() -> None:
    vocabulary = learned(product("1", "Gable Desk", material="Wood"), product("2", "Alcove Desk", color="Wood"))
    assert named(vocabulary, "not a wooden desk") == [("material", ("Wood",))]


def test_a_misspelt_word_with_the_stem_of_another_is_corrected_by_the_whole_word() -> None:
    vocabulary = learned(
        product("1", "Swallow Earrings", categories=("Earrings",)), product("2", "Black Hole Ear Gauge")
    )
    assert vocabulary.corrected("earings") == "earrings"
    assert vocabulary.corrected("earrings") is None
    assert vocabulary.corrected("ears") is None
