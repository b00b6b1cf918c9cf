"""What is said by a slot's own name: "long sleeve", "cabin suitcase", "caffeine free"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from retrieval.query import Constraint, Operator
from retrieval.vocabulary import Vocabulary

_SET_AGAINST = re.compile(r"\b(?:than|too|hates?|bigger|larger|smaller|not)\b", re.IGNORECASE)  # "bigger than cabin"
_BEFORE = r"\b(?:(?P<without>(?:no|without) )|(?P<value>[a-z]+)[ -])?"
_BEHIND = r"(?P<free>[ -]?(?:free|less)\b)?"
_OPINIONS = frozenset({"sale", "new"})  # slots whose names are said of anything
# Words of slots' names that nobody says.
_UNSAID = frozenset({"size", "type", "kind", "collection", "level", "has", "is"})
_SHORTEST = 4  # letters of a name's first word; shorter ones are said of anything


class SlotNames:
    """Finds slots that are named beside their value, or that a store answers with yes or no. `but`: other slots."""

    def __init__(self, vocabulary: Vocabulary, *, but: Collection[str]) -> None:
        self._vocabulary = vocabulary
        self._answers = {  # slot -> yes and no, as the store writes them
            slot: (known["yes"], known["no"])
            for slot in vocabulary.slots
            for known in [{value.lower(): value for value in vocabulary.values(slot)}]
            if set(known) == {"yes", "no"} and slot not in _OPINIONS
        }
        self._named: dict[str, re.Pattern[str]] = {}
        for slot in vocabulary.slots:
            name = [word for word in slot.split("_") if word not in _UNSAID]
            least = _SHORTEST - (slot in self._answers)
            if name and len(name[0]) >= least and (slot in self._answers or slot not in but):
                said = re.escape(" ".join(name))
                self._named[slot] = re.compile(rf"{_BEFORE}{said}(?:s|d|ed)?\b{_BEHIND}", re.IGNORECASE)

    def read(self, words: str, kinds_of: Callable[[], Sequence[str]]) -> tuple[tuple[Constraint, ...], str]:
        """The conditions, of slots that the kinds state, and the words without those that only they are made of.

        `kinds_of` says what is looked for; it is asked where a slot is named.
        """
        named = (
            [] if _SET_AGAINST.search(words) else [(s, m) for s, p in self._named.items() for m in p.finditer(words)]
        )
        found: dict[str, Constraint] = {}
        left = words
        kinds = kinds_of() if named else ()
        for slot, match in named:
            made = self._made(slot, match) if slot not in found else None
            if made and self._vocabulary.share_stating(slot, kinds):
                found[slot] = made
                left = left.replace(match[0], " ") if match["value"] or match["without"] else left
        return tuple(found.values()), " ".join(left.split())

    def _made(self, slot: str, match: re.Match[str]) -> Constraint | None:
        if slot in self._answers:
            is_no = bool(match["without"] or match["free"])
            return Constraint(slot, Operator.IS, self._answers[slot][is_no])
        said = (match["value"] or "").lower()
        value = next((value for value in self._vocabulary.values(slot) if value.lower() == said), "")
        return Constraint(slot, Operator.IS, value) if value else None
