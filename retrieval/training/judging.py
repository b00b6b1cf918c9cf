"""How well held-out queries find their answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

AT = 10


def figures(ranked: Mapping[str, Sequence[str]], relevant: Mapping[str, Collection[str]]) -> dict[str, float]:
    """Means over the queries of `ranked`: recall among the first ten, and one over the first answer's place (MRR).

    An answer below the tenth place counts for nothing.
    """
    recall = reciprocal = 0.0
    for query, ids in ranked.items():
        answers = relevant[query]
        places = [place for place, i in enumerate(ids[:AT], start=1) if i in answers]
        recall += len(places) / len(answers)
        reciprocal += 1 / places[0] if places else 0.0
    return {"recall_10": recall / len(ranked), "mrr_10": reciprocal / len(ranked)}
