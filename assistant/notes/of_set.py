"""Notes of what is done to the set on the table, told as the sentences that the reader of set words knows.

That reader (`workbench/cues.py`) is strict. A model's note says in few words what it would not have understood ("tent
way too heavy"): told as a plain sentence ("make the tent lighter"), it reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.notes.notation import Note, Pair
from assistant.notes.values import POSITIONS
from assistant.state import DialogueState
from assistant.workbench.cues import BenchReader
from assistant.workbench.pointing import pointed_at
from assistant.workbench.ways import THE
from retrieval.catalog import Catalog
from retrieval.tokens import tokens
from retrieval.vocabulary import Vocabulary

_OF_THE_CART = re.compile(r"\b(?:cart|basket|trolley|check ?out)\b|购物车|購物車", re.IGNORECASE)
_ALL_OF_IT = re.compile(
    r"\b(?:all|everything|lot|sets?|both|them|those|these|whole|bundle|kit|outfit)\b|都|全|整套", re.IGNORECASE
)
_REST = re.compile(r"(?:rest|others?|everything(?: else)?|all)(?: of (?:it|them))?", re.IGNORECASE)
_THE = re.compile(rf"^{THE}\s+", re.IGNORECASE)
_MORE_OF = re.compile(r"[a-z]{3,}er|(?:more|less) [a-z-]+", re.IGNORECASE)
_TOO = re.compile(r"\btoo\s*(\w+)|太(\w)", re.IGNORECASE)
_LESS = {  # what is too much, and the word for less of it
    "heavy": "lighter", "light": "heavier", "big": "smaller", "large": "smaller", "bulky": "smaller",
    "small": "bigger", "little": "bigger", "tiny": "bigger", "long": "shorter", "short": "longer", "wide": "narrower",
    "narrow": "wider", "loud": "quieter", "noisy": "quieter", "thick": "thinner", "thin": "thicker", "low": "higher",
    "high": "lower", "tall": "lower", "expensive": "cheaper", "dear": "cheaper", "pricey": "cheaper", "warm": "cooler",
    "hot": "cooler", "cold": "warmer", "hard": "softer", "soft": "harder", "slow": "faster", "dark": "brighter",
    "重": "lighter", "轻": "heavier", "大": "smaller", "小": "bigger", "长": "shorter", "短": "longer", "贵": "cheaper",
    "厚": "thinner", "薄": "thicker", "吵": "quieter", "冷": "warmer", "热": "cooler",
}  # fmt: skip


class SetNotes:
    """Reads notes on the set on the table by the reader of set words; what that does not read is no act."""

    def __init__(
        self, catalog: Catalog, vocabulary: Vocabulary, bench: BenchReader, in_english: Callable[[str], str]
    ) -> None:
        self._catalog = catalog
        self._vocabulary = vocabulary
        self._bench = bench
        self._in_english = in_english

    def read(self, note: Note, message: str, state: DialogueState) -> ShopperAct | None:
        """What the note does to the set on the table; None where nothing of it is about the set."""
        if not state.is_at_bench or _OF_THE_CART.search(message):
            return None
        if note.intent is Intent.ADD_TO_CART and state.talked_of and not _ALL_OF_IT.search(message):
            return None  # "ok, add it", of the one thing that was talked of
        told = self._told(note, state)
        return self._bench.read(told, state) if told else None

    def _told(self, note: Note, state: DialogueState) -> str:
        """The note as a sentence about the set; empty where it is about something else."""
        things = [thing for value in note.values("ref") for thing in self._things(value, state)]
        match note.intent:
            case Intent.LIKE if things:
                return " and ".join(f"keep {thing}" for thing in things)
            case Intent.REMOVE_FROM_CART if things:
                return " and ".join(f"remove {thing}" for thing in things)
            case Intent.CHANGE_BUNDLE | Intent.REJECT if things:
                return " and ".join(self._changing(thing, note) for thing in things)
            case Intent.ADD_TO_CART if not note.pairs:
                return "add it all"
            case Intent.REFINE:
                told = [self._of_all(pair) for pair in note.pairs]
                return " and ".join(told) if all(told) else ""
            case _:
                return ""

    def _changing(self, thing: str, note: Note) -> str:
        counts = [re.sub(r"^x|x$", "", value, flags=re.IGNORECASE) for value in note.values("qty")[:1]]
        told = [f"{count} of {thing}" for count in counts]
        wished = [pair for pair in note.pairs if pair.key not in ("ref", "qty")]
        if wished or not told:
            told.append(self._swapped(thing, wished if note.intent is Intent.CHANGE_BUNDLE else ()))
        return " and ".join(told)

    def _swapped(self, thing: str, wished: Sequence[Pair]) -> str:
        """The thing for another: of more or less of something, with what is wished, or for whatever fits best."""
        words = []
        for pair in wished:
            said = _TOO.search(pair.value)
            than = _LESS.get((said[1] or said[2]).lower(), "") if said else self._in_english(pair.value)
            if pair.key == "with" and self._is_more_of(than):
                return f"make {thing} {than}"
            if pair.key == "price" and pair.operator == "<=" and len(wished) == 1:
                return f"make {thing} cheaper"
            if not said and pair.operator in ("=", "~") and pair.key != "price":
                words.append(than)
        return f"swap {thing} for {' '.join(words)}" if words else f"swap {thing}"

    def _is_more_of(self, words: str) -> bool:
        """ "Lighter" and "more compact", and neither leather nor silver."""
        if words.lower() in _LESS.values():
            return True
        return bool(_MORE_OF.fullmatch(words)) and not self._vocabulary.match(tokens(words))

    def _of_all(self, pair: Pair) -> str:
        """Empty for what the need itself takes up: that everything be black."""
        match pair.key, pair.operator:
            case "price", "<=" | "~" | "=" if not pair.is_range:
                return f"make it {pair.value}"
            case "owns", _:
                return f"I already have {_THE.sub('', self._in_english(pair.value))}"
            case "sort", _:
                return "cheaper" if pair.value == "cheapest" else "the best"
            case "with", "=" if re.search(r"\bsame colou?r|同色|颜色一样|同一[个种]?颜色", pair.value, re.IGNORECASE):
                return "same colour"
            case _:
                return ""

    def _things(self, value: str, state: DialogueState) -> Sequence[str]:
        """What is pointed at of the set, by the name of its slot where a place was counted; else nothing."""
        if state.bench is None:
            return ()
        if not POSITIONS.fullmatch(value):
            said = _THE.sub("", self._in_english(value))
            if _REST.fullmatch(said):
                named = {slot for act in state.heard for change in act.changes for slot in change.slots}
                return tuple(f"the {slot.name}" for slot in state.bench.filled if slot.name not in named)
            return (f"the {said}",) if pointed_at(said, state.bench, self._catalog) else ()
        shown = state.shown.product_ids
        at = [int(n) - 1 for n in value.split(",")]
        slots = [slot for slot in state.bench.filled if self._catalog.has_variant(slot.variant_id)]
        own = {self._catalog.variant(slot.variant_id)[0].id: slot.name for slot in slots}
        return tuple(f"the {own[shown[n]]}" for n in at if n < len(shown) and shown[n] in own)


def with_complaint(notes: Sequence[Note], message: str, state: DialogueState) -> Sequence[Note]:
    """The notes; where one thing of a set is all that is spoken of, and it is "too heavy", the note says so."""
    note = notes[0] if len(notes) == 1 and state.is_at_bench else None
    said = [match for match in _TOO.finditer(message) if (match[1] or match[2]).lower() in _LESS]
    if note is None or note.intent not in (Intent.CHANGE_BUNDLE, Intent.REJECT) or len(said) != 1:
        return notes
    if any(pair.key != "ref" for pair in note.pairs):
        return notes
    return [replace(note, intent=Intent.CHANGE_BUNDLE, pairs=(*note.pairs, Pair("with", "~", said[0].group())))]


def elsewhere(note: Note) -> Note:
    """A note of a set where none is on the table: what is changed is a condition, else the thing is turned down."""
    if note.intent is not Intent.CHANGE_BUNDLE:
        return note
    wished = tuple(pair for pair in note.pairs if pair.key != "ref")
    if wished or not note.values("ref"):
        return replace(note, intent=Intent.REFINE, pairs=wished)
    return replace(note, intent=Intent.REJECT)
