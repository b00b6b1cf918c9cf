"""Drafts for readers, and what readers made of them: accepted unchanged, with small edits, or rewritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from ui.eval.drafts import Drafted
from ui.eval.frame import Cell, EvalError, Measured

VERDICTS = ("unchanged", "small edits", "rewritten")
_HEAD = """# Drafts to be judged. You are the agent: would you send `draft` as the answer to `open`?
# verdict: unchanged (send it as it is), small edits (a few words), rewritten (start anew, or it says what is not so).
# Judge by what the shopper needs and by `sources` alone; `good` is what a good agent would do. Fill in every verdict.
"""


class _Judged(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    verdict: Literal["unchanged", "small edits", "rewritten"]
    why: Annotated[str, Field(max_length=2_000)] = ""


_FILE = TypeAdapter(list[_Judged])


def write_for_readers(file: Path, made: Sequence[Drafted]) -> None:
    """One file to be filled in by one reader. Raises `OSError` where it cannot be written."""
    told = [
        {
            "id": one.situation.id,
            "so_far": one.situation.so_far,
            "open": one.situation.open,
            "good": one.situation.good,
            "draft": one.draft.marked,
            "sources": [f"[{s.number}] {s.label}: {s.text}" for s in one.draft.sources],
            "cards": [f"{card.title}, {card.price}, {card.stock_text}" for card in one.draft.cards],
            "bundles": [f"{b.total}: {', '.join(card.title for card in b.cards)}" for b in one.draft.bundles],
            "notes": list(one.draft.notes),
            "verdict": "",
            "why": "",
        }
        for one in made
    ]
    text = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=110)
    file.write_text(_HEAD + text, encoding="utf-8")


def judged(files: Sequence[Path], parts: dict[str, str]) -> Measured:
    """Shares of each reading and of all together, and how far two readings agree.

    `parts` gives the part of each situation by its id. Raises `EvalError` for a file that is not wholly filled in.
    """
    readings = {file.stem: _read(file) for file in files}
    rows: list[dict[str, Cell]] = []
    figures: dict[str, float] = {}
    for name, reading in readings.items():
        for part in ("dev", "test", "all"):
            own = [verdict for one, verdict in reading.items() if part in ("all", parts.get(one))]
            counts = Counter(own)
            n = max(len(own), 1)
            row: dict[str, Cell] = {"reading": name, "part": part, "drafts": len(own)}
            row |= {verdict: counts[verdict] / n for verdict in VERDICTS}
            row["accepted"] = (counts["unchanged"] + counts["small edits"]) / n
            rows.append(row)
    accepted = [row["accepted"] for row in rows if row["part"] == "all"]
    figures["accepted_least"] = min(float(a) for a in accepted if isinstance(a, float | int))
    for one, other in combinations(readings, 2):
        same, kappa = agreement(readings[one], readings[other])
        figures |= {f"agree_{one}_{other}": same, f"kappa_{one}_{other}": kappa}
    return Measured(figures, rows)


def agreement(one: dict[str, str], other: dict[str, str]) -> tuple[float, float]:
    """The share of drafts on which two readings say the same of acceptance, and Cohen's kappa of it (Cohen 1960)."""
    shared = sorted(one.keys() & other.keys())
    if not shared:
        return 0.0, 0.0
    mine = [one[key] != "rewritten" for key in shared]
    theirs = [other[key] != "rewritten" for key in shared]
    n = len(shared)
    same = sum(a == b for a, b in zip(mine, theirs, strict=True)) / n
    by_chance = (sum(mine) * sum(theirs) + (n - sum(mine)) * (n - sum(theirs))) / n**2
    return same, 1.0 if by_chance == 1 else (same - by_chance) / (1 - by_chance)


def _read(file: Path) -> dict[str, str]:
    try:
        found = _FILE.validate_python(yaml.safe_load(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise EvalError(f"{file} cannot be read: {error}") from error
    except (yaml.YAMLError, ValidationError) as error:
        raise EvalError(f"{file} is not filled in: {error}") from error
    return {one.id: one.verdict for one in found}
