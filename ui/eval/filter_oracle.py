"""The oracle of `eval filters`: what a condition means, read from the store's rows one by one.

Written against docs/conditions.md, apart from `retrieval/filters.py`: it shares no code with it, on purpose, and is
plain and slow. Where the two differ, one of them does not do what the page says.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import snowballstemmer

from retrieval.query import Constraint, Operator, Query

_STEMMER = snowballstemmer.stemmer("english")
_PER: dict[str, tuple[str, Fraction]] = {
    "mm": ("mm", Fraction(1)), "cm": ("mm", Fraction(10)), "m": ("mm", Fraction(1000)), "km": ("mm", Fraction(10**6)),
    "in": ("mm", Fraction(254, 10)), "inch": ("mm", Fraction(254, 10)), "inches": ("mm", Fraction(254, 10)),
    "ft": ("mm", Fraction(3048, 10)), "foot": ("mm", Fraction(3048, 10)), "feet": ("mm", Fraction(3048, 10)),
    "g": ("g", Fraction(1)), "kg": ("g", Fraction(1000)), "mg": ("g", Fraction(1, 1000)),
    "lb": ("g", Fraction(45359237, 100000)), "oz": ("g", Fraction(28349523125, 10**9)),
    "ml": ("ml", Fraction(1)), "cl": ("ml", Fraction(10)), "l": ("ml", Fraction(1000)),
    "w": ("w", Fraction(1)), "kw": ("w", Fraction(1000)), "mah": ("mah", Fraction(1)), "ah": ("mah", Fraction(1000)),
    "s": ("s", Fraction(1)), "min": ("s", Fraction(60)), "h": ("s", Fraction(3600)),
    "week": ("s", Fraction(604800)), "month": ("s", Fraction(2628000)), "year": ("s", Fraction(31536000)),
    "day": ("s", Fraction(86400)), "hz": ("hz", Fraction(1)), "khz": ("hz", Fraction(1000)),
    "mb": ("gb", Fraction(1, 1000)), "gb": ("gb", Fraction(1)), "tb": ("gb", Fraction(1000)),
    "mbit/s": ("bit", Fraction(1)), "gbit/s": ("bit", Fraction(1000)), "mb/s": ("byte", Fraction(1)),
    "°": ("deg", Fraction(1)), "deg": ("deg", Fraction(1)), "degree": ("deg", Fraction(1)),
    "person": ("people", Fraction(1)), "people": ("people", Fraction(1)), "player": ("people", Fraction(1)),
}  # fmt: skip
_SMALLER = {
    "mm": ("mm", "cm", "m", "in", "ft"), "g": ("g", "kg", "lb", "oz"), "ml": ("ml", "l", "cl"), "w": ("w", "kw"),
    "s": ("min", "h"), "gb": ("gb", "mb", "tb"),
}  # fmt: skip
_FAUX = {"faux", "vegan", "fake", "imitation", "synthetic", "artificial", "mock", "simulated", "pu", "pleather", "eco"}
_AFTER = {"free", "look", "like", "effect", "alternative", "substitute", "style", "imitation"}
_NO = {"no", "not", "non", "without", "never", "zero", "isnt", "arent", "doesnt"}
_MADE = {"wooden": "wood", "woolen": "wool", "woollen": "wool", "metallic": "metal", "leathery": "leather"}
_STUFF = {"material", "materials", "fabric", "fabrics", "composition", "shell", "lining", "upper", "sole", "fill",
          "filling", "leather"}  # fmt: skip
_SIZES = {"x-small": "xs", "extra small": "xs", "small": "s", "medium": "m", "large": "l", "extra large": "xl",
          "x-large": "xl", "2xl": "xxl", "3xl": "xxxl"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """From `low` to `high` of what is called `per`; `sides` and `whole` for the very same amount."""

    low: Fraction
    high: Fraction
    per: str
    unit: str
    whole: bool
    sides: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A variant with all that is said of it."""

    id: str
    product_id: str
    price: int  # of the day, minor units
    available: bool
    options: Mapping[str, str]
    attributes: Mapping[str, list[str]]
    categories: list[str]
    brand: str
    title: str
    description: str
    rating: float | None
    n_reviews: int
    extra: dict[str, Any] = field(default_factory=dict, compare=False)


