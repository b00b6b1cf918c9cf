"""Measures in plain words: 24 in., 24" and 24-inch are one thing, and so are 3/8, .375 and 0.375.

What the word index reads and what a shopper writes go through the same door, so that they meet. A number becomes one
word (a decimal point is the letter p: "0p375"), its unit the English word for it. Nothing is converted: 1 ft is not
12 in., because a store that writes feet is asked for feet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

# The plain word, then how it is written. Single letters count only right behind the number ("20v"), except l, g, m.
_UNITS = """
inch: in inch inches " ″ ” ''
foot: ft foot feet ' ′ ’
yard: yd yds yard yards
mm: mm millimeter millimeters millimetre millimetres
cm: cm centimeter centimeters centimetre centimetres
meter: m mtr meter meters metre metres
gallon: gal gals gallon gallons
quart: qt qts quart quarts
pint: pt pint pints
ounce: oz ounce ounces
pound: lb lbs pound pounds
ml: ml milliliter milliliters millilitre millilitres
liter: l ltr liter liters litre litres
kg: kg kgs kilo kilos kilogram kilograms
gram: g gr gram grams gramme grammes
watt: watt watts w
volt: volt volts v
amp: amp amps ampere amperes a
gauge: gauge ga
pack: pack packs pk pks
piece: piece pieces pc pcs
degree: degree degrees deg °
btu: btu btus
hp: hp horsepower
lumen: lumen lumens lm
mil: mil mils
gb: gb gigabyte gigabytes
tb: tb terabyte terabytes
"""
_WORD = {
    written: word for word, _, ways in (line.partition(":") for line in _UNITS.split("\n")) for written in ways.split()
}
_GLUED = "wva"
_DENOMINATORS = "2|3|4|8|16|32|64"  # of inches and cups: 24/7 is no number
_DIGITS = "[0-9]{1,9}"  # longer ones are codes
_NUMBER = (
    rf"(?:(?:(?P<whole>{_DIGITS})\s?[-\s]\s?)?(?P<part>{_DIGITS}/(?:{_DENOMINATORS}))(?![0-9/])"
    rf"|(?P<plain>[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.{_DIGITS})?|(?:{_DIGITS})?\.{_DIGITS}|{_DIGITS}))"
)
_FIRST = re.compile(rf"(?<![^\W_])(?<![0-9][.,/]){_NUMBER}")
_NEXT = re.compile(_NUMBER)
_FEET = r"(?:foot|feet|ft)(?![^\W_])\.?"
_CUBED = {"sq": ("square", "foot"), "square": ("square", "foot"), "cu": ("cubic", "foot"), "cubic": ("cubic", "foot")}
_SPELT = "|".join(sorted((w for w in _WORD if w.isalpha() and w not in _GLUED), key=len, reverse=True))
_SIGN = "|".join(sorted((w for w in _WORD if not w.isalpha()), key=len, reverse=True))
_CUBIC = rf"(?P<cubed>sq|cu|square|cubic)\b\.?\s?-?{_FEET}"
# "2 in 1" is no inch.
_UNIT = re.compile(
    rf"\s?-?\s?(?:{_CUBIC}|(?!in[\s-]*1(?![0-9.,/x×]))(?P<spelt>{_SPELT})(?:\b|(?=x[0-9]))\.?)"
    rf"|(?P<glued>[{_GLUED}])\b|\s?(?P<sign>{_SIGN})(?!(?!x)[^\W\d_])",
    re.IGNORECASE,
)
_BY = re.compile(r"[x×]\s?(?=\.?[0-9])", re.IGNORECASE)  # 12x24
_ALONE = re.compile(rf"\b{_CUBIC}", re.IGNORECASE)
_GOES_ON = re.compile(r"[^\W_]|[.,/][0-9]")
_PLACES = 4  # behind the point: 1/16 is 0.0625


@dataclass(frozen=True, slots=True)
class Measure:
    """`text[start:end]` is a number, or a unit behind one; `words` are the plain ones for it."""

    start: int
    end: int
    words: tuple[str, ...]
    is_unit: bool = False


def measures(text: str) -> list[Measure]:
    """The numbers of `text` and their units, in order. Parts of other words ("2XL", "B12") are none."""
    found: list[Measure] = []
    number = _FIRST.search(text)
    while number:
        unit = _UNIT.match(text, number.end())
        end = unit.end() if unit and _may_end(text, unit.end()) else number.end()
        is_one = _may_end(text, end)
        if is_one:
            found.append(Measure(number.start(), number.end(), (_plain_number(number),)))
        if is_one and unit and end > number.end():
            found.append(Measure(number.end(), end, _plain_unit(unit), is_unit=True))
        by = _BY.match(text, end) if is_one else None
        number = (_NEXT.match(text, by.end()) if by else None) or _FIRST.search(text, end)
    taken = [(measure.start, measure.end) for measure in found]
    for alone in _ALONE.finditer(text):
        if not any(start < alone.end() and alone.start() < end for start, end in taken):
            found.append(Measure(alone.start(), alone.end(), _CUBED[alone["cubed"].lower()], is_unit=True))
    return sorted(found, key=lambda measure: measure.start)


def with_plain_measures(text: str) -> str:
    """`text` with its numbers and units in plain words: what makes "12x24 in" find "12 in. x 24 in."."""
    pieces: list[str] = []
    at = 0
    for measure in measures(text):
        pieces += [text[at : measure.start], *measure.words]
        at = measure.end
    return " ".join((*pieces, text[at:])).strip() if pieces else text


def _may_end(text: str, at: int) -> bool:
    """Whether what ends here is not the beginning of another word or number; "12" of "12x24" ends here."""
    if _BY.match(text, at):
        return True
    return not _GOES_ON.match(text, at)


def _plain_number(number: re.Match[str]) -> str:
    written = number["plain"]
    if written is None:
        value = Fraction(number["part"]) + int(number["whole"] or 0)
    elif "." not in written:
        return written.replace(",", "")
    else:
        value = Fraction(written.replace(",", ""))
    exact = f"{float(value):.{_PLACES}f}".rstrip("0").rstrip(".")
    return exact.replace(".", "p")


def _plain_unit(unit: re.Match[str]) -> tuple[str, ...]:
    if unit["cubed"]:
        return _CUBED[unit["cubed"].lower()]
    return (_WORD[(unit["spelt"] or unit["glued"] or unit["sign"]).lower()],)
