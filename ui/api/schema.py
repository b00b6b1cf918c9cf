"""What goes over the wire, as models: money in minor units, products under the names of ACP and UCP.

A client ignores fields it does not know: more may come within `/api/v1`, none is taken away.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Id = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Quantity = Annotated[int, Field(ge=0, le=999)]
Pieces = Annotated[int, Field(ge=1, le=999)]


class Out(BaseModel):
    """An answer."""

    model_config = ConfigDict(frozen=True)


class In(BaseModel):
    """A request. A field that is misspelled is refused, not ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# --- products ---------------------------------------------------------------------------------------------------


class Price(Out):
    amount: int = Field(description="in minor units: 7900 is $79.00")
    currency: str = Field(description="ISO 4217")
    display: str = Field(description="as a shopper reads it")


class Availability(Out):
    available: bool
    status: str = ""
    quantity: int | None = None
    restock_on: date | None = None
    display: str = ""


class Media(Out):
    type: Literal["image"] = "image"
    url: str = Field(description="on this server; `?w=160`, `480` or `960` gives a thumbnail")
    alt_text: str = ""


class VariantOption(Out):
    name: str
    value: str


class Rating(Out):
    value: float
    count: int


class Category(Out):
    value: str


class Description(Out):
    plain: str


class Variant(Out):
    id: str
    title: str
    price: Price
    list_price: Price | None = None
    availability: Availability
    variant_options: tuple[VariantOption, ...] = ()
    media: tuple[Media, ...] = ()
    sku: str = ""


class Product(Out):
    id: str
    title: str
    description: Description
    url: str = ""
    brand: str = ""
    categories: tuple[Category, ...] = ()
    media: tuple[Media, ...] = ()
    attributes: dict[str, tuple[str, ...]] = {}
    rating: Rating | None = None
    variants: tuple[Variant, ...]


class Choice(Out):
    value: str
    variant_id: str = Field(description="the variant with this value and the card's other options; empty without one")
    available: bool
    selected: bool
    price: Price | None = None


class OptionPicker(Out):
    name: str
    choices: tuple[Choice, ...]


class Card(Out):
    """A product as shown, with the variant that fits best."""

    id: str = Field(description="of the product")
    variant_id: str
    title: str
    brand: str = ""
    url: str = ""
    media: tuple[Media, ...] = ()
    price: Price
    list_price: Price | None = Field(default=None, description="the was-price, above `price`")
    availability: Availability
    options: tuple[OptionPicker, ...] = ()
    rating: Rating | None = None
    reason: str = ""
    settled: bool = Field(default=True, description="false while a size is open: ask before adding `variant_id`")


# --- the events of an answer ------------------------------------------------------------------------------------


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


class BundleItem(Out):
    slot: str
    card: Card


class BundleOffer(Out):
    title: str
    items: tuple[BundleItem, ...]
    total: Price
    budget: Price | None = None
    reason: str = ""


class Bundle(Out):
    """`bundle`: things that belong together, best first."""

    bundles: tuple[BundleOffer, ...]


class ComparisonRow(Out):
    label: str
    values: tuple[str, ...]
    differs: bool


class Comparison(Out):
    """`comparison`: cards side by side; rows that differ come first."""

    cards: tuple[Card, ...]
    rows: tuple[ComparisonRow, ...]


class Citation(Out):
    """What a number in square brackets in the text stands for: a review of a product."""

    number: int
    label: str
    product_id: str
    review_id: str


class TextDelta(Out):
    """`text`: the next piece; pieces join without anything between them. Plain text, never HTML."""

    delta: str
    citations: tuple[Citation, ...] = ()


class FollowUp(Out):
    id: str = Field(description="give it as `follow_up`")
    label: str
    n_products: int | None = None


class Chips(Out):
    """`chips`: next steps that lead somewhere."""

    chips: tuple[FollowUp, ...]


class LineItem(Out):
    id: str = Field(description="of the variant")
    product_id: str
    title: str
    options_text: str = ""
    media: tuple[Media, ...] = ()
    quantity: int
    price: Price
    total: Price
    available: bool


