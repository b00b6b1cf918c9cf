"""A message is read once, however many judge it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.reading.message_vectors import MessageVectors
from retrieval.encoder import HashEncoder


class Counting(HashEncoder):
    def __init__(self) -> None:
        super().__init__(16)
        self.asked: list[tuple[str, ...]] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked.append(tuple(texts))
        return super().encode(texts)


def test_a_message_is_read_once_though_several_ask() -> None:
    encoder = Counting()
    vectors = MessageVectors(encoder)
    first, second = vectors.encode(["a red kettle"]), vectors.encode(["a red kettle"])
    assert encoder.asked == [("a red kettle",)]
    assert first.shape == (1, 16)
    assert np.array_equal(first, second)
    assert np.array_equal(first, HashEncoder(16).encode(["a red kettle"]))
    assert (vectors.name, vectors.dim) == (encoder.name, encoder.dim)


def test_only_the_last_few_are_kept() -> None:
    encoder = Counting()
    vectors = MessageVectors(encoder, kept=2)
    for text in ("one", "two", "three", "one"):
        vectors.encode([text])
    assert [text for (text,) in encoder.asked] == ["one", "two", "three", "one"]


def test_many_at_once_are_read_as_ever() -> None:
    encoder = Counting()
    assert MessageVectors(encoder).encode(["one", "two"]).shape == (2, 16)
    assert encoder.asked == [("one", "two")]
