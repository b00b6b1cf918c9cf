"""Measuring bundles on the sample store against what its made-up shoppers truly want.

The hidden truth is read here to pose the needs and to judge; what proposes knows the events before each moment only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import numpy as np

from assistant.workbench.choosing_by_model import ModelChooser, Offered
from recommender.belonging.together import CountedTogether
from recommender.blend_training import weighed
from recommender.bundles.bundler import RelatedBundler
from recommender.bundles.mining import mine
from recommender.bundles.need import BundleNeed, Slot, Tier
from recommender.bundles.proposal import Bundle
from recommender.bundles.solver import Option, Problem
from recommender.bundles.templates import Template
from recommender.copurchases import CoPurchases
from recommender.event_log import EventLog
from recommender.events import Event
from recommender.fitted_store import counted
from recommender.likeness import kind
from recommender.profile import Profiler
from recommender.recommender_training import learn
from recommender.sample.needs import read_wishes
from recommender.scorers.history import HistoryOverlapScorer
from recommender.scorers.popularity import PopularityScorer, Scorer
from recommender.shopper import Shopper
from retrieval.catalog import Catalog
from retrieval.money import Money
from retrieval.progress import Progress
from retrieval.query import Candidate
from retrieval.store import open_store
from ui.eval.bundle_by_model import ByModel
from ui.eval.frame import Cell, EvalError, Measured

METHODS = ("ours", "ours, nothing learned", "popularity", "bought together", "by chance")
_HISTORY, _POPULARITY = 0.65, 0.35  # as an opened shop blends them before it has learned
_SEEN = -1e6  # utilities below stand for what the shopper had seen before: nobody asks about those
_LEAST, _MOST = 0.8, 1.4  # a budget's share of what the slots cost in the middle
_GOES_WITH = 1.0  # strength, as a logit, from which a kind truly goes with another


@dataclass(frozen=True, slots=True)
class TruthOptions:
    store: Path
    truth: Path
    n: int
    seed: int
    n_model: int = 0  # needs that a language model alone is asked, too


@dataclass(frozen=True, slots=True)
class Case:
    """A shopper at a moment, the kinds that a need of theirs takes, and what every product is worth to them."""

    shopper: Shopper
    kinds: tuple[str, ...]
    utilities: Mapping[str, float]


def measure_against_truth(options: TruthOptions, progress: Progress, chooser: ModelChooser | None = None) -> Measured:
    """`chooser` answers the first `n_model` needs that all others answer, too. Raises `EvalError` where the truth is
    another store's."""
    with open_store(options.store, on=datetime.now(UTC).date()) as store:
        catalog, events = store.catalog, list(EventLog(store.engine).all())
        cases = _cases(options, catalog, events)
        before = {case.shopper.id: case.shopper.now for case in cases}
        known = [e for e in events if e.shopper_id not in before or e.at < (before[e.shopper_id] or e.at)]
        bought = CoPurchases(known)
        popularity = PopularityScorer(catalog, known, now=max(e.at for e in known))
        history = HistoryOverlapScorer(catalog, bought, Profiler(catalog))
        bundler = RelatedBundler(catalog, together=CountedTogether(catalog, known))
        learned = learn(catalog, known, seed=options.seed, progress=progress)
        features = counted(catalog, known).features(catalog, Profiler(catalog), known)
        by_kind = _by_kind(options.truth, catalog)
        draw = Random(options.seed)
        model = ByModel(chooser, options.n_model, catalog) if chooser is not None else None
        got: dict[str, list[float]] = {name: [] for name in METHODS}
        milliseconds, n_over = [], 0
        for at, case in enumerate(cases):
            of_kind = {name: [i for i in by_kind[name] if case.utilities[i] > _SEEN] for name in case.kinds}
            if not all(of_kind.values()):
                continue
            budget = _budget(case, of_kind, catalog, draw)
            ids = [product_id for name in case.kinds for product_id in of_kind[name]]
            popular = _scored(popularity, ids, case.shopper)
            personal = _scored(history, ids, case.shopper)
            by_hand = {i: _HISTORY * personal[i] + _POPULARITY * popular[i] for i in ids}
            matrix = features.of(case.shopper)
            weights = weighed(matrix, learned.weights, features.names).tolist()
            worth = dict(zip(features.product_ids, weights, strict=True))
            most = _most(case, of_kind, budget, catalog)
            began = perf_counter()
            proposed = _proposed(bundler, case, of_kind, worth, budget, catalog)
            milliseconds.append((perf_counter() - began) * 1_000)
            unlearned = _proposed(bundler, case, of_kind, by_hand, budget, catalog)
            if most is None or proposed is None or unlearned is None:
                continue
            n_over += proposed.total > budget
            by = {
                "ours": [part.product_id for part in proposed.parts],
                "ours, nothing learned": [part.product_id for part in unlearned.parts],
                "popularity": _greedy(case, of_kind, partial(_of, popular), budget, catalog),
                "bought together": _greedy(case, of_kind, partial(_with, bought), budget, catalog),
                "by chance": _greedy(case, of_kind, partial(_drawn, draw), budget, catalog),
            }
            losses = {}
            for name, chosen in by.items():
                lost = most - sum(case.utilities[i] for i in chosen)
                losses[name] = lost if len(chosen) == len(case.kinds) else np.nan
                got[name].append(losses[name])
            if model is not None and not model.is_done:
                model.ask(case.shopper, _offered(of_kind, catalog), budget, losses, case.utilities, most)
            progress("Needs", at + 1, len(cases))
        recall = _slot_recall(mine(catalog, known), options.truth, by_kind, catalog)
    measured = _told(got, recall, milliseconds, n_over)
    if model is None:
        return measured
    return Measured({**measured.figures, **model.figures()}, [*measured.rows, *model.rows()])


