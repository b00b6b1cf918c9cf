"""Two of the tasks of `eval bundles` look into sessions: their bundles, and whether two of their products are one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.evaluation.bundle_finding import (
    Choosing,
    Subset,
    SubsetJudge,
    best_choosing,
    chosen,
    clusters,
    found,
    least_reached,
    measures,
)
from recommender.evaluation.bundle_pairs import (
    SessionPairs,
    auc,
    boosted,
    bundles_of,
    by_session,
    drawn_pairs,
    folds,
    foretold,
    in_session,
    own_features,
    session_pairs,
    straight,
)
from ui.eval.bundles import Room, Row, cells, mean_of
from ui.eval.frame import Measured

THRESHOLDS = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8)


def measure_generation(room: Room) -> Measured:
    """Bundles of every judged session from its titled products."""
    truth, learned = bundles_of(room.marked, room.judged), bundles_of(room.marked, room.train)
    made, known = session_pairs(room.marked, room.judged), session_pairs(room.marked, room.train)
    features, rows = _all_features(room, made), _all_features(room, known)
    model = boosted(room.seed)
    before = by_session(known, foretold(model, rows, known.together, folds(known.sessions, room.seed)))
    chances = by_session(made, model.fit(rows, known.together).predict_proba(features)[:, 1])
    judge = SubsetJudge(room.marked, room.table, room.seed)
    at_training = judge.fit(before, learned)
    how = best_choosing(at_training, learned)
    judged = judge.judged(chances)
    plain = dict(zip(_keys(made), _plain(room, made), strict=True))
    least = _best_threshold(learned, before, room)
    told: dict[str, Mapping[int, Sequence[Subset]]] = {
        "the whole session": {s: [frozenset(room.marked.sessions[s])] for s in truth},
        "clusters by title and path": {
            s: clusters(room.marked.sessions[s], {p: plain[s, *p] for p in chances[s]}, 0.5) for s in truth
        },
        "the surest pair": {s: [frozenset(max(chances[s].items(), key=lambda pair: pair[1])[0])] for s in truth},
        "clusters by pair chances": {s: clusters(room.marked.sessions[s], chances[s], least) for s in truth},
        "ours, one bundle": {s: chosen(judged[s], Choosing(how.size, 2.0, 0.0)) for s in truth},
        "ours": {s: chosen(judged[s], how) for s in truth},
    }
    table: list[Row] = []
    figures: dict[str, float] = {}
    for name, of in told.items():
        each = [found(of[s], truth[s]) for s in truth]
        precision, recall, coverage = measures(each)
        table.append(
            {
                "method": name,
                **cells("precision", mean_of([one.precision for one in each])),
                **cells("recall", mean_of([one.recall for one in each])),
                **cells("coverage", mean_of([c for one in each for c in one.covered])),
                "n": len(each),
            }
        )
        figures = {"generation_precision": precision, "generation_recall": recall, "generation_coverage": coverage}
    learnt = {
        "method": f"chosen on training: size {how.size}, least {how.least}, overlap {how.overlap}; clusters {least}"
    }
    return Measured(figures, [*table, learnt])


def measure_pairs(room: Room) -> Measured:
    """AUC of "one bundle has both": among all pairs of judged sessions, and against products drawn from all."""
    made, known = session_pairs(room.marked, room.judged), session_pairs(room.marked, room.train)
    rows: list[Row] = []
    figures: dict[str, float] = {}
    best = 0.0
    for name, model, wide in (
        ("logistic, the pair alone", straight(room.seed), False),
        ("boosted, the pair alone", boosted(room.seed), False),
        ("logistic, with the session", straight(room.seed), True),
        ("boosted, with the session (ours)", boosted(room.seed), True),
    ):
        of = _all_features if wide else _own_features
        scores = model.fit(of(room, known), known.together).predict_proba(of(room, made))[:, 1]
        best = auc(made.together, scores)
        rows.append({"method": name, "against": "the session's other pairs", "auc": round(best, 4), "n": scores.size})
    figures["pair_auc"] = best
    judged = drawn_pairs(room.marked, room.marked.of(room.judged), room.seed)
    drawn = drawn_pairs(room.marked, room.marked.of(room.train), room.seed)
    for name, model in (
        ("logistic, the pair alone", straight(room.seed)),
        ("boosted, the pair alone (ours)", boosted(room.seed)),
    ):
        scores = model.fit(_own_features(room, drawn), drawn.together).predict_proba(_own_features(room, judged))[:, 1]
        figures["pair_auc_drawn"] = auc(judged.together, scores)
        rows.append(
            {"method": name, "against": "a drawn product", "auc": round(figures["pair_auc_drawn"], 4), "n": scores.size}
        )
    return Measured(figures, rows)


def _own_features(room: Room, made: SessionPairs) -> NDArray[np.float32]:
    return own_features(made, room.table, room.marked)


def _all_features(room: Room, made: SessionPairs) -> NDArray[np.float32]:
    return np.column_stack([_own_features(room, made), in_session(made, room.table, room.marked)])


def _keys(made: SessionPairs) -> list[tuple[int, int, int]]:
    return [(int(s), int(a), int(b)) for s, (a, b) in zip(made.sessions, made.pairs, strict=True)]


def _plain(room: Room, made: SessionPairs) -> list[float]:
    """The mean of the cosines of words and paths, doubled: nothing learned."""
    both: Any = room.table[[room.names().index("words"), room.names().index("paths")]]
    return [float(value) for value in both[:, made.pairs[:, 0], made.pairs[:, 1]].sum(axis=0)]


def _best_threshold(truth: Mapping[int, Sequence[Subset]], chances: Mapping[int, Any], room: Room) -> float:
    def reached(least: float) -> float:
        return least_reached([found(clusters(room.marked.sessions[s], chances[s], least), truth[s]) for s in truth])

    return max(THRESHOLDS, key=reached)
