"""Two of the tasks of `eval bundles` rank all products: completing a bundle, and finding one for an intent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from recommender.evaluation.bundle_ranking import (
    Asked,
    Completing,
    KindsTogether,
    Wishing,
    examples_of,
    learned,
    left_out,
    ndcg,
    ranks_of,
    wished,
)
from recommender.evaluation.next_product import gains, hits
from ui.eval.bundles import Room, Row, cells, mean_of
from ui.eval.frame import Measured

OURS = "ours"
STARTS = ("words, mean", "letters, mean", "its words", "its letters")  # that the learning starts from, at 1


def measure_completion(room: Room) -> Measured:
    """Leaves every product of every judged bundle out in turn and ranks all titled products but those given."""
    bundles = room.marked.of(room.train)
    features = Completing(room.names(), room.table, KindsTogether(room.marked, bundles))
    weights = _weights(features, left_out(bundles), room.seed, ("kinds", "meaning"))
    popular = np.bincount([p for b in bundles for p in b.products], minlength=len(room.marked.titles))
    met = _met(room)

    def scores(one: Asked) -> dict[str, NDArray[np.float32]]:
        rows = features(one)
        words, letters = (features.names.index(f"{name}, mean") for name in ("words", "letters"))
        return {
            "popularity": popular.astype(np.float32),
            "sessions only": met[list(one.given)].sum(axis=0),
            "TF-IDF words": rows[:, words],
            "TF-IDF words and letters": rows[:, words] + rows[:, letters],
            **_by_meaning(features.names, rows, "meaning, mean"),
            **{name: _weighed(rows, own) for name, own in weights.items()},
        }

    found = {n: np.concatenate(r) for n, r in ranks_of(left_out(room.marked.of(room.judged)), scores).items()}
    rows: list[Row] = [
        {"method": n, **cells("hr@10", mean_of(hits(r))), **cells("ndcg@10", mean_of(gains(r))), "n": r.size}
        for n, r in found.items()
    ]
    own = found[OURS]
    figures = {"completion_hr@10": float(hits(own).mean()), "completion_ndcg@10": float(gains(own).mean())}
    return Measured(figures, [*rows, _told(features.names, weights[OURS])])


def measure_intent(room: Room) -> Measured:
    """Asks with every intent written for a judged bundle and ranks all titled products."""
    bundles = room.marked.of(room.train)
    features = Wishing(room.likenesses, room.table, bundles, room.vectors)
    weights = _weights(features, wished(bundles), room.seed, ("such", "meaning"))

    def scores(one: Asked) -> dict[str, NDArray[np.float32]]:
        rows = features(one)
        return {
            "TF-IDF words": rows[:, features.names.index("its words")],
            **_by_meaning(features.names, rows, "its meaning"),
            **{name: _weighed(rows, own) for name, own in weights.items()},
        }

    found = ranks_of(wished(room.marked.of(room.judged)), scores)
    rows: list[Row] = [
        {"method": n, **cells("ndcg@10", mean_of([ndcg(one) for one in r])), "n": len(r)} for n, r in found.items()
    ]
    own = float(np.mean([ndcg(one) for one in found[OURS]]))
    return Measured({"intent_ndcg@10": own}, [*rows, _told(features.names, weights[OURS])])


def _weights(
    features: Completing | Wishing, asked: Sequence[Asked], seed: int, without: Sequence[str]
) -> dict[str, NDArray[np.float64]]:
    """Ours, and ours learned without the features that have each of the words."""
    examples = examples_of(features, asked, seed)
    start = np.array([name in STARTS for name in features.names], dtype=np.float64)
    made = {OURS: learned(examples, np.ones(start.size, dtype=bool), start)}
    for word in without:
        if not any(word in name for name in features.names):
            continue
        kept = np.array([word not in name for name in features.names])
        made[f"{OURS}, without {word}"] = learned(examples, kept, start)
    return made


def _by_meaning(names: Sequence[str], rows: NDArray[np.float32], name: str) -> dict[str, NDArray[np.float32]]:
    return {"MiniLM": rows[:, names.index(name)]} if name in names else {}


def _weighed(rows: NDArray[np.float32], weights: NDArray[np.float64]) -> NDArray[np.float32]:
    return np.asarray(rows @ weights, dtype=np.float32)


def _met(room: Room) -> NDArray[np.float32]:
    """`(n, n)`: the cosine of the training sessions of two products."""
    n = len(room.marked.titles)
    inside = np.zeros((len(room.train), n), dtype=np.float32)
    for row, session in enumerate(room.train):
        inside[row, list(room.marked.sessions[session])] = 1.0
    inside /= np.maximum(np.sqrt(inside.sum(axis=0)), 1.0)
    met = inside.T @ inside
    np.fill_diagonal(met, 0.0)
    return met


def _told(names: Sequence[str], weights: NDArray[np.float64]) -> Mapping[str, str]:
    said = chain.from_iterable((f"{n} {w:.2f}",) for n, w in zip(names, weights, strict=True) if w > 0.005)
    return {"method": "weights", "of": "; ".join(said)}
