"""What a browser sends when something is clicked or typed, checked; and what it means as acts of a shopper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.acts import Intent, ShopperAct
from assistant.reply import CartView, FollowUp, NeedChip
from retrieval.catalog import Catalog
from ui.bench_clicks import MOST_PARTS, BenchClick, opened_bundle
from ui.language import Language, t
from ui.why_view import tended

Id = Annotated[str, StringConstraints(max_length=200)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{0,64}$")]
SessionId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{0,100}$")]
MOST_TALKS = 40  # conversations that a browser lists

# makes a turn of the conversation
TALK = frozenset(
    {"send", "follow", "drop", "why", "reject", "compare", "person", "assistant", "size", "size_all", "tend", "open"}
)
QUIET = frozenset({"add", "add_all", "set", "undo", "look"})  # beside the conversation: the cart, a product's page


class Click(BaseModel):
    """One thing done in the page. `session` is empty until the first; ids are checked where they are used."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    do: Literal[
        "load", "earlier", "stop", "talks", "forget",
        "send", "follow", "drop", "why", "reject", "compare", "person", "assistant", "size", "size_all", "tend",
        "open", "bench", "add", "add_all", "set", "undo", "look",
    ]  # fmt: skip
    session: SessionId = ""
    shopper: Id = ""
    text: Annotated[str, StringConstraints(max_length=40_000)] = ""  # the session answers what is too long
    key: Key = ""  # made by the page for a message: the same words sent again with it are the same turn
    label: Id = ""  # what the button said, to show beside its answer
    product: Id = ""
    products: Annotated[tuple[Id, ...], Field(max_length=8)] = ()
    variant: Id = ""
    variants: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    counts: Annotated[tuple[Annotated[int, Field(ge=1, le=999)], ...], Field(max_length=20)] = ()  # of `variants`
    slot: Id = ""
    turn: Annotated[int, Field(ge=0, le=100_000)] = 0
    index: Annotated[int, Field(ge=0, le=100)] = 0
    quantity: Annotated[int, Field(ge=0, le=999)] = 1
    times: Annotated[int, Field(ge=1, le=20)] = 1
    talks: Annotated[tuple[SessionId, ...], Field(max_length=MOST_TALKS)] = ()  # that this browser remembers
    talk: SessionId = ""  # the one of them to be forgotten
    language: Language = "en"  # of the page
    bench: BenchClick = BenchClick()  # of a click on a bundle
    parts: Annotated[tuple[Id, ...], Field(max_length=MOST_PARTS)] = ()  # of a shared bundle, as its address has them


class GoneError(LookupError):
    """What was clicked is not there any more."""


def talk_act(click: Click, chips: Sequence[NeedChip] = ()) -> ShopperAct:
    """The act of a click that makes a turn of the conversation (all of `TALK` but send and follow).

    A cross takes away the one condition of its chip among `chips`, those that stand now; when it is not there any
    more, the slot.
    """
    match click.do:
        case "drop":
            one = next((c for c in chips if (c.constraint.slot, c.label) == (click.slot, click.label)), None)
            if one is not None:
                return ShopperAct(Intent.REFINE, removed=(one.constraint,))
            return ShopperAct(Intent.REFINE, dropped=(click.slot,))
        case "why":
            said = "为什么推荐？" if click.language == "zh" else ""  # answered in the page's language
            return ShopperAct(Intent.EXPLAIN, product_ids=(click.product,), text=said)
        case "reject":
            return ShopperAct(Intent.REJECT, product_ids=(click.product,))
        case "compare":
            return ShopperAct(Intent.COMPARE, product_ids=click.products)
        case "person":
            return ShopperAct(Intent.WANT_PERSON)
        case "assistant":
            return ShopperAct(Intent.NO_PERSON)
        case "size":  # into the cart as the card shows it, but in a size that is still to be said
            return ShopperAct(Intent.ADD_TO_CART, product_ids=(click.product,), variant_id=click.variant)
        case "size_all":
            return ShopperAct(Intent.ADD_TO_CART, product_ids=click.products)
        case "tend":  # a switch or a fact in a panel
            try:
                return tended(click.slot, click.text)
            except ValueError as error:
                raise GoneError(str(error)) from error
        case "open":
            return opened_bundle(click.parts)
        case _:
            raise ValueError(f"{click.do!r} is no act by itself; expected one of {sorted(TALK)}.")


def quiet_acts(click: Click, cart: CartView) -> list[ShopperAct]:
    """The acts of a click beside the conversation. Setting a line to a number adds or takes away the difference."""
    match click.do:
        case "add":
            return [ShopperAct(Intent.ADD_TO_CART, variant_id=click.variant, quantity=max(1, click.quantity))]
        case "add_all":
            counts = (*click.counts, *(1 for _ in click.variants))  # one each where it is not said
            pieces = zip(click.variants, counts, strict=False)
            return [ShopperAct(Intent.ADD_TO_CART, variant_id=variant, quantity=n) for variant, n in pieces]
        case "set":
            now = next((item.quantity for item in cart.items if item.variant_id == click.variant), 0)
            change = click.quantity - now
            if change == 0:
                return []
            intent = Intent.ADD_TO_CART if change > 0 else Intent.REMOVE_FROM_CART
            return [ShopperAct(intent, variant_id=click.variant, quantity=abs(change))]
        case "undo":
            return [ShopperAct(Intent.UNDO_CART)] * click.times
        case "look":
            return [ShopperAct(Intent.LOOK, product_ids=(click.product,))]
        case _:
            raise ValueError(f"{click.do!r} is no click beside the conversation; expected one of {sorted(QUIET)}.")


def follow_up(suggested: Mapping[int, Sequence[FollowUp]], click: Click) -> FollowUp:
    """The chip that was clicked, among those suggested by turn. Raises `GoneError` when it is not there any more."""
    chips = suggested.get(click.turn, ())
    if click.index < len(chips) and chips[click.index].label == click.label:
        return chips[click.index]
    raise GoneError(f"There is no suggestion {click.label!r} in turn {click.turn}.")


def said(click: Click, catalog: Catalog) -> str:
    """What the shopper did, in words, for the conversation; their own words when they typed some."""
    titles = [catalog.product(id_).title for id_ in (*click.products, click.product) if id_ in catalog]
    match click.do:
        case "send":
            return click.text
        case "why" | "reject" | "size":
            return t(f"did.{click.do}", title=titles[0]) if titles else t(_BARE[click.do])
        case "compare":
            return t("did.compare", titles=t("did.and").join(titles))
        case "drop":
            return t("did.drop", label=click.label or click.slot)
        case "person":
            return t("person")
        case "assistant":
            return t("did.assistant")
        case "size_all":
            return t("did.size_all")
        case "open":
            return t("did.open")
        case _:
            return click.label


_BARE = {"why": "card.why", "reject": "card.reject", "size": "card.add"}  # where the product is not sold any more
