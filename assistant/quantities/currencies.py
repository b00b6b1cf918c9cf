"""Currencies: whether a question names another currency than the store's. The store's prices are never converted."""

from __future__ import annotations

from assistant.hearing.cues import cue

_NAMED = {
    "EUR": cue(r"\beuros?\b|€|\beur\b"),
    "GBP": cue(r"\b(?:british |uk )?pounds? sterling\b|\bin pounds\b|£|\bgbp\b|\bquid\b"),
    "USD": cue(r"\b(?:us )?dollars?\b|\bbucks\b|\busd\b"),
    "CNY": cue(r"\byuan\b|\brmb\b|\brenminbi\b|人民币|多少元"),
    "JPY": cue(r"\byen\b|\bjpy\b"),
    "CHF": cue(r"\b(?:swiss )?francs?\b|\bchf\b"),
    "CAD": cue(r"\bcanadian dollars?\b|\bcad\b"),
    "INR": cue(r"\brupees?\b|\binr\b"),
}
_DOLLARS = {"USD", "CAD", "AUD", "NZD", "HKD", "SGD"}


def other_currency(question: str, own: str) -> str:
    """The code of a currency that the question names and the store does not sell in; empty for none."""
    for code, named in _NAMED.items():
        if named.search(question) and code != own and not (code == "USD" and own in _DOLLARS):
            return code
    return ""
