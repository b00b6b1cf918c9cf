"""Which slots hold remarks."""

from __future__ import annotations

import pytest

from retrieval.remark_slots import holds_remarks


@pytest.mark.parametrize("slot", ["feature", "features", "feature_bag", "tags", "highlights", "style_general"])
def test_slots_of_remarks(slot: str) -> None:
    assert holds_remarks(slot)


@pytest.mark.parametrize("slot", ["color", "stylus", "tagline", "material_feature"])
def test_slots_whose_values_answer_something(slot: str) -> None:
    assert not holds_remarks(slot)
