"""Prices in words, of which a note has a part, are read whole in the message."""

from __future__ import annotations

import pytest

from assistant.notes.notation import Pair
from assistant.notes.spoken import whole


@pytest.mark.parametrize(
    ("operator", "noted", "message", "expected"),
    [
        ("=", "thirty..thirty", "say between ninety and a hundred and thirty", "=ninety..a hundred and thirty"),
        ("=", "ninety..a hundred", "between ninety and a hundred and thirty", "=ninety..a hundred and thirty"),
        ("=", "fifty..eighty", "from fifty to eighty", "=fifty..eighty"),
        ("<=", "eighty", "I could do up to one eighty for good ones", "<=one eighty"),
        ("<=", "one fifty", "I don't want to go over one fifty", "<=one fifty"),
        ("<=", "hundred", "not more than a hundred and ten", "<=a hundred and ten"),
        ("<=", "twenty", "two twenty five max", "<=two twenty five"),
        ("<=", "two thousand", "nothing above two thousand five hundred", "<=two thousand five hundred"),
        ("<=", "twenty", "two twenty dollar cards", "<=twenty"),
        ("<=", "fifty", "not over fifty", "<=fifty"),
        ("<=", "two hundred", "two hundred at most", "<=two hundred"),
        ("<=", "80", "one or two, under 80", "<=80"),
        ("~", "thirty", "thirty or forty", "~thirty"),
        ("<=", "hundred", "a hundred, or a hundred and twenty", "<=hundred"),  # in two places: nobody knows
    ],
)
def test_the_whole_number_is_the_price(operator: str, noted: str, message: str, expected: str) -> None:
    read = whole(Pair("price", operator, noted), message)
    assert f"{read.operator}{read.value}" == expected


def test_only_prices_are_read_so() -> None:
    size = Pair("size", "=", "eighty")
    assert whole(size, "one eighty") is size
