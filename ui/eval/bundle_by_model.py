"""Part of `eval bundles --truth`: the same needs answered by a language model alone, each answer read strictly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import perf_counter

import numpy as np

from assistant.workbench.choosing_by_model import ModelChooser, Offered
from recommender.shopper import Shopper
from retrieval.catalog import Catalog
from retrieval.money import Money
from ui.eval.frame import Cell

MODEL = "a language model alone"


class ByModel:
    """Asks for the first `n` needs, and compares with the others on just those."""

    def __init__(self, chooser: ModelChooser, n: int, catalog: Catalog) -> None:
        self._chooser = chooser
        self._n = n
        self._catalog = catalog
        self._lost: dict[str, list[float]] = {}
        self._seconds: list[float] = []
        self._faults = {"over budget": 0, "made up": 0, "a kind left out": 0}

    @property
    def is_done(self) -> bool:
        return len(self._seconds) >= self._n

    def ask(
        self,
        shopper: Shopper,
        of_kind: Mapping[str, Sequence[Offered]],
        budget: Money,
        others: Mapping[str, float],
        worth: Mapping[str, float],
        most: float,
    ) -> None:
        """`others` is what each of the others lost on this need; what no answer can be used of counts as NaN."""
        from assistant.models.steerable import ModelError

        bought = [e.product_id for e in shopper.events if e.name == "purchase"]
        titles = [self._catalog.product(i).title for i in bought if i in self._catalog]
        began = perf_counter()
        try:
            answer = self._chooser.chosen(of_kind, budget, titles)
        except ModelError:
            self._seconds.append(perf_counter() - began)
            self._faults["a kind left out"] += 1
            self._add({**others, MODEL: np.nan})
            return
        self._seconds.append(perf_counter() - began)
        is_over = answer.total is not None and answer.total > budget
        is_short = len(answer.chosen) < len(of_kind)
        self._faults["over budget"] += is_over
        self._faults["made up"] += bool(answer.made_up)
        self._faults["a kind left out"] += is_short
        usable = not (is_over or is_short)
        lost = most - sum(worth[i] for i in answer.chosen.values())
        self._add({**others, MODEL: lost if usable else np.nan})

    def rows(self) -> list[dict[str, Cell]]:
        """Nothing where nothing was asked."""
        if not self._seconds:
            return []
        usable = np.isfinite(np.array(self._lost[MODEL]))
        chance = _mean(self._lost["by chance"], usable)
        found: list[dict[str, Cell]] = []
        for name, values in self._lost.items():
            lost = _mean(values, usable)
            won = None if lost is None or not chance else round(1 - lost / chance, 3)
            found.append({"on the same needs": name, "utility lost": lost, "won back": won, "needs": int(usable.sum())})
        n, seconds = len(self._seconds), round(float(np.mean(self._seconds)), 2)
        told = {f"{what}": count for what, count in self._faults.items()}
        return [*found, {"on the same needs": f"{MODEL}, of {n} asked", **told, "seconds each": seconds, "needs": n}]

    def figures(self) -> dict[str, float]:
        if not self._seconds:
            return {}
        usable = float(np.isfinite(np.array(self._lost[MODEL])).mean())
        faults = {f"model_{what.replace(' ', '_')}": float(n) for what, n in self._faults.items()}
        return {"model_asked": float(len(self._seconds)), "model_usable": usable, **faults}

    def _add(self, lost: Mapping[str, float]) -> None:
        for name, value in lost.items():
            self._lost.setdefault(name, []).append(value)


def _mean(values: Sequence[float], usable: np.ndarray) -> float | None:
    kept = np.array(values)[usable]
    kept = kept[np.isfinite(kept)]
    return round(float(kept.mean()), 3) if kept.size else None
