from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from retrieval.catalog import Catalog
from retrieval.encoder import HashEncoder
from retrieval.feeds.acp import read_acp
from retrieval.feeds.detecting import find_feed
from retrieval.feeds.feed import Read
from retrieval.product_text import product_text
from retrieval.progress import silent
from retrieval.scaling import ScaledEncoder, scaled, write_scaled
from tests.conftest import SIX

REAL = Catalog(SIX, currency="USD")
N, SEED = 200, 7


class Watched(HashEncoder):
    def __init__(self) -> None:
        super().__init__(64)
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.texts += texts
        return super().encode(texts)


def test_the_real_products_come_first_and_the_rest_are_varied() -> None:
    made = [s.product for s in scaled(REAL, N, SEED)]
    assert made[: len(SIX)] == list(SIX)
    assert len(made) == N
    assert len({p.id for p in made}) == N
    assert len({v.id for p in made for v in p.variants}) == sum(len(p.variants) for p in made)
    rest = made[len(SIX) :]
    assert len({p.title for p in rest}) > N / 2
    assert len({p.variants[0].offer.price for p in rest}) > N / 2
    assert {v.offer.available for p in rest for v in p.variants} == {True, False}
    assert {p.categories for p in rest} <= {p.categories for p in SIX}


def test_the_same_seed_makes_the_same_and_another_does_not() -> None:
    assert list(scaled(REAL, 40, SEED)) == list(scaled(REAL, 40, SEED))
    assert list(scaled(REAL, 40, SEED)) != list(scaled(REAL, 40, SEED + 1))
    assert [s.product for s in scaled(REAL, 3, SEED)] == list(SIX[:3])


def test_nothing_cannot_be_scaled() -> None:
    with pytest.raises(ValueError, match="Import its feed first"):
        list(scaled(Catalog([], currency="USD"), 5, SEED))


def test_the_feed_is_one_that_an_import_reads_whole(tmp_path: Path) -> None:
    made_of = write_scaled(REAL, N, tmp_path, SEED)
    feed = find_feed(tmp_path)
    found = list(read_acp(feed, currency=None, now=datetime(2026, 1, 1, tzinfo=UTC), progress=silent))
    read = [r.record for r in found if isinstance(r, Read)]
    assert len(read) == len(found) == N
    assert [p.id for p in read] == list(made_of)  # type: ignore[union-attr]
    again = [s.product for s in scaled(REAL, N, SEED)]
    assert [p.title for p in read] == [p.title for p in again]  # type: ignore[union-attr]
    assert [p.variants[0].offer.price for p in read] == [p.variants[0].offer.price for p in again]  # type: ignore[union-attr]


def test_vectors_are_the_real_ones_or_near_the_one_they_were_made_of() -> None:
    made = list(scaled(REAL, N, SEED))
    catalog = Catalog([s.product for s in made], currency="USD")
    made_of = {s.product.id: (s.base_id, s.mate_id) for s in made}
    encoder = Watched()
    ids = sorted(p.id for p in SIX)
    real = encoder.encode([product_text(REAL.product(i)) for i in ids])
    encoder.texts.clear()
    mixed = ScaledEncoder(encoder, catalog, made_of, ids, real, SEED)
    rows = mixed.encode([product_text(s.product) for s in made])
    assert encoder.texts == []  # not one text was read
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    of_base = np.array([rows[at] @ real[ids.index(s.base_id)] for at, s in enumerate(made)])
    assert np.allclose(of_base[: len(SIX)], 1, atol=1e-5)
    texts = {product_text(product) for product in SIX}  # a few of so small a store come out as they went in
    new = of_base[[at for at, s in enumerate(made) if product_text(s.product) not in texts]]
    assert len(new) > N / 2
    assert new.min() > 0.6
    assert new.max() < 0.97
    assert np.array_equal(rows, mixed.encode([product_text(s.product) for s in made]))
    mixed.encode(["something else"])
    assert encoder.texts == ["something else"]