def _offered(of_kind: Mapping[str, Sequence[str]], catalog: Catalog) -> dict[str, list[Offered]]:
    def offered(product_id: str) -> Offered:
        return Offered(product_id, catalog.product(product_id).title, _price(product_id, catalog)[0])

    return {name: [offered(product_id) for product_id in ids] for name, ids in of_kind.items()}


def _told(got: Mapping[str, Sequence[float]], recall: float, ms: Sequence[float], n_over: int) -> Measured:
    chance = float(np.nanmean(got["by chance"]))
    rows: list[dict[str, Cell]] = []
    figures = {"needs": float(len(got["ours"])), "slot_recall": recall, "over_budget": float(n_over),
               "p50_ms": float(np.percentile(ms, 50)), "p95_ms": float(np.percentile(ms, 95))}  # fmt: skip
    for name, losses in got.items():
        found = np.array(losses)
        lost, whole = float(np.nanmean(found)), float(np.isfinite(found).mean())
        won = 1 - lost / chance if chance else 0.0
        key = name.replace(" ", "_")
        figures |= {f"{key}_lost": lost, f"{key}_won_back": won, f"{key}_complete": whole}
        rows.append({"bundles": name, "utility lost": lost, "of chance's loss won back": won, "complete": whole})
    return Measured(figures, rows)


def _cases(options: TruthOptions, catalog: Catalog, events: Iterable[Event]) -> list[Case]:
    """Shoppers drawn evenly among those with a need at their moment, whose kinds the store has."""
    said = json.loads((options.truth / "moments.json").read_text("utf-8"))
    if not set(said["products"]) <= {product.id for product in catalog}:
        raise EvalError(f"{options.truth} is the truth of another store. Import the feed that lies beside it.")
    utilities = np.load(options.truth / "moments.npy", mmap_mode="r", allow_pickle=False)
    people = {p["id"]: p for p in json.loads((options.truth / "shoppers.json").read_text("utf-8"))}
    core = {need.name: need.core for need in read_wishes().needs}
    own: dict[str, list[Event]] = {}
    for event in events:
        own.setdefault(event.shopper_id, []).append(event)
    there = set(_by_kind(options.truth, catalog))
    found = []
    for row, moment in enumerate(said["moments"]):
        at = datetime.fromisoformat(moment["at"])
        day = at.date().isoformat()
        needs = [n["need"] for n in people[moment["shopper_id"]]["needs"] if n["from"] <= day <= n["until"]]
        kinds = next((core[n] for n in needs if len(core[n]) > 1 and set(core[n]) <= there), ())
        if kinds:
            past = tuple(e for e in own.get(moment["shopper_id"], ()) if e.at < at)
            worth = dict(zip(said["products"], np.asarray(utilities[row], dtype=float).tolist(), strict=True))
            found.append(Case(Shopper(moment["shopper_id"], past, now=at), tuple(kinds), worth))
    return Random(options.seed).sample(found, min(options.n, len(found)))


def _by_kind(truth: Path, catalog: Catalog) -> dict[str, list[str]]:
    """Products that can be bought, by kind."""
    found: dict[str, list[str]] = {}
    for product_id, row in json.loads((truth / "products.json").read_text("utf-8"))["products"].items():
        if product_id in catalog and any(v.offer.available for v in catalog.product(product_id).variants):
            found.setdefault(row["kind"], []).append(product_id)
    return found


