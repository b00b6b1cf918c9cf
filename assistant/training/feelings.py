"""Training the judge of feelings, from messages written for it; a third of them, by hash, only says what it can."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.context import Feeling
from assistant.feelings.judge import CLASSES, heard_in, probabilities
from assistant.feelings.phrases import feeling
from assistant.understanding_eval.score import Rates
from retrieval.encoder import Encoder

SAID = Path(__file__).with_name("feelings.yaml")
TURNS = Path(__file__).with_name("written")
# By name, so that the judge stays what it is where more is written. Not `wrong_turns`: they are said as in the
# annotated dialogues that the judge is measured on.
_TAUGHT = ("choosing", "finds", "other_words", "refinements", "several_acts", "shown")
_HIDDEN, _EPOCHS, _BATCH, _RATE, _DECAY, _DROPOUT = 16, 60, 128, 2e-3, 3e-2, 0.3
_N_JOINED = 1_500  # messages made of two: a feeling beside a request, or two requests
_TURNS_WEIGHT = 0.3  # of a turn that was written for another purpose, beside 1 of a message written for this one


@dataclass(frozen=True, slots=True)
class Message:
    text: str
    feeling: Feeling
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What was heard of the messages that nothing was learned from, by phrases alone and with the judge."""

    n_learned: int
    n_messages: int
    by_phrases: Mapping[Feeling, Rates]
    by_both: Mapping[Feeling, Rates]
    n_turns: int  # calm ones that were written for another purpose
    n_alarms: int  # of them, in which the judge heard something


def is_held_out(text: str) -> bool:
    return zlib.crc32(text.encode()) % 3 == 0


def messages(path: Path = SAID) -> tuple[Message, ...]:
    """The messages written for the judge. Raises what reading raises."""
    by_feeling = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(Message(line, Feeling(name)) for name, lines in by_feeling.items() for line in lines.splitlines())


def calm_turns(folder: Path = TURNS) -> tuple[Message, ...]:
    """Turns written to teach what is wanted: calm, save the few that a phrase hears otherwise, which are left out.

    Turns of `_TAUGHT` alone, in English.
    """
    rows = (
        row["say"] for name in _TAUGHT for row in yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
    )
    return tuple(Message(text, Feeling.CALM, _TURNS_WEIGHT) for text in dict.fromkeys(rows) if _is_plain(text))


def joined(said: Sequence[Message], seed: int, n: int = _N_JOINED) -> tuple[Message, ...]:
    """Messages of two sentences: as strong as the stronger, which is the first or the second."""
    chance = np.random.default_rng(seed)
    calm = [one for one in said if one.feeling is Feeling.CALM]
    made = []
    for at in chance.integers(len(said), size=n):
        first, second = said[at], calm[chance.integers(len(calm))]
        pair = (first, second) if chance.random() < 0.6 else (second, first)
        mark = chance.choice([". ", ", ", " ", "! "])
        made.append(Message(mark.join(one.text.rstrip(".,") for one in pair), first.feeling, 0.5))
    return tuple(made)


def fit(
    rows: NDArray[np.float32], said: Sequence[Message], seed: int, *, n_hidden: int = _HIDDEN
) -> dict[str, NDArray[np.float16]]:
    """A network with one hidden layer over the messages' `(n, dim)` encodings, float16."""
    import torch

    torch.manual_seed(seed)
    x, y = torch.tensor(rows), torch.tensor([CLASSES.index(one.feeling) for one in said])
    w = torch.tensor([one.weight for one in said])
    first, second = torch.nn.Linear(rows.shape[1], n_hidden), torch.nn.Linear(n_hidden, len(CLASSES))
    net = torch.nn.Sequential(first, torch.nn.ReLU(), torch.nn.Dropout(_DROPOUT), second)
    optimiser = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=_DECAY)
    loss_of = torch.nn.CrossEntropyLoss(reduction="none")
    for _ in range(_EPOCHS):
        for batch in torch.randperm(len(x)).split(_BATCH):  # type: ignore[no-untyped-call]
            optimiser.zero_grad()
            loss = (loss_of(net(x[batch]), y[batch]) * w[batch]).mean()
            loss.backward()
            optimiser.step()
    saved = {"first": first.weight.T, "bias": first.bias, "second": second.weight.T, "base": second.bias}
    return {name: value.detach().numpy().astype(np.float16) for name, value in saved.items()}


def train(out: Path, encoder: Encoder, *, seed: int, said: Path = SAID, turns: Path = TURNS) -> HeldOut:
    """Writes the judge's weights to `out`, learned from two thirds, and says what it hears of the others.

    Raises `OSError` where a file cannot be read or written.
    """
    ours, others = messages(said), calm_turns(turns)
    learned = [one for one in ours if not is_held_out(one.text)]
    learned += [*joined(learned, seed), *(one for one in others if not is_held_out(one.text))]
    net = fit(encoder.encode([one.text for one in learned]), learned, seed)
    kept = [one for one in ours if is_held_out(one.text)]
    quiet = [one for one in others if is_held_out(one.text)]
    with out.open("wb") as file:
        np.savez(file, encoder=encoder.name, **net)  # type: ignore[arg-type]
    by_phrases = [_by_phrase(one.text) for one in kept]
    judged = _judged(net, encoder, kept)
    return HeldOut(
        len(learned),
        len(kept),
        rates(kept, by_phrases),
        rates(kept, [said or by_judge for said, by_judge in zip(by_phrases, judged, strict=True)]),
        len(quiet),
        sum(found is not None for found in _judged(net, encoder, quiet)),
    )


def rates(said: Sequence[Message], heard: Sequence[Feeling | None]) -> dict[Feeling, Rates]:
    """How often each feeling was heard where it is, for all but calm."""
    pairs = [(one.feeling, found) for one, found in zip(said, heard, strict=True)]
    return {
        each: Rates(
            sum(meant == found == each for meant, found in pairs),
            sum(found == each for _, found in pairs),
            sum(meant == each for meant, _ in pairs),
        )
        for each in CLASSES[1:]
    }


def _judged(net: Mapping[str, NDArray[np.float16]], encoder: Encoder, said: Iterable[Message]) -> list[Feeling | None]:
    texts = [one.text for one in said]
    if not texts:
        return []
    return heard_in(probabilities({name: part.astype(np.float32) for name, part in net.items()}, encoder.encode(texts)))


def _by_phrase(text: str) -> Feeling | None:
    found = feeling(text)
    return found[0] if found else None


def _is_plain(text: str) -> bool:
    return text.isascii() and _by_phrase(text) in (None, Feeling.CALM)
