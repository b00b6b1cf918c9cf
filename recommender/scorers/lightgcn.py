"""LightGCN in closed form: a history smoothed over the graph of who took what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.scorers.weighted_histories import dense, fitted, weighted
from recommender.sequences import ProductNumbers, Sequences


@dataclass(frozen=True, slots=True)
class LightGCNConfig:
    dims: int = 128  # smoothest directions of the graph that are kept whole
    smooth: float = 1.0  # weight of these beside one step of propagation
    hops: int = 1  # of propagation, product to shopper to product
    decay: float = 0.7  # of a history's product for each step back


class LightGCNScorer:
    """`score = h (S + .. + S^hops + a D^-1/2 V V' D^1/2)`, `S = R'R` of the graph normalised on both sides.

    LightGCN (He et al. 2020, arXiv:2002.02126) learns vectors whose only layers are propagation over the graph; with
    vectors enough it is a low-pass filter of the graph, which needs no learning (GF-CF, Shen et al. 2021,
    arXiv:2108.07567: `V` are the leading singular vectors of R). So a shopper who came after the fit is scored like any
    other, which LightGCN's own shopper vectors do not allow. h is the recency-weighted history. Fit is one truncated
    SVD, `dims * n_taken`; a score `dims * n_products` and a sparse product for each hop.
    """

    def __init__(self, config: LightGCNConfig | None = None, *, seed: int = 0) -> None:
        self.config = config or LightGCNConfig()
        self._seed = seed
        self._graph: Any = None
        self._smooth = np.empty((0, 0), dtype=np.float32)
        self._degree = np.empty(0, dtype=np.float32)

    def fit(self, sequences: Sequences) -> None:
        from scipy.sparse import diags_array
        from scipy.sparse.linalg import svds

        taken = weighted(sequences.lists, sequences.n_products)
        by_shopper = np.maximum(np.asarray(taken.sum(axis=1)).ravel(), 1.0)
        by_product = np.maximum(np.asarray(taken.sum(axis=0)).ravel(), 1.0)
        graph = (diags_array(by_shopper**-0.5) @ taken @ diags_array(by_product**-0.5)).tocsr().astype(np.float32)
        self._graph, self._degree = graph, (by_product**0.5).astype(np.float32)
        dims = min(self.config.dims, min(graph.shape) - 1)
        self._smooth = np.zeros((sequences.n_products, 0), dtype=np.float32)
        if dims > 0 and graph.nnz:
            start = np.random.default_rng(self._seed).standard_normal(min(graph.shape)).astype(np.float32)
            self._smooth = np.ascontiguousarray(svds(graph, k=dims, v0=start)[2].T)

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        graph, config = fitted(self._graph, self), self.config
        history = weighted(histories, graph.shape[1], config.decay)
        step, near = history, np.zeros(history.shape, dtype=np.float32)
        for _ in range(config.hops):
            step = (step @ graph.T) @ graph
            near += dense(step)
        far = (history.multiply(1.0 / self._degree[None, :]).tocsr() @ self._smooth) @ self._smooth.T
        return np.asarray(near + config.smooth * far * self._degree[None, :], dtype=np.float32)
