"""Lessons: for a step, some queries, each with a product that answers it and products that do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.judgments import Judgments
from retrieval.training.misses import Found

# A grade between this and `RELEVANT` is neither: two of three people saw a part of an answer, or better.
POOR = 2.34
_JUDGED = 0.5  # the share of negatives drawn from what people graded as poor, where there is any


@dataclass(frozen=True, slots=True)
class Lesson:
    """`right` answers the query; `wrong` do not, as graded (1 to 3), or 0 where nobody graded them."""

    query: str
    right: str
    wrong: tuple[str, ...]
    grades: tuple[float, ...]  # of `right`, then of `wrong`


class Lessons:
    """Every query once an epoch, in an order and with products that depend on seed and step alone.

    A near miss that nobody graded may well be an answer: the first few found are left out.
    """

    def __init__(
        self, judgments: Judgments, queries: Sequence[str], found: Found, *, batch: int, n_wrong: int, seed: int,
        skip: int = 3,
    ) -> None:  # fmt: skip
        self._grades = {query: judgments.grades[query] for query in queries}
        self._right = {query: sorted(judgments.relevant(query)) for query in queries}
        self._poor = {query: sorted(i for i, g in self._grades[query].items() if g < POOR) for query in queries}
        self._missed = {query: _misses(found.get(query, ()), self._grades[query], skip) for query in queries}
        everything = sorted(
            {i for own in self._missed.values() for i in own} | {i for g in self._grades.values() for i in g}
        )
        self._everything = everything
        self._queries = list(queries)
        self._batch, self._n_wrong, self._seed = min(batch, len(queries)), n_wrong, seed

    @property
    def steps_an_epoch(self) -> int:
        return len(self._queries) // self._batch

    def relevant(self, query: str) -> frozenset[str]:
        return frozenset(self._right[query])

    def at(self, step: int) -> list[Lesson]:
        """The lessons of a step, counted from 0: as many different queries as the batch has."""
        epoch, place = divmod(step, self.steps_an_epoch)
        order = np.random.default_rng([self._seed, epoch]).permutation(len(self._queries))
        chance = np.random.default_rng([self._seed, epoch, place])
        return [
            self._lesson(self._queries[at], chance) for at in order[place * self._batch : (place + 1) * self._batch]
        ]

    def _lesson(self, query: str, chance: np.random.Generator) -> Lesson:
        grades = self._grades[query]
        right = str(chance.choice(self._right[query]))
        poor, missed = self._poor[query], self._missed[query]
        n_poor = min(len(poor), round(_JUDGED * self._n_wrong) if missed else self._n_wrong)
        wrong = [str(i) for i in chance.choice(poor, n_poor, replace=False)] if n_poor else []
        n_missed = min(len(missed), self._n_wrong - len(wrong))
        wrong += [str(i) for i in chance.choice(missed, n_missed, replace=False)] if n_missed else []
        while len(wrong) < self._n_wrong:  # few were graded and few found: anything else
            other = str(chance.choice(self._everything))
            if grades.get(other, 0) < POOR:
                wrong.append(other)
        return Lesson(query, right, tuple(wrong), (grades[right], *(grades.get(i, 0.0) for i in wrong)))


def _misses(found: Sequence[str], grades: Mapping[str, float], skip: int) -> list[str]:
    return [i for i in found if i not in grades][skip:]
