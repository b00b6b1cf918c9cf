"""What comes back: a reply is a stream of events in a fixed order, or all of them gathered.

Order in a turn: `Understood`, then `Cards`, `Bundles`, `Comparison` (whichever there are), `Text` pieces, `Signals`
or `Known`, `HandsChanged`, `FollowUps`, `CartView` when the cart was touched or asked for, `Done` last. `Progress` may
come anywhere before the text, `Provisional` only before `Understood`. A turn of a person of the shop is `PersonSaid`,
then `Cards` or `Bundles`; it has neither `Understood` nor a message. Every fact in an event was read from the store's
record by code; strings are plain text, never HTML.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from assistant.acts import ShopperAct
from assistant.handoff.hands import Who
from assistant.state import DialogueState
from retrieval.cart_prices.priced_cart import Extra, NotApplied, PricedCart, Saving
from retrieval.money import Money
from retrieval.query import Constraint


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done, in human words: "Reading your message"."""

    text: str


@dataclass(frozen=True, slots=True)
class NeedChip:
    """One understood constraint; removing the chip drops it. `label` reads "under $60.00", "blue", "size M"."""

    label: str
    constraint: Constraint


@dataclass(frozen=True, slots=True)
class Understood:
    chips: tuple[NeedChip, ...]
    by: str = "rules"  # rules, model, click


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an option on a card."""

    value: str
    variant_id: str  # the variant with this value and the card's other options; empty when there is none
    available: bool
    selected: bool
    price: Money | None = None
    restock_on: date | None = None  # when it can be had again, where the store says so


@dataclass(frozen=True, slots=True)
class Option:
    slot: str  # "size"
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A product as shown, with the variant that fits the need best. All facts are the store's own."""

    product_id: str
    variant_id: str
    title: str
    price: Money
    was: Money | None
    available: bool
    stock_text: str  # "In stock", "Only 3 left", "Out of stock"
    options: tuple[Option, ...]
    image: str  # path below the store's folder; empty without a picture
    brand: str = ""
    rating: float | None = None
    n_reviews: int = 0
    reason: str = ""
    url: str = ""
    settled: bool = True  # False while a size is open: the card's own is then only an example, never to be added
    restock_on: date | None = None  # when it can be had (again), where the store says so


@dataclass(frozen=True, slots=True)
class Cards:
    cards: tuple[Card, ...]
    more: bool = False  # a continuation of the list before


@dataclass(frozen=True, slots=True)
class Provisional:
    """First finds, to be looked at while the message is still being read; what comes after `Understood` stands instead.

    Nobody has been shown anything yet: it is in no state, event or history, and nothing on it can be clicked.
    """

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class InPlace:
    """What could stand in a slot instead, all else as it is. `why_not` is empty where it fits."""

    variant_id: str
    title: str
    price: Money
    difference: Money  # to the bundle's total now, after promotions
    image: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """What can be done with a card of a bundle that is on the table."""

    slot: str
    n: int = 1
    is_locked: bool = False
    instead: tuple[InPlace, ...] = ()  # those that fit first, best first


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A slot of the bundle that nothing is brought in for."""

    slot: str
    why: str = "empty"  # owned, out (taken out), empty (not worth its price, or only offered)
    title: str = ""  # what is owned or was there, where that is known


@dataclass(frozen=True, slots=True)
class TierView:
    tier: str  # save, balanced, best
    total: Money
    is_now: bool
    if_more: str = ""  # what a little more money would change of it


@dataclass(frozen=True, slots=True)
class BundleView:
    """`placed`, one for each card, is empty where the bundle is only shown, to be taken as it is."""

    title: str
    cards: tuple[Card, ...]  # one a slot
    slots: tuple[str, ...]  # what each card is in the bundle: "jacket", "goes with it"
    total: Money  # after promotions
    budget: Money | None
    reason: str = ""
    savings: tuple[Saving, ...] = ()  # what promotions take off: the cards' prices less these are the total
    counts: tuple[int, ...] = ()  # pieces of each card; one each where empty
    intent: str = ""  # what it is for: "home office"
    placed: tuple[Placed, ...] = ()
    unfilled: tuple[Unfilled, ...] = ()
    tiers: tuple[TierView, ...] = ()
    if_more: str = ""  # what a little more money would change
    address: str = ""  # path and query under which anybody sees it with the prices of that day
    same_color: bool = False  # all of it was wanted in one colour
    needed_by: str = ""  # ISO 8601 day that all of it was wanted by; empty for none
    extras: tuple[Extra, ...] = ()  # what promotions give beside the price
    not_applied: tuple[NotApplied, ...] = ()  # promotions that take nothing off it, and why

    @property
    def is_on_table(self) -> bool:
        return bool(self.placed)


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    label: str
    values: tuple[str, ...]  # one a product; "not stated" where the store does not say
    differs: bool
    sources: tuple[str, ...] = ()  # the record that says each, as evidence names it; empty where none does


@dataclass(frozen=True, slots=True)
class Bundles:
    """The first may be on the table, the others are other ways; with `rows` they are compared, one value a bundle."""

    bundles: tuple[BundleView, ...]
    rows: tuple[ComparisonRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    cards: tuple[Card, ...]
    rows: tuple[ComparisonRow, ...]  # differing rows first


@dataclass(frozen=True, slots=True)
class Cited:
    """What a number in square brackets in the text stands for: a review or an answered question on a product's page, or
    a passage of one of the store's papers."""

    number: int
    label: str  # "Review of the Vole Quiet Mouse, 2 of 5"
    product_id: str = ""
    review_id: str = ""
    question_id: str = ""
    document_id: str = ""
    passage: str = ""  # of the document, word for word