class Oracle:
    """Every row of a store, as sqlite has them, at the prices of a day."""

    def __init__(self, store: Path, on: date | None) -> None:
        with sqlite3.connect(f"file:{store / 'shop.db'}?mode=ro", uri=True) as database:
            database.row_factory = sqlite3.Row
            self.currency = json.loads(_one(database, "select value from facts where name = 'currency'"))
            self.minor = 1 if self.currency in ("JPY", "KRW") else 100
            offers = [dict(row) for row in database.execute("select * from promotions")] if on else []
            products = {row["id"]: row for row in database.execute("select * from products")}
            found = database.execute("select * from variants order by product_id, position").fetchall()
        self.rows = [_row(row, products[row["product_id"]], offers, on) for row in found]
        self._common: dict[str, str] = {}

    def keeping(self, query: Query) -> dict[str, set[str]]:
        """The variants that a query may show, by product."""
        found: dict[str, set[str]] = {}
        known: dict[tuple[int, str, str | None], bool] = {}  # variants of a product differ in price and options alone

        def kept(at: int, wanted: Constraint, row: Row) -> bool:
            if wanted.slot == "price":
                return self.holds(wanted, row)
            key = (at, row.product_id, row.options.get(wanted.slot))
            if key not in known:
                known[key] = self.holds(wanted, row)
            return known[key]

        required = [(at, c) for at, c in enumerate(query.constraints) if c.required]
        for row in self.rows:
            if (query.in_stock and not row.available) or row.product_id in query.exclude:
                continue
            if all(kept(at, wanted, row) for at, wanted in required):
                found.setdefault(row.product_id, set()).add(row.id)
        return found

    def holds(self, wanted: Constraint, row: Row) -> bool:
        """Whether the variant keeps the condition."""
        match wanted.slot:
            case "price":
                return _number_holds(wanted, Fraction(row.price, self.minor))
            case "rating":
                return row.rating is not None and _number_holds(wanted, Fraction(str(row.rating)))
            case "n_reviews":
                return _number_holds(wanted, Fraction(row.n_reviews))
        said = stated(row, wanted.slot)
        if wanted.operator is Operator.NOT:
            return not any(self._is_the_excluded(wanted.slot, str(value), row, said) for value in wanted.values)
        if wanted.operator in (Operator.IS, Operator.ONE_OF):
            if wanted.slot == "gender" and not said:
                return True
            return any(self._is(wanted.slot, str(value), own) for value in wanted.values for own in said)
        return any(self._amount_holds(wanted, own) for own in said)

    def _is(self, slot: str, value: str, own: str) -> bool:
        if slot == "category":
            asked, path = _steps(value), _steps(own)
            return bool(asked) and any(path[i : i + len(asked)] == asked for i in range(len(path)))
        if _flat(own) == _flat(value):
            return True
        if slot == "gender" and _flat(own) == "unisex":
            return _flat(value) in ("men", "women")
        if (slot in ("size", "sizes") or slot.endswith(("_size", "_sizes"))) and _letters(own) == _letters(value):
            return True
        one, other = read_amount(own), read_amount(value)
        return (
            one is not None
            and other is not None
            and one.whole
            and other.whole
            and bool(one.per or one.sides)
            and (one.per, one.low, one.high, one.sides) == (other.per, other.low, other.high, other.sides)
        )

    def _is_the_excluded(self, slot: str, value: str, row: Row, said: list[str]) -> bool:
        parts = set(slot.split("_"))
        if slot == "gender":
            if any(_flat(own) == _flat(value) for own in said):
                return True
        elif any(self._is(slot, value, own) for own in said):
            return True
        if parts & (_STUFF | {"color", "colors", "colour", "colours"}) and any(names(own, value) for own in said):
            return True
        if parts & _STUFF:
            told = [
                own
                for other, values in row.attributes.items()
                if not {"color", "colors", "colour", "colours"} & set(other.split("_"))
                for own in values
            ]
            return any(names(text, value) for text in (row.title, row.description, *told))
        return not said and names(row.title, value)

    def _amount_holds(self, wanted: Constraint, own: str) -> bool:
        common = self._commonest(wanted.slot)
        amount = read_amount(own, common)
        per, times = per_of(wanted.unit or common)
        if amount is None or amount.per != per:
            return False
        low, high = _ends(wanted)
        return (
            (low is None or amount.high >= low * times)
            and (high is None or amount.low <= high * times)
            and (low is None or high is None or low <= high)
        )

    def _commonest(self, slot: str) -> str:
        """The unit that most different values of the slot are written in, in either the options or the attributes."""
        if slot not in self._common:
            values = {_flat(own) for row in self.rows for own in (*row.attributes.get(slot, ()), *_own(row, slot))}
            units = Counter(found.unit for value in values if (found := read_amount(value)) is not None)
            self._common[slot] = min(units, key=lambda name: (-units[name], name), default="")
        return self._common[slot]


def stated(row: Row, slot: str) -> list[str]:
    """What is said of the variant: its own option, else the product's values."""
    if slot == "category":
        return row.categories
    if slot == "brand":
        return [row.brand] if row.brand else []
    return _own(row, slot) or list(row.attributes.get(slot, ()))


def _own(row: Row, slot: str) -> list[str]:
    return [row.options[slot]] if slot in row.options else []


