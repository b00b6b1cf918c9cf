"""Evidence: what supports a claim, found in the store's records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from recommender.wording import constraint_label, listed, n_of, named, rating_label, value_label, value_phrase
from retrieval.catalog import Product, Relation, Variant
from retrieval.columns import bounds, folded, is_text, leading_number, strings
from retrieval.money import Money
from retrieval.query import Constraint, Operator


class Kind(StrEnum):
    """What sort of record supports a claim."""

    FIELD = "field"  # what the product states
    OFFER = "offer"  # price, list price, stock
    CONSTRAINT = "constraint"  # a field or an offer that meets what was asked for
    WORDS = "words"  # a field that has the shopper's words
    RATING = "rating"
    REVIEW = "review"
    COMPARED = "compared"  # measured against the others considered
    HISTORY = "history"  # an event of the shopper's
    RELATION = "relation"  # what the store says of two products
    TOGETHER = "together"  # baskets that held both
    POPULARITY = "popularity"  # purchases, counted
    POLICY = "policy"  # a line of the store's papers
    PROMOTION = "promotion"  # a promotion's rule


@dataclass(frozen=True, slots=True)
class Evidence:
    """One supported claim; `source` names the record (`product:MH01.material`, `event:17`, `review:12`)."""

    kind: Kind
    claim: str  # plain words: "in your size M"
    source: str


# What the store says of two products, by kind and by whether the claim is about the relation's first product.
# The bottle that is shown with a tent goes with the tent; that does not make the tent go with every bottle.
# "upsell" is missing: it says what the store would rather sell.
_RELATION_VERBS = {
    ("needs", True): "needs",
    ("needs", False): "needed for",
    ("fits", True): "fits",
    ("fits", False): "fits",
    ("crosssell", False): "goes with",
    ("related", False): "goes with",
    ("replaces", True): "replaces",
}
_ONE_VALUED = ("brand", "gender")  # options too: a variant has one colour, so "not red" is all there is to say


def constraint_evidence(constraint: Constraint, product: Product, variant: Variant) -> Evidence | None:
    """What shows that the constraint holds on this variant; None when it does not, or no record says so.

    Silence is no evidence: "not leather" needs a stated material. A category gives none: that a jacket is among
    the jackets is no claim worth making.
    """
    if constraint.slot == "category":
        return None
    if constraint.slot == "price":
        return _price_evidence(constraint, variant)
    if constraint.slot == "rating":
        return rating_evidence(product) if _within(product.rating, constraint) else None
    stated = product.values(variant, constraint.slot)
    source = source_of(product, variant, constraint.slot)
    if constraint.operator is not Operator.NOT:
        value = next((value for value in stated if _meets(value, constraint)), None)
        return None if value is None else Evidence(Kind.CONSTRAINT, value_phrase(constraint.slot, value), source)
    if not stated or {folded(v) for v in strings(constraint)} & {folded(v) for v in stated}:
        return None
    if constraint.slot in variant.options or constraint.slot in _ONE_VALUED:
        return Evidence(Kind.CONSTRAINT, constraint_label(constraint, variant.offer.price.currency), source)
    labels = [value_label(constraint.slot, value) for value in strings(constraint)]
    return Evidence(Kind.CONSTRAINT, f"no {listed(labels, 'or')} listed", source)


def source_of(product: Product, variant: Variant, slot: str) -> str:
    """The record that says what `variant` has for `slot`."""
    return f"variant:{variant.id}.{slot}" if slot in variant.options else f"product:{product.id}.{slot}"


def relation_source(relation: Relation) -> str:
    return f"relation:{relation.kind}:{relation.product_id}>{relation.other_id}"


def rating_evidence(product: Product) -> Evidence | None:
    """ "rated 4.5 by 12 reviewers"; None without reviews."""
    if product.rating is None or product.n_reviews < 1:
        return None
    claim = f"rated {rating_label(product.rating)} by {n_of(product.n_reviews, 'reviewer')}"
    return Evidence(Kind.RATING, claim, f"product:{product.id}.rating")


def words_evidence(product: Product, spelled: Sequence[str]) -> Evidence:
    """Words that the description literally has, spelled as it spells them."""
    quoted = listed([f'"{word}"' for word in spelled])
    return Evidence(Kind.WORDS, f"with {quoted} in its description", f"product:{product.id}.description")


def relation_evidence(relations: Iterable[Relation], product: Product, other: Product) -> Evidence | None:
    """What the store says that `product` is to `other`: "goes with the Day Pack", "needed for the Lamp".

    The first of the relations between the two that says something of `product`; None when none does.
    """
    for relation in relations:
        verb = _RELATION_VERBS.get((relation.kind, relation.product_id == product.id))
        if verb is not None:
            return Evidence(Kind.RELATION, f"{verb} {named(other.title)}", relation_source(relation))
    return None


def _price_evidence(constraint: Constraint, variant: Variant) -> Evidence | None:
    price = variant.offer.price
    if not _within(price.amount, constraint):
        return None
    low, high = bounds(constraint)
    match constraint.operator:
        case Operator.AT_MOST if price.amount < high:
            claim = f"{price} is under your {Money(high, price.currency)}"
        case Operator.AT_MOST:
            claim = f"{price} is just within your budget"
        case Operator.AT_LEAST:
            claim = f"{price} is not below your {Money(low, price.currency)}"
        case Operator.ABOUT:
            claim = f"{price} is close to your {Money(_decimal(constraint), price.currency)}"
        case _:
            claim = f"{price} is within your {Money(low, price.currency)} to {Money(high, price.currency)}"
    return Evidence(Kind.CONSTRAINT, claim, f"variant:{variant.id}.price")


def _decimal(constraint: Constraint) -> Decimal:
    return constraint.value if isinstance(constraint.value, Decimal) else Decimal(0)


def _within(number: Decimal | float | None, constraint: Constraint) -> bool:
    if number is None or is_text(constraint):
        return False
    low, high = bounds(constraint)
    return low <= number <= high  # exact: Decimal and float compare without rounding


def _meets(value: str, constraint: Constraint) -> bool:
    if not is_text(constraint):
        return _within(leading_number(value), constraint)
    wanted = {folded(v) for v in strings(constraint)}
    if constraint.slot == "gender" and wanted & {"men", "women"}:
        wanted.add("unisex")
    return folded(value) in wanted
