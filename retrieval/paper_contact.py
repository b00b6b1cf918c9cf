"""How to reach the shop: which address or number in its papers is the one to write to or to call."""

from __future__ import annotations

import re
from collections.abc import Set

_ADDRESS = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+|(?:\+\d|\b\d{1}[ -])?\(?\b\d{3}\)?[ -]\d{3}[ -]?\d{4}\b|\+\d[\d ()-]{7,}\d"
)
# How a sentence tells the shopper to get in touch, and what an address in a paper is for besides.
_REACH = re.compile(
    r"\b(?:e-?mail|phone|call us|contact|write to us|tell us|reach us|ring us|service desk|customer (?:service|care)|"
    r"number is|or call|write to)\b",
    re.I,
)
_FOR_OTHER = re.compile(
    r"\b(?:privacy|personal|opt[- ]?out|unsubscribe|no mail|credit card|catalogs?|cookies?|returns?|exchange|"
    r"cancel|refund|"
    r"does not work for you|screen reader|made-up)\b",
    re.I,
)


def names_an_address(sentence: str) -> bool:
    """Whether an e-mail address or a telephone number stands in it."""
    return bool(_ADDRESS.search(sentence))


def worth_as_contact(sentence: str, passage: str, topics: Set[str]) -> int:
    """How likely the address in `sentence`, of a page with these topics, is the shop's own; 0 or less: it is not.

    Best is one on a page about contact; an address for returns, for unwanted mail or for privacy is another matter.
    """
    if "privacy" in topics:
        return 0
    on_page = "contact" in topics
    reaches = bool(_REACH.search(sentence))
    return 2 * on_page + reaches - 2 * (bool(_FOR_OTHER.search(passage)) and not on_page)
