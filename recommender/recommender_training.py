"""Fitting a store's recommender: counts, what each feature weighs, a check on later choices, and the switch."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import numpy as np

from recommender.blend_training import examples, learned_weights, places, weighed
from recommender.choices import Choice, by_shopper, choices_of, drawn
from recommender.copurchases import CoPurchases
from recommender.evaluation.next_product import gains
from recommender.events import Event
from recommender.features import ChoiceFeatures
from recommender.fitted_store import FOLDER, NEXT, counted, current, load, save, switch
from recommender.profile import Profiler
from recommender.scorers.history import HistoryOverlapScorer
from recommender.scorers.popularity import PopularityScorer
from recommender.trusted_ratings import NO_DOUBTS, Rated
from retrieval.catalog import Catalog
from retrieval.progress import Progress, silent

CHOICES, VALIDATED = 3_000, 400  # drawn: more hardly moves the weights
LEARNERS = 0.25  # share of the shoppers whose choices are learned from; the others' events are counted
LATEST = 0.1  # share of the choices, the last in time, that judge
FEWEST = 200  # choices: with fewer nobody could tell learning from chance
UNLEARNED: Mapping[str, float] = {"history": 0.65, "popularity": 0.35}


class TooLittleError(ValueError):
    """A store has too few events to learn from."""


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights by feature; `span` is the mean difference between the best and the worst candidate of a choice."""

    weights: Mapping[str, float]
    span: float
    n_choices: int


@dataclass(frozen=True, slots=True)
class Trained:
    """NDCG@10 on the last choices in time: of what was learned, of what counted before, and of their number."""

    version: str
    switched: bool
    ndcg: float
    ndcg_before: float
    n_validated: int
    n_events: int
    weights: Mapping[str, float]


def learn(
    catalog: Catalog,
    events: Sequence[Event],
    *,
    seed: int,
    n_choices: int = CHOICES,
    trusted: Mapping[str, Rated] = NO_DOUBTS,
    progress: Progress = silent,
) -> Learned:
    """What each feature weighs: learned on a quarter of the shoppers from what the others' events count.

    Were the same events counted and learned from, every model would seem to have foreseen them.
    """
    features, choices = counted_apart(catalog, events, seed=seed, n_choices=n_choices, trusted=trusted)
    made = examples(choices, features, seed=seed, progress=progress)
    weights = learned_weights(made)
    worth = made.rows @ np.array([weights[name] for name in made.names], dtype=np.float32)
    span = float((worth.max(axis=1) - worth.min(axis=1)).mean()) if len(choices) else 0.0
    return Learned(dict(weights), span or 1.0, len(choices))


def counted_apart(
    catalog: Catalog,
    events: Sequence[Event],
    *,
    seed: int,
    n_choices: int = CHOICES,
    trusted: Mapping[str, Rated] = NO_DOUBTS,
) -> tuple[ChoiceFeatures, list[Choice]]:
    """Features from three quarters of the shoppers, drawn choices of the others."""
    own = by_shopper(events)
    ids = sorted(own)
    n_learners = round(LEARNERS * len(ids))
    learners = {ids[at] for at in np.random.default_rng(seed).permutation(len(ids))[:n_learners]}
    theirs = [e for e in events if e.shopper_id not in learners]
    features = counted(catalog, theirs, trusted=trusted).features(catalog, Profiler(catalog), theirs)
    found = [c for shopper_id in sorted(learners) for c in choices_of(own[shopper_id], catalog) if c.n_before]
    return features, drawn(found, n_choices, seed)


