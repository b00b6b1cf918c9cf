"""The dialogue's state: a pure fold over what happened, so that a conversation is its list of happenings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.acts import AskVariant, Intent, ShopperAct
from assistant.aside import Aside, set_aside, taken_up
from assistant.context import ME, Context, person
from assistant.contradictions import overruled
from assistant.handoff.hands import Hands, HandsTaken, Passing
from assistant.merging import merged
from assistant.workbench.bench import Bench
from assistant.workbench.change import Do
from recommender.counterfactual import Signal
from retrieval.cart_prices.priced_cart import ANYBODY, Buyer
from retrieval.money import Money
from retrieval.query import Constraint, Operator, Order

_MOST_MET = 60  # products that a conversation remembers to have shown
_SIGNALS = {signal.value: signal for signal in Signal}


@dataclass(frozen=True, slots=True)
class Shown:
    """Products put before the shopper, in order; each with the variant its card shows."""

    product_ids: tuple[str, ...]
    variant_ids: tuple[str, ...]
    more: bool = False  # appended to what was shown for the same need, not a new list

    @property
    def variants(self) -> dict[str, str]:
        """The variant that the card of each product shows."""
        return dict(zip(self.product_ids, self.variant_ids, strict=True))


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
    """A question of ours that the next message may answer: with one of `values`, each meaning one of `choices`.

    Without `choices`, a value means that the slot is this value.
    """

    slot: str
    values: tuple[str, ...]
    variant_of: AskVariant | None = None  # set when the answer chooses a variant for the cart
    choices: tuple[Constraint, ...] = ()


@dataclass(frozen=True, slots=True)
class Focused:
    """Products just talked about, without a new list: "it" means the first of them."""

    product_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BenchLaid:
    """A bundle was put on the table, or changed there."""

    bench: Bench


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A limit that nobody named and nothing keeps ("cheaper", of the cheapest) is given up for what stood before."""

    limit: Constraint
    before: tuple[Constraint, ...]  # limits of the same slot
    order: Order = Order.FIT  # the list's order before


@dataclass(frozen=True, slots=True)
class BudgetRefused:
    """What lies on the table cannot be had for `wanted`: the budget that it was put together under holds on."""

    wanted: Money


@dataclass(frozen=True, slots=True)
class TurnBegan:
    message: str


@dataclass(frozen=True, slots=True)
class Missed:
    """The turn came to nothing for the shopper: it was not understood, or nothing was found."""


@dataclass(frozen=True, slots=True)
class FactsForgotten:
    """Facts of the profile were deleted, or (`back`) may be known again."""

    keys: tuple[str, ...]
    back: bool = False


@dataclass(frozen=True, slots=True)
class FactStated:
    """A taste that the shopper says is theirs, in place of one that was concluded; or (`back`) all as it was."""

    key: str
    instead_of: str
    back: bool = False


@dataclass(frozen=True, slots=True)
class PastErased:
    """All that was kept of what the shopper did was deleted."""


@dataclass(frozen=True, slots=True)
class PersonalisingSet:
    on: bool


@dataclass(frozen=True, slots=True)
class BuyerTold:
    """What is known by now of who pays: codes that were given, membership, a first order."""

    buyer: Buyer


@dataclass(frozen=True, slots=True)
class SignalsKept:
    """Signals that were switched off stay off for this shopper, or (`on`) count again from now on."""

    signals: tuple[Signal, ...]
    on: bool = False