def names(text: str, value: str) -> bool:
    """Whether the text calls the thing `value`: not as an imitation, and not by saying that it is not there."""
    wanted = _asked(value)
    for words, roots in _clauses(text):
        if not wanted or wanted[0] not in roots:
            continue
        for at in range(len(words) - len(wanted) + 1):
            if roots[at : at + len(wanted)] == wanted and not _denied(words, at, at + len(wanted)):
                return True
    return False


@cache
def _asked(value: str) -> list[str]:
    return [_root(word) for word in _words(value)]


@cache
def _clauses(text: str) -> list[tuple[list[str], list[str]]]:
    """The words of each part of a text between stops and commas, as written and as roots."""
    parts = (_words(clause) for clause in re.split(r"[.;:!?()]|,(?!\d)", text))
    return [(words, [_root(word) for word in words]) for words in parts if words]


def _denied(words: list[str], at: int, end: int) -> bool:
    if words[end : end + 1] and words[end] in _AFTER:
        return True
    before = words[max(0, at - 4) : at]
    if _FAUX & set(before[-2:]) or before[-2:] in (["free", "of"], ["free", "from"], ["instead", "of"]):
        return True
    for back in range(len(before) - 1, -1, -1):
        if before[back] in ("only", "just"):
            return False
        if before[back] in _NO:
            return True
    return False


