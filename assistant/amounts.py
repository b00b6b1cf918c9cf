"""Amounts in a message: prices, ratings and counts, read by code and never by a model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from retrieval.query import Constraint, Operator, Order

_UNITS = {
    word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_UNITS |= dict(zip("thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), range(13, 20), strict=True))
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_WORDED = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_UNITS)[1:10])}))?"
    rf"|(?:an?|{'|'.join(list(_UNITS)[1:10])})[- ](?:hundred|thousand)|{'|'.join(reversed(_UNITS))}|hundred)"
)
_BEFORE = r"(?:[$£€¥]|usd|eur|gbp|us\$)\s?"
_AFTER = r"\s?(?:dollars?|bucks?|usd|euros?|eur|pounds?|quid|gbp|[$£€¥])(?![a-z])"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:[.,]\d{1,2})?"
# A number with one of these behind it is no price.
_OTHER_UNIT = (
    r"(?!\s?(?:%|percent|l\b|litres?|liters?|ml|cm|mm|m\b|km|kg|g\b|oz|lbs?|inch|inches|in\b(?!\s+total)|\"|ft|foot|feet|"
    r"w\b|watts?|h\b|hours?|hrs?|db|stars?|people|persons?|years?|yrs?|months?|weeks?|days?|pieces?|pcs|pairs?|items?|"
    r"of\b|x\b|st\b|nd\b|rd\b|th\b|\d))"
)


def _price(name: str) -> str:
    return (
        rf"(?P<{name}b>{_BEFORE})?(?P<{name}>{_DIGITS}|{_WORDED})(?P<{name}k>k\b)?(?P<{name}a>{_AFTER})?{_OTHER_UNIT}"
    )


_AT_MOST = (
    r"under|below|less than|lower than|cheaper than|at most|no more than|not more than|not over|nothing over|up to|upto|"
    r"max(?:imum)?(?: of)?|within|<=?|budget(?: is| of|:)?|to spend|stretch to|spend(?: up to)?|i have|ive got|i've got|"
    r"i got|limit(?: is| of)?|all in"
)
_AT_LEAST = (
    r"over|above|more than|at least|min(?:imum)?(?: of)?|from|starting at|starting from|upwards of|>=?|no less than"
)
_ABOUT = r"around|about|roughly|approximately|approx|circa|~|close to"
_PATTERNS: tuple[tuple[Operator | None, re.Pattern[str]], ...] = tuple(
    (operator, re.compile(pattern, re.IGNORECASE))
    for operator, pattern in (
        (Operator.BETWEEN, rf"\b(?:between|from|price range(?: of)?)\s*{_price('low')}\s*(?:and|to|-|–)\s*{_price('high')}"),
        (Operator.BETWEEN, rf"(?<![\w.])(?<!size )(?<!sizes ){_price('low')}\s*(?:to|-|–|—)\s*{_price('high')}(?![\w])"),
        (Operator.AT_MOST, rf"(?<!\w)(?:{_AT_MOST})\s*{_price('high')}(?!\w)"),
        (Operator.AT_LEAST, rf"(?<!\w)(?:{_AT_LEAST})\s*{_price('low')}(?!\w)"),
        (Operator.AT_MOST, rf"(?<![\w.]){_price('high')}\s*(?:or less|or under|or below|or cheaper|max(?:imum)?|tops|at most|budget|all in|in total|to spend)(?!\w)"),
        (Operator.AT_LEAST, rf"(?<![\w.]){_price('low')}\s*(?:or more|or over|or above|and up|and above|\+|minimum)(?!\w)"),
        (Operator.ABOUT, rf"(?<!\w)(?:{_ABOUT})\s*{_price('mid')}(?!\w)"),
        (None, rf"(?<![\w.]){_price('mid')}(?!\w)"),
    )
)  # fmt: skip
_RATING = re.compile(
    r"(?:(?:at least|over|above|min(?:imum)?|more than|rated|from)\s*)*(?P<n>[1-5](?:\.\d)?)\s*(?:\+\s*)?(?:or more |or better |plus )?stars?(?: or (?:more|better|up))?"
    r"|rated\s*(?:at least|over|above)?\s*(?P<m>[1-5](?:\.\d)?)(?:\s*(?:\+|or (?:more|better|above|higher)))?",
    re.IGNORECASE,
)
_WELL_RATED = re.compile(r"\b(?:well|highly)[- ](?:rated|reviewed)|good (?:reviews|ratings?)\b", re.IGNORECASE)
_ORDERS = (
    (Order.CHEAPEST, re.compile(r"\b(?:cheapest|least expensive|lowest[- ]price[d]?|most affordable|lowest price)\b", re.I)),
    (Order.DEAREST, re.compile(r"\b(?:most expensive|dearest|priciest|highest[- ]price[d]?)\b", re.I)),
    (Order.BEST_RATED, re.compile(r"\b(?:(?:best|top|highest)[- ](?:rated|reviewed)|best reviews)\b", re.I)),
)  # fmt: skip
_QUANTITY = re.compile(
    rf"\b(?P<n>\d{{1,3}}|{'|'.join(list(_UNITS)[1:])})\s*(?:x\b|×|pieces?(?: of)?|pairs?(?: of)?|of (?=the|them|it|these|those|this|that|number|#))"
    rf"|\bx\s?(?P<m>\d{{1,3}})\b|\bquantity(?: of| to)?\s*(?P<q>\d{{1,3}})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A constraint read from `text[start:end]`."""

    constraint: Constraint
    start: int
    end: int


