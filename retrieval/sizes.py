"""Sizes: when two sizes are one size. Letters by their spellings; numbers only where both say their system.

Shoes, by the definitions of the two scales: an English size is a third of an inch of the last's length, counted from
25 of them; a European one (Paris point) is two thirds of a centimetre of it. So EU = 1.27 x (UK + 25), to the nearest
half. Men's US sizes are the UK's and one more; makers differ on women's, which are therefore compared with nothing.
Clothes: women's UK = US + 4; men's EU = US + 10 = UK + 10 (chest). Women's EU sizes mean different things in France,
Germany and Italy, and are compared with nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from retrieval.catalog import Product

SIZE_SLOT = re.compile(r"(^|_)sizes?$")
SYSTEM_SLOT = "size_system"  # Google Merchant's attribute
MEN_SHOES, WOMEN_SHOES, MEN_CLOTHES, WOMEN_CLOTHES = "men's shoes", "women's shoes", "men's clothes", "women's clothes"

_LETTERS = {
    "xxs": "2xs|xx-small|xxsmall|extra extra small",
    "xs": "x-small|xsmall|extra small|extra-small",
    "s": "small|sm",
    "m": "medium|med",
    "l": "large|lg",
    "xl": "x-large|xlarge|extra large|extra-large",
    "xxl": "2xl|xx-large|xxlarge|extra extra large|double xl",
    "xxxl": "3xl|xxx-large|triple xl",
    "xxxxl": "4xl",
}
_SPELLED = {way: letter for letter, ways in _LETTERS.items() for way in (letter, *ways.split("|"))}
_SYSTEM = r"(?P<system>eur?|uk|us|usa)"
_SYSTEMATIC = re.compile(
    rf"(?:{_SYSTEM}\s*[-:]?\s*(?P<n>\d+(?:[.,]5)?)|(?P<n2>\d+(?:[.,]5)?)\s*(?P<system2>eur?|uk|us|usa))", re.I
)
_SYSTEMS = {"eu": "EU", "eur": "EU", "uk": "UK", "gb": "UK", "us": "US", "usa": "US"}
_SHOES = re.compile(r"\b(?:shoes?|footwear|boots?|sneakers?|trainers?|sandals?|loafers?|slippers?|heels)\b", re.I)
_CLOTHES = re.compile(
    r"\b(?:cloth(?:es|ing)|apparel|tops?|shirts?|tees?|dress(?:es)?|jackets?|coats?|skirts?|blouses?|suits?|blazers?|"
    r"sweaters?|hoodies)\b",
    re.I,
)
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class SystemSize:
    """`EU 42`: a number on a scale that it names."""

    system: str  # EU, UK or US
    number: Decimal


def letter(value: str) -> str:
    """The size a word or letters spell ("Medium", "2XL"), in one spelling; empty when they spell none."""
    return _SPELLED.get(" ".join(value.casefold().split()), "")


def system_size(value: str, system: str = "") -> SystemSize | None:
    """The size of a value that names its system, or of a number where `system` says it; else None."""
    text = value.strip()
    if match := _SYSTEMATIC.fullmatch(text):
        said = (match["system"] or match["system2"]).lower()
        return SystemSize(_SYSTEMS[said], _number(match["n"] or match["n2"]))
    known = _SYSTEMS.get(system.strip().lower().partition(" ")[0], "")  # "EU", "EU shoes"
    if known and re.fullmatch(r"\d+(?:[.,]5)?", text):
        return SystemSize(known, _number(text))
    return None


def chart(product: Product) -> str:
    """Which scale the product's numbers are read on; empty where its category and gender do not tell."""
    what = " ".join((*product.categories, product.title))
    genders = {value.casefold() for value in product.attributes.get("gender", ())}
    if genders not in ({"men"}, {"women"}):
        return ""
    men = genders == {"men"}
    if _SHOES.search(what):
        return MEN_SHOES if men else WOMEN_SHOES
    if _CLOTHES.search(what):
        return MEN_CLOTHES if men else WOMEN_CLOTHES
    return ""


def is_same_size(one: SystemSize, other: SystemSize, on: str) -> bool:
    """Whether both sizes are the same on a chart. Sizes of one system are by their number, on every chart."""
    if one.system == other.system:
        return one.number == other.number
    first, second = _uk(one, on), _uk(other, on)
    return first is not None and first == second


def _uk(size: SystemSize, on: str) -> Decimal | None:
    """The size in the UK's numbers (men's clothes: chest in inches); None where the chart has no way there."""
    if size.system == "UK":
        return size.number
    if on in (MEN_SHOES, WOMEN_SHOES):
        if size.system == "EU":
            return _shoes_by_eu().get(size.number)
        return size.number - 1 if on == MEN_SHOES else None
    if on == WOMEN_CLOTHES:
        return size.number + 4 if size.system == "US" else None
    if on == MEN_CLOTHES:
        return size.number if size.system == "US" else size.number - 10
    return None


def _shoes_by_eu() -> dict[Decimal, Decimal]:
    found: dict[Decimal, Decimal] = {}
    for halves in range(2, 31):  # UK 1 to 15
        uk = halves * _HALF
        eu = (Decimal("1.27") * (uk + 25) / _HALF).quantize(Decimal(1), ROUND_HALF_UP) * _HALF
        found.setdefault(eu, uk)
    return found


def _number(said: str) -> Decimal:
    return Decimal(said.replace(",", "."))
