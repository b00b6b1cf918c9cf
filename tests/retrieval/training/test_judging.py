from __future__ import annotations

import pytest

from retrieval.training.judging import figures


def test_recall_and_reciprocal_rank_by_hand() -> None:
    far = [*"abcdefghij", "z"]
    found = figures({"one": ["x", "a", "b"], "two": far}, {"one": {"a", "b", "c", "d"}, "two": {"z"}})
    assert found == pytest.approx({"recall_10": (2 / 4 + 0) / 2, "mrr_10": (1 / 2 + 0) / 2})
