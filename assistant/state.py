"""The dialogue's state: a pure fold over what happened, so that a conversation is its list of happenings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.acts import AskVariant, Intent, ShopperAct
from assistant.context import Context
from retrieval.query import Constraint, Operator, Order


@dataclass(frozen=True, slots=True)
class Shown:
    """Products put before the shopper, in order; each with the variant its card shows."""

    product_ids: tuple[str, ...]
    variant_ids: tuple[str, ...]
    more: bool = False  # appended to what was shown for the same need, not a new list


@dataclass(frozen=True, slots=True)
class CartLine:
    variant_id: str
    quantity: int


@dataclass(frozen=True, slots=True)
class CartChanged:
    lines: tuple[CartLine, ...]


@dataclass(frozen=True, slots=True)
class CartUndone:
    pass


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of ours that the next message may answer."""

    slot: str
    values: tuple[str, ...]
    variant_of: AskVariant | None = None  # set when the answer chooses a variant for the cart


@dataclass(frozen=True, slots=True)
class Focused:
    """Products just talked about, without a new list: "it" means the first of them."""

    product_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TurnBegan:
    message: str


Happening = TurnBegan | ShopperAct | Shown | CartChanged | CartUndone | Asked | Focused


@dataclass(frozen=True, slots=True)
class DialogueState:
    """What the conversation has come to. `text` and `constraints` are the need; `heard` is this turn's acts."""

    text: str = ""
    constraints: tuple[Constraint, ...] = ()
    order: Order = Order.FIT
    bundling: bool = False  # the need is for things together
    parts: tuple[Constraint, ...] = ()  # what the bundle's slots are to be
    anchors: tuple[str, ...] = ()  # products that the bundle is built around
    shown: Shown = Shown((), ())
    seen: frozenset[str] = frozenset()  # shown for this need, so that "more" brings others
    rejected: frozenset[str] = frozenset()
    focus: tuple[str, ...] = ()
    cart: tuple[CartLine, ...] = ()
    cart_before: tuple[tuple[CartLine, ...], ...] = ()  # for undo, oldest first
    asked: Asked | None = None
    asked_slots: frozenset[str] = frozenset()  # already asked for this need: never ask twice
    heard: tuple[ShopperAct, ...] = ()
    n_turns: int = 0
    context: Context = Context()  # noqa: RUF009  # frozen

    def after(self, happening: Happening) -> DialogueState:
        """The state once `happening` has happened. Pure: the same happenings always rebuild the same state."""
        match happening:
            case TurnBegan():
                return replace(self, heard=(), n_turns=self.n_turns + 1)
            case ShopperAct():
                return self._after_act(happening)
            case Shown():
                ids = happening.product_ids
                return replace(self, shown=happening, seen=self.seen | set(ids), focus=ids[:1])
            case CartChanged():
                return replace(self, cart=happening.lines, cart_before=(*self.cart_before[-9:], self.cart))
            case CartUndone():
                if not self.cart_before:
                    return self
                return replace(self, cart=self.cart_before[-1], cart_before=self.cart_before[:-1])
            case Asked():
                return replace(self, asked=happening, asked_slots=self.asked_slots | {happening.slot})
            case Focused():
                return replace(self, focus=happening.product_ids)

    def _after_act(self, act: ShopperAct) -> DialogueState:
        answered = act.intent in (Intent.FIND, Intent.REFINE, Intent.BUNDLE, Intent.ADD_TO_CART)
        begins = act.intent in (Intent.FIND, Intent.BUNDLE)
        context = self.context.after(
            act.context, begins=begins, dropped=act.dropped, removed=act.removed, turn=self.n_turns
        )
        state = replace(self, heard=(*self.heard, act), asked=None if answered else self.asked, context=context)
        if act.product_ids:
            state = replace(state, focus=act.product_ids)
        if begins:
            return replace(
                state,
                text=act.text,
                constraints=merged((), act.constraints),
                order=act.order or Order.FIT,
                bundling=act.intent is Intent.BUNDLE,
                parts=act.parts,
                anchors=act.product_ids if act.intent is Intent.BUNDLE else (),
                seen=frozenset(),
                asked_slots=frozenset(),
            )
        if act.intent is Intent.REFINE:
            kept = tuple(c for c in state.constraints if c not in act.removed)
            return replace(
                state,
                text=_joined(state.text, act.text),
                constraints=merged(kept, act.constraints, act.dropped),
                parts=tuple(p for p in state.parts if p not in act.removed),
                order=act.order or state.order,
                seen=frozenset(),
            )
        if act.intent is Intent.REJECT:
            return replace(
                state,
                rejected=state.rejected | set(act.product_ids),
                constraints=merged(state.constraints, act.constraints, act.dropped),
            )
        return state


def merged(
    old: tuple[Constraint, ...], new: tuple[Constraint, ...], dropped: tuple[str, ...] = ()
) -> tuple[Constraint, ...]:
    """`old` without the dropped slots, with `new` replacing what it contradicts.

    A new constraint replaces the old ones on its slot, save that exclusions (`not`) add up, a lower and an
    upper bound live side by side, and an exclusion lifts the value it excludes.
    """
    kept = [c for c in old if c.slot not in dropped and not any(_replaces(n, c) for n in new)]
    for constraint in new:  # later words win over earlier ones of the same message
        kept = [c for c in kept if c != constraint and not _replaces(constraint, c)]
        kept.append(constraint)
    return tuple(kept)


_LOWER, _UPPER = {Operator.AT_LEAST}, {Operator.AT_MOST}


def _replaces(new: Constraint, old: Constraint) -> bool:
    if new.slot != old.slot:
        return False
    if new.operator is Operator.NOT:
        return (new.value == old.value and old.operator is not Operator.NOT) or new == old
    if old.operator is Operator.NOT:
        return new.value == old.value
    return not ({new.operator, old.operator} == _LOWER | _UPPER and _compatible(new, old))


def _compatible(a: Constraint, b: Constraint) -> bool:
    low, high = (a, b) if a.operator in _LOWER else (b, a)
    return low.value <= high.value  # type: ignore[operator]  # bounds are numbers


def _joined(old: str, new: str) -> str:
    words = old.split()
    return " ".join([*words, *(word for word in new.split() if word not in words)])
