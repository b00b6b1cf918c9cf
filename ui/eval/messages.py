"""What shoppers say in a measurement: short conversations in the words of whatever store is measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from retrieval.catalog import Catalog, Product
from retrieval.money import Money


@dataclass(frozen=True, slots=True)
class Line:
    kind: str  # find, refine by price, refine by option, more, like: what the turn asks of the shop
    message: str


def conversations(catalog: Catalog, n: int, seed: int) -> list[tuple[Line, ...]]:
    """`n` conversations of about three turns each. The same catalog, `n` and `seed` give the same ones.

    Every conversation starts from one product of the store: its category or its name, then a price and an option
    that it has, so that most turns find something and filters have to work.
    """
    random = Random(seed)
    products = sorted(catalog, key=lambda product: product.id)
    return [tuple(_about(random.choice(products), random)) for _ in range(n)]


def _about(product: Product, random: Random) -> Iterator[Line]:
    kind = _leaf(product).lower() or product.title
    opening = random.choice(
        (f"I am looking for {kind}", f"show me {kind}", f"do you have something like {product.title}?", product.title)
    )
    yield Line("find", opening)
    dearest = max(variant.offer.price for variant in product.variants)
    yield Line("refine by price", f"under {_round_up(dearest)}")
    options = [value for variant in product.variants for value in variant.options.values()]
    if options:
        yield Line("refine by option", f"in {random.choice(options)}")
    yield random.choice((Line("more", "show me more"), Line("find", f"the cheapest {kind}")))


def _leaf(product: Product) -> str:
    return product.categories[0].rpartition(" > ")[2] if product.categories else ""


def _round_up(price: Money) -> str:
    """The next round amount above the price, as a shopper writes it."""
    step = 10 if price.amount < 100 else 50
    return f"{(int(price.amount) // step + 1) * step}"
