"""Adding: all of the bundle into the cart in one step, or nothing of it; a size is asked for, never chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.cards import is_size, open_sizes
from assistant.cart import changed, view
from assistant.reply import FollowUp, FollowUps, ReplyEvent, Text
from assistant.responding import TemplateResponder
from assistant.state import BenchLaid, CartChanged
from assistant.turn import Turn
from assistant.workbench.bench import Bench, BenchSlot
from assistant.workbench.change import BenchChange, Do
from recommender.wording import listed, n_of, named
from retrieval.cart_prices.priced_cart import Pieces
from retrieval.cart_prices.pricer import CartPricer
from retrieval.catalog import Catalog, Product, Variant
from retrieval.money import Money
from retrieval.query import Constraint, Operator

MOST_SIZES = 10


class BenchAdding:
    """Everything is checked before the first piece is put in, so that one undo takes all of it out."""

    def __init__(self, catalog: Catalog, responder: TemplateResponder) -> None:
        self._catalog = catalog
        self._responder = responder
        self._pricer = CartPricer(catalog)

    def add(self, bench: Bench, budget: Money | None, turn: Turn) -> Iterator[ReplyEvent]:
        parts = [(slot, *self._catalog.variant(slot.variant_id)) for slot in bench.filled]
        total = self._pricer.price([Pieces(slot.variant_id, slot.n) for slot in bench.filled], turn.state.buyer).total
        budget = bench.refused or budget  # nothing fitted what was said last: the bundle is from before
        if budget is not None and total > budget:
            yield Text(f"Nothing was added: it comes to {total}, over your {budget}.")
            limit = Constraint("price", Operator.AT_MOST, total.amount)
            changes = (BenchChange(Do.BUDGET), BenchChange(Do.ADD_ALL))
            again = ShopperAct(Intent.CHANGE_BUNDLE, (limit,), changes=changes)
            yield FollowUps((FollowUp(f"Spend {total}", f"Spend {total}", again),))
            return
        held = {line.variant_id: line.quantity for line in turn.state.cart}
        short = [product for slot, product, variant in parts if not _enough(variant, held.get(variant.id, 0) + slot.n)]
        if short:
            titles = listed([named(product.title) for product in short])
            yield Text(f"Nothing was added. Not in stock in that number: {titles}.")
            slot = next(slot for slot, product, _ in parts if product is short[0])
            swap = BenchChange(Do.SWAP, (slot.name,))
            label = f"Another one for {slot.name.lower()}"
            yield FollowUps((FollowUp(label, label, ShopperAct(Intent.CHANGE_BUNDLE, changes=(swap,))),))
            return
        unsized = next((part for part in parts if self._open_size(part[0], part[1], turn)), None)
        if unsized:
            yield from self._ask(bench, *unsized, turn)
            return
        lines = turn.state.cart
        for slot, _, variant in parts:
            lines = changed(lines, variant.id, held.get(variant.id, 0) + slot.n)
        if bench.asks_size_of:
            turn.happen(BenchLaid(replace(bench, asks_size_of="")))
        turn.happen(CartChanged(lines))
        now = view(lines, self._catalog, can_undo=True, buyer=turn.state.buyer)
        what = "it" if len(parts) == 1 else f"all {n_of(len(parts), 'thing')}"
        yield Text(f"Added {what}. {self._responder.cart(now)}")
        yield now

    def _open_size(self, slot: BenchSlot, product: Product, turn: Turn) -> str:
        """The size that is still to be said; empty where none is."""
        need = (*turn.state.constraints, *slot.constraints)
        return "" if slot.is_sized else next(iter(open_sizes(product, need)), "")

    def _ask(
        self, bench: Bench, slot: BenchSlot, product: Product, variant: Variant, turn: Turn
    ) -> Iterator[ReplyEvent]:
        size = self._open_size(slot, product, turn)
        others = sizes_of(product, variant, size)
        turn.happen(BenchLaid(replace(bench, asks_size_of=slot.name)))
        yield Text(f"Nothing is added yet. {self._responder.which(product.title, size, tuple(others), '')}")
        yield FollowUps(
            tuple(
                FollowUp(value, value, ShopperAct(Intent.CHANGE_BUNDLE, changes=(sized(slot.name, variant_id),)))
                for value, variant_id in [*others.items()][:MOST_SIZES]
            )
        )


def sized(slot: str, variant_id: str) -> BenchChange:
    """The answer to which size, on the way into the cart."""
    return BenchChange(Do.SWAP, (slot,), variant_id, then_add=True)


def sizes_of(product: Product, shown: Variant, size: str = "") -> dict[str, str]:
    """The values of its size that can be bought, each with the variant that differs from the shown one in it alone;
    where there is none, the cheapest of that size."""
    size = size or next((slot for slot in shown.options if is_size(slot)), "")
    found: dict[str, str] = {}
    for value in dict.fromkeys(v.options[size] for v in product.variants if size in v.options):
        of_size = [v for v in product.variants if v.options.get(size) == value and v.offer.available]
        exact = [v for v in of_size if v.options == {**shown.options, size: value}]
        if of_size:
            found[value] = (exact or sorted(of_size, key=lambda v: v.offer.price))[0].id
    return found


def _enough(variant: Variant, n: int) -> bool:
    offer = variant.offer
    return offer.available and (offer.quantity is None or offer.quantity >= n)
