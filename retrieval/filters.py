"""Filters: constraints evaluated exactly, on every variant, in columns of our own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval.catalog import Catalog
from retrieval.columns import (
    ConstraintError,
    SlotColumn,
    bounds,
    equal_to_any,
    folded,
    is_text,
    segments,
    strings,
    within,
)
from retrieval.exclusion import Sayings, is_made_of, names_broadly, says
from retrieval.money import exponent
from retrieval.query import WORDS, Constraint, Operator, Query
from retrieval.sizes import SIZE_SLOT, letter, system_size
from retrieval.system_sizes import SystemSizes

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Who else is served by what is made for everyone. Boys and girls are not: sizes differ.
_UNISEX = "unisex"
_SERVED_BY_UNISEX = {"men", "women"}

# The sort key of a variant within its product, packed in 63 bits: stock 1, wishes 6, price 36, position 20.
_POSITION_BITS, _PRICE_BITS, _WISH_BITS = 20, 36, 6
_MAX_WISHES = 2**_WISH_BITS - 1


class Matches:
    """The products that satisfy a query, each with the variant to show.

    `variants` is `(n_products,)` int32: the chosen variant's number in the table, -1 for products that do not
    match. `wished` is `(n_products,)` float32: the share of the query's wishes that this variant fulfils.
    """

    def __init__(self, table: VariantTable, variants: NDArray[np.int32], wished: NDArray[np.float32]) -> None:
        self._table = table
        self.variants = variants
        self.wished = wished
        self._found = np.flatnonzero(variants >= 0)

    def __len__(self) -> int:
        return len(self._found)

    def __contains__(self, product_id: object) -> bool:
        row = self._table.row_of.get(product_id) if isinstance(product_id, str) else None
        return row is not None and bool(self.variants[row] >= 0)

    def __iter__(self) -> Iterator[str]:
        """Product ids in the catalog's order."""
        return (self._table.product_ids[row] for row in self._found)

    @property
    def numbering(self) -> list[str]:
        """All products of the table, of which `numbers` are those that match: see `retrieval.numbered`."""
        return self._table.product_ids

    @property
    def numbers(self) -> NDArray[np.int64]:
        return self._found

    @property
    def prices(self) -> NDArray[np.int64]:
        """`(n_products,)`: what the variants to show cost, in minor units; of no meaning where none matches."""
        return self._table.price_of(self.variants)

    def first(self, n: int, keys: NDArray[np.floating[Any]] | None = None, besides: Collection[str] = ()) -> list[str]:
        """At most `n` of the matches but none of `besides`, by least key (`(n_products,)`), if given, and by id."""
        kept = np.zeros(len(self.variants), dtype=np.bool_)
        kept[self._found] = True
        kept[[row for i in besides if (row := self._table.row_of.get(i)) is not None]] = False
        rows = np.flatnonzero(kept)
        if keys is not None and 0 < n < len(rows):  # the rest need not be brought in order
            rows = rows[keys[rows] <= np.partition(keys[rows], n - 1)[n - 1]]
        places = self._table.id_places[rows]
        order = np.argsort(places) if keys is None else np.lexsort((places, keys[rows]))
        return [self._table.product_ids[row] for row in rows[order[: max(n, 0)]].tolist()]

    def variant(self, product_id: str) -> str:
        """The id of the variant to show: in stock first, then most wishes fulfilled, cheapest, first listed."""
        return self._table.variant_ids[int(self.variants[self._table.row_of[product_id]])]

    def wishes(self, product_id: str) -> float:
        """The share of the wishes that the variant fulfils, 0 to 1."""
        return float(self.wished[self._table.row_of[product_id]])