Happening = (
    TurnBegan
    | ShopperAct
    | Shown
    | CartChanged
    | CartUndone
    | Asked
    | Focused
    | BenchLaid
    | BudgetRefused
    | Withdrawn
    | FactsForgotten
    | FactStated
    | PastErased
    | PersonalisingSet
    | SignalsKept
    | BuyerTold
    | Missed
    | Passing
)


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
    met: tuple[str, ...] = ()  # shown in this conversation, the latest first: "the kettle from before"
    rejections: frozenset[tuple[str, str]] = frozenset()  # for whom, and the product
    turned_down: frozenset[str] = frozenset()  # in this search
    off: tuple[Signal, ...] = ()  # signals switched off in this conversation, the last one last
    focus: tuple[str, ...] = ()
    talked_of: bool = False  # the focus was spoken of, not only shown first
    cart: tuple[CartLine, ...] = ()
    cart_before: tuple[tuple[CartLine, ...], ...] = ()  # for undo, oldest first
    buyer: Buyer = ANYBODY  # who pays, as far as they told: it makes promotions theirs
    asked: Asked | None = None
    asked_slots: frozenset[str] = frozenset()  # already asked for this need: never ask twice
    refused: frozenset[str] = frozenset()  # given up or of no interest for this need: never ask
    overruled: tuple[tuple[Constraint, Constraint], ...] = ()  # in this turn: earlier words, and what went against them
    aside: tuple[Aside, ...] = ()  # earlier searches, the last left last
    heard: tuple[ShopperAct, ...] = ()
    n_turns: int = 0
    personal: bool = True  # False once a guest wanted no personalising; a known shopper's wish is kept by the shop
    context: Context = Context()  # noqa: RUF009  # frozen
    bench: Bench | None = None  # the bundle last on the table
    hands: Hands = Hands()  # noqa: RUF009  # frozen
    misses: int = 0  # turns in a row that came to nothing, up to this one
    missed_in: int = 0  # the last such turn

    @property
    def rejected(self) -> frozenset[str]:
        """The products that were turned down for whom things are looked for now."""
        return frozenset(product_id for whom, product_id in self.rejections if whom == self._whom)

    @property
    def _whom(self) -> str:
        """The person that things are looked for; empty for a gift to nobody named."""
        return person(self.context.recipient) or ("" if self.context.gift else ME)

    @property
    def is_at_bench(self) -> bool:
        """Whether what is said may be about the bundle on the table."""
        return self.bench is not None and self.bundling

    @property
    def is_offered_person(self) -> bool:
        """Whether a person was offered in the last turn, so that a bare yes is an answer to that."""
        return bool(self.hands.offered_in) and self.hands.offered_in == self.n_turns and self.hands.who == "assistant"

    def after(self, happening: Happening) -> DialogueState:
        """The state once `happening` has happened. Pure: the same happenings always rebuild the same state."""
        match happening:
            case TurnBegan():
                misses = self.misses if self.missed_in == self.n_turns else 0
                return replace(self, heard=(), overruled=(), n_turns=self.n_turns + 1, misses=misses)
            case Missed():
                return replace(self, misses=self.misses + 1, missed_in=self.n_turns)
            case ShopperAct():
                return self._after_act(happening)
            case Shown():
                ids = happening.product_ids
                met = tuple(dict.fromkeys((*ids, *self.met)))[:_MOST_MET]
                return replace(
                    self, shown=happening, seen=self.seen | set(ids), met=met, focus=ids[:1], talked_of=False
                )
            case CartChanged():
                return replace(self, cart=happening.lines, cart_before=(*self.cart_before[-9:], self.cart))
            case CartUndone():
                if not self.cart_before:
                    return self
                return replace(self, cart=self.cart_before[-1], cart_before=self.cart_before[:-1])
            case Asked():
                if happening.variant_of:  # for the cart, not for the need
                    return replace(self, asked=happening)
                return replace(self, asked=happening, asked_slots=self.asked_slots | {happening.slot})
            case Focused():
                return replace(self, focus=happening.product_ids, talked_of=True)
            case BenchLaid():
                return replace(self, bench=happening.bench, bundling=True)
            case BudgetRefused():
                return self._under_the_old_budget(happening.wanted)
            case Withdrawn():
                rest = tuple(c for c in self.constraints if c.slot != happening.limit.slot)
                return replace(self, constraints=merged(rest, happening.before), order=happening.order)
            case PersonalisingSet():
                return replace(self, personal=happening.on)
            case BuyerTold():
                return replace(self, buyer=happening.buyer)
            case SignalsKept():
                off = tuple(signal for signal in self.off if signal not in happening.signals)
                return replace(self, off=off if happening.on else (*off, *happening.signals))
            case FactsForgotten() | FactStated() | PastErased():  # of the profile, not of the conversation
                return self
            case HandsTaken():  # an open question of the assistant's is not asked any more
                return replace(self, hands=self.hands.after(happening, self.n_turns), asked=None)
            case _:
                return replace(self, hands=self.hands.after(happening, self.n_turns))

    def _after_act(self, act: ShopperAct) -> DialogueState:
        answered = act.intent in (Intent.FIND, Intent.REFINE, Intent.BUNDLE, Intent.ADD_TO_CART)
        looks_over = act.intent is Intent.LOOK and bool(act.constraints or act.text)  # a list of the store's own page
        begins = act.intent in (Intent.FIND, Intent.BUNDLE) or looks_over
        context = self.context.after(
            act.context, begins=begins, dropped=act.dropped, removed=act.removed, turn=self.n_turns
        )
        state = replace(self, heard=(*self.heard, act), asked=None if answered else self.asked, context=context)
        if not begins:  # a search that turns out to be for somebody else keeps hidden what was turned down in it
            state = state._rejecting(self.rejected & self.turned_down)
        if act.product_ids and not act.unresolved:
            state = replace(state, focus=act.product_ids, talked_of=True)
        if begins:
            constraints = merged((), act.constraints)
            before = taken_up(act.text, act.parts, constraints, self.aside)
            return replace(
                state,
                text=act.text,
                constraints=constraints,
                order=act.order or Order.FIT,
                bundling=act.intent is Intent.BUNDLE,
                parts=act.parts,
                anchors=act.product_ids if act.intent is Intent.BUNDLE else (),
                seen=frozenset(),
                turned_down=frozenset(),
                bench=None if act.intent is Intent.BUNDLE else state.bench,
                asked_slots=before.asked_slots,
                refused=before.refused,
                aside=set_aside(self._as_left(), self.aside),
            )
        if act.intent is Intent.REFINE:
            for_them = "recipient" in act.dropped  # what was guessed from whom it was for goes with them
            kept = tuple(
                c
                for c in state.constraints
                if c not in act.removed and not (for_them and c.slot == "gender" and not c.required)
            )
            constraints = merged(kept, act.constraints, act.dropped)
            return replace(
                state,
                text=_joined(state.text, act.text),
                constraints=constraints,
                overruled=(*state.overruled, *overruled(kept, act.constraints, constraints)),
                refused=(state.refused | {*act.dropped, *(c.slot for c in act.removed)})
                - {c.slot for c in act.constraints},
                parts=tuple(p for p in state.parts if p not in act.removed),
                order=act.order or state.order,
                seen=frozenset(),
            )
        if act.intent is Intent.CHANGE_BUNDLE:
            state = state if self.bundling else self._back_at_bench(state, act)
            spent = tuple(c for c in act.constraints if c.slot == "price")
            return replace(state, constraints=merged(state.constraints, spent), bundling=True, asked=None)
        if act.intent is Intent.TAKE_BACK:
            return state._taking_back(act.product_ids)
        if act.intent is Intent.REJECT:
            constraints = merged(state.constraints, act.constraints, act.dropped)
            return replace(state._rejecting(act.product_ids), constraints=constraints)
        if act.intent is Intent.SWITCH and act.about in ("off", "on"):
            off = tuple(signal for signal in state.off if signal.value != act.text)
            named = _SIGNALS.get(act.text) if act.about == "off" else None
            return replace(state, off=(*off, named) if named else off)
        return state

    def _rejecting(self, product_ids: Iterable[str]) -> DialogueState:
        ids = frozenset(product_ids)
        said = {(self._whom, product_id) for product_id in ids}
        return replace(self, rejections=self.rejections | said, turned_down=self.turned_down | ids)

    def _taking_back(self, product_ids: Sequence[str]) -> DialogueState:
        """Without the no to each: that of the person looked for now, else whoever it was said for."""
        own = self.rejected
        gone = {
            (whom, product_id)
            for whom, product_id in self.rejections
            if product_id in product_ids and (whom == self._whom or product_id not in own)
        }
        return replace(self, rejections=self.rejections - gone)

    def _under_the_old_budget(self, refused: Money) -> DialogueState:
        if self.bench is None:
            return self
        limit = () if self.bench.budget is None else (Constraint("price", Operator.AT_MOST, self.bench.budget.amount),)
        rest = tuple(c for c in self.constraints if c.slot != "price")
        return replace(self, constraints=(*rest, *limit), bench=replace(self.bench, refused=refused))

    def _back_at_bench(self, state: DialogueState, act: ShopperAct) -> DialogueState:
        """What was looked for meanwhile is set aside: the bundle has a budget of its own."""
        opens = any(change.do is Do.OPEN for change in act.changes)
        budget = None if opens or self.bench is None else self.bench.budget
        limit = () if budget is None else (Constraint("price", Operator.AT_MOST, budget.amount),)
        aside = set_aside(self._as_left(), self.aside)
        return replace(state, text="", constraints=limit, order=Order.FIT, parts=(), anchors=(), aside=aside)

    def _as_left(self) -> Aside:
        return Aside(
            self.context.recipient,
            self.text,
            self.constraints,
            self.order,
            self.bundling,
            self.parts,
            self.anchors,
            self.asked_slots,
            self.refused,
        )


def _joined(old: str, new: str) -> str:
    words = old.split()
    return " ".join([*words, *(word for word in new.split() if word not in words)])
