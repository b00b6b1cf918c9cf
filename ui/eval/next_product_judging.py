"""Models of the next product fitted, blended and judged: what both measurements of them have in common."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from recommender.evaluation.next_product import Places, Shared, n_bytes, places
from recommender.evaluation.tuning import tuned
from recommender.scorers.blend import BlendScorer, Weight
from recommender.sequences import Part, SequenceScorer, Split, drawn
from retrieval.progress import Progress
from ui.eval.frame import EvalError
from ui.eval.next_product_models import BLEND, MAKERS, Given, names_of, read_weights, write_weights

TUNED_ON = 6_000  # histories of the validation part that weights are learned from

Parts = Callable[[Part], Split]


@dataclass(frozen=True, slots=True)
class NextProductOptions:
    """See the command's help. `tune` is a file that learned weights are written to, `weights` one of learned ones."""

    data: Path
    models: str
    part: Part
    tune: Path | None
    weights: Path | None
    runs: Path | None
    plot: Path | None
    seed: int
    limit: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A fitted model, judged: its places, and what it costs. A blend costs what its parts do, and its own."""

    places: Places
    fit_s: float
    n_bytes: int


def judge(
    parts: Parts, options: NextProductOptions, given: Given, progress: Progress, *, leave_out_history: bool = True
) -> tuple[Split, dict[str, Judged]]:
    """The part that was asked for, and each model's judgment there.

    A blend without given weights learns them from the validation part, whichever part is judged: for the test part
    its models are fitted twice, first without what validation asks for. EvalError for options that contradict.
    """
    names = names_of(options.models, given)
    weights = _given_weights(options, names)
    used = [name for name in names if name != BLEND]
    if weights is not None:
        used += [name for name in weights if name not in used]
    elif not used:  # a blend of all
        used = [name for name in names_of("", given) if name != BLEND]
    learns = BLEND in names and weights is None
    if learns and options.part == "test":
        models, _ = _fitted(used, parts("validation"), given, progress)
        weights = _learned(parts, models, options, progress, leave_out_history=leave_out_history)
        del models  # before the next ones are made
    split = drawn(parts(options.part), options.limit, options.seed)
    fitted, fit_s = _fitted(used, split, given, progress)
    if learns and options.part == "validation":
        weights = _learned(parts, fitted, options, progress, leave_out_history=leave_out_history)
    sizes = {name: n_bytes(model) for name, model in fitted.items()}
    asked: dict[str, SequenceScorer] = {name: Shared(model) for name, model in fitted.items()}
    if BLEND in names and weights is not None:
        blend = BlendScorer(asked, weights)
        asked[BLEND] = blend
        fit_s[BLEND] = sum(fit_s[name] for name in blend.weights)
        sizes[BLEND] = sum(sizes[name] for name in blend.weights)
    found = places(asked, split, leave_out_history=leave_out_history, progress=partial(progress, "Ranking"))
    if BLEND in found and weights is not None:  # its parts' answers were there already
        parts_s = sum(found[name].score_s for name in weights if any(weights[name]))
        found[BLEND] = replace(found[BLEND], score_s=found[BLEND].score_s + parts_s)
    return split, {name: Judged(found[name], fit_s[name], sizes[name]) for name in names}


def headline(judged: dict[str, Judged]) -> Judged:
    """The blend where there is one, else the last."""
    return judged.get(BLEND) or list(judged.values())[-1]


def _given_weights(options: NextProductOptions, names: Sequence[str]) -> dict[str, Weight] | None:
    if options.tune is not None and options.weights is not None:
        raise EvalError("Give --tune to keep learned weights or --weights to use such, not both.")
    if (options.tune or options.weights) is not None and BLEND not in names:
        raise EvalError(f"Weights are for a blend: name '{BLEND}' among --models, too.")
    if options.tune is not None and not options.tune.resolve().parent.is_dir():
        raise EvalError(f"{options.tune} cannot be written: there is no folder {options.tune.parent}. Make it first.")
    if options.weights is None:
        return None
    return {name: weight for name, weight in read_weights(options.weights).items() if any(weight)}


def _fitted(
    names: Sequence[str], split: Split, given: Given, progress: Progress
) -> tuple[dict[str, SequenceScorer], dict[str, float]]:
    """The models, and the seconds that each took."""
    models, seconds = {}, {}
    for at, name in enumerate(names):
        progress(f"Fitting {name}", at, len(names))
        models[name] = MAKERS[name](given)
        began = time.perf_counter()
        models[name].fit(split.training)
        seconds[name] = time.perf_counter() - began
    return models, seconds


def _learned(
    parts: Parts,
    models: dict[str, SequenceScorer],
    options: NextProductOptions,
    progress: Progress,
    *,
    leave_out_history: bool,
) -> dict[str, Weight]:
    """Weights from models that were fitted for the validation part; written where --tune says."""
    asked = drawn(parts("validation"), options.limit, options.seed)
    weights = tuned(
        models,
        asked,
        leave_out_history=leave_out_history,
        n=TUNED_ON,
        seed=options.seed,
        progress=partial(progress, "Learning weights"),
    )
    if options.tune is not None:
        write_weights(weights, options.tune)
    return weights
