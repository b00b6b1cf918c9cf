"""Slots in which a store puts remarks: each value says something of the thing by itself, and none answers another."""

from __future__ import annotations

import re

_REMARKS = re.compile(r"(?:features?|tags?|highlights?|styles?)(?:_|$)")


def holds_remarks(slot: str) -> bool:
    """Whether the slot is one of remarks: `feature`, `feature_bag`, `tags`, `style_general`."""
    return _REMARKS.match(slot) is not None
