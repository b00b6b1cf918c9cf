"""Ties: what a product has to do with what the shopper did before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from recommender.chance import poisson_tail
from recommender.copurchases import CoPurchases
from recommender.evidence import Evidence, Kind, relation_evidence
from recommender.likeness import relations_between, same_kind
from recommender.profile import feature_key, forgotten_keys
from recommender.shopper import Shopper
from recommender.wording import n_of, named, value_phrase
from retrieval.catalog import Catalog, Product

DEEDS: Mapping[str, str] = MappingProxyType(
    {
        "purchase": "you bought",
        "liked": "you liked",
        "add_to_cart": "you put in your cart",
        "view_item": "you looked at",
    }
)
PAST = 10  # latest products that are looked back on
ENOUGH_TOGETHER = 3  # baskets; fewer are chance
CHANCE = 1e-4  # a store of 636 products has 200,000 pairs: most of those above it are chance
FEW_BASKETS = 50
# What a tie is worth as a reason, strongest first.
ITSELF, RELATED, TOGETHER, BRAND, VALUE = 1.0, 0.95, 0.85, 0.8, 0.5
_UNTELLING = {"yes", "no", "true", "false"}


@dataclass(frozen=True, slots=True)
class Tie:
    """`evidence` is the claim, then the event behind it; `holds_for` tells who else has the same tie."""

    evidence: tuple[Evidence, ...]
    points: float
    holds_for: Callable[[Product], bool]


class Ties:
    """Finds ties in the store's relations, its baskets and what its products state."""

    def __init__(self, catalog: Catalog, copurchases: CoPurchases | None = None) -> None:
        self._catalog = catalog
        self._copurchases = copurchases if copurchases is not None else CoPurchases()
        self._n_with = Counter((s, value) for p in catalog for s, values in p.attributes.items() for value in values)

    def strongest(self, product: Product, shopper: Shopper) -> Tie | None:
        """The strongest tie to one of the latest products; of equals the latest. None for a guest, or without one.

        That a thing itself was looked at in this very conversation is none: it is on the screen still.
        """
        best: Tie | None = None
        forgotten = forgotten_keys(shopper.events)
        now_seen = {e.id for e in shopper.events if e.name == "view_item" and e.basket_id == shopper.session_id != ""}
        for product_id, (deed, event_id) in _deeds(shopper).items():
            if product_id == product.id and event_id in now_seen:
                continue
            if product_id in self._catalog:
                tie = self._tie(product, self._catalog.product(product_id), deed, f"event:{event_id}")
                if (
                    tie is not None
                    and not _is_forgotten(tie, product, shopper, forgotten)
                    and (best is None or tie.points > best.points)
                ):
                    best = tie
        return best

    def _tie(self, product: Product, past: Product, deed: str, source: str) -> Tie | None:
        def tie(kind: Kind, claim: str, record: str, points: float, holds_for: Callable[[Product], bool]) -> Tie:
            history = Evidence(Kind.HISTORY, f"{named(past.title)} {deed}", source)
            return Tie((Evidence(kind, f"{claim} {deed}", record), history), points, holds_for)

        if product.id == past.id:
            return Tie((Evidence(Kind.HISTORY, f"one {deed} before", source),), ITSELF, lambda p: p.id == past.id)
        related = self._related(product, past)
        if related is not None:
            return tie(
                Kind.RELATION, related.claim, related.source, RELATED, lambda p: self._related(p, past) is not None
            )
        n = self._copurchases.n_together(product.id, past.id)
        if n >= ENOUGH_TOGETHER and is_no_chance(self._copurchases, product.id, past.id):
            claim = f"bought {n_of(n, 'time')} with {named(past.title)}"
            record = f"baskets:{product.id}+{past.id}"
            return tie(
                Kind.TOGETHER, claim, record, TOGETHER, lambda p: self._copurchases.n_together(p.id, past.id) >= n
            )
        if product.brand and product.brand == past.brand:
            claim, record = f"same brand as {named(past.title)}", f"product:{product.id}.brand"
            return tie(Kind.FIELD, claim, record, BRAND, lambda p: p.brand == past.brand)
        shared = self._shared_value(product, past)
        if shared is None:
            return None
        slot, value = shared
        claim, record = f"{value_phrase(slot, value)} like {named(past.title)}", f"product:{product.id}.{slot}"
        return tie(Kind.FIELD, claim, record, VALUE, lambda p: value in p.attributes.get(slot, ()))

    def _related(self, product: Product, past: Product) -> Evidence | None:
        return relation_evidence(relations_between(self._catalog, product.id, past.id), product, past)

    def _shared_value(self, product: Product, past: Product) -> tuple[str, str] | None:
        """The rarest attribute value that two things of a kind share; whom they are for and a mere yes say little."""
        if not same_kind(product, past):
            return None
        shared = [
            (slot, value)
            for slot, values in product.attributes.items()
            for value in values
            if slot != "gender" and value in past.attributes.get(slot, ()) and value.lower() not in _UNTELLING
        ]
        return min(shared, key=lambda item: (self._n_with[item], item), default=None)


def is_no_chance(baskets: CoPurchases, product_id: str, other_id: str) -> bool:
    """Whether two things were bought together more often than chance would have it.

    Were they bought independently, the baskets with both would be Poisson of mean `n_a n_b / N`; among the pairs of a
    store many reach three of them so. A tail below `CHANCE` is none. Of a few baskets nothing can be said: they count.
    """
    if len(baskets) < FEW_BASKETS:
        return True
    mean = baskets.n_baskets(product_id) * baskets.n_baskets(other_id) / len(baskets)
    return poisson_tail(baskets.n_together(product_id, other_id), mean) < CHANCE


def _is_forgotten(tie: Tie, product: Product, shopper: Shopper, forgotten: frozenset[str]) -> bool:
    """Whether the tie is a fact that the shopper had deleted: then it is no reason any more."""
    kind, _, slot = tie.evidence[0].source.rpartition(".")
    if not forgotten or not kind.startswith("product:"):
        return False
    values = (product.brand,) if slot == "brand" else product.attributes.get(slot, ())
    return any(feature_key(shopper.recipient, slot, value) in forgotten for value in values)


def _deeds(shopper: Shopper) -> dict[str, tuple[str, str]]:
    """The latest products, latest first: the most that the shopper did with each, and the event that says so.

    What was taken out of the cart again is not "in your cart".
    """
    deeds: dict[str, tuple[str, str]] = {}
    strength: dict[str, int] = {}
    order = list(DEEDS)
    taken_out: set[str] = set()
    for event in reversed(shopper.events):
        if event.name == "remove_from_cart":
            taken_out.add(event.product_id)
        if event.name not in DEEDS or (event.name == "add_to_cart" and event.product_id in taken_out):
            continue
        if event.product_id not in deeds and len(deeds) == PAST:
            continue
        if order.index(event.name) < strength.get(event.product_id, len(order)):
            strength[event.product_id] = order.index(event.name)
            deeds[event.product_id] = (DEEDS[event.name], event.id)
    return deeds
