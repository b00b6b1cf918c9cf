"""The events of an answer, and the messages that they were."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from ui.api.schema.carts import Cart, Saving
from ui.api.schema.products import Card, Price
from ui.api.schema.wire import Out


class NeedChip(Out):
    id: str = Field(description="give it as `drop` to take this condition back")
    label: str
    slot: str


class Ack(Out):
    """`ack`: what was understood."""

    chips: tuple[NeedChip, ...]
    by: str = Field(description="rules, model or click")


class Cards(Out):
    """`cards`, and `provisional`: first finds, to be replaced by what comes after `ack`."""

    cards: tuple[Card, ...]
    more: bool = Field(default=False, description="a continuation of the list before")


class InPlace(Out):
    variant_id: str
    title: str
    price: Price
    difference: Price = Field(description="to the bundle's total, after promotions")
    why_not: str = Field(default="", description="empty where it fits")


class BundleItem(Out):
    slot: str
    card: Card
    quantity: int = 1
    locked: bool = False
    instead: tuple[InPlace, ...] = Field(default=(), description="what else could be in the slot, those that fit first")


class EmptySlot(Out):
    slot: str
    why: str = Field(description="owned, out (taken out) or empty (not worth its price, or only offered)")
    title: str = ""


class BundleTier(Out):
    tier: str = Field(description="save, balanced or best")
    total: Price
    current: bool
    if_more: str = Field(default="", description="what a little more money would change of it")


class BundleOffer(Out):
    title: str
    items: tuple[BundleItem, ...]
    total: Price
    budget: Price | None = None
    reason: str = ""
    intent: str = Field(default="", description="what it is for")
    savings: tuple[Saving, ...] = Field(default=(), description="the items' prices less these are the total")
    on_table: bool = Field(default=False, description="whether messages such as `keep the bag` change it")
    empty_slots: tuple[EmptySlot, ...] = ()
    tiers: tuple[BundleTier, ...] = ()
    if_more: str = Field(default="", description="what a little more money would change")
    share_path: str = Field(default="", description="under which anybody sees it with the prices of that day")
    same_color: bool = Field(default=False, description="all of it was wanted in one colour")
    needed_by: str = Field(default="", description="the day that all of it was wanted by, as ISO 8601")


class ComparisonRow(Out):
    label: str
    values: tuple[str, ...]
    differs: bool
    sources: tuple[str, ...] = Field(default=(), description="the record that says each value, as `why` names them")


class Bundle(Out):
    """`bundle`: things that belong together, best first; with `rows` they are compared, one value a bundle."""

    bundles: tuple[BundleOffer, ...]
    rows: tuple[ComparisonRow, ...] = ()


class Comparison(Out):
    """`comparison`: cards side by side; rows that differ come first."""

    cards: tuple[Card, ...]
    rows: tuple[ComparisonRow, ...]


class Citation(Out):
    """What a number in square brackets in the text stands for: a review or a question of a product, or a passage."""

    number: int
    label: str
    product_id: str = ""
    review_id: str = ""
    question_id: str = ""
    document_id: str = Field(default="", description="of a paper of the store, at `/papers/ID` of its page")
    passage: str = Field(default="", description="of the paper, word for word")


class TextDelta(Out):
    """`text`: the next piece; pieces join without anything between them. Plain text, never HTML."""

    delta: str
    citations: tuple[Citation, ...] = ()


class PersonSaid(Out):
    """`person`: what a person of the shop said, shown under their name; cards or a bundle of theirs may follow."""

    name: str
    text: str


class HandsChanged(Out):
    """`hands`: who answers from now on.

    `assistant`, `agent` (a person), `waiting` or `message_left` (the assistant until a person comes; nobody is there).
    """

    who: Literal["assistant", "waiting", "agent", "message_left"]
    name: str = Field(default="", description="the person's, where one answers")
    text: str = Field(description="says so to the shopper, and only what is so")


class SignalSwitch(Out):
    signal: str = Field(description="give it as `switch` with what is to become of it")
    label: str
    says: str
    about: str
    on: bool
    otherwise: int = Field(default=0, description="its place without the signal; 0 for one that is off")


class Signals(Out):
    """`signals`: what put a product at its place, the strongest first, and what is switched off."""

    product_id: str
    title: str
    place: int
    switches: tuple[SignalSwitch, ...]


class KnownEvent(Out):
    key: str
    text: str


class KnownFact(Out):
    key: str
    text: str
    name: str
    rests_on: tuple[KnownEvent, ...]


class Known(Out):
    """`known`: the facts that the text before it told, with what they rest on; each key can be forgotten."""

    facts: tuple[KnownFact, ...]
    n_more: int = 0


class FollowUp(Out):
    id: str = Field(description="give it as `follow_up`")
    label: str
    n_products: int | None = None


class Chips(Out):
    """`chips`: next steps that lead somewhere."""

    chips: tuple[FollowUp, ...]


class Progress(Out):
    """`progress`: what is being done, in human words."""

    text: str


class Done(Out):
    """`done`: the answer is complete. Milliseconds since the message was taken up, by stage."""

    timings_ms: dict[str, float]


class Failure(Out):
    """`error`: the answer ends here, unfinished. The members are those of a problem (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


EventData = (
    Ack | Cards | Bundle | Comparison | TextDelta | PersonSaid | HandsChanged | Signals | Known | Chips | Cart
    | Progress | Done | Failure
)  # fmt: skip

DATA_OF: dict[str, type[EventData]] = {
    "ack": Ack, "provisional": Cards, "cards": Cards, "bundle": Bundle, "comparison": Comparison, "text": TextDelta,
    "person": PersonSaid, "hands": HandsChanged, "signals": Signals, "known": Known, "chips": Chips, "cart": Cart,
    "progress": Progress, "done": Done, "error": Failure,
}  # fmt: skip
LAST = ("done", "error")  # after one of these nothing comes


class Event(Out):
    """One event of an answer; without an id it is not kept and not sent again."""

    id: str | None
    event: str
    data: EventData

    @model_validator(mode="before")
    @classmethod
    def _read_by_name(cls, value: Any) -> Any:
        """From JSON, the data is read as what the event's name says."""
        if isinstance(value, dict) and isinstance(value.get("data"), dict) and value.get("event") in DATA_OF:
            return {**value, "data": DATA_OF[value["event"]].model_validate(value["data"])}
        return value


class Message(Out):
    """A finished turn: what was said (empty for a click) and what it was answered with."""

    id: int
    message: str
    events: tuple[Event, ...]


class LiveTurn(Out):
    """A turn of a conversation that is followed: as a message, but one of the shop's people may have begun it."""

    number: int
    message: str
    events: tuple[Event, ...]


class Messages(Out):
    messages: tuple[Message, ...]
    n_messages: int
