"""Judgments: what people said of search results, and which queries may be tuned on."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

RELEVANT = 2.67  # of 3: the mean of three people of whom one may have had a doubt
_NEITHER = re.compile(r"[\W_]+")
_VALIDATION, _TEST = 15, 20  # percent of the queries; train has the rest


class JudgmentsError(ValueError):
    """A folder does not hold judgments."""


class Part(StrEnum):
    """Learn from `TRAIN`, choose by `VALIDATION`, report `TEST`."""

    TRAIN = "train"
    VALIDATION = "validation"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Judgments:
    """The titles of a pool of products, and the mean grade (1-3) of those that people judged for a query."""

    titles: Mapping[str, str]  # by product id
    grades: Mapping[str, Mapping[str, float]]  # by query, then product id

    def relevant(self, part: Part | None = None) -> dict[str, frozenset[str]]:
        """By query, the products that are right for it; only queries of that part, and only with at least one."""
        found = {
            query: frozenset(i for i, grade in own.items() if grade >= RELEVANT)
            for query, own in self.grades.items()
            if part is None or part_of(query) is part
        }
        return {query: ids for query, ids in found.items() if ids}


def part_of(query: str) -> Part:
    """The part that a query belongs to, by a hash of its letters and digits: "Deck Box" and "deck-box" are together.

    Depends on nothing else, so that every part of the project and every version of it draws the same line.
    """
    same = _NEITHER.sub(" ", query.lower()).strip()
    percent = int.from_bytes(hashlib.blake2b(same.encode("utf-8", "replace"), digest_size=8).digest()) % 100
    if percent < _TEST:
        return Part.TEST
    return Part.VALIDATION if percent < _TEST + _VALIDATION else Part.TRAIN


def load_judgments(folder: Path) -> Judgments:
    """From `products.csv` (product_uid, product_title) and `judgments.csv` (search_term, product_uid, relevance).

    Raises `JudgmentsError` when a file, a column or a judged product is missing, or a grade is no number.
    """
    with _rows(folder / "products.csv", "product_uid", "product_title") as products:
        titles = {row["product_uid"]: row["product_title"] for row in products}
    grades: dict[str, dict[str, float]] = {}
    with _rows(folder / "judgments.csv", "search_term", "product_uid", "relevance") as judged:
        for row in judged:
            product_id, relevance = row["product_uid"], row["relevance"]
            if product_id not in titles:
                raise JudgmentsError(f"Product {product_id!r} is judged, but it is not in products.csv of {folder}.")
            try:
                grades.setdefault(row["search_term"], {})[product_id] = float(relevance)
            except ValueError:
                raise JudgmentsError(
                    f"The relevance {relevance!r} in {folder} is no number; 1 to 3 expected."
                ) from None
    return Judgments(titles, grades)


@contextmanager
def _rows(file: Path, *columns: str) -> Iterator[Iterator[dict[str, str]]]:
    if not file.is_file():
        raise JudgmentsError(f"There is no {file}. Judgments are a folder with products.csv and judgments.csv.")
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if missing := set(columns) - set(reader.fieldnames or ()):
            raise JudgmentsError(f"{file} has no column {sorted(missing)[0]!r}. It has {reader.fieldnames}.")
        yield iter(reader)
