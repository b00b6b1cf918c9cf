"""One turn of a golden conversation as it happened, and what is said about its products in a golden file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistant.reply import Card, Reply
from retrieval.catalog import Catalog, Product, Promotion, Variant

_TURN_CARD = re.compile(r"turn (\d+) card (\d+)", re.ASCII)


class UnknownReferenceError(LookupError):
    """A golden line points to a product, variant, turn or card that is not there."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it should be."""

    what: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A turn in its store: `replies[-1]` is its reply, the others came before."""

    catalog: Catalog
    replies: tuple[Reply, ...]
    message: str = ""
    on: date | None = None  # the day of the turn; without one, promotions count by their switch alone

    def runs(self, promotion: Promotion) -> bool:
        return promotion.active if self.on is None else promotion.runs(self.on)

    @property
    def reply(self) -> Reply:
        return self.replies[-1]

    @property
    def all_cards(self) -> tuple[Card, ...]:
        """Every card of this turn: of the list, of the bundles, of the comparison."""
        reply = self.reply
        compared = reply.comparison.cards if reply.comparison else ()
        return (*reply.cards, *(card for bundle in reply.bundles for card in bundle.cards), *compared)

    def product_id(self, words: str) -> str:
        """The product that `"MH01"` or `"turn 1 card 2"` names."""
        match = _TURN_CARD.fullmatch(words)
        if match:
            turn, card = int(match[1]), int(match[2])
            cards = self.replies[turn - 1].cards if 1 <= turn <= len(self.replies) else ()
            if not 1 <= card <= len(cards):
                raise UnknownReferenceError(f"'{words}': that turn showed {len(cards)} cards")
            return cards[card - 1].product_id
        if words not in self.catalog:
            raise UnknownReferenceError(f"the store has no product '{words}'")
        return words

    def variant_id(self, words: str) -> str:
        """The variant that `"MH01-M-Black"`, `"MH01 / M / Black"` or `"turn 1 card 2 / M / Black"` names."""
        if self.catalog.has_variant(words):
            return words
        named, *options = (part.strip() for part in words.split(" / "))
        product = self.catalog.product(self.product_id(named))
        found = [v.id for v in product.variants if set(options) <= set(v.options.values())]
        if len(found) != 1:
            raise UnknownReferenceError(f"'{words}' fits {len(found)} variants of {product.title}; it must fit one")
        return found[0]

    def record(self, card: Card) -> tuple[Product, Variant]:
        """The store's record of what the card shows."""
        return self.catalog.variant(card.variant_id)


def lies_in(product: Product, category: str) -> bool:
    """Is one of the product's category paths `category`, or does it hold its steps one after the other?"""
    wanted = [step.strip().casefold() for step in category.split(">")]
    for path in product.categories:
        steps = [step.strip().casefold() for step in path.split(">")]
        if any(steps[i : i + len(wanted)] == wanted for i in range(len(steps) - len(wanted) + 1)):
            return True
    return False


def listed(words: Iterable[object]) -> str:
    """The words with commas between them; a set in order."""
    return ", ".join(sorted(map(str, words)) if isinstance(words, (set, frozenset)) else map(str, words)) or "nothing"
