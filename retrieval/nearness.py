"""Nearness: how near texts are to a question in meaning, with the vectors of texts that were met before kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from retrieval.encoder import Encoder, as_it_came, knows_meaning

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KEPT = 4_000  # texts, of 1.5 kB each


class Nearness:
    """Cosines by a text encoder. Knows nothing where there is only hashed words to compare by: they find no meaning."""

    def __init__(self, encoder: Encoder | None, kept: int = _KEPT) -> None:
        self._encoder = as_it_came(encoder) if encoder and knows_meaning(encoder) else None
        self._kept = kept
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    def __bool__(self) -> bool:
        return self._encoder is not None

    def warm(self) -> None:
        """Load the encoder, so that the first question does not wait."""
        if self._encoder is not None:
            self._encoder.encode(["warm"])

    def to(self, question: str, texts: Sequence[str]) -> list[float]:
        """The cosine of the question with each text, in their order; all zero without an encoder."""
        if self._encoder is None or not texts:
            return [0.0] * len(texts)
        wanted = [question, *texts]
        new = list(dict.fromkeys(text for text in wanted if text not in self._vectors))
        found = dict(zip(new, self._encoder.encode(new), strict=True)) if new else {}
        vectors = [found[text] if text in found else self._vectors[text] for text in wanted]
        self._vectors.update(found)
        while len(self._vectors) > self._kept:
            self._vectors.popitem(last=False)
        return [float(vectors[0] @ vector) for vector in vectors[1:]]
