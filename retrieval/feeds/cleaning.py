"""From the strings of feeds to the catalog's own: text, slot names, amounts, stock states."""

from __future__ import annotations

import html
import re
import unicodedata
from decimal import Decimal
from html.parser import HTMLParser
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints

# Control characters, lone surrogates (SQLite cannot hold them), and marks that are invisible or turn text around.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
_LARGEST = Decimal(10) ** 10  # a price above ten thousand million is a mistake in the feed
_PLAIN_AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,10})?")
_GROUPED_AMOUNT = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{1,10})?")
_COMMA_AMOUNT = re.compile(r"[0-9]{1,15},[0-9]{2}")

_STATUSES = {
    "in_stock": (True, "in_stock"),
    "instock": (True, "in_stock"),
    "available": (True, "in_stock"),
    "limited_availability": (True, "in_stock"),
    "out_of_stock": (False, "out_of_stock"),
    "outofstock": (False, "out_of_stock"),
    "sold_out": (False, "out_of_stock"),
    "discontinued": (False, "out_of_stock"),
    "preorder": (True, "preorder"),
    "pre_order": (True, "preorder"),
    "backorder": (True, "backorder"),
    "back_order": (True, "backorder"),
    "unknown": (True, "unknown"),
}


def text(value: str) -> str:
    """One line of plain text: HTML entities decoded, white space collapsed, control characters gone.

    Letters keep their case: names in capitals are the store's own words. Tags are not touched: they are text.
    """
    return " ".join(_UNPRINTABLE.sub("", unicodedata.normalize("NFC", html.unescape(value))).split())


def paragraphs(value: str) -> str:
    """Like `text`, but line breaks stay (at most one empty line in a row)."""
    lines = (text(line) for line in value.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def html_text(markup: str) -> str:
    """What a reader sees of HTML: scripts and styles gone, blocks on their own lines, list items with a bullet."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return paragraphs("".join(reader.pieces))


class _Reader(HTMLParser):
    _BLOCKS = frozenset(
        (
            "address", "article", "blockquote", "br", "div", "dd", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
            "ol", "p", "section", "table", "tr", "ul",
        )
    )  # fmt: skip
    _UNREAD = frozenset(("script", "style", "template", "noscript", "iframe", "object"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unread = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # given by the parser
        if tag in self._UNREAD and not self._unread:
            self._unread = tag
        elif tag == "li":
            self.pieces.append("\n• ")
        elif tag in self._BLOCKS:
            self.pieces.append("\n")
        elif tag in ("td", "th"):
            self.pieces.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self._UNREAD:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unread:
            self._unread = ""
        elif tag in self._BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.pieces.append(re.sub(r"\s+", " ", data))


def slot_name(name: str) -> str:
    """A slot's name in lower snake case, American: `Colour` is `color`, `Strap (bags)` is `strap_bags`."""
    snake = re.sub(r"[\W_]+", "_", text(name).lower()).strip("_")
    return "_".join({"colour": "color", "colours": "colors"}.get(word, word) for word in snake.split("_"))


def amount(value: str) -> Decimal:
    """A price in major units: `15`, `15.00`, `1,299.00`, `12,50`. Raises `ValueError` for anything else."""
    stripped = value.strip()
    if _PLAIN_AMOUNT.fullmatch(stripped):
        number = Decimal(stripped)
    elif _GROUPED_AMOUNT.fullmatch(stripped):
        number = Decimal(stripped.replace(",", ""))
    elif _COMMA_AMOUNT.fullmatch(stripped):
        number = Decimal(stripped.replace(",", "."))
    elif stripped.startswith("-"):
        raise ValueError("is negative")
    else:
        raise ValueError("is not an amount such as 15.00")
    if number > _LARGEST:
        raise ValueError(f"is more than {_LARGEST:,}")
    return number


def currency_code(value: str) -> str:
    """An ISO 4217 code in capitals. Raises `ValueError` for anything that is not three letters."""
    code = value.strip().upper()
    if not re.fullmatch("[A-Z]{3}", code):
        raise ValueError("is not a currency code of three letters such as USD")
    return code


def availability(value: str) -> tuple[bool, str]:
    """Whether it can be bought now, and the catalog's status. Raises `ValueError` for a word nobody uses."""
    word = slot_name(value.rsplit("/", 1)[-1])
    if word not in _STATUSES:
        raise ValueError("is none of in_stock, out_of_stock, preorder, backorder")
    return _STATUSES[word]


def page_address(value: str) -> str:
    """An http(s) address or a path of the same shop, else empty: no `javascript:` ever becomes a link."""
    address = _UNPRINTABLE.sub("", value).strip()
    if re.match(r"https?://[^/\s]", address, re.IGNORECASE):
        return address
    return "" if ":" in address or address.startswith(("//", "\\")) or " " in address else address


def words(values: Any) -> tuple[str, ...]:
    """The values of an attribute, cleaned, each once: from a string, number, flag or a list of these."""
    several = values if isinstance(values, list | tuple) else [values]
    spelled = (("Yes" if v else "No") if isinstance(v, bool) else v for v in several)
    cleaned = (text(str(v)) for v in spelled if isinstance(v, str | int | Decimal))
    return tuple(dict.fromkeys(v for v in cleaned if v))


def _stringed(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _id(value: Any) -> Any:
    value = _stringed(value)
    if isinstance(value, str) and not value.strip().isprintable():
        raise ValueError("has characters that cannot be seen")
    return value


def _text(value: Any) -> Any:
    return "" if value is None else text(value) if isinstance(value, str) else value


def _paragraphs(value: Any) -> Any:
    return "" if value is None else paragraphs(value) if isinstance(value, str) else value


# Kinds of fields, for the models at the border.
Id = Annotated[str, BeforeValidator(_id), StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Title = Annotated[str, BeforeValidator(_text), StringConstraints(min_length=1, max_length=1000)]
Phrase = Annotated[str, BeforeValidator(_text), StringConstraints(max_length=1000)]
Prose = Annotated[str, BeforeValidator(_paragraphs), StringConstraints(max_length=100_000)]
Currency = Annotated[str, AfterValidator(currency_code)]