def _words(text: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    bare = re.sub(r"['’]s\b|['’](?![a-z0-9])", "", bare)
    return re.findall(r"[a-z0-9\u0100-\uffff]+", re.sub(r"['’]", "", bare))


@cache
def _root(word: str) -> str:
    return str(_STEMMER.stemWord(_MADE.get(word, word)))


@cache
def _flat(value: str) -> str:
    return " ".join(value.split()).casefold()


def _letters(value: str) -> str:
    return _SIZES.get(_flat(value), _flat(value))


@cache
def _steps(path: str) -> list[str]:
    return [_flat(step) for step in path.split(">") if step.strip()]


def _number_holds(wanted: Constraint, number: Fraction) -> bool:
    if wanted.operator in (Operator.IS, Operator.ONE_OF, Operator.NOT):
        same = any(abs(Fraction(str(value)) - number) < Fraction(1, 10**6) for value in wanted.values)
        return same is not (wanted.operator is Operator.NOT)
    low, high = _ends(wanted)
    return (low is None or number >= low) and (high is None or number <= high)


def _ends(wanted: Constraint) -> tuple[Fraction | None, Fraction | None]:
    values = [Fraction(str(value)) for value in wanted.values]
    match wanted.operator:
        case Operator.AT_MOST:
            return None, values[0]
        case Operator.AT_LEAST:
            return values[0], None
        case Operator.BETWEEN:
            return values[0], values[1]
    return values[0] - abs(values[0]) / 5, values[0] + abs(values[0]) / 5


_SCAN = re.compile(
    r"(?P<n>(?:(?<!\w)[-+])?(?:\d+[ -]\d+/\d+|\d+/\d+|\d+(?:[.,]\d+)*))|(?P<by>[x×](?![a-z])|by\b)|(?P<to>[-–—]|to\b)|"
    r"(?P<u>in(?![a-z/])(?!\.?[\s-]*\d)\.?|(?!in(?![a-z/]))[°a-z²\"'″′%]+(?:/[a-z]+[²³]?)?\.?)|(?P<s>\s+)|(?P<o>.)"
)


@cache
def read_amount(text: str, common: str = "") -> Amount | None:
    """The amount that a text begins with, scanned from left to right; None where it begins with none."""
    rest = re.sub(r"^(?:up to|at most|at least|about|approx\.?|max\.?|min\.?|over)\s+", "", text.strip().lower())
    led = rest != text.strip().lower()
    pieces = [(m.lastgroup, m.group(), m.end()) for m in _SCAN.finditer(rest)]
    numbers: list[tuple[str, str]] = []  # each with its unit
    link, at, end = "", 0, 0
    while at < len(pieces) and pieces[at][0] == "n" and len(numbers) < 3:
        number, at, end = pieces[at][1], at + 1, pieces[at][2]
        name, after = _unit_at(pieces, at)
        if name:
            at, end = after, pieces[after - 1][2]
        numbers.append((number, name))
        ahead = [i for i in range(at, min(at + 3, len(pieces))) if pieces[i][0] != "s"]
        if not ahead or pieces[ahead[0]][0] not in ("by", "to") or (link and pieces[ahead[0]][0] != link):
            break
        if pieces[ahead[0]][0] == "to" and len(numbers) == 2:
            break
        follows = [i for i in range(ahead[0] + 1, min(ahead[0] + 3, len(pieces))) if pieces[i][0] != "s"]
        if not follows or pieces[follows[0]][0] != "n":
            break
        link, at = str(pieces[ahead[0]][0]), follows[0]
    return _made(numbers, link, common, not led and not rest[end:].strip()) if numbers else None


def _unit_at(pieces: list[tuple[str | None, str, int]], at: int) -> tuple[str, int]:
    for skip in (0, 1):
        between = skip == 0 or (at < len(pieces) and (pieces[at][0] == "s" or pieces[at][1] == "-"))
        if between and at + skip < len(pieces) and pieces[at + skip][0] == "u":
            return pieces[at + skip][1].rstrip("."), at + skip + 1
    return "", at


def _made(numbers: list[tuple[str, str]], link: str, common: str, whole: bool) -> Amount | None:
    last = next((name for _, name in reversed(numbers) if name), common)
    sizes = []
    for number, name in numbers:
        value, (per, times) = _value(number), per_of(name or last)
        if value is None or per != per_of(last)[0]:
            return None
        sizes.append(value * times)
    per = per_of(last)[0]
    if link == "by":
        return Amount(max(sizes), max(sizes), per, last, whole, tuple(sizes))
    if link == "to" and sizes[0] <= sizes[1]:
        return Amount(sizes[0], sizes[1], per, last, whole)
    name = numbers[0][1] or common
    first = _value(numbers[0][0])
    if first is None:
        return None
    per, times = per_of(name)
    return Amount(first * times, first * times, per, name, whole and len(numbers) == 1)


def per_of(name: str) -> tuple[str, Fraction]:
    """What a unit is so many of; an unknown one of itself."""
    name = name.rstrip(".").replace(" ", "").casefold()
    known = _PER.get(name) or _PER.get(name.removesuffix("s"))
    return known or (name.removesuffix("s") or name, Fraction(1))


def other_units(per: str) -> tuple[str, ...]:
    """Units that a shopper may say instead; none where there is only one."""
    return _SMALLER.get(per, ())


def _value(number: str) -> Fraction | None:
    if "/" in number:
        *whole, part = re.split(r"[ -]", number.lstrip("+-"))
        over, under = part.split("/")
        if int(under) not in (2, 3, 4, 8, 16, 32, 64):
            return None
        found = Fraction(int(over), int(under)) + (int(whole[0]) if whole else 0)
        return -found if number.startswith("-") else found
    if re.fullmatch(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", number):
        return Fraction(number.replace(",", ""))
    plain = number.replace(",", ".")
    return Fraction(plain) if plain.count(".") < 2 else None


def _one(database: sqlite3.Connection, question: str) -> str:
    return str(database.execute(question).fetchone()[0])


def _row(row: sqlite3.Row, product: sqlite3.Row, offers: list[dict[str, Any]], on: date | None) -> Row:
    options = {**json.loads(row["options"]), "availability": row["status"]}
    categories = json.loads(product["categories"])
    percents = [Decimal(o["value"]) for o in offers if on and _is_free_for_one(o, product, categories, on)]
    price = row["price"]
    if percents:
        cut = Decimal(price) * (100 - max(percents)) / 100
        price = min(price, int(cut.quantize(Decimal(1), ROUND_HALF_UP)))
    return Row(
        row["id"], row["product_id"], price, bool(row["available"]), options, json.loads(product["attributes"]),
        categories, product["brand"], product["title"], product["description"], product["rating"],
        product["n_reviews"],
    )  # fmt: skip


def _is_free_for_one(offer: dict[str, Any], product: sqlite3.Row, categories: list[str], on: date) -> bool:
    asked = json.loads(offer["conditions"])
    if offer["kind"] != "percent_off" or offer["code"] or not offer["active"]:
        return False
    if (offer["starts_on"] and offer["starts_on"] > on.isoformat()) or (
        offer["ends_on"] and offer["ends_on"] < on.isoformat()
    ):
        return False
    if any(asked.get(key) for key in ("together", "subtotal_at_least", "first_order", "members_only")):
        return False
    if (asked.get("quantity_at_least") or 1) > 1:
        return False
    where = asked.get("categories") or []
    if asked.get("kinds") and not (where or asked.get("product_ids") or asked.get("brand")):
        return False
    return (
        (not asked.get("product_ids") or product["id"] in asked["product_ids"])
        and (not asked.get("brand") or asked["brand"].casefold() == product["brand"].casefold())
        and (not where or any(_within(path, step) for path in categories for step in where))
        and not any(_within(path, step) for path in categories for step in asked.get("not_categories") or [])
    )


def _within(path: str, part: str) -> bool:
    steps, wanted = _steps(path), _steps(part)
    return any(steps[i : i + len(wanted)] == wanted for i in range(len(steps)))


def all_values(rows: list[Row]) -> Iterator[tuple[str, str]]:
    """Every slot with a value that some row has."""
    for row in rows:
        for slot, values in row.attributes.items():
            yield from ((slot, value) for value in values)
        yield from row.options.items()
