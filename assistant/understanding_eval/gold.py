"""What would have happened had every turn been understood: the screen, the cart, and the state put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.acts import AskVariant, ChangeCart, Intent, ShopperAct, UndoCart
from assistant.cart import changed
from assistant.context import Context, NeededBy
from assistant.policy import RulePolicy
from assistant.state import Asked, CartChanged, CartUndone, DialogueState, Shown, TurnBegan
from assistant.understanding_eval.comparing import NeedComparer, NeedComparison
from assistant.understanding_eval.format import AnnotatedAct, AnnotatedTurn
from assistant.understanding_eval.wanted import CONTEXT_SLOTS, ORDER, Wanted
from retrieval.catalog import Catalog, Product, Variant
from retrieval.query import Constraint, Operator, Order

_SEARCHES = (Intent.FIND, Intent.REFINE, Intent.BUNDLE)


def need_of(state: DialogueState) -> tuple[Constraint, ...]:
    """The need that a state holds, in the form of an annotation's: with its context and its order as constraints."""
    context = [c for c in state.context.conditions if c.slot in CONTEXT_SLOTS]
    order = [] if state.order is Order.FIT else [Constraint(ORDER, Operator.IS, state.order.value)]
    return (*state.constraints, *context, *order)


def screen(products: Sequence[str], catalog: Catalog) -> Shown:
    """These products as they would be shown: each with its first variant that can be bought."""
    return Shown(tuple(products), tuple(_buyable(catalog.product(i)).id for i in products))


def _buyable(product: Product) -> Variant:
    return next((v for v in product.variants if v.offer.available), product.variants[0])


def _context(heard: Context, need: Sequence[Constraint]) -> Context:
    """The context that a need says; what annotations do not tell (a gift, a feeling) stays as it was heard."""
    said = {slot: [str(c.value) for c in need if c.slot == slot] for slot in CONTEXT_SLOTS}
    pieces = next((word for word in said["quantity"] if word.isdecimal()), "0")
    return replace(
        heard,
        recipient=next(iter(said["recipient"]), ""),
        occasion=next(iter(said["occasion"]), ""),
        needed_by=next((_by(words, heard.needed_by) for words in said["needed_by"]), None),
        owns=tuple(said["owns"]),
        quantity=int(pieces),
    )


def _by(words: str, heard: NeededBy | None) -> NeededBy:
    return heard if heard is not None and heard.words == words else NeededBy(words)


class Gold:
    """Knows what the annotations mean in one store."""

    def __init__(self, catalog: Catalog, comparer: NeedComparer) -> None:
        self._policy = RulePolicy(catalog)
        self._comparer = comparer

    def answered(self, state: DialogueState, turn: AnnotatedTurn) -> DialogueState:
        """The state once the assistant has done what was meant to the cart, or asked which size or colour."""
        meant = tuple(self._act(act, turn, ()) for act in turn.acts)
        if not any(act.intent in (Intent.ADD_TO_CART, Intent.REMOVE_FROM_CART, Intent.UNDO_CART) for act in meant):
            return state
        for decided in self._policy.decide(replace(state, heard=meant)):
            match decided:
                case ChangeCart():
                    state = state.after(CartChanged(changed(state.cart, decided.variant_id, decided.quantity)))
                case UndoCart():
                    state = state.after(CartUndone())
                case AskVariant():
                    state = state.after(Asked(decided.slot, decided.values, decided))
        return state

    def put_right(
        self,
        before: DialogueState,
        heard: DialogueState,
        turn: AnnotatedTurn,
        acts_right: bool,
        need: NeedComparison,
    ) -> DialogueState:
        """`heard` without what is wrong and with what is missing; itself where nothing is. Search words stay."""
        if acts_right and not need.wrong and not need.missed:
            return heard
        state = heard
        if not acts_right:
            state = before.after(TurnBegan(turn.say))
            for act in turn.acts:
                state = state.after(self._act(act, turn, heard.heard))
        right = [c for _, meeting in need.met for c in meeting if c not in heard.parts]
        whole = [*right, *need.spared, *(c for wanted in need.missed for c in self._constraints(wanted))]
        order = next((Order(str(c.value)) for c in whole if c.slot == ORDER), Order.FIT)
        constraints = tuple(c for c in whole if c.slot != ORDER and c.slot not in CONTEXT_SLOTS)
        return replace(state, constraints=constraints, order=order, context=_context(heard.context, whole))

    def _act(self, act: AnnotatedAct, turn: AnnotatedTurn, heard: Sequence[ShopperAct]) -> ShopperAct:
        """The annotated act as a shopper's; its search words are those that were heard, else the whole message."""
        constraints: tuple[Constraint, ...] = ()
        if act.intent not in _SEARCHES:
            constraints = tuple(c for wanted in act.constraints or () for c in self._constraints(wanted))
        text = ""
        if act.intent in _SEARCHES:
            text = next((h.text for h in heard if h.intent in _SEARCHES), turn.say)
        elif act.intent is Intent.REMOVE_FROM_CART and not act.products:
            text = "all"
        pieces = 0 if act.intent is Intent.REMOVE_FROM_CART else 1
        return ShopperAct(
            act.intent,
            constraints,
            product_ids=act.products or (),
            text=text,
            quantity=pieces if act.quantity is None else act.quantity,
            parts=tuple(c for wanted in act.parts or () for c in self._constraints(wanted)),
            unresolved="it" if act.unresolved else "",
        )

    def _constraints(self, wanted: Wanted) -> tuple[Constraint, ...]:
        """The first alternative in the form that searches take: a bound on a measure as the values that keep it."""
        return tuple(self._searchable(c) for c in wanted.alternatives[0])

    def _searchable(self, constraint: Constraint) -> Constraint:
        is_bound = constraint.operator in (Operator.AT_MOST, Operator.AT_LEAST, Operator.ABOUT)
        if not is_bound or constraint.slot in ("price", "rating"):
            return constraint
        kept = self._comparer.keeping(constraint)
        return replace(constraint, operator=Operator.ONE_OF, value=kept or (str(constraint.value),))
