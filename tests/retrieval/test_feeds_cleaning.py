"""Cleaning: the store's own words, without entities, tags, tricks or wrong numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.feeds.cleaning import amount, availability, html_text, page_address, paragraphs, slot_name, text, words
from retrieval.feeds.slots import cleaned_attributes


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Mars HeatTech&trade; Pullover", "Mars HeatTech™ Pullover"),
        ("Cocona&reg; performance fabric", "Cocona® performance fabric"),
        ("&frac14; zip", "¼ zip"),
        ("Frankie  Sweatshirt ", "Frankie Sweatshirt"),
        ("4 PURPLE FLOCK DINNER CANDLES", "4 PURPLE FLOCK DINNER CANDLES"),
        ("H&M R&amp;D", "H&M R&D"),
        ("Cafe\u0301", "Café"),
        ("a\u202eb\u200bc\x00\x1b[0m", "abc[0m"),
        ("half \ud83d pair", "half pair"),
        ("<b>5 < 6</b>", "<b>5 < 6</b>"),
        ("no\u00a0break\u2028line", "no break line"),
    ],
)
def test_text(raw: str, clean: str) -> None:
    assert text(raw) == clean


@given(st.text())
def test_text_can_be_stored_and_is_clean_already(raw: str) -> None:
    clean = text(raw)
    clean.encode("utf-8")
    assert clean == clean.strip()
    assert "  " not in clean


def test_paragraphs_keep_line_breaks() -> None:
    assert paragraphs("a  b\r\n\r\n\r\n\r\nc&trade; ") == "a b\n\nc™"


def test_html_becomes_what_a_reader_sees() -> None:
    markup = (
        "<p>Warm &amp;\n light.</p><script>alert(1)</script><style>p {}</style>"
        "<ul><li>One<li>Two</ul>&bull; last<br/>line <img src=x onerror=alert(1)>"
    )
    assert html_text(markup) == "Warm & light.\n\n• One\n• Two\n• last\nline"


@given(st.text(alphabet=st.sampled_from(list("<>/&;abp!-script'\" \n")), max_size=200))
def test_html_never_fails(markup: str) -> None:
    assert isinstance(html_text(markup), str)


@pytest.mark.parametrize(
    ("name", "slot"),
    [("Colour", "color"), ("color", "color"), ("Strap (Bags)", "strap_bags"), ("  Shoe--Size ", "shoe_size"),
     ("Größe", "größe"), ("颜色", "颜色"), ("&nbsp;", "")],
)  # fmt: skip
def test_slot_names(name: str, slot: str) -> None:
    assert slot_name(name) == slot


@pytest.mark.parametrize(
    ("raw", "number"), [("15", "15"), ("15.00", "15.00"), ("1,299.50", "1299.50"), ("12,50", "12.50"), (" 0 ", "0")]
)
def test_amounts(raw: str, number: str) -> None:
    found = amount(raw)
    assert isinstance(found, Decimal)
    assert found == Decimal(number)


@pytest.mark.parametrize(
    "raw", ["", "-5", "free", "1.2.3", "1e9", "NaN", "Infinity", "12,3456", "99999999999999", "٣", "$5", "1,29,3"]
)
def test_what_is_no_amount(raw: str) -> None:
    with pytest.raises(ValueError, match="is "):
        amount(raw)


def test_availability() -> None:
    assert availability("in stock") == availability("https://schema.org/InStock") == (True, "in_stock")
    assert availability("out_of_stock") == (False, "out_of_stock")
    assert availability("Pre-Order") == (True, "preorder")
    with pytest.raises(ValueError, match="in_stock"):
        availability("maybe")


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("https://shop.example/p/1?a=b&c", "https://shop.example/p/1?a=b&c"),
        ("/p/1", "/p/1"),
        ("javascript:alert(1)", ""),
        ("java\x00script:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//evil.example/x", ""),
        ("https://", ""),
    ],
)
def test_only_web_addresses_become_links(raw: str, address: str) -> None:
    assert page_address(raw) == address


def test_words_of_attributes() -> None:
    assert words(["Wool", " Wool ", "", None, True, 3, {"a": 1}]) == ("Wool", "Yes", "3")
    assert words("Cotton") == ("Cotton",)
    assert words(False) == ("No",)
    assert words(None) == ()


def test_attributes_get_slot_names_and_never_pose_as_ours() -> None:
    given_by_feed = {"Colour": "Red", "color": ["Blue"], "Brand": "Tarn", "price": "0.01", "Empty": []}
    assert cleaned_attributes(given_by_feed) == ({"color": ("Red", "Blue")}, "Tarn", {"price": "0.01"})
