"""Relaxing: when nothing satisfies everything, what giving something up would bring."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
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
MOST_GIVEN_UP = 4  # who must give up more than this is told of something else than was asked for
_MOST_DEMANDS = 62  # each is one bit of a number of 64, and a sign is none of them
_MOST_WAYS = 12  # nobody reads more; the ones that are easiest given up are kept


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What giving up required constraints would bring: so many products, the cheapest at this price.

    Where giving up one is not enough, `also` holds the others. `constraint` is `IN_STOCK` where stock is in the way.
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
    """The smallest sets of required constraints whose giving up brings anything, best first: single ones where one is
    enough, else pairs, and so on up to `MOST_GIVEN_UP`. Empty when nothing helps, or nothing is in the way.

    Best: what is easily given up (a price, a colour) before category, gender, size and stock; then what brings
    most products. `looked_for` are the products that the query's text means, None when it means nothing in
    particular. A required category says what is looked for by itself, and is given up only for those.

    Not tried set by set: each variant fails certain demands, and only sets that some variant fails can bring
    anything. So one pass over the variants finds all of them.
    """
    given = tuple(dict.fromkeys(query.required))
    demands = (*given, IN_STOCK) if query.in_stock else given
    if len(demands) > _MOST_DEMANDS:
        return []
    failed = np.zeros(len(table), dtype=np.int64)
    for at, demand in enumerate(demands):
        held = table.available(Query()) if at == len(given) else table.holds(demand)
        failed |= (~held).astype(np.int64) << at
    categories = sum(1 << at for at, demand in enumerate(demands) if names_a_category(demand))
    meant = np.ones(len(table), dtype=np.bool_) if looked_for is None else table.among(looked_for)
    # What is looked for is said by a category that is kept, else by the text; where neither says it, by nothing.
    says_so = (failed & categories) != categories if categories else np.zeros(len(table), dtype=np.bool_)
    if looked_for is not None or not categories:
        says_so |= meant
    rows = np.flatnonzero(table.available(replace(query, in_stock=False)) & says_so)
    sets = [own for own in np.unique(failed[rows]).tolist() if own]
    fewest = min((own.bit_count() for own in sets), default=0)
    if not 0 < fewest <= MOST_GIVEN_UP:
        return []
    ways = []
    for given_up in (own for own in sets if own.bit_count() == fewest):
        found = np.zeros(len(table), dtype=np.bool_)
        found[rows[(failed[rows] & ~given_up) == 0]] = True
        if categories and not categories & ~given_up:
            found &= meant
        ways.append(_relaxation(catalog, table, found, [c for at, c in enumerate(demands) if given_up >> at & 1]))
    return sorted(ways, key=_easiest_first)[:_MOST_WAYS]


def _relaxation(
    catalog: Catalog, table: VariantTable, found: NDArray[np.bool_], given_up: list[Constraint]
) -> Relaxation:
    _, variant = catalog.variant(table.cheapest(found))
    return Relaxation(given_up[0], table.n_products(found), variant.offer.price, tuple(given_up[1:]))


def names_a_category(constraint: Constraint) -> bool:
    """Whether the constraint says what is looked for, rather than what it should be like."""
    return constraint.slot == "category" and constraint.operator in (Operator.IS, Operator.ONE_OF)


def _easiest_first(relaxation: Relaxation) -> tuple[int, int]:
    n_dear = sum(c.slot in _DEAR_SLOTS for c in relaxation.constraints)
    return (n_dear, -relaxation.n_products)
