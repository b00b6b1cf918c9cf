"""Sums in slang become figures where they are sums."""

from __future__ import annotations

import pytest

from assistant.quantities.slang_sums import in_figures


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ("TV. Under a grand.", "TV. Under 1000."),
        ("half a grand max", "500 max"),
        ("got like a tenner", "got like 10"),
        ("two fivers or so", "10 or so"),
        ("a couple of hundred", "200"),
        ("three grand for all of it", "3000 for all of it"),
    ],
)
def test_sums(said: str, figures: str) -> None:
    assert in_figures(said) == figures


@pytest.mark.parametrize(
    "said",
    [
        "a grand piano",
        "that is grand",
        "a hundred",
        "grand. the teal one",
        "max 1.5 grand",
        "between one and two grand",
    ],
)
def test_no_sums(said: str) -> None:
    assert in_figures(said) == said
