"""Kinds by meaning: which of a store's kinds of things a description means that names none: "something to sit on".

Each kind is told by what its things are for, else by its name, and by the mean of its products' vectors. What is
nearest to the description is meant, if it is near enough and not one of many; else nothing is.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from retrieval.catalog import Catalog
from retrieval.category_paths import parts_of, segments
from retrieval.encoder import Encoder, as_it_came, digest
from retrieval.query import THING
from retrieval.synonyms import COLORS, GENDER_WORDS
from retrieval.tokens import STOP_WORDS, stem, stems, tokens
from retrieval.uses import uses_of
from retrieval.vector_file import VectorFile
from retrieval.vector_rows import Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILE = "kinds.sqlite"  # beside the products' vectors

# Chosen on the half of tests/meaning that is for choosing: `shelftalk eval meaning --part dev`.
_USE = 0.7  # against the products' share
_NEAR = 0.5
_AS_NEAR = 0.01  # below the best: then it may be meant as well
_SAME_USE = 0.1  # below the best: then what is for the very same is meant as well, chairs and sofas to sit on
_MOST = 3  # kinds that are meant together; where more are as near, it is none of them in particular

_FEWEST, _FEWEST_ENDINGS = 2, 5  # products of a category, of a last word of titles


@dataclass(frozen=True, slots=True)
class _Described:
    """The kinds' vectors: of what is said of each, and of their products; rows of length 1."""

    names: tuple[str, ...]
    texts: tuple[str, ...]  # (n_said,)
    said: NDArray[np.float32]  # (n_said, dim)
    first: NDArray[np.intp]  # (n_kinds,) where each kind's rows of `said` begin
    products: NDArray[np.float32]  # (n_kinds, dim)


@dataclass(frozen=True, slots=True)
class _Near:
    """A kind, how near it is, and what of the said comes nearest."""

    name: str
    score: float
    use: str


