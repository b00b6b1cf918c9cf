"""Suiting: products, replacements and bundles for one shopper, by the shop's own search and ranker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.cards import card
from assistant.copilot.dry_turn import DryTurns
from assistant.copilot.offering import Suggested
from assistant.policy import N_FOUND
from assistant.reply import BundleView
from assistant.room import Room
from assistant.turn import Turn
from recommender.comparing import NOT_STATED, comparison_rows
from recommender.likeness import kind
from retrieval.catalog import Product, Variant
from retrieval.query import Constraint, Operator, Query

_NO_DIFFERENCE = frozenset(
    ("Stock", "Kind", "Best for", "Color", "Colour", "Country")
)  # said on the card, or no matter
MOST_DIFFERENCES = 4
_SEARCHES = (Intent.FIND, Intent.REFINE, Intent.MORE)
_PRICE_APART = 0.15  # of the price: what is nearer is no difference to choose by


class Suiting:
    """Everything here reads a turn that nobody keeps."""

    def __init__(self, dry: DryTurns) -> None:
        self._dry = dry

    def products(self, words: str, turn: Turn, n: int) -> tuple[Suggested, ...]:
        """For the words as a search of their own; without any, for the need as it stands."""
        acts: Sequence[ShopperAct] = self._dry.read(words, turn.state) if words.strip() else ()
        if not any(act.intent in _SEARCHES for act in acts):
            acts = (ShopperAct(Intent.FIND, text=words),) if words.strip() else (ShopperAct(Intent.REFINE),)
        walked = self._dry.walk(acts, turn)
        return tuple(Suggested(found) for found in walked.cards[:n])

    def replacements(self, variant_id: str, turn: Turn, room: Room, n: int) -> tuple[Suggested, ...]:
        """Others of its kind in stock; what is most like it first, the shopper's taste decides between equals.

        Raises `KeyError` for a variant that the store does not have.
        """
        gone, variant = room.catalog.variant(variant_id)
        of_kind = [Constraint("category", Operator.IS, step) for step in kind(gone)[-1:]]
        query = Query("", tuple(of_kind), N_FOUND, exclude=frozenset((gone.id,)) | turn.state.rejected)
        ranked = room.assistant.ranked(query, turn)
        to_buy = [(c, room.catalog.variant(c.variant_id)) for c in ranked]
        to_buy = [(c, pair) for c, pair in to_buy if pair[1].offer.available and kind(pair[0]) == kind(gone)]
        place = {c.product_id: n_place for n_place, (c, _) in enumerate(to_buy)}
        by_likeness = sorted(
            to_buy,
            key=lambda found: (-round(likeness(gone, variant, *found[1]), 1), place[found[0].product_id]),
        )
        return tuple(
            Suggested(
                replace(card(room.catalog, c.variant_id), reason=""), differences((gone, variant), (product, own))
            )
            for c, (product, own) in by_likeness[:n]
        )

    def bundle(self, words: str, turn: Turn) -> BundleView | None:
        """For the words, else around what lies in the cart or was talked of last."""
        acts = self._dry.read(words, turn.state) if words.strip() else ()
        if not any(act.intent in (Intent.BUNDLE, Intent.CHANGE_BUNDLE) for act in acts):
            around = turn.state.focus[:1] if not words.strip() else ()
            constraints = tuple(c for act in acts for c in act.constraints)
            acts = (ShopperAct(Intent.BUNDLE, constraints, text=words, product_ids=around),)
        bundles = self._dry.walk(acts, turn).bundles
        return bundles[0] if bundles else None


def likeness(product: Product, variant: Variant, other: Product, own: Variant) -> float:
    """How much of what a thing states another states too, and how near the prices are; 0 to 1."""
    slots = [slot for slot in product.attributes if slot not in ("country", "warranty", "care", "weight")]
    shared = 0.0
    for slot in slots:
        wanted, found = set(product.attributes[slot]), set(other.attributes.get(slot, ()))
        shared += len(wanted & found) / len(wanted) if wanted else 0.0
    price, its = variant.offer.price.minor, own.offer.price.minor
    near = min(price, its) / max(price, its, 1)
    return 0.7 * (shared / len(slots) if slots else 0.0) + 0.3 * near


def differences(old: tuple[Product, Variant], new: tuple[Product, Variant]) -> tuple[str, ...]:
    """What is different about the second: "Price: $45.00 instead of $139.00", the price first."""
    rows = [row for row in comparison_rows([old, new]) if row.differs and row.label not in _NO_DIFFERENCE]
    apart = abs(old[1].offer.price.minor - new[1].offer.price.minor) >= _PRICE_APART * old[1].offer.price.minor
    told = [row for row in rows if row.label == "Price" and apart]
    told += [row for row in rows if row.label not in ("Price", "Rating", "Brand") and NOT_STATED not in row.values]
    return tuple(f"{row.label}: {row.values[1]} instead of {row.values[0]}" for row in told[:MOST_DIFFERENCES])
