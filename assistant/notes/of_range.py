"""Notes of questions about the range ("which brands of tents"), told as questions that code answers from the records.

There is a strict reader of such questions (`hearing/catalog_questions.py`). A model's note says in few words what it
would not have understood: told as a plain sentence, it reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.acts import ShopperAct
from assistant.hearing.catalog_questions import CatalogQuestionReader
from assistant.notes.notation import Note
from assistant.state import DialogueState

# What sort of answer is asked for, by the words that say so; the first that fits. `@` is what it is asked of.
_ASKED = tuple(
    (re.compile(words, re.IGNORECASE), alone, of)
    for words, alone, of in (
        (r"(?:cheapest|lowest|from).*(?:most expensive|dearest|priciest|highest|\bto\b)", "what is the price range",
         "how much do @ cost"),
        (r"^(?:the )?(?:cheapest|lowest|least expensive|minimum)(?: price| cost)?$|\bstart|^from\b|最便宜|最低价?$", "",
         "what does the cheapest @ cost"),
        (r"^(?:the )?(?:most expensive|dearest|pric[iy]est|costliest|highest)(?: price| cost)?$|最贵|最貴|最高价?$", "",
         "what does the dearest @ cost"),
        (r"^(?:brands?|makes?|makers?|manufacturers?|labels?|who makes)$|牌", "which brands do you have",
         "which brands of @ do you have"),
        (r"pric|cost|how mu|go for|expensive|价|價|多少钱|多少錢", "what is the price range", "how much do @ cost"),
        (r"^(?:how )?many$|^h\w* many$|number of|^number$|多少|几款|幾款|几个|幾個", "how many products do you have",
         "how many @ do you have"),
        (r"^(?:kind|type|sort|variet|categor|depart|section)\w*$|^(?:sell|stock|have|carry|offer|choice|range)$|[种種类類卖賣款]",
         "what do you sell", "what kinds of @ do you have"),
    )
)  # fmt: skip
_HOW_MANY = re.compile(r"^how many (?:different )?(?=\w)", re.IGNORECASE)  # "how many colours" asks for the colours
_BEFORE = ("brand", "color", "material", "gender")  # stand before a kind, as adjectives


class RangeNotes:
    """Reads notes of questions about the range by the reader of set words; what that does not read is no act."""

    def __init__(self, reader: CatalogQuestionReader, in_english: Callable[[str], str]) -> None:
        self._reader = reader
        self._in_english = in_english

    def read(self, note: Note, message: str, state: DialogueState) -> ShopperAct | None:
        """The question about what there is; None where it is none that the store's records answer, or not in full."""
        about = self._about(note)
        if about is None:
            return None
        asked = note.values("any") or ["have"]
        return next(filter(None, (self._reader.read(self._question(a, about, message), state) for a in asked)), None)

    def _question(self, asked: str, about: str, message: str) -> str:
        sort_of = re.search(rf"\b{re.escape(asked)}s? of (?P<what>\w+s)\b(?= of)", message, re.IGNORECASE)
        asked = _HOW_MANY.sub("", sort_of["what"] if sort_of else asked.strip())  # "what sort of brands of tents"
        for words, alone, of in _ASKED:
            if words.search(asked):
                return of.replace("@", about) if about else alone
        slot = self._in_english(asked)
        plural = slot if slot.endswith("s") else f"{slot}s"
        return f"what {plural} do the {about} come in" if about else f"what {plural} do you have"

    def _about(self, note: Note) -> str | None:
        """What is asked about, as one would say it: "blue wool jackets under 90". None where not all can be said so."""
        before, kinds, behind = [], [], []
        for pair in note.pairs:
            said = self._in_english(pair.value)
            if pair.key == "text":
                kinds.append(said)
            elif pair.key in _BEFORE and pair.operator == "=" and len(pair.parts) == 1:
                before.append(said)
            elif pair.key in ("with", "size") and pair.operator == "=" and not pair.is_range:
                behind.append(said)
            elif pair.key == "price" and pair.operator in ("<=", ">="):
                behind.append(f"{'under' if pair.operator == '<=' else 'over'} {pair.value}")
            elif pair.key != "any":
                return None
        if (before or behind) and not kinds:
            kinds = ["products"]
        return " ".join([*before, *kinds, *behind])
