"""Responding: sentences whose every figure was handed in."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assistant import policy, responding
from assistant.naming.unread import Unread
from assistant.policy import RulePolicy
from assistant.reply import CartItem, CartView
from assistant.responding import Example, TemplateResponder
from recommender.bundling import Bundle
from retrieval.cart_prices.priced_cart import Pieces, PricedCart, Saving
from retrieval.catalog import Promotion
from retrieval.documents import Passage
from retrieval.query import Candidate, Constraint, Operator, Order, Query
from retrieval.relaxing import IN_STOCK, Relaxation
from tests.conftest import usd

BLUE = Constraint("color", Operator.IS, "Blue")
JACKETS = Constraint("category", Operator.IS, "Men > Jackets")
UNDER_60 = Constraint("price", Operator.AT_MOST, Decimal(60))
M = Constraint("size", Operator.IS, "M")
FIXED = sorted(responding._FIXED)


@pytest.fixture
def say() -> TemplateResponder:
    return TemplateResponder("USD", example="a red tent")


@pytest.mark.parametrize("what", FIXED)
def test_standing_sentences_are_filled_in(say: TemplateResponder, what: str) -> None:
    text = say.fixed(what, "that {x} thing")  # what is said about is data: its braces stay
    assert text
    assert not re.search(r"\{(?:about|example)\}", text)
    assert "?" not in text  # they stand beside what asks


def test_a_sentence_that_does_not_exist_is_an_error(say: TemplateResponder) -> None:
    with pytest.raises(KeyError, match="shout"):
        say.fixed("shout")


def test_the_policy_says_only_what_there_are_sentences_for() -> None:
    said = set(re.findall(r'Say\("(\w+)"', inspect.getsource(RulePolicy))) | {*policy._BESIDE, *policy._BESIDE.values()}
    assert said
    assert said <= set(FIXED)


def test_the_example_is_the_shop_s(say: TemplateResponder) -> None:
    assert "“a red tent”" in say.fixed("not_understood")


@pytest.mark.parametrize(
    ("n", "n_shown", "query", "unread", "parts"),
    [
        (12, 6, Query("", (JACKETS, BLUE)), (), ["12 ", "blue", "Here are 6", "best match first"]),
        (3, 3, Query("", (JACKETS,)), (), ["3 ", "Here they are"]),
        (1, 1, Query("", (JACKETS, BLUE)), (), ["Just one", "blue"]),
        (9, 6, Query("", (JACKETS,), order=Order.CHEAPEST), (), ["cheapest first"]),
        (9, 6, Query("", (JACKETS,), order=Order.BEST_RATED), (), ["best rated first"]),
        (1234, 6, Query("", (JACKETS,)), (), ["1,234 "]),
        (5, 5, Query("blorp jacket"), ("blorp",), ["Nothing in this shop mentions “blorp”"]),
    ],
)
def test_what_was_found_is_said_with_how_many_and_in_which_order(
    say: TemplateResponder, n: int, n_shown: int, query: Query, unread: tuple[str, ...], parts: list[str]
) -> None:
    text = say.found(n, n_shown, query, Unread(unread))
    assert all(part in text for part in parts), text


def test_what_is_only_excluded_names_no_kind_of_things(say: TemplateResponder) -> None:
    no_jackets = replace(JACKETS, operator=Operator.NOT)
    assert say.found(13, 6, Query("", (no_jackets, BLUE)), Unread()).startswith("13 things: no jackets, blue.")


def test_what_comes_near_is_not_said_to_be_exact(say: TemplateResponder) -> None:
    assert "closest" in say.found(20, 6, Query("warm for the hills"), Unread())


def test_wishes_are_no_part_of_the_need(say: TemplateResponder) -> None:
    assert say.need((UNDER_60, BLUE.wished())) == "under $60.00"
    assert say.need(()) == ""


def test_nothing_found_names_what_to_give_up_and_what_that_brings(say: TemplateResponder) -> None:
    query = Query("", (BLUE, UNDER_60))
    best = Example("Brook Rain Jacket", usd("79"))
    ways = [(Relaxation(UNDER_60, 3, usd("79")), best), (Relaxation(BLUE, 2, usd("59")), best)]
    text = say.nothing(query, ways)
    assert "Without “under $60.00” there are 3, from $79.00: for example the Brook Rain Jacket at $79.00." in text
    assert "blue" in text
    assert "there is 1, from" in say.nothing(query, [(Relaxation(BLUE, 1, usd("59")), best)])
    assert "would not help" in say.nothing(query, [])
    assert "nothing" in say.nothing(Query("zorb"), []).lower()


def test_giving_up_several_things_or_the_stock(say: TemplateResponder) -> None:
    assert say.gives_up(Relaxation(BLUE, 1, usd("9"), (M,))) == "Without “blue” and “size M”"
    assert say.gives_up(Relaxation(IN_STOCK, 1, usd("9"))) == "Counting what is out of stock"
    both = say.gives_up(Relaxation(BLUE, 1, usd("9"), (IN_STOCK,)))
    assert both == "Without “blue” and counting what is out of stock"


def holding(n: int) -> CartView:
    item = CartItem("tee", "tee", "Tee", "M", "", n, usd("19"), usd(str(19 * n)), True)
    return CartView((item,) if n else (), usd(str(19 * n)))


@pytest.mark.parametrize(
    ("quantity", "before", "expected"),
    [
        (1, 0, "Added: Tee (M). Your cart is now $19.00."),
        (2, 0, "Added: 2 × Tee (M). Your cart is now $19.00."),
        (3, 1, "You now have 3 × Tee (M). Your cart is now $19.00."),
        (0, 1, "Removed: Tee (M). Your cart is now $19.00."),
    ],
)
def test_a_cart_change_is_what_the_cart_holds_now(
    say: TemplateResponder, quantity: int, before: int, expected: str
) -> None:
    assert say.cart_changed("Tee", "M", quantity, before, holding(1)) == expected
    assert "()" not in say.cart_changed("Tee", "", quantity, before, holding(1))


def test_what_the_store_states_nothing_of_is_no_part_of_the_cart(say: TemplateResponder) -> None:
    size = Constraint("size", Operator.IS, "11")
    assert say.unstated((size,)) == " The store states no size for it, so “11” is no part of what is in the cart."
    assert say.unstated(()) == ""


def test_the_cart_in_words(say: TemplateResponder) -> None:
    assert say.cart(holding(0)) == say.fixed("cart_empty")
    assert say.cart(holding(1)) == "1 piece in your cart, $19.00 before delivery."
    assert say.cart(holding(2)).startswith("2 pieces in your cart, $38.00")


def test_what_promotions_take_off_is_told(say: TemplateResponder) -> None:
    saving = Saving("three", "Buy 2, get 1", "", (Pieces("tee", 3),), usd("19"), "1 of 3 pieces free: $19.00 off")
    priced = PricedCart((), (saving,), (), (), usd("57"), usd("38"))
    assert say.cart(replace(holding(3), priced=priced)) == (
        "3 pieces in your cart, $38.00 before delivery; “Buy 2, get 1” takes off $19.00."
    )
    bundle = Bundle(("tops",), (Candidate("tee", "tee"),), usd("38"), (3,), priced)
    assert say.bundles([bundle], None) == "1 thing together for $38.00; “Buy 2, get 1” takes off $19.00."


def test_which_version_is_asked_with_its_values(say: TemplateResponder) -> None:
    assert say.which("Tee", "size", ("S", "M", "L"), "") == "Which size of the Tee: S, M or L?"
    assert say.which("Shoe", "shoe_size", ("41", "42"), "43").startswith(
        "The Shoe cannot be had in 43. Which shoe size"
    )
    assert say.which("Tee", "", (), "").endswith("?")


def test_bundles_are_told_with_their_total_and_budget(say: TemplateResponder) -> None:
    parts = (Candidate("rain", "rain-M-Blue"), Candidate("pack", "pack"))
    one = Bundle(("jacket", "bag"), parts, usd("143.50"))
    assert say.bundles([one], usd("150")) == "2 things together for $143.50, inside your $150.00."
    assert "budget" not in say.bundles([one], None)
    assert "1 other way below" in say.bundles([one, one], None)
    assert "2 other ways below" in say.bundles([one, one, one], None)


def test_no_bundle_says_why(say: TemplateResponder) -> None:
    assert "“bag”" in say.no_bundle(["bag"], None, usd("50"))
    assert "$143.50" in say.no_bundle([], usd("143.50"), usd("50"))
    assert say.no_bundle([], None, None)


def test_papers_are_quoted_with_their_title_and_promotions_in_their_own_words(say: TemplateResponder) -> None:
    assert say.passage(Passage("r", "Returns", "Within 30 days.", 1.0)) == "“Within 30 days.” (Returns)"
    assert "do not say" in say.passage(None)
    ten = Promotion("a", "10% off", "10% off, once.", code="TEN", ends_on=date(2026, 3, 31))
    running = say.promotions([ten, Promotion("b", "Free delivery")])
    assert running.endswith("\n• 10% off (code TEN), until 31 March 2026\n• Free delivery")
    asked = say.promotions([ten, Promotion("b", "Free delivery")], [ten])
    assert "• 10% off (code TEN), until 31 March 2026: 10% off, once.\n" in asked
    assert "Free delivery" not in asked
    assert asked.endswith("1 other promotion.")
    assert say.promotions([]) == "No promotion is running that I know of."
