"""Which product an event's item is: by variant, product or SKU, and by name where a SKU is shared."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from retrieval.catalog import Catalog, Product, Variant


@dataclass(frozen=True, slots=True)
class Found:
    product_id: str
    variant_id: str = ""  # empty when the item says the product only
    is_first_of_several: bool = False  # others fit equally well


class Items:
    """Finds the catalog's products for the items of events."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._by_sku: dict[str, list[tuple[Product, Variant]]] = defaultdict(list)
        self._by_title: dict[str, list[Product]] = defaultdict(list)
        for product in catalog:
            self._by_title[product.title.casefold()].append(product)
            for variant in product.variants:
                if variant.sku:
                    self._by_sku[variant.sku].append((product, variant))

    def find(self, item_id: str, name: str = "", variant: str = "") -> Found | None:
        """The product an item means; None when the store has none. Of several that fit equally, the first."""
        if item_id and self._catalog.has_variant(item_id):
            return Found(self._catalog.variant(item_id)[0].id, item_id)
        if item_id and item_id in self._catalog:
            return _narrowed(self._catalog.product(item_id), variant)
        if holders := self._by_sku.get(item_id):
            named = [(p, v) for p, v in holders if p.title.casefold() == name.casefold()]
            fitting = named or holders
            return Found(fitting[0][0].id, fitting[0][1].id, len({p.id for p, _ in fitting}) > 1)
        if named_so := self._by_title.get(name.casefold()) if name else None:
            return replace(_narrowed(named_so[0], variant), is_first_of_several=len(named_so) > 1)
        return None


def _narrowed(product: Product, variant: str) -> Found:
    """The variant too, when there is only one or the item names it as its options do (`M / Blue`)."""
    if len(product.variants) == 1:
        return Found(product.id, product.variants[0].id)
    wanted = set(_parts(variant))
    named = [v.id for v in product.variants if wanted and wanted == {value.casefold() for value in v.options.values()}]
    return Found(product.id, named[0] if len(named) == 1 else "")


def _parts(variant: str) -> list[str]:
    return [part.strip().casefold() for part in variant.replace(",", "/").split("/") if part.strip()]
