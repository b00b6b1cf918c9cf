"""Options of a product in notes: which it has, and whether words that refine a search say nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from assistant.acts import ShopperAct
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from retrieval.synonyms import COLOR_WORDS


def options_of(product_id: str, catalog: Catalog) -> Mapping[str, frozenset[str]]:
    options: dict[str, set[str]] = {}
    for variant in catalog.product(product_id).variants:
        for slot, value in variant.options.items():
            options.setdefault(slot, set()).add(value)
    return {slot: frozenset(values) for slot, values in options.items()}


def are_options(refining: ShopperAct, of: ShopperAct, catalog: Catalog) -> bool:
    """Whether the refinement says nothing but options that the one product has."""
    if len(of.product_ids) != 1 or not refining.constraints:
        return False
    if refining.text or refining.order or refining.dropped or refining.removed:
        return False
    options = options_of(of.product_ids[0], catalog)
    return all(
        c.operator is Operator.IS and str(c.value) in options.get(c.slot, frozenset()) for c in refining.constraints
    )


def is_one_variant(product_id: str, meant: Sequence[Constraint], catalog: Catalog) -> bool:
    return any(
        all(variant.options.get(c.slot) == c.value for c in meant) for variant in catalog.product(product_id).variants
    )


def among(constraint: Constraint, options: Mapping[str, Collection[str]]) -> Constraint:
    """Of several values that the words name, the one that the product comes in."""
    there = options.get(constraint.slot, ())
    own = [str(value) for value in constraint.values if value in there]
    if not own:  # "grey" of what comes in Charcoal
        meant = {str(value).lower() for value in constraint.values}
        own = [value for value in sorted(there) if COLOR_WORDS.get(value.lower()) in meant]
        own = own if len(own) == 1 else []
    if own and (constraint.operator is Operator.ONE_OF or own[0] not in constraint.values):
        return Constraint(constraint.slot, Operator.IS, own[0])
    return replace(constraint, required=True)