class KindsByMeaning:
    """The kinds of one store. `vectors` gives the products' vectors when they are first needed.

    `file` keeps the kinds' own vectors between openings; without it, or of an older store, they are made when first
    needed (a second for a hundred kinds). May be used from several threads.
    """

    def __init__(
        self, catalog: Catalog, encoder: Encoder, vectors: Callable[[], Rows], file: Path | None = None
    ) -> None:
        self.slot, self._kinds = kinds_of(catalog)
        self._encoder = encoder  # that made the products' vectors
        self._plain = as_it_came(encoder)
        self._vectors = vectors
        self._file = file
        self._described: _Described | None = None
        self._lock = threading.Lock()
        self._near = lru_cache(maxsize=256)(self._scored)

    def over(self, catalog: Catalog) -> KindsByMeaning:
        """Those of another state of the catalog."""
        return KindsByMeaning(catalog, self._encoder, self._vectors, self._file)

    def meant(self, description: str) -> tuple[str, ...]:
        """The kinds that the words mean, nearest first, as the store spells them; empty where none is near enough."""
        scored = self._near(description)
        if not scored or scored[0].score < _NEAR:
            return ()
        best = scored[0]
        near = [one for one in scored if one.score >= best.score - _AS_NEAR]
        if len(near) > _MOST:
            return ()
        enough = max(_NEAR, best.score - _SAME_USE)
        alike = [one for one in scored if one.use == best.use and one.score >= enough]
        others = [one for one in alike if _last(one.name) != _last(best.name)]  # not every jacket is a rain jacket
        return tuple(dict.fromkeys(one.name for one in (*near, *others)))[:_MOST]

    def nearest(self, description: str, n: int = 5) -> list[tuple[str, float]]:
        """The `n` nearest kinds with their scores (0 to about 0.9), nearest first, ties by name."""
        return [(one.name, one.score) for one in self._near(description)[:n]]

    def prepare(self, *, keep: bool = False) -> None:
        """Reads what is said of the kinds; with `keep`, writes it into `file`, for the next opening."""
        with self._lock:
            if self._described is None:
                self._described = self._describe(keep=keep)

    def _scored(self, description: str) -> tuple[_Near, ...]:
        if not self._kinds:
            return ()
        self.prepare()
        kinds = self._described
        if kinds is None or not len(kinds.names):
            return ()
        row = self._plain.encode([description])[0]
        near_products = row if self._plain is self._encoder else self._encoder.encode([description])[0]
        said = kinds.said @ row
        use = np.maximum.reduceat(said, kinds.first)
        scores = _USE * use + (1 - _USE) * (kinds.products @ near_products)
        ends = (*kinds.first[1:].tolist(), len(said))
        best = [first + int(said[first:end].argmax()) for first, end in zip(kinds.first.tolist(), ends, strict=True)]
        found = [
            _Near(name, round(float(score), 6), kinds.texts[at])
            for name, score, at in zip(kinds.names, scores, best, strict=True)
        ]
        return tuple(sorted(found, key=lambda one: (-one.score, one.name)))

    def _describe(self, *, keep: bool) -> _Described:
        rows = self._vectors()
        at = {product_id: row for row, product_id in enumerate(rows.ids)}
        members = {name: [at[i] for i in ids if i in at] for name, ids in self._kinds.items()}
        names = tuple(name for name, own in members.items() if own)
        said = [_said_of(name) for name in names]
        lengths = np.array([0, *(len(texts) for texts in said)], dtype=np.intp)
        means = np.zeros((len(names), self._encoder.dim), dtype=np.float32)
        for n, name in enumerate(names):
            mean = rows.vectors[members[name]].mean(axis=0)
            means[n] = mean / max(float(np.linalg.norm(mean)), 1e-9)
        texts = [text for own in said for text in own]
        return _Described(names, tuple(texts), self._encoded(texts, keep=keep), np.cumsum(lengths)[:-1], means)

    def _encoded(self, texts: Sequence[str], *, keep: bool) -> NDArray[np.float32]:
        if self._file is None or not texts or not (keep or self._file.is_file()):
            return self._plain.encode(texts)
        keys = [digest(self._plain.name, text) for text in texts]
        try:
            kept = VectorFile(self._file, self._plain.name)
        except sqlite3.DatabaseError:  # it only saves time
            return self._plain.encode(texts)
        try:
            known = kept.by_digest(keys)
            new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            if new:
                rows = self._plain.encode(list(new.values()))
                known |= dict(zip(new, rows, strict=True))
                if keep:
                    kept.put(list(new), rows, list(new))
        finally:
            kept.close()
        return np.stack([known[key] for key in keys])


def kinds_of(catalog: Catalog) -> tuple[str, Mapping[str, frozenset[str]]]:
    """The slot of the store's kinds, and their names with their products: the narrowest categories, each product's
    first; of a store without categories the words that titles end in (slot `THING`)."""
    found: dict[str, set[str]] = defaultdict(set)
    for product in catalog:
        for name in segments(product.categories[0])[-1:] if product.categories else ():
            found[name].add(product.id)
    if found:
        kinds = {name: ids for name, ids in found.items() if len(ids) >= _FEWEST}
        return "category", {n: frozenset(ids) for n, ids in sorted(kinds.items()) if n not in GENDER_WORDS.values()}
    return THING, _by_endings(catalog)


def _by_endings(catalog: Catalog) -> Mapping[str, frozenset[str]]:
    values = {s for p in catalog for own in p.attributes.values() for value in own for s in stems(value)}
    values |= {stem(color) for color in COLORS}
    found: dict[str, set[str]] = defaultdict(set)
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for product in catalog:
        for last in tokens(product.title)[-1:]:
            if last.word.isalpha() and len(last.word) > 2 and last.word not in STOP_WORDS and last.stem not in values:
                found[last.stem].add(product.id)
                spelled[last.stem][last.word] += 1
    named = {spelled[s].most_common(1)[0][0]: ids for s, ids in found.items() if len(ids) >= _FEWEST_ENDINGS}
    return {name: frozenset(ids) for name, ids in sorted(named.items())}


def _last(name: str) -> str:
    return next((t.stem for t in reversed(tokens(name))), "")


def _said_of(name: str) -> list[str]:
    """What a kind is told by: "something to sit on" for Chairs; its name where nothing is known of it."""
    uses = [use for part in parts_of(name) for use in uses_of(part)]
    return [f"something {use}" for use in dict.fromkeys(uses)] or [name]
