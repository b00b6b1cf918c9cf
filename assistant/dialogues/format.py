"""Golden conversations: their YAML format, read so strictly that a misspelt key is an error with its line.

`docs/dialogues.md` describes the format for people who write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from assistant.acts import Intent
from assistant.handoff.hands import Who
from retrieval.query import Constraint, Operator
from retrieval.yaml_loader import LOADER


class DialogueFormatError(ValueError):
    """A file is not a golden conversation; the message names file and line."""


_NUMBERS = {Operator.AT_MOST, Operator.AT_LEAST, Operator.ABOUT}
_CONSTRAINT = re.compile(
    rf"(?P<wished>wished )?(?P<slot>[a-z0-9_]+) (?P<operator>{'|'.join(Operator)}) (?P<value>.+)", re.ASCII
)


def constraint_of(words: str) -> Constraint:
    """`"price at most 60"`, `"color is Blue"`, `"price between 30 and 50"`, `"wished material is Wool"`."""
    match = _CONSTRAINT.fullmatch(words)
    if not match:
        raise ValueError(
            f"'{words}' is no constraint; write 'SLOT OPERATOR VALUE' with an operator of {', '.join(Operator)}"
        )
    operator, value = Operator(match["operator"]), match["value"]
    made: str | Decimal | tuple[str, ...] | tuple[Decimal, Decimal]
    if operator in _NUMBERS:
        made = _number(value)
    elif operator is Operator.BETWEEN:
        low, _, high = value.partition(" and ")
        made = (_number(low), _number(high))
    elif operator is Operator.ONE_OF:
        made = tuple(part.strip() for part in value.split(","))
    else:
        made = value
    return Constraint(match["slot"], operator, made, required=not match["wished"])


def _number(words: str) -> Decimal:
    if not re.fullmatch(r"\d+(\.\d+)?", words, re.ASCII):
        raise ValueError(f"'{words}' is no number; write it as 60 or 32.50")
    return Decimal(words)


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"'{pattern}' is no regular expression: {error}") from error
    return pattern


def _is_constraint(words: str) -> str:
    constraint_of(words)
    return words


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, (str, dict)) else value


Pattern = Annotated[str, AfterValidator(_compiles)]
ConstraintWords = Annotated[str, AfterValidator(_is_constraint)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class CardIs(_Strict):
    """What is true of a card: of its product, and (price, options, in_stock) of the variant that it shows."""

    category: str | None = None  # path or end of a path: "Women > Tops > Jackets", "Women", "Bags"
    title: str | None = None  # words that occur in the title
    price_at_most: Decimal | None = None
    price_at_least: Decimal | None = None
    options: dict[str, str] = {}
    attributes: dict[str, str] = {}
    in_stock: bool | None = None
    brand: str | None = None
    rating_at_least: float | None = None


Cards = Annotated[tuple[CardIs, ...], BeforeValidator(_one_or_many)]


class ShownIs(_Strict):
    """What is true of the cards of a turn. Products are ids, or "turn 1 card 2"."""

    exactly: tuple[str, ...] | None = None  # these and no others, in any order
    contains: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    first: Annotated[tuple[str, ...], BeforeValidator(_one_or_many)] = ()  # the first card is one of these
    variants: tuple[str, ...] = ()  # shown variants, among others
    count: int | None = None
    at_least: int | None = None
    at_most: int | None = None
    all: Cards = ()  # every card is all of these
    any: Cards = ()  # for each of these there is a card
    none: Cards = ()  # no card is any of these
    all_new: bool = False  # none of them was shown in an earlier turn
    cheaper_than_turn: int | None = None  # every card costs less than the dearest card of that turn


class BundleIs(_Strict):
    """What is true of every bundle of a turn; that its total is the sum of its parts is always checked."""

    count: int | None = None  # 0: no bundle
    total_at_most: Decimal | None = None
    parts: Cards | None = None  # the bundle has just these parts
    first: Cards = ()  # the first, which is on the table, has all of these among its parts
    first_without: Cards = ()  # and none of these
    locked: tuple[str, ...] | None = None  # just these slots are locked
    pieces: dict[str, int] = {}  # of slots
    as_before: tuple[str, ...] = ()  # slots filled as they were when a bundle was last on the table
    not_as_before: tuple[str, ...] = ()
    owned: tuple[str, ...] = ()  # slots that nothing is brought in for, because it is there


class RecordSaid(_Strict):
    """A fact that the text must give as the store's record has it."""

    product: str | None = None
    variant: str | None = None
    document: str | None = None  # id or title of a policy document
    field: str = ""  # price, title, rating, stock, or an option or attribute: one of its values is in the text
    every: bool = False  # every value of that option or attribute is in the text
    says: Annotated[tuple[str, ...], BeforeValidator(_one_or_many)] = ()  # one of these is in the text

    @model_validator(mode="after")
    def _complete(self) -> RecordSaid:
        if sum(x is not None for x in (self.product, self.variant, self.document)) != 1:
            raise ValueError("give exactly one of product, variant, document")
        if self.document is not None and not self.says:
            raise ValueError("a document needs 'says': words of the document that the text must quote")
        if self.document is None and not self.field:
            raise ValueError("give 'field': price, title, rating, stock, or an option or attribute")
        return self


