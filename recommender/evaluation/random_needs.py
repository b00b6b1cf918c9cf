"""Needs by chance, to try a bundler with: every kind of slot, budgets from too little to plenty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from recommender.bundles.need import BundleNeed, Slot, Tier, Whole
from recommender.bundles.templates import Template, is_of_kind
from recommender.likeness import kind
from retrieval.cart_prices.priced_cart import Buyer
from retrieval.catalog import Catalog, Product
from retrieval.money import Money
from retrieval.query import Candidate

MOST_SLOTS = 6
MOST_OPTIONS = 12
_N_FOR_SMALL = 3  # options of a slot of a small need: few enough to try everything


class RandomNeeds:
    """Needs over a catalog's own kinds; the same seed gives the same needs."""

    def __init__(self, catalog: Catalog, templates: Sequence[Template], seed: int) -> None:
        self._catalog = catalog
        self._random = Random(seed)
        self._of_kind: dict[str, list[Product]] = defaultdict(list)
        for product in catalog:
            self._of_kind[" > ".join(kind(product)) or "things"].append(product)
        self._kinds = sorted(self._of_kind)
        self._templates = [[self._path(slot.kind) for slot in t.slots] for t in templates]
        self._templates = [[path for path in paths if path] for paths in self._templates]
        self._codes = sorted({p.code for p in catalog.promotions if p.code})

    def needs(self, n: int) -> Iterator[BundleNeed]:
        for _ in range(n):
            yield self._need()

    def _need(self) -> BundleNeed:
        draw = self._random
        known = [paths for paths in self._templates if len(paths) > 1]
        if known and draw.random() < 0.5:
            paths = draw.choice(known)[:MOST_SLOTS]
        else:
            paths = draw.sample(self._kinds, min(len(self._kinds), draw.randint(2, MOST_SLOTS)))
        n_options = _N_FOR_SMALL if draw.random() < 0.3 else MOST_OPTIONS
        slots = tuple(self._slot(at, path, n_options) for at, path in enumerate(paths))
        anchors = (draw.choice(self._of_kind[draw.choice(paths)]).id,) if draw.random() < 0.1 else ()
        by = (
            self._catalog.on + timedelta(days=draw.randint(0, 20)) if self._catalog.on and draw.random() < 0.1 else None
        )
        return BundleNeed(
            slots,
            self._budget(slots),
            anchors,
            frozenset(draw.choice(slot.options).product_id for slot in slots if slot.options and draw.random() < 0.05),
            Whole(same_color=draw.random() < 0.15, by=by),
            draw.choice(list(Tier)),
            Buyer(
                frozenset(draw.sample(self._codes, min(len(self._codes), draw.randint(0, 2)))),
                draw.choice([True, False, None]),
                draw.choice([True, False, None]),
            ),
        )

    def _slot(self, at: int, path: str, n_options: int) -> Slot:
        draw = self._random
        products = self._of_kind[path]
        chosen = draw.sample(products, min(len(products), n_options))
        options = [Candidate(p.id, draw.choice(p.variants).id, draw.random()) for p in chosen]
        options.sort(key=lambda c: (-c.score, c.product_id))
        slot = Slot(f"{at} {path}", tuple(options), draw.random() > 0.25, draw.choice([1, 1, 1, 1, 1, 1, 1, 2, 3]))
        match draw.randint(0, 19):
            case 0 | 1:
                return replace(slot, locked=draw.choice(options).variant_id)
            case 2:
                return replace(slot, is_owned=True, owned_id=draw.choice([draw.choice(products).id, ""]))
            case 3:
                price = self._catalog.variant(draw.choice(options).variant_id)[1].offer.price
                return replace(slot, most=price * slot.n)
        return slot

    def _budget(self, slots: Sequence[Slot]) -> Money | None:
        """From three fifths of what the cheapest cost to what all cost in the middle, half as much again."""
        if self._random.random() < 0.1:
            return None
        least = middle = 0
        for slot in slots:
            prices = sorted(self._catalog.variant(c.variant_id)[1].offer.price.minor * slot.n for c in slot.options)
            if prices and slot.required and not slot.is_owned:
                least += prices[0]
                middle += prices[len(prices) // 2]
        minor = round(self._random.uniform(0.6 * least, 1.5 * middle + 1))
        return Money.from_minor(minor, self._catalog.currency)

    def _path(self, named: str) -> str:
        return next((path for path in self._kinds if is_of_kind(path, named)), "")
