"""Annotated dialogues: what shoppers say and what is meant by it, read so strictly that a slip names its line.

`docs/understanding.md` describes the format for people who write them.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.acts import Intent
from assistant.dialogues.format import doubled_keys, line_of, where_of
from assistant.understanding_eval.wanted import Wanted, wanted_of
from retrieval.yaml_loader import LOADER

DEV, TEST = "dev", "test"  # the part that may be looked at and tuned on, and the one that is only counted
PARTS = (TEST, DEV)  # the headline first
PARAPHRASES = "paraphrases"  # the folder of the files that say turns of other files in other words


class AnnotationError(ValueError):
    """A file is no annotated dialogue; the message names file and line."""


@dataclass(frozen=True, slots=True)
class AnnotatedAct:
    """What is meant. A part that is None was not annotated, so it is not compared."""

    intent: Intent
    products: tuple[str, ...] | None = None
    quantity: int | None = None
    constraints: tuple[Wanted, ...] | None = None
    dropped: tuple[str, ...] | None = None
    parts: tuple[Wanted, ...] | None = None
    unresolved: bool = False


@dataclass(frozen=True, slots=True)
class AnnotatedTurn:
    """`need` is all of the need after the turn. `may` is neither right nor wrong: also what earlier turns of the
    same need allowed, since it may still stand in the state. `shown` is None where the screen is as before."""

    say: str
    acts: tuple[AnnotatedAct, ...]
    need: tuple[Wanted, ...]
    may: tuple[Wanted, ...]
    shown: tuple[str, ...] | None
    feeling: str
    line: int


@dataclass(frozen=True, slots=True)
class AnnotatedDialogue:
    id: str
    lang: str  # en, zh, mixed
    typos: str  # none, some, many
    turns: tuple[AnnotatedTurn, ...]
    store: str
    path: Path
    line: int
    looked_at: bool = False  # it was tuned on, whatever its id says
    paraphrased: frozenset[int] = frozenset()  # numbers of the turns that are said in other words than they first were

    @property
    def original(self) -> str:
        """The id of the dialogue whose words these are; of paraphrases, of the one whose turns they say."""
        return self.id.rpartition("~")[0] if self.paraphrased else self.id

    @property
    def part(self) -> str:
        """`DEV` or `TEST`: of the id alone, so that no dialogue ever changes sides, save one that is said to have been
        looked at; paraphrases go with theirs."""
        return TEST if not self.looked_at and zlib.crc32(self.original.encode()) % 2 else DEV


def _is_wanted(words: str) -> str:
    wanted_of(words)
    return words


def _not_empty(turns: tuple[_Turn, ...]) -> tuple[_Turn, ...]:
    if not turns:
        raise ValueError("a dialogue needs at least one turn")
    return turns


def _one_intent(acts: tuple[dict[Intent, _Act], ...]) -> tuple[dict[Intent, _Act], ...]:
    for act in acts:
        if len(act) != 1:
            raise ValueError(f"an act is one intent with what belongs to it, not {len(act)}: {{find: {{}}}}")
    if not acts:
        raise ValueError("a message has at least one act; not_understood where nothing can be made of it")
    return acts


_Words = Annotated[str, AfterValidator(_is_wanted)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class _Act(_Strict):
    products: tuple[str, ...] | None = None
    quantity: int | None = None
    constraints: tuple[_Words, ...] | None = None
    dropped: tuple[str, ...] | None = None
    parts: tuple[_Words, ...] | None = None
    unresolved: bool = False


class _Turn(_Strict):
    say: str
    acts: Annotated[tuple[dict[Intent, _Act], ...], AfterValidator(_one_intent)]
    need: tuple[_Words, ...] | None = None
    may: tuple[_Words, ...] = ()
    shown: tuple[str, ...] | None = None
    feeling: Literal["", "frustrated", "urgent", "delighted", "abusive"] = ""


class _Dialogue(_Strict):
    id: str
    lang: Literal["en", "zh", "mixed"]
    typos: Literal["none", "some", "many"]
    turns: Annotated[tuple[_Turn, ...], AfterValidator(_not_empty)]
    looked_at: bool = False


class _Paraphrase(_Strict):
    of: str  # a dialogue
    turn: int  # from 1
    say: str


_DIALOGUES = TypeAdapter(tuple[_Dialogue, ...])
_PARAPHRASES = TypeAdapter(tuple[_Paraphrase, ...])
_Read = TypeVar("_Read")


def read_annotated(path: Path) -> list[AnnotatedDialogue]:
    """The dialogues of a file, or of all files of a folder and its folders, in the order of their names.

    The store is the name of the file's folder. Files in `paraphrases/` say turns of the others in other words: they
    give further dialogues at the end, in which these turns, and no others, are said so.
    Raises `AnnotationError` that names file, line, key and what was expected, and `FileNotFoundError`.
    """
    if not path.exists():
        raise FileNotFoundError(f"No annotated dialogue at {path}: there is no such file or folder.")
    every = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    files = [file for file in every if file.resolve().parent.name != PARAPHRASES]
    if not files:
        raise FileNotFoundError(f"No annotated dialogue (*.yaml) at {path}; paraphrases are read with their dialogues.")
    found: list[AnnotatedDialogue] = []
    where: dict[str, AnnotatedDialogue] = {}
    for file in files:
        for dialogue in _read_file(file):
            if dialogue.id in where:
                first = where[dialogue.id]
                raise AnnotationError(
                    f"{file}:{dialogue.line}: the id '{dialogue.id}' is taken by {first.path}:{first.line}; "
                    "ids are unique"
                )
            where[dialogue.id] = dialogue
            found.append(dialogue)
    said: dict[tuple[str, int], dict[int, str]] = {}  # (dialogue, how manieth paraphrase) -> turn -> words
    for file in (file for file in every if file not in files):
        for line, paraphrase in _checked(file, _PARAPHRASES):
            dialogue_of = where.get(paraphrase.of)
            if dialogue_of is None or not 0 < paraphrase.turn <= len(dialogue_of.turns):
                raise AnnotationError(f"{file}:{line()}: there is no turn {paraphrase.turn} of '{paraphrase.of}'")
            n = next(n for n in count(1) if paraphrase.turn not in said.get((paraphrase.of, n), ()))
            said.setdefault((paraphrase.of, n), {})[paraphrase.turn] = paraphrase.say
    return found + [_said_otherwise(where[of], n, words) for (of, n), words in sorted(said.items())]


def _said_otherwise(dialogue: AnnotatedDialogue, n: int, words: dict[int, str]) -> AnnotatedDialogue:
    turns = tuple(replace(turn, say=words.get(k, turn.say)) for k, turn in enumerate(dialogue.turns, 1))
    return replace(dialogue, id=f"{dialogue.id}~{n}", turns=turns, paraphrased=frozenset(words))


def _read_file(path: Path) -> list[AnnotatedDialogue]:
    store = path.resolve().parent.name
    return [
        AnnotatedDialogue(one.id, one.lang, one.typos, _turns(one.turns, line), store, path, line(), one.looked_at)
        for line, one in _checked(path, _DIALOGUES)
    ]


def _checked(path: Path, form: TypeAdapter[tuple[_Read, ...]]) -> list[tuple[Callable[..., int], _Read]]:
    """The entries of a file, each with where it stands."""
    text = path.read_text(encoding="utf-8")
    try:
        root = yaml.compose(text, Loader=LOADER)
        content = yaml.load(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise AnnotationError(f"{path} is no YAML: {error}") from error
    if root is None:
        raise AnnotationError(f"{path} is empty; it should be a list, as docs/understanding.md shows.")
    for key in doubled_keys(root):
        raise AnnotationError(f"{path}:{key.start_mark.line + 1}: '{key.value}' is given twice; keep one.")
    if isinstance(root, yaml.MappingNode):  # one entry alone
        root, content = yaml.SequenceNode(root.tag, [root], root.start_mark, root.end_mark), [content]
    try:
        read = form.validate_python(content)
    except ValidationError as error:
        lines = [f"{path}:{line_of(root, e['loc'])}: {where_of(e['loc'])}: {e['msg']}" for e in error.errors()]
        raise AnnotationError("\n".join(lines)) from error
    return [(partial(_line_in, root, n), one) for n, one in enumerate(read)]


def _line_in(root: yaml.Node, n: int, *where: int | str) -> int:
    return line_of(root, (n, *where))


def _turns(turns: Sequence[_Turn], line: Callable[..., int]) -> tuple[AnnotatedTurn, ...]:
    made: list[AnnotatedTurn] = []
    need: tuple[Wanted, ...] = ()
    may: tuple[Wanted, ...] = ()
    for n, turn in enumerate(turns):
        acts = tuple(_act(intent, act) for one in turn.acts for intent, act in one.items())
        if any(act.intent in (Intent.FIND, Intent.BUNDLE) for act in acts):
            may = ()
        dropped = {slot for act in acts for slot in act.dropped or ()}
        kept = [w for w in may if w.first.slot not in dropped]
        may = tuple(dict.fromkeys((*kept, *map(wanted_of, turn.may))))
        need = need if turn.need is None else tuple(map(wanted_of, turn.need))
        made.append(AnnotatedTurn(turn.say, acts, need, may, turn.shown, turn.feeling, line("turns", n)))
    return tuple(made)


def _act(intent: Intent, act: _Act) -> AnnotatedAct:
    def lines(words: tuple[str, ...] | None) -> tuple[Wanted, ...] | None:
        return None if words is None else tuple(map(wanted_of, words))

    return AnnotatedAct(
        intent, act.products, act.quantity, lines(act.constraints), act.dropped, lines(act.parts), act.unresolved
    )
