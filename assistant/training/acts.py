"""Training the judge of acts, from turns written by hand; a tenth of them, by hash, only says what it can."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.acts import MANNERS, Intent
from assistant.notes.notation import INTENTS
from assistant.reading.act_judge import Grams, Net, circumstances, of_pieces, of_words
from assistant.training.hand_written import Written, written_turns
from assistant.training.pieces import text_of
from retrieval.encoder import Encoder

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_EPOCHS, _BATCH, _RATE, _DECAY = 20, 256, 1e-2, 4e-7
_MEANING = 4.0  # what a vector of length 1 is multiplied with while the weights are learned


@dataclass(frozen=True, slots=True)
class Message:
    text: str
    has_need: bool
    n_shown: int
    intents: frozenset[Intent]


@dataclass(frozen=True, slots=True)
class HeldOut:
    """How many of the messages that nothing was learned from have exactly the acts that the judge finds likely."""

    n_learned: int
    n_messages: int
    n_right: int


def messages() -> tuple[Message, ...]:
    """Every turn written by hand, with what it does."""
    return tuple(
        Message(text_of(turn.pieces), bool(turn.need), len(turn.shown), _intents(turn)) for turn in written_turns()
    )


def is_held_out(text: str) -> bool:
    return zlib.crc32(text.encode()) % 10 == 0


def train(out: Path, encoder: Encoder, *, seed: int, said: Sequence[Message] | None = None) -> HeldOut:
    """Writes the judge's weights to `out`, learned from nine tenths, and says what it hears of the others.

    Raises `OSError` where the file cannot be written.
    """
    every = messages() if said is None else tuple(said)
    learned = [one for one in every if not is_held_out(one.text)]
    kept = [one for one in every if is_held_out(one.text)]
    intents = sorted({intent for one in learned for intent in one.intents})
    words, pieces = (_terms(each, learned) for each in (of_words(), of_pieces()))
    grams = Grams(words, pieces)
    fitted = fit(
        grams.rows(*_told(learned)), encoder.encode([one.text for one in learned]), _labels(learned, intents), seed
    )
    net = Net(tuple(intents), grams, *fitted)
    n_right = 0
    if kept:
        scores = net.scores(*_told(kept), encoder.encode([one.text for one in kept]))
        n_right = sum(_found(row, intents) == one.intents - MANNERS for row, one in zip(scores, kept, strict=True))
    net.write(out, encoder.name)
    return HeldOut(len(learned), len(kept), n_right)


def fit(
    rows: csr_matrix, vectors: NDArray[np.float32], labels: NDArray[np.float32], seed: int
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """A logistic model of each of `(n, k)` labels over sparse rows `(n, d)` and vectors `(n, dim)`: weights `(d, k)`
    and `(dim, k)`, and `(k,)` bases."""
    import torch

    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    x, y = torch.tensor(vectors) * _MEANING, torch.tensor(labels)
    by_gram = torch.zeros(rows.shape[1], labels.shape[1], requires_grad=True)
    by_meaning = torch.nn.Linear(vectors.shape[1], labels.shape[1])
    optimiser = torch.optim.Adam([by_gram, *by_meaning.parameters()], lr=_RATE)
    loss_of = torch.nn.BCEWithLogitsLoss()
    for epoch in range(_EPOCHS):
        for at in np.array_split(chance.permutation(len(labels)), max(1, len(labels) // _BATCH)):
            optimiser.zero_grad()
            scores = torch.sparse.mm(_sparse(rows[at]), by_gram) + by_meaning(x[at])
            loss = loss_of(scores, y[at]) + _DECAY * (by_gram**2).sum()
            loss.backward()
            optimiser.step()
        for group in optimiser.param_groups:
            group["lr"] = _RATE * (1 - (epoch + 1) / _EPOCHS) + _RATE / 100
    learned = (by_gram, by_meaning.weight.T * _MEANING, by_meaning.bias)
    first, second, third = (part.detach().numpy().astype(np.float32) for part in learned)
    return first, second, third


def _intents(turn: Written) -> frozenset[Intent]:
    return frozenset(INTENTS[said.word][0] for said in turn.acts)


def _found(scores: NDArray[np.float32], intents: Sequence[Intent]) -> frozenset[Intent]:
    likely = {intent for intent, score in zip(intents, scores, strict=True) if score > 0}
    return frozenset((likely or {intents[int(scores.argmax())]}) - MANNERS)


def _terms(vectorizer: Any, said: Sequence[Message]) -> tuple[list[str], NDArray[np.float32]]:
    vectorizer.fit([one.text for one in said])
    return list(vectorizer.get_feature_names_out()), vectorizer.idf_.astype(np.float32)


def _told(said: Sequence[Message]) -> tuple[list[str], list[tuple[float, ...]]]:
    return [one.text for one in said], [circumstances(one.has_need, one.n_shown) for one in said]


def _labels(said: Sequence[Message], intents: Sequence[Intent]) -> NDArray[np.float32]:
    return np.array([[intent in one.intents for intent in intents] for one in said], dtype=np.float32)


def _sparse(rows: csr_matrix) -> Any:
    import torch

    whole = rows.tocoo()
    places = torch.tensor(np.stack([whole.row, whole.col]).astype(np.int64))
    return torch.sparse_coo_tensor(places, torch.tensor(whole.data), whole.shape, check_invariants=False)
