"""Vectors to fill an index with."""

from __future__ import annotations

import numpy as np

from retrieval.vectors import VectorIndex

DIM = 16


def directions(n: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((n, DIM)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def filled(index: VectorIndex, n: int = 50) -> tuple[list[str], np.ndarray]:
    ids, rows = [f"p{i:03}" for i in range(n)], directions(n)
    index.update(ids, rows, [f"d{i}" for i in range(n)])
    return ids, rows
