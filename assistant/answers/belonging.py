"""Belonging: "which arm fits it?", "does it need a memory card?", answered from the store's relations."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.hearing.cues import cue
from recommender.likeness import relations_between
from recommender.wording import listed
from retrieval.catalog import Catalog, Product
from retrieval.tokens import tokens
from retrieval.vocabulary import segments

_ASKED = cue(
    r"\b(?:needs?|needed|requires?|fits?|fitting|compatible|works? (?:with|on|in)|goes? (?:with|on|in)|belongs? to)\b",
    r"\b(?:takes?|uses?)\b",
)
_N_NAMED = 3


@dataclass(frozen=True, slots=True)
class Belonging:
    """What the store says belongs to a product; the products are of the kind that the question names."""

    text: str
    product_ids: tuple[str, ...]


def belonging(catalog: Catalog, product: Product, question: str) -> Belonging | None:
    """The products of the asked kind that the product needs, else those that fit it; None where no record says so.

    A kind is named by the last word of its category ("arm", "card"); the product's own kind is never asked for.
    """
    if not _ASKED.search(question):
        return None
    asked = {t.stem for t in tokens(question)} - _kinds(product) - {t.stem for t in tokens(product.title)}
    found: dict[str, list[Product]] = {"needs": [], "fits": []}
    for other in catalog:
        if other.id == product.id or not asked & _kinds(other):
            continue
        for relation in relations_between(catalog, product.id, other.id):
            if relation.kind == "fits" or (relation.kind == "needs" and relation.product_id == product.id):
                found[relation.kind].append(other)
    unique = {other.id: other for other in found["needs"] or found["fits"]}.values()
    others = sorted(unique, key=lambda other: not any(v.offer.available for v in other.variants))[:_N_NAMED]
    if not others:
        return None
    names = listed([f"the {other.title}" for other in others], "or" if found["needs"] else "and")
    if found["needs"]:
        return Belonging(f"The {product.title} needs one: {names}.", tuple(o.id for o in others))
    fits = "fits" if len(others) == 1 else "fit"
    return Belonging(f"The store says so: {names} {fits} the {product.title}.", tuple(o.id for o in others))


def _kinds(product: Product) -> set[str]:
    """The stems of the words that its categories end in."""
    leaves = [path[-1] for category in product.categories if (path := segments(category))]
    return {t.stem for leaf in leaves for t in tokens(leaf)[-1:]}
