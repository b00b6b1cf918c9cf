"""`shelftalk eval private`: what differential privacy costs the counting model, and what a device sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from recommender.evaluation.next_product import gains, hits, mean, places
from recommender.gaussian_mechanism import noise_for
from recommender.pair_counts import pair_counts
from recommender.privacy import BYTES_PER_PAIR, PrivateRulesConfig, PrivateRulesScorer, bytes_sent
from recommender.scorers.seq_rules import SeqRulesConfig, SeqRulesScorer
from recommender.scorers.weighted_histories import unit_rows
from recommender.sequences import Part, SequenceScorer, drawn, leave_one_out, read_sequences
from retrieval.progress import Progress
from ui.eval.frame import Cell, EvalError, Measured
from ui.eval.next_product import ATTRIBUTES, attributes_beside

EPSILONS = (1.0, 2.0, 4.0, 8.0)
RULES, SAME, PUBLIC = "seq-rules", "private without noise", "content alone"


@dataclass(frozen=True, slots=True)
class PrivateOptions:
    """`limit`: so many drawn shoppers are judged, 0 all."""

    data: Path
    part: Part
    delta: float
    seed: int
    limit: int = 0


def measure_private(options: PrivateOptions, progress: Progress) -> Measured:
    """A row for plain SeqRules, for content alone, and for each epsilon. `kept` is a share of plain SeqRules' NDCG@10,
    `kept_of_same` of the same model without clipping and noise."""
    sequences = read_sequences(options.data)
    content = attributes_beside(options.data, sequences)
    if content is None:
        raise EvalError(
            "What is counted must be chosen by what is public, and nothing is known of the products: expected "
            f"{ATTRIBUTES.format(stem=options.data.stem)} beside {options.data}."
        )
    rows_of_content = unit_rows(content)
    split = drawn(leave_one_out(sequences, options.part), options.limit, options.seed)
    standard = replace(PrivateRulesConfig(), delta=options.delta)
    configs = {SAME: replace(standard, epsilon=None)} | {f"{e:g}": replace(standard, epsilon=e) for e in EPSILONS}
    models: dict[str, SequenceScorer] = {RULES: SeqRulesScorer()}
    models |= {name: PrivateRulesScorer(rows_of_content, of, seed=options.seed) for name, of in configs.items()}
    nobody = replace(split.training, lists=(), times=None)
    models[PUBLIC] = PrivateRulesScorer(rows_of_content, configs[SAME], seed=options.seed)
    for at, (name, model) in enumerate(models.items()):
        progress("Fitting", at, len(models))
        model.fit(nobody if name == PUBLIC else split.training)
    found = places(models, split, progress=partial(progress, "Ranking"))
    ndcg = {name: mean(gains(of.ranks)) for name, of in found.items()}
    rows: list[Mapping[str, Cell]] = []
    for name, of in found.items():
        epsilon = configs[name].epsilon if name in configs else None
        rows.append(
            {
                "epsilon": name,
                "noise": standard.bound * noise_for(epsilon, options.delta) if epsilon is not None else None,
                "hr@10": mean(hits(of.ranks)).mean,
                "ndcg@10": ndcg[name].mean,
                "±ndcg": ndcg[name].within,
                "kept": _share(ndcg[name].mean, ndcg[RULES].mean),
                "kept_of_same": _share(ndcg[name].mean, ndcg[SAME].mean),
            }
        )
    rules = SeqRulesConfig()
    sent = bytes_sent(pair_counts(split.training, window=rules.window, together=rules.together))
    figures = {f"kept_at_{e:g}": _share(ndcg[f"{e:g}"].mean, ndcg[RULES].mean) for e in EPSILONS}
    figures |= {
        f"kept_of_same_at_{EPSILONS[-1]:g}": _share(ndcg[f"{EPSILONS[-1]:g}"].mean, ndcg[SAME].mean),
        "delta": options.delta,
        "client_bytes_mean": float(sent.mean()),
        "client_bytes_p95": float(np.percentile(sent, 95)),
        "client_bytes_max": float(sent.max()),
        "bytes_per_pair": float(BYTES_PER_PAIR),
    }
    return Measured(figures, rows)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