def train(
    catalog: Catalog,
    events: Sequence[Event],
    store: Path,
    *,
    now: datetime,
    seed: int,
    trusted: Mapping[str, Rated] = NO_DOUBTS,
    progress: Progress = silent,
) -> Trained:
    """Fits, judges on the last tenth of the choices, writes a version, and switches to it unless it is worse.

    Judged against what counted before, a fitted version or the unlearned blend, with everything counted before the
    first judged choice. `trusted` are the ratings of products with suspicious reviews. Interrupted, the same call goes
    on behind the last finished step. `TooLittleError` before anything is written.
    """
    in_time = sorted(events, key=lambda e: (e.at, e.id))
    all_choices = sorted(
        (c for own in by_shopper(in_time).values() for c in choices_of(own, catalog) if c.n_before),
        key=lambda c: (c.at, c.shopper_id),
    )
    if len(all_choices) < FEWEST:
        raise TooLittleError(
            f"There are {len(all_choices)} choices to learn from, expected {FEWEST} or more. Ranking works as it "
            "came; come back with more events."
        )
    judged_from = all_choices[round((1 - LATEST) * len(all_choices))].at
    earlier = [e for e in in_time if e.at < judged_from]
    judged = drawn([c for c in all_choices if c.at >= judged_from], VALIDATED, seed)
    root = store / FOLDER / NEXT
    begun = _begun(root, in_time, catalog, seed)
    learned = _kept(
        begun / "weights.json", lambda: learn(catalog, earlier, seed=seed, trusted=trusted, progress=progress)
    )
    of_new, of_old = _judged(catalog, earlier, judged, learned, store, trusted, progress)
    version = now.strftime("%Y%m%dT%H%M%SZ")
    trained = Trained(version, of_new >= of_old, of_new, of_old, len(judged), len(in_time), dict(learned.weights))
    if trained.switched:
        folder = store / FOLDER / version
        shutil.rmtree(folder, ignore_errors=True)
        progress("Counting all", 0, 1)
        save(folder, counted(catalog, in_time, trusted=trusted), learned.weights, learned.span, asdict(trained))
        switch(store, version)
    shutil.rmtree(root)
    return trained


def _judged(
    catalog: Catalog,
    earlier: Sequence[Event],
    judged: Sequence[Choice],
    learned: Learned,
    store: Path,
    trusted: Mapping[str, Rated],
    progress: Progress,
) -> tuple[float, float]:
    """Mean NDCG@10 of the new weights and of what counts now."""
    profiler = Profiler(catalog)
    features = counted(catalog, earlier, trusted=trusted).features(catalog, profiler, earlier)
    old = current(store)
    weights = load(old)[1] if old else {}
    history = HistoryOverlapScorer(catalog, CoPurchases(earlier), profiler)
    popularity = PopularityScorer(catalog, earlier, now=judged[0].at)
    new_places, old_places = [], []
    for at, choice in enumerate(judged):
        shopper = choice.shopper
        matrix = features.of(shopper)
        new_places.append(places(weighed(matrix, learned.weights, features.names), choice, features))
        if old:
            before = weighed(matrix, weights, features.names)
        else:
            ids = features.product_ids
            before = UNLEARNED["history"] * history.score(ids, shopper)
            before = before + UNLEARNED["popularity"] * popularity.score(ids, shopper)
        old_places.append(places(before, choice, features))
        progress("Judging", at + 1, len(judged))
    return float(gains(np.array(new_places)).mean()), float(gains(np.array(old_places)).mean())


def _begun(root: Path, events: Sequence[Event], catalog: Catalog, seed: int) -> Path:
    """The folder of this very run: of the same events, products and seed; what another run left is removed."""
    told = json.dumps([[e.id for e in events], [p.id for p in catalog], seed])
    folder = root / sha256(told.encode()).hexdigest()[:16]
    if root.exists() and not folder.exists():
        shutil.rmtree(root)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _kept(file: Path, make: Callable[[], Learned]) -> Learned:
    """What the file holds, else what is made now and written to it."""
    if file.is_file():
        return Learned(**json.loads(file.read_text(encoding="utf-8")))
    made = make()
    part = file.with_suffix(".part")
    part.write_text(json.dumps(asdict(made)), encoding="utf-8")
    part.replace(file)
    return made
