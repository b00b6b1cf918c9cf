"""Ages: "a gift for a 5 year old" as a bound on the age that the store's things are made from ("3+", "8+")."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.hearing.cues import cue
from assistant.quantities.amounts import Amount, number
from retrieval.query import Constraint, Operator
from retrieval.vocabulary import Vocabulary

_FROM = re.compile(r"(\d{1,2})\s*(?:\+|(?:years?\s*)?and (?:up|over))")
_N = r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_AGE = cue(
    rf"\b(?P<years>{_N})[\s-]*(?:(?:years?|yrs?)[\s-]*olds?|y\.?/?o\.?s?)\b",
    rf"\b(?P<months>{_N}|1\d)[\s-]*months?[\s-]*olds?\b",
    rf"\bage[sd]?\s+(?:of\s+)?(?P<aged>{_N})\b(?:\s*(?:\+|and (?:up|over|above)|or (?:older|over)|years?))?",
    rf"\b(?:turns|turning|will be|who(?: i|')s|(?:he|she)(?: i|')s|is)\s+(?P<turns>{_N})"
    r"(?=\s*(?:$|[,.!?]|and\b|years?\b|on\b|this\b|next\b|soon\b))",
    r"(?P<zh>\d{1,2}|[一二两三四五六七八九十]{1,3})周?[岁歲]",
    r"(?P<zh_months>\d{1,2}|[一二两三四五六七八九十]{1,3})个?個?月大?的?(?=宝宝|寶寶|婴儿|嬰兒|孩子|小孩|女儿|儿子)",
    r"\b(?P<nth>\d{1,2})(?:st|nd|rd|th)\s+b(?:irth|-)?day\b",
)


class Ages:
    """Knows the slot that states from which age a thing is; a store without one has no ages to read."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._slot, self._highest = "", 0
        for slot in vocabulary.slots:
            values = vocabulary.values(slot)
            found = [int(match[1]) for value in values if (match := _FROM.fullmatch(value.strip().lower()))]
            if "age" in slot.split("_") and values and len(found) >= 0.8 * len(values):
                self._slot, self._highest = slot, max(found)
                break

    def read(self, text: str) -> list[Amount]:
        """What suits the age that is said: things from that age or from a lower one. Grown-ups bound nothing."""
        if not self._slot:
            return []
        found = []
        for match in _AGE.finditer(text):
            said = next(name for name, value in match.groupdict().items() if value)
            age = number(match[said]) // 12 if said in ("months", "zh_months") else number(match[said])
            if age <= self._highest + 5:  # from some years after the highest on everything suits
                found.append(Amount(Constraint(self._slot, Operator.AT_MOST, Decimal(int(age))), *match.span()))
        return found
