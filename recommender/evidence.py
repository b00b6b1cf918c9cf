"""Evidence: what supports a claim."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """One supported claim. `kind` is field, offer, constraint, rating, review, history, relation, popularity,
    words or policy; `source` names the record (`product:MH01.material`, `event:17`, `review:12`)."""

    kind: str
    claim: str  # plain words: "in your size M"
    source: str
