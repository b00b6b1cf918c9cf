"""The weights of a blend, learned from a validation part: a conditional logit over each history's candidates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.evaluation.next_product import BATCH, first, without_history
from recommender.scorers.blend import Weight, logs, shares
from recommender.sequences import SequenceScorer, Split, drawn

CANDIDATES = 60  # of each model's best that a target is told from
PENALTY = 1e-4  # on squared weights: enough that equal models share evenly


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """`features[starts[i]:starts[i + 1]]` are the candidates of choice i, `(n_rows, 2 n_models) float32`: the
    shares of all models, then the logarithms of them; the row `starts[i] + chosen[i]` is the one taken."""

    features: NDArray[np.float32]
    starts: NDArray[np.int64]
    chosen: NDArray[np.int64]


def tuned(
    models: Mapping[str, SequenceScorer],
    split: Split,
    *,
    leave_out_history: bool = True,
    n: int = 0,
    seed: int = 7,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Weight]:
    """Weights from 0 up for each fitted model, for `BlendScorer`; 0 for one that does not help the others.

    Maximises the likelihood of the targets among the best candidates of all models (McFadden 1974), which is
    concave: one optimum, whatever the start. `n` histories are drawn by the seed, 0 takes all. The split must be a
    validation part. ValueError when no target is a candidate of any model.
    """
    made = choices(models, split, leave_out_history=leave_out_history, n=n, seed=seed, progress=progress)
    of_share, of_log = likeliest(made).round(4).reshape(2, len(models)).tolist()
    return {name: Weight(*pair) for name, pair in zip(models, zip(of_share, of_log, strict=True), strict=True)}


def choices(
    models: Mapping[str, SequenceScorer],
    split: Split,
    *,
    leave_out_history: bool,
    n: int,
    seed: int,
    progress: Callable[[int, int], None] | None,
) -> Choices:
    """The histories whose target is among the candidates, the union of the models' best."""
    asked = drawn(split, n, seed)
    features, lengths, chosen = [], [], []
    for start in range(0, len(asked.histories), BATCH):
        histories, targets = asked.histories[start : start + BATCH], asked.targets[start : start + BATCH]
        scores = [model.scores(histories) for model in models.values()]
        shown = [without_history(s, histories) if leave_out_history else s for s in scores]
        best = np.concatenate([first(s, CANDIDATES) for s in shown], axis=1)
        share = [shares(s, histories) for s in scores]
        comparable = share + [logs(s) for s in share]
        for at, target in enumerate(targets):
            candidates = np.unique(best[at])
            candidates = candidates[np.isfinite(shown[0][at, candidates])]
            place = int(np.searchsorted(candidates, target))
            if place < candidates.size and candidates[place] == target:
                features.append(np.stack([s[at, candidates] for s in comparable], axis=1))
                lengths.append(candidates.size)
                chosen.append(place)
        if progress:
            progress(start + len(histories), len(asked.histories))
    if not features:
        raise ValueError("No target is among any model's best candidates: there is nothing to learn weights from.")
    return Choices(np.concatenate(features), np.cumsum([0, *lengths]), np.array(chosen, dtype=np.int64))


def likeliest(made: Choices) -> NDArray[np.float64]:
    """`(n_features,)`, none below 0: of the largest mean log-likelihood, by L-BFGS-B."""
    from scipy.optimize import minimize

    starts, n = made.starts[:-1], made.chosen.size
    of = np.repeat(np.arange(n), np.diff(made.starts))
    taken = made.features[starts + made.chosen].mean(axis=0, dtype=np.float64)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        utility = made.features @ weights.astype(np.float32)
        highest = np.maximum.reduceat(utility, starts)
        likelihood = np.exp(utility - highest[of])
        total = np.add.reduceat(likelihood, starts)
        expected = (likelihood / total[of]) @ made.features / n
        value = float((np.log(total) + highest).mean() - taken @ weights + PENALTY * weights @ weights)
        return value, np.asarray(expected - taken + 2 * PENALTY * weights, dtype=np.float64)

    n_features = made.features.shape[1]
    begin = np.full(n_features, 1 / n_features)
    found = minimize(loss, begin, jac=True, method="L-BFGS-B", bounds=[(0, None)] * n_features)
    return np.asarray(found.x, dtype=np.float64)
