"""Claims: what a sentence asserts, cut into single assertions, each supported or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from recommender.evidence import Evidence
from retrieval.catalog import Product, Variant


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
