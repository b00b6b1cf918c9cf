"""Small stores kept with the tests, as feed folders."""

from __future__ import annotations

from pathlib import Path

# Fifty products of Wrenmoor, fixed: what the tests say of them does not move when the sample store grows.
STARTER = Path(__file__).parent / "starter"
