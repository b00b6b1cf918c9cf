"""What was learned on top of the encoder's weights: where it lies, which one counts, and how it is put in.

An adapter changes every linear layer of the encoder by a matrix of low rank (LoRA, https://arxiv.org/abs/2106.09685):
a megabyte instead of ninety.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

ADAPTER = "encoder.safetensors"
RERANKER = "reranker.safetensors"
SHIPPED = Path(__file__).with_name("models")
TUNED = "tuned"  # below a store's folder: what was learned from its own shoppers


class LearnedWeightsError(ValueError):
    """A file of learned weights cannot be used."""


def learned(name: str, store: Path | None = None, shipped: Path = SHIPPED) -> Path | None:
    """The file of that name that counts: the store's own before the shipped one; None when there is neither."""
    places = ([] if store is None else [store / TUNED]) + [shipped]
    return next((place / name for place in places if (place / name).is_file()), None)


def short_digest(file: Path) -> str:
    """Eight hexadecimal digits that change with the file's content."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:8]


def read_tensors(file: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """Torch tensors by name, and what the file says of itself. Raises `LearnedWeightsError` when it does not read."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(file, framework="pt") as found:
            return {name: found.get_tensor(name) for name in found.keys()}, dict(found.metadata() or {})  # noqa: SIM118
    except (SafetensorError, OSError) as error:
        raise LearnedWeightsError(
            f"{file} is no file of learned weights ({error}). Without it shelftalk works as it came: delete it, or "
            "make it again with `shelftalk train retrieval`, and import the feed."
        ) from error


def merge_adapter(model: Any, file: Path) -> None:
    """Adds the adapter to the weights of a BERT model. Raises `LearnedWeightsError` where it does not fit them."""
    import torch

    tensors, _ = read_tensors(file)
    modules = dict(model.named_modules())
    with torch.no_grad():
        for name in sorted({key.rpartition(".")[0] for key in tensors}):
            down, up, linear = tensors.get(f"{name}.down"), tensors.get(f"{name}.up"), modules.get(name)
            if down is None or up is None or not isinstance(linear, torch.nn.Linear):
                raise LearnedWeightsError(f"{file} changes {name!r}, which is no layer of this encoder.")
            change = up.float() @ down.float()
            if change.shape != linear.weight.shape:
                raise LearnedWeightsError(f"{file} was learned on other weights: {name!r} has another shape.")
            linear.weight += change
