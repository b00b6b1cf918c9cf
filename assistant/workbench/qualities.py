"""Something warmer than the jacket: which of a slot's candidates have more of it, by what the records measure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.naming.qualities import QUALITIES, Quality, measure
from retrieval.catalog import Catalog
from retrieval.query import Candidate
from retrieval.tokens import stem

_RATING = frozenset({"better", "best", "nicer"})


def quality_named(than: str) -> Quality | None:
    """What "warmer", "more powerful", "lighter", "better rated" are more of; None for what nothing measures."""
    words = re.findall(r"[a-z-]+", than.lower())
    if words and words[0] in _RATING:
        return Quality(("rating",), high=True)
    less = bool(words) and words[0] == "less"
    for word in words:
        for plain in (word, word.removesuffix("r"), word.removesuffix("er"), _single(word), _y(word)):
            known = QUALITIES.get(stem(plain.replace("-", "")))
            if known:
                return Quality(known.words, known.high != less)
    return None


def having_more(quality: Quality, than_id: str, options: Sequence[Candidate], catalog: Catalog) -> list[Candidate]:
    """Those that measure more of it than this variant, the most of it first; empty where the records do not say."""
    now = _measured(quality, than_id, catalog)
    if now is None:
        return []
    found = []
    for candidate in options:
        own = _measured(quality, candidate.variant_id, catalog)
        if own is not None and own[0] == now[0] and own[1] != now[1] and (own[1] > now[1]) == quality.high:
            found.append(candidate)
    return found


def _measured(quality: Quality, variant_id: str, catalog: Catalog) -> tuple[str, float] | None:
    product, variant = catalog.variant(variant_id)
    if quality.words == ("price",):
        return "price", float(variant.offer.price.minor)
    if quality.words == ("rating",):
        return None if product.rating is None else ("rating", product.rating)
    slot = quality.slot_among({*product.attributes, *variant.options})
    found = [read for value in product.values(variant, slot) if (read := measure(value))] if slot else []
    return (f"{slot}:{found[0][0]}", float(found[0][1])) if found else None


def _single(word: str) -> str:
    """ "big" of "bigger"."""
    plain = word.removesuffix("er")
    return plain[:-1] if len(plain) > 2 and plain[-1:] == plain[-2:-1] else plain


def _y(word: str) -> str:
    """ "heavy" of "heavier"."""
    return f"{word.removesuffix('ier')}y" if word.endswith("ier") else word
