"""Learning what each feature of a choice counts: a conditional logit, and boosted trees beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.choices import Choice
from recommender.evaluation.next_product import place
from recommender.features import ChoiceFeatures, Matrix
from retrieval.progress import Progress, silent

CANDIDATES = 300  # products that a choice is learned among: the chosen one and others drawn evenly
RIDGE = 3.0  # on the weights of features of unit spread, for all choices together
LEAST_SPREAD = 0.01  # of a feature: what hardly ever tells candidates apart would get a wild weight from a few choices
BY_HAND = frozenset({"no", "like no"})  # never learned: see `learned_blend.GUARDS`
# May count either way; every other weight is 0 or above, so that no liking can count against a product.
EITHER_WAY = frozenset({"again", "owned", "seen", "no", "session:in cart", "session:left", "new", "offer"})


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """`rows` is `(n_choices, n_candidates, n_names)` float32; the first candidate is the one that was chosen."""

    names: tuple[str, ...]
    rows: NDArray[np.float32]


def examples(
    choices: Sequence[Choice],
    features: ChoiceFeatures,
    *,
    seed: int,
    n_candidates: int = CANDIDATES,
    progress: Progress = silent,
) -> Examples:
    """Others are drawn evenly from the whole store: the weights learned so are those of all (McFadden 1978)."""
    rng = np.random.default_rng(seed)
    n = len(features.product_ids)
    n_candidates = min(n_candidates, n)
    rows = np.empty((len(choices), n_candidates, len(features.names)), dtype=np.float32)
    for at, choice in enumerate(choices):
        own = features.rows[choice.product_id]
        others = rng.choice(n - 1, n_candidates - 1, replace=False)
        candidates = np.concatenate([[own], np.where(others >= own, others + 1, others)]).astype(np.intp)
        rows[at] = features.of(choice.shopper, candidates)
        progress("Choices", at + 1, len(choices))
    return Examples(features.names, rows)


def learned_weights(made: Examples) -> Mapping[str, float]:
    """Weights under which what was chosen is likeliest among its candidates (McFadden 1974), held by a ridge.

    Concave, so there is one optimum. A feature that does not tell candidates apart, or would have to count against
    what it speaks for, gets 0.
    """
    from scipy.optimize import minimize

    n_choices, n_candidates, n_names = made.rows.shape
    if not n_choices:
        return MappingProxyType(dict.fromkeys(made.names, 0.0))
    centred = made.rows - made.rows.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred.reshape(-1, n_names) ** 2).mean(axis=0, dtype=np.float64))
    spread[[name in BY_HAND for name in made.names]] = 0.0
    scale = np.where(spread >= LEAST_SPREAD, 1.0 / np.maximum(spread, LEAST_SPREAD), 0.0)
    centred *= scale.astype(np.float32)
    flat = centred.reshape(-1, n_names)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = (flat @ weights.astype(np.float32)).reshape(n_choices, n_candidates).astype(np.float64)
        scores -= scores.max(axis=1, keepdims=True)
        likely = np.exp(scores)
        likely /= likely.sum(axis=1, keepdims=True)
        told = -np.log(np.maximum(likely[:, 0], 1e-300)).sum() + RIDGE * float(weights @ weights)
        likely[:, 0] -= 1.0
        slope = likely.reshape(-1).astype(np.float32) @ flat
        return float(told), slope.astype(np.float64) + 2 * RIDGE * weights

    bounds = [(None, None) if name in EITHER_WAY else (0.0, None) for name in made.names]
    found = minimize(loss, np.zeros(n_names), jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 200})
    weights = np.where(np.abs(found.x) < 1e-3, 0.0, found.x * scale)
    return MappingProxyType({name: float(weight) for name, weight in zip(made.names, weights, strict=True)})


def boosted_trees(made: Examples, *, seed: int) -> Any:
    """LightGBM's lambdarank (Burges 2010) on the same examples; a `lightgbm.Booster`.

    ModuleNotFoundError where it is not installed.
    """
    import lightgbm

    n_choices, n_candidates, n_names = made.rows.shape
    labels = np.zeros((n_choices, n_candidates), dtype=np.int8)
    labels[:, 0] = 1
    data = lightgbm.Dataset(
        made.rows.reshape(-1, n_names), labels.reshape(-1), group=[n_candidates] * n_choices, feature_name=[
            f"f{n}" for n in range(n_names)
        ],
    )  # fmt: skip
    settings = {
        "objective": "lambdarank", "learning_rate": 0.08, "num_leaves": 31, "min_data_in_leaf": 100,
        "lambdarank_truncation_level": 20, "feature_fraction": 0.7, "seed": seed, "num_threads": 2,
        "deterministic": True, "verbosity": -1,
    }  # fmt: skip
    return lightgbm.train(settings, data, num_boost_round=200)


def places(scores: NDArray[np.floating], choice: Choice, features: ChoiceFeatures) -> float:
    """The place of what was chosen, from 1; ties share the mean of theirs.

    What was new to the shopper is ranked among all that was; what was not, among all products.
    """
    own = features.rows[choice.product_id]
    known = {features.rows[e.product_id] for e in choice.shopper.events if e.product_id in features.rows}
    left = np.delete(scores, sorted(known)) if choice.is_new else scores
    return place(left, scores[own])


def weighed(matrix: Matrix, weights: Mapping[str, float], names: Sequence[str]) -> NDArray[np.float64]:
    return np.asarray(matrix @ np.array([weights.get(name, 0.0) for name in names]), dtype=np.float64)
