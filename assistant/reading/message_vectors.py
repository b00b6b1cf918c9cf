"""Message vectors: the text encoder's, of the last few messages, so that all who judge a message share one."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from retrieval.encoder import Encoder, as_it_came

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KEPT = 16  # messages that are being read at one time


class MessageVectors:
    """An encoder as it came, which reads a message once though several ask. May be used from several threads."""

    def __init__(self, encoder: Encoder, kept: int = _KEPT) -> None:
        self._encoder = as_it_came(encoder)
        self._kept = kept
        self._lock = threading.Lock()
        self._rows: dict[str, NDArray[np.float32]] = {}

    @property
    def name(self) -> str:
        return self._encoder.name

    @property
    def dim(self) -> int:
        return self._encoder.dim

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As `Encoder` says; of single texts the last few are kept."""
        if len(texts) != 1:
            return self._encoder.encode(texts)
        [text] = texts
        with self._lock:
            row = self._rows.get(text)
        if row is None:
            row = self._encoder.encode(texts)
            with self._lock:
                self._rows[text] = row
                while len(self._rows) > self._kept:
                    del self._rows[next(iter(self._rows))]
        return row
