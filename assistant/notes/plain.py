"""Notes told in set words: what is asked of the range, and what is done to the set on the table.

Of both there are strict readers of plain words (`catalog_questions.py`, `workbench/cues.py`). A model's note says in
few words what they would not have understood: told as a plain sentence, they read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.hearing.catalog_questions import CatalogQuestionReader
from assistant.naming.needs import NeedReader
from assistant.notes.notation import Note, Pair
from assistant.notes.values import POSITIONS
from assistant.state import DialogueState
from assistant.workbench.cues import BenchReader
from retrieval.catalog import Catalog
from retrieval.tokens import STOP_WORDS, tokens
from retrieval.vocabulary import Vocabulary

# What sort of answer is asked for, by the words that say so; the first that fits. `{}` is what it is asked of.
_ASKED = tuple(
    (re.compile(words, re.IGNORECASE), alone, of)
    for words, alone, of in (
        (r"cheapest|lowest|least|minimum|\bstart|^from\b|最便宜|最低", "", "what does the cheapest {} cost"),
        (r"most expensive|dearest|pric[iy]est|costliest|highest|最贵|最貴|最高", "", "what does the dearest {} cost"),
        (r"brand|\bmakes?\b|maker|manufactur|label|牌", "which brands do you have", "which brands of {} do you have"),
        (r"pric|cost|how mu|go for|expensive|价|價|多少钱|多少錢", "what is the price range", "how much do {} cost"),
        (r"^(?:how )?many|^h\w* many|number of|多少|几款|幾款|几个|幾個", "how many products do you have",
         "how many {} do you have"),
        (r"kind|type|sort|variet|categor|depart|section|\b(?:sell|stock|have|carry|offer|choice|range)\b|[种種类類卖賣款]",
         "what do you sell", "what kinds of {} do you have"),
    )
)  # fmt: skip
_SLOT = ("what {slot} do you have", "what {slot} do the {} come in")
_BEFORE = ("brand", "color", "material", "gender")  # stand before a kind, as adjectives
_THE = re.compile(r"^(?:the|my|that|this|those|these|our)\s+", re.IGNORECASE)
_MORE_OF = re.compile(r"[a-z]{2,}er|(?:more|less) [a-z-]+", re.IGNORECASE)
_TOO = re.compile(r"^(?:(?:way|far|a bit|much) )?too\s*(\w+)$|^太(.+)$", re.IGNORECASE)
_LESS = {  # what is too much, and the word for less of it
    "heavy": "lighter", "light": "heavier", "big": "smaller", "large": "smaller", "bulky": "smaller",
    "small": "bigger", "little": "bigger", "tiny": "bigger", "long": "shorter", "short": "longer", "wide": "narrower",
    "narrow": "wider", "loud": "quieter", "noisy": "quieter", "thick": "thinner", "thin": "thicker", "low": "higher",
    "high": "lower", "tall": "lower", "expensive": "cheaper", "dear": "cheaper", "pricey": "cheaper", "warm": "cooler",
    "hot": "cooler", "cold": "warmer", "hard": "softer", "soft": "harder", "slow": "faster", "dark": "brighter",
    "重": "lighter", "轻": "heavier", "大": "smaller", "小": "bigger", "长": "shorter", "短": "longer", "贵": "cheaper",
    "厚": "thinner", "薄": "thicker", "吵": "quieter", "冷": "warmer", "热": "cooler",
}  # fmt: skip


class PlainNotes:
    """Reads notes on the range, and on the set on the table, by the readers of set words. Never by words of its own:
    what they do not read is no act."""

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary, in_english: Callable[[str], str]) -> None:
        needs = NeedReader(catalog, vocabulary)
        self._catalog = catalog
        self._in_english = in_english
        self._ranges = CatalogQuestionReader(catalog, vocabulary, needs)
        self._bench = BenchReader(catalog, needs)

    def of_range(self, note: Note, state: DialogueState) -> ShopperAct | None:
        """The question about what there is; None where it is none that the store's records answer."""
        asked = note.values("any") or ["have"]
        return next(filter(None, (self._ranges.read(self._question(a, note), state) for a in asked)), None)

    def at_bench(self, note: Note, state: DialogueState) -> ShopperAct | None:
        """What the note does to the set on the table; None where nothing of it is about the set."""
        told = self._told(note, state) if state.is_at_bench else ""
        return self._bench.read(told, state) if told else None

    def _question(self, asked: str, note: Note) -> str:
        about = self._about(note)
        shapes = ((alone, of) for words, alone, of in _ASKED if words.search(asked))
        slot = self._in_english(asked)
        plural = slot if slot.endswith("s") else f"{slot}s"
        alone, of = next(shapes, tuple(form.replace("{slot}", plural) for form in _SLOT))
        return of.format(about) if about else alone

    def _about(self, note: Note) -> str:
        """What is asked about, as one would say it: "blue wool jackets under 90"."""
        firm = [pair for pair in note.pairs if pair.operator == "="]
        before = [self._in_english(p.value) for key in _BEFORE for p in firm if p.key == key]
        kinds = [self._in_english(value) for value in note.values("text")]
        behind = [
            f"{'under' if p.operator == '<=' else 'over'} {p.value}"
            for p in note.pairs
            if p.key == "price" and p.operator in ("<=", ">=")
        ]
        rest = [self._in_english(p.value) for p in firm if p.key in ("with", "size")]
        return " ".join([*before, *kinds, *behind, *rest]) if kinds or before else ""

    # --- the set on the table ---------------------------------------------------------------------------------------

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
        wished = [pair for pair in note.pairs if pair.key not in ("ref", "qty")]
        if note.values("qty") and not wished:
            count = re.sub(r"^x|x$", "", note.values("qty")[0], flags=re.IGNORECASE)
            return f"{count} of {thing}"
        if any(pair.key == "price" for pair in wished):
            return f"make {thing} cheaper"
        for pair in wished:
            said = _TOO.match(pair.value)
            than = _LESS.get((said[1] or said[2]).lower(), "") if said else self._in_english(pair.value)
            if said and not than:
                return f"swap {thing}"
            if _MORE_OF.fullmatch(than):
                return f"make {thing} {than}"
        words = " ".join(self._in_english(pair.value) for pair in wished if pair.operator != "!=")
        return f"swap {thing} for {words}" if words else f"swap {thing}"

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
        """What is pointed at, by the name of its slot where a place was counted."""
        if not POSITIONS.fullmatch(value):
            said = _THE.sub("", self._in_english(value))
            return (f"the {said}",) if any(t.word not in STOP_WORDS for t in tokens(said)) else ()
        shown = state.shown.product_ids
        at = [int(n) - 1 for n in value.split(",")]
        slots = state.bench.filled if state.bench else ()
        own = {self._catalog.variant(s.variant_id)[0].id: s.name for s in slots if self._sold(s.variant_id)}
        return tuple(f"the {own[shown[n]]}" for n in at if n < len(shown) and shown[n] in own)

    def _sold(self, variant_id: str) -> bool:
        return self._catalog.has_variant(variant_id)


def elsewhere(note: Note) -> Note:
    """A note of a set where none is on the table: what is changed is a condition, else the thing is turned down."""
    if note.intent is not Intent.CHANGE_BUNDLE:
        return note
    wished = tuple(pair for pair in note.pairs if pair.key not in ("ref", "qty"))
    if wished:
        return replace(note, intent=Intent.REFINE, pairs=wished)
    return replace(note, intent=Intent.REJECT, pairs=tuple(pair for pair in note.pairs if pair.key == "ref"))
