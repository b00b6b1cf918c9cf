"""Names for bundles, judged by what people wrote: the nearest bundle's, and the likeliest that the parts support."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.belonging.name_check import telling, unsupported, without_unsupported
from recommender.evaluation.bundle_sets import MarkedBundle, MarkedSessions
from recommender.evaluation.rouge import longest_common
from retrieval.tokens import stem, tokens

NEIGHBOURS = 30  # bundles of training that a name is learned from
_WORD = re.compile(r"[a-z0-9]+")
LONGEST = 4  # words of a title or path that are a name


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name with what speaks for it, `(n_features,)`."""

    name: str
    features: tuple[float, ...]


def rouge_l(name: str, written: str) -> float:
    """F1 of the longest common run of words, with gaps (Lin 2004); words are letters and digits in lower case, not
    stemmed."""
    mine, theirs = _words(name), _words(written)
    if not set(mine) & set(theirs):
        return 0.0
    return 2.0 * longest_common(mine, theirs) / (len(mine) + len(theirs))


class BundleNamer:
    """Names a bundle of training-like sessions from the intents of the most similar bundles and from its own texts.

    Candidates are those intents, as they are and without what the parts do not say, the names in the parts' category
    paths, and runs of words that parts share. A regression on the training bundles (each without its own session)
    foretells each candidate's ROUGE-L; the best that the parts support is the name.
    """

    def __init__(self, marked: MarkedSessions, bundles: Sequence[MarkedBundle], table: NDArray[np.float32]) -> None:
        self._marked, self._table = marked, table.mean(axis=0)
        self._known = [(bundle, plain(intent)) for bundle in bundles for intent in bundle.intents]
        self._often = Counter(intent for _, intent in self._known)
        n = len(marked.titles)
        member = np.zeros((len(self._known), n), dtype=np.float32)
        for row, (bundle, _) in enumerate(self._known):
            member[row, sorted(bundle.products)] = 1.0 / len(bundle.products)
        self._near = member @ self._table  # (n_known, n_products): mean likeness of each bundle to each product
        self._model: Any = None

    def fit(self, seed: int) -> None:
        from sklearn.ensemble import HistGradientBoostingRegressor

        rows, right = [], []
        for bundle, written in self._known:
            for candidate in self.candidates(bundle):
                rows.append(candidate.features)
                right.append(rouge_l(candidate.name, written))
        self._model = HistGradientBoostingRegressor(
            max_iter=150,
            learning_rate=0.05,
            max_leaf_nodes=15,
            min_samples_leaf=80,
            early_stopping=False,
            random_state=seed,
        ).fit(np.array(rows), np.array(right))

    @property
    def commonest(self) -> str:
        return max(self._often, key=lambda intent: (self._often[intent], intent))

    def nearest(self, bundle: MarkedBundle) -> str:
        """The intent of the most similar bundle of another session, as it was written."""
        return self._neighbours(bundle)[0][0]

    def name(self, bundle: MarkedBundle, *, voted: bool = False) -> str:
        """The best candidate by the regression, or by the neighbours' vote alone; empty without candidates."""
        made = self.candidates(bundle)
        if not made:
            return ""
        worth = [c.features[0] for c in made] if voted else self._model.predict(np.array([c.features for c in made]))
        return made[int(np.argmax(worth))].name

    def candidates(self, bundle: MarkedBundle) -> list[Candidate]:
        """All names that the parts support, each once, in a fixed order."""
        near = self._neighbours(bundle)
        parts = [self._said(product) for product in sorted(bundle.products)]
        said = [text for part in parts for text in part]
        where: dict[str, int] = {}
        for intent, _ in near:
            for name in (intent, without_unsupported(intent, said)):
                where.setdefault(plain(name), 0)
        for part in parts:
            for path_name in part[1:]:
                where.setdefault(plain(path_name), 1)
        for name in _shared_runs([part[0] for part in parts]):
            where.setdefault(name, 2)
        stated = [{stem(t.word) for text in part for t in tokens(text)} for part in parts]
        return [
            Candidate(name, self._features(name, kind, near, stated))
            for name, kind in where.items()
            if name and telling(name) and not unsupported(name, said)
        ]

    def _features(
        self, name: str, kind: int, near: Sequence[tuple[str, float]], stated: Sequence[set[str]]
    ) -> tuple[float, ...]:
        vote = sum(weight * rouge_l(name, intent) for intent, weight in near)
        exact = sum(weight for intent, weight in near if intent == name)
        words = telling(name)
        shares = [sum(stem(word) in part for part in stated) / len(stated) for word in words]
        heard = [sum(weight for intent, weight in near if word in intent.split()) for word in words]
        return (
            *(vote, exact, float(kind), float(len(name.split())), float(len(words)), float(len(stated))),
            *(min(shares), sum(shares) / len(shares), min(heard), sum(heard) / len(heard)),
            float(np.log1p(self._often[name])),
        )

    def _neighbours(self, bundle: MarkedBundle) -> list[tuple[str, float]]:
        """Intents of the most similar bundles of other sessions with their weights, which sum to 1, nearest first."""
        likeness = self._near[:, sorted(bundle.products)].mean(axis=1).astype(np.float64)
        likeness[[known.session == bundle.session for known, _ in self._known]] = -np.inf
        best = np.argsort(-likeness, kind="stable")[:NEIGHBOURS]
        spread = likeness[best].std() or 1.0
        weights = np.exp((likeness[best] - likeness[best[0]]) / spread)
        weights /= weights.sum()
        return [(self._known[row][1], float(weight)) for row, weight in zip(best, weights, strict=True)]

    def _said(self, product: int) -> tuple[str, ...]:
        return (self._marked.titles[product], *self._marked.paths[product])


@lru_cache(maxsize=100_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


def plain(name: str) -> str:
    """In lower case, without marks: "Camera & accessories." is "camera accessories"."""
    return " ".join(token.word for token in tokens(name))


def _shared_runs(titles: Sequence[str]) -> list[str]:
    """Runs of up to four words that at least half of the titles have, longest first."""
    of: Counter[str] = Counter()
    for title in titles:
        words = plain(title).split()
        runs = {" ".join(words[at : at + n]) for n in range(1, LONGEST + 1) for at in range(len(words) - n + 1)}
        of.update(runs)
    shared = [run for run, n in of.items() if n * 2 >= len(titles) and n > 1]
    return sorted(shared, key=lambda run: (-len(run.split()), run))[:20]
