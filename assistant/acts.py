"""What shoppers do with a message, and what the assistant does about it: plain values, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assistant.context import NO_CHANGE, ContextChange
from assistant.workbench.change import BenchChange
from retrieval.query import Constraint, Order, Query


class Intent(StrEnum):
    FIND = "find"
    REFINE = "refine"
    ASK_PRODUCT = "ask_product"
    COMPARE = "compare"
    BUNDLE = "bundle"
    CHANGE_BUNDLE = "change_bundle"  # the bundle on the table: swap, lock, remove, own, spend, add all of it
    ADD_TO_CART = "add_to_cart"
    REMOVE_FROM_CART = "remove_from_cart"
    SHOW_CART = "show_cart"
    UNDO_CART = "undo_cart"
    ASK_POLICY = "ask_policy"
    ASK_CATALOG = "ask_catalog"  # what the shop has: how many, which brands, at which prices; never a search
    ASK_ORDER = "ask_order"
    EXPLAIN = "explain"
    REJECT = "reject"
    TAKE_BACK = "take_back"  # a no to a product is taken back
    LIKE = "like"
    LOOK = "look"  # a product's page was opened; with conditions or a text, one of the store's own lists
    ASK_PROFILE = "ask_profile"  # "what do you know about me?"
    FORGET = "forget"  # a fact of the profile, or all of it
    PERSONALISE = "personalise"  # on or off
    SWITCH = "switch"  # a signal off or on again: "don't use my history"
    MORE = "more"
    THANK = "thank"
    GREET = "greet"
    WANT_PERSON = "want_person"
    NO_PERSON = "no_person"  # no to the offer of a person, or back to the assistant from one
    OUT_OF_SCOPE = "out_of_scope"
    NOT_UNDERSTOOD = "not_understood"


OF_CART = "cart"  # what a `BUNDLE` is about that asks what the cart lacks
MANNERS = frozenset({Intent.GREET, Intent.THANK})  # said beside what is wanted


@dataclass(frozen=True, slots=True)
class ShopperAct:
    """One thing a shopper does with a message or a click.

    `product_ids` are the products it is about, already resolved against what was shown; `unresolved` keeps the
    words of a reference that points to nothing ("the fifth one" of three), or, with `product_ids`, to several of
    which one is meant ("the blue one" of two). `text` is what to search with, or
    the question. `constraints` of an `ADD_TO_CART` choose the variant.
    """

    intent: Intent
    constraints: tuple[Constraint, ...] = ()
    dropped: tuple[str, ...] = ()  # slots the shopper gave up: "any colour"
    removed: tuple[Constraint, ...] = ()  # single conditions given up: a chip removed
    product_ids: tuple[str, ...] = ()
    variant_id: str = ""  # set by clicks, where the choice is already made
    unresolved: str = ""
    text: str = ""
    quantity: int = 1
    order: Order | None = None  # "the cheapest"; None leaves it as it was
    parts: tuple[Constraint, ...] = ()  # of a `BUNDLE`: what each slot is to be ("a jacket", "a bag")
    context: ContextChange = NO_CHANGE  # for whom, by when ...: what no search filters by
    # "cart" of a `BUNDLE` that asks what the cart lacks. Why a product is rejected
    # (`recommender.events.DISMISSALS`); "on" or "off" of `PERSONALISE`. Of `FORGET` what
    # `text` is: words (""), "keys" of facts; words ("again") or keys ("back") of facts that may be known again; the
    # key of a fact and the value that it should have ("instead"), or the value, the old one and the slot as said
    # ("instead, said"), or the new and the old key of what is to be as it was ("instead, back"). "all"
    # asks whether everything is to be forgotten, "all, surely" has it done. Of `SWITCH` what becomes of the signal that
    # `text` names: "off", "on"; "remember": all that are off stay so.
    about: str = ""
    changes: tuple[BenchChange, ...] = ()  # of a `CHANGE_BUNDLE`; of its constraints the price is the budget


# --- what the assistant does -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Recommend:
    """Search, rank and show. `asks`: a question that narrows it may follow; no turn asks two things."""

    query: Query
    asks: bool = True


@dataclass(frozen=True, slots=True)
class ProposeBundle:
    """Show things that belong together under one budget."""

    parts: tuple[Query, ...]  # one query a slot; one alone is the anchor that the rest is built around
    budget: Decimal | None  # major units of the store's currency, for the whole
    product_ids: tuple[str, ...] = ()  # products that must be in it
    words: str = ""  # what it is for, as far as it was said: a template may be named by it
    of_cart: bool = False  # what the cart lacks


@dataclass(frozen=True, slots=True)
class ChangeBundle:
    """Change the bundle on the table, all changes at once, or put all of it into the cart."""

    changes: tuple[BenchChange, ...]
    budget: Decimal | None


@dataclass(frozen=True, slots=True)
class Compare:
    product_ids: tuple[str, ...]
    question: str = ""  # "which one is quieter?"


@dataclass(frozen=True, slots=True)
class AnswerProduct:
    product_ids: tuple[str, ...]
    question: str
    constraints: tuple[Constraint, ...] = ()  # asked about: "is it waterproof?", "do you have it in M?"


@dataclass(frozen=True, slots=True)
class AnswerPolicy:
    question: str


@dataclass(frozen=True, slots=True)
class AnswerCatalog:
    """Answer from the records what the shop has of the things that meet the conditions; the need stays as it is."""

    question: str
    constraints: tuple[Constraint, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainShown:
    product_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeCart:
    """Set a cart line to a number of pieces; 0 removes it. The variant is known and was checked to exist.

    `unstated` is what was said of it and the store states nothing about: a size of shoes that come in none.
    """

    variant_id: str
    quantity: int
    unstated: tuple[Constraint, ...] = ()


@dataclass(frozen=True, slots=True)
class UndoCart:
    """Put the cart back to what it was before its last change."""


@dataclass(frozen=True, slots=True)
class ShowCart:
    pass


@dataclass(frozen=True, slots=True)
class AskVariant:
    """Ask which size, colour ... of a product is meant; never chosen silently."""

    product_id: str
    slot: str
    values: tuple[str, ...]  # those that can be bought now, in the store's order
    quantity: int = 1
    chosen: tuple[Constraint, ...] = ()  # what is already settled
    missed: str = ""  # what was asked for and cannot be had: "XL, green"
    then: tuple[str, ...] = ()  # further products to put in the cart once this is answered

    def adding(self, chosen: tuple[Constraint, ...] = (), quantity: int = 0) -> ShopperAct:
        """What waits for the answer, with `chosen` in place of what was settled of the same slots."""
        slots = {c.slot for c in chosen}
        settled = tuple(c for c in self.chosen if c.slot not in slots)
        return ShopperAct(
            Intent.ADD_TO_CART,
            (*settled, *chosen),
            product_ids=(self.product_id, *self.then),
            quantity=quantity or self.quantity,
        )


@dataclass(frozen=True, slots=True)
class Say:
    """A fixed sentence: greet, thank, out_of_scope, not_understood, order_unknown, nothing_to_undo ..."""

    what: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class HandOff:
    """The shopper wants a person; `offered` when they are upset and did not ask for one."""

    reason: str
    offered: bool = False


@dataclass(frozen=True, slots=True)
class LeavePerson:
    """The shopper wants no person, or not any more."""


@dataclass(frozen=True, slots=True)
class QuoteDelivery:
    """Say what the shop's papers say of delivery, for something needed by a day; promise nothing."""

    needed_by: str  # "Friday 27 November"


