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

# Adapters that were trained for the known weights, by their names: `<name>.gguf`. They need not be there.
ADAPTERS = Path(__file__).parent / "adapters"
# What "auto" takes when it is there. The small one is served where it is asked for by name: it reads English only, and
# less well than the standard one (docs/understanding.md).
_AUTO = ("standard", "large")
SILENCE_S = 20.0  # how long a server may take to say anything at all; a shopper waits no longer


@dataclass(frozen=True, slots=True)
class FoundModel:
    """The model to use, by which name, and where it came from; `passed_over` says why nothing better was taken.

    `model` is None when there is none; then `mend` is the command that brings one. Nothing is loaded yet. `adapter`
    is what tunes the model to take notes; None for a model as it was published.
    """

    model: SteerableChatModel | None
    name: str = "none"
    source: str = ""
    passed_over: tuple[str, ...] = ()
    mend: str = ""
    adapter: Path | None = None


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
    adapter: Path | None = None,
    adapters: Path = ADAPTERS,
    count_tokens: bool = False,
    patience_s: float = SILENCE_S,
) -> FoundModel:
    """The first there is of: the server, the GGUF file, weights of `size` on disk, and (with `pull`) fetched ones.

    `size` is "auto", "none", or one of the known sizes. Never raises: what went wrong is in `passed_over`. Local
    weights get `adapter`, else the one that `adapters` has for them, where llama.cpp serves them. With `count_tokens` a
    server is asked to count them, which local models do anyway; it may say nothing for `patience_s` seconds.
    """
    if size == "none":
        return FoundModel(None, passed_over=("a model is switched off in the settings",))
    passed_over: list[str] = []
    if adapter is not None and not adapter.is_file():
        passed_over.append(f"there is no adapter at {adapter}")
        adapter = None
    if server:
        found = _served(server, server_model, server_key, count_tokens, patience_s, passed_over)
        if found:
            return found
    try:
        if gguf is not None:
            return _local(gguf, check_given(gguf), n_threads, adapter, adapters, passed_over, cache)
    except WeightsError as error:
        passed_over.append(str(error))
    wanted = [known(name) for name in (_AUTO if size == "auto" else (size,) if size in KNOWN else ())]
    if not wanted:
        passed_over.append(f"there are no weights '{size}' (known: {', '.join(KNOWN)})")
    for weights in wanted:
        file = on_disk(weights, cache)
        if file is not None:
            return _local(file, weights.name, n_threads, adapter, adapters, passed_over, cache)
        passed_over.append(f"{weights.name} is not on this disk")
    if pull and wanted:
        fetched = _fetched(wanted[0], cache, on_progress, passed_over)
        if fetched is not None:
            return _local(fetched, wanted[0].name, n_threads, adapter, adapters, passed_over, cache)
    fetch = wanted[0].size if wanted else "standard"
    return FoundModel(None, passed_over=tuple(passed_over), mend=f"shelftalk models pull {fetch}")


def local_model(
    file: Path,
    n_threads: int = 0,
    *,
    adapter: Path | None = None,
    cache: Path | None = None,
    is_installed: Callable[[str], object] = find_spec,
) -> SteerableChatModel:
    """The GGUF file as a chat model, not loaded yet: through llama.cpp, or transformers where that has no wheel.

    Only llama.cpp takes an adapter; where transformers serves, the model stays as it was published.
    """
    if is_installed("xllamacpp"):
        from assistant.models.llama_model import LlamaChatModel

        return LlamaChatModel(path=file, n_threads=n_threads, adapter=adapter, kept_in=cache)
    from assistant.models.transformers_model import TransformersChatModel

    return TransformersChatModel(path=file)


def _local(
    file: Path,
    name: str,
    n_threads: int,
    given: Path | None,
    shipped: Path,
    passed_over: list[str],
    cache: Path | None,
) -> FoundModel:
    trained = given or shipped / f"{name}.gguf"
    model = local_model(file, n_threads, adapter=trained if trained.is_file() else None, cache=cache)
    used: Path | None = getattr(model, "adapter", None)  # transformers takes none
    return FoundModel(model, name, str(file), tuple(passed_over), adapter=used)


def _served(
    server: str, name: str, key: str, count_tokens: bool, patience_s: float, passed_over: list[str]
) -> FoundModel | None:
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
    model = served_model(server, chosen, key, timeout_s=patience_s, count_tokens=count_tokens)
    return FoundModel(model, chosen, server)


def _fetched(
    weights: Weights, cache: Path | None, on_progress: OnProgress | None, passed_over: list[str]
) -> Path | None:
    from assistant.models.pulling import pull

    try:
        return pull(weights, cache, on_progress=on_progress or (lambda _: None))
    except WeightsError as error:
        passed_over.append(str(error))
        return None
