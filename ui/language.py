"""The language of the page: its own texts in English and Chinese, kept in `texts/`, and which of them a browser gets.

What the assistant says is not translated here, nor is anything of the store: those stay as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from starlette.requests import Request

Language = Literal["en", "zh"]
NAMES: Mapping[Language, str] = {"en": "English", "zh": "中文"}
COOKIE = "shelftalk-language"  # what the shopper chose, set by `layers.js`; without it the browser's own wish counts

_SPOKEN: ContextVar[Language] = ContextVar("language", default="en")
_STOCK = {"In stock": "stock.in", "Out of stock": "stock.out", "Pre-order": "stock.preorder",
          "On back-order": "stock.backorder"}  # fmt: skip
_FEW_LEFT = re.compile(r"Only (\d+) left")


@cache
def texts_of(language: Language) -> Mapping[str, str]:
    """Every text of the page by its key."""
    read: dict[str, str] = json.loads(files("ui").joinpath("texts", f"{language}.json").read_text("utf-8"))
    return read


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """What is drawn inside is drawn in that language. Nothing in it may wait for anything: a context is a thread's."""
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def spoken() -> Language:
    """The language that is drawn in now."""
    return _SPOKEN.get()


def t(key: str, **values: object) -> str:
    """The text of that key with its values, as plain text: `Markup.format` escapes it. Raises `KeyError`."""
    return texts_of(_SPOKEN.get())[key].format(**values)


def t_n(key: str, n: int, **values: object) -> str:
    """The text for one or for many: `KEY.one` or `KEY.many`, which get `n` with its thousands parted."""
    return t(f"{key}.{'one' if n == 1 else 'many'}", n=f"{n:,}", **values)


def day(when: date) -> str:
    """A day of a near year: "3 March", "3月3日"."""
    if _SPOKEN.get() == "zh":
        return f"{when.month}月{when.day}日"
    return f"{when:%-d %B}"


def stock_words(said: str) -> str:
    """What the record's stock is called on the page; a wording that is not known here stays as it is."""
    few = _FEW_LEFT.fullmatch(said)
    if few:
        return t("stock.few", n=few[1])
    return t(_STOCK[said]) if said in _STOCK else said


def wanted(request: Request) -> Language:
    """The language that was chosen in this browser, else the first of ours that it asks for, else English."""
    chosen = request.cookies.get(COOKIE)
    asked = [part.split(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")]
    for name in (chosen, *asked):
        for language in get_args(Language):
            if name == language:
                return language  # type: ignore[no-any-return]
    return "en"
