from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.catalog import Catalog
from retrieval.product_text import attribute_values, plain_text, product_text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>Warm &amp; dry.</p><ul><li>Hood</li></ul>", "Warm & dry. Hood"),
        ("LumaTech&trade; tee", "LumaTech™ tee"),
        ("a<script>steal()</script>b", "a b"),
        ("a<style>p {}</style> b <!-- hidden --> c", "a b c"),
        ("weighs < 5 kg and > 2 kg", "weighs < 5 kg and > 2 kg"),
        ("<img src=x onerror=alert(1)>Mug", "Mug"),
        ("open <script>never closed", "open"),
        ("  folded \n\t white  space ", "folded white space"),
        ("half \ud800 character", "half ? character"),
        ("", ""),
    ],
)
def test_html_is_read_as_plain_text(written: str, read: str) -> None:
    assert plain_text(written) == read


@given(st.text(alphabet="<>/a!- scriptle", max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    plain_text(text)


def test_a_long_broken_text_is_read_in_no_time() -> None:
    assert plain_text("<script " * 20_000).startswith("<script")


def test_the_product_text_has_what_is_meant_and_no_price_or_option(catalog: Catalog) -> None:
    text = product_text(catalog.product("rain"))
    assert text == (
        "Brook Rain Jacket. Northway. Women Jackets. material: Nylon; feature: Waterproof, Hooded; gender: Women. "
        "A light waterproof shell with a hood for wet walks"
    )
    assert "79" not in text
    assert "Blue" not in text


def test_flags_are_named_when_set_and_silent_when_not(catalog: Catalog) -> None:
    tee = replace(catalog.product("tee"), attributes={"eco_collection": ("Yes",), "sale": ("No",), "fit": ("Slim",)})
    assert attribute_values(tee) == [("eco collection", ""), ("fit", "Slim")]
    assert "eco collection; fit: Slim" in product_text(tee)
