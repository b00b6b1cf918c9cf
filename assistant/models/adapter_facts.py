"""What an adapter's file says of itself: for which weights it was trained, on what, and asked how."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from assistant.models.weights import WeightsError


@dataclass(frozen=True, slots=True)
class AdapterFacts:
    """As `shelftalk train understanding` wrote them; empty where another tool made the file."""

    base: str = ""  # the weights' name
    prompt: str = ""  # the digest of the one it was trained with
    data_sha256: str = ""
    steps: int = 0
    seed: int = 0


def adapter_facts(file: Path) -> AdapterFacts:
    """Raises `WeightsError` for what is no GGUF adapter."""
    import gguf

    try:
        read = gguf.GGUFReader(file)
        said = {key: field.contents() for key, field in read.fields.items()}
        recipe = json.loads(str(said.get("shelftalk.recipe", "{}")))
    except (OSError, ValueError, IndexError, KeyError) as error:
        raise WeightsError(f"The adapter {file} does not read ({type(error).__name__}: {error}).") from error
    if said.get("general.type") != gguf.GGUFType.ADAPTER:
        raise WeightsError(f"{file} is no adapter: it says it is {said.get('general.type', 'nothing')!r}.")
    return AdapterFacts(
        base=str(recipe.get("base", "")),
        prompt=str(said.get("shelftalk.prompt", "")),
        data_sha256=str(said.get("shelftalk.data_sha256", "")),
        steps=int(said.get("shelftalk.steps", 0)),
        seed=int(said.get("shelftalk.seed", 0)),
    )
