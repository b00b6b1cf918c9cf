"""What was counted in `shelftalk eval understanding`, as headline figures and as rows of one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.understanding_eval.format import TEST
from assistant.understanding_eval.score import (
    PARAPHRASES,
    Rates,
    Score,
    by_certainty,
    by_feeling,
    by_intent,
    by_kind,
    by_part,
    groups,
    heard_apart,
    score,
)
from assistant.understanding_eval.walk import WalkedTurn
from ui.eval.frame import Cell
from ui.eval.speed import percentile

_COUNTED = ("act", "need", "feeling")
APART = "where readers differ"


def figures_of(turns: Sequence[WalkedTurn], *, context: bool) -> dict[str, float]:
    """Under their fixed keys, the test part's as they are and the other's behind `dev_`; what there are no turns for is
    left out."""
    return {
        (key if part == TEST else f"{part}_{key}"): value
        for part, own in by_part(turns).items()
        for key, value in _figures(own, context).items()
    }


def _figures(turns: Sequence[WalkedTurn], context: bool) -> dict[str, float]:
    scores = {name: score(own, context=context) for name, own in groups(turns).items()}
    figures: dict[str, float | None] = {}
    if "all" in scores:
        every = scores["all"]
        figures = {
            "joint_goal": every.joint_goal,
            "acts_exact": every.acts_exact,
            "turn_goal": every.turn_goal,
            "invented": every.invented,
            **_waits(every),
        }
        if every.ms_asked:
            figures |= {"asked": every.asked_model, "failed": every.failed}
            figures |= {"prompt_tokens": every.prompt_tokens, "answer_tokens": every.answer_tokens}
    for key, name in (("paraphrase", PARAPHRASES), ("zh", "zh")):
        if name in scores:
            found = scores[name]
            figures |= {f"joint_goal_{key}": found.joint_goal, f"acts_exact_{key}": found.acts_exact}
    return {key: value for key, value in figures.items() if value is not None}


def _waits(found: Score) -> dict[str, float | None]:
    of_asked = found.ms_asked
    return {
        "p50_ms": percentile(found.ms, 50),
        "p95_ms": percentile(found.ms, 95),
        "asked_p50_ms": percentile(of_asked, 50) if of_asked else None,
        "asked_p95_ms": percentile(of_asked, 95) if of_asked else None,
    }


def rows_of(walked: Mapping[str, Sequence[WalkedTurn]], *, context: bool) -> list[dict[str, Cell]]:
    """One table: everybody's rows of a thing below each other's, the test part's before the other's."""
    made: dict[str, list[dict[str, Cell]]] = {}
    for name, turns in walked.items():
        for part, own in by_part(turns).items():
            grouped = groups(own)
            for group, its in grouped.items():
                made.setdefault(group, []).append(_score_row(group, part, name, score(its, context=context)))
            every = grouped.get("all", [])
            counted = {f"act: {intent}": rates for intent, rates in by_intent(every).items()}
            counted |= {f"need: {kind}": rates for kind, rates in by_kind(every).items()}
            counted |= {f"feeling: {feeling}": rates for feeling, rates in by_feeling(every).items()}
            for of, rates in counted.items():
                made.setdefault(of, []).append(_rates_row(of, part, name, rates))
    apart = heard_apart(walked)
    for of, readers in {APART: apart, **{f"{APART}, {of}": found for of, found in by_certainty(apart).items()}}.items():
        for name, turns in readers.items():
            for part, own in by_part(turns).items():
                made.setdefault(of, []).append(_score_row(of, part, name, score(own, context=context)))
    return [row for of in sorted(made, key=_place) for row in sorted(made[of], key=_is_dev)]


def _place(of: str) -> int:
    """Groups of turns first, then acts, needs and feelings; the rest of the order is as they came."""
    kind = of.partition(":")[0]
    return _COUNTED.index(kind) if kind in _COUNTED else -1


def _is_dev(row: Mapping[str, Cell]) -> bool:
    return row["part"] != TEST


def _score_row(of: str, part: str, name: str, found: Score) -> dict[str, Cell]:
    return {
        "of": of,
        "part": part,
        "with": name,
        "n": found.n_turns,
        "joint": _short(found.joint_goal),
        "turn": _short(found.turn_goal),
        "acts": _short(found.acts_exact),
        "invented": _short(found.invented),
        "asked": _short(found.asked_model),
        "failed": _short(found.failed),
        "tok_in": _short(found.prompt_tokens, 1),
        "tok_out": _short(found.answer_tokens, 1),
        **_waits(found),
    }


def _rates_row(of: str, part: str, name: str, rates: Rates) -> dict[str, Cell]:
    shares = {"precision": rates.precision, "recall": rates.recall, "f1": rates.f1}
    return {
        "of": of,
        "part": part,
        "with": name,
        "n": rates.n_gold,
        **{key: _short(share) for key, share in shares.items()},
    }


def _short(share: float | None, digits: int = 3) -> float | None:
    return None if share is None else round(share, digits)