@dataclass(frozen=True, slots=True)
class Text:
    """The next piece of the reply's text; pieces join without anything between them.

    `cited` are the sources of the numbers `[1]`, `[2]` ... in it. One that `leads` says what became of the list, and
    comes before it.
    """

    piece: str
    cited: tuple[Cited, ...] = ()
    leads: bool = False


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """What a person of the shop said; `name` is the name that they are shown under."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class HandsChanged:
    """Who answers from now on: `assistant`, `waiting` (the assistant until somebody comes), `agent` (`name` of the
    person) or `message_left` (the assistant: nobody is there). `text` says so, and only what is so."""

    who: Who
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SignalSwitch:
    """A signal that a shopper may switch off or, where it is off, on again. `signal` names it for the act."""

    signal: str
    label: str  # "Your history"
    says: str  # "otherwise number 9"
    about: str  # what it is made of
    on: bool
    otherwise: int = 0  # its place without the signal; 0 for one that is off


@dataclass(frozen=True, slots=True)
class Signals:
    """What put a product at its `place` (from 1; 0 where it is in no list), the strongest first, then what is off."""

    product_id: str
    title: str
    place: int
    switches: tuple[SignalSwitch, ...]


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """What the shopper did: "bought the Moss Tee on 3 May 2026". Forgetting `key` (several, a line each) takes it out
    of all facts."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact of the profile with what it rests on, latest first; forgetting `key` deletes it."""

    key: str
    text: str
    name: str
    rests_on: tuple[KnownEvent, ...]
    instead: tuple[str, ...] = ()  # values that its own may be corrected to


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the shopper. The text before it says the same in lines, for whom lines are all there is."""

    facts: tuple[KnownFact, ...]
    n_more: int = 0


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A chip known to lead somewhere: clicking says `message`, or does `act` where words would be clumsy."""

    label: str
    message: str
    act: ShopperAct | None = None
    n_products: int | None = None


@dataclass(frozen=True, slots=True)
class FollowUps:
    chips: tuple[FollowUp, ...]


@dataclass(frozen=True, slots=True)
class CartItem:
    product_id: str
    variant_id: str
    title: str
    options_text: str  # "M, Blue"
    image: str
    quantity: int
    price: Money
    total: Money
    available: bool


@dataclass(frozen=True, slots=True)
class CartView:
    items: tuple[CartItem, ...]
    subtotal: Money
    can_undo: bool = False
    priced: PricedCart | None = None  # what promotions take off, how, and which do not apply

    @property
    def total(self) -> Money:
        """What is due for the goods: the subtotal less what promotions take off."""
        return self.priced.total if self.priced else self.subtotal


@dataclass(frozen=True, slots=True)
class Done:
    """Milliseconds since the message came, by stage.

    The stages are `provisional`, `understood`, `cards`, `first_text`, `chips` and `total`.
    """

    timings_ms: dict[str, float]


ReplyEvent = (
    Progress
    | Provisional
    | Understood
    | Cards
    | Bundles
    | Comparison
    | Text
    | PersonSaid
    | HandsChanged
    | Signals
    | Known
    | FollowUps
    | CartView
    | Done
)


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole turn, gathered."""

    text: str
    acts: tuple[ShopperAct, ...]
    cards: tuple[Card, ...]
    bundles: tuple[BundleView, ...]
    comparison: Comparison | None
    chips: tuple[NeedChip, ...]
    follow_ups: tuple[FollowUp, ...]
    cart: CartView
    state: DialogueState
    timings_ms: dict[str, float] = field(default_factory=dict)
    by: str = "rules"

    @classmethod
    def gathered(cls, events: Iterable[ReplyEvent], state: DialogueState, cart: CartView) -> Reply:
        """One reply from the events of a turn; `state` and `cart` are those after the turn."""
        seen = list(events)
        understood = next((e for e in seen if isinstance(e, Understood)), Understood(()))
        return cls(
            text=" ".join(
                said
                for said in (
                    "".join(e.piece for e in seen if isinstance(e, Text)).strip(),
                    *(e.text for e in seen if isinstance(e, HandsChanged)),
                )
                if said
            ),
            acts=state.heard,
            cards=tuple(card for e in seen if isinstance(e, Cards) for card in e.cards),
            bundles=tuple(b for e in seen if isinstance(e, Bundles) for b in e.bundles),
            comparison=next((e for e in seen if isinstance(e, Comparison)), None),
            chips=understood.chips,
            follow_ups=tuple(chip for e in seen if isinstance(e, FollowUps) for chip in e.chips),
            cart=cart,
            state=state,
            timings_ms=next((e.timings_ms for e in seen if isinstance(e, Done)), {}),
            by=understood.by,
        )
