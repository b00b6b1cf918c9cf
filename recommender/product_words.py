"""The words of a product, by stem: where a shopper's words are found again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from retrieval.catalog import Product
from retrieval.tokens import tokens

# Slots that every shop states and nobody chooses by unasked: no reason for a product, no question about it.
SMALL_PRINT = frozenset(("care", "safety", "country", "warranty", "age_group", "size_system"))
LONGEST_VALUE = 40  # characters; longer attributes are prose and are not repeated whole


@dataclass(frozen=True, slots=True)
class ProductWords:
    """The words of a product by stem: of its title, of its attributes (with slot and value), of its description."""

    title: frozenset[str]
    listed: Mapping[str, tuple[str, str]]
    described: Mapping[str, str]

    @classmethod
    def read(cls, product: Product) -> ProductWords:
        listed: dict[str, tuple[str, str]] = {}
        for slot, values in product.attributes.items():
            for value in values:
                for token in tokens(value) if len(value) <= LONGEST_VALUE else []:
                    listed.setdefault(token.stem, (slot, value))
        described: dict[str, str] = {}
        for token in tokens(product.description):
            described.setdefault(token.stem, product.description[token.start : token.end])
        return cls(frozenset(token.stem for token in tokens(product.title)), listed, described)

    def has(self, stem: str) -> bool:
        return stem in self.title or stem in self.listed or stem in self.described
