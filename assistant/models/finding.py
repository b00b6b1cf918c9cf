"""Which language model is there to use: a server, a file, what was pulled, what can be pulled, or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.models.weights import KNOWN, Weights, WeightsError, check_given, known, on_disk

if TYPE_CHECKING:
    from assistant.models.pulling import OnProgress
    from assistant.models.steerable import SteerableChatModel

# What "auto" takes when it is there. The small one is left out: on the understanding task it scores below
# answering nothing.
_AUTO = ("standard", "large")


@dataclass(frozen=True, slots=True)
class FoundModel:
    """The model to use, by which name, and where it came from; `passed_over` says why nothing better was taken.

    `model` is None when there is none; then `mend` is the command that brings one. Nothing is loaded yet.
    """

    model: SteerableChatModel | None
    name: str = "none"
    source: str = ""
    passed_over: tuple[str, ...] = ()
    mend: str = ""


def find_model(
    *,
    size: str = "auto",
    server: str = "",
    server_model: str = "",
    server_key: str = "",
    gguf: Path | None = None,
    cache: Path | None = None,
    pull: bool = False,
    on_progress: OnProgress | None = None,
    n_threads: int = 0,
) -> FoundModel:
    """The first there is of: the server, the GGUF file, weights of `size` on disk, and (with `pull`) fetched ones.

    `size` is "auto", "none", or one of the known sizes. Never raises: what went wrong is in `passed_over`.
    """
    if size == "none":
        return FoundModel(None, passed_over=("a model is switched off in the settings",))
    passed_over: list[str] = []
    if server:
        found = _served(server, server_model, server_key, passed_over)
        if found:
            return found
    try:
        if gguf is not None:
            return FoundModel(local_model(gguf, n_threads), check_given(gguf), str(gguf), tuple(passed_over))
    except WeightsError as error:
        passed_over.append(str(error))
    wanted = [known(name) for name in (_AUTO if size == "auto" else (size,) if size in KNOWN else ())]
    if not wanted:
        passed_over.append(f"there are no weights '{size}' (known: {', '.join(KNOWN)})")
    for weights in wanted:
        file = on_disk(weights, cache)
        if file is not None:
            return FoundModel(local_model(file, n_threads), weights.name, str(file), tuple(passed_over))
        passed_over.append(f"{weights.name} is not on this disk")
    if pull and wanted:
        fetched = _fetched(wanted[0], cache, on_progress, passed_over)
        if fetched is not None:
            return FoundModel(local_model(fetched, n_threads), wanted[0].name, str(fetched), tuple(passed_over))
    fetch = wanted[0].size if wanted else "standard"
    return FoundModel(None, passed_over=tuple(passed_over), mend=f"shelftalk models pull {fetch}")


def local_model(
    file: Path, n_threads: int = 0, *, is_installed: Callable[[str], object] = find_spec
) -> SteerableChatModel:
    """The GGUF file as a chat model, not loaded yet: through llama.cpp, or transformers where that has no wheel."""
    if is_installed("xllamacpp"):
        from assistant.models.llama_model import LlamaChatModel

        return LlamaChatModel(path=file, n_threads=n_threads)
    from assistant.models.transformers_model import TransformersChatModel

    return TransformersChatModel(path=file)


def _served(server: str, name: str, key: str, passed_over: list[str]) -> FoundModel | None:
    from assistant.models.served_model import model_names, served_model
    from assistant.models.steerable import ModelError

    try:
        names = model_names(server, key)
    except ModelError as error:
        passed_over.append(str(error))
        return None
    if name and names and name not in names:
        passed_over.append(f"the server at {server} has no model '{name}' (it has {', '.join(names[:5])})")
        return None
    if not name and not names:
        passed_over.append(f"the server at {server} names no model; set one")
        return None
    chosen = name or names[0]
    return FoundModel(served_model(server, chosen, key), chosen, server)


def _fetched(
    weights: Weights, cache: Path | None, on_progress: OnProgress | None, passed_over: list[str]
) -> Path | None:
    from assistant.models.pulling import pull

    try:
        return pull(weights, cache, on_progress=on_progress or (lambda _: None))
    except WeightsError as error:
        passed_over.append(str(error))
        return None
