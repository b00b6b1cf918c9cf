from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.quantities import commonest_unit, quantity
from retrieval.units import unit


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("2000 g", "mass", "2000", "2000"),
        ("2 kg", "mass", "2000", "2000"),
        ("1.5 m", "length", "1500", "1500"),
        ("1/2 in", "length", "12.7", "12.7"),
        ("1-1/2 in.", "length", "38.1", "38.1"),
        ("1½ cups", "cup", "1.5", "1.5"),
        ("5' 6\"", "length", "1676.4", "1676.4"),
        ("20-25 l", "volume", "20000", "25000"),
        ("20 l - 25 l", "volume", "20000", "25000"),
        ("2-4", "", "2", "4"),
        ("60 x 40 cm", "length", "600", "600"),
        ("12 in. x 24 in. tile", "length", "609.6", "609.6"),
        ("68 °F", "temperature", "20", "20"),
        ("-16 °C", "temperature", "-16", "-16"),
        ("1,200 ml", "volume", "1200", "1200"),
        ("0,5 l", "volume", "500", "500"),
        ("up to 18 kg", "mass", "18000", "18000"),
        ("14 g each", "mass", "14", "14"),
        ("3+", "", "3", "3"),
        ("12-pack", "pack", "12", "12"),
        ("1 person", "people", "1", "1"),
        ("2 in 1 blender", "", "2", "2"),  # a preposition
        ("10 lb.", "mass", "4535.9237", "4535.9237"),
    ],
)
def test_a_value_is_read_as_the_amount_it_begins_with(text: str, kind: str, low: str, high: str) -> None:
    found = quantity(text)
    assert found is not None
    assert (found.kind, found.low, found.high) == (kind, Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["", "XL", "IPX4", "f/2.8", "1.2.3", "1000/3000", "EN 417", "wooden 32 mm", "A4"])
def test_other_values_are_no_amounts(text: str) -> None:
    assert quantity(text) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2 m", "200 cm", True),
        ("60 x 40 cm", "600 x 400 mm", True),
        ("60 x 40 cm", "60 x 30 cm", False),
        ("2 m", "2 kg", False),
        ("14 g", "14 g each", False),
        ("20-25 l", "25 l", False),
        ("00", "0", False),  # sizes
        ("12-pack", "12 pack", True),
    ],
)
def test_the_very_same_amount(one: str, other: str, same: bool) -> None:
    first, second = quantity(one), quantity(other)
    assert first is not None
    assert second is not None
    assert first.is_same(second) is same


def test_a_bare_number_is_in_the_unit_given_for_it() -> None:
    found = quantity("2", "kg")
    assert found is not None
    assert (found.kind, found.low) == ("mass", Decimal(2000))


@pytest.mark.parametrize(
    ("values", "slot", "expected"),
    [
        (["1 kg", "2 kg", "300 g"], "weight", "kg"),
        (["300 g", "1 kg"], "weight", "g"),  # of equals the first by name
        (["12", "14"], "length_cm", "cm"),
        (["12", "14"], "length", ""),
        (["S", "M"], "size", ""),
    ],
)
def test_the_unit_that_most_values_are_in(values: list[str], slot: str, expected: str) -> None:
    assert commonest_unit(values, slot) == expected


@pytest.mark.parametrize(
    ("name", "kind"), [("Inches", "length"), ("KG", "mass"), ("litres", "volume"), ("nits", "nit")]
)
def test_units_are_known_in_every_spelling_and_others_measure_themselves(name: str, kind: str) -> None:
    assert unit(name).kind == kind
