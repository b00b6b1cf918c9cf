"""A store of two camps: half of its shoppers look at jackets and boots, half at mugs and kettles. After a thing they
look at the other one of its name: after the Beck Jacket at the Beck Boot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np

from recommender.events import Event
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.money import Money

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
CAMPS = (("Jackets", "Boots"), ("Mugs", "Kettles"))
NAMES = ("Ash", "Beck", "Cairn", "Dale", "Ely", "Fenn")
N_EACH = len(NAMES)


def two_camps() -> Catalog:
    products = []
    for camp, kinds in enumerate(CAMPS):
        for kind in kinds:
            for n in range(N_EACH):
                product_id = f"{kind.lower()}{n}"
                variant = Variant(product_id, product_id, Offer(Money(Decimal(10 + n), "USD")))
                path = (f"{('Outdoor', 'Kitchen')[camp]} > {kind}",)
                brand = ("Tarn", "Fell")[n % 2]
                products.append(Product(product_id, f"{NAMES[n]} {kind[:-1]}", (variant,), brand, categories=path))
    return Catalog(products, currency="USD")


def their_events(n_shoppers: int = 40, n_looks: int = 12, seed: int = 3) -> list[Event]:
    rng = np.random.default_rng(seed)
    found = []
    for shopper in range(n_shoppers):
        n = 0
        for look in range(n_looks):
            kind = CAMPS[shopper % 2][look % 2].lower()
            n = n if look % 2 else int(rng.integers(N_EACH))
            at = BEGIN + timedelta(days=look, minutes=shopper)
            product_id = f"{kind}{n}"
            session = f"s{shopper}-{look}"
            event_id = f"{shopper}:{look}"
            found.append(Event(event_id, "view_item", f"who{shopper}", at, product_id, basket_id=session))
    return found
