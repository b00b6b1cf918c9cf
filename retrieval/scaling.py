"""Scaling: a store of any size made from a real one, to measure speed with, not to shop in.

The recipe, the same for every catalog: the real products come first, as they are. Each further product takes one of
them (its base) and another of the same category (its mate), both drawn by the seed. Its title is the base's with
one word from the mate's, and mostly a made-up series name and sometimes a model number behind it; how many such names
there are grows with the square root of the number of products, as new words do in real texts. Half the brands are
made up the same way. The price is the base's times a log-normal factor. Attribute values are the mate's with a
chance of 0.3; the description is the base's with one sentence of the mate's. Variants drop out with a chance of 0.2,
a product without options gets colours with a chance of 0.5, and 0.15 of the variants are out of stock.

Its vector, where no encoder is to read 100,000 texts, is the base's and the mate's mixed with noise (`ScaledEncoder`).
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.encoder import Encoder
from retrieval.money import Money
from retrieval.product_text import product_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STARTS = ("al", "bar", "cor", "dun", "el", "far", "gar", "hol", "is", "jor", "kel", "lor", "mar", "nor", "os", "per")
_MIDDLES = ("a", "ba", "de", "fi", "go", "la", "mi", "no", "pu", "ra", "si", "to", "ve", "zu", "wy", "ke")
_ENDS = (
    "dale",
    "den",
    "fell",
    "ford",
    "ham",
    "ley",
    "low",
    "mere",
    "more",
    "nock",
    "ran",
    "stow",
    "ton",
    "vex",
    "wick",
)
_COLORS = ("Black", "White", "Gray", "Red", "Blue", "Green", "Yellow", "Orange", "Purple", "Pink", "Brown", "Beige")
_NEW_BRAND, _SERIES, _MODEL = 0.5, 0.7, 0.3
_OTHER_VALUE, _DROPPED, _COLORED, _SOLD_OUT = 0.3, 0.2, 0.5, 0.15
_PRICE_SPREAD = 0.35  # of the factor's logarithm: two thirds lie between 0.7 and 1.4
_NAMES_OF_ROOT = 4  # made-up brands for each square root of a product; five times as many series
# Cosine of a scaled vector with its base: about 0.8, as between real products of one category that are alike.
_BASE, _MATE, _NOISE = 1.0, 0.4, 0.6


@dataclass(frozen=True, slots=True)
class Scaled:
    """A product of a scaled store and the ids of the real ones it was made of; the same id twice for a real one."""

    product: Product
    base_id: str
    mate_id: str


def scaled(catalog: Catalog, n: int, seed: int) -> Iterator[Scaled]:
    """`n` products by the recipe above; the same catalog, `n` and seed give the same ones.

    Raises `ValueError` for a catalog without products.
    """
    real = list(catalog)
    if not real:
        raise ValueError("A store without products cannot be scaled. Import its feed first.")
    for product in real[:n]:
        yield Scaled(product, product.id, product.id)
    mates: dict[str, list[Product]] = defaultdict(list)
    for product in real:
        mates[_kind(product)].append(product)
    chance = Random(f"scaling:{seed}")
    n_brands = max(1, round(_NAMES_OF_ROOT * math.sqrt(n)))
    brands = [_name(chance).capitalize() for _ in range(n_brands)]
    series = [_name(chance).capitalize() for _ in range(5 * n_brands)]
    for at in range(len(real), n):
        base = chance.choice(real)
        mate = chance.choice(mates[_kind(base)])
        yield Scaled(_varied(base, mate, at, brands, series, chance), base.id, mate.id)


def write_scaled(catalog: Catalog, n: int, folder: Path, seed: int) -> dict[str, tuple[str, str]]:
    """Writes `folder`/products.jsonl (Agentic Commerce Protocol); gives each product's base and mate, by id."""
    folder.mkdir(parents=True, exist_ok=True)
    made_of = {}
    with (folder / "products.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for made in scaled(catalog, n, seed):
            made_of[made.product.id] = (made.base_id, made.mate_id)
            file.write(json.dumps(_line(made.product), ensure_ascii=False, separators=(",", ":")) + "\n")
    return made_of


class ScaledEncoder:
    """The encoder, save that texts of a scaled catalog's products get vectors mixed from those of the real ones.

    A mixed vector is the base's, plus 0.4 times the mate's, plus noise of length 0.6, at length 1 again; the same seed
    gives the same ones. `vectors` are `(len(ids), dim)` float32, rows of length 1, of the real products `ids`.
    """

    def __init__(
        self,
        encoder: Encoder,
        catalog: Catalog,
        made_of: Mapping[str, tuple[str, str]],
        ids: Sequence[str],
        vectors: NDArray[np.float32],
        seed: int,
    ) -> None:
        self.name = encoder.name
        self.dim = encoder.dim
        self._encoder = encoder
        row_of = {product_id: row for row, product_id in enumerate(ids)}
        self._made_of = {
            product_text(product): (at, row_of[made_of[product.id][0]], row_of[made_of[product.id][1]])
            for at, product in enumerate(catalog)
            if product.id in made_of and made_of[product.id][0] != product.id
        }
        self._real = {
            product_text(product): row_of[product.id]
            for product in catalog
            if product.id in row_of and made_of.get(product.id, ("",))[0] == product.id
        }
        self._vectors = vectors
        self._seed = seed

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """`(len(texts), dim)` float32, rows of length 1."""
        rows = np.empty((len(texts), self.dim), dtype=np.float32)
        unknown = [at for at, text in enumerate(texts) if text not in self._made_of and text not in self._real]
        if unknown:
            rows[unknown] = self._encoder.encode([texts[at] for at in unknown])
        for at in set(range(len(texts))) - set(unknown):
            real = self._real.get(texts[at])
            rows[at] = self._mixed(*self._made_of[texts[at]]) if real is None else self._vectors[real]
        return rows

    def _mixed(self, number: int, base: int, mate: int) -> NDArray[np.float32]:
        noise = np.random.default_rng((self._seed, number)).standard_normal(self.dim).astype(np.float32)
        row = _BASE * self._vectors[base] + _MATE * self._vectors[mate] + _NOISE / np.linalg.norm(noise) * noise
        mixed: NDArray[np.float32] = (row / np.linalg.norm(row)).astype(np.float32)
        return mixed


def _kind(product: Product) -> str:
    return product.categories[0] if product.categories else ""


def _name(chance: Random) -> str:
    middle = chance.choice(_MIDDLES) if chance.random() < 0.7 else ""
    return chance.choice(_STARTS) + middle + chance.choice(_ENDS)


def _varied(
    base: Product, mate: Product, at: int, brands: Sequence[str], series: Sequence[str], chance: Random
) -> Product:
    factor = Decimal(round(math.exp(chance.gauss(0, _PRICE_SPREAD)), 4))
    attributes = {
        slot: mate.attributes[slot] if slot in mate.attributes and chance.random() < _OTHER_VALUE else values
        for slot, values in base.attributes.items()
    }
    product_id = f"{base.id}-{at}"
    return replace(
        base,
        id=product_id,
        title=_title(base.title, mate.title, series, chance),
        brand=chance.choice(brands) if not base.brand or chance.random() < _NEW_BRAND else mate.brand,
        description=_description(base.description, mate.description, chance),
        attributes=attributes,
        variants=tuple(_variants(base, product_id, factor, chance)),
        media=(),
        url="",
        rating=None,
        n_reviews=0,
    )


def _title(base: str, mate: str, series: Sequence[str], chance: Random) -> str:
    words, others = base.split(), mate.split()
    if len(words) > 1 and others:
        words[chance.randrange(len(words) - 1)] = chance.choice(others)  # the last one says what it is
    if chance.random() < _SERIES:
        words.append(chance.choice(series))
    if chance.random() < _MODEL:
        words.append(str(chance.randrange(10, 10_000)))
    return " ".join(words)


def _description(base: str, mate: str, chance: Random) -> str:
    sentences, others = (re.split(r"(?<=[.!?])\s+", text) for text in (base, mate))
    sentences[chance.randrange(len(sentences))] = chance.choice(others)
    return " ".join(sentences)


def _variants(base: Product, product_id: str, factor: Decimal, chance: Random) -> Iterator[Variant]:
    kept = [variant for variant in base.variants if chance.random() >= _DROPPED] or [base.variants[0]]
    colors: list[str] = []
    if len(base.variants) == 1 and not base.variants[0].options and chance.random() < _COLORED:
        colors = chance.sample(_COLORS, chance.randint(2, 5))
    choices = [({**v.options}, v) for v in kept] if not colors else [({"color": c}, kept[0]) for c in colors]
    for number, (options, variant) in enumerate(choices):
        sold_out = chance.random() < _SOLD_OUT
        yield replace(
            variant,
            id=f"{product_id}-{number}",
            options=options,
            offer=Offer(
                _times(variant.offer.price, factor),
                available=not sold_out,
                status="out_of_stock" if sold_out else "in_stock",
            ),
            sku="",
            media=(),
        )


def _times(price: Money, factor: Decimal) -> Money:
    return Money.from_minor(max(1, round(price.minor * factor)), price.currency)


def _line(product: Product) -> dict[str, Any]:
    """The product as a line of an Agentic Commerce feed, without pictures."""
    return {
        "id": product.id,
        "title": product.title,
        "brand": product.brand,
        "description": {"plain": product.description},
        "categories": [{"value": path} for path in product.categories],
        "attributes": {slot: list(values) for slot, values in product.attributes.items()},
        "variants": [_variant_line(variant) for variant in product.variants],
    }


def _variant_line(variant: Variant) -> dict[str, Any]:
    offer = variant.offer
    return {
        "id": variant.id,
        "title": variant.title,
        "price": {"amount": offer.price.minor, "currency": offer.price.currency},
        "availability": {"available": offer.available, "status": offer.status},
        "variant_options": [{"name": slot, "value": value} for slot, value in variant.options.items()],
    }
