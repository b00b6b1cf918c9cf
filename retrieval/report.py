"""What an import did: counts, changes, rejected rows, warnings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from retrieval.feeds.feed import Rejected, Remark, Warned

KEPT = 10_000  # remarks kept in full; beyond, they are counted


@dataclass(frozen=True, slots=True)
class Changes:
    """Products against those of the store before."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """One kind of doubt: how many rows have it (0: it is about a whole file), and the first."""

    text: str
    n_rows: int
    first: Remark | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Everything in the feed is either in a count or in `rejected` (the first ten thousand; `n_rejected` is exact).

    A row may be rejected in several parts: `n_rejected_rows` counts it once.
    """

    store: str
    format: str
    source: str
    currency: str
    n_products: int
    n_variants: int
    n_variants_with_options: int
    n_reviews: int
    n_questions: int
    n_promotions: int
    n_documents: int
    n_relations: int
    n_pictures: int
    changes: Changes
    n_rejected: int = 0
    n_rejected_rows: int = 0
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[Doubt, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For machines: only strings, numbers, lists and objects."""
        return asdict(self)


@dataclass(slots=True)
class Remarks:
    """Gathers what is wrong with a feed while it is read."""

    n_rejected: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    _warned: dict[tuple[str, str, str], tuple[int, Warned]] = field(default_factory=dict)
    _rows: set[tuple[str, int]] = field(default_factory=set)
    _said: list[Doubt] = field(default_factory=list)

    def reject(self, rejected: Rejected) -> None:
        self.n_rejected += 1
        self._rows.add((rejected.file, rejected.line))
        if len(self.rejected) < KEPT:
            self.rejected.append(rejected)

    @property
    def n_rejected_rows(self) -> int:
        return len(self._rows)

    def warn(self, warned: Warned) -> None:
        """Doubts of one kind are counted together."""
        kind = (warned.file, warned.field, warned.reason)
        n_rows, first = self._warned.get(kind, (0, warned))
        self._warned[kind] = (n_rows + 1, first)

    def say(self, text: str, n_rows: int) -> None:
        """A doubt about the feed as a whole."""
        self._said.append(Doubt(text, n_rows))

    @property
    def warnings(self) -> tuple[Doubt, ...]:
        return (*self._said, *self._counted())

    def _counted(self) -> Iterator[Doubt]:
        for n_rows, first in self._warned.values():
            yield Doubt(" ".join(part for part in (first.field, first.reason) if part), n_rows, first)
