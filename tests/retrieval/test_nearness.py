"""Nearness: cosines by an encoder, each text encoded once; nothing known without one."""

from __future__ import annotations

import pytest

from retrieval.encoder import HashEncoder
from retrieval.nearness import Nearness
from tests.retrieval.scripted_encoder import ScriptedEncoder


def test_texts_are_compared_in_their_order_and_encoded_once() -> None:
    encoder = ScriptedEncoder("q", {"a": 0.8, "b": 0.25})
    near = Nearness(encoder)
    assert near.to("q", ["b", "a", "c"]) == pytest.approx([0.25, 0.8, 0.0])
    assert near.to("q", ["a"]) == pytest.approx([0.8])
    assert encoder.n_encoded == 4
    assert near.to("q", []) == []


def test_what_is_not_kept_is_encoded_again() -> None:
    encoder = ScriptedEncoder("q", {"a": 0.5})
    near = Nearness(encoder, kept=1)
    assert near.to("q", ["a"]) == near.to("q", ["a"]) == pytest.approx([0.5])


def test_warming_up_loads_what_there_is() -> None:
    encoder = ScriptedEncoder("q", {})
    Nearness(encoder).warm()
    assert encoder.n_encoded == 1
    Nearness(None).warm()


def test_hashed_words_have_no_meaning() -> None:
    for encoder in (None, HashEncoder()):
        near = Nearness(encoder)
        assert not near
        assert near.to("q", ["q"]) == [0.0]