@dataclass(frozen=True, slots=True)
class NameConflict:
    """Two conditions of the need exclude each other, so nothing can fit: say which, and ask which one holds."""

    first: Constraint
    second: Constraint


@dataclass(frozen=True, slots=True)
class TellOverruled:
    """Say which earlier condition a later one went against, and that the later one holds now."""

    pairs: tuple[tuple[Constraint, Constraint], ...]  # the earlier, the later


@dataclass(frozen=True, slots=True)
class TendProfile:
    """Tell, note or delete what is known of the shopper, or stop knowing it, as `act` asks."""

    act: ShopperAct


@dataclass(frozen=True, slots=True)
class SwitchSignal:
    """Say what becomes of the order without a signal, or with it again, as `act` asks, and keep it if they say so."""

    act: ShopperAct


@dataclass(frozen=True, slots=True)
class AskWhich:
    """What was said fits several of the things shown: ask which is meant; the answer is `act` about one of them."""

    product_ids: tuple[str, ...]
    act: ShopperAct


AssistantAct = (
    Recommend
    | ProposeBundle
    | ChangeBundle
    | Compare
    | AnswerProduct
    | AnswerPolicy
    | AnswerCatalog
    | ExplainShown
    | ChangeCart
    | UndoCart
    | ShowCart
    | AskVariant
    | Say
    | HandOff
    | LeavePerson
    | QuoteDelivery
    | NameConflict
    | TellOverruled
    | TendProfile
    | SwitchSignal
    | AskWhich
)
