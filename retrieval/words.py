"""Words: which products say what was asked, by SQLite's full-text search (FTS5, BM25)."""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, text

from retrieval.catalog import Product
from retrieval.plain_measures import with_plain_measures
from retrieval.product_text import attribute_values, plain_text
from retrieval.spelling import nearest_words, splits
from retrieval.terms import Term, small_words, terms, with_joined
from retrieval.tokens import STOP_WORDS, plain, tokens
from retrieval.word_scores import TABLE as SCORES_TABLE
from retrieval.word_scores import WordScores

# A word in the title says what a thing is; one in a description may only be mentioned there.
_WEIGHTS = {"title": 8.0, "brand": 4.0, "category": 5.0, "attributes": 3.0, "options": 2.0, "description": 1.0}
_COLUMNS = tuple(_WEIGHTS)
# What BM25 gives for one word of rarity 1 that stands once in the title: f (k1 + 1) / (f + k1) at f = 8, k1 = 1.2.
_TITLE_HIT = 1.91
_LEAST_RARITY = 1e-6  # FTS5's own floor, for words that more than half of the products have
_SHORTEST_PREFIX = 3
_MOST_NEAR = 8  # spellings of which the words beside decide
_TELLING = 0.03  # of the products have a stop word at most that is no mere grammar: the "can" of a trash can
_MAX_COUNTS = 50_000  # expressions whose counts are remembered
_BATCH = 500
# Goes up when `_columns` reads the same product otherwise than before: the next import then reads all of a store anew.
_COLUMNS_VERSION = 1

