"""Needs: which constraints and which words to search with are in a clause."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.naming.needs import Need, NeedReader
from assistant.state import DialogueState, Shown
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.query import Constraint, Operator, Order
from retrieval.vocabulary import Vocabulary
from tests.conftest import usd

IS, NOT, ONE_OF = Operator.IS, Operator.NOT, Operator.ONE_OF
START = DialogueState()
SHOWN = START.after(Shown(("rain", "fleece"), ("rain-M-Blue", "fleece-M-Gray")))


@pytest.fixture
def needs(catalog: Catalog, vocabulary: Vocabulary) -> NeedReader:
    return NeedReader(catalog, vocabulary)


def said(need: Need) -> set[tuple[str, Operator, object]]:
    return {(c.slot, c.operator, c.value) for c in need.constraints}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a blue jacket", {("color", IS, "Blue"), ("category", IS, "Jackets")}),
        ("BLUE JACKETS", {("color", IS, "Blue"), ("category", IS, "Jackets")}),
        ("a navy coat", {("color", IS, "Blue"), ("category", IS, "Jackets")}),
        ("a jakcet", {("category", IS, "Jackets")}),
        ("tees in white or black", {("category", IS, "Tees"), ("color", ONE_OF, ("White", "Black"))}),
        ("jackets for women", {("category", IS, "Jackets"), ("gender", IS, "Women")}),
        ("tarn bottles", {("brand", IS, "Tarn"), ("category", IS, "Bottles")}),
        ("the 750 ml bottle", {("capacity", IS, "750 ml"), ("category", IS, "Bottles")}),
        ("steel, under $20", {("material", IS, "Steel"), ("price", Operator.AT_MOST, Decimal(20))}),
        ("bags rated at least 4 stars", {("category", IS, "Bags"), ("rating", Operator.AT_LEAST, Decimal(4))}),
    ],
)  # fmt: skip
def test_constraints_carry_the_store_s_own_values(
    needs: NeedReader, text: str, expected: set[tuple[str, Operator, object]]
) -> None:
    assert said(needs.read(text, START)) == expected


@pytest.mark.parametrize("text", ["not leather", "no leather please", "without leather", "anything but leather"])
def test_negation_excludes(needs: NeedReader, text: str) -> None:
    assert said(needs.read(text, START)) == {("material", NOT, "Leather")}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("no leather bags", IS),
        ("show me anything but leather bags", IS),
        ("bags but no leather bags", IS),
        ("no bags", NOT),
        ("not leather, no bags", NOT),
        ("a gift for mum, no leather bags", NOT),
    ],
)
def test_what_is_denied_of_a_thing_leaves_the_thing(needs: NeedReader, text: str, kind: Operator) -> None:
    found = said(needs.read(text, START))
    assert ("category", kind, "Bags") in found
    assert (("material", NOT, "Leather") in found) is ("leather" in text)


def test_what_is_denied_of_another_thing_is_not_looked_for(needs: NeedReader) -> None:
    assert said(needs.read("jackets but no leather bags", START)) == {
        ("category", IS, "Jackets"), ("material", NOT, "Leather"),
    }  # fmt: skip


def test_a_denial_that_is_a_way_to_say_something_denies_nothing_else(catalog: Catalog) -> None:
    def of(**stated: tuple[str, ...]) -> Need:
        things = [
            Product(i, title, (Variant(i, title, Offer(usd("9"))),), categories=("Headphones",), attributes=stated)
            for i, title in (("1", "Hush Wireless Headphones"), ("2", "Finch Headphones"))
        ]
        cable = Product("3", "Ribbon Cable", (Variant("3", "3", Offer(usd("9"))),), categories=("Cables",))
        own = Catalog([*things, cable], currency="USD")
        return NeedReader(own, Vocabulary.learn(own)).read("no cable headphones", START)

    assert said(of(link=("Wireless",))) == {("link", IS, "Wireless"), ("category", IS, "Headphones")}
    by_title = of()
    assert said(by_title) == {("category", IS, "Headphones")}
    assert "wireless" in by_title.words


def test_negation_reaches_only_its_own_words(needs: NeedReader) -> None:
    need = needs.read("black or blue, not cotton", START)
    assert said(need) == {("color", ONE_OF, ("Black", "Blue")), ("material", NOT, "Cotton")}


@pytest.mark.parametrize(
    ("text", "slot"), [("any colour", "color"), ("forget the budget", "price"), ("the brand doesn't matter", "brand")]
)
def test_what_is_given_up_is_dropped(needs: NeedReader, text: str, slot: str) -> None:
    need = needs.read(text, START)
    assert need.dropped == (slot,)
    assert need.constraints == ()
    assert need.words == ()


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("in M", "M"), ("size m", "M"), ("a medium one", "M"), ("M please", "M"), ("a jacket, L", "L"),
        ("extra large", "XL"), ("xl", "XL"), ("I wear an S", "S"),
    ],
)  # fmt: skip
def test_sizes_where_they_are_said_as_sizes(needs: NeedReader, text: str, size: str) -> None:
    assert ("size", IS, size) in said(needs.read(text, START))


@pytest.mark.parametrize("text", ["what's m like as a letter then", "it is jack's big blue jacket"])
def test_single_letters_and_plain_words_elsewhere_are_no_sizes(needs: NeedReader, text: str) -> None:
    assert "size" not in {c.slot for c in needs.read(text, START).constraints}


def test_a_wish_is_not_required(needs: NeedReader) -> None:
    assert all(c.required for c in needs.read("a blue jacket", START).constraints)
    assert not any(c.required for c in needs.read("ideally blue", START).constraints)


def test_whom_it_is_for_is_a_hint_the_shopper_sees(needs: NeedReader) -> None:
    need = needs.read("a jacket for my wife", START)
    assert Constraint("gender", IS, "Women", required=False) in need.constraints
    assert "wife" not in need.words
    bystander = needs.read("a quiet jacket, my wife sleeps", START)
    assert not any(c.slot == "gender" for c in bystander.constraints)
    plain = needs.read("a jacket for men, my wife says", START)
    assert Constraint("gender", IS, "Men") in plain.constraints


def test_the_thing_is_told_from_its_qualities(needs: NeedReader) -> None:
    need = needs.read("a waterproof blue jacket or a bag", START)
    assert [(c.slot, c.value) for c in need.kinds] == [("category", ("Jackets", "Bags"))]
    assert [(c.slot, c.value) for c in need.parts] == [("category", "Jackets"), ("category", "Bags")]


def test_an_order_is_no_word_to_search_with(needs: NeedReader) -> None:
    need = needs.read("the cheapest jacket", START)
    assert need.order is Order.CHEAPEST
    assert need.words == ("jacket",)


def test_words_the_store_does_not_know_are_told_apart(needs: NeedReader) -> None:
    need = needs.read("a blorpy jacket for hiking", START)
    assert need.unread == ("blorpy", "hiking")
    assert need.words == ("blorpy", "jacket", "hiking")


def test_options_are_exact_and_not_searched_with(needs: NeedReader) -> None:
    assert needs.read("a blue cotton jacket in M", START).words == ("cotton", "jacket")


def test_what_was_consumed_is_not_read_again(needs: NeedReader) -> None:
    text = "the blue one in M"
    assert said(needs.read(text, START, [(0, len("the blue one"))])) == {("size", IS, "M")}


@pytest.mark.parametrize("text", ["", "   ", "?!", "please show me something", "add it"])
def test_nothing_asked_for_is_an_empty_need(needs: NeedReader, text: str) -> None:
    assert not needs.read(text, START)
    assert needs.read(text, START) == Need()


@pytest.mark.parametrize("text", ["not too pricey", "a pricy one", "something cheapish", "inexpensive", "on a budget"])
def test_words_about_price_are_neither_misspelt_names_nor_searched(text: str) -> None:
    catalog = Catalog(
        [Product(i, f"{i} Beans", (Variant(i, i, Offer(usd("9.00"))),), attributes={"feature": ("Prime", "Inert")})
         for i in ("a", "b")],
        currency="USD",
    )  # fmt: skip
    need = NeedReader(catalog, Vocabulary.learn(catalog)).read(text, START)
    assert not need.constraints
    assert not need.words
