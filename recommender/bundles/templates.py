"""Slot templates: what people take together for something, by kinds of things; in `bundles.yaml`, the store's to edit.

- name: weekend camping
  words: [camping gear, camping equipment]   # what shoppers call it
  slots:
    - kind: Tents                             # a category, or the end of its path
    - {kind: Gas, required: false, n: 2}
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from retrieval.catalog import Catalog
from retrieval.tokens import STOP_WORDS, tokens
from retrieval.vocabulary import segments

WRITTEN = "bundles.yaml"  # beside a feed, and in a store's folder: by hand, never overwritten
MINED = "bundles.mined.yaml"  # in a store's folder, written anew by `train recommender`
_FEW = 2  # templates that share a word which still says what for


class TemplateError(ValueError):
    """A template file says something that cannot be; the message names file and entry."""


@dataclass(frozen=True, slots=True)
class TemplateSlot:
    kind: str  # a category's name or the end of its path: "Tents", "Outdoor > Camping > Tents"
    required: bool = True
    n: int = 1


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    slots: tuple[TemplateSlot, ...]
    words: tuple[str, ...] = ()  # what shoppers call it, beside its name


class _Slot(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: Annotated[str, Field(min_length=1)]
    required: bool = True
    n: Annotated[int, Field(ge=1, le=99)] = 1


class _Template(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=100)]
    words: list[str] = []
    slots: Annotated[list[_Slot], Field(min_length=1, max_length=20)]


def read_templates(path: Path) -> tuple[Template, ...]:
    """Those of a file. Raises `TemplateError`."""
    try:
        said = TypeAdapter(list[_Template]).validate_python(yaml.safe_load(path.read_text("utf-8")) or [])
    except (ValidationError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise TemplateError(
            f"{path.name}: {error}. Expected a list of templates, each with a name and slots of kinds."
        ) from error
    return tuple(
        Template(one.name, tuple(TemplateSlot(s.kind, s.required, s.n) for s in one.slots), tuple(one.words))
        for one in said
    )


def templates_of(store: Path, catalog: Catalog) -> tuple[Template, ...]:
    """The store's own first, then those mined of things that none of its own begins with; a slot of a kind that the
    catalog does not have is left out, and so is a template without any. Raises `TemplateError`."""
    written = read_templates(store / WRITTEN) if (store / WRITTEN).is_file() else ()
    mined = read_templates(store / MINED) if (store / MINED).is_file() else ()
    firsts = {_plain(template.slots[0].kind)[-1] for template in written}
    kinds = {path[-n:] for product in catalog for path in map(_plain, product.categories) for n in range(1, 5)}
    found = []
    for template in (*written, *(t for t in mined if _plain(t.slots[0].kind)[-1] not in firsts)):
        slots = tuple(slot for slot in template.slots if _plain(slot.kind) in kinds)
        if slots:
            found.append(Template(template.name, slots, template.words))
    return tuple(found)


def import_templates(path: Path, store: Path, catalog: Catalog) -> int:
    """Puts a file that lies beside a feed into the store's folder; gives how many templates. Raises `TemplateError`,
    for a kind that the catalog does not have, too."""
    found = read_templates(path)
    known = {step for product in catalog for category in product.categories for step in _plain(category)}
    for template in found:
        for slot in template.slots:
            if not set(_plain(slot.kind)) <= known:
                raise TemplateError(f"{path.name}: {template.name!r} names {slot.kind!r}, which is no category here.")
    new = store / f".{WRITTEN}.new"
    shutil.copyfile(path, new)
    os.replace(new, store / WRITTEN)  # never into a file that the store in use may share
    return len(found)


def write_templates(path: Path, templates: Iterable[Template], heading: str) -> None:
    """All or nothing; `heading` is written as a comment."""
    rows = [
        {"name": t.name, **({"words": list(t.words)} if t.words else {}), "slots": [_row(slot) for slot in t.slots]}
        for t in templates
    ]
    text = "".join(f"# {line}\n" for line in heading.splitlines()) + yaml.safe_dump(
        rows, sort_keys=False, allow_unicode=True, width=118
    )
    written = path.with_name(f".{path.name}.new")
    written.write_text(text, "utf-8")
    os.replace(written, path)


def template_for(words: str, templates: Sequence[Template]) -> Template | None:
    """The template whose name, or one of whose words, is all in what is said; the longest of several."""
    said = {token.stem for token in tokens(words)}
    found = [
        (len(stems), -at)
        for at, template in enumerate(templates)
        for name in (template.name, *template.words)
        if (stems := {token.stem for token in tokens(name) if token.word not in STOP_WORDS}) and stems <= said
    ]
    return templates[-max(found)[1]] if found else None


def template_near(words: str, templates: Sequence[Template]) -> Template | None:
    """Where things together are asked for without a template's whole name: the one that has most of what is said of
    an occasion ("for camping"), by words that at most two templates have; of several the first."""
    said = {token.stem for token in tokens(words) if token.word not in STOP_WORDS}
    own = [{t.stem for name in (one.name, *one.words) for t in tokens(name) if t.word not in STOP_WORDS}
           for one in templates]  # fmt: skip
    n_with = Counter(stem for stems in own for stem in stems)
    ranked = [(len({s for s in stems & said if n_with[s] <= _FEW}), -at) for at, stems in enumerate(own)]
    n_said, at = max(ranked, default=(0, 0))
    return templates[-at] if n_said else None


def is_of_kind(path: str, kind: str) -> bool:
    """Whether a category path ends in the kind, or passes through it."""
    steps, wanted = _plain(path), _plain(kind)
    return any(steps[at : at + len(wanted)] == wanted for at in range(len(steps) - len(wanted) + 1))


def _plain(path: str) -> tuple[str, ...]:
    return tuple(step.casefold() for step in segments(path))


def _row(slot: TemplateSlot) -> dict[str, object]:
    row: dict[str, object] = {"kind": slot.kind}
    if not slot.required:
        row["required"] = False
    if slot.n > 1:
        row["n"] = slot.n
    return row
