"""Sizes of a store that say their system ("EU 42"), found by a size in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from retrieval.catalog import Product
from retrieval.sizes import SIZE_SLOT, SYSTEM_SLOT, SystemSize, chart, is_same_size, system_size


class SystemSizes:
    """The variants of products by size, read when the first such size is asked for."""

    def __init__(self, products: Sequence[Product]) -> None:
        self._products = products
        self._by_slot: dict[str, dict[tuple[str, SystemSize], list[int]]] | None = None

    def rows(self, slot: str, size: SystemSize) -> list[int]:
        """The numbers (in the order of all variants) of those that have this size, in its system or another."""
        if self._by_slot is None:
            self._by_slot = self._read()
        known = self._by_slot.get(slot, {})
        return [row for (on, own), rows in known.items() if is_same_size(own, size, on) for row in rows]

    def _read(self) -> dict[str, dict[tuple[str, SystemSize], list[int]]]:
        found: dict[str, dict[tuple[str, SystemSize], list[int]]] = defaultdict(lambda: defaultdict(list))
        for row, product, slot, value in self._sizes():
            systems = product.attributes.get(SYSTEM_SLOT, ())
            if size := system_size(value, systems[0] if len(systems) == 1 else ""):
                found[slot][chart(product), size].append(row)
        return {slot: dict(sizes) for slot, sizes in found.items()}

    def _sizes(self) -> Iterator[tuple[int, Product, str, str]]:
        """Every variant's own sizes, else its product's."""
        row = 0
        for product in self._products:
            shared = {slot: values for slot, values in product.attributes.items() if SIZE_SLOT.search(slot)}
            for variant in product.variants:
                own = {slot: (value,) for slot, value in variant.options.items() if SIZE_SLOT.search(slot)}
                for slot, values in {**shared, **own}.items():
                    for value in values:
                        yield row, product, slot, value
                row += 1
