"""How alike two products are: by the words and letters of their titles, their category paths, and by meaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Paths = Sequence[Sequence[str]]  # a category path for each product, from the root down; empty where none is known


class Likenesses:
    """Cosines between the texts of products that are numbered from 0, each measure in 0-1 (meaning: in -1-1).

    Words and the paths' beginnings are weighed by how rare they are among these products (TF-IDF, logarithmic term
    counts), letters are runs of 3 to 5 within words. Without `vectors` (`(n, dim) float32`, rows of length 1) there
    is no meaning.
    """

    def __init__(self, titles: Sequence[str], paths: Paths, vectors: NDArray[np.float32] | None = None) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.n_products = len(titles)
        self._words = TfidfVectorizer(sublinear_tf=True, token_pattern=r"(?u)\b\w+\b", dtype=np.float32)
        self._letters = TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(3, 5), dtype=np.float32)
        self._paths = TfidfVectorizer(analyzer=_beginnings, dtype=np.float32)
        self._rows: dict[str, Any] = {
            "words": self._words.fit_transform(titles),
            "letters": self._letters.fit_transform(titles),
            "paths": self._paths.fit_transform([tuple(path) or ("",) for path in paths]),
        }
        if vectors is not None:
            self._rows["meaning"] = vectors

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._rows)

    def between(self, ones: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.float32]:
        """`(n_pairs, n_measures) float32`: of product `ones[i]` with product `others[i]`."""
        return np.stack([_paired(rows[ones], rows[others]) for rows in self._rows.values()], axis=1)

    def table(self) -> NDArray[np.float32]:
        """`(n_measures, n_products, n_products) float32`: of every product with every other; for some thousands."""
        return np.stack([_all(rows, rows) for rows in self._rows.values()])

    def toward(self, texts: Sequence[str], vectors: NDArray[np.float32] | None) -> NDArray[np.float32]:
        """`(n_texts, n_products, n_measures) float32`: of texts that are no product's, such as what somebody is out
        for; the paths count by the words that they share."""
        names = self._names_of_paths()
        asked = {
            "words": _all(self._words.transform(texts), self._rows["words"]),
            "letters": _all(self._letters.transform(texts), self._rows["letters"]),
            "paths": _all(names[0].transform(texts), names[1]),
        }
        if "meaning" in self._rows and vectors is not None:
            asked["meaning"] = _all(vectors, self._rows["meaning"])
        return np.stack(list(asked.values()), axis=2)

    def _names_of_paths(self) -> tuple[Any, Any]:
        """The names in the paths as texts: their vectorizer, and a row for each product."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        if not hasattr(self, "_path_names"):
            ends = self._paths.inverse_transform(self._rows["paths"])
            texts = [" ".join(sorted(end.rpartition(">")[2] for end in own)) or "none" for own in ends]
            letters = TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(3, 5), dtype=np.float32)
            self._path_names = (letters, letters.fit_transform(texts))
        return self._path_names


def _beginnings(path: Sequence[str]) -> list[str]:
    """ "A>B>C" as "A", "A>B" and "A>B>C": two products are the more alike the further down they are together."""
    return [">".join(path[: depth + 1]) for depth in range(len(path))]


def _paired(ones: Any, others: Any) -> NDArray[np.float32]:
    if isinstance(ones, np.ndarray):
        return np.asarray(np.einsum("ij,ij->i", ones, others), dtype=np.float32)
    return np.asarray(ones.multiply(others).sum(axis=1), dtype=np.float32).ravel()


def _all(ones: Any, others: Any) -> NDArray[np.float32]:
    product = ones @ others.T
    return np.asarray(product if isinstance(product, np.ndarray) else product.toarray(), dtype=np.float32)
