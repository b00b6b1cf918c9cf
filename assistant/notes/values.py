"""The values in a model's notes: copied words, numbers, alternatives. Each is checked, none is believed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.chinese.numbers import NUMERALS, numeral
from assistant.notes.notation import Note, Pair
from assistant.quantities.amounts import HIGHEST_PRICE, number
from assistant.state import DialogueState
from retrieval.query import Constraint, Operator

POSITIONS = re.compile(r"\d{1,3}(?:,\d{1,3})*")  # a `ref` that counts what is shown: "2", "1,3"

_BOUNDS = {"<=": Operator.AT_MOST, ">=": Operator.AT_LEAST, "~": Operator.ABOUT, "=": Operator.ABOUT}
_NUMBER = re.compile(rf"\d[\d.,]*|[a-z]+(?:[- ][a-z]+)*|[{NUMERALS}]+", re.IGNORECASE)
_ONLY_NUMBER = re.compile(
    rf"[$£€¥]?\d[\d.,]*k?|[{NUMERALS}]+|(?:(?:an?|and|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)"
    r"(?:[ -]|$))+",
    re.IGNORECASE,
)
_ENDS = re.compile(r" ?\.\. ?|(?<=\d)\s?(?:-|–|—|to|到|至)\s?(?=[$£€¥]?\d)")
_ISH = re.compile(r"(?<=[a-z\d])ish\b|odd\b", re.IGNORECASE)
_HALF = re.compile(r"\W*(?:and|&) a half\b|半", re.IGNORECASE)
_TIMES = re.compile(r"^[x×]\s?(?=\d)")  # "x2"
_MOST_PIECES = 99
_SENTENCE_ENDS = re.compile(r"(?<=[.!?;。！？；])(?!\d)\s*")  # not within 2.5 l


def copied(note: Note, message: str) -> Note:
    """The note without pairs whose value the message does not have, letter for letter but for case and blanks."""
    flat = _flat(message)

    def holds(pair: Pair) -> bool:
        if pair.key in ("sort", "any") or (pair.key == "ref" and POSITIONS.fullmatch(pair.value)):
            return True
        return all(_flat(part) in flat for part in pair.parts)

    return replace(note, pairs=tuple(pair for pair in note.pairs if holds(pair)))


def sentences_with(values: Iterable[str], message: str) -> list[str]:
    """The sentences of the message that have one of the values, letter for letter but for case and blanks."""
    wanted = [_flat(value) for value in values]
    spoken = [s for s in _SENTENCE_ENDS.split(message) if s.strip()]
    return [s for s in spoken if any(value in _flat(s) for value in wanted)]


def all_shown(state: DialogueState) -> Pair:
    """A `ref` that counts the cards that are shown, six at most."""
    n_shown = min(len(state.shown.product_ids), 6)
    return Pair("ref", "=", ",".join(str(n) for n in range(1, n_shown + 1)))


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text).lower()


def bound(pair: Pair, message: str = "") -> Constraint | None:
    """The price or rating bound that was noted; None for other keys, and for a value that is no sensible number."""
    if pair.key not in ("price", "rating") or pair.operator not in _BOUNDS:
        return None
    values = sorted(_amount(end) for end in _ENDS.split(pair.value))
    if pair.key == "rating" and _HALF.match(_after(pair.value, message)):
        values = [value + Decimal("0.5") for value in values]
    if not all(0 < value <= (5 if pair.key == "rating" else HIGHEST_PRICE) for value in values):
        return None
    if pair.key == "rating":
        return Constraint("rating", Operator.AT_LEAST, values[0])
    if len(values) > 1:
        return Constraint("price", Operator.BETWEEN, (values[0], values[-1]))
    return Constraint("price", _BOUNDS[pair.operator], values[0])


def only_number(words: str) -> bool:
    """Whether the words are a number and nothing else: "500", "five hundred", "五百"."""
    return bool(_ONLY_NUMBER.fullmatch(words.strip()))


def _after(value: str, message: str) -> str:
    at = message.lower().find(value.lower())
    return message[at + len(value) :] if at >= 0 else ""


def _amount(words: str) -> Decimal:
    """A number as people write it: "$1,200", "2k", "30ish", "two hundred", "一百二"."""
    plain = _ISH.sub("", words)
    match = _NUMBER.search(plain)
    if not match:
        return Decimal(0)
    said = match.group().rstrip(".,")
    value = numeral(said) if said[0] in NUMERALS else number(said)
    return value * 1000 if plain[match.end() :].strip().lower() in ("k", "千") else value


def quantity(note: Note) -> int:
    """How many pieces were noted; 0 when not said."""
    dozens = {"a dozen": 12, "dozen": 12, "a pair": 2, "pair": 2, "a couple": 2, "couple": 2, "twice": 2}
    values = [_TIMES.sub("", value.lower()) for value in note.values("qty")]
    said = [dozens.get(value) or int(_amount(value)) for value in values]
    return min(max(said[0], 0), _MOST_PIECES) if said else 0


def negated(constraint: Constraint) -> Constraint:
    """What the constraint wants, excluded: all of its values at once, as one condition."""
    return replace(constraint, operator=Operator.NOT, required=True)


def alternatives(found: Sequence[Constraint], several: Collection[str] = ()) -> tuple[Constraint, ...]:
    """Values of one slot are alternatives ("red or green"); an exclusion wins over the same value wanted.

    In the slots that things have `several` values of at once, each stands for itself: wireless, with a number pad.
    """
    by_slot: dict[str, dict[str, bool]] = {}
    whole: list[Constraint] = []
    rest: list[Constraint] = []
    for constraint in dict.fromkeys(found):
        if constraint.operator not in (Operator.IS, Operator.ONE_OF):
            rest.append(constraint)
        elif constraint.slot in several or constraint.said:
            whole.append(constraint)
        else:
            own = constraint.values
            by_slot.setdefault(constraint.slot, {}).update({str(v): constraint.required for v in own})
    excluded = {(c.slot, value) for c in rest if c.operator is Operator.NOT for value in c.values}
    positive = []
    for slot, values in by_slot.items():
        names, required = tuple(v for v in values if (slot, v) not in excluded), any(values.values())
        if not names:
            continue
        made = Constraint(slot, Operator.IS, names[0]) if len(names) == 1 else Constraint(slot, Operator.ONE_OF, names)
        positive.append(made if required else made.wished())
    return (*positive, *(c for c in whole if not {(c.slot, value) for value in c.values} <= excluded), *rest)
