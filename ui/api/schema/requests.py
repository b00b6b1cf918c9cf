"""What may be asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from ui.api.schema.wire import Id, In, Pieces, Quantity


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


class PageContext(In):
    """Where on the store's pages the shopper is: ids, looked up here; what the store does not have is left out.

    It gives "it" and "under 100" something to be about, once, when it changes; it narrows nothing that is asked for.
    """

    product: Id | None = Field(default=None, description="the id of a product or a variant, or an SKU")
    collection: Id | None = Field(
        default=None, description="a category: its path, its name, or either as in an address"
    )
    search: Id | None = Field(default=None, description="the words of the store's own search page")
    again: bool = Field(default=False, description="the product is meant once more, though it was told before")


class NewSession(In):
    shopper: Identity | None = None
    session_id: Id | None = Field(default=None, description="go on with this one of the shopper's, for a fresh token")
    cart: Annotated[tuple[AddLine, ...], Field(max_length=50)] = ()
    context: PageContext | None = None


class SwitchSignal(In):
    signal: Literal["your words", "your history", "other shoppers", "the store's offer"]
    to: Literal["off", "on", "remember"] = Field(description="`remember` keeps all that are off for this shopper")


class BundleChange(In):
    """What is done to the bundle on the table; the answer brings it anew, as `bundle`, or says why it stays as it is.

    Everything that the page's bundle can do: `swap` for a variant or for the next best, `lock`, `unlock`, `remove`,
    `put_back`, `own`, `disown`, `count` of a slot; `budget`, `tier`, one colour, a day, `take` another of the bundles
    shown, `compare` them, `add_all` into the cart. The cart's undo takes that back in one step.
    """

    do: Literal[
        "swap", "lock", "unlock", "remove", "put_back", "own", "disown", "count", "budget", "tier", "take", "compare",
        "add_all", "same_color", "any_color", "by_day", "any_day",
    ]  # fmt: skip
    slot: Id | None = Field(default=None, description="as the bundle names it")
    variant_id: Id | None = Field(default=None, description="of `swap`; without one, for the next best that fits")
    quantity: Annotated[int, Field(ge=1, le=99)] | None = Field(default=None, description="of `count`")
    budget: Annotated[int, Field(gt=0, lt=10**12)] | None = Field(default=None, description="in minor units")
    tier: Literal["save", "balanced", "best"] | None = None
    number: Annotated[int, Field(ge=1, le=9)] | None = Field(
        default=None, description="of `take`: 1 is the first beside the one on the table"
    )
    day: date | None = Field(default=None, description="of `by_day`: the last that will do")

    @model_validator(mode="after")
    def _whole(self) -> BundleChange:
        wanted = _BUNDLE_NEEDS.get(self.do)
        if wanted is not None and getattr(self, wanted) is None:
            raise ValueError(f"`{self.do}` needs `{wanted}`")
        if self.do == "count" and self.quantity is None:
            raise ValueError("`count` needs `quantity`")
        return self


_BUNDLE_NEEDS = {
    **dict.fromkeys(("swap", "lock", "unlock", "remove", "put_back", "own", "disown", "count"), "slot"),
    "budget": "budget",
    "tier": "tier",
    "take": "number",
    "by_day": "day",
}


class Say(In):
    """Exactly one thing to say or to click, and where the shopper was then."""

    message: Annotated[str, StringConstraints(max_length=40_000)] | None = None
    follow_up: Id | None = Field(default=None, description="the id of a next step")
    drop: Id | None = Field(default=None, description="the id of an understood chip, to be taken back")
    explain: Id | None = Field(default=None, description="a product's id: why this?")
    compare: Annotated[tuple[Id, ...], Field(min_length=2, max_length=8)] | None = None
    switch: SwitchSignal | None = Field(default=None, description="a signal off, or on again; the list comes anew")
    bundle: BundleChange | None = Field(default=None, description="a change to the bundle on the table")
    person: Literal[True] | None = Field(default=None, description="talk to a person")
    context: PageContext | None = None

    @model_validator(mode="after")
    def _one(self) -> Say:
        sayable = [name for name in type(self).model_fields if name != "context"]
        given = [name for name in sayable if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"give exactly one of {', '.join(sayable)}, not {len(given)}")
        return self


class WantPerson(In):
    reason: Annotated[str, StringConstraints(max_length=300)] = Field(default="", description="for the shop's people")
    contact: Annotated[str, StringConstraints(max_length=254, pattern=r"^(?:[^@\s]+@[^@\s]+\.[^@\s]+)?$")] = Field(
        default="", description="a mail address, where an answer by mail is wanted; kept only where mail is answered"
    )


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


class Thumb(In):
    good: bool
    reason: Annotated[str, StringConstraints(max_length=500)] = Field(default="", description="what was wrong with it")


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
