"""A copilot for tests of the desk: it says the same about every conversation, from the shop's own catalog."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.cards import card
from assistant.copilot.offering import (
    Draft,
    DraftEvent,
    DraftPiece,
    Found,
    Macro,
    Source,
    SourceKind,
    Suggested,
    Summary,
    Tried,
    Turned,
)
from assistant.reply import BundleView, CartView
from assistant.shop import Shop
from retrieval.money import Money

DRAFTED = "The jacket holds out heavy rain. You may return anything within 30 days."
PASSAGE = "You may return anything within 30 days. We refund in full."


@dataclass
class FakeProposals:
    """Remembers what it was told; an edit of a draft is one proposal."""

    edits: list[tuple[str, str, str]] = field(default_factory=list)
    thumbs: list[tuple[object, ...]] = field(default_factory=list)

    def from_edit(self, draft_id: str, sent: str, *, by: str) -> tuple[object, ...]:
        if sent == DRAFTED:
            return ()
        self.edits.append((draft_id, sent, by))
        return ("faq",)

    def from_thumb(self, session_id: str, n_turn: int, reason: str, *, by: str) -> tuple[object, ...]:
        self.thumbs.append((session_id, n_turn, reason, by))
        return ()

    def from_draft_thumb(self, draft_id: str, reason: str, *, by: str) -> tuple[object, ...]:
        self.thumbs.append((draft_id, reason, by))
        return ("faq",)


class FakeCopilot:
    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self.proposals = FakeProposals()
        self.tones: list[str] = []
        self.fails = False
        self.breaks = False

    def draft(self, session_id: str, *, tone: str = "") -> Iterator[DraftEvent]:
        self.tones.append(tone)
        if self.fails:
            raise RuntimeError("the copilot fell over")
        yield DraftPiece("The jacket holds out ")
        yield DraftPiece("heavy rain. ")
        yield Draft(
            f"draft-{len(self.tones)}",
            session_id,
            DRAFTED,
            "The jacket holds out heavy rain. [1] You may return anything within 30 days. [2]",
            (
                Source(1, SourceKind.FIELD, "Rain jacket: water column", "10,000 mm", product_id="rain"),
                Source(2, SourceKind.PASSAGE, "Returns", PASSAGE, document_id="returns", address="/papers/returns"),
            ),
            notes=("The store does not say how it is washed.",),
            n_turns=len(self._shop.desk.turns_after(session_id, -1)),
        )

    def summary(self, session_id: str) -> Summary:
        catalog = self._shop.catalog
        shown = tuple(card(catalog, product.variants[0].id) for product in list(catalog)[:2])
        turns = self._shop.desk.turns_after(session_id, -1)
        said = next((turn.message for _, turn in reversed(turns) if turn.message), "")
        if self.breaks:
            raise TypeError("a defect in the copilot")
        return Summary(
            session_id, "Guest", ("jacket", "under $100.00"), (Tried("looked for a jacket", "2 were shown"),), shown,
            (Turned("mug", "Mug", "too dear"),), CartView((), Money(Decimal(0), "USD")), None, "frustrated", said, True,
            "the size is unclear",
        )  # fmt: skip

    def products(self, session_id: str, words: str = "", *, n: int = 6) -> tuple[Suggested, ...]:
        del session_id, words
        catalog = self._shop.catalog
        return tuple(
            Suggested(card(catalog, product.variants[0].id, reason="It keeps the rain out.")) for product in catalog
        )[:n]

    def replacements(self, session_id: str, variant_id: str, *, n: int = 4) -> tuple[Suggested, ...]:
        product, _ = self._shop.catalog.variant(variant_id)
        others = [one for one in self.products(session_id) if one.card.product_id != product.id]
        return tuple(Suggested(one.card, ("$5.00 more",)) for one in others[:n])

    def bundle(self, session_id: str, words: str = "") -> BundleView | None:
        if words == "nothing":
            return None
        cards = tuple(one.card for one in self.products(session_id) if one.card.available)[:2]
        total = sum((one.price for one in cards), Money(Decimal(0), "USD"))
        return BundleView("For a wet walk", cards, ("jacket", "goes with it"), total, None, "Often bought together.")

    def search(self, session_id: str, words: str) -> Found:
        passage = Source(1, SourceKind.PASSAGE, "Returns", PASSAGE, document_id="returns", address="/papers/returns")
        return Found(words, tuple(one.card for one in self.products(session_id)[:1]), (passage,))

    def macros(self, session_id: str, *, agent: str = "") -> tuple[Macro, ...]:
        del session_id
        return (
            Macro("hello", "Greeting", f"Hello, this is {agent}.", "g"),
            Macro("order", "Order number", "I look after order [order number] now.", missing=("order number",)),
        )
