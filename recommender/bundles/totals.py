"""What parts cost together, after promotions, to the minor unit."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.cart_prices.priced_cart import Buyer, Pieces, PricedCart
from retrieval.cart_prices.pricer import CartPricer
from retrieval.cart_prices.reaching import Reach
from retrieval.catalog import Catalog
from retrieval.money import Money, exponent
from retrieval.query import Candidate

_MORE = 30  # "what would change if you added 30"


class Totals:
    """Those of one catalog; everything else counts in the minor units that these give."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._pricer = CartPricer(catalog)

    def of(self, pieces: Sequence[Pieces], buyer: Buyer) -> int:
        """Minor units."""
        return self._pricer.total(pieces, buyer)

    def priced(self, pieces: Sequence[Pieces], buyer: Buyer) -> PricedCart:
        """Line by line."""
        return self._pricer.price(pieces, buyer)

    def price(self, variant_id: str) -> int:
        """Of one piece today, in minor units."""
        return self._catalog.variant(variant_id)[1].offer.price.minor

    def reaches(self, places: Sequence[tuple[Sequence[Candidate], int]], buyer: Buyer) -> list[Reach]:
        """Promotions that some choice of one candidate a place could have."""
        offered = [
            ([(self._catalog.product(c.product_id), self.price(c.variant_id)) for c in options], n)
            for options, n in places
        ]
        return self._pricer.reaches(offered, buyer)

    def most_off(self, product_id: str, price: int, among: Sequence[Reach]) -> int:
        """At most what these promotions take off one piece at that price."""
        return self._pricer.most_off(product_id, price, among)

    def saved(self, pieces: Sequence[Pieces], buyer: Buyer) -> int:
        """What promotions take off, in minor units; every piece that none of them could be for may be left out."""
        return self._pricer.saved(pieces, buyer)

    def money(self, minor: int) -> Money:
        return Money.from_minor(minor, self._catalog.currency)

    @property
    def more(self) -> int:
        """What a budget is tried with on top, in minor units: 30, or 3,000 of a currency without hundredths."""
        return _MORE * 100 if exponent(self._catalog.currency) <= 2 else _MORE * 1000