def _price(product_id: str, catalog: Catalog) -> tuple[Money, str]:
    """The cheapest variant that can be bought."""
    there = [v for v in catalog.product(product_id).variants if v.offer.available]
    return min((v.offer.price, v.id) for v in there)


def _budget(case: Case, of_kind: Mapping[str, Sequence[str]], catalog: Catalog, draw: Random) -> Money:
    middle = sum(median(_price(i, catalog)[0].minor for i in of_kind[name]) for name in case.kinds)
    return Money.from_minor(round(middle * draw.uniform(_LEAST, _MOST)), catalog.currency)


def _proposed(
    bundler: RelatedBundler,
    case: Case,
    of_kind: Mapping[str, Sequence[str]],
    scores: Mapping[str, float],
    budget: Money,
    catalog: Catalog,
) -> Bundle | None:
    """The first bundle where the slots' candidates have these scores, moved so that the worst of a slot has 0."""
    slots = []
    for name in case.kinds:
        least = min(scores[i] for i in of_kind[name])
        options = [Candidate(i, _price(i, catalog)[1], scores[i] - least) for i in of_kind[name]]
        slots.append(Slot(name, tuple(sorted(options, key=lambda c: (-c.score, c.product_id)))))
    found = bundler.propose(BundleNeed(tuple(slots), budget, tier=Tier.BEST), case.shopper).bundles
    return found[0] if found else None


def _scored(scorer: Scorer, ids: Sequence[str], shopper: Shopper) -> dict[str, float]:
    return dict(zip(ids, (float(score) for score in scorer.score(ids, shopper)), strict=True))


def _of(scores: Mapping[str, float], product_id: str, _: Sequence[str]) -> float:
    return scores[product_id]


def _with(bought: CoPurchases, product_id: str, chosen: Sequence[str]) -> float:
    return sum(bought.likeness(product_id, other) for other in chosen)


def _drawn(draw: Random, *_: object) -> float:
    return draw.random()


def _most(case: Case, of_kind: Mapping[str, Sequence[str]], budget: Money, catalog: Catalog) -> float | None:
    """The most utility that one product a slot can have within the budget; None where nothing fits."""
    options = [
        [Option(i, _price(i, catalog)[0].minor, case.utilities[i]) for i in of_kind[name]] for name in case.kinds
    ]
    n = sum(map(len, options))
    best = Problem(options, np.zeros((n, n)), budget.minor).best()
    return None if best is None else best.worth


def _greedy(
    case: Case,
    of_kind: Mapping[str, Sequence[str]],
    score: Callable[[str, Sequence[str]], float],
    budget: Money,
    catalog: Catalog,
) -> list[str]:
    """Slot by slot the highest score that leaves enough for the cheapest of the rest."""
    chosen: list[str] = []
    left = budget.minor
    for at, name in enumerate(case.kinds):
        rest = sum(min(_price(i, catalog)[0].minor for i in of_kind[k]) for k in case.kinds[at + 1 :])
        ranked = sorted(of_kind[name], key=lambda i: (-score(i, chosen), i))
        taken = next((i for i in ranked if _price(i, catalog)[0].minor + rest <= left and i not in chosen), None)
        if taken is None:
            break
        chosen.append(taken)
        left -= _price(taken, catalog)[0].minor
    return chosen


def _slot_recall(
    templates: Sequence[Template], truth: Path, of_kind: Mapping[str, Sequence[str]], catalog: Catalog
) -> float:
    """Of the kinds that truly go with a kind (as many as a template has slots for), the share that its mined template
    has; a kind without a template has none of them."""
    path_of = {name: " > ".join(kind(catalog.product(ids[0]))) for name, ids in of_kind.items()}
    goes_with: dict[str, set[str]] = {}
    for pair in json.loads((truth / "complements.json").read_text("utf-8"))["kinds"]:
        if pair["strength"] >= _GOES_WITH and pair["of"] in path_of and pair["to"] in path_of:
            goes_with.setdefault(path_of[pair["of"]], set()).add(path_of[pair["to"]])
    mined = {t.slots[0].kind: {slot.kind for slot in t.slots[1:]} for t in templates}
    shares = [len(mined.get(of, set()) & to) / min(len(to), 4) for of, to in goes_with.items()]
    return float(np.mean(shares))
