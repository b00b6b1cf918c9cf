"""What is known of products beside who took them, as the learned models read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import torch


def tensor(features: Any) -> torch.Tensor | None:
    """`(n_products, n_features)` of a dense array or a sparse one of scipy, rows of length 1 or zero; None for None."""
    import torch

    if features is None:
        return None
    if not hasattr(features, "tocoo"):
        lengths = np.linalg.norm(features, axis=1, keepdims=True)
        return torch.from_numpy(np.asarray(features / np.where(lengths > 0, lengths, 1.0), dtype=np.float32))
    from recommender.scorers.weighted_histories import unit_rows

    cells = unit_rows(features).tocoo()
    at = torch.from_numpy(np.stack([cells.row, cells.col]).astype(np.int64))
    return torch.sparse_coo_tensor(at, torch.from_numpy(cells.data), cells.shape, check_invariants=True).coalesce()


def arrays(features: Any) -> Iterator[NDArray[Any]]:
    """What tells these features from others."""
    if features is None:
        return
    if hasattr(features, "tocsr"):
        rows = features.tocsr()
        yield from (rows.indptr, rows.indices, rows.data)
    else:
        yield np.asarray(features)
