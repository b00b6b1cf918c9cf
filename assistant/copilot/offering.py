"""What the copilot offers an agent: plain values, no behaviour. Strings are plain text, never HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.handoff.hands import HandsReturned
from assistant.reply import BundleView, Card, CartView


class SourceKind(StrEnum):
    FIELD = "field"  # a field of a product's record
    OFFER = "offer"  # price and stock of a variant, now
    REVIEW = "review"
    QUESTION = "question"  # one that was asked about a product, with the answer it got
    PASSAGE = "passage"  # of one of the store's papers
    PROMOTION = "promotion"
    ORDER = "order"  # a record of the shopper's own orders
    CART = "cart"


@dataclass(frozen=True, slots=True)
class Source:
    """What `[number]` in a draft stands for. `text` is the record's own, word for word."""

    number: int
    kind: SourceKind
    label: str  # "Vole Quiet Mouse: noise", "Returns and exchanges"
    text: str
    product_id: str = ""
    variant_id: str = ""
    review_id: str = ""
    question_id: str = ""
    document_id: str = ""
    address: str = ""  # path and query on this server where it is read in its place; empty where there is none


@dataclass(frozen=True, slots=True)
class DraftPiece:
    """The next piece of a draft as it is worded; pieces join without anything between them."""

    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A suggested reply, to be read, edited and sent by a person; nothing sends it by itself.

    `text` is what would be sent: it has no source numbers. `marked` is the same text with `[1]`, `[2]` ... after the
    sentences that rest on `sources`. `notes` are for the agent alone: what the store's data does not say and what
    would help. Every sentence was held by the checker where `checked`: one that was not let through is not in it.
    """

    id: str
    session_id: str
    text: str
    marked: str
    sources: tuple[Source, ...] = ()
    cards: tuple[Card, ...] = ()  # to be sent along, if the agent likes
    bundles: tuple[BundleView, ...] = ()
    notes: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()  # the shopper's open messages, oldest first
    n_turns: int = 0  # of the conversation when it was drafted: with more, it may be stale
    by: str = "templates"  # templates, model
    language: str = "en"
    tone: str = "plain"
    checked: bool = True
    about: tuple[str, ...] = ()  # ids of the products that it speaks of


DraftEvent = DraftPiece | Draft


@dataclass(frozen=True, slots=True)
class Tried:
    """One thing that was done for the shopper: "looked for a rain jacket under $80.00", and what came of it."""

    what: str
    came: str = ""


@dataclass(frozen=True, slots=True)
class Turned:
    """A product that the shopper turned down, and why as far as they said it."""

    product_id: str
    title: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What the conversation came to, by code from its state and turns: true by construction."""

    session_id: str
    shopper: str  # how the store calls them; "a guest"
    needs: tuple[str, ...]  # conditions in words
    tried: tuple[Tried, ...]
    shown: tuple[Card, ...]  # the list on the page now
    rejected: tuple[Turned, ...]
    cart: CartView
    bundle: BundleView | None
    mood: str  # calm, urgent, frustrated, abusive, delighted; empty where nothing says it
    open_question: str  # the shopper's words that nobody has answered; empty without
    asked_for_person: bool
    why_person: str
    holder: str = "assistant"  # who holds the conversation now, by name
    text: str = ""  # one worded sentence, checked; empty where none was made
    lines: tuple[str, ...] = ()  # all of it as lines of text, for whom lines are all there is
    notes: tuple[HandsReturned, ...] = ()  # what people noted for each other when they handed back, oldest first


@dataclass(frozen=True, slots=True)
class Suggested:
    """A product for this shopper. All facts of the card are the store's own; `differences` are to what it replaces."""

    card: Card
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What the store has on some words: products, and passages of papers, reviews and answered questions."""

    words: str
    cards: tuple[Card, ...]
    passages: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Macro:
    """A standing text of the store's. `text` has its fields filled for one conversation.

    `missing` names the fields that nothing is known for; in `text` they stand as `[order number]`, to be filled in.
    """

    name: str
    title: str
    text: str
    keys: str = ""  # a shortcut that the store gave it
    language: str = "en"
    missing: tuple[str, ...] = ()


class ProposalKind(StrEnum):
    FAQ = "faq"  # `question` and `answer`, of a product or (without `product_id`) of the store
    ATTRIBUTE = "attribute"  # `slot` of a product is `new`, not `old`
    DIALOGUE = "dialogue"  # `dialogue` is a golden conversation in YAML


class ProposalStatus(StrEnum):
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an agent's edit or a thumbs-down would teach, for the owner to decide. Personal data is masked in it."""

    id: int
    kind: ProposalKind
    status: ProposalStatus
    why: str  # the rule that made it, in words
    by: str  # who taught it: an agent's shown name, "a shopper"
    session_id: str
    at: datetime
    question: str = ""
    answer: str = ""
    product_id: str = ""
    product_title: str = ""
    slot: str = ""
    old: str = ""
    new: str = ""
    dialogue: str = ""
    suggested: str = ""  # what had been suggested or said
    sent: str = ""  # what was sent instead, or the reason that came with the thumb
    n_seen: int = 1  # how often the same was proposed
    decided_by: str = ""
    decided_at: datetime | None = None
