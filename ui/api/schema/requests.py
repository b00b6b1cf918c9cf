"""What may be asked."""

from __future__ import annotations

from datetime import datetime
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


class NewSession(In):
    shopper: Identity | None = None
    session_id: Id | None = Field(default=None, description="go on with this one of the shopper's, for a fresh token")
    cart: Annotated[tuple[AddLine, ...], Field(max_length=50)] = ()


class SwitchSignal(In):
    signal: Literal["your words", "your history", "other shoppers", "the store's offer"]
    to: Literal["off", "on", "remember"] = Field(description="`remember` keeps all that are off for this shopper")


class Say(In):
    """Exactly one thing to say or to click."""

    message: Annotated[str, StringConstraints(max_length=40_000)] | None = None
    follow_up: Id | None = Field(default=None, description="the id of a next step")
    drop: Id | None = Field(default=None, description="the id of an understood chip, to be taken back")
    explain: Id | None = Field(default=None, description="a product's id: why this?")
    compare: Annotated[tuple[Id, ...], Field(min_length=2, max_length=8)] | None = None
    switch: SwitchSignal | None = Field(default=None, description="a signal off, or on again; the list comes anew")
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