class NothingFound(_Strict):
    give_up: tuple[str, ...]  # slots; the reply offers to give up one of these


class Expect(_Strict):
    acts: tuple[Intent, ...] | None = None  # in this order, no others
    acts_include: tuple[Intent, ...] = ()
    acts_exclude: tuple[Intent, ...] = ()
    about: tuple[str, ...] | None = None  # the products that the acts are about, in any order
    constraints: tuple[ConstraintWords, ...] = ()
    constraints_exactly: tuple[ConstraintWords, ...] | None = None
    not_constraints: tuple[str, ...] = ()  # a slot, or a whole constraint
    shown: ShownIs | None = None
    chips: tuple[str, ...] = ()  # labels, in any letter case
    asked: str | None = None  # the slot of the question; "nothing": no question
    comparison: tuple[str, ...] | None = None
    bundle: BundleIs | None = None
    cart: dict[str, int] | None = None  # variant -> quantity: these lines and no others
    cart_subtotal: Decimal | None = None
    text_contains_record: tuple[RecordSaid, ...] = ()
    must_not_claim: tuple[Pattern, ...] = ()  # in no sentence or reason; letter case does not matter
    by: str | None = None
    handed_off: bool | None = None
    hands: Who | None = None  # who answers after the turn
    person_offered: bool | None = None  # in this turn, with a question
    nothing_found: NothingFound | None = None
    follow_ups_lead_somewhere: bool = False


class Repeated(_Strict):
    repeat: str
    times: int


class Click(_Strict):
    """A click: on a chip's cross, on a follow-up, or any act."""

    remove_chip: str | None = None  # its label, or the slot of its constraint
    follow_up: int | None = None  # 1 is the first
    intent: Intent | None = None
    products: tuple[str, ...] = ()
    variant: str = ""
    constraints: tuple[ConstraintWords, ...] = ()
    dropped: tuple[str, ...] = ()
    quantity: int = 1

    @model_validator(mode="after")
    def _one(self) -> Click:
        if sum(x is not None for x in (self.remove_chip, self.follow_up, self.intent)) != 1:
            raise ValueError("give exactly one of remove_chip, follow_up, intent")
        return self


class Turn(_Strict):
    say: str | Repeated | None = None
    click: Click | None = None
    expect: Expect = Expect()

    @model_validator(mode="after")
    def _one(self) -> Turn:
        if (self.say is None) == (self.click is None):
            raise ValueError("give either 'say' or 'click'")
        return self

    @property
    def message(self) -> str:
        """What the shopper says; empty for a click."""
        if isinstance(self.say, Repeated):
            return self.say.repeat * self.say.times
        return self.say or ""


def _not_empty(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    if not turns:
        raise ValueError("a dialogue needs at least one turn")
    return turns


class Dialogue(_Strict):
    name: str
    store: str  # the store that it is written for: luma, sample, starter, six
    shopper: str = ""  # empty: a guest
    desk: Literal["none", "empty", "open"] = "none"  # no people at all; nobody is there; somebody is
    products: tuple[dict[str, Any], ...] = ()  # added to the store for this dialogue (ACP products)
    turns: Annotated[tuple[Turn, ...], AfterValidator(_not_empty)]


def read_dialogue(path: Path) -> Dialogue:
    """Raises `DialogueFormatError` that names the file, the line, the key and what was expected."""
    text = path.read_text(encoding="utf-8")
    try:
        root = yaml.compose(text, Loader=LOADER)
        content = yaml.load(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise DialogueFormatError(f"{path} is no YAML: {error}") from error
    if root is None:
        raise DialogueFormatError(f"{path} is empty; a dialogue needs name, store and turns.")
    for key in doubled_keys(root):
        raise DialogueFormatError(f"{path}:{key.start_mark.line + 1}: '{key.value}' is given twice; keep one.")
    try:
        return Dialogue.model_validate(content)
    except ValidationError as error:
        lines = [f"{path}:{line_of(root, e['loc'])}: {where_of(e['loc'])}: {e['msg']}" for e in error.errors()]
        raise DialogueFormatError("\n".join(lines)) from error


def doubled_keys(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key
            seen.add(key.value)
            yield from doubled_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from doubled_keys(item)


def line_of(node: yaml.Node, where: Sequence[int | str]) -> int:
    """The line of the key at `where`, or of the nearest thing around it that the file has."""
    line = node.start_mark.line + 1
    for step in where:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == step), None)
            if found is None:
                continue  # a step that pydantic adds, such as the name of a union's member
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def where_of(loc: Sequence[int | str]) -> str:
    return ".".join(str(step) for step in loc) or "the file"