def amounts(text: str) -> list[Amount]:
    """Price and rating constraints in the order of the text; overlapping readings go to the fuller one.

    A bare number counts as a price only with a currency or after a word such as "under"; an amount on its own
    with a currency ("a jacket for $60") is about that much.
    """
    found: list[Amount] = []
    for match in _RATING.finditer(text):
        value = Decimal(match["n"] or match["m"])
        found.append(Amount(Constraint("rating", Operator.AT_LEAST, value), *match.span()))
    for match in _WELL_RATED.finditer(text):
        found.append(Amount(Constraint("rating", Operator.AT_LEAST, Decimal(4), required=False), *match.span()))
    for operator, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(a.start < match.end() and match.start() < a.end for a in found):
                continue
            constraint = _constraint(operator, match)
            if constraint is not None:
                found.append(Amount(constraint, *match.span()))
    return sorted(found, key=lambda a: a.start)


def order(text: str) -> tuple[Order, int, int] | None:
    """The order asked for and where it is said ("the cheapest"); None when no order is."""
    for wanted, pattern in _ORDERS:
        match = pattern.search(text)
        if match:
            return wanted, *match.span()
    return None


def quantity(text: str) -> tuple[int, int, int] | None:
    """How many pieces and where it is said ("2 of the first", "x3"); None when it is not said."""
    match = _QUANTITY.search(text)
    if not match:
        return None
    return int(number(match["n"] or match["m"] or match["q"])), *match.span()


def number(words: str) -> Decimal:
    """`"1,200"`, `"49,90"`, `"fifty-five"`, `"two hundred"` as a number."""
    plain = words.strip().lower()
    if plain[0].isdigit():
        decimal_comma = re.fullmatch(r"\d+,\d{1,2}", plain)
        return Decimal(plain.replace(",", "." if decimal_comma else ""))
    total = 0
    for word in re.split(r"[- ]", plain):
        if word in ("hundred", "thousand"):
            total = max(total, 1) * (100 if word == "hundred" else 1000)
        elif word not in ("a", "an"):
            total += _TENS.get(word, _UNITS.get(word, 0))
    return Decimal(total)


def _constraint(operator: Operator | None, match: re.Match[str]) -> Constraint | None:
    said = {name: _amount(match, name) for name in ("low", "mid", "high") if name in match.groupdict()}
    has_currency = any(match[f"{name}{side}"] for name in said for side in "ab")
    if operator is None and not has_currency:
        return None
    if operator is Operator.BETWEEN:
        word = match.group().lstrip().lower()
        if not has_currency and not word.startswith(("between", "from", "price")) and said["high"] < 10:
            return None
        low, high = sorted((said["low"], said["high"]))
        return Constraint("price", operator, (low, high))
    if (
        operator is Operator.AT_LEAST
        and not has_currency
        and match.group().lower().startswith("from")
        and said["low"] < 5
    ):
        return None
    return Constraint("price", operator or Operator.ABOUT, next(iter(said.values())))


def _amount(match: re.Match[str], name: str) -> Decimal:
    return number(match[name]) * (1000 if match[f"{name}k"] else 1)
