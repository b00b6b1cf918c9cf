"""Why each part is in a bundle: the part it goes with best, and what says so."""

from __future__ import annotations

from collections.abc import Sequence

from recommender.belonging.belonging import Belonging, Tie
from recommender.evidence import Evidence
from retrieval.query import Candidate


def slot_reasons(parts: Sequence[Candidate], belonging: Belonging) -> list[Evidence | None]:
    """For each part, the evidence of its strongest tie to another part ("goes with the Lamp"); None where nothing
    ties it."""
    reasons: list[Evidence | None] = []
    for at, part in enumerate(parts):
        others = [*parts[:at], *parts[at + 1 :]]
        ties = [tie for other in others if (tie := belonging.tie(other.product_id, part.product_id)) is not None]
        strongest = max(ties, key=_points, default=None)
        reasons.append(strongest.evidence if strongest is not None else None)
    return reasons


def _points(tie: Tie) -> float:
    return tie.points
