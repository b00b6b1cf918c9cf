"""Amounts: what counts as a price, a rating, an order, a number of pieces."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quantities.amounts import amounts, number, order, quantity
from retrieval.query import Constraint, Operator, Order, Value


def price(operator: Operator, *values: str) -> Constraint:
    said: Value = (Decimal(values[0]), Decimal(values[1])) if len(values) > 1 else Decimal(values[0])
    return Constraint("price", operator, said)


MOST, LEAST, BETWEEN, ABOUT = Operator.AT_MOST, Operator.AT_LEAST, Operator.BETWEEN, Operator.ABOUT
PRICES = {
    "a jacket under 60": price(MOST, "60"),
    "under $60": price(MOST, "60"),
    "below 49.90 euros": price(MOST, "49.90"),
    "no more than 49,90": price(MOST, "49.90"),
    "maximum of 80 bucks": price(MOST, "80"),
    "my budget is 1,200": price(MOST, "1200"),
    "budget: 100": price(MOST, "100"),
    "i have 30 dollars": price(MOST, "30"),
    "less than 2k": price(MOST, "2000"),
    "50 or less": price(MOST, "50"),
    "$50 tops": price(MOST, "50"),
    "90 in total": price(MOST, "90"),
    "<= 40": price(MOST, "40"),
    "under fifty": price(MOST, "50"),
    "under fifty-five dollars": price(MOST, "55"),
    "under a hundred": price(MOST, "100"),
    "at most two hundred": price(MOST, "200"),
    "not over one fifty": price(MOST, "150"),
    "I really don't want to spend more then 45": price(MOST, "45"),
    "nothing too fancy above 70": price(MOST, "70"),
    "none over 12": price(MOST, "12"),
    "I won't pay more than 85 euros": price(MOST, "85"),
    "it should not cost over 40": price(MOST, "40"),
    "please nothing below 20": price(LEAST, "20"),
    "I don't want anything less than $100": price(LEAST, "100"),
    "85 each at the most": price(MOST, "85"),
    "ninety is my limit": price(MOST, "90"),
    "75 is all we can spend": price(MOST, "75"),
    "keep it to 35": price(MOST, "35"),
    "I'd pay 65": price(MOST, "65"),
    "600 total": price(MOST, "600"),
    "35ish": price(ABOUT, "35"),
    "no hood, over 40": price(LEAST, "40"),
    "under two twenty-five": price(MOST, "225"),
    "under a hundred and thirty": price(MOST, "130"),
    "between ninety and one fifty": price(BETWEEN, "90", "150"),
    "between ninety and a hundred and thirty": price(BETWEEN, "90", "130"),
    "between a hundred and two hundred": price(BETWEEN, "100", "200"),
    "over 100": price(LEAST, "100"),
    "at least $20": price(LEAST, "20"),
    "from 30": price(LEAST, "30"),
    "30 or more": price(LEAST, "30"),
    "100 and up": price(LEAST, "100"),
    "between 50 and 80": price(BETWEEN, "50", "80"),
    "between 80 and 50": price(BETWEEN, "50", "80"),
    "from $50 to $80": price(BETWEEN, "50", "80"),
    "50-80 dollars": price(BETWEEN, "50", "80"),
    "$50 – $80": price(BETWEEN, "50", "80"),
    "around 70": price(ABOUT, "70"),
    "about $70": price(ABOUT, "70"),
    "a jacket for $70": price(ABOUT, "70"),
    "seventy bucks": price(ABOUT, "70"),
    "priced higher than 452": price(LEAST, "452"),
    "greater than 452": price(LEAST, "452"),
    "no less than 60": price(LEAST, "60"),
    "not under 60": price(LEAST, "60"),
    "not more than 60": price(MOST, "60"),
    "max. 60": price(MOST, "60"),
    "une veste à moins de 60 euros": price(MOST, "60"),
    "moins de 60": price(MOST, "60"),
    "jusqu'à 60": price(MOST, "60"),
    "pas plus de 60": price(MOST, "60"),
    "eine Jacke unter 60 Euro": price(MOST, "60"),
    "bis 60": price(MOST, "60"),
    "höchstens 60": price(MOST, "60"),
    "nicht mehr als 60": price(MOST, "60"),
    "por menos de 60": price(MOST, "60"),
    "hasta 60": price(MOST, "60"),
    "no más de 60 euros": price(MOST, "60"),
    "meno di 60": price(MOST, "60"),
    "fino a 60 euro": price(MOST, "60"),
    "über 60": price(LEAST, "60"),
    "mehr als 60 Euro": price(LEAST, "60"),
    "nicht unter 60": price(LEAST, "60"),
    "ab 60 Euro": price(LEAST, "60"),
    "plus de 60": price(LEAST, "60"),
    "más de 60": price(LEAST, "60"),
    "più di 60": price(LEAST, "60"),
    "zwischen 50 und 80 Euro": price(BETWEEN, "50", "80"),
    "entre 50 et 80": price(BETWEEN, "50", "80"),
    "entre 50 y 80": price(BETWEEN, "50", "80"),
    "von 50 bis 80": price(BETWEEN, "50", "80"),
    "tra 50 e 80": price(BETWEEN, "50", "80"),
    "3000-4000 power usage, above 27": price(LEAST, "27"),
    "weighing up to 5 kg and costing between 1 and 68 pesos": price(BETWEEN, "1", "68"),
    "in any length under 60": price(MOST, "60"),
    "a power bank under 60": price(MOST, "60"),
    "weight 2 kg, $30": price(ABOUT, "30"),
}


@pytest.mark.parametrize(("text", "expected"), PRICES.items(), ids=str)
def test_a_price_is_read_as_it_is_meant(text: str, expected: Constraint) -> None:
    assert [a.constraint for a in amounts(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "a tent for 4 people", "750 ml bottle", "under 2 kg", "at least 20 l", "size 32", "sizes 30-32", "number 3",
        "the 2nd", "3 of them", "a 15 inch laptop", "2 pairs", "over 18 years", "wifi 6", "a jacket", "", "in 3 days",
        "50%", "up to 50% off",
        "power usage between 1-500", "3000-4000 power usage", "between 10 and 15 kg", "from 10 to 15 kg", "10-15 kg",
        "up to 10-15 kg", "input voltage of 100-240", "100-240 volts", "weight between 10 and 15", "ages 5-12",
        "11-20ppm", "speed over 100", "noise level below 50", "unter 2 kg", "moins de 20 litres", "over 80 pages",
        "under 99999999999999999999999999999999999999", "$99999999999999999999999999999999",
    ],
)  # fmt: skip
def test_other_numbers_are_no_prices(text: str) -> None:
    assert [a.constraint for a in amounts(text)] == []


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("at least 4 stars", "4"), ("4+ stars", "4"), ("4.5 stars or better", "4.5"), ("rated 4 or higher", "4"),
        ("rated over 3.5", "3.5"), ("over 4 stars", "4"),
    ],
)  # fmt: skip
def test_stars_are_a_rating_and_no_price(text: str, least: str) -> None:
    assert [a.constraint for a in amounts(text)] == [Constraint("rating", LEAST, Decimal(least))]


@pytest.mark.parametrize("text", ["well rated", "highly-reviewed bags", "something with good reviews"])
def test_well_rated_is_a_wish(text: str) -> None:
    [found] = amounts(text)
    assert found.constraint == Constraint("rating", LEAST, Decimal(4), required=False)


def test_a_price_and_a_rating_come_in_the_order_of_the_text() -> None:
    text = "4 stars or more, between $20 and $40"
    found = amounts(text)
    assert [a.constraint.slot for a in found] == ["rating", "price"]
    assert [text[a.start : a.end] for a in found] == ["4 stars or more", "between $20 and $40"]


@given(
    st.sampled_from(["under", "at most", "up to", "no more than"]),
    st.decimals(min_value="0.01", max_value="99999.99", places=2),
    st.sampled_from(["{}", "${}", "$ {}", "{} dollars", "{} euros", "£{}"]),
)
def test_every_amount_is_read_to_the_cent(words: str, amount: Decimal, written: str) -> None:
    [found] = amounts(f"a jacket {words} {written.format(amount)}")
    assert found.constraint == price(MOST, str(amount))


@given(st.integers(1, 999_999))
def test_thousands_may_have_commas(amount: int) -> None:
    [found] = amounts(f"under {amount:,}")
    assert found.constraint.value == amount


@given(st.text(max_size=200))
def test_any_text_gives_readings_inside_it_that_do_not_overlap(text: str) -> None:
    found = amounts(text)
    assert all(0 <= a.start < a.end <= len(text) for a in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert amounts(text) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the cheapest jacket", Order.CHEAPEST), ("the least expensive", Order.CHEAPEST),
        ("lowest price", Order.CHEAPEST),
        ("most expensive bag", Order.DEAREST), ("priciest", Order.DEAREST),
        ("best rated", Order.BEST_RATED), ("top-rated bottle", Order.BEST_RATED), ("best reviews", Order.BEST_RATED),
    ],
)  # fmt: skip
def test_superlatives_are_orders(text: str, expected: Order) -> None:
    found = order(text)
    assert found is not None
    assert found[0] is expected
    assert text[found[1] : found[2]] in text


@pytest.mark.parametrize("text", ["a cheap jacket", "cheaper", "the best jacket", "expensive", ""])
def test_other_words_ask_for_no_order(text: str) -> None:
    assert order(text) is None


@pytest.mark.parametrize(
    ("text", "n", "said"),
    [
        ("2 of the first", 2, "2 of "), ("three pieces", 3, "three pieces"), ("x3", 3, "x3"), ("3x please", 3, "3x"),
        ("two pairs of these", 2, "two pairs of"), ("quantity 5", 5, "quantity 5"), ("2 × the mug", 2, "2 ×"),
    ],
)  # fmt: skip
def test_how_many(text: str, n: int, said: str) -> None:
    found = quantity(text)
    assert found is not None
    assert found[0] == n
    assert text[found[1] : found[2]] == said


@pytest.mark.parametrize("text", ["the second one", "add it", "made of cotton", "2 of cotton", "size 2xl", ""])
def test_nothing_said_of_how_many(text: str) -> None:
    assert quantity(text) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1,200", "1200"), ("49,90", "49.90"), ("49.90", "49.90"), ("1,200.50", "1200.50"), ("fifty-five", "55"),
        ("fifty five", "55"), ("two hundred", "200"), ("two thousand five hundred", "2500"),
        ("one hundred twenty thousand", "120000"), ("a thousand", "1000"), ("hundred", "100"), ("Twelve", "12"),
        ("zero", "0"), (" 7 ", "7"),
    ],
)  # fmt: skip
def test_numbers_in_digits_and_words(words: str, expected: str) -> None:
    assert number(words) == Decimal(expected)


@pytest.mark.parametrize(("words", "expected"), [("3x", 3), ("x3", 3), ("3 x", 3), ("×2", 2), ("x", 0)])
def test_a_number_of_times_is_a_number(words: str, expected: int) -> None:
    assert number(words) == expected
