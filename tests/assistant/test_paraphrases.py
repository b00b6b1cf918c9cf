"""Paraphrases: each says a turn that is there, once, and not in the words of that turn."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import yaml

OURS = Path(__file__).parents[1] / "understanding"
PARAPHRASES = [
    one for file in sorted((OURS / "paraphrases").glob("*.yaml")) for one in yaml.safe_load(file.read_text("utf-8"))
]
TURNS = {
    dialogue["id"]: [turn["say"] for turn in dialogue["turns"]]
    for file in sorted(OURS.glob("*/*.yaml"))
    if file.parent.name != "paraphrases"
    for dialogue in yaml.safe_load(file.read_text("utf-8"))
}
MOST_SHARED = 0.4  # of the words of both; the most alike pair of ours shares 0.39


def pieces(text: str) -> set[str]:
    """Words; of Chinese, pairs of characters, since its words have no spaces between them."""
    chinese = [a + b for a, b in pairwise(text) if min(a, b) >= "\u4e00"]
    return {*chinese, *re.findall(r"[a-z0-9']+", text.casefold())}


def shared(one: str, other: str) -> float:
    both = pieces(one) | pieces(other)
    return len(pieces(one) & pieces(other)) / len(both) if both else 0.0


def test_there_are_two_hundred_and_each_turn_is_said_otherwise_once() -> None:
    assert len(PARAPHRASES) == 200
    assert {name: n for name, n in Counter((p["of"], p["turn"]) for p in PARAPHRASES).items() if n > 1} == {}


def test_each_is_of_a_turn_that_is_there() -> None:
    lost = [(p["of"], p["turn"]) for p in PARAPHRASES if not 0 < p["turn"] <= len(TURNS.get(p["of"], ()))]
    assert lost == []


def test_none_says_it_in_the_same_words() -> None:
    said = [(TURNS[p["of"]][p["turn"] - 1], p["say"]) for p in PARAPHRASES]
    assert [pair for pair in said if shared(*pair) >= MOST_SHARED] == []


def test_swapped_names_and_case_are_still_the_same_words() -> None:
    assert shared("I want a red Jacket under 60", "i want a red JACKET below 60") >= MOST_SHARED
    assert shared("这两个有啥区别", "这两个有什么区别") >= MOST_SHARED
