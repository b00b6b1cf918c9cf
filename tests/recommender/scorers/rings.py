"""Lists whose next product is plain: the next of a ring of products, or another one of a kind."""

from __future__ import annotations

import numpy as np

from recommender.sequences import Sequences

N_PRODUCTS = 24


def ring(n_lists: int = 200, seed: int = 0, n_products: int = N_PRODUCTS) -> Sequences:
    """Everybody walks round the ring, from anywhere, for three to seven steps."""
    rng = np.random.default_rng(seed)
    lists = ((rng.integers(n_products) + np.arange(rng.integers(3, 8))) % n_products for _ in range(n_lists))
    return Sequences(n_products, tuple(products.astype(np.int32) for products in lists))


def history(*products: int) -> np.ndarray:
    return np.array(products, dtype=np.int32)


BY_KIND = 6  # products of each of four kinds


def kinds() -> tuple[Sequences, np.ndarray]:
    """Shoppers stay within a kind; the first product of each kind was never taken. A text is its kind and noise."""
    rng = np.random.default_rng(0)
    lists = [kind * BY_KIND + 1 + rng.permutation(BY_KIND - 1)[:4] for kind in rng.integers(4, size=200)]
    texts = np.repeat(np.eye(4, 8), BY_KIND, axis=0) + 0.2 * rng.standard_normal((4 * BY_KIND, 8))
    texts /= np.linalg.norm(texts, axis=1, keepdims=True)
    return Sequences(4 * BY_KIND, tuple(products.astype(np.int32) for products in lists)), texts.astype(np.float32)
