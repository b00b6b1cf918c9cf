"""Relaxing: when nothing satisfies everything, what giving something up would bring."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from retrieval.catalog import Catalog
from retrieval.filters import VariantTable
from retrieval.money import Money
from retrieval.query import Constraint, Operator, Query

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Stands for the query's `in_stock` where the demand that is in the way is that a thing can be bought now.
IN_STOCK = Constraint("availability", Operator.IS, "in_stock")

# What a thing is, whom it fits and whether it can be had is given up last.
_DEAR_SLOTS = {"category", "gender", "size", "availability"}
_MAX_FOR_PAIRS = 8  # constraints; more make too many pairs to be told


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What giving up one required constraint would bring: so many products, the cheapest at this price.

    Where giving up one is not enough, `also` holds the other. `constraint` is `IN_STOCK` where stock is in the way.
    """

    constraint: Constraint
    n_products: int
    cheapest: Money
    also: tuple[Constraint, ...] = ()

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """All that is given up."""
        return (self.constraint, *self.also)

    def applied(self, query: Query) -> Query:
        """The query once this is given up."""
        for constraint in self.constraints:
            query = replace(query, in_stock=False) if constraint == IN_STOCK else query.without(constraint)
        return query


def relaxations(
    catalog: Catalog, table: VariantTable, query: Query, looked_for: Collection[str] | None = None
) -> list[Relaxation]:
    """What giving up each required constraint alone would bring, best first; pairs, when no single one is enough.

    Best: what is easily given up (a price, a colour) before category, gender, size and stock; then what brings
    most products. `looked_for` are the products that the query's text means, None when it means nothing in
    particular. A required category says what is looked for by itself, and is given up only for those.
    """
    given = tuple(dict.fromkeys(query.required))
    demands = (*given, IN_STOCK) if query.in_stock else given
    masks = [table.holds(c) for c in given]
    if query.in_stock:
        masks.append(table.available(replace(query, exclude=frozenset())))
    base = table.available(replace(query, in_stock=False))
    meant = None if looked_for is None else base & table.among(looked_for)

    def without(given_up: tuple[int, ...]) -> Relaxation | None:
        kept = [at for at in range(len(demands)) if at not in given_up]
        if any(names_a_category(demands[at]) for at in kept):
            found = base.copy()
        elif meant is not None:
            found = meant.copy()
        elif any(names_a_category(demands[at]) for at in given_up):
            return None  # then nothing would say what is looked for
        else:
            found = base.copy()
        for at in kept:
            found &= masks[at]
        return _relaxation(catalog, table, found, tuple(demands[at] for at in given_up))

    single = [without((at,)) for at in range(len(demands))]
    found = [r for r in single if r is not None]
    if not found and len(demands) <= _MAX_FOR_PAIRS:
        found = [r for pair in combinations(range(len(demands)), 2) if (r := without(pair)) is not None]
    return sorted(found, key=_easiest_first)


def _relaxation(
    catalog: Catalog, table: VariantTable, found: NDArray[np.bool_], given_up: tuple[Constraint, ...]
) -> Relaxation | None:
    n_products = table.n_products(found)
    if not n_products:
        return None
    _, variant = catalog.variant(table.cheapest(found))
    return Relaxation(given_up[0], n_products, variant.offer.price, given_up[1:])


def names_a_category(constraint: Constraint) -> bool:
    """Whether the constraint says what is looked for, rather than what it should be like."""
    return constraint.slot == "category" and constraint.operator in (Operator.IS, Operator.ONE_OF)


def _easiest_first(relaxation: Relaxation) -> tuple[int, int]:
    n_dear = sum(c.slot in _DEAR_SLOTS for c in relaxation.constraints)
    return (n_dear, -relaxation.n_products)
