"""`eval reviews`: Chinese polarity by category, and short summaries beside those of three people."""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from recommender.evaluation.rouge import Rouge, rouge
from recommender.opinions.clauses import clauses
from recommender.opinions.extractive import Weights, summary_of
from recommender.opinions.polarity import Polarity, learned_of, read
from retrieval.progress import Progress, silent
from ui.eval.frame import Cell, EvalError, Measured

SUMMARIES, CHINESE = "copycat_dev.tsv", "zh_online_shopping_dev.csv"
TUNED_ON, HELD_OUT = "tuned on", "held out"
_CLAUSE_AT_MOST = 4.0  # log odds that one clause may add to its review's
_RANDOM = 20  # draws of the random baseline
_WORDS = 55
_STARS = {0: 1, 1: 5}  # the file says only good or bad


@dataclass(frozen=True, slots=True)
class _Summed:
    reviews: tuple[str, ...]
    people: tuple[str, ...]
    half: str


def half_of(key: str) -> str:
    """The half by the digest of a key: that thresholds and weights were chosen on, or the other."""
    return TUNED_ON if hashlib.sha256(key.encode()).digest()[-1] % 2 == 0 else HELD_OUT


def measure_reviews(data: Path, *, seed: int = 7, progress: Progress = silent) -> Measured:
    """Both measurements of the folder, whichever file is there. Raises `EvalError` where neither is."""
    rows: list[dict[str, Cell]] = []
    figures: dict[str, float] = {}
    if (path := data / SUMMARIES).is_file():
        found, figures = _measure_summaries(path, seed)
        rows += found
    if (path := data / CHINESE).is_file():
        found, more = _measure_chinese(path, progress)
        rows, figures = [*rows, *found], {**figures, **more}
    if not rows:
        raise EvalError(f"There is neither {SUMMARIES} nor {CHINESE} in {data}. Give their folder with --data.")
    return Measured(figures, rows)


def _measure_summaries(path: Path, seed: int) -> tuple[list[dict[str, Cell]], dict[str, float]]:
    with path.open(encoding="utf-8", newline="") as file:
        read_rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    products = [
        _Summed(
            tuple(row[f"rev{n}"] for n in range(1, 9)),
            tuple(row[f"summ{n}"] for n in range(1, 4)),
            half_of(row["prod_id"]),
        )
        for row in read_rows
    ]
    chance = Random(seed)
    ways: dict[str, Callable[[_Summed], list[Rouge]]] = {
        "lead: each review's first sentence": lambda one: [rouge(_lead(one.reviews), one.people)],
        f"random sentences (mean of {_RANDOM})": lambda one: [
            rouge(_drawn(one.reviews, chance), one.people) for _ in range(_RANDOM)
        ],
        "centroid alone": lambda one: [rouge(summary_of(one.reviews, _WORDS, weights=Weights(0, 0, 0)), one.people)],
        "ours": lambda one: [rouge(summary_of(one.reviews, _WORDS), one.people)],
        "a person, against the other two": lambda one: [
            rouge(own, [other for other in one.people if other is not own]) for own in one.people
        ],
    }
    rows: list[dict[str, Cell]] = []
    figures: dict[str, float] = {}
    for half in (TUNED_ON, HELD_OUT):
        mine = [product for product in products if product.half == half]
        for name, way in ways.items():
            scores = [score for product in mine for score in way(product)]
            one, two, longest = (_mean([getattr(s, part) for s in scores]) for part in ("one", "two", "longest"))
            told: dict[str, Cell] = {"rouge_1": one, "rouge_2": two, "rouge_l": longest}
            rows.append({"what": f"summary, {half}: {name}", "n": len(mine), **told})
            if half == HELD_OUT and name.startswith(("ours", "lead")):
                key = "rouge" if name == "ours" else "lead_rouge"
                figures |= {f"{key}_1": one, f"{key}_2": two, f"{key}_l": longest}
    return rows, figures


def _lead(reviews: Sequence[str]) -> str:
    return _within(first[0].sentence for review in reviews if (first := clauses(review)))


def _drawn(reviews: Sequence[str], chance: Random) -> str:
    sentences = list(dict.fromkeys(clause.sentence for review in reviews for clause in clauses(review)))
    chance.shuffle(sentences)
    return _within(sentences)


def _within(sentences: Iterable[str]) -> str:
    """The first of the sentences that fit into the words that a summary has."""
    taken: list[str] = []
    n_words = 0
    for sentence in sentences:
        n = len(sentence.split())
        if n_words + n <= _WORDS:
            taken.append(sentence)
            n_words += n
    return " ".join(taken)


def _measure_chinese(path: Path, progress: Progress) -> tuple[list[dict[str, Cell]], dict[str, float]]:
    """By hand-written words alone, and with what the stars of the other half teach; both of the held-out half."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        texts = [(row["cat"], int(row["label"]), row["review"]) for row in csv.DictReader(file)]
    teaching = [(label, text) for _, label, text in texts if half_of(text) == TUNED_ON]
    taught = [(read(clause), _STARS[label]) for label, text in teaching for clause in clauses(text)]
    progress("Learning from the half that is tuned on", 0, 0)
    ways = {"words": Polarity(), "learned": learned_of([own for own, _ in taught], [stars for _, stars in taught])}
    right: dict[str, dict[str, list[bool]]] = {name: defaultdict(list) for name in ways}
    held = [one for one in texts if half_of(one[2]) == HELD_OUT]
    for at, (category, label, text) in enumerate(held):
        if at % 1000 == 0:
            progress("Reading the held-out half", at, len(held))
        own = [read(clause) for clause in clauses(text)]
        for name, polarity in ways.items():
            odds = sum(max(-_CLAUSE_AT_MOST, min(_CLAUSE_AT_MOST, polarity.of_text(clause))) for clause in own)
            right[name][category].append((odds > 0) == bool(label))
    rows: list[dict[str, Cell]] = [
        {
            "what": f"Chinese polarity, {HELD_OUT}: {category}",
            "n": len(right["words"][category]),
            **{name: _mean(right[name][category]) for name in ways},
        }
        for category in sorted(right["words"], key=lambda c: -len(right["words"][c]))
    ]
    every = {name: _mean([one for own in found.values() for one in own]) for name, found in right.items()}
    rows.append({"what": f"Chinese polarity, {HELD_OUT}: all", "n": len(held), **every})
    return rows, {f"chinese_{name}": value for name, value in every.items()}


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 3) if values else 0.0
