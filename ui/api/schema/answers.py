"""What is answered at once, without a stream."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import ConfigDict, Field

from ui.api.schema.carts import Cart
from ui.api.schema.products import Card
from ui.api.schema.stream import FollowUp, Message, SignalSwitch
from ui.api.schema.wire import Out


class SessionToken(Out):
    session_id: str
    token: str
    expires: int = Field(description="seconds since 1970")
    is_guest: bool
    cart: Cart


class Hands(Out):
    """Who answers: `assistant`, `agent` (a person of the shop), or the assistant until a person comes: `waiting`, or
    `message_left` where nobody is there now."""

    who: Literal["assistant", "waiting", "agent", "message_left"]
    name: str = Field(default="", description="the person's, where one answers")
    text: str = Field(description="how it stands, in words for the shopper")
    waiting_n: int = Field(default=0, description="the place in the line, from 1; 0 where nobody is waited for")
    since: datetime | None = None


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
    switches: tuple[SignalSwitch, ...] = Field(default=(), description="signals that lift it, and those that are off")


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
