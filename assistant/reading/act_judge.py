"""The judge of acts: how likely each act is by how a message is said, whatever it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.acts import Intent
from assistant.state import DialogueState
from retrieval.encoder import Encoder, as_it_came

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

WEIGHTS = Path(__file__).with_name("acts.npz")
_WORD = re.compile(r"[a-z']+|#|[.,!?;，。！？；]|[\u3400-\u9fff]")
_NUMBER = re.compile(r"\d+")
_LONGEST_GRAM = 4  # words
_LETTERS = (2, 5)  # of a word's pieces: a slip leaves most of them as they were


class ActJudge:
    """A linear model over a message's runs of words, its words' pieces, its vector, and what is on the screen.

    It reads no values and knows no products: a second opinion on what is being done, for whoever takes notes. Its
    weights are what `shelftalk train acts` makes; they are for one encoder and useless with another.
    """

    def __init__(self, encoder: Encoder, weights: Path = WEIGHTS) -> None:
        self._weights = weights
        self._encoder = encoder
        with np.load(weights) as saved:
            self.encoder_name = str(saved["encoder"])

    def load(self) -> None:
        """Reads the weights; else the first opinion does, which then takes a second longer."""
        _ = self._net

    def likely(self, message: str, state: DialogueState) -> Mapping[Intent, float]:
        """The probability that the message does so, for each act that the judge knows; they need not sum to 1."""
        told = circumstances(bool(state.text or state.constraints), len(state.shown.product_ids))
        scores = self._net.scores([message], [told], self._encoder.encode([message]))[0]
        shares = 1 / (1 + np.exp(-scores))
        return {intent: float(share) for intent, share in zip(self._net.intents, shares, strict=True)}

    @cached_property
    def _net(self) -> Net:
        return Net.read(self._weights)


@dataclass(frozen=True, slots=True)
class Net:
    """What was learned: a weight for each of `(n_grams, n_intents)`, of `(dim, n_intents)`, and a base for each."""

    intents: tuple[Intent, ...]
    grams: Grams
    by_gram: NDArray[np.float32]
    by_meaning: NDArray[np.float32]
    base: NDArray[np.float32]

    def scores(
        self, messages: Sequence[str], told: Sequence[Sequence[float]], vectors: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Log-odds `(n, n_intents)` of messages, what is told of their circumstances, and their vectors `(n, dim)`."""
        scores: NDArray[np.float32] = self.grams.rows(messages, told) @ self.by_gram
        return scores + vectors @ self.by_meaning + self.base

    @classmethod
    def read(cls, file: Path) -> Net:
        with np.load(file) as saved:
            words, pieces = (
                (saved[name].tolist(), saved[f"{name}_rarity"].astype(np.float32)) for name in ("words", "pieces")
            )
            weights = (saved[name].astype(np.float32) for name in ("by_gram", "by_meaning", "base"))
            return cls(tuple(Intent(name) for name in saved["intents"].tolist()), Grams(words, pieces), *weights)

    def write(self, file: Path, encoder_name: str) -> None:
        """In half precision, the words' weights rounded: what is next to nothing packs well."""
        terms: dict[str, Any] = {name: np.array(terms) for name, (terms, _) in self.grams.terms.items()}
        rarities: dict[str, Any] = {
            f"{name}_rarity": rarity.astype(np.float16) for name, (_, rarity) in self.grams.terms.items()
        }
        weights: dict[str, Any] = {
            "encoder": encoder_name,
            "intents": np.array([intent.value for intent in self.intents]),
            "by_gram": np.round(self.by_gram, 2).astype(np.float16),
            "by_meaning": self.by_meaning.astype(np.float16),
            "base": self.base.astype(np.float16),
        }
        with file.open("wb") as out:
            np.savez_compressed(out, **terms, **rarities, **weights)


class Grams:
    """Messages as sparse rows: runs of words and pieces of words, each by how rare it is, and the circumstances.

    `words` and `pieces` are the terms of each kind with their `(n,)` inverse document frequencies.
    """

    def __init__(
        self, words: tuple[list[str], NDArray[np.float32]], pieces: tuple[list[str], NDArray[np.float32]]
    ) -> None:
        self.terms = {"words": words, "pieces": pieces}
        self._vectorizers = []
        for empty, (terms, rarity) in ((of_words(), words), (of_pieces(), pieces)):
            empty.set_params(vocabulary={term: at for at, term in enumerate(terms)}, min_df=1)
            empty.idf_ = rarity
            self._vectorizers.append(empty)

    def rows(self, messages: Sequence[str], told: Sequence[Sequence[float]]) -> csr_matrix:
        """`(n, n_words + n_pieces + n_circumstances)` float32."""
        from scipy.sparse import csr_matrix, hstack

        parts = [each.transform(messages) for each in self._vectorizers]
        return hstack([*parts, csr_matrix(np.asarray(told, dtype=np.float32))]).tocsr()


def circumstances(has_need: bool, n_shown: int) -> tuple[float, ...]:
    """What the meaning of "olive" hangs on: whether something is looked for, and how much is on the screen."""
    return (float(has_need), float(n_shown == 0), float(n_shown == 1), float(n_shown > 1))


def of_words() -> Any:
    """A vectorizer (scikit-learn's) of runs of words, punctuation and Chinese characters; numbers are all alike."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer=_runs, min_df=2, sublinear_tf=True, dtype=np.float32)


def of_pieces() -> Any:
    """A vectorizer of the letters of words, in pieces."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer="char_wb", ngram_range=_LETTERS, min_df=4, sublinear_tf=True, dtype=np.float32)


def act_judge(encoder: Encoder, weights: Path = WEIGHTS) -> ActJudge | None:
    """The judge, where there are weights for this encoder."""
    if not weights.is_file():
        return None
    judge = ActJudge(as_it_came(encoder), weights)
    return judge if judge.encoder_name == as_it_came(encoder).name else None


def _runs(message: str) -> list[str]:
    words = ["<", *_WORD.findall(_NUMBER.sub("#", message.lower())), ">"]
    return [" ".join(words[at : at + n]) for n in range(1, _LONGEST_GRAM + 1) for at in range(len(words) - n + 1)]
