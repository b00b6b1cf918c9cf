"""Fitted rankers on disk: versions below a store's folder, of which one counts; a switch is one rename."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recommender.again import Again
from recommender.choices import by_shopper
from recommender.demand import Demand
from recommender.events import Event
from recommender.features import ChoiceFeatures
from recommender.fitted import FittedScorer, Rules, sequences_of
from recommender.learned_blend import LearnedBlend
from recommender.profile import Profiler
from recommender.profile_features import leaf
from recommender.sequences import SequenceScorer
from recommender.trusted_ratings import NO_DOUBTS, Rated
from retrieval.catalog import Catalog

FOLDER, CURRENT, BLEND, NEXT = "ranker", "current", "blend.json", "next"
FORMAT = 1


class RankerDamagedError(ValueError):
    """A fitted ranker cannot be read."""


@dataclass(frozen=True, slots=True)
class Model:
    """A counting model of the blend: how it is made, and the decay its history is read with."""

    make: Callable[[], SequenceScorer]
    decay: float
    of_kinds: bool = False


def models() -> dict[str, Model]:
    """The counting models, by the name of their part. Each is linear in the history (`Rules.of`)."""
    from recommender.scorers.ease import EASEConfig, EASEScorer
    from recommender.scorers.item_knn import ItemKNNConfig, ItemKNNScorer
    from recommender.scorers.seq_rules import SeqRulesScorer

    return {
        "follows": Model(SeqRulesScorer, 0.7),
        "taken by the same": Model(lambda: ItemKNNScorer(ItemKNNConfig(decay=0.85)), 0.85),
        "linear": Model(lambda: EASEScorer(EASEConfig(decay=0.85)), 0.85),
        "kinds follow": Model(SeqRulesScorer, 0.7, of_kinds=True),
        "kinds linear": Model(lambda: EASEScorer(EASEConfig(regularisation=50.0, decay=0.9)), 0.9, of_kinds=True),
    }


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """What was counted from events: the rules of every model, and how kinds are looked at again."""

    product_ids: tuple[str, ...]
    kinds: tuple[str, ...]  # of the products, by place
    rules: Mapping[str, Rules]
    again: Again
    trusted: Mapping[str, Rated] = field(default_factory=dict)  # of products with suspicious reviews

    def features(self, catalog: Catalog, profiler: Profiler, events: Iterable[Event]) -> ChoiceFeatures:
        """`events` say what is in demand at a moment."""
        numbers = {product.id: row for row, product in enumerate(catalog)}
        own, of_kind = _numbers(self.product_ids, self.kinds)
        kind_of = {kind: of_kind[p] for p, kind in zip(self.product_ids, self.kinds, strict=True)}
        of_kind |= {p.id: kind_of[leaf(p)] for p in catalog if leaf(p) in kind_of}  # new ones, too
        scorers = {
            name: FittedScorer(
                self.rules[name], of_kind if model.of_kinds else own, profiler, may_repeat=model.of_kinds
            )
            for name, model in models().items()
        }
        return ChoiceFeatures(catalog, profiler, Demand(events, numbers), self.again, scorers, trusted=self.trusted)


def counted(
    catalog: Catalog,
    events: Sequence[Event],
    tell: Callable[[str], None] = lambda _: None,
    *,
    trusted: Mapping[str, Rated] = NO_DOUBTS,
) -> Counts:
    """Fits every model on the events."""
    product_ids = tuple(product.id for product in catalog)
    kinds = tuple(leaf(product) for product in catalog)
    own, of_kind = _numbers(product_ids, kinds)
    of_products, of_their_kinds = sequences_of(events, own), sequences_of(events, of_kind)
    rules = {}
    for name, model in models().items():
        tell(name)
        rules[name] = Rules.of(model.make(), of_their_kinds if model.of_kinds else of_products, model.decay)
    again = Again.counted(by_shopper(events), dict(zip(product_ids, kinds, strict=True)))
    return Counts(product_ids, kinds, rules, again, trusted)


def save(folder: Path, counts: Counts, weights: Mapping[str, float], span: float, told: Mapping[str, object]) -> None:
    """Writes a version; `told` is what is said of it: when, from how much, how good."""
    folder.mkdir(parents=True)
    for at, rules in enumerate(counts.rules.values()):
        rules.save(folder / f"rules{at}.npz")
    blend = {
        "format": FORMAT, "told": dict(told), "weights": dict(weights), "span": span, "again": counts.again.lift,
        "models": {name: rules.decay for name, rules in counts.rules.items()},
        "products": counts.product_ids, "kinds": counts.kinds, "trusted": dict(counts.trusted),
    }  # fmt: skip
    (folder / BLEND).write_text(json.dumps(blend, ensure_ascii=False) + "\n", encoding="utf-8")


def load(folder: Path) -> tuple[Counts, dict[str, float], float]:
    """A version's counts, weights and span. `RankerDamagedError` says what to do."""
    with _damage_told(folder):
        blend = _blend(folder)
        rules = {
            name: Rules.load(folder / f"rules{at}.npz", float(decay))
            for at, (name, decay) in enumerate(blend["models"].items())
        }
        counts = Counts(tuple(blend["products"]), tuple(blend["kinds"]), rules, Again(blend["again"]), _trusted(blend))
        return counts, {name: float(weight) for name, weight in blend["weights"].items()}, float(blend["span"])


