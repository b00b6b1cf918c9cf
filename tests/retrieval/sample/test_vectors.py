"""The shipped vectors are those of the range as it is now, and rank as the encoder's own."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from retrieval.encoder import HashEncoder, default_encoder, digest
from retrieval.sample.vectors import FILE, RangeEncoder, range_texts

AGAIN = "the range has changed: run `python -m retrieval.sample.vectors` and commit the file"


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return range_texts()


def test_every_product_of_the_range_has_its_vector(texts: list[str]) -> None:
    encoder = default_encoder()
    with np.load(FILE) as kept:
        assert kept["digests"].tolist() == [digest(encoder.name, text) for text in texts], AGAIN
    assert FILE.stat().st_size < 600_000


def test_they_are_the_encoders_own(texts: list[str]) -> None:
    encoder = default_encoder()
    some = [*Random(7).sample(texts, 6), "a text that no product has"]
    known, anew = RangeEncoder(encoder).encode(some), encoder.encode(some)
    assert known.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(known, axis=1), 1, atol=1e-5)
    assert (known * anew).sum(axis=1).min() > 0.999, AGAIN


def test_another_encoder_reads_for_itself(texts: list[str]) -> None:
    encoder = HashEncoder()
    np.testing.assert_array_equal(RangeEncoder(encoder).encode(texts[:2]), encoder.encode(texts[:2]))
