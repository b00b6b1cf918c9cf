"""Safety: words from a product, a review or a paper are quoted as data, and never when they talk to the assistant."""

from __future__ import annotations

import re

# A sentence that gives orders to an assistant has no business in a shop's text, so it is not quoted at all.
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:rules?|instructions?|prompts?|previous|above|guidelines)\b"
    r"|\b(?:tell|inform|convince|assure)\b.{0,20}\b(?:the )?(?:shoppers?|users?|customers?|buyers?)\b"
    r"|\b(?:system|assistant|developer)\s*(?:prompt|message|:)"
    r"|\byou are (?:now )?(?:an? )?(?:ai|assistant|bot|language model)\b"
    r"|\badd\b.{0,30}\bto (?:the|their|your) (?:cart|basket)\b",
    re.IGNORECASE,
)  # fmt: skip


def speaks_to_the_assistant(sentence: str) -> bool:
    """Whether the sentence reads like an instruction to a language model instead of a word to shoppers."""
    return bool(_ORDERS.search(sentence))
