"""Things in a draft: lists, bundles and replacements in a sentence, each price from its record."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.copilot.phrases import phrase
from assistant.copilot.records import offer_source
from assistant.copilot.said import Said
from assistant.reply import BundleView, Card
from recommender.wording import listed, named
from retrieval.catalog import Catalog

N_NAMED = 3  # things that a sentence names; the cards show the rest
N_CARDS = 4
_REPLACE = re.compile(
    r"\b(?:similar|alternatives?|instead|in its place|same kind|something (?:else )?like|like (?:it|this|that|these)|"
    r"replace(?:ment)?|comparable|equivalent)\b|(?:类似|替代|代替|差不多的|同类)",
    re.IGNORECASE,
)


def asks_for_another(words: str) -> bool:
    """ "Is there something similar that I can have now?"."""
    return bool(_REPLACE.search(words))


def list_told(key: str, cards: Sequence[Card], catalog: Catalog, language: str) -> Said:
    """The first few of the cards by name and price; `key` is the standing sentence around them."""
    first = cards[:N_NAMED]
    things = _listed([f"{named(card.title)} ({card.price})" for card in first], language)
    key = "list_one" if key == "list" and len(first) == 1 else key
    sources = tuple(offer_source(*catalog.variant(card.variant_id)) for card in first)
    return Said(phrase(key, language, things=things), sources, key, {"things": things})


def bundle_told(bundle: BundleView, catalog: Catalog, language: str) -> Said:
    """What is in it and what it comes to."""
    counts = bundle.counts or tuple(1 for _ in bundle.cards)
    titles = [
        named(card.title) if n == 1 else f"{n} × {card.title}" for card, n in zip(bundle.cards, counts, strict=True)
    ]
    fields = {"total": str(bundle.total), "things": _listed(titles, language)}
    sources = tuple(offer_source(*catalog.variant(card.variant_id)) for card in bundle.cards)
    return Said(phrase("bundle", language, **fields), sources, "bundle", fields)


def _listed(things: Sequence[str], language: str) -> str:
    if language != "zh":
        return listed(list(things))
    return "、".join(thing.removeprefix("the ").replace(" (", "（").replace(")", "）") for thing in things)