_TABLES = (
    "CREATE TABLE IF NOT EXISTS product_words_row (id INTEGER PRIMARY KEY, product_id TEXT NOT NULL UNIQUE, "
    "digest TEXT NOT NULL)",
    f"CREATE VIRTUAL TABLE IF NOT EXISTS product_words USING fts5({', '.join(_COLUMNS)}, "
    "tokenize = 'porter unicode61 remove_diacritics 2')",
    # The words that name things, unstemmed, with the number of products that have them: for correcting spelling.
    "CREATE TABLE IF NOT EXISTS product_words_known (word TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID",
    SCORES_TABLE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is done to words besides stemming; everything, unless a measurement wants to know what it is worth."""

    measures: bool = True  # 24 in. and 24" are one
    unknown: bool = True  # an unknown word stands for its beginning, its halves or another spelling
    pairs: bool = True  # "back pack" is "backpack", too
    small_words: bool = True  # the "can" of a trash can counts


class WordIndex:
    """Full-text index of a store's products, in tables `product_words*` of the store's own SQLite database.

    What a shopper writes is never FTS5 syntax: every term is quoted.
    """

    def __init__(self, engine: Engine, reading: Reading | None = None) -> None:
        self._engine = engine
        self._reading = reading or Reading()
        self._known: dict[str, int] | None = None
        self._counts: dict[str, int] = {}
        self._scores = WordScores([*_WEIGHTS.values()])
        with engine.begin() as connection:
            for table in _TABLES:
                connection.execute(text(table))

    def build(self, products: Iterable[Product]) -> int:
        """Make the index hold exactly these products, touching only what changed. How many it touched."""
        with self._engine.begin() as connection:
            old = {
                str(row.product_id): (int(row.id), str(row.digest))
                for row in connection.execute(text("SELECT id, product_id, digest FROM product_words_row"))
            }
            n_touched = self._bring_up(connection, products, old)
        self.forget()
        return n_touched

    def change(self, connection: Connection, products: Iterable[Product], removed: Collection[str] = ()) -> int:
        """Bring these products up to date and take the removed ones out, in the caller's transaction; how many it
        touched. The caller calls `forget` once that is committed.
        """
        wanted = {product.id: product for product in products}
        query = text("SELECT id, digest FROM product_words_row WHERE product_id = :product_id")
        old = {}
        for product_id in {*wanted, *removed}:
            row = connection.execute(query, {"product_id": product_id}).first()
            if row is not None:
                old[product_id] = (int(row.id), str(row.digest))
        return self._bring_up(connection, wanted.values(), old)

    def forget(self) -> None:
        """The products are others now: what is remembered of them is asked anew."""
        self._known = None
        self._counts = {}
        self._scores.forget()

    def _bring_up(self, connection: Connection, products: Iterable[Product], old: Mapping[str, tuple[int, str]]) -> int:
        """Makes of the `old` rows (number and digest by product) those of the products; how many it touched."""
        wanted = {product.id: product for product in products}
        digests = {product_id: _digest(product, self._reading) for product_id, product in wanted.items()}
        gone = [row for product_id, (row, digest) in old.items() if digests.get(product_id) != digest]
        added = [i for i, digest in digests.items() if i not in old or old[i][1] != digest]
        new = {product_id: _columns(wanted[product_id], self._reading) for product_id in added}
        before = _stored(connection, gone)
        _delete(connection, gone)
        _insert(connection, added, new, digests)
        n_touched = len(added) + len(old.keys() - wanted.keys())
        if n_touched:
            _count_known(connection, new.values(), before)
            self._scores.write_common(connection)
        return n_touched

    def search(self, message: str, n: int, among: Collection[str] | None = None) -> dict[str, float]:
        """The best `n` products that say any of the message's words, best first, ties by id; only of `among`, if given.

        The score is BM25 as a share of what a product would get that has every word in a title of middling length:
        about 0 to 1. Stop words find nothing; where few products have one, and the message is of key words, it tells
        those that were found apart. An unknown word stands for its beginning, its halves or its likely spelling, or
        else for something the store does not have. Empty when no word is found.
        """
        with self._engine.connect() as connection:
            said = self._read(connection, message)
            expressions = dict.fromkeys(expression for word in said for expression in word.expressions)
            if not expressions:
                return {}
            also = self._telling(connection, message)
            found = self._scores.best(connection, expressions, n, among, also=also)
            ideal = sum(word.rarity for word in said) * _TITLE_HIT
            return {product_id: score / ideal for product_id, score in found}

    def correct(self, word: str) -> str | None:
        """The known word that `word` most likely misspells; None when it is known, short, or near to none."""
        with self._engine.connect() as connection:
            return self._correct(connection, plain(word), ())

    def spelled(self, message: str) -> str:
        """The message with its misspelt words as the store spells them."""
        with self._engine.connect() as connection:
            for word in reversed(self._read(connection, message)):
                if word.spelt:
                    message = message[: word.term.start] + word.spelt + message[word.term.end :]
        return message

    def _read(self, connection: Connection, message: str) -> list[_Read]:
        """What each content word is searched for by."""
        said = terms(message, with_measures=self._reading.measures)
        read: list[_Read] = []
        for at, term in enumerate(said):
            spelt = ""
            own = dict.fromkeys((_quoted(term.written), _quoted(term.joined)))
            pair = [_quoted(term.pair)] if self._is_one(connection, term) else []  # "back pack"
            if not any(self._n_hits(connection, expression) for expression in own):
                if term.is_unit:
                    continue  # "2 in" of a shop without inches was no measure, or none that tells its things apart
                instead, spelt = (pair, "") if pair else self._instead(connection, said, at)
                own = dict.fromkeys(instead)
            rarest = min((n for e in own if (n := self._n_hits(connection, e))), default=0)
            rarity = math.log((self._n_all(connection) - rarest + 0.5) / (rarest + 0.5))
            read.append(_Read(term, tuple(dict.fromkeys([*own, *pair])), max(rarity, _LEAST_RARITY), spelt))
        return read

    def _is_one(self, connection: Connection, term: Term) -> bool:
        """Whether the word and the one before it are one in the store, which has them together less often as two."""
        if not self._reading.pairs or term.pair not in self._known_words(connection):
            return False
        apart = f"{_quoted(term.pair.removesuffix(term.joined))} AND {_quoted(term.joined)}"
        return self._n_hits(connection, _quoted(term.pair)) > self._n_hits(connection, apart)

    def _telling(self, connection: Connection, message: str) -> list[str]:
        """The small words that few products have."""
        if not self._reading.small_words:
            return []
        small = [_quoted(word) for word in small_words(message)]
        return [word for word in small if 0 < self._n_hits(connection, word) <= _TELLING * self._n_all(connection)]

    def _instead(self, connection: Connection, said: Sequence[Term], at: int) -> tuple[list[str], str]:
        """What an unknown word may stand for: its beginning (still being typed), two words, another spelling."""
        if not self._reading.unknown:
            return [], ""
        word = said[at].joined
        is_last = at == len(said) - 1
        if is_last and len(word) >= _SHORTEST_PREFIX and self._n_hits(connection, _quoted(word) + "*"):
            return [_quoted(word) + "*"], ""
        halves = [_quoted(f"{left} {right}") for left, right in splits(word)]
        if found := [phrase for phrase in halves if self._n_hits(connection, phrase)]:
            return found, ""
        beside = [term.joined for term in said if term is not said[at] and not term.is_unit]
        spelt = self._correct(connection, word, beside)
        return ([_quoted(spelt)], spelt) if spelt else ([], "")

    def _correct(self, connection: Connection, word: str, beside: Sequence[str]) -> str | None:
        """Of equally near spellings the one that most products have with one of the words beside it."""
        if not word.isalpha() or word in STOP_WORDS or self._n_hits(connection, _quoted(word)):
            return None
        near = nearest_words(word, self._known_words(connection))[:_MOST_NEAR]
        if len(near) < 2 or not beside:
            return next(iter(near), None)
        others = " OR ".join(map(_quoted, beside))
        return max(near, key=lambda spelt: self._n_hits(connection, f"{_quoted(spelt)} AND ({others})"))

    def _known_words(self, connection: Connection) -> dict[str, int]:
        known = self._known
        if known is None:
            rows = connection.execute(text("SELECT word, n FROM product_words_known"))
            self._known = known = {str(row.word): int(row.n) for row in rows}
        return known

    def _n_hits(self, connection: Connection, expression: str) -> int:
        """How many products have the expression; remembered until the next build."""
        counts = self._counts
        if expression not in counts:
            known = self._scores.n_hits(connection, expression)
            if known is not None:
                return known
            query = text("SELECT count(*) FROM product_words WHERE product_words MATCH :match")
            counts[expression] = int(connection.execute(query, {"match": expression}).scalar_one())
            if len(counts) > _MAX_COUNTS:
                counts.clear()
                return self._n_hits(connection, expression)
        return counts[expression]

    def _n_all(self, connection: Connection) -> int:
        if "" not in self._counts:
            self._counts[""] = int(connection.execute(text("SELECT count(*) FROM product_words_row")).scalar_one())
        return self._counts[""]


@dataclass(frozen=True, slots=True)
class _Read:
    """A content word, the FTS5 expressions that stand for it, and its weight in BM25 (inverse frequency)."""

    term: Term
    expressions: tuple[str, ...]
    rarity: float
    spelt: str  # as the store spells it, where the word was misspelt; else empty


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'


def _columns(product: Product, reading: Reading) -> dict[str, str]:
    options = {f"{value}": None for variant in product.variants for value in variant.options.values()}
    columns = {
        "title": product.title,
        "brand": product.brand,
        "category": " ".join(product.categories),
        "attributes": " ".join(value or slot for slot, value in attribute_values(product)),
        "options": " ".join(options),
        "description": product.description,
    }
    texts = {name: plain_text(value) for name, value in columns.items()}
    if reading.measures:
        texts = {name: with_plain_measures(value) for name, value in texts.items()}
    return {name: with_joined(value) for name, value in texts.items()}


def _digest(product: Product, reading: Reading) -> str:
    """Of all that `_columns` reads: 100,000 products that did not change are not read again to find that out."""
    options = [[*variant.options.values()] for variant in product.variants]
    attributes = {slot: [*values] for slot, values in product.attributes.items()}
    said = [product.title, product.brand, [*product.categories], attributes, options, product.description]
    content = json.dumps([_COLUMNS_VERSION, repr(reading), *said]).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _stored(connection: Connection, rows: Sequence[int]) -> list[dict[str, str]]:
    """What the index has of these rows."""
    query = text(f"SELECT {', '.join(_COLUMNS)} FROM product_words WHERE rowid = :row")
    return [{**connection.execute(query, {"row": row}).mappings().one()} for row in rows]


def _delete(connection: Connection, rows: Sequence[int]) -> None:
    for table, key in (("product_words", "rowid"), ("product_words_row", "id")):
        for start in range(0, len(rows), _BATCH):
            connection.execute(
                text(f"DELETE FROM {table} WHERE {key} = :row"), [{"row": r} for r in rows[start : start + _BATCH]]
            )


def _insert(
    connection: Connection, added: Sequence[str], columns: dict[str, dict[str, str]], digests: dict[str, str]
) -> None:
    row = int(connection.execute(text("SELECT coalesce(max(id), 0) FROM product_words_row")).scalar_one())
    names = ", ".join(_COLUMNS)
    fields = ", ".join(f":{name}" for name in _COLUMNS)
    for start in range(0, len(added), _BATCH):
        part = [(row + 1 + at, added[at]) for at in range(start, min(start + _BATCH, len(added)))]
        connection.execute(
            text("INSERT INTO product_words_row (id, product_id, digest) VALUES (:id, :product_id, :digest)"),
            [{"id": r, "product_id": i, "digest": digests[i]} for r, i in part],
        )
        connection.execute(
            text(f"INSERT INTO product_words (rowid, {names}) VALUES (:id, {fields})"),
            [{"id": r, **columns[i]} for r, i in part],
        )


def _count_known(connection: Connection, added: Iterable[dict[str, str]], gone: Iterable[dict[str, str]]) -> None:
    """Descriptions are left out: what a store names is what a shopper may have meant."""
    counts: Counter[str] = Counter()
    for columns in added:
        counts.update(_named(columns))
    for columns in gone:
        counts.subtract(_named(columns))
    known = [{"word": word, "n": n} for word, n in counts.items() if word and n]
    more = "INSERT INTO product_words_known (word, n) VALUES (:word, :n) ON CONFLICT (word) DO UPDATE SET n = n + :n"
    for start in range(0, len(known), _BATCH):
        connection.execute(text(more), known[start : start + _BATCH])
    connection.execute(text("DELETE FROM product_words_known WHERE n <= 0"))


def _named(columns: dict[str, str]) -> set[str]:
    return {t.word for name in _COLUMNS if name != "description" for t in tokens(columns[name])}
