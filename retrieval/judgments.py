"""Judgments: how well products answer queries, as people graded it, and which queries may be learned from."""

from __future__ import annotations

import csv
import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from retrieval.product_text import plain_text

JUDGMENTS = "judgments.csv"  # product_uid, search_term, relevance; other columns are not read
PRODUCTS = "products.csv"  # product_uid, product_title

# Grades are means of a few people's 1 (irrelevant), 2 (partly) and 3 (perfect): two of three said perfect, one partly.
RELEVANT = 2.67


class JudgmentsError(ValueError):
    """A folder of judgments cannot be used; says where and why."""


class Split(StrEnum):
    """What a query may be used for: to learn from, to choose settings by, or to be measured with once."""

    TRAIN = "train"
    VALIDATION = "validation"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Judgments:
    """Products to be found, and the mean grade (1 to 3) of those that people judged for a query."""

    titles: Mapping[str, str]  # by product id: the whole pool, judged or not; plain text
    grades: Mapping[str, Mapping[str, float]]  # by query, then product id
    sha256: str  # of the files they were read from

    def relevant(self, query: str) -> frozenset[str]:
        """Ids of the products that answer the query; empty when nobody judged it, or nothing does."""
        return frozenset(i for i, grade in self.grades.get(query, {}).items() if grade >= RELEVANT)

    def queries(self, split: Split) -> tuple[str, ...]:
        """The split's queries that have a relevant product, in the order of their letters."""
        return tuple(sorted(q for q in self.grades if split_of(q) is split and self.relevant(q)))

    def of(self, split: Split) -> Judgments:
        """The same products with this split's judgments only."""
        return Judgments(self.titles, {q: g for q, g in self.grades.items() if split_of(q) is split}, self.sha256)


def split_of(query: str) -> Split:
    """Of ten queries seven are learned from, one is to choose by, two are the test. Case and spaces do not matter."""
    tenth = zlib.crc32(folded(query).lower().encode()) % 10
    return Split.TRAIN if tenth < 7 else Split.VALIDATION if tenth == 7 else Split.TEST


def folded(query: str) -> str:
    """The query with single spaces between its words and none around them."""
    return " ".join(query.split())


def read_judgments(folder: Path) -> Judgments:
    """Reads `judgments.csv` and `products.csv` of a folder. Grades of the same query and product are averaged.

    Raises `JudgmentsError` where a file or column is missing, a grade is no number from 1 to 3, or a judged product
    is not among the products.
    """
    titles = {row["product_uid"]: plain_text(row["product_title"]) for _, row in _rows(folder / PRODUCTS)}
    given: dict[str, dict[str, list[float]]] = {}
    for line, row in _rows(folder / JUDGMENTS):
        product_id, query = row["product_uid"], folded(row["search_term"])
        if product_id not in titles:
            raise JudgmentsError(f"{folder / JUDGMENTS}, line {line}: product {product_id!r} is not in {PRODUCTS}.")
        if query:
            grade = _grade(row["relevance"], f"{folder / JUDGMENTS}, line {line}")
            given.setdefault(query, {}).setdefault(product_id, []).append(grade)
    grades = {query: {i: sum(g) / len(g) for i, g in of.items()} for query, of in given.items()}
    digest = hashlib.sha256((folder / PRODUCTS).read_bytes())
    digest.update((folder / JUDGMENTS).read_bytes())
    return Judgments(titles, grades, digest.hexdigest())


_COLUMNS = {PRODUCTS: {"product_uid", "product_title"}, JUDGMENTS: {"product_uid", "search_term", "relevance"}}


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Every row with its line number in the file."""
    if not file.is_file():
        raise JudgmentsError(f"{file} is not there. A folder of judgments holds {PRODUCTS} and {JUDGMENTS}.")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        if missing := _COLUMNS[file.name] - set(reader.fieldnames or ()):
            raise JudgmentsError(f"{file} has no column {', '.join(sorted(missing))}.")
        for row in reader:
            if any(row[column] is None for column in _COLUMNS[file.name]):
                raise JudgmentsError(f"{file}, line {reader.line_num}: the row is cut short.")
            yield reader.line_num, row


def _grade(written: str, where: str) -> float:
    try:
        grade = float(written)
    except ValueError:
        grade = 0.0
    if not 1 <= grade <= 3:
        raise JudgmentsError(f"{where}: the grade is {written!r}, expected a number from 1 to 3.")
    return grade
