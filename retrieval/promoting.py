"""Which of a store's promotions a question is about."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.catalog import Promotion
from retrieval.tokens import STOP_WORDS, stem, tokens

_ASKING = frozenset(
    stem(word)
    for word in (
        "promo", "promotion", "discount", "coupon", "voucher", "deal", "offer", "sale", "special", "code", "run",
        "running", "current", "currently", "now", "today", "off", "good", "thing", "buy", "get", "shop", "store",
    )
)  # fmt: skip


def asked_for(question: str, promotions: Sequence[Promotion]) -> list[Promotion]:
    """Those whose names, things, brand or code the question names; else those whose own words do; else none."""
    asked = {t.stem for t in tokens(question) if t.word not in STOP_WORDS} - _ASKING
    found = [p for p in promotions if asked & _stems(p.title, p.code, p.conditions.brand, *p.conditions.kinds)]
    if found:
        return found
    told = [p for p in promotions if asked & _stems(p.description)]
    return told if 2 * len(told) < len(promotions) else []  # what most of them say, such as "order", tells nothing


def _stems(*texts: str) -> set[str]:
    return {t.stem for text in texts for t in tokens(text)}
