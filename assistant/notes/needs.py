"""What a note's pairs ask for: kinds, values, measures, prices and what is given up, in one store's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.acts import Intent, ShopperAct
from assistant.context import person
from assistant.hearing.corrections import in_one_breath
from assistant.naming.needs import Need, NeedReader
from assistant.naming.qualities import quality_of
from assistant.naming.word_exclusions import excluded_group, excluded_words
from assistant.notes.changes import as_well, either, narrowed_alternatives, taken_back
from assistant.notes.context import recipient
from assistant.notes.given_up import begins_alike
from assistant.notes.kinds import NoteKinds, categories
from assistant.notes.measures import NoteMeasures
from assistant.notes.notation import CONTEXT, RESERVED, Note, Pair
from assistant.notes.values import alternatives, bound, only_number
from assistant.notes.words import NoteWords, negations
from assistant.quantities.ages import Ages
from assistant.quantities.amounts import Amount
from assistant.quantities.dearness import END_OF, relative_price
from assistant.state import DialogueState
from retrieval.catalog import Catalog
from retrieval.query import THING, Constraint, Operator, Order
from retrieval.synonyms import COLORS
from retrieval.tokens import stem, tokens
from retrieval.vocabulary import Vocabulary

ORDERS = {"cheapest": Order.CHEAPEST, "dearest": Order.DEAREST, "best rated": Order.BEST_RATED}
QUALITY_KEYS = RESERVED - {"with"} | set(CONTEXT)  # keys of a note that are read by themselves
_NOBODY = DialogueState()
_SAME = re.compile(r"\bsame\b|一样|相同|同样", re.IGNORECASE)
_FINE_TOO = re.compile(
    r"\b(?:are|is|would be|will do|works?)?\s*(?:fine|ok(?:ay)?|good|alright|possible) (?:too|as well|also)\b|"
    r"\balso (?:fine|ok(?:ay)?)\b|"
    r"\bwould also do\b|\bor (?:even )?also\b|也行|也可以|也好",
    re.IGNORECASE,
)
_CHOSEN_AMONG = frozenset({"brand", "color", "material", "with"})
_OR_BEFORE = re.compile(r"\b([a-z]{3,}) or (?:an? |in )?$", re.IGNORECASE)
_OR_AFTER = re.compile(r"^ or (?:an? |in )?([a-z]{3,})\b", re.IGNORECASE)
_NOT_THIS_ONE = re.compile(r"\b(?:no|not|or|except|without|than)\b|n'?t\b", re.IGNORECASE)
_NAMED_KEYS = frozenset({"color", "material"})
_COLORED_KINDS = frozenset({"oak", "gold", "walnut", "ash", "pine"})  # "white oak", "white gold" are materials
_MOST = 0.5  # of a kind: then what they state decides, and does not only wish
_SIZED = frozenset({"capacity", "volume", "length", "width", "diameter", "screen"})
_WITH_UNIT = re.compile(r"\d\s?([^\W\d_]+)\b")
_MONEY = re.compile(r"[$£€¥]|\b(?:dollars?|bucks?|euros?|pounds?|quid|price|budget|spend|cost\w*)\b", re.IGNORECASE)
_LEAST_PRICE = 10  # below it a bare number counts pieces or people
_AROUND = 28  # characters on either side of a number that may say what it measures


@dataclass(frozen=True, slots=True)
class NotedNeed:
    constraints: tuple[Constraint, ...] = ()
    kinds: tuple[Constraint, ...] = ()
    parts: tuple[Constraint, ...] = ()
    words: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    removed: tuple[Constraint, ...] = ()
    order: Order | None = None


class NoteNeeds:
    """Grounds the conditions of notes in one store."""

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary) -> None:
        self._catalog = catalog
        self._vocabulary = vocabulary
        self.reader = NeedReader(catalog, vocabulary)
        self._kinds = NoteKinds(catalog, vocabulary, self.reader)
        self._ages = Ages(vocabulary)
        self._measures = NoteMeasures(vocabulary)
        self.words = NoteWords(catalog, vocabulary)

    def read(self, note: Note, message: str, state: DialogueState, *, whole: bool) -> NotedNeed:
        """The need in a note. With `whole` all of the message is about it: code reads what the note passes over."""
        texts = [self.words.in_english(part) for value in note.values("text") for part in value.split("|")]
        texts, by_slot_name = self._by_slot_names(texts, state if note.intent is Intent.REFINE else _NOBODY)
        spoken = self.reader.read(message, _NOBODY) if whole else self._of_texts(texts)
        goes_on = note.intent is Intent.REFINE
        if goes_on and not whole:  # "trail shoes" of running shoes: the kind is known better
            again = [c for c in spoken.kinds if c.slot == "category" and self._kinds.is_wider(c, state.constraints)]
            spoken = _without(spoken, again)
        if texts and all(quality_of(text) for text in texts):  # "something small" is no size that clothes have
            spoken = _without(spoken, [c for c in spoken.constraints if c.slot == "size"])
        named = categories(spoken.constraints)
        kinds = named or ([] if texts and not goes_on else categories(state.constraints))
        pairs = [self._with_alternatives(pair, note, message, kinds) for pair in note.pairs]
        noted = [
            (pair, self._pair(pair, message, state, [] if note.corrects and self._is_kind(pair) else kinds))
            for pair in pairs
            if pair.key not in QUALITY_KEYS
        ]
        decided = {c.slot for _, need in noted for c in need.constraints}  # what was noted of a slot counts
        found = [c for c in spoken.constraints if c.slot not in RESERVED | decided or (c in spoken.kinds and not whole)]
        found += [c for c in by_slot_name if c.slot not in decided]
        found_kinds = [c for c in spoken.kinds if c.slot not in decided or not whole]
        words = list(self._of_texts(texts).words if texts else spoken.words)
        for pair, need in noted:
            found += need.constraints
            found_kinds += need.kinds
            if pair.operator == "!=":
                gone = {stem(word) for word in need.words}
                words = [word for word in words if stem(word) not in gone]
            else:
                words += [word for word in need.words if word not in words]
        numbers = [c for pair in note.pairs if (c := bound(pair, message))]
        if not any(c.slot == "price" for c in numbers):
            numbers += [c for pair, need in noted if not need.constraints and (c := _bare_price(pair, message))][:1]
        if not whole:
            found += self._aged(message, kinds)
        if not any(pair.key == "color" for pair in note.pairs):
            found += [c for pair in note.pairs for c in self._colored(pair, message, kinds)]
        order = next(
            (ORDERS[value] for value in note.values("sort") if value in ORDERS), spoken.order if whole else None
        )
        if order and goes_on and not (texts or found_kinds or any(c.slot == "price" for c in (*found, *numbers))):
            relative = relative_price(message, state, self._catalog)  # "cheaper" is noted as an order alone
            numbers += [relative.limit] if relative and END_OF[relative.limit.said] is order else []
        dropped, removed = self._given_up(note, state)
        parts = [part for text in texts if (part := self._part(text))] if len(texts) > 1 else list(spoken.parts)
        if len(texts) == 1 or not texts:
            parts += [c for c in found_kinds if c not in parts and c not in spoken.kinds]
        constraints = alternatives(found, self.words.several)
        if goes_on and _FINE_TOO.search(message):
            constraints = as_well(constraints, state)
        narrowed, removed_by = narrowed_alternatives(constraints, state)
        return NotedNeed(
            (*constraints, *narrowed, *numbers),
            tuple(dict.fromkeys(found_kinds)),
            tuple(dict.fromkeys(parts)),
            tuple(dict.fromkeys(words)),
            dropped,
            (*removed, *removed_by, *(taken_back(note, (*constraints, *numbers), state))),
            order,
        )

    def are_related(self, some: set[str], others: set[str]) -> bool:
        """Whether one of these kinds holds one of those, or the other way: jackets and rain jackets."""
        return self._kinds.are_related(some, others)

    def put_right(self, message: str) -> str:
        """The message without its slip of the tongue."""
        return in_one_breath(message, self.reader)

    def prices(self, message: str) -> list[Amount]:
        """The price limits that set words say in the message."""
        return self.reader.prices(message)

    def for_people(self, message: str, act: ShopperAct, *, state: DialogueState) -> list[Amount]:
        """For how many people what the act looks for is to be, where that is what its kind is measured by."""
        kinds = categories(act.constraints) or (categories(state.constraints) if act.intent is Intent.REFINE else [])
        return self.reader.for_people(message, kinds)

    def is_unit(self, word: str) -> bool:
        """Whether the store measures anything in this unit."""
        return self._measures.is_unit(word)

    def values(self, pair: Pair, message: str, state: DialogueState) -> tuple[Constraint, ...]:
        """What one pair says of the thing at hand."""
        return self._pair(pair, message, state, categories(state.constraints)).constraints

    def _by_slot_names(self, texts: Sequence[str], state: DialogueState) -> tuple[list[str], tuple[Constraint, ...]]:
        """What the texts say by a slot's name, and the texts without it."""
        found: list[Constraint] = []
        left = []
        for text in texts:
            named, rest = self.words.slot_names.read(text, partial(self._kinds_of, text, state))
            found += named
            left.append(rest or text)
        return left, tuple(found)

    def _kinds_of(self, text: str, state: DialogueState) -> list[str]:
        return categories(self._of_texts([text]).constraints) or categories(state.constraints)

    def _of_texts(self, texts: Sequence[str]) -> Need:
        return self._kinds.read(texts)

    def _aged(self, message: str, kinds: Sequence[str]) -> list[Constraint]:
        """From which age a thing may be: no key of a note says it, so code reads it in the message."""
        found = [amount.constraint for amount in self._ages.read(message)][:1]
        if not kinds:
            return found
        return [
            replace(c, required=share >= _MOST)
            for c in found
            if (share := self._vocabulary.share_stating(c.slot, kinds))
        ]

    def _colored(self, pair: Pair, message: str, kinds: Sequence[str]) -> tuple[Constraint, ...]:
        """The colour that stands right before a material and was passed over: "brown leather", noted as leather."""
        at = message.lower().find(pair.value.lower())
        words = message[: max(at, 0)].split()
        if pair.key != "material" or pair.operator != "=" or not words or words[-1].lower() not in COLORS:
            return ()
        if _NOT_THIS_ONE.search(" ".join(words[-4:-1])) or pair.value.lower() in _COLORED_KINDS:
            return ()
        return tuple(c for c in self.words.read("color", words[-1], kinds).constraints if c.slot == "color")

    def _is_kind(self, pair: Pair) -> bool:
        """ "No, I meant a floor lamp": noted as a quality, but it is another kind of thing."""
        named = self._kinds_of_quality(pair)
        return bool(named) and self._ends_alike(pair.value, named)

    def _kinds_of_quality(self, pair: Pair) -> list[str]:
        said = [self.words.in_english(pair.value)] if pair.key == "with" else []
        return categories(self._kinds.read(said).constraints)

    def _ends_alike(self, said: str, names: Sequence[str]) -> bool:
        ends = {t.stem for t in tokens(self.words.in_english(said))[-1:]}
        return all(ends & {t.stem for t in tokens(name)[-1:]} for name in names)

    def _part(self, text: str) -> Constraint | None:
        """One thing of several: by its category, else by its words."""
        need = self._kinds.read([text])
        if need.parts:
            beside = tuple(c for c in need.constraints if c not in need.kinds and c.slot not in ("price", "rating"))
            return replace(need.parts[0], conditions=beside)
        return Constraint(THING, Operator.IS, text.lower()) if tokens(text) else None

    def _pair(self, pair: Pair, message: str, state: DialogueState, kinds: Sequence[str]) -> NotedNeed:
        slot = self.words.slot(pair.key)
        same = re.search(rf"\bsame {re.escape(pair.value)}\b", message, re.IGNORECASE)
        if _SAME.search(pair.value) or (same and pair.value.lower() in (slot, "colour")):  # "the same size"
            return NotedNeed(tuple(c for c in state.constraints if c.slot == slot))
        dimensions = self.words.dimensions(pair.value, kinds) if pair.key == "with" and pair.operator in "=~" else None
        if dimensions:
            return NotedNeed((dimensions,))
        measure = self._measured(pair, message, kinds)
        if measure:
            return NotedNeed((measure,))
        if pair.key == "with" and pair.operator in "=~" and len(pair.parts) == 1:
            by_name, _ = self.words.slot_names.read(self.words.in_english(pair.value), lambda: kinds)
            if by_name:
                return NotedNeed(tuple(c.wished() for c in by_name) if pair.operator == "~" else by_name)
        if kinds and pair.key in _NAMED_KEYS and not self._vocabulary.share_stating(slot, kinds):
            other = self.words.read("with", pair.value, kinds, excluded=pair.operator == "!=")
            if any(
                c.slot not in _NAMED_KEYS and self._vocabulary.share_stating(c.slot, kinds) for c in other.constraints
            ):
                return self._pair(
                    replace(pair, key="with"), message, state, kinds
                )  # the lavender of a candle is a scent
        excluded = pair.operator == "!="
        meant = [self.words.read(pair.key, part, kinds, excluded=excluded) for part in pair.parts]
        found = [c for one in meant for c in one.constraints]
        unread = tuple(word for one in meant for word in one.words)
        if excluded:
            named = self._kinds_of_quality(pair)
            if named and not kinds and self._ends_alike(pair.value, named):  # "no candles"
                return NotedNeed(tuple(Constraint("category", Operator.NOT, name) for name in named))
            lacking = [
                self._lacking(c, part, kinds)
                for part, one in zip(pair.parts, meant, strict=True)
                for c in one.constraints
            ]
            for part, one in zip(pair.parts, meant, strict=True):
                if not one.constraints and slot == "brand":
                    lacking.append((Constraint(slot, Operator.NOT, part.strip().title()),))  # none here is: that holds
                elif not one.constraints:
                    denied = tokens(self.words.in_english(part))
                    group = excluded_group(denied, self._vocabulary)
                    lacking.append(group or excluded_words(denied, self._vocabulary))
            words = tuple(t.word for part in pair.parts for t in tokens(part))
            return NotedNeed(tuple(c for some in lacking for c in some), words=words)
        if len(pair.parts) > 1:
            found = list(either(found))
        if pair.operator == "~":
            found = [c.wished() for c in found]
        kind = tuple(c for c in found if c.slot == "category")
        narrower = self._kinds.narrower(kind, kinds)
        if pair.key == "with" and kinds and not narrower and not any(c.required for c in found):
            within = self._kinds.read([f"{self.words.in_english(pair.value)} {kinds[0]}"]).kinds
            narrower = self._kinds.narrower([c for c in within if c.slot == "category"], kinds)
        if narrower:  # "running" of shoes, where running shoes are a kind of them
            found, kind = [*(c for c in found if c not in kind), *narrower], narrower
        elif kind and kinds and pair.key == "with":  # the kind of thing is known: this says what it is for
            found, kind = [c for c in found if c not in kind], ()
        return NotedNeed(tuple(found), kind, words=unread)

    def _with_alternatives(self, pair: Pair, note: Note, message: str, kinds: Sequence[str]) -> Pair:
        """The pair with what stands beside its value behind an "or" and is another value of the same slot, where no
        other pair has it: "Fellspun or Kestrow", of which only one was noted."""
        if pair.key not in _CHOSEN_AMONG or pair.operator not in "=~" or len(pair.parts) > 1:
            return pair
        noted = {part.lower() for other in note.pairs for part in other.parts}
        own = {c.slot for c in self.words.read(pair.key, pair.value, kinds).constraints}
        at = message.lower().find(pair.value.lower())
        if len(own) != 1 or at < 0:
            return pair
        beside = (_OR_BEFORE.search(message[:at]), _OR_AFTER.match(message[at + len(pair.value) :]))
        others = [match[1] for match in beside if match and match[1].lower() not in noted]
        same = [word for word in others if {c.slot for c in self.words.read(pair.key, word, kinds).constraints} == own]
        return replace(pair, value="|".join((pair.value, *same)))

    def _lacking(self, constraint: Constraint, said: str, kinds: Sequence[str]) -> tuple[Constraint, ...]:
        """ "No bags" of vacuum cleaners excludes no kind, for none of them is a bag: they are to be bagless."""
        if str(constraint.value).casefold() in _free_of(self.words.in_english(said)):  # "PFAS free": it is to be that
            return (constraint,)
        held = set(self._vocabulary.held_within("category", kinds))
        if constraint.slot != "category" or not kinds or set(constraint.values) & held:
            return negations(constraint, self._vocabulary, self.words.in_english(said))
        last = [t.stem for t in tokens(self.words.in_english(said))][-1:]
        for ending in ("less", "-free"):
            without = self.words.read("with", f"{''.join(last)}{ending}", kinds).constraints
            if without and without[0].slot != "category":
                return without[:1]
        return negations(constraint, self._vocabulary, self.words.in_english(said))

    def _measured(self, pair: Pair, message: str, kinds: Sequence[str]) -> Constraint | None:
        if pair.operator == "!=" or pair.key in ("color", "material", "gender", "brand", "size"):
            return None
        ends = (" .. ".join(pair.parts),) if pair.is_range else pair.parts
        made = []
        for end in ends:
            english = self.words.in_english(end)
            if pair.operator in ("<=", ">=", "~") and only_number(english):
                english = f"{english} {self._only_unit(pair, message)}".strip()
            said = self._measures.read(pair.operator, english)
            key = "" if pair.key == "with" else f" {pair.key.replace('_', ' ')}"
            beside = self.words.in_english(_around(pair, message)) + key
            grounded = self._measures.ground(said, kinds, beside) if said else None
            if said is None or grounded is None:
                return None
            made.append(grounded)
        if len(made) > 1:
            return next(iter(either(made)), None)
        return made[0]

    def _only_unit(self, pair: Pair, message: str) -> str:
        """The unit that another number of the message has, where it is the only one: "88 dB is too much, 75 max"."""
        rest = message.lower().replace(pair.value.lower(), " ", 1)
        units = {word for word in _WITH_UNIT.findall(rest) if self.is_unit(word)}
        return units.pop() if len(units) == 1 and not _MONEY.search(message) else ""

    def _given_up(self, note: Note, state: DialogueState) -> tuple[tuple[str, ...], tuple[Constraint, ...]]:
        """The slots and single conditions that `any` gives up: by the slot's name, by a value, by what it measures."""
        dropped: list[str] = []
        removed: list[Constraint] = []
        for value in note.values("any"):
            words = self.words.in_english(value)
            slot = self.words.slot(words.lower().strip().replace(" ", "_"))
            stems = {t.stem for t in tokens(words)}
            standing = {c.slot for c in state.constraints}
            named = [s for s in standing if stems & {stem(word) for word in s.split("_")}]
            meant = {
                (c.slot, v)
                for c in self.words.read("with", words, categories(state.constraints)).constraints
                for v in c.values
            }
            meant |= {(c.slot, v) for key in ("material", "color", "gender", "brand")
                      for c in self.words.read(key, words, ()).constraints for v in c.values}  # fmt: skip
            mine = [c for c in state.constraints if any((c.slot, v) in meant for v in c.values)]
            if not mine and slot not in self._vocabulary.slots:  # "with a cord is fine", of what is to be cordless
                mine = [c for c in state.constraints if c.slot != "category" and begins_alike(c, stems)]
            sized = sorted(standing & _SIZED) if slot == "size" and "size" not in standing else []  # of a kettle
            if sized:
                dropped += sized
            elif slot == "price" or slot in self._vocabulary.slots:
                dropped.append(slot)
            elif mine:
                removed += mine
            elif named:
                dropped += sorted(named)
            elif state.context.recipient and person(recipient(words)) == person(state.context.recipient):
                dropped.append("recipient")  # "forget about the sister"
            elif words.strip().lower() in ("budget", "limit", "price limit"):
                dropped.append("price")
            else:
                sizes = [s for s in standing if s in {of for of, _ in meant}]
                dropped += sorted(sizes)
        return tuple(dict.fromkeys(dropped)), tuple(dict.fromkeys(removed))


