"""Why a card was shown: its reason with the evidence for it, and what its place was made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.policy import query_of
from assistant.recommending import Recommending
from assistant.reply import SignalSwitch
from assistant.shopper.switching import Switching
from assistant.turn import Turn
from assistant.workbench.reasons import BenchReasons
from recommender.evidence import Evidence
from recommender.explaining import Explainer
from retrieval.query import Candidate


@dataclass(frozen=True, slots=True)
class Why:
    """`text` says nothing that `evidence` does not support.

    `place` of `n_fitting` is where it stands among all that fits, from 1, and `parts` sum to its score there; a part of
    a bundle, which no list was made of, has no place and no parts.
    """

    product_id: str
    variant_id: str
    text: str
    evidence: tuple[Evidence, ...]
    place: int | None
    n_fitting: int
    parts: Mapping[str, float]
    switches: tuple[SignalSwitch, ...] = ()  # the signals that lift it, and those that are off


def why(
    product_id: str,
    variant_id: str,
    turn: Turn,
    recommending: Recommending,
    explainer: Explainer,
    switching: Switching,
    parts: BenchReasons | None = None,
) -> Why:
    """Why the product fits the need of the turn's state, for its shopper. Tells nobody anything: nothing happens."""
    part = parts.of_part(product_id, turn) if parts is not None and turn.state.is_at_bench else None
    if part is not None:
        return Why(product_id, part.variant_id, part.told.text, part.told.evidence, None, 0, {})
    query = query_of(turn.state)
    ranked = recommending.ranked(query, turn)
    place = next((n for n, c in enumerate(ranked, 1) if c.product_id == product_id), None)
    candidate = ranked[place - 1] if place else Candidate(product_id, variant_id)
    told = explainer.explain(candidate, ranked, query, turn.taste, recommending.anew(query, turn))
    signals = switching.signals(product_id, ranked, query, turn) if place else None
    switches = signals.switches if signals else ()
    return Why(
        product_id, candidate.variant_id, told.text, told.evidence, place, len(ranked), candidate.parts, switches
    )
