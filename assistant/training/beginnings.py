"""What a run begins with: what another run has learned, or the file of an adapter, such as ships."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.training.recipe import Recipe, name_of
from retrieval.training.run_folder import TrainingError

if TYPE_CHECKING:
    import torch

    from assistant.training.export import Heads


@dataclass(frozen=True, slots=True)
class Beginning:
    """An adapter to learn further, and the name that a recipe has of it."""

    name: str
    adapter: Mapping[str, torch.Tensor] | None = None  # by peft's names
    file: Path | None = None  # a GGUF file in its place; whose names those are hangs on the base model

    def for_model(self, heads: Heads) -> Mapping[str, torch.Tensor]:
        """The adapter by peft's names. Raises `TrainingError` where the file is of another family of models."""
        from assistant.models.packed_adapters import factors, opened
        from assistant.training.export import peft_tensors

        if self.adapter is not None or self.file is None:
            return self.adapter or {}
        read = opened(self.file)
        family = str(read.fields["general.architecture"].contents())
        if family != heads.family:
            raise TrainingError(f"{self.file} is an adapter for {family} models, and these weights are {heads.family}.")
        return peft_tensors(factors(read, self.file), heads)


def beginning(where: Path, recipe: Recipe) -> Beginning:
    """`where` is the folder of a run, or the GGUF file of an adapter, packed or not, of the recipe's rank and scale.

    Raises `TrainingError` or `WeightsError` for what is neither.
    """
    from assistant.models.packed_adapters import factors, opened
    from assistant.training.checkpoints import peek

    if not where.is_file():
        before = peek(where)
        if before is None:
            raise TrainingError(
                f"{where} holds no checkpoint to begin with: the folder of a run is meant, or an adapter's file."
            )
        return Beginning(name_of(where, before.steps), adapter=before.adapter)
    read = opened(where)
    parts = factors(read, where)
    alpha = read.fields.get("adapter.lora.alpha")
    ranks = {up.shape[1] for up, _ in parts.values()}
    if alpha is None or ranks != {recipe.rank} or float(alpha.contents()) != recipe.alpha:
        raise TrainingError(
            f"{where} is no adapter of rank {recipe.rank} and alpha {recipe.alpha}, which is what is learned here."
        )
    return Beginning(hashlib.sha256(where.read_bytes()).hexdigest()[:16], file=where)
