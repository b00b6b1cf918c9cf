"""Masking: what says who somebody is does not go into what is learned."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CARD = re.compile(r"\b(?:\d[ -]?){13,19}\b")
_PHONE = re.compile(r"(?<![\w.$€£])\+?\(?\d{1,4}\)?(?:[ /.-]?\d{2,4}){2,4}(?![\w%])")
_NUMBER = re.compile(r"\b[A-Z]{1,4}-?\d{4,}\b|#\d{3,}\b")
_ADDRESS = re.compile(
    r"\b\d{1,5}\s+(?:[A-Z][\w'-]*\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Way|Court|Ct|Place|Pl)\b\.?"
)
_IAM = re.compile(
    r"\b(?P<lead>(?:my name is|i am called|i'm called|this is|regards,?|cheers,?|thanks,?|yours,?)\s+)"
    r"(?P<name>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2})"
)
_SHORT = 2  # letters of what is no name alone
_DIGITS = 9  # a phone number has as many, at least; a year or a price has fewer


def masked(text: str, names: Iterable[str] = (), store_mails: Iterable[str] = ()) -> str:
    """The text with names, mail addresses, phone and order numbers and street addresses left out.

    `names` are those known here: of the shopper and of agents. The store's own addresses (`store_mails`) stay.
    """
    own = {mail.casefold() for mail in store_mails}
    text = _MAIL.sub(lambda m: m[0] if m[0].casefold() in own else "[mail]", text)
    text = _CARD.sub("[number]", text)
    text = _NUMBER.sub("[number]", text)
    text = _PHONE.sub(lambda m: "[phone]" if sum(c.isdigit() for c in m[0]) >= _DIGITS else m[0], text)
    text = _ADDRESS.sub("[address]", text)
    text = _IAM.sub(lambda m: f"{m['lead']}[name]", text)
    known = {part for name in names for part in (name, *name.split()) if len(part) > _SHORT}
    for part in sorted(known, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(part)}(?:['’]s)?(?!\w)", "[name]", text)
    return text