def _blend(folder: Path) -> dict[str, Any]:
    blend: dict[str, Any] = json.loads((folder / BLEND).read_text(encoding="utf-8"))
    if blend["format"] != FORMAT or list(blend["models"]) != list(models()):
        raise RankerDamagedError(f"{folder} was fitted by another version of shelftalk. {_ANEW}")
    return blend


def _trusted(blend: Mapping[str, Any]) -> dict[str, Rated]:
    return {product_id: Rated(*told) for product_id, told in blend.get("trusted", {}).items()}


@contextmanager
def _damage_told(folder: Path) -> Iterator[None]:
    try:
        yield
    except RankerDamagedError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RankerDamagedError(f"{folder} is no fitted ranker ({error}). {_ANEW}") from error


_ANEW = "Delete it, or fit anew: shelftalk train recommender --store DIR."


def current(store: Path) -> Path | None:
    """The folder of the version that counts; None where nothing was fitted."""
    pointer = store / FOLDER / CURRENT
    if not pointer.is_file():
        return None
    version = store / FOLDER / pointer.read_text(encoding="utf-8").strip()
    return version if (version / BLEND).is_file() else None


def switch(store: Path, version: str, *, keep: int = 3) -> None:
    """From now on `version` counts; of the others the latest stay, for going back. One rename: all or nothing."""
    root = store / FOLDER
    pointer = root / f"{CURRENT}.part"
    pointer.write_text(version + "\n", encoding="utf-8")
    os.replace(pointer, root / CURRENT)
    versions = sorted(d.name for d in root.iterdir() if (d / BLEND).is_file() and d.name not in (version, NEXT))
    for old in versions[: max(0, len(versions) - keep + 1)]:
        shutil.rmtree(root / old)


def trusted_of(store: Path) -> Mapping[str, Rated]:
    """What products with suspicious reviews count as rated, by the version that counts; nothing without one."""
    folder = current(store)
    if folder is None:
        return NO_DOUBTS
    with _damage_told(folder):
        return _trusted(_blend(folder))


def open_blend(store: Path, catalog: Catalog, profiler: Profiler, events: Iterable[Event]) -> LearnedBlend | None:
    """The blend that counts for this store; None where none was fitted."""
    folder = current(store)
    if folder is None:
        return None
    counts, weights, span = load(folder)
    return LearnedBlend(counts.features(catalog, profiler, events), weights, span)


def _numbers(product_ids: Sequence[str], kinds: Sequence[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Each product's own number, and that of its kind; a product without a kind has none of these."""
    number = {kind: n for n, kind in enumerate(sorted(set(kinds) - {""}))}
    own = {product_id: n for n, product_id in enumerate(product_ids)}
    return own, {p: number[kind] for p, kind in zip(product_ids, kinds, strict=True) if kind}
