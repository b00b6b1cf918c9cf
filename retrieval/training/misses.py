"""Near misses: what finding brings for a query though nobody graded it as an answer. Learned from as negatives."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy import create_engine

from retrieval.catalog import Product
from retrieval.encoder import Encoder
from retrieval.fusion import Relevance, Weights, fuse
from retrieval.judgments import Judgments
from retrieval.progress import Progress, silent
from retrieval.vectors import MemoryIndex
from retrieval.words import WordIndex

MISSES = "found.json"
_STEP = 256

Found = Mapping[str, Sequence[str]]  # product ids by query, best first


def drawn(judgments: Judgments, queries: Sequence[str], n: int, seed: int) -> tuple[str, ...]:
    """About `n` product ids, in order: all that were judged for these queries, and others drawn at random."""
    judged = {i for query in queries for i in judgments.grades[query]}
    rest = sorted(judgments.titles.keys() - judged)
    others = random.Random(seed).sample(rest, max(0, min(len(rest), n - len(judged))))
    return tuple(sorted(judged.union(others)))


def find(
    judgments: Judgments, encoder: Encoder, queries: Sequence[str], pool: Sequence[str], *, n: int = 50,
    progress: Progress = silent,
) -> dict[str, list[str]]:  # fmt: skip
    """The best `n` of `pool` for each query, as the store would find them by words and meaning, no filter set."""
    engine = create_engine("sqlite://")
    words = WordIndex(engine)
    words.build(Product(i, judgments.titles[i], ()) for i in pool)
    meanings = MemoryIndex(encoder.dim)
    for start in range(0, len(pool), _STEP):
        part = pool[start : start + _STEP]
        meanings.update(part, encoder.encode([judgments.titles[i] for i in part]), [""] * len(part))
        progress("Reading products", start + len(part), len(pool))
    found: dict[str, list[str]] = {}
    for start in range(0, len(queries), _STEP):
        asked = queries[start : start + _STEP]
        for query, vector in zip(asked, encoder.encode(asked), strict=True):
            said = words.search(query, 2 * n)
            meant = dict(meanings.nearest(vector, 2 * n))
            meant.update(meanings.nearest(vector, len(said), said.keys() - meant.keys()))
            scores = {i: sum(parts.values()) for i, parts in fuse(Relevance(said, meant), Weights()).items()}
            found[query] = sorted(scores, key=lambda i: (-scores[i], i))[:n]
        progress("Finding near misses", len(found), len(queries))
    engine.dispose()
    return found


def found_once(
    folder: Path, judgments: Judgments, encoder: Encoder, queries: Sequence[str], pool: Sequence[str],
    progress: Progress = silent,
) -> dict[str, list[str]]:  # fmt: skip
    """What `find` gives, kept in the run's folder: a run taken up again need not look again."""
    asked = json.dumps([judgments.sha256, encoder.name, list(queries), list(pool)])
    key = hashlib.sha256(asked.encode()).hexdigest()
    file = folder / MISSES
    if file.is_file():
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["of"] == key:
            return dict(kept["found"])
    found = find(judgments, encoder, queries, pool, progress=progress)
    fresh = file.with_name(f"{MISSES}.new")
    fresh.write_text(json.dumps({"of": key, "found": found}), encoding="utf-8")
    fresh.replace(file)
    return found
