"""What is looked for: slots, constraints, queries; and what is found: candidates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

Value = str | Decimal | tuple[str, ...] | tuple[Decimal, Decimal]


class Operator(StrEnum):
    IS = "is"  # value: str
    ONE_OF = "one of"  # value: tuple[str, ...]
    NOT = "not"  # value: str; or tuple[str, ...], none of which will do
    AT_MOST = "at most"  # value: Decimal
    AT_LEAST = "at least"  # value: Decimal
    BETWEEN = "between"  # value: (low, high), both ends included
    ABOUT = "about"  # value: Decimal; within 20 %


WORDS = "words"  # the slot of what a product must not say of itself in any words, where no slot has it: "no roses"
THING = "thing"  # the slot of a part that is only known by its words: "a sleeping bag"


@dataclass(frozen=True, slots=True)
class Constraint:
    """One condition on a slot.

    Slots are `price` (major units of the store's currency), `rating` (1-5), `n_reviews`, `category`, `brand`, `gender`,
    and every option and attribute name of the store in lower snake case (`color`, `size`, `material`). String values
    are spelled as the store spells them. A required constraint excludes; a wished one only lifts. `conditions`, of a
    part of a bundle, are those said of this part alone; they make it no other part. `said` are the shopper's words
    for it where the values are the store's ("quiet", "at least 20 l"): a label, and it makes it no other condition.
    """

    slot: str
    operator: Operator
    value: Value
    required: bool = True
    conditions: tuple[Constraint, ...] = field(default=(), compare=False)
    said: str = field(default="", compare=False)
    unit: str = ""  # of the bounds: "l", "kg"; empty is the one that most of the slot's values are in

    @property
    def values(self) -> tuple[str | Decimal, ...]:
        """The value, or every one of several; of a range its two ends."""
        return self.value if isinstance(self.value, tuple) else (self.value,)

    def wished(self) -> Constraint:
        return replace(self, required=False)


class Order(StrEnum):
    """How the shopper wants a list ordered; `FIT` leaves it to the ranker."""

    FIT = "fit"
    CHEAPEST = "cheapest"
    DEAREST = "dearest"
    BEST_RATED = "best rated"


@dataclass(frozen=True, slots=True)
class Query:
    """`text` says what is meant in words; every required constraint must hold on one and the same variant."""

    text: str = ""
    constraints: tuple[Constraint, ...] = ()
    limit: int = 50
    in_stock: bool = True  # only variants that can be bought now
    exclude: frozenset[str] = frozenset()  # product ids not to show
    order: Order = Order.FIT

    @property
    def required(self) -> tuple[Constraint, ...]:
        return tuple(c for c in self.constraints if c.required)

    def without(self, constraint: Constraint) -> Query:
        return replace(self, constraints=tuple(c for c in self.constraints if c != constraint))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product that was found, with the variant that satisfies the query best and how well it matches.

    `parts` names what the score is made of (`words`, `meaning`, `wished`, and a ranker's own), each already
    weighted, so that `score == sum(parts.values())`.
    """

    product_id: str
    variant_id: str
    score: float = 0.0
    parts: dict[str, float] = field(default_factory=dict)

    def plus(self, part: str, points: float) -> Candidate:
        """The same candidate with `points` more (or fewer) for `part`."""
        return replace(self, score=self.score + points, parts={**self.parts, part: self.parts.get(part, 0.0) + points})
