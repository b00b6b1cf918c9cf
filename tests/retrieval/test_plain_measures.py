"""Plain measures: however a number and its unit are written, they are the same words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.plain_measures import measures, with_plain_measures


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("24 inch", ["24 in.", '24"', "24in", "24-inch", "24 Inches", "24''", "24”"]),
        ("0p375", ["3/8", ".375", "0.375", "0.3750"]),
        ("1p25 inch", ["1-1/4 in.", '1 1/4"', "1.25 in"]),
        ("12 x 24 inch", ["12x24 in", "12 x 24 in.", '12x24"', "12x24 inch"]),
        ("12 inch x 24 inch", ["12 in. x 24 in.", "12in.x24in.", '12"x24"']),
        ("5 gallon bucket", ["5-gal. bucket", "5 gallons bucket", "5gal bucket"]),
        ("20 volt", ["20v", "20-Volt", "20 volts"]),
        ("10000 btu", ["10,000 BTU"]),
        ("1p9 cubic foot", ["1.9 cu. ft.", "1.9 cubic feet"]),
        ("square foot", ["sq. ft.", "sq ft", "square feet"]),
        ("750 ml", ["750ml", "750 ml", "750 millilitres"]),
        ("6 foot x 4 foot", ["6'x4'", "6 ft. x 4 ft."]),
        ("0p5 inch 90 degree elbow", ["1/2 in. 90 degree elbow", '1/2" 90° elbow']),
    ],
)
def test_ways_to_write_one_measure(plain: str, written: list[str]) -> None:
    assert {" ".join(with_plain_measures(way).split()) for way in written} == {plain}


@pytest.mark.parametrize(
    "other", ["2XL", "B12", "1.2.3", "24/7", "1/5", "99999999999", "a 2 in 1", "x", "", "in white", "1,2"]
)
def test_what_is_no_measure_keeps_its_words(other: str) -> None:
    assert with_plain_measures(other).split() == other.split()


@given(st.text(alphabet="0123456789 x/.,-'\"inftcugalv°×½é\ud800", max_size=60))
def test_measures_lie_in_the_text_one_after_the_other(text: str) -> None:
    found = measures(text)
    assert all(0 <= m.start < m.end <= len(text) and all(m.words) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(alphabet='0123456789 x/.,-"inft', max_size=40))
def test_plain_measures_are_plain_already(text: str) -> None:
    once = " ".join(with_plain_measures(text).split())
    assert not [m for m in measures(once) if "." in once[m.start : m.end] or "/" in once[m.start : m.end]]


def test_a_long_row_of_digits_is_read_in_no_time() -> None:
    assert measures("9" * 20_000) == []
    assert len(measures("9 " * 5_000)) == 5_000
