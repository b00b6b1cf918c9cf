"""`shelftalk eval shilling`: how far made-up shoppers push a product, with and without the guard, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from recommender.evaluation.next_product import hits, mean, places
from recommender.evaluation.shilling import KINDS, AttackKind, fake_profiles, pushed_targets, shown_share, with_profiles
from recommender.robustness import GuardedRulesScorer
from recommender.scorers.seq_rules import SeqRulesScorer
from recommender.sequences import Part, SequenceScorer, drawn, leave_one_out, read_sequences
from retrieval.progress import Progress
from ui.eval.frame import Cell, Measured

N_TARGETS = 10
SHARES = (0.001, 0.005, 0.01, 0.03)  # made-up profiles for each target, of all shoppers
JUDGED: tuple[AttackKind, ...] = ("bandwagon", "sequential")
HEADLINE = 0.01
ASKED = 4_000  # drawn shoppers whose lists are looked at: a fit and a look for every target, size and attack take time

MODELS: Mapping[str, Callable[[], SequenceScorer]] = {"seq-rules": SeqRulesScorer, "guarded": GuardedRulesScorer}
GUARDED = "guarded"


@dataclass(frozen=True, slots=True)
class ShillingOptions:
    """`popular`: of how many of the most taken products fillers are drawn. `other`: two attacks more, at 1 %."""

    data: Path
    part: Part
    seed: int
    popular: int = 10
    limit: int = 0
    other: bool = False


def measure_shilling(options: ShillingOptions, progress: Progress) -> Measured:
    """A row for each model, attack and size; `hr@10_loss` is what the guard takes of HR@10 where nobody attacks.

    Each target is pushed on its own, by profiles that are a share of the real shoppers; what is told is the mean.
    """
    split = drawn(leave_one_out(read_sequences(options.data), options.part), options.limit, options.seed)
    asked = drawn(split, ASKED, options.seed).histories
    targets = pushed_targets(split.training, N_TARGETS, options.seed)
    clean = {name: make() for name, make in MODELS.items()}
    for model in clean.values():
        model.fit(split.training)
    judged = places(clean, split, progress=partial(progress, "Ranking"))
    hr = {name: mean(hits(of.ranks)) for name, of in judged.items()}
    organic = {name: shown_share(model, split.histories, targets) for name, model in clean.items()}
    rows = [
        _row(name, "nobody", 0.0, organic[name]) | {"hr@10": hr[name].mean, "±hr": hr[name].within} for name in MODELS
    ]
    at_headline: dict[tuple[str, AttackKind], float] = {}
    plans = [(kind, share) for kind in JUDGED for share in SHARES]
    plans += [(kind, HEADLINE) for kind in KINDS if options.other and kind not in JUDGED]
    for at, (kind, share) in enumerate(plans):
        progress("Attacks", at, len(plans))
        n = max(1, round(share * len(split.training.lists)))
        reached = dict.fromkeys(MODELS, 0.0)
        for target in targets:
            alone = np.array([target], dtype=np.int32)
            made = fake_profiles(
                kind, split.training, alone, n, popular=options.popular, seed=options.seed + int(target)
            )
            attacked = with_profiles(split.training, made)
            for name, make in MODELS.items():
                model = make()
                model.fit(attacked)
                reached[name] += shown_share(model, asked, alone) / targets.size
        for name in MODELS:
            rows.append(_row(name, kind, share, reached[name]))
            if share == HEADLINE:
                at_headline[name, kind] = reached[name]
    loss = 1.0 - hr[GUARDED].mean / hr["seq-rules"].mean if hr["seq-rules"].mean else 0.0
    figures = {"organic": organic["seq-rules"], "organic_guarded": organic[GUARDED], "hr@10_loss": loss}
    for kind in JUDGED:
        figures[f"{kind}_1pct"] = at_headline[GUARDED, kind]
        figures[f"{kind}_1pct_unguarded"] = at_headline["seq-rules", kind]
    return Measured(figures, rows)


def _row(model: str, attack: str, share: float, shown: float) -> dict[str, Cell]:
    told: dict[str, Cell] = {"model": model, "attack": attack, "made-up": share, "shown to": shown}
    return told | {"hr@10": None, "±hr": None}