class Saving(Out):
    """What a promotion takes off, and how: "15% off $349.00: $52.35"."""

    promotion_id: str
    title: str
    code: str = ""
    amount: Price
    display: str


class Extra(Out):
    """What a promotion gives beside: a present's product, or free delivery (`gift_id` is empty)."""

    promotion_id: str
    title: str
    gift_id: str = ""


class NotApplied(Out):
    """A promotion that concerns this cart and takes nothing off it, and why."""

    promotion_id: str
    title: str
    reason: str
    code: str = ""
    would_save: Price | None = None


class Cart(Out):
    """`cart`: as it is now, read from the store's records. `total` is `subtotal` less the savings."""

    line_items: tuple[LineItem, ...] = ()
    subtotal: Price
    savings: tuple[Saving, ...] = ()
    extras: tuple[Extra, ...] = ()
    not_applied: tuple[NotApplied, ...] = ()
    total: Price
    can_undo: bool = False


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


EventData = Ack | Cards | Bundle | Comparison | TextDelta | Chips | Cart | Progress | Done | Failure

DATA_OF: dict[str, type[EventData]] = {
    "ack": Ack, "provisional": Cards, "cards": Cards, "bundle": Bundle, "comparison": Comparison, "text": TextDelta,
    "chips": Chips, "cart": Cart, "progress": Progress, "done": Done, "error": Failure,
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


class Messages(Out):
    messages: tuple[Message, ...]
    n_messages: int


# --- requests ---------------------------------------------------------------------------------------------------


class Identity(In):
    """A shopper, vouched for by the store's server: HMAC-SHA256 of `expires + ":" + id` under the key's secret."""

    id: Id
    expires: int = Field(ge=0, le=10**12, description="seconds since 1970, at most a day ahead")
    signature: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(description="hexadecimal")


class AddLine(In):
    variant_id: Id
    quantity: Pieces = 1


class SetLine(In):
    quantity: Quantity = Field(description="0 takes the line out")


class NewSession(In):
    shopper: Identity | None = None
    session_id: Id | None = Field(default=None, description="go on with this one of the shopper's, for a fresh token")
    cart: Annotated[tuple[AddLine, ...], Field(max_length=50)] = ()


class Say(In):
    """Exactly one thing to say or to click."""

    message: Annotated[str, StringConstraints(max_length=40_000)] | None = None
    follow_up: Id | None = Field(default=None, description="the id of a next step")
    drop: Id | None = Field(default=None, description="the id of an understood chip, to be taken back")
    explain: Id | None = Field(default=None, description="a product's id: why this?")
    compare: Annotated[tuple[Id, ...], Field(min_length=2, max_length=8)] | None = None
    person: Literal[True] | None = Field(default=None, description="talk to a person")

    @model_validator(mode="after")
    def _one(self) -> Say:
        given = [name for name, value in self if value is not None]
        if len(given) != 1:
            raise ValueError(f"give exactly one of {', '.join(type(self).model_fields)}, not {len(given)}")
        return self


class Feedback(In):
    product_id: Id
    kind: Literal["like", "not_for_me"]
    reason: Literal["", "too_dear", "wrong_style", "have_it"] = ""
    undo: bool = Field(default=False, description="take a `not_for_me` back")

    @model_validator(mode="after")
    def _possible(self) -> Feedback:
        if self.kind == "like" and (self.reason or self.undo):
            raise ValueError("a like has no reason and is not taken back; a fact of the profile can be forgotten")
        return self


class EventItem(In):
    item_id: Id
    item_name: Annotated[str, StringConstraints(max_length=1000)] = ""
    item_variant: Annotated[str, StringConstraints(max_length=1000)] = ""
    quantity: Annotated[int, Field(ge=1, le=999)] = 1


class ShopEvent(In):
    """What the shopper did elsewhere in the shop, under GA4's names."""

    id: Id = Field(description="made by the sender: the same event sent again counts once")
    name: Literal[
        "select_item", "view_item", "add_to_wishlist", "add_to_cart", "remove_from_cart", "purchase", "refund"
    ]
    items: Annotated[tuple[EventItem, ...], Field(min_length=1, max_length=50)]
    timestamp: datetime | None = Field(default=None, description="with a zone; within the last 72 hours, else now")
    transaction_id: Annotated[str, StringConstraints(max_length=200)] = ""


class ShopEvents(In):
    events: Annotated[tuple[ShopEvent, ...], Field(min_length=1, max_length=50)]


class Personalisation(In):
    on: bool


class EditFact(In):
    known: bool = Field(description="false forgets it, and it is not concluded again; true takes that back")


# --- answers ----------------------------------------------------------------------------------------------------


class SessionToken(Out):
    session_id: str
    token: str
    expires: int = Field(description="seconds since 1970")
    is_guest: bool
    cart: Cart


class CartChange(Out):
    cart: Cart
    text: str = Field(description="what was done, in words")


class FeedbackTaken(Out):
    text: str
    cards: tuple[Card, ...] = ()
    chips: tuple[FollowUp, ...] = ()


class EventsTaken(Out):
    n_new: int = Field(description="items kept")
    n_known: int = Field(description="items that were kept before, or that personalising being off keeps out")
    unknown: tuple[str, ...] = Field(description="item ids that are no product, variant or SKU of the store")


class StoreChange(In):
    sent_at: datetime = Field(description="when the store's server signed this; at most 15 minutes ago")


class OffersIn(StoreChange):
    offers: tuple[dict[str, Any], ...] = Field(
        max_length=1000,
        description="`id` of a variant with `price`, `list_price` (null takes it away) or `availability`, as in ACP",
    )


class ProductsIn(StoreChange):
    products: tuple[dict[str, Any], ...] = Field(max_length=1000, description="whole products, as in an ACP feed")


class RemovedIn(StoreChange):
    product_ids: tuple[Id, ...] = Field(max_length=1000)


class RowProblem(Out):
    """A problem of one row, under the names of `application/problem+json`."""

    type: str
    title: str
    status: int
    detail: str
    id: str = Field(description="of the variant or product")
    row: int | None = Field(default=None, description="in the request, from 0; where the row could not be read")


class StoreUpdated(Out):
    changed: tuple[str, ...] = Field(description="ids of products that are others now")
    new: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    n_embedded: int = Field(default=0, description="products whose texts were read anew for their meaning")
    problems: tuple[RowProblem, ...] = ()


class Evidence(Out):
    kind: str
    claim: str
    source: str = Field(description="the record that says so: `product:rain.material`, `review:12`")


class Contribution(Out):
    part: str
    points: float


class Why(Out):
    product_id: str
    variant_id: str
    text: str
    evidence: tuple[Evidence, ...]
    place: int | None = Field(description="among all that fits, from 1; none for a part of a bundle")
    n_fitting: int
    score: float = Field(description="the sum of the contributions")
    contributions: tuple[Contribution, ...] = Field(description="largest first")


class Fact(Out):
    key: str
    text: str
    n_events: int = Field(description="how many things the shopper did support it")


class Profile(Out):
    shopper_id: str
    is_guest: bool
    personalisation: bool
    facts: tuple[Fact, ...]


class PastEvent(Out):
    id: str
    name: str
    at: datetime
    product_id: str
    variant_id: str
    quantity: int
    about: str


class Conversation(Out):
    session_id: str
    messages: tuple[Message, ...]
    cart: Cart


class Export(Out):
    """Everything that is kept of a shopper here."""

    profile: Profile
    events: tuple[PastEvent, ...]
    conversations: tuple[Conversation, ...]


class Kind(Out):
    name: str
    n_products: int


class Store(Out):
    name: str
    about: str
    currency: str
    n_products: int
    kinds: tuple[Kind, ...] = Field(description="the most frequent ones")
    languages: tuple[str, ...] = Field(description="in which messages are read")
    openers: tuple[str, ...] = Field(description="first messages that were tried and lead somewhere")


class Health(Out):
    ok: bool = True


class Ready(Out):
    ready: bool
    understanding: str


class Problem(Out):
    """RFC 9457: every refusal and failure."""

    model_config = ConfigDict(frozen=True, extra="allow")

    type: str
    title: str
    status: int
    detail: str
