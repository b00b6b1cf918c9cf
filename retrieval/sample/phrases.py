"""The hand-written words of reviewers and askers (`words/*.yaml`), and how they are put for one product."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from retrieval.sample.assortment import Item, Kind
from retrieval.yaml_loader import LOADER

WORDS = files("retrieval.sample") / "words"
# "it" or "they", and the verb that goes with it
_ONE = {
    "it": "it", "It": "It", "obj": "it", "this": "this", "This": "This", "is": "is", "was": "was", "has": "has",
    "does": "does", "its": "its", "s": "s",
}  # fmt: skip
_SEVERAL = {
    "it": "they", "It": "They", "obj": "them", "this": "these", "This": "These", "is": "are", "was": "were",
    "has": "have", "does": "do", "its": "their", "s": "",
}  # fmt: skip
_END = re.compile(r"[.!?](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Words:
    """Everything of `words/*.yaml`, file by file."""

    verdicts: Mapping[Any, Any]
    value: Mapping[str, Sequence[str]]
    delivery: Mapping[str, Sequence[str]]
    size: Mapping[str, Sequence[str]]
    context: Mapping[str, Mapping[str, Sequence[str]]]
    titles: Mapping[Any, Any]
    voices: Mapping[str, Any]
    fake: Mapping[str, Sequence[str]]
    people: Mapping[str, Any]
    owners: Mapping[str, Sequence[str]]


@cache
def read_words() -> Words:
    return Words(
        **{name: yaml.load((WORDS / f"{name}.yaml").read_text("utf-8"), Loader=LOADER) for name in Words.__slots__}
    )


def is_several(kind: Kind) -> bool:
    """Whether one of it is spoken of as "they": gloves, headphones, coffee beans."""
    return kind.name.endswith("s") and not kind.name.endswith(("ss", "lens"))


def put(line: str, kind: Kind, item: Item, relative: str) -> str:
    """The sentence with every placeholder of `words/README.md` filled for this product."""
    grammar = _SEVERAL if is_several(kind) else _ONE
    filled = line.format_map({**grammar, "thing": kind.name, "brand": item.brand, "relative": relative, "aspect": ""})
    return filled[:1].upper() + filled[1:]


def contexts(kind: Kind) -> tuple[str, ...]:
    """What may be said of when, where and for whom a thing of this kind was bought."""
    found: list[str] = []
    for name, group in read_words().context.items():
        fits = kind.name in group["kinds"] if "kinds" in group else kind.name not in group.get("not", ())
        if fits and name != "used_up":
            found += [*group["sentences"]] * (1 if name in ("general", "present") else 3)
    return tuple(found)


def is_said_of(line: str, kind: Kind) -> bool:
    """Whether the sentence suits how long such a thing lasts: nobody keeps coffee beans."""
    used_up = read_words().context["used_up"]
    return kind.name not in used_up["kinds"] or _is_of_any(line)


@cache
def _is_of_any(line: str) -> bool:
    return not any(part in line for part in read_words().context["used_up"]["never"])


def relatives(item: Item) -> Sequence[str]:
    """Whom the product could be for, by what it states."""
    known: Mapping[str, Sequence[str]] = read_words().people["relatives"]
    if "Kids" in item.values("age_group"):
        return known["Kids"]
    return known[next(iter(item.values("gender")), "anyone")]


def n_sentences(text: str) -> int:
    return len(_END.findall(text))
