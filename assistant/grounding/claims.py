"""Claims: what a sentence asserts, cut into single assertions, each supported or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from recommender.evidence import Evidence
from recommender.shopper import Shopper
from retrieval.catalog import Catalog, Product, Variant


class ClaimKind(StrEnum):
    PRODUCT = "product"  # a product named
    PRICE = "price"  # an amount of money
    NUMBER = "number"  # any other number, with its unit or what it counts
    ATTRIBUTE = "attribute"  # words that say what the thing is
    COMPARISON = "comparison"  # "cheaper", "the lightest"
    AVAILABILITY = "availability"
    OWNERSHIP = "ownership"  # what the shopper did, has, or has in the cart
    PROMISE = "promise"  # delivery, returns, discounts, guarantees
    NEGATION = "negation"
    PEOPLE = "people"  # what shoppers or reviewers do, say or think
    ASKED = "asked"  # what the shopper is said to have asked for, or to have
    QUOTE = "quote"  # words in quotation marks
    UNREAD = "unread"  # letters of a script that is not read


@dataclass(frozen=True, slots=True)
class Claim:
    kind: ClaimKind
    words: str  # as the sentence has them
    supported: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sentence and its claims. It may be said only where there is one and every one is supported."""

    sentence: str
    claims: tuple[Claim, ...]

    @property
    def supported(self) -> bool:
        return bool(self.claims) and all(claim.supported for claim in self.claims)

    @property
    def unsupported(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if not claim.supported)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a text may rest on: the evidence of the turn, the product it is about as it is shown, and the others that
    the evidence names. Their records are evidence too."""

    product: Product
    variant: Variant
    evidence: Sequence[Evidence]
    others: Sequence[Product] = ()


_ENDS = re.compile(r"^(?:relation:[^:]*|baskets):(.+?)[>+](.+)$")


def grounds_of(variant_id: str, evidence: Sequence[Evidence], catalog: Catalog, shopper: Shopper) -> Grounds:
    """The grounds of an explanation of one variant: with the products that its evidence names by id or by an event."""
    product, variant = catalog.variant(variant_id)
    happened = {f"event:{event.id}": event.product_id for event in shopper.events}
    named: dict[str, None] = {}
    for source in (source for one in evidence for source in one.source.split()):
        ends = _ENDS.match(source)
        named |= dict.fromkeys(ends.groups() if ends else [happened.get(source, "")])
    others = [catalog.product(i) for i in named if i in catalog and i != product.id]
    return Grounds(product, variant, evidence, others)
