"""The sample store as a feed folder: products, pictures, reviews, questions, relations, promotions, papers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from retrieval.progress import Progress, silent
from retrieval.sample import SEED, TODAY
from retrieval.sample.assortment import Assortment
from retrieval.sample.products import pictures, product_row
from retrieval.sample.promotions import promotions
from retrieval.sample.questions import questions
from retrieval.sample.relations import relations
from retrieval.sample.reviews import reviews
from retrieval.sample.scaling import scaled_rows

PAPERS = Path(__file__).parent / "papers"
ABOUT = (
    "A made-up store that ships with shelftalk. Its brands, products, pictures, reviews, shoppers and orders are all "
    "invented; nothing here can be bought."
)

OPENERS = [
    "A tent, a sleeping bag and a sleeping mat under 500",
    "Rain jacket for women under 150",
    "Noise cancelling headphones",
    "What is your return policy?",
    "Board games under 40",
]


def write_store(
    folder: Path,
    assortment: Assortment,
    *,
    seed: int = SEED,
    today: date = TODAY,
    n_products: int = 0,
    progress: Progress = silent,
) -> None:
    """Writes the feed; the same range, seed and day give the same bytes.

    With `n_products` above the range's own number, the rest are variations of it, without pictures or reviews, for
    measuring speed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    items = list(assortment.items())
    with (folder / "products.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for kind, item in items:
            _line(file, product_row(kind, item, seed=seed, today=today))
        extra = max(0, n_products - len(items))
        for at, row in enumerate(scaled_rows(assortment, extra, seed=seed, today=today)):
            _line(file, row)
            if at % 1000 == 0:
                progress("Inventing more products", at, extra)
    (folder / "images").mkdir(exist_ok=True)
    for at, (kind, item) in enumerate(items):
        for path, svg in pictures(assortment, kind, item):
            (folder / path).write_text(svg, "utf-8", newline="\n")
        progress("Drawing pictures", at + 1, len(items))
    _lines(folder / "reviews.jsonl", reviews(assortment, seed=seed, today=today))
    _lines(folder / "questions.jsonl", questions(assortment, seed=seed, today=today))
    by_start = groupby(relations(assortment), key=lambda relation: (relation.kind, relation.product_id))
    _lines(
        folder / "related.jsonl",
        ({"type": kind, "sku": of, "linked": [r.other_id for r in group]} for (kind, of), group in by_start),
    )
    _json(folder / "promotions.json", promotions(assortment, today=today))
    for papers in ("policies", "guides"):
        shutil.copytree(PAPERS / papers, folder / papers, dirs_exist_ok=True)
    now = datetime(today.year, today.month, today.day, tzinfo=UTC)
    said = {"id": "wrenmoor", "target_country": "US", "updated_at": now.isoformat(), "name": "Wrenmoor"}
    _json(folder / "metadata.json", {**said, "description": ABOUT, "openers": OPENERS})


def _lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            _line(file, row)


def _line(file: Any, row: dict[str, Any]) -> None:
    file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def _json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
