"""Cart actions: change, ask which, undo, show. What is said is read back from the store after the change."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.acts import AskVariant, ChangeCart, Intent, ShopperAct
from assistant.cards import card
from assistant.cart import changed, options_text, view, with_options
from assistant.reply import Cards, CartView, FollowUp, FollowUps, ReplyEvent, Text
from assistant.responding import TemplateResponder
from assistant.state import Asked, CartChanged, CartUndone
from assistant.turn import Turn
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator


class CartActions:
    def __init__(self, catalog: Catalog, responder: TemplateResponder) -> None:
        self._catalog = catalog
        self._responder = responder

    def change(self, act: ChangeCart, turn: Turn) -> Iterator[ReplyEvent]:
        product, variant = self._catalog.variant(act.variant_id)
        before = next((line.quantity for line in turn.state.cart if line.variant_id == act.variant_id), 0)
        turn.happen(CartChanged(changed(turn.state.cart, act.variant_id, act.quantity)))
        now = self._view(turn)
        held = next((item.quantity for item in now.items if item.variant_id == act.variant_id), 0)
        said = self._responder.cart_changed(product.title, options_text(variant), held, before, now)
        yield Text(f"{said}{self._responder.unstated(act.unstated)}")
        yield now

    def undo(self, turn: Turn) -> Iterator[ReplyEvent]:
        turn.happen(CartUndone())
        now = self._view(turn)
        yield Text(f"Undone. {self._responder.cart(now)}")
        yield now

    def show(self, turn: Turn) -> Iterator[ReplyEvent]:
        now = self._view(turn)
        yield Text(self._responder.cart(now))
        yield now

    def ask(self, act: AskVariant, turn: Turn) -> Iterator[ReplyEvent]:
        """Which size or colour: never chosen for the shopper."""
        product = self._catalog.product(act.product_id)
        to_choose = [v for v in product.variants if v.options.get(act.slot) in act.values]
        variant = next(iter(with_options(to_choose, act.chosen) or to_choose or product.variants))
        turn.happen(Asked(act.slot, act.values, act))
        yield Cards((card(self._catalog, variant.id, need=act.chosen),), more=True)
        yield Text(self._responder.which(product.title, act.slot, act.values, act.missed))
        yield FollowUps(
            tuple(
                FollowUp(
                    value,
                    value,
                    ShopperAct(
                        Intent.ADD_TO_CART,
                        (*act.chosen, Constraint(act.slot, Operator.IS, value)),
                        product_ids=(product.id, *act.then),
                        quantity=act.quantity,
                    ),
                )
                for value in act.values[:8]
            )
        )

    def _view(self, turn: Turn) -> CartView:
        return view(turn.state.cart, self._catalog, can_undo=bool(turn.state.cart_before), buyer=turn.state.buyer)
