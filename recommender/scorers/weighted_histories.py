"""Histories and lists as sparse rows: the input that every counting model of the next product multiplies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from recommender.sequences import ProductNumbers

Model = TypeVar("Model")


class NotFittedError(RuntimeError):
    """Scores were asked of a model that has learned nothing yet."""


def fitted(model: Model | None, scorer: object) -> Model:
    """`model`, or `NotFittedError` when there is none."""
    if model is None:
        raise NotFittedError(f"{type(scorer).__name__} was asked for scores before fit(sequences).")
    return model


def weighted(histories: Sequence[ProductNumbers], n_products: int, decay: float = 1.0) -> Any:
    """`(len(histories), n_products)` float32 CSR: `decay ** steps ago` of every product, the last one counting 1.

    A product taken repeatedly counts by its last time. With `decay` 1 the rows are plain memberships.
    """
    from scipy.sparse import csr_array

    lengths = np.array([history.size for history in histories], dtype=np.int64)
    columns = np.concatenate(histories) if len(histories) else np.empty(0, dtype=np.int32)
    rows = np.repeat(np.arange(lengths.size), lengths)
    ends = np.cumsum(lengths)
    ago = np.repeat(ends, lengths) - np.arange(columns.size) - 1
    # The last of equal (row, column): positions descend, and unique keeps the first it meets.
    backwards = np.arange(columns.size)[::-1]
    _, first = np.unique(rows[backwards] * n_products + columns[backwards], return_index=True)
    kept = backwards[first]
    values = np.power(np.float64(decay), ago[kept]).astype(np.float32)
    return csr_array((values, (rows[kept], columns[kept])), shape=(lengths.size, n_products))


def dense(product: Any) -> NDArray[np.float32]:
    """A sparse product of matrices as `float32` array."""
    return np.asarray(product.toarray(), dtype=np.float32)


def prefixes(lists: Sequence[ProductNumbers], n_products: int, decay: float, ahead: float) -> tuple[Any, Any]:
    """Every beginning of every list, `decay`-weighted as in `weighted`, and what came after it, `ahead ** steps`.

    Two CSR of `(n_beginnings, n_products)`; a list of n products has n - 1 beginnings.
    """
    before = [products[:at] for products in lists for at in range(1, products.size)]
    after = [products[at:][::-1] for products in lists for at in range(1, products.size)]
    return weighted(before, n_products, decay), weighted(after, n_products, ahead)


def unit_rows(matrix: Any) -> Any:
    """The rows of a sparse matrix at length 1; an empty row stays empty."""
    from scipy.sparse import diags_array

    matrix = matrix.tocsr()
    lengths = np.sqrt(np.asarray(matrix.power(2).sum(axis=1)).ravel())
    return (diags_array(1.0 / np.where(lengths > 0, lengths, 1.0)) @ matrix).tocsr().astype(np.float32)


def largest_of_rows(matrix: Any, n: int) -> Any:
    """A CSR matrix with only the `n` largest values of each row; equals at the edge are kept by column."""
    from scipy.sparse import csr_array

    matrix = matrix.tocsr()
    lengths = np.diff(matrix.indptr)
    if lengths.max(initial=0) <= n:
        return matrix
    rows = np.repeat(np.arange(matrix.shape[0]), lengths)
    order = np.lexsort((matrix.indices, -matrix.data, rows))
    place = np.arange(order.size) - np.repeat(matrix.indptr[:-1], lengths)
    kept = order[place < n]
    return csr_array((matrix.data[kept], (rows[kept], matrix.indices[kept])), shape=matrix.shape)


def largest_of_dense_rows(matrix: NDArray[np.float32], n: int) -> Any:
    """A dense matrix as CSR of the `n` values of each row that are largest by size."""
    from scipy.sparse import csr_array

    n = min(n, matrix.shape[1])
    columns = np.empty((matrix.shape[0], n), dtype=np.int32)
    for row in range(matrix.shape[0]):  # row by row: a second matrix of the size would not fit beside the first
        columns[row] = np.argpartition(np.abs(matrix[row]), -n)[-n:]
    values = np.take_along_axis(matrix, columns.astype(np.int64), axis=1).ravel()
    starts = np.arange(0, values.size + 1, n) if n else np.zeros(matrix.shape[0] + 1, dtype=np.int64)
    made = csr_array((values, columns.ravel(), starts), shape=matrix.shape)
    made.sum_duplicates()
    made.eliminate_zeros()
    return made


def inverse(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of a symmetric positive definite matrix, by Cholesky: a third of a general inverse, and in its own memory."""
    from scipy.linalg import lapack

    factor, failed = lapack.spotrf(np.asfortranarray(matrix), lower=1, overwrite_a=1)
    if failed:
        raise ValueError("A matrix to invert is not positive definite. Raise the regularisation.")
    half, _ = lapack.spotri(factor, lower=1, overwrite_c=1)
    lower = np.tril(half)
    return np.asarray(lower + np.tril(lower, -1).T, dtype=np.float32)


def single_blas_thread() -> Any:
    """A context in which BLAS uses one thread: implicit's own threads and those of BLAS wait for each other."""
    from threadpoolctl import threadpool_limits

    return threadpool_limits(1, "blas")
