"""What ranks in a store now: the version that counts, and what weighs how much in it, read from where it is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from recommender.counterfactual import Signal, signal_of
from recommender.fitted_store import BLEND, current
from recommender.recommender_training import UNLEARNED


@dataclass(frozen=True, slots=True)
class RunningRanking:
    """`version` is empty where nothing was learned yet and the weights are those set by hand."""

    version: str
    weights: Mapping[str, float]

    def shares(self) -> dict[Signal, float]:
        """What share of all weights, whatever their sign, each sort of signal has; largest first."""
        total = sum(abs(weight) for weight in self.weights.values())
        found = dict.fromkeys((Signal.PAST, Signal.CROWD, Signal.OFFER), 0.0)
        for name, weight in self.weights.items():
            signal = signal_of(name)
            found[signal] = found.get(signal, 0.0) + abs(weight) / (total or 1)
        return {s: share for s, share in sorted(found.items(), key=lambda item: (-item[1], item[0])) if share}


def running_ranking(store: Path) -> RunningRanking:
    """Of the store in this folder. A version that cannot be read is none: the shop then ranks by hand, too."""
    folder = current(store)
    if folder is not None:
        try:
            told = json.loads((folder / BLEND).read_text(encoding="utf-8"))
            return RunningRanking(folder.name, {str(name): float(w) for name, w in told["weights"].items() if w})
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            pass
    return RunningRanking("", UNLEARNED)
