"""Named options: "the second in navy", "do you have it in XL": which value of a product's options a question names."""

from __future__ import annotations

import re

from assistant.chinese.shop_words import in_english
from retrieval.catalog import Catalog, Product
from retrieval.query import Constraint, Operator
from retrieval.synonyms import COLORS
from retrieval.tokens import STOP_WORDS, stem, tokens

_COLOR_SLOTS = ("color", "colour")
# Words that stand beside a value where nothing but the value is asked for.
_PLAIN = "first second third fourth fifth sixth last come comes color colour size version available stock"
_BESIDE = frozenset(map(stem, _PLAIN.split()))
_IN = re.compile(r"\bin (?:an? |the |size )*$", re.I)


class NamedOptions:
    """Knows every option value of the store, so that one which a product is not made in is a value all the same."""

    def __init__(self, catalog: Catalog) -> None:
        self._values: dict[str, dict[tuple[str, ...], str]] = {}
        for product in catalog:
            for variant in product.variants:
                for slot, value in variant.options.items():
                    self._values.setdefault(slot, {}).setdefault(_stems(value), value)
        for slot in _COLOR_SLOTS:
            if slot in self._values:
                for color in COLORS:
                    self._values[slot].setdefault((stem(color),), color.capitalize())

    def options_of(self, product: Product, question: str) -> list[Constraint]:
        """The values that the question asks for, of slots that the product's versions differ in; one a slot.

        Said with "in" before it, or with nothing else to ask: "is the blue one waterproof?" asks for no colour.
        """
        question = in_english(question)
        own = {(slot, _stems(value)): value for v in product.variants for slot, value in v.options.items()}
        slots = dict.fromkeys(slot for v in product.variants for slot in v.options)
        said = tokens(question)
        title = {t.stem for t in tokens(product.title)}
        left = {t.stem for t in said if t.word not in STOP_WORDS and not t.word.isdigit()} - _BESIDE - title
        found: dict[str, Constraint] = {}
        for length in range(3, 0, -1):
            for at in range(len(said) - length + 1):
                words = said[at : at + length]
                stems = tuple(t.stem for t in words)
                for slot in slots:
                    value = own.get((slot, stems)) or self._values.get(slot, {}).get(stems)
                    alone = not left - set(stems) and any(len(t.word) > 2 and not t.word.isdigit() for t in words)
                    if value and slot not in found and (alone or _IN.search(question[: words[0].start])):
                        found[slot] = Constraint(slot, Operator.IS, value)
        return list(found.values())


def _stems(value: str) -> tuple[str, ...]:
    return tuple(t.stem for t in tokens(value))
