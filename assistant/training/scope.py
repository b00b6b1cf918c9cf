"""Training the judge of scope: what people say in shops against what they say to other assistants."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.understanding_eval import clinc
from assistant.understanding_eval.sets import SetError
from retrieval.encoder import Encoder

WRITTEN = Path(__file__).with_name("written")
_HIDDEN, _EPOCHS, _BATCH, _RATE, _DECAY, _DROPOUT = 128, 40, 256, 2e-3, 1e-2, 0.3
_N_WEBSHOP = 2_500  # of 9,802: more would drown what is said in the middle of a talk
_STRANGE = 20.0  # what each of CLINC150's 100 out-of-scope queries weighs: they are of all kinds, its intents of 137
_NOTHING = {"other", "unclear"}  # acts of notes that are nothing for a shop


@dataclass(frozen=True, slots=True)
class Message:
    text: str
    outside: bool
    weight: float = 1.0


def messages(sets: Path, written: Path, seed: int) -> list[Message]:
    """CLINC150's train part (CC BY 3.0), requests of WebShop's (MIT), and our own rows. Raises what reading raises."""
    return [*_clinc(sets / "clinc150"), *_webshop(sets / "webshop_human_goals_dev.json", seed), *_written(written)]


def fit(rows: NDArray[np.float32], said: Sequence[Message], seed: int) -> dict[str, NDArray[np.float16]]:
    """A network with one hidden layer over the messages' `(n, dim)` encodings; both sides weigh the same."""
    import torch

    torch.manual_seed(seed)
    outside = np.array([one.outside for one in said])
    weights = np.array([one.weight for one in said], dtype=np.float32)
    weights[~outside] *= weights[outside].sum() / weights[~outside].sum()
    x, y, w = torch.tensor(rows), torch.tensor(outside, dtype=torch.float32), torch.tensor(weights)
    first, second = torch.nn.Linear(rows.shape[1], _HIDDEN), torch.nn.Linear(_HIDDEN, 1)
    net = torch.nn.Sequential(first, torch.nn.ReLU(), torch.nn.Dropout(_DROPOUT), second)
    optimiser = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=_DECAY)
    loss_of = torch.nn.BCEWithLogitsLoss(reduction="none")
    for _ in range(_EPOCHS):
        for batch in torch.randperm(len(x)).split(_BATCH):  # type: ignore[no-untyped-call]
            optimiser.zero_grad()
            loss = (loss_of(net(x[batch])[:, 0], y[batch]) * w[batch]).mean()
            loss.backward()
            optimiser.step()
    saved = {"first": first.weight.T, "bias": first.bias, "second": second.weight[0], "base": second.bias[0]}
    return {name: value.detach().numpy().astype(np.float16) for name, value in saved.items()}


def train(sets: Path, out: Path, encoder: Encoder, *, seed: int, written: Path = WRITTEN) -> tuple[int, int]:
    """Writes the judge's weights to `out`; how many messages it learned from, and how many are nothing for a shop.

    Raises `SetError` where the sets are not in `sets`, and `OSError` where `out` cannot be written.
    """
    said = messages(sets, written, seed)
    fitted = fit(encoder.encode([one.text for one in said]), said, seed)
    with out.open("wb") as file:
        np.savez(file, encoder=encoder.name, **fitted)  # type: ignore[arg-type]
    return len(said), sum(one.outside for one in said)


def _clinc(folder: Path) -> Iterator[Message]:
    for query in clinc.read_queries(folder, "train"):
        yield Message(query.text, not query.in_scope, _STRANGE if query.intent == clinc.OUT else 1.0)


def _webshop(path: Path, seed: int) -> Iterator[Message]:
    try:
        goals = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SetError(f"WebShop's requests cannot be read at {path}: {error}.") from error
    return (Message(text, False) for text in random.Random(seed).sample(goals, min(_N_WEBSHOP, len(goals))))


def _written(folder: Path) -> Iterator[Message]:
    for path in sorted(folder.glob("*.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            acts = {act.split()[0] for act in row.get("notes", "").split("; ") if act}
            if acts and row["say"].isascii():
                yield Message(row["say"], acts <= _NOTHING)
