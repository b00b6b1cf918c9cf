"""Values of notes: how many pieces are wanted, as people write it."""

from __future__ import annotations

import pytest

from assistant.notation import read
from assistant.note_values import quantity


@pytest.mark.parametrize(
    ("said", "meant"), [("x2", 2), ("×3", 3), ("4x", 4), ("a pair", 2), ("twelve", 12), ("两", 2), ("xs", 0)]
)
def test_a_quantity_is_read_as_it_is_written(said: str, meant: int) -> None:
    assert quantity(read(f"find text=mugs qty={said}")[0]) == meant
