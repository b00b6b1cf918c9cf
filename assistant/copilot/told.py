"""What an answer comes to: sentences for the shopper, notes for the agent, things to be sent along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.copilot.phrases import phrase
from assistant.copilot.said import Said
from assistant.reply import BundleView, Card


@dataclass(frozen=True, slots=True)
class Told:
    """`sorry` is the key of the sentence that says so; empty where nothing calls for it."""

    said: tuple[Said, ...] = ()
    notes: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    bundles: tuple[BundleView, ...] = ()
    sorry: str = ""
    about: tuple[str, ...] = ()  # ids of the products that are spoken of

    def __add__(self, other: Told) -> Told:
        return Told(
            (*self.said, *other.said),
            (*self.notes, *other.notes),
            (*self.cards, *other.cards),
            (*self.bundles, *other.bundles),
            self.sorry or other.sorry,
            (*self.about, *other.about),
        )


def all_told(parts: Iterable[Told]) -> Told:
    """All of it, each sentence, note and card once."""
    whole = sum(parts, Told())
    cards = {card.product_id: card for card in whole.cards}  # of two versions of a thing, the last asked after
    said: dict[str, Said] = {}
    for one in whole.said:
        said.setdefault(one.text, one)
    return Told(
        tuple(said.values()),
        tuple(dict.fromkeys(whole.notes)),
        tuple(cards.values()),
        whole.bundles,
        whole.sorry,
        tuple(dict.fromkeys(whole.about)),
    )


def stands(key: str, language: str, *, core: bool = True, **fields: str) -> Said:
    """A standing sentence that rests on no record; what stands in it is the shopper's own words."""
    return Said(phrase(key, language, **fields), (), key, fields, is_core=core)
