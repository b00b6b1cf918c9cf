"""Amounts in a message: prices, ratings and counts, read by code and never by a model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.chinese.numbers import is_numeral, numeral, prices
from assistant.hearing.cues import cue, one_of, words
from retrieval.query import Constraint, Operator, Order

_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_UNITS = {word: n for n, word in enumerate(f"zero one two three four five six seven eight nine {_TEENS}".split())}
_TENS = {
    word: 10 * n
    for n, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
_ONE_TO_NINE = "|".join(list(_UNITS)[1:10])
_TENS_WORDED = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{_ONE_TO_NINE}))?+"  # "fifty-five", never the range from 50 to 5
_BELOW_HUNDRED = rf"(?:{_TENS_WORDED}|{_TEENS.replace(' ', '|')})"
_WORDED = one_of(
    _TENS_WORDED,
    # "a hundred and thirty"; of "between a hundred and two hundred" only the hundred
    rf"(?:an?|{_ONE_TO_NINE})[- ](?:hundred|thousand)(?:[- ](?:and )?(?:{_BELOW_HUNDRED}|{_ONE_TO_NINE})\b)?",
    rf"(?:{_ONE_TO_NINE})[- ]{_BELOW_HUNDRED}",  # "one fifty"
    *reversed(_UNITS),  # longer words first: "sixteen" before "six"
    "hundred",
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_BEFORE = r"(?:[$£€¥₱]|usd|eur|gbp|php|us\$)\s?"
_AFTER = r"\s?(?:dollars?|bucks?|usd|euros?|eur|pounds?|quid|gbp|pesos?|php|[$£€¥₱])(?![a-z])"
# A number with one of these behind it is no price.
_MEASURE = (
    r"(?:%|percent|l\b|litres?|liters?|ml|cm|mm|m\b|km|kg|g\b|oz|lbs?|inch|inches|"
    r"in\b(?=\s*(?:$|[,.;]|x\b|wide|long|tall|high|deep|screen|monitor))|\"|ft|foot|feet|"
    r"w\b(?!/)|watts?|kw\b|v\b|volts?|m?ah\b|[km]?hz|ghz|[gtm]b\b|mp\b|dpi|rpm|psi|[km]?bps|ppm|lumens?|lm\b|"
    r"pages?|sheets?|degrees?|°|minutes?|mins?\b|gsm|"
    r"h\b|hours?|hrs?|db|stars?|people|persons?|years?|yrs?|months?|weeks?|days?|pieces?|pcs|pairs?|items?)"
)
_OTHER_UNIT = (
    rf"(?!\s?(?:{_MEASURE}|of\b|x\b|st\b|nd\b|rd\b|th\b|\d)"
    rf"|\s?(?:-|–|—|to)\s?\d[\d.,]*\s?{_MEASURE})"  # the 10 of "from 10 to 15 kg"
)
# What a bare number beside it measures: "power usage between 1-500", "3000-4000 power usage".
_MEASURED = (
    r"(?:(?:power|energy) (?:usage|use|consumption|rating|input|output)|wattage|voltage|(?:in|out)put|"
    r"capacity|weigh(?:t|s|ing)?|height|width|length|depth|diameter|thickness|noise(?: level)?|speed|resolution|"
    r"brightness|(?:maximum )?load|viscosity|thread count|ages?|aged|temperatures?)"
)
_OF_MEASURE = cue(rf"(?<!any )\b{_MEASURED}\s*(?:range|rating|level)?\s*(?:(?:is|are|of|:|=|between|from)\s*)*$")
_MEASURE_BEHIND = cue(rf"^\s*{_MEASURED}\b")
# Below so much, these words speak of pieces or people: "keep it at 2", "3 total".
_FEW, _OF_FEW = 20, re.compile(r"\b(?:keep|total|is|would be)\b", re.IGNORECASE)
HIGHEST_PRICE = Decimal(10) ** 12  # a longer number is no price: nobody could write it on a card


def _price(name: str) -> str:
    """A price with its currency, if any, before (`{name}b`) or after (`{name}a`) it; "2k" is two thousand."""
    return (
        rf"(?P<{name}b>{_BEFORE})?(?P<{name}>{_DIGITS}|{_WORDED})(?P<{name}k>k\b)?(?P<{name}a>{_AFTER})?"
        rf"(?({name}b)|{_OTHER_UNIT})"  # with a currency before it, it is a price whatever follows
    )


_LOW, _HIGH, _MID = _price("low"), _price("high"), _price("mid")
# German, French, Spanish, Italian: read alone, a bound is worth more than the rest of the sentence.
ABROAD_AT_MOST = one_of(
    "nicht mehr als|nicht über|weniger als|unter|bis(?: zu)?|höchstens|maximal",
    "pas plus de|moins de|au plus|au maximum|maximum|jusqu'?\\s?[àa]",
    "no más de|no mas de|menos de|hasta|como máximo|máximo(?: de)?",
    "non più di|meno di|al massimo|massimo|fino a",
)
ABROAD_AT_LEAST = one_of(
    "nicht unter|nicht weniger als|mehr als|über|mindestens|ab(?=\\s?\\d+\\s?(?:€|euro?s?\\b))",
    "pas moins de|plus de|au moins|à partir de",
    "no menos de|más de|mas de|al menos|por lo menos|desde",
    "non meno di|più di|piu di|almeno|oltre",
)
_NOT = r"(?<!\bno )(?<!\bnot )(?<!\bnicht )(?<!\bpas )(?<!\bnon )"
_AT_MOST = one_of(
    ABROAD_AT_MOST,
    "under|below|(?:less|lower|cheaper) th[ae]n|at (?:the )?most|no more than|not more than|not over|nothing over",
    "keep (?:it|them|everything) (?:to|at)|i'?d (?:pay|go to)|we'?d (?:pay|go to)",
    "up to|upto|max(?:imum|\\.)?(?: of)?|within|<=?|budget(?: is| of|:)?(?: only)?",
    "to spend|stretch to|spend(?: up to)?|i have|i(?:'?ve)? got(?: like)?",
    "limit(?: is| of)?|all in",
)
_OR_LESS = one_of(
    "or less|,? not a (?:cent|penny|dollar|euro) more",
    "or under|or below|or cheaper|budget|all in|(?:in )?total|to spend",
    "(?:(?:each|apiece|per \\w+|an? (?:piece|head|person))\\s+)?(?:max(?:imum|imal)?|tops|at (?:the )?most)",
    "(?:is|would be|'s) (?:my|our|the) (?:limit|max(?:imum)?|budget|cap)",
    "(?:is|'s) (?:all|as much as|the most) (?:i|we)(?:'ve| have| can| want| will)?(?: got)?(?: to)?"
    "(?: (?:spend|pay|go))?",
)
_AT_LEAST = one_of(
    ABROAD_AT_LEAST,
    "not? (?:less|lower|cheaper) th[ae]n|not (?:under|below)",
    "over|above|(?:more|higher|greater) th[ae]n|at least|min(?:imum|\\.)?(?: of)?|from|starting at",
    "starting from|upwards of|>=?|no less than",
)
# "I don't want to spend more than", "nothing fancy above", "none over": a bound turned round.
DENIED = (
    r"(?:no|not|none|nothing|never|without|cannot|(?:do|wo|ca|would|should|must|is|are|does)n'?t)\s+"
    r"(?:(?:to|pay(?:ing)?|spend(?:ing)?|go(?:ing)?|want|like|have|need|cost(?:s|ing)?|priced?|be|is|are|anything|any|"
    r"ones?|things?|much|a|lot|really|even|it|that|they|too|crazy|fancy|silly|expensive)\s+){0,4}"
)
ABOVE = r"(?:over|above|beyond|past|(?:more|higher|greater) th[ae]n|exceed(?:ing)?)"
_BELOW = r"(?:under|below|(?:less|lower|cheaper) th[ae]n)"
# "Nothing under 20"; but "there is nothing under 20" complains.
_NONE_BELOW = (
    r"(?:(?:^|[,;.]\s*|\b(?:please|and|but) )(?:none|nothing|never)\s+(?:(?:priced|costing|that costs)\s+)?"
    rf"|\b(?:don'?t|do not) (?:want|show me) (?:anything|any|ones?)\s+){_BELOW}"
)
_OR_MORE = one_of(r"or more|or over|or above|and up|and above|\+|minimum")
_ABOUT = one_of("around|about|roughly|approximately|approx|circa|~|close to")
# The first that matches a place wins. None: a price said without any such word.
_PRICES: tuple[tuple[Operator | None, re.Pattern[str]], ...] = (
    (
        Operator.BETWEEN,
        cue(rf"\b(?:between|from|price range(?: of)?)\s*{_LOW}\s*(?:and|to|-|–)\s*{_HIGH}"),
    ),
    (
        Operator.BETWEEN,
        cue(rf"\b(?:zwischen|von|entre|de|desde|tra|fra|da)\s*{_LOW}\s*(?:und|bis|et|à|y|a|hasta|e)\s*{_HIGH}"),
    ),
    (Operator.BETWEEN, cue(rf"(?<![\w.])(?<!size )(?<!sizes ){_LOW}\s*(?:to|-|–|—)\s*{_HIGH}(?![\w])")),
    (Operator.AT_MOST, cue(rf"\b{DENIED}{ABOVE}\s*{_HIGH}(?!\w)")),
    (Operator.AT_LEAST, cue(rf"{_NONE_BELOW}\s*{_LOW}(?!\w)(?!\s*\?)")),
    (Operator.AT_MOST, cue(rf"(?<!\w){_NOT}{_AT_MOST}\s*{_HIGH}(?!\w)")),
    (Operator.AT_LEAST, cue(rf"(?<!\w){_AT_LEAST}\s*{_LOW}(?!\w)")),
    (Operator.AT_MOST, cue(rf"(?<![\w.]){_HIGH}\s*{_OR_LESS}(?!\w)")),
    (Operator.AT_LEAST, cue(rf"(?<![\w.]){_LOW}\s*{_OR_MORE}(?!\w)")),
    (Operator.ABOUT, cue(rf"(?<!\w){_ABOUT}\s*{_MID}(?!\w)")),
    (Operator.ABOUT, cue(rf"(?<![\w.])(?<!size ){_MID}[ -]?ish\b(?! (?:people|persons?|years?|inch|cm|l|kg)\b)")),
    (None, cue(rf"(?<![\w.]){_MID}(?!\w)")),
)
SLIP = r"nope|wait|sorry|actually|i mean(?:t)?|scratch that|make (?:it|that)"
_CORRECTED = re.compile(  # right before the amount that counts: "no, ", "sorry, I meant ", and not "no poles, "
    rf"(?:^|[\s,;.!?(-])(?:no(?=\s*[,;.!-]|\s+(?:{SLIP}))|{SLIP}|不对|不是|算了|改成)"
    rf"(?:[\s,;.:!-]+(?:no|it'?s|{SLIP}))*[\s,;:.!，。-]*$",
    re.IGNORECASE,
)
_RATING = cue(
    # "at least 4 stars", "4.5+ stars", "3 stars or better"
    r"(?:(?:at least|over|above|min(?:imum)?|more than|rated|from)\s*)*(?P<n>[1-5](?:\.\d)?)\s*(?:\+\s*)?"
    r"(?:or more |or better |plus )?stars?(?: or (?:more|better|up))?",
    # "rated over 4", "rated 4 or higher"
    r"rated\s*(?:at least|over|above)?\s*(?P<m>[1-5](?:\.\d)?)(?:\s*(?:\+|or (?:more|better|above|higher)))?",
)
_WELL_RATED = cue(r"\b(?:well|highly)[- ](?:rated|reviewed)", r"good (?:reviews|ratings?)\b")
_ORDERS = (
    (Order.CHEAPEST, cue(words("cheapest|least expensive|lowest[- ]price[d]?|most affordable|lowest price"))),
    (Order.DEAREST, cue(words("most expensive|dearest|priciest|highest[- ]price[d]?"))),
    (Order.BEST_RATED, cue(words("(?:best|top|highest)[- ](?:rated|reviewed)|best reviews"))),
)
_QUANTITY = cue(
    # "2 x", "three pairs of", "2 of them", but not "2 of cotton"
    rf"\b(?P<n>\d{{1,3}}|{'|'.join(list(_UNITS)[1:])})\s*"
    r"(?:x\b|×|pieces?(?: of)?|pairs?(?: of)?|of (?=the|them|it|these|those|this|that|number|#))",
    r"\bx\s?(?P<m>\d{1,3})\b",
    r"\bquantity(?: of| to)?\s*(?P<q>\d{1,3})",
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
    found = [Amount(*price) for price in prices(text)]
    for match in _RATING.finditer(text):
        value = Decimal(match["n"] or match["m"])
        found.append(Amount(Constraint("rating", Operator.AT_LEAST, value), *match.span()))
    for match in _WELL_RATED.finditer(text):
        found.append(Amount(Constraint("rating", Operator.AT_LEAST, Decimal(4), required=False), *match.span()))
    for operator, pattern in _PRICES:
        for match in pattern.finditer(text):
            if any(a.start < match.end() and match.start() < a.end for a in found):
                continue
            if _is_of_measure(text, match):
                continue
            constraint = _constraint(operator, match)
            if constraint is not None:
                found.append(Amount(constraint, *match.span()))
    return sorted(found, key=lambda a: a.start)


def stands(amount: Amount, found: Sequence[Amount], text: str) -> bool:
    """Whether the next amount of its slot does not take its place: "about $20, no, about $50"."""
    later = [a for a in found if a.constraint.slot == amount.constraint.slot and a.start >= amount.end]
    following = min(later, key=lambda a: a.start, default=None)
    return following is None or not _CORRECTED.search(text[amount.end : following.start])


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


_ALONE = re.compile(_MID, re.IGNORECASE)


def alone(text: str) -> Decimal:
    """The amount that the text is, and nothing besides: "200", "$1,200", "two hundred dollars"; 0 where it is none."""
    match = _ALONE.fullmatch(text.strip())
    return _amount(match, "mid") if match else Decimal(0)


_TIMES = re.compile(r"^[x×]\s?(?=\d)|(?<=\d)\s?[x×]$")
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")


def number(words: str) -> Decimal:
    """`"1,200"`, `"49,90"`, `"fifty-five"`, `"one fifty"` (150), `"two hundred"`, `"3x"`; 0 where it is none."""
    plain = _TIMES.sub("", words.strip().lower())
    if not plain:
        return Decimal(0)
    if is_numeral(plain):
        return numeral(plain)
    if plain[0].isdigit():
        plain = _FIGURES.match(plain).group()  # type: ignore[union-attr]  # it begins with one
        decimal_comma = re.fullmatch(r"\d+,\d{1,2}", plain)
        return Decimal(plain.replace(",", "." if decimal_comma else ""))
    total = group = 0
    for word in re.split(r"[- ]", plain):
        if word == "hundred":
            group = max(group, 1) * 100
        elif word == "thousand":
            total, group = total + max(group, 1) * 1000, 0
        elif word not in ("a", "an"):
            value = _TENS.get(word, _UNITS.get(word, 0))
            group = group * 100 + value if 0 < group < 10 <= value else group + value  # "one fifty"
    return Decimal(total + group)


def _is_of_measure(text: str, match: re.Match[str]) -> bool:
    """Whether a number without a currency is said of a measure, in front of it or behind."""
    beside = _OF_MEASURE.search(text[: match.start()]) or _MEASURE_BEHIND.search(text[match.end() :])
    return bool(beside) and not _has_currency(match)


def _has_currency(match: re.Match[str]) -> bool:
    return any(match[f"{name}{side}"] for name in ("low", "mid", "high") if name in match.groupdict() for side in "ab")


def _constraint(operator: Operator | None, match: re.Match[str]) -> Constraint | None:
    said = {name: _amount(match, name) for name in ("low", "mid", "high") if name in match.groupdict()}
    has_currency = _has_currency(match)
    if (operator is None and not has_currency) or max(said.values()) > HIGHEST_PRICE:
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
    value = next(iter(said.values()))
    if not has_currency and value < _FEW and _OF_FEW.search(match.group()):
        return None
    return Constraint("price", operator or Operator.ABOUT, value)


def _amount(match: re.Match[str], name: str) -> Decimal:
    return number(match[name]) * (1000 if match[f"{name}k"] else 1)
