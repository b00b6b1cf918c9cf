"""Voice: the assistant's own sentences about the store, as somebody of the store says them."""

from __future__ import annotations

import re

_OURS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), ours)
    for pattern, ours in (
        (r"\bThe store's own text does not say\. ", ""),
        (r"\bThe store's data does not say\b", "Our data does not say"),
        (r"\bthe store's data does not say\b", "our data does not say"),
        (r"\bThe store does not list\b", "We do not list"),
        (r"\b([Tt])he store lists\b", "we list"),
        (r"\bThe store says of (the [^:]+): ", r"Our page on \1 says: "),
        (r"\bThe store says\b", "We say"),
        (r"\b[Tt]he store answered\b", "we answered"),
        (r"\bThe store does not say\b", "We do not say"),
        (r"\bThe store states\b", "We state"),
        (r"\b[Tt]he store states\b", "we state"),
        (r"\bOf these it calls only\b", "Of these we call only"),
        (r"\b[Tt]he store calls\b", "we call"),
        (r"\bThe shop's papers do not say\. Please ask the shop's people\.", "Our papers do not say that."),
        (r"\bOn delivery the shop writes: ", ""),
        (r"\bis not for me to promise\b", "I cannot promise"),
        (r" Or ask the shop: .*$", ""),
        (r"\bin this shop\b", "with us"),
        (
            r"^The (\w+) of these: (the [^:]+): (\w[\w ]*?) (\d[^.]*?)\. Then (the [^:]+): (\d[^.]*?)\.$",
            r"\2 is the \1 one: its \3 is \4, and that of \5 is \6.",
        ),
    )
)
_START = re.compile(r"(?:^|(?<=[.!?] ))([a-z])")


def in_our_voice(text: str) -> str:
    """The same facts: only who speaks is another."""
    for pattern, ours in _OURS:
        text = pattern.sub(ours, text)
    text = re.sub(r" \[\d+\]", "", text)
    return _START.sub(lambda match: match[1].upper(), text).strip()
