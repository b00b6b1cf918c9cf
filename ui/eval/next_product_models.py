"""The models that `shelftalk eval next-product` knows by name, with the settings that validation chose."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import NonNegativeFloat, TypeAdapter, ValidationError

from recommender.scorers.blend import Weight
from recommender.scorers.bpr import BPRScorer
from recommender.scorers.content import ContentRulesScorer, ContentScorer
from recommender.scorers.ease import EASEScorer
from recommender.scorers.ials import IALSScorer
from recommender.scorers.item_knn import ItemKNNScorer
from recommender.scorers.lightgcn import LightGCNScorer
from recommender.scorers.linear_transitions import LinearTransitionScorer
from recommender.scorers.novelty import NoveltyScorer
from recommender.scorers.seq_rules import SeqRulesConfig, SeqRulesScorer
from recommender.scorers.sequence_popularity import SequencePopularityScorer
from recommender.scorers.user_knn import UserKNNScorer
from recommender.sequences import Part, SequenceScorer
from ui.eval.frame import EvalError

BLEND = "blend"
NOVELTY = "novelty"
NEEDS_CONTENT = ("content", "content-rules", "two-tower")
NEEDS_TEXTS = ("two-tower",)
NEEDS_IMPLICIT = ("ials", "bpr")
NEEDS_AN_HOUR = ("sasrec", "two-tower")  # only when asked for by name


@dataclass(frozen=True, slots=True)
class Given:
    """What models are made of beside sequences. `content`: `(n_products, dim)`, sparse or dense; None: not known."""

    content: Any = None
    seed: int = 7
    runs: Path | None = None  # a folder in which trained models keep their runs
    taken_again: bool = False  # whether what a history holds is ranked, too


MAKERS: Mapping[str, Callable[[Given], SequenceScorer]] = {
    "popularity": lambda _: SequencePopularityScorer(),
    "item-knn": lambda _: ItemKNNScorer(),
    "user-knn": lambda _: UserKNNScorer(),
    "ials": lambda given: IALSScorer(seed=given.seed),
    "bpr": lambda given: BPRScorer(seed=given.seed),
    "ease": lambda _: EASEScorer(),
    "linear": lambda _: LinearTransitionScorer(),
    "seq-rules": lambda _: SeqRulesScorer(),
    "seq-rules-last": lambda _: SeqRulesScorer(SeqRulesConfig(decay=0.3)),
    "seq-rules-damped": lambda _: SeqRulesScorer(SeqRulesConfig(damping=0.5)),
    "lightgcn": lambda given: LightGCNScorer(seed=given.seed),
    "content": lambda given: ContentScorer(given.content),
    "content-rules": lambda given: ContentRulesScorer(given.content),
    "novelty": lambda _: NoveltyScorer(),
    "sasrec": lambda given: _sasrec(given),
    "two-tower": lambda given: _two_tower(given),
}


def names_of(models: str, given: Given) -> list[str]:
    """The names in `a,b,blend`, or for nothing all that can be made here within minutes. EvalError for others."""
    missing = _missing(given)
    if not models:
        return [name for name in MAKERS if name not in missing and name not in NEEDS_AN_HOUR] + [BLEND]
    names = [name.strip() for name in models.split(",") if name.strip()]
    for name in names:
        if name != BLEND and name not in MAKERS:
            raise EvalError(f"There is no model '{name}'. There are: {', '.join([*MAKERS, BLEND])}.")
        if name in missing:
            raise EvalError(f"The model '{name}' {missing[name]}. Leave it out of --models.")
    return names


def part_of(name: str) -> Part:
    """EvalError for what is no part."""
    parts: dict[str, Part] = {"validation": "validation", "test": "test"}
    if name not in parts:
        raise EvalError(f"There is no part '{name}'. There are: {', '.join(parts)}.")
    return parts[name]


def read_weights(file: Path) -> dict[str, Weight]:
    """What `--tune` wrote: an object of model names, each with two weights from 0 up. EvalError for anything else."""
    try:
        read = TypeAdapter(dict[str, tuple[NonNegativeFloat, NonNegativeFloat]]).validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        raise EvalError(f"Weights cannot be read from {file}: {error}. --tune FILE writes such a file.") from error
    unknown = sorted(read.keys() - MAKERS.keys())
    if unknown or not any(map(any, read.values())):
        raise EvalError(f"{file} weighs {', '.join(unknown) or 'nothing'}. Known models: {', '.join(MAKERS)}.")
    return {name: Weight(*pair) for name, pair in read.items()}


def write_weights(weights: Mapping[str, Weight], file: Path) -> None:
    file.write_text(json.dumps({name: list(pair) for name, pair in weights.items()}, indent=1) + "\n", encoding="utf-8")


def _missing(given: Given) -> dict[str, str]:
    missing: dict[str, str] = {}
    if not given.taken_again:
        missing[NOVELTY] = "tells nothing where what was taken is left out"
    if given.content is None:
        missing |= dict.fromkeys(NEEDS_CONTENT, "needs what is known of the products, and nothing is")
    elif not isinstance(given.content, np.ndarray):
        missing |= dict.fromkeys(NEEDS_TEXTS, "reads vectors of texts, and only attributes are known")
    if find_spec("implicit") is None:
        missing |= dict.fromkeys(NEEDS_IMPLICIT, "needs implicit: pip install 'shelftalk[bench]'")
    return missing


def _sasrec(given: Given) -> SequenceScorer:
    from recommender.scorers.sasrec import SASRecScorer

    return SASRecScorer(seed=given.seed, features=given.content, runs=given.runs)


def _two_tower(given: Given) -> SequenceScorer:
    from recommender.scorers.two_tower import TwoTowerScorer

    return TwoTowerScorer(given.content, seed=given.seed, runs=given.runs)
