"""Word scores: BM25 of single expressions as arrays, so that a search in 100,000 products is a few additions.

SQLite's FTS5 scores every product that has any of the words, row by row; in a large store a common word alone has it
score a third of all products for every question. BM25 is a sum over the expressions of a question, so each one's part
is asked of FTS5 once and kept: what is added up is to the last bit what FTS5 would have said. The commonest words'
parts are written into the database when it is indexed, so that the first question need not wait for them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import Connection, text

from retrieval.numbered import Places
from retrieval.tokens import STOP_WORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

_COMMON = 500  # products from which a word's scores are written: below, FTS5 has them in about a millisecond
_MAX_KEPT = 10_000_000  # scores kept in memory, 12 bytes each

TABLE = (
    "CREATE TABLE IF NOT EXISTS product_words_common (expression TEXT PRIMARY KEY, numbers BLOB NOT NULL, "
    "scores BLOB NOT NULL) WITHOUT ROWID"
)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one expression is worth: `numbers` (FTS5 rowids, ascending) int32 and their `scores` float64."""

    numbers: NDArray[np.int32]
    scores: NDArray[np.float64]


class WordScores:
    """The scores of a `WordIndex`, which calls `forget` when products change. May be used from several threads."""

    def __init__(self, weights: Sequence[float]) -> None:
        said = ", ".join(map(str, weights))
        self._bm25 = f"-bm25(product_words, {said})"
        self._written_as = f"{said}: "  # what was written with other weights is not believed
        self._parts: OrderedDict[str, _Part] = OrderedDict()
        self._n_kept = 0
        self._places: Places | None = None
        self._place_of: NDArray[np.int32] = np.empty(0, dtype=np.int32)
        self._lock = Lock()

    def forget(self) -> None:
        """The products are others now."""
        with self._lock:
            self._parts.clear()
            self._n_kept = 0
            self._places = None

    def n_hits(self, connection: Connection, expression: str) -> int | None:
        """How many products have the expression, where that is known already."""
        part = self._parts.get(expression)
        if part is not None:
            return len(part.numbers)
        wanted = text("SELECT length(numbers) / 4 FROM product_words_common WHERE expression = :expression")
        found = connection.execute(wanted, {"expression": self._written_as + expression}).scalar()
        return None if found is None else int(found)

    def best(
        self,
        connection: Connection,
        expressions: Iterable[str],
        n: int,
        among: Collection[str] | None = None,
        *,
        also: Iterable[str] = (),
    ) -> list[tuple[str, float]]:
        """The best `n` (product id, BM25) that have any of the expressions, best first, ties by id; only of `among`.

        What they have of `also` counts, too, but finds nothing by itself.
        """
        places, place_of = self._known_places(connection)
        scores = np.zeros(len(places), dtype=np.float64)
        for expression in expressions:
            place, gained = self._placed(connection, expression, place_of)
            scores[place] += gained
        for expression in also:
            place, gained = self._placed(connection, expression, place_of)
            scores[place] += np.where(scores[place] > 0, gained, 0.0)
        if among is None:
            found = np.flatnonzero(scores)
        else:
            found = places.of(among)
            found = found[scores[found] > 0]
        if n <= 0 or not len(found):
            return []
        if n < len(found):
            held = scores[found]
            found = found[held >= np.partition(held, len(found) - n)[len(found) - n]]
        hits = ((places.ids[place], float(scores[place])) for place in found.tolist())
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))[:n]

    def write_common(self, connection: Connection) -> None:
        """Writes the scores of the words that many products have, in place of what was written before.

        To be called whenever the products change: what is written is believed.
        """
        connection.execute(text("DELETE FROM product_words_common"))
        for word in _common(connection):
            part = self._asked(connection, f'"{word}"')
            row = {
                "expression": f'{self._written_as}"{word}"',
                "numbers": part.numbers.tobytes(),
                "scores": part.scores.tobytes(),
            }
            connection.execute(text("INSERT INTO product_words_common VALUES (:expression, :numbers, :scores)"), row)

    def _known_places(self, connection: Connection) -> tuple[Places, NDArray[np.int32]]:
        with self._lock:
            if self._places is None:
                rows = connection.execute(text("SELECT id, product_id FROM product_words_row ORDER BY id")).all()
                self._place_of = np.full(int(rows[-1][0]) + 1 if rows else 0, -1, dtype=np.int32)
                self._place_of[[row[0] for row in rows]] = np.arange(len(rows), dtype=np.int32)
                self._places = Places(row[1] for row in rows)
            return self._places, self._place_of

    def _placed(
        self, connection: Connection, expression: str, place_of: NDArray[np.int32]
    ) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        part = self._part(connection, expression)
        numbers = part.numbers[: np.searchsorted(part.numbers, len(place_of))]  # not those of a moment later
        place = place_of[numbers]
        there = place >= 0
        return place[there], part.scores[: len(numbers)][there]

    def _part(self, connection: Connection, expression: str) -> _Part:
        with self._lock:
            part = self._parts.get(expression)
            if part is not None:
                self._parts.move_to_end(expression)
                return part
        part = self._written(connection, expression) or self._asked(connection, expression)
        with self._lock:
            if expression not in self._parts:
                self._parts[expression] = part
                self._n_kept += len(part.numbers)
            while self._n_kept > _MAX_KEPT and len(self._parts) > 1:
                self._n_kept -= len(self._parts.popitem(last=False)[1].numbers)
        return part

    def _written(self, connection: Connection, expression: str) -> _Part | None:
        wanted = text("SELECT numbers, scores FROM product_words_common WHERE expression = :expression")
        row = connection.execute(wanted, {"expression": self._written_as + expression}).first()
        if row is None:
            return None
        return _Part(np.frombuffer(row[0], dtype=np.int32), np.frombuffer(row[1], dtype=np.float64))

    def _asked(self, connection: Connection, expression: str) -> _Part:
        wanted = f"SELECT rowid, {self._bm25} FROM product_words WHERE product_words MATCH :match ORDER BY rowid"
        cursor = connection.connection.cursor()  # 100,000 rows at once: SQLAlchemy's would take as long as FTS5
        try:
            cursor.execute(wanted, {"match": expression})
            rows = cursor.fetchall()
        finally:
            cursor.close()
        numbers = np.fromiter((row[0] for row in rows), dtype=np.int32, count=len(rows))
        scores = np.fromiter((row[1] for row in rows), dtype=np.float64, count=len(rows))
        return _Part(numbers, scores)


def _common(connection: Connection) -> list[str]:
    """The words that many products have: as questions have them, and as FTS5 spells their stems."""
    named = connection.execute(text("SELECT word FROM product_words_known WHERE n >= :n"), {"n": _COMMON})
    words = {str(row.word) for row in named}
    vocabulary = "CREATE VIRTUAL TABLE temp.product_words_stems USING fts5vocab('main', 'product_words', 'row')"
    connection.execute(text(vocabulary))
    stems = connection.execute(text("SELECT term FROM temp.product_words_stems WHERE doc >= :n"), {"n": _COMMON})
    words |= {str(row.term) for row in stems}
    connection.execute(text("DROP TABLE temp.product_words_stems"))
    return sorted(word for word in words - STOP_WORDS if word.isalnum())
