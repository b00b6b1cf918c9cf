"""Shopper histories with product texts, as MiniOneRec publishes them: a folder with `index/`, `valid/` and `test/`."""

from __future__ import annotations

import ast
import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from recommender.sequences import Part, ProductNumbers, SequenceFormatError, Sequences, Split

COLUMNS = ("user_id", "history_item_id", "item_id")
LONGEST_TEXT = 1_000  # characters of a description: the encoder reads no more than about so many


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """What a shopper took, `history` oldest first and at most the last ten, and then `target`."""

    shopper: str
    history: ProductNumbers
    target: int


@dataclass(frozen=True, slots=True, eq=False)
class TextRows:
    """`texts[number]` is a product's title, brand and description. The rows of a shopper stand in order of time."""

    texts: tuple[str, ...]
    valid: tuple[Row, ...]
    test: tuple[Row, ...]


def read_text_rows(folder: Path) -> TextRows:
    """SequenceFormatError where a file is missing or is not of this form."""
    items = json.loads(_only(folder, "index/*.item.json").read_text(encoding="utf-8"))
    if sorted(items, key=int) != [str(number) for number in range(len(items))]:
        raise SequenceFormatError(f"The products in {folder}/index are not numbered from 0 without a gap.")
    texts = tuple(_text(items[str(number)]) for number in range(len(items)))
    valid, test = (_rows(_only(folder, f"{part}/*.csv"), len(items)) for part in ("valid", "test"))
    return TextRows(texts, valid, test)


def split_rows(rows: TextRows, part: Part) -> Split:
    """Judges every row of the part; learns from what was taken before a shopper's first judged row, so that no target
    is ever seen. `test` learns from all of `valid`, too; `validation` never looks at `test`.

    The histories of later rows are not learned from: a row of a shopper begins where the one before ended, and holds
    its target. With them, plain counting would guess more than half of all targets.
    """
    judged = rows.test if part == "test" else rows.valid
    before = rows.valid if part == "test" else ()
    known = _joined([*((row, True) for row in before), *((row, False) for row in judged)])
    return Split(
        Sequences(len(rows.texts), known),
        tuple(row.history for row in judged),
        np.array([row.target for row in judged], dtype=np.int32),
        np.zeros(len(judged), dtype=np.int64),
    )


def _joined(rows: Iterable[tuple[Row, bool]]) -> tuple[ProductNumbers, ...]:
    """One list for each shopper from rows with their targets and the first one without; overlaps are joined."""
    lists: dict[str, list[int]] = {}
    begun = set()
    for row, with_target in rows:
        if not with_target:
            if row.shopper in begun:
                continue
            begun.add(row.shopper)
        window = [*row.history.tolist(), row.target] if with_target else row.history.tolist()
        known = lists.setdefault(row.shopper, [])
        known.extend(window[_overlap(known, window) :])
    return tuple(np.array(products, dtype=np.int32) for products in lists.values())


def _overlap(known: Sequence[int], window: Sequence[int]) -> int:
    """How many products at the start of the window are those at the end of the list."""
    for n in range(min(len(known), len(window)), 0, -1):
        if known[-n:] == window[:n]:
            return n
    return 0


def _only(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise SequenceFormatError(f"There are {len(found)} files {pattern} in {folder}; expected one.")
    return found[0]


def _rows(file: Path, n_products: int) -> tuple[Row, ...]:
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise SequenceFormatError(f"{file} has no column {missing[0]!r}; expected {', '.join(COLUMNS)}.")
        return tuple(_row(read, file, n_products) for read in reader)


def _row(read: dict[str, str], file: Path, n_products: int) -> Row:
    try:
        history, target = ast.literal_eval(read["history_item_id"]), int(read["item_id"])
        numbers = np.array(history, dtype=np.int32)
    except (ValueError, SyntaxError, TypeError) as error:
        raise SequenceFormatError(f"{file} has a row of {read['user_id']} that is no history: {error}.") from error
    if any(not 0 <= number < n_products for number in (*history, target)):
        raise SequenceFormatError(f"{file} names a product outside 0-{n_products - 1} in a row of {read['user_id']}.")
    return Row(read["user_id"], numbers, target)


def _text(item: dict[str, str]) -> str:
    """Descriptions are lists written as text; their marks do the encoder no harm."""
    parts = (item.get("title", ""), item.get("brand", ""), item.get("description", "")[:LONGEST_TEXT].strip("[]'\""))
    return ". ".join(part.strip() for part in parts if part.strip()) or "unnamed"
