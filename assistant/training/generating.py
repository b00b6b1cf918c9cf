"""Training rows for understanding: conversations over a store, typed by people, with the notes they should give."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.acts import Intent
from assistant.notes.notation import plain
from assistant.reading.model_understanding import need_line
from assistant.training.checking import problems
from assistant.training.dialogue_grammar import DialogueGrammar, Turn
from assistant.training.hand_written import Exchanger, Written, holds, written_turns
from assistant.training.noise import LEVELS, noisy
from assistant.training.pieces import Said, line, text_of
from assistant.training.stock import Stock
from retrieval.catalog import Catalog
from retrieval.progress import Progress, silent
from retrieval.query import Constraint

_SHOWN_TOLD = 8  # titles, as the model is told them when it serves
_CHINESE, _MIXED = 0.25, 0.04  # shares of the rows
_COUNTED = ("act", "lang", "typos", "hard")
_LEVEL_SHARES = (45, 35, 20)  # of `LEVELS`
SHARE_WRITTEN = 0.75  # of the rows: turns written by hand
_AS_WRITTEN = 0.35  # of these: with the values they were written with
_WRITTEN_LEVELS = (72, 20, 8)  # they have slips of their own
_ANYWHERE = ("find", "bundle", "policy", "order", "person", "other")  # may be said in the middle of another search
_IN_BETWEEN = 0.25


class NothingToTalkAboutError(ValueError):
    """The store has too few kinds of things to make conversations of."""


@dataclass(frozen=True, slots=True)
class GeneratedRow:
    """One line of the file. `hard` names the kind of hard negative; `acts` are what the notes mean, readable."""

    lang: str
    typos: str
    need: str
    shown: tuple[str, ...]
    message: str
    notes: str
    acts: tuple[str, ...]
    hard: str
    turn: int


@dataclass(slots=True)
class Report:
    """What was generated, counted; `wrong` are rows whose labels do not hold, which is a bug of the generator."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: {what: Counter() for what in _COUNTED})
    wrong: list[tuple[GeneratedRow, str]] = field(default_factory=list)
    n_rows: int = 0
    n_written: int = 0  # of them

    def add(self, row: GeneratedRow, found: Sequence[str], *, by_hand: bool = False) -> None:
        self.n_rows += 1
        self.n_written += by_hand
        self.counts["act"].update(act.split()[0] for act in row.notes.split("; "))
        self.counts["lang"][row.lang] += 1
        self.counts["typos"][row.typos] += 1
        self.counts["hard"].update([row.hard] if row.hard else [])
        self.wrong += [(row, "; ".join(found))] if found else []


def rows(
    catalog: Catalog,
    *,
    seed: int,
    n: int,
    report: Report,
    frames: Sequence[str] = (),
    share_written: float = SHARE_WRITTEN,
    written: Sequence[str] = (),
    progress: Progress = silent,
) -> Iterator[GeneratedRow]:
    """`n` rows; the same catalog, seed and frames give the same rows. Each is checked and counted in `report`.

    `written`: only the hand-written turns of these files. A quarter of the rows is Chinese. Raises
    `NothingToTalkAboutError` for a store of fewer than three kinds, `ValueError` for a file that is not there.
    """
    stock = Stock(catalog)
    if len(stock.kinds) < 3:
        raise NothingToTalkAboutError(
            f"The store has {len(stock.kinds)} kinds of things that a shopper could ask for; conversations need "
            "at least 3. They are learned from categories and from titles that end alike."
        )
    chance = random.Random(seed)
    grammars = {lang: DialogueGrammar(stock, chance, lang, frames) for lang in ("en", "zh", "mixed")}
    seen: set[tuple[str, str, tuple[str, ...]]] = set()
    turns = _written(Exchanger(stock, chance), chance, written_turns(tuple(written)))
    made = 0
    while made < n:
        lang = _next_language(report, made)
        by_hand = made and report.n_written < share_written * made
        talk = (next(turns),) if by_hand else (_row(t, lang, stock, chance) for t in grammars[lang].dialogue())
        for row in talk:
            key = (row.message, row.notes, row.shown)
            if key in seen and (by_hand or len(row.message) > 12):
                continue
            seen.add(key)
            report.add(row, problems(row.message, row.notes, len(row.shown)), by_hand=bool(by_hand))
            made += 1
            progress("Writing conversations", made, n)
            yield row
            if made == n:
                return


def _written(exchanger: Exchanger, chance: random.Random, every: Sequence[Written]) -> Iterator[GeneratedRow]:
    """Turns written by hand, as they are or with values exchanged, in ever new orders; without end."""
    turns = list(every)
    placed = [turn for turn in turns if turn.need]
    while True:
        chance.shuffle(turns)
        for turn in turns:
            said = turn if chance.random() < _AS_WRITTEN else exchanger.exchanged(turn)
            level = chance.choices(LEVELS, _WRITTEN_LEVELS)[0]
            noised = replace(said, pieces=noisy(said.pieces, level, chance))
            said, level = (noised, level) if holds(noised) else (said, "none")
            about = said
            if not (said.need or said.shown) and said.acts[0].word in _ANYWHERE and chance.random() < _IN_BETWEEN:
                about = chance.choice(placed)
            yield GeneratedRow(
                said.lang,
                level,
                about.need,
                about.shown,
                plain(text_of(said.pieces)),
                line(said.acts, said.pieces),
                (),
                "",
                0,
            )


def _next_language(report: Report, made: int) -> str:
    if report.counts["lang"]["zh"] < _CHINESE * made:
        return "zh"
    return "mixed" if report.counts["lang"]["mixed"] < _MIXED * made else "en"


def _row(turn: Turn, lang: str, stock: Stock, chance: random.Random) -> GeneratedRow:
    level = chance.choices(LEVELS, _LEVEL_SHARES)[0]
    pieces = noisy(turn.message.pieces, level, chance)
    notes = line(turn.message.acts, pieces)
    shown = tuple(stock.catalog.product(i).title for i in turn.before.shown.product_ids[:_SHOWN_TOLD])
    return GeneratedRow(
        lang, level, need_line(turn.before), shown, plain(text_of(pieces)), notes,
        tuple(_readable(act) for act in turn.message.acts), turn.message.hard, turn.before.n_turns + 1,
    )  # fmt: skip


def _readable(said: Said) -> str:
    act = said.act
    if act is None:
        return said.word
    told = [_condition(c) for c in act.constraints] + [f"part {_condition(c)}" for c in act.parts]
    told += [f"drop {slot}" for slot in act.dropped] + list(act.product_ids)
    told += [f"quantity {act.quantity}"] if act.quantity > 1 else []
    told += [f"order {act.order}"] if act.order else []
    told += [f"unresolved {act.unresolved}"] if act.unresolved else []
    name = "correct" if said.word == "fix" else Intent(act.intent).value
    return f"{name}: {', '.join(told)}" if told else name


def _condition(constraint: Constraint) -> str:
    operator = constraint.operator.value if constraint.required else "prefer"
    return f"{constraint.slot} {operator} {' | '.join(str(value) for value in constraint.values)}"
