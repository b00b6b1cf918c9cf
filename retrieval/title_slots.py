"""Slots from words: colours, materials, sizes, amounts and pack counts of a feed that has no attributes for them.

Whole words of the title; a material also where the description says what a thing is made of. Only slots that (nearly)
no product of the feed states: the store's own attributes are never added to. Amounts are read only where most products
have no attribute at all: the 50 mm of a lens are no dimension, and a feed that describes lenses says what they are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from retrieval.catalog import Product
from retrieval.exclusion import says
from retrieval.synonyms import COLORS
from retrieval.units import unit

WORD_SLOTS = ("color", "material", "size", "pieces")
TITLE_SLOTS = (*WORD_SLOTS, "dimensions", "capacity", "weight")
_STATED = 0.05  # of the products: a feed that says a slot for more has the slot
_WORTH = 5  # products; fewer make no slot

_COLORS = COLORS | {"ivory", "lilac", "multicolor", "multicolour"}
_MATERIAL_WORDS = """
acrylic alabaster aluminium aluminum bamboo brass canvas cardboard cashmere ceramic chrome concrete copper cotton
crystal denim enamel felt fleece glass iron jute lace leather linen marble metal nylon oak organza paper pewter
plastic polyester polypropylene porcelain rattan resin rubber satin silicone silk slate steel stone stoneware suede
tin velvet walnut wicker wood wooden wool woollen zinc
"""
_MATERIALS = frozenset(_MATERIAL_WORDS.split())
_CANONICAL = {"aluminium": "Aluminum", "wooden": "Wood", "woollen": "Wool", "grey": "Gray", "multicolour": "Multicolor"}
_TWO = ("stainless steel", "cast iron", "wrought iron", "faux leather", "vegan leather", "faux fur")
_WORD_SIZES = ("Mini", "Small", "Medium", "Large", "Jumbo", "Giant", "XS", "XL", "XXL", "A3", "A4", "A5", "A6")
_SIZES = {size.lower(): size for size in _WORD_SIZES} | {"miniature": "Mini"}
# Where a colour's or a material's word stands for something else; seen in the catalogs this was tried on.
_NOT_MEANT = re.compile(
    r"\b(?:ice|hand|body|face|shaving|sun) cream\b|\biron on\b|\bgreen ?house\b|\b(?:black|white) ?board\b|"
    r"\bpaper ?(?:weight|clip|back|chain)\w*\b|\bsilver ?ware\b|\bglass(?:es)? case\b|"
    r"\borange (?:scent|juice|spice)\w*\b|\bgold ?fish\b|\blace[- ]?ups?\b",
    re.IGNORECASE,
)
_PIECES = re.compile(
    r"\b(?:set|pack|box|bag|tin|bundle|assortment)(?:\s+of|\s*/)?\s*(?P<a>\d{1,4})\b|"
    r"\b(?P<b>\d{1,4})[\s-]*(?:pieces?|pcs?|pack|pk|count|ct)\b|\b(?:s|pk|pack)/?(?P<c>\d{1,4})\b|"
    r"\b(?:set|pack|box) of (?P<d>two|three|four|five|six|eight|ten|twelve)\b",
    re.IGNORECASE,
)
_NUMERALS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twelve": 12}
_AMOUNT = re.compile(
    r"(?<![\w.,/])(?P<n>\d+(?:[.,]\d+)?(?:\s?x\s?\d+(?:[.,]\d+)?){0,2})\s?(?P<u>mm|cm|m|inch(?:es)?|in|ft|ml|cl|l|litres?|"
    r"liters?|oz|g|kg|lbs?)\b(?!\s?\d)",
    re.IGNORECASE,
)
_BETWEEN_SIDES = re.compile(r"\s?[xX]\s?")
_AMOUNT_SLOT = {"length": "dimensions", "volume": "capacity", "mass": "weight"}
_MADE_OF = re.compile(
    r"\b(?:made|crafted|constructed|built|woven|knitted|carved|fashioned|forged)\s+(?:out\s+)?(?:of|from|in|with)\s+"
    r"(?P<what>(?:[\w-]+\s+){0,3}[\w-]+)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def with_title_slots(products: Sequence[Product]) -> list[Product]:
    """The products with what their words say of the slots that the feed does not state."""
    stated: Counter[str] = Counter()
    for product in products:
        stated.update({*product.attributes, *(slot for variant in product.variants for slot in variant.options)})
    described = sum(bool(product.attributes.keys() - {"gender"}) for product in products)
    wanted = TITLE_SLOTS if 2 * described < len(products) else WORD_SLOTS
    missing = [slot for slot in wanted if stated[slot] <= _STATED * len(products)]
    found = [{slot: values for slot, values in said_of(product).items() if slot in missing} for product in products]
    counts = Counter(slot for said in found for slot in said)
    kept = {slot for slot, n in counts.items() if n >= _WORTH}
    return [
        replace(product, attributes={**{s: v for s, v in said.items() if s in kept}, **product.attributes})
        if kept & said.keys()
        else product
        for product, said in zip(products, found, strict=True)
    ]


def said_of(product: Product) -> Mapping[str, tuple[str, ...]]:
    """What the words of one product say, by slot, in their order."""
    found: dict[str, list[str]] = defaultdict(list)
    for slot, value in _pairs(product):
        if value not in found[slot]:
            found[slot].append(value)
    return {slot: tuple(values) for slot, values in found.items() if values}


def _pairs(product: Product) -> Iterator[tuple[str, str]]:
    title = _NOT_MEANT.sub(" ", product.title)
    lower = title.lower()
    for pair in _TWO:
        if re.search(rf"\b{pair}\b", lower):
            yield "material", pair.capitalize()
            lower = lower.replace(pair, " ")
    words = [part for word in _WORD.findall(lower) for part in word.split("-")]
    for word in words:
        if word in _COLORS:
            yield "color", _named(word)
        if word in _MATERIALS and says(title, word):
            yield "material", _named(word)
        if word in _SIZES:
            yield "size", _SIZES[word]
    for match in _PIECES.finditer(lower):
        said = match["a"] or match["b"] or match["c"] or ""
        n = int(said) if said else _NUMERALS[match["d"].lower()]
        if n > 1:
            yield "pieces", f"{n} pieces"
    for match in _AMOUNT.finditer(title):
        slot = _AMOUNT_SLOT[unit(match["u"]).kind]
        yield slot, f"{' x '.join(_BETWEEN_SIDES.split(match['n']))} {match['u'].lower()}"
    for match in _MADE_OF.finditer(product.description):
        for word in _WORD.findall(match["what"].lower()):
            if word in _MATERIALS and says(product.description, word):
                yield "material", _named(word)


def _named(word: str) -> str:
    return _CANONICAL.get(word, word.capitalize())
