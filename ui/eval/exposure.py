"""`shelftalk eval exposure`: who gets the places in lists, and what spreading them more evenly costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from recommender.evaluation.next_product import coverage, gains, gini, hits, in_tail, mean, places
from recommender.exposure import by_newness, exposure_by
from recommender.scorers.evened import EvenedConfig, EvenedScorer
from recommender.scorers.seq_rules import SeqRulesScorer
from recommender.sequences import Part, drawn, leave_one_out, read_sequences
from retrieval.progress import Progress
from ui.eval.frame import Cell, Measured

DIALS = (0.0, 0.1, 0.2, 0.3, 0.5)


@dataclass(frozen=True, slots=True)
class ExposureOptions:
    """`limit`: so many drawn shoppers are judged, 0 all; with fewer lists any spread is less even."""

    data: Path
    part: Part
    seed: int
    limit: int = 0


def measure_exposure(options: ExposureOptions, progress: Progress) -> Measured:
    """The dial's curve, then how often products are shown by how many took them. Figures are of the standard dial."""
    split = drawn(leave_one_out(read_sequences(options.data), options.part), options.limit, options.seed)
    standard = EvenedConfig()
    models = {}
    dials = sorted({*DIALS, standard.dial})
    for at, dial in enumerate(dials):
        progress("Fitting", at, len(dials))
        models[f"{dial:g}"] = EvenedScorer(SeqRulesScorer(), replace(standard, dial=dial), seed=options.seed)
        models[f"{dial:g}"].fit(split.training)
    found = places(models, split, progress=partial(progress, "Ranking"))
    tail = in_tail(split)
    rows: list[Mapping[str, Cell]] = []
    told: dict[str, dict[str, float]] = {}
    for name, of in found.items():
        ndcg = mean(gains(of.ranks))
        told[name] = {
            "ndcg@10": ndcg.mean,
            "±ndcg": ndcg.within,
            "hr@10": mean(hits(of.ranks)).mean,
            "tail_hr@10": mean(hits(of.ranks[tail])).mean,
            "coverage@10": coverage(of.shown),
            "gini@10": gini(of.shown),
        }
        as_it_is = told["0"]["ndcg@10"]
        told[name]["ndcg_loss"] = 1.0 - ndcg.mean / as_it_is if as_it_is else 0.0
        rows.append({"dial": name, **told[name]})
    groups = by_newness(split.training)
    before, after = (exposure_by(found[name].shown, groups) for name in ("0", f"{standard.dial:g}"))
    for one, other in zip(before, after, strict=True):
        shares: dict[str, Cell] = {"of products": one.of_products, "of places, dial 0": one.of_places}
        rows.append({"products": one.group, **shares, f"of places, dial {standard.dial:g}": other.of_places})
    return Measured(told[f"{standard.dial:g}"] | {"gini@10_without": told["0"]["gini@10"]}, rows)
