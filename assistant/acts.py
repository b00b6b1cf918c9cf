"""What shoppers do with a message, and what the assistant does about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assistant.state import DialogueState
from retrieval.query import Constraint


class Intent(StrEnum):
    FIND = "find"
    REFINE = "refine"
    ASK_PRODUCT = "ask_product"
    COMPARE = "compare"
    BUNDLE = "bundle"
    ADD_TO_CART = "add_to_cart"
    REMOVE_FROM_CART = "remove_from_cart"
    SHOW_CART = "show_cart"
    UNDO_CART = "undo_cart"
    ASK_POLICY = "ask_policy"
    ASK_ORDER = "ask_order"
    EXPLAIN = "explain"
    REJECT = "reject"
    MORE = "more"
    THANK = "thank"
    GREET = "greet"
    WANT_PERSON = "want_person"
    OUT_OF_SCOPE = "out_of_scope"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class ShopperAct:
    """One thing a shopper does with a message (or a click).

    `product_ids` are the shown products the act is about, already resolved; `unresolved` keeps the words of a
    reference that points to nothing ("the fifth one" of three). `text` is what to search with, or the question.
    """

    intent: Intent
    constraints: tuple[Constraint, ...] = ()
    dropped: tuple[str, ...] = ()  # slots the shopper gave up: "any colour", a chip removed
    product_ids: tuple[str, ...] = ()
    variant_id: str = ""  # set by clicks, and where the words leave one choice
    unresolved: str = ""
    text: str = ""
    quantity: int = 1


class Understander(Protocol):
    def understand(self, message: str, state: DialogueState) -> list[ShopperAct]:
        """What the shopper does with `message`, in their order; never empty (`NOT_UNDERSTOOD` at worst).

        Constraint values come from the message or the store's vocabulary, never from elsewhere; product ids
        come from `state`.
        """
        ...
