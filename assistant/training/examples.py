"""Rows as tokens, in batches of near length whose order depends on the seed and the step alone."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prompts import Prompt

if TYPE_CHECKING:
    import torch

    from assistant.training.rows import Row

IGNORED = -100  # the label of a token that is not learned
_POOL = 40  # batches that are sorted by length together: near lengths, yet every epoch mixes anew


@dataclass(frozen=True, slots=True)
class Example:
    """A prompt and the answer to learn; the answer ends with the model's end token."""

    prompt: tuple[int, ...]
    answer: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.prompt) + len(self.answer)


@dataclass(frozen=True, slots=True)
class Batch:
    """Right-padded rows: `tokens`, `mask`, `labels` are (n_rows, longest) int64; labels are IGNORED off the answer."""

    tokens: torch.Tensor
    mask: torch.Tensor
    labels: torch.Tensor


def examples(rows: Iterable[Row], tokenizer: Any, prompt: Prompt) -> tuple[Example, ...]:
    """Prompt and answer are tokenised apart, as they are in serving: no token reaches over their border."""
    from langchain_core.messages import convert_to_messages

    from assistant.models.steerable import plain_messages

    end = end_token(tokenizer)
    made = []
    for row in rows:
        asked = plain_messages(convert_to_messages(row.chat(prompt)))
        text = tokenizer.apply_chat_template(asked, tokenize=False, add_generation_prompt=True)
        made.append(Example(_tokens(tokenizer, text), (*_tokens(tokenizer, row.notes.strip()), end)))
    return tuple(made)


def end_token(tokenizer: Any) -> int:
    """The token that ends a turn of this model's chat template."""
    turn_end = tokenizer.get_vocab().get("<|im_end|>")
    return int(tokenizer.eos_token_id if turn_end is None else turn_end)


def batch_at(step: int, lengths: Sequence[int], size: int, seed: int) -> tuple[int, ...]:
    """Which examples the batch of `step` (counted from 0) holds. Every epoch takes each example once."""
    per_epoch = -(-len(lengths) // size)
    epoch, place = divmod(step, per_epoch)
    rng = random.Random(f"{seed}:{epoch}")
    order = list(range(len(lengths)))
    rng.shuffle(order)
    pools = (order[i : i + size * _POOL] for i in range(0, len(order), size * _POOL))
    batches = [
        tuple(near[i : i + size])
        for near in (sorted(pool, key=lengths.__getitem__) for pool in pools)
        for i in range(0, len(near), size)
    ]
    rng.shuffle(batches)
    return batches[place]


def padded(chosen: Sequence[Example]) -> Batch:
    """Examples as one batch, padded on the right with token 0, which neither attention nor loss looks at."""
    import torch

    shape = (len(chosen), max(map(len, chosen)))
    tokens, mask = torch.zeros(shape, dtype=torch.int64), torch.zeros(shape, dtype=torch.int64)
    labels = torch.full(shape, IGNORED, dtype=torch.int64)
    for i, example in enumerate(chosen):
        answer = torch.tensor(example.answer)
        tokens[i, : len(example)] = torch.tensor((*example.prompt, *example.answer))
        mask[i, : len(example)] = 1
        labels[i, len(example.prompt) : len(example)] = answer
    return Batch(tokens, mask, labels)


def _tokens(tokenizer: Any, text: str) -> tuple[int, ...]:
    return tuple(tokenizer(text, add_special_tokens=False)["input_ids"])
