"""Names, addresses and numbers of people are left out; prices, measures and the store's own address stay."""

from __future__ import annotations

import pytest

from assistant.copilot.learning.masking import masked


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("write to ada@example.org please", "write to [mail] please"),
        ("write to help@six.example", "write to help@six.example"),
        ("my order W-123456 is late", "my order [number] is late"),
        ("call +1 802 555 0199", "call [phone]"),
        ("card 4111 1111 1111 1111", "card [number]"),
        ("I live at 12 Millstone Lane.", "I live at [address]"),
        ("my name is Grace Hopper, hello", "my name is [name], hello"),
        ("Ada's jacket for Ada Lovelace", "[name] jacket for [name]"),
        ("it costs $1,299.00 and weighs 4.2 kg since 2026", "it costs $1,299.00 and weighs 4.2 kg since 2026"),
        ("EU 42 is US women's 10, UK 8", "EU 42 is US women's 10, UK 8"),
        ("30 days, 460 x 300 x 200 mm", "30 days, 460 x 300 x 200 mm"),
    ],
)
def test_masked(text: str, plain: str) -> None:
    assert masked(text, ["Ada Lovelace"], ["help@six.example"]) == plain