def _without(need: Need, gone: Sequence[Constraint]) -> Need:
    def left(some: Sequence[Constraint]) -> tuple[Constraint, ...]:
        return tuple(c for c in some if c not in gone)

    return replace(need, constraints=left(need.constraints), kinds=left(need.kinds), parts=left(need.parts))


def _free_of(said: str) -> set[str]:
    """How stores write that a thing has none of what is excluded: "PFAS-free", "sugarless"."""
    plain = said.strip().casefold()
    return {f"{plain}{ending}" for ending in ("-free", " free", "free", "less")}


def _bare_price(pair: Pair, message: str) -> Constraint | None:
    """ "Less than five hundred", noted as a quality: a number that measures nothing the store has is a price."""
    if pair.key != "with" or pair.operator not in ("<=", ">=", "~") or not only_number(pair.value):
        return None
    found = bound(replace(pair, key="price"), message)
    return found if found and found.value >= _LEAST_PRICE else None  # type: ignore[operator]  # one number


def _around(pair: Pair, message: str) -> str:
    """The words beside a number, within its sentence: they may say what it measures."""
    at = message.lower().find(pair.parts[0].lower())
    if at < 0:
        return ""
    before = re.split(r"[.;!?]\s|,", message[:at])[-1][-_AROUND:]
    after = re.split(r"[.;!?](?:\s|$)|,", message[at + len(pair.parts[0]) :])[0][:_AROUND]
    return f"{before} {after}"
