"""The range's vectors, reckoned once and shipped: a first start need not read 600 texts again.

    python -m retrieval.sample.vectors     # after a change of the range; a test says when

They are the encoder's own, rounded to half precision: they rank as those reckoned anew do.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from retrieval.encoder import Encoder, default_encoder, digest
from retrieval.product_text import product_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILE = Path(__file__).with_name("vectors.npz")


class RangeEncoder:
    """The encoder, save that it knows the range's own texts by heart. Texts of anything else go to the encoder."""

    def __init__(self, encoder: Encoder, file: Path = FILE) -> None:
        self._encoder = encoder
        with np.load(file) as kept:
            self._known = dict(zip(kept["digests"].tolist(), kept["vectors"], strict=True))

    @property
    def name(self) -> str:
        return self._encoder.name

    @property
    def dim(self) -> int:
        return self._encoder.dim

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """`(len(texts), dim)` float32, rows of length 1."""
        digests = [digest(self.name, text) for text in texts]
        unknown = [at for at, key in enumerate(digests) if key not in self._known]
        rows = np.empty((len(texts), self.dim), dtype=np.float32)
        if unknown:
            rows[unknown] = self._encoder.encode([texts[at] for at in unknown])
        for at in set(range(len(texts))) - set(unknown):
            row = self._known[digests[at]].astype(np.float32)
            rows[at] = row / np.linalg.norm(row)
        return rows


def range_texts() -> list[str]:
    """What is embedded of every product of the range, as an import makes it."""
    import json

    from retrieval.importing import import_feed
    from retrieval.sample import SEED, TODAY
    from retrieval.sample.assortment import read_assortment
    from retrieval.sample.products import product_row
    from retrieval.store import open_store

    with tempfile.TemporaryDirectory() as folder:
        feed = Path(folder) / "feed"
        feed.mkdir()
        with (feed / "products.jsonl").open("w", encoding="utf-8") as file:
            for kind, item in read_assortment().items():
                file.write(json.dumps(product_row(kind, item, seed=SEED, today=TODAY)) + "\n")
        import_feed(feed, Path(folder) / "store", now=datetime.now(UTC))
        with open_store(Path(folder) / "store") as store:
            return [product_text(product) for product in store.catalog]


def main() -> int:
    encoder = default_encoder()
    texts = range_texts()
    digests = np.array([digest(encoder.name, text) for text in texts])
    np.savez_compressed(FILE, digests=digests, vectors=encoder.encode(texts).astype(np.float16))
    return 0


if __name__ == "__main__":
    sys.exit(main())
