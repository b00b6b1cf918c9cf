"""What shoppers took, in order: the plain form that models of the next product learn from and are judged on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

ProductNumbers = NDArray[np.int32]
Part = Literal["validation", "test"]


class SequenceFormatError(ValueError):
    """A file of sequences that cannot be read; says the line and what was expected."""


@dataclass(frozen=True, slots=True, eq=False)
class Sequences:
    """Each shopper's products, oldest first; products are numbers from 0 to `n_products - 1`.

    `lists[i]` is `(length,) int32` and may be empty. `times[i]`, where known, is `(length,) float64`, seconds since
    1970, and belongs to `lists[i]` position by position.
    """

    n_products: int
    lists: tuple[ProductNumbers, ...]
    times: tuple[NDArray[np.float64], ...] | None = None

    def __post_init__(self) -> None:
        for row, products in enumerate(self.lists):
            if products.size and not 0 <= products.min() <= products.max() < self.n_products:
                raise ValueError(f"List {row} has numbers outside 0-{self.n_products - 1}: {products.tolist()}.")
        if self.times is not None and [t.size for t in self.times] != [p.size for p in self.lists]:
            raise ValueError("Times and products differ in length; every product of a list needs its time.")

    def counts(self) -> NDArray[np.int64]:
        """`(n_products,)`: how often each product was taken."""
        taken = np.concatenate(self.lists) if self.lists else np.empty(0, dtype=np.int32)
        return np.bincount(taken, minlength=self.n_products)

    def without_last(self, n: int) -> Sequences:
        """Every list without its last `n` products; a list that is no longer than that is empty then."""
        times = None if self.times is None else tuple(t[: max(0, t.size - n)] for t in self.times)
        return Sequences(self.n_products, tuple(p[: max(0, p.size - n)] for p in self.lists), times)


class SequenceScorer(Protocol):
    """A model of the next product. Its settings and seed come with its constructor."""

    def fit(self, sequences: Sequences) -> None:
        """Learns from all lists, from nothing else; a second call forgets the first. Same sequences, same model."""
        ...

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        """`(len(histories), n_products)` float32, all finite, higher is better.

        A history is `(length,) int32`, oldest first, of a shopper who need not have been fitted; an empty one is a
        guest. A row does not depend on the other histories. What the history holds already is scored like the rest:
        whoever ranks leaves it out. RuntimeError before `fit`.
        """
        ...


class Split(NamedTuple):
    """`histories[i]` is what came before `targets[i]`, of shopper `shoppers[i]` in `training.lists`."""

    training: Sequences
    histories: tuple[ProductNumbers, ...]
    targets: ProductNumbers
    shoppers: NDArray[np.int64]


def drawn(split: Split, n: int, seed: int) -> Split:
    """The split with `n` of its histories drawn by the seed, in order; all of them for 0, or where there are fewer."""
    if not 0 < n < len(split.histories):
        return split
    rows = np.sort(np.random.default_rng(seed).choice(len(split.histories), n, replace=False))
    return Split(split.training, tuple(split.histories[row] for row in rows), split.targets[rows], split.shoppers[rows])


def leave_one_out(sequences: Sequences, part: Part) -> Split:
    """Splits for `test` (the last product of each list) or `validation` (the last but one).

    Test: learn from `list[:-2]`, history `list[:-1]`, target `list[-1]`. Validation is the same, one step earlier:
    `list[:-3]`, `list[:-2]`, `list[-2]`, so that nothing tuned on it has seen a test product. Shoppers without a
    history there are left out of the judged ones; what remains of their lists is learned from all the same.
    """
    if part not in ("validation", "test"):
        raise ValueError(f"No part {part!r}. Known parts: validation, test.")
    after = 1 if part == "validation" else 0
    known = [products[: products.size - after] if after else products for products in sequences.lists]
    judged = [row for row, products in enumerate(known) if products.size >= 2]
    return Split(
        sequences.without_last(2 + after),
        tuple(known[row][:-1] for row in judged),
        np.array([known[row][-1] for row in judged], dtype=np.int32),
        np.array(judged, dtype=np.int64),
    )


def read_sequences(path: Path) -> Sequences:
    """A file with one line for each shopper, `shopper product product ...`, ids whole numbers from 1, oldest first.

    Product number = id - 1, so that `n_products` is the largest id. SequenceFormatError for any other line.
    """
    lists = []
    with path.open(encoding="utf-8") as lines:
        for at, line in enumerate(lines, start=1):
            words = line.split()
            if not words:
                continue
            if not all(word.isdecimal() and int(word) > 0 for word in words[1:]):
                raise SequenceFormatError(
                    f"Line {at} of {path} is {line.strip()[:60]!r}; expected a shopper's id and product ids, "
                    "whole numbers from 1."
                )
            lists.append(np.array([int(word) - 1 for word in words[1:]], dtype=np.int32))
    if not any(products.size for products in lists):
        raise SequenceFormatError(f"{path} names no product; expected a line `shopper product product ...` for each.")
    return Sequences(1 + max(int(products.max()) for products in lists if products.size), tuple(lists))
