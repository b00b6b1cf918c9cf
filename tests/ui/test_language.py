"""The page's texts: none is missing in a language, none is left over, and each browser gets its own."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from starlette.requests import Request

from ui.language import COOKIE, NAMES, Language, day, speaking, stock_words, t, t_n, texts_of, wanted

UI = Path(__file__).resolve().parents[2] / "ui"
LANGUAGES: tuple[Language, ...] = get_args(Language)
COUNTED = (".one", ".many")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


OWN_TEXTS = {"desk", "widget", "demo"}  # rooms of the house that keep their texts beside them


def code() -> str:
    """What speaks with the page's texts."""
    python = (file for file in UI.rglob("*.py") if not OWN_TEXTS & set(file.relative_to(UI).parts))
    scripts = (file for file in (UI / "style").glob("*.js") if not file.name.startswith("desk"))
    files = [*python, *scripts]
    return "\n".join(file.read_text("utf-8") for file in files)


def test_every_language_has_every_text_with_the_same_places_to_fill() -> None:
    english = texts_of("en")
    for language in LANGUAGES:
        own = texts_of(language)
        assert own.keys() == english.keys()
        assert [key for key in own if fields(own[key]) != fields(english[key])] == []
        assert [key for key, text in own.items() if not text.strip()] == []
    assert set(NAMES) == set(LANGUAGES)


def test_chinese_is_chinese() -> None:
    letters = re.compile(r"[一-鿿]")
    assert [key for key, text in texts_of("zh").items() if not letters.search(text)] == []
    assert [key for key, text in texts_of("en").items() if letters.search(text)] == []


def test_every_text_that_the_code_asks_for_is_there_and_no_other() -> None:
    written = code()
    asked = set(re.findall(r"""\bt\(\s*["']([a-z_.0-9]+)["']""", written))
    counted = set(re.findall(r"""\bt_n\(\s*["']([a-z_.0-9]+)["']""", written))
    known = set(texts_of("en"))
    assert asked <= known
    assert {f"{key}{end}" for key in counted for end in COUNTED} <= known
    # Some keys are put together: what they begin with stands in the code.
    begun = (*re.findall(r'f"([a-z_.]+\.)\{', written), "settings.appearance.", "settings.contrast.")
    quoted = set(re.findall(r"""["']([a-z_.0-9]+)["']""", written))
    left = [key for key in known if key not in quoted and key.removesuffix(".one").removesuffix(".many") not in quoted]
    assert [key for key in left if not key.startswith(begun)] == []


def test_what_is_drawn_inside_is_drawn_in_that_language_and_nothing_after_it() -> None:
    with speaking("zh"):
        assert t("cart") == "购物车"
        with speaking("en"):
            assert t("cart") == "Your cart"
        assert t_n("talks.messages", 1200) == "1,200 条消息"
    assert (t_n("talks.messages", 1), t_n("talks.messages", 2)) == ("1 message", "2 messages")


def test_values_are_filled_in_once_and_stay_as_they_are() -> None:
    assert t("chips.remove", label="{label} {0} <b>") == "Remove {label} {0} <b>"


@pytest.mark.parametrize(
    ("said", "chinese"),
    [("In stock", "有货"), ("Only 3 left", "仅剩 3 件"), ("Sold by a friend", "Sold by a friend")],
)
def test_the_stock_is_told_in_the_language_of_the_page(said: str, chinese: str) -> None:
    assert stock_words(said) == said
    with speaking("zh"):
        assert stock_words(said) == chinese
        assert day(date(2026, 3, 3)) == "3月3日"
    assert day(date(2026, 3, 3)) == "3 March"


@pytest.mark.parametrize(
    ("cookie", "asked", "language"),
    [
        ("", "", "en"), ("", "de-DE, fr;q=0.8", "en"), ("", "de, zh-CN;q=0.9, en;q=0.8", "zh"),
        ("en", "zh-CN", "en"), ("zh", "en-US", "zh"), ("xx", "zh", "zh"),
    ],
)  # fmt: skip
def test_what_was_chosen_counts_before_what_the_browser_asks_for(cookie: str, asked: str, language: str) -> None:
    headers = [(b"cookie", f"{COOKIE}={cookie}".encode()), (b"accept-language", asked.encode())]
    assert wanted(Request({"type": "http", "headers": headers})) == language