class VariantTable:
    """All variants of a catalog as columns. A snapshot: make a new one when prices or stock change.

    What a constraint means: the value of a slot is the variant's own option, else the product's attribute, where
    any of several values will do. `category` is met by a step of a path or by steps that follow each other ("Tops",
    "Men > Tops"). Unisex serves men and women. Text is compared without regard to case, amounts in whatever unit ("2 m"
    is "200 cm"), sizes by `retrieval.sizes`. `price` is the offer's, which `retrieval.promoting` has lowered where a
    promotion applies. A product that says nothing about a slot fails every condition on it but NOT; save `gender`: a
    bag that is marked for nobody is for everybody. NOT also reads words: `retrieval.exclusion`.
    """

    def __init__(self, catalog: Catalog) -> None:
        products = [product for product in catalog if product.variants]
        self._products = products
        self._currency = catalog.currency
        variants = [variant for product in products for variant in product.variants]
        sizes = [len(product.variants) for product in products]
        self.product_ids = [product.id for product in products]
        self.variant_ids = [variant.id for variant in variants]
        self.row_of = {product_id: row for row, product_id in enumerate(self.product_ids)}
        self.id_places = np.empty(len(products), dtype=np.int32)  # each product's place in the order of the ids
        by_id = sorted(range(len(products)), key=self.product_ids.__getitem__)
        self.id_places[by_id] = np.arange(len(products), dtype=np.int32)
        self._product_of = np.repeat(np.arange(len(products), dtype=np.int32), sizes)
        self._first = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64) if sizes else np.empty(0, np.int64)
        self._exponent = exponent(catalog.currency)
        self._price = np.array([variant.offer.price.minor for variant in variants], dtype=np.int64)
        self._available = np.array([variant.offer.available for variant in variants], dtype=np.bool_)
        price = np.clip(self._price, 0, 2**_PRICE_BITS - 1)
        position = np.arange(len(variants)) - self._first[self._product_of]
        stock = (~self._available).astype(np.int64) << (_WISH_BITS + _PRICE_BITS + _POSITION_BITS)
        self._key = stock | price << _POSITION_BITS | position
        self._rating = np.array([np.nan if p.rating is None else p.rating for p in products], dtype=np.float64)
        self._n_reviews = np.array([p.n_reviews for p in products], dtype=np.float64)
        self._sayings = Sayings(products)
        self._system_sizes = SystemSizes(products)
        self._columns: dict[str, SlotColumn] = {}
        row = 0
        for at, product in enumerate(products):
            self._column("brand").add_shared(at, [product.brand] if product.brand else [])
            self._column("category").add_shared(at, product.categories)
            for slot, values in product.attributes.items():
                self._column(slot).add_shared(at, values)
            for variant in product.variants:
                self._column("availability").add_own(row, variant.offer.status)
                for slot, value in variant.options.items():
                    self._column(slot).add_own(row, value)
                row += 1
        for slot, column in self._columns.items():
            column.freeze(self._product_of, slot)
        self._paths: dict[str, list[tuple[int, tuple[str, ...]]]] = {}  # step -> (code, path) of paths with it
        for code, path in enumerate(self._columns["category"].values if products else ()):
            for step in set(segments(path)):
                self._paths.setdefault(step, []).append((code, segments(path)))

    def __len__(self) -> int:
        return len(self.variant_ids)

    def price_of(self, variants: NDArray[np.int32]) -> NDArray[np.int64]:
        """The prices of variants by their numbers, in minor units; the last one's for -1."""
        return self._price[variants] if len(self) else np.zeros(len(variants), dtype=np.int64)

    def knows(self, slot: str) -> bool:
        """Whether any variant says anything about the slot."""
        if slot == "price":
            return len(self) > 0
        if slot == "rating":
            return bool(np.isfinite(self._rating).any())
        if slot == "n_reviews":
            return bool(self._n_reviews.any())
        return slot in self._columns and len(self._columns[slot].values) > 0

    def holds(self, constraint: Constraint) -> NDArray[np.bool_]:
        """`(n_variants,)`: which variants satisfy the constraint, wished or required.

        Raises `ConstraintError` for a value that does not fit the operator.
        """
        if constraint.slot == "price":
            found = self._price_holds(constraint)
        elif constraint.slot in ("rating", "n_reviews"):
            numbers = (self._rating if constraint.slot == "rating" else self._n_reviews)[self._product_of]
            found = (
                equal_to_any(numbers, strings(constraint))
                if is_text(constraint)
                else within(numbers, bounds(constraint))
            )
        else:
            found = self._slot_holds(constraint)
            if constraint.operator is Operator.NOT:
                found |= self._said(constraint)
        return ~found if constraint.operator is Operator.NOT else found

    def matching(self, query: Query) -> Matches:
        """The products with a variant on which every required constraint holds (and which is in stock)."""
        found = self.available(query)
        for constraint in query.required:
            found &= self.holds(constraint)
        return self.choose(found, [c for c in query.constraints if not c.required])

    def available(self, query: Query) -> NDArray[np.bool_]:
        """`(n_variants,)`: what the query may show at all: in stock if it says so, not excluded."""
        found = self._available.copy() if query.in_stock else np.ones(len(self), dtype=np.bool_)
        rows = [self.row_of[product_id] for product_id in query.exclude if product_id in self.row_of]
        if rows:
            kept = np.ones(len(self.product_ids), dtype=np.bool_)
            kept[rows] = False
            found &= kept[self._product_of]
        return found

    def choose(self, found: NDArray[np.bool_], wishes: Collection[Constraint] = ()) -> Matches:
        """The products of the `found` variants, `(n_variants,)`, each with the variant to show."""
        variants = np.full(len(self.product_ids), -1, dtype=np.int32)
        wished = np.zeros(len(self.product_ids), dtype=np.float32)
        rows = np.flatnonzero(found)
        if not len(rows):
            return Matches(self, variants, wished)
        n_held = np.zeros(len(rows), dtype=np.int64)
        for wish in wishes:
            n_held += self.holds(wish)[rows]
        key = self._key[rows] | (_MAX_WISHES - np.minimum(n_held, _MAX_WISHES)) << (_PRICE_BITS + _POSITION_BITS)
        product = self._product_of[rows]
        first = np.flatnonzero(np.diff(product, prepend=-1))
        best = np.minimum.reduceat(key, first) & (2**_POSITION_BITS - 1)
        matched = product[first]
        variants[matched] = self._first[matched] + best
        if wishes:
            held = np.zeros(len(self), dtype=np.int64)
            held[rows] = n_held
            wished[matched] = held[variants[matched]] / len(wishes)
        return Matches(self, variants, wished)

    def among(self, product_ids: Collection[str]) -> NDArray[np.bool_]:
        """`(n_variants,)`: the variants of these products."""
        kept = np.zeros(len(self.product_ids), dtype=np.bool_)
        kept[[self.row_of[product_id] for product_id in product_ids if product_id in self.row_of]] = True
        return np.asarray(kept[self._product_of])

    def cheapest(self, found: NDArray[np.bool_]) -> str:
        """The id of the cheapest of the `found` variants, the first listed of equals. `found` marks at least one."""
        rows = np.flatnonzero(found)
        return self.variant_ids[int(rows[np.argmin(self._price[rows])])]

    def n_products(self, found: NDArray[np.bool_]) -> int:
        """How many products the `found` variants belong to."""
        return len(np.unique(self._product_of[found]))

    def _column(self, slot: str) -> SlotColumn:
        if slot not in self._columns:
            self._columns[slot] = SlotColumn(len(self.variant_ids))
        return self._columns[slot]

    def _price_holds(self, constraint: Constraint) -> NDArray[np.bool_]:
        if constraint.unit and constraint.unit.upper() != self._currency:
            raise ConstraintError(
                f"The constraint on price is in {constraint.unit}, the store's prices in {self._currency}, and the "
                f"store has no rate of exchange. Give the price in {self._currency}."
            )
        if is_text(constraint):
            return equal_to_any(self._price / 10**self._exponent, strings(constraint))
        low, high = (bound.scaleb(self._exponent) for bound in bounds(constraint))
        found = np.ones(len(self), dtype=np.bool_)
        if low.is_finite():
            found &= self._price >= int(low.to_integral_value(ROUND_CEILING))
        if high.is_finite():
            found &= self._price <= int(high.to_integral_value(ROUND_FLOOR))
        return found

    def _slot_holds(self, constraint: Constraint) -> NDArray[np.bool_]:
        column = self._columns.get(constraint.slot)
        if column is None:
            if not is_text(constraint):
                bounds(constraint)  # a wrong value is wrong on every slot
            return np.zeros(len(self), dtype=np.bool_)
        if not is_text(constraint):
            return column.having(column.keeping(constraint))
        wanted = np.zeros(len(column.values), dtype=np.bool_)
        for value in strings(constraint):
            if constraint.slot == "category":
                wanted[self._paths_through(segments(value))] = True
                continue
            accepted = [value]
            if constraint.slot == "gender" and folded(value) in _SERVED_BY_UNISEX:
                accepted += [_UNISEX] if constraint.operator is not Operator.NOT else []
            codes = [code for code in map(column.code, accepted) if code is not None]
            wanted[codes + column.same_amount(value)] = True
            if SIZE_SLOT.search(constraint.slot) and (spelled := letter(value)):
                wanted[[code for code, own in enumerate(column.values) if letter(own) == spelled]] = True
            if constraint.operator is Operator.NOT and names_broadly(constraint.slot):
                wanted[[code for code, own in enumerate(column.values) if says(own, value)]] = True
        found = column.having(wanted)
        if SIZE_SLOT.search(constraint.slot):
            for size in filter(None, map(system_size, strings(constraint))):
                found[self._system_sizes.rows(constraint.slot, size)] = True
        if constraint.slot == "gender" and constraint.operator is not Operator.NOT:
            found |= ~column.having(np.ones(len(column.values), dtype=np.bool_))
        return found

    def _said(self, constraint: Constraint) -> NDArray[np.bool_]:
        """`(n_variants,)`: which say in words that they are what they must not be.

        Of a material, and of words that name no slot, all words count; else the title's, where the record leaves the
        slot open.
        """
        said = np.zeros(len(self.product_ids), dtype=np.bool_)
        made_of = constraint.slot == WORDS or is_made_of(constraint.slot)
        for value in strings(constraint):
            said |= self._sayings.anywhere(value) if made_of else self._sayings.in_title(value)
        found = np.asarray(said[self._product_of])
        column = self._columns.get(constraint.slot)
        if made_of or column is None:
            return found
        return found & ~column.having(np.ones(len(column.values), dtype=np.bool_))

    def _paths_through(self, steps: tuple[str, ...]) -> list[int]:
        """Codes of the category paths in which the steps follow each other."""
        n = len(steps)
        return [
            code
            for code, path in self._paths.get(steps[0] if steps else "", ())
            if any(path[at : at + n] == steps for at in range(len(path) - n + 1))
        ]
