"""`shelftalk eval meaning`: whether things that are described and not named are taken for the right kinds.

The descriptions lie in `tests/meaning`, written by hand for each store; half of them, by a digest of their words, were
there to choose the threshold and the margin (`dev`), the other half (`test`) was not looked at for that.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import yaml

from retrieval.encoder import Encoder
from retrieval.meaning import KindsByMeaning
from retrieval.tokens import stem
from ui.eval.frame import Cell, EvalError, Measured
from ui.eval.named_stores import clone


class Part(StrEnum):
    DEV = "dev"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Description:
    """Words, and the kinds that they may mean; without any the store has nothing of the sort."""

    say: str
    kinds: frozenset[str]

    @property
    def part(self) -> Part:
        byte = hashlib.blake2b(self.say.encode(), digest_size=8).digest()[0]
        return Part.DEV if byte % 2 == 0 else Part.TEST


def descriptions(file: Path) -> list[Description]:
    """Those of one store. Raises `EvalError` for a file that holds none."""
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))
    if not isinstance(rows, list):
        raise EvalError(f"{file} is no list of descriptions.")
    return [Description(row["say"], frozenset(map(_plain, row["kinds"]))) for row in rows]


def measure_meaning(
    stores: Mapping[str, Path], encoder: Encoder, part: Part, *, folder: Path | None = None, wrong: bool = False
) -> Measured:
    """A row for each store: how many descriptions, how often a kind was claimed, and how often the claim was right.

    A claim is right where all of its kinds are among those meant. With `wrong`, a row for each one that was not right.
    """
    rows: list[dict[str, Cell]] = []
    misses: list[dict[str, Cell]] = []
    everything: list[tuple[Description, tuple[str, ...], float]] = []
    for name, store in stores.items():
        file = (folder or clone() / "tests" / "meaning") / f"{name}.yaml"
        if not file.is_file():
            raise EvalError(f"There are no descriptions for a store '{name}': {file} is not there.")
        asked = [one for one in descriptions(file) if one.part is part]
        answered = _answers(store, asked, encoder)
        rows.append({"store": name, **_figures(answered)})
        everything += answered
        misses += [
            {"store": name, "said": one.say, "claimed": ", ".join(kinds) or "nothing", "meant": ", ".join(one.kinds)}
            for one, kinds, _ in answered
            if not _is_right(one, kinds)
        ]
    figures = _figures(everything)
    rows.append({"store": "all", **figures})
    return Measured({key: float(value) for key, value in figures.items()}, misses if wrong else rows)


def _answers(
    store: Path, asked: Sequence[Description], encoder: Encoder
) -> list[tuple[Description, tuple[str, ...], float]]:
    from assistant.dialogues.copies import copied
    from retrieval.chroma_index import ChromaIndex
    from retrieval.indexing import index_store
    from retrieval.store import open_store
    from retrieval.vector_file import VECTORS

    with copied(store, now=datetime.now(UTC)) as copy, open_store(copy) as opened:
        index_store(opened.engine, opened.catalog, opened.path, encoder)  # it may have been imported with another one
        vectors = ChromaIndex(opened.path / VECTORS, encoder.name)
        try:
            kinds = KindsByMeaning(opened.catalog, encoder, vectors.rows)
            kinds.prepare()
            answers = []
            for one in asked:
                began = time.perf_counter()
                meant = kinds.meant(one.say)
                answers.append((one, meant, time.perf_counter() - began))
        finally:
            vectors.close()
    return answers


def _figures(answers: Sequence[tuple[Description, tuple[str, ...], float]]) -> dict[str, float]:
    meant = [answer for answer in answers if answer[0].kinds]
    claims = [answer for answer in answers if answer[1]]
    right = sum(_is_right(one, kinds) for one, kinds, _ in claims)
    other = [answer for answer in answers if not answer[0].kinds]
    seconds = sorted(answer[2] for answer in answers)
    return {
        "descriptions": len(meant),
        "claims": len(claims),
        "precision": round(right / len(claims), 3) if claims else 0.0,
        "coverage": round(right / len(meant), 3) if meant else 0.0,
        "of nothing": len(other),
        "claimed of nothing": sum(bool(kinds) for _, kinds, _ in other),
        "ms p50": round(1000 * seconds[len(seconds) // 2], 1) if seconds else 0.0,
    }


def _is_right(one: Description, claimed: Iterable[str]) -> bool:
    found = set(map(_plain, claimed))
    return found <= one.kinds if found else not one.kinds


def _plain(kind: str) -> str:
    return " ".join(stem(word) for word in kind.lower().split())
