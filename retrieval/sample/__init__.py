"""The sample store: Wrenmoor, a made-up shop written for shelftalk. Its range is written by hand, the rest by code."""

from __future__ import annotations

from datetime import date

SEED = 7
TODAY = date(2026, 11, 21)  # the day of the store that tests and docs/sample-store.md speak of
