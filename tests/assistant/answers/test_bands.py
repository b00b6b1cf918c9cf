"""Bands: round bounds, and every amount in just the band whose words it keeps to."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.bands import measure_bands, price_bands
from recommender.wording import constraint_label
from retrieval.columns import bounds
from retrieval.query import Operator


def bands(amounts: list[int], unit: str = "g") -> list[str]:
    values = [f"{amount} {unit}" for amount in amounts]
    return [band.label for band in measure_bands("weight", "weight", values, values)]


def test_bounds_are_round() -> None:
    assert bands([310, 340, 395, 420, 480, 530, 610, 780, 990]) == ["under 400 g", "400 to 500 g", "over 500 g"]
    assert bands([1, 1, 1, 2, 3, 4, 5]) == ["under 2 g", "2 g or more"]


def test_few_or_other_values_are_named_one_by_one() -> None:
    assert bands([1, 2, 3, 4]) == []
    values = ["1 kg", "2 kg", "3 l", "4 l", "5 l", "6 l"]
    assert measure_bands("content", "content", values, values) == ()
    assert measure_bands("type", "type", list("abcdef"), list("abcdef")) == ()


def test_units_of_a_kind_are_one_scale_and_the_commonest_is_said() -> None:
    values = ["400 g", "600 g", "900 g", "1.2 kg", "1.5 kg", "2 kg", "2.4 kg"]
    labels = {band.label: set(band.constraint.values) for band in measure_bands("weight", "weight", values, values)}
    assert all(label.endswith(" kg") for label in labels)
    assert set.union(*labels.values()) == set(values)


def test_a_band_is_searched_with_all_values_of_the_store_and_is_called_by_its_words() -> None:
    found = [f"{n} dB" for n in (40, 50, 60, 70, 80)]
    first = measure_bands("noise", "noise", found, [*found, "41 dB", "12 dB", "loud"])[0]
    assert first.constraint.operator is Operator.ONE_OF
    assert "12 dB" in first.constraint.values
    assert constraint_label(first.constraint, "USD") == f"noise {first.label}"


@given(st.lists(st.integers(1, 400), min_size=1, max_size=40))
def test_every_measure_lies_in_one_band_and_keeps_to_its_words(amounts: list[int]) -> None:
    values = [f"{amount} cm" for amount in amounts]
    found = measure_bands("length", "length", values, values)
    assert len(found) != 1
    placed = [value for band in found for value in band.constraint.values]
    assert sorted(placed) == (sorted(set(values)) if found else [])
    for band in found:
        said = [Decimal(n) for n in re.findall(r"\d+(?:\.\d+)?", band.label)]
        for value in band.constraint.values:
            n = Decimal(str(value).split()[0])
            if band.label.startswith("under"):
                assert n < said[0]
            elif band.label.startswith("over"):
                assert n > said[0]
            elif band.label.endswith("or more"):
                assert n >= said[0]
            else:
                assert said[0] <= n <= said[1]


@given(st.lists(st.decimals(1, 500, places=2), min_size=1, max_size=40))
def test_every_price_lies_in_a_band(prices: list[Decimal]) -> None:
    found = price_bands(prices)
    assert len(found) in (0, 2, 3)
    for price in prices if found else ():
        assert any(low <= price <= high for low, high in map(bounds, found))


def test_prices_that_are_all_alike_make_no_bands() -> None:
    assert price_bands([Decimal(5)] * 9) == ()


@pytest.mark.parametrize("operator", [Operator.AT_MOST, Operator.BETWEEN, Operator.AT_LEAST])
def test_price_bands_have_both_ends_and_a_middle(operator: Operator) -> None:
    assert operator in {c.operator for c in price_bands([Decimal(n) for n in range(10, 200, 9)])}
