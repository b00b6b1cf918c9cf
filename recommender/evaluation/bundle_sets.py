"""Bundles that people marked in real shopping sessions, as BundleRec publishes them, and their split by session."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

PARTS = (0.8, 0.1, 0.1)  # of the sessions: train, validation, test
_FILES = ("session_item", "session_bundle", "bundle_item", "bundle_intent", "item_titles", "item_categories")
_SPACE = re.compile(r"\s+")


class BundleFormatError(ValueError):
    """A file of marked bundles is missing or is not of the form that it should be."""


@dataclass(frozen=True, slots=True)
class MarkedBundle:
    """Products (numbers) that somebody marked as one bundle in a session, and what they wrote that it is for."""

    session: int
    products: frozenset[int]
    intents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkedSessions:
    """Products are numbered from 0; only those with a title count, and sessions and bundles keep two of them or more.

    `paths[n]` is the category path of product n, from the whole department down, empty where the file has none.
    `bundles` stand in the file's order; each is of one session, and `sessions` has no session without one.
    """

    titles: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...]
    sessions: Mapping[int, tuple[int, ...]]
    bundles: tuple[MarkedBundle, ...]

    def of(self, sessions: Iterable[int]) -> list[MarkedBundle]:
        wanted = set(sessions)
        return [bundle for bundle in self.bundles if bundle.session in wanted]


@dataclass(frozen=True, slots=True)
class SessionSplit:
    """Sessions of three parts, no session in two."""

    train: tuple[int, ...]
    validation: tuple[int, ...]
    test: tuple[int, ...]


def read_marked_sessions(folder: Path) -> MarkedSessions:
    """Raises `BundleFormatError` where a file is missing or is not of this form."""
    tables = {name: _pairs(folder / f"{name}.csv") for name in _FILES}
    titles = {key: plain_title(title) for key, title in tables["item_titles"] if title.strip()}
    numbers = {key: number for number, key in enumerate(sorted(titles, key=int))}
    paths = {key: _path(path) for key, path in tables["item_categories"]}
    in_session = _grouped(tables["session_item"], numbers)
    in_bundle = _grouped(tables["bundle_item"], numbers)
    intents: dict[str, list[str]] = {}
    for bundle, intent in tables["bundle_intent"]:
        if intent.strip():
            intents.setdefault(bundle, []).append(_SPACE.sub(" ", intent).strip())
    bundles = tuple(
        MarkedBundle(int(session), frozenset(in_bundle[bundle]), tuple(intents.get(bundle, ())))
        for session, bundle in tables["session_bundle"]
        if len(in_bundle.get(bundle, ())) > 1 and len(in_session.get(session, ())) > 1
    )
    with_bundle = {bundle.session for bundle in bundles}
    sessions = {int(key): tuple(items) for key, items in in_session.items() if int(key) in with_bundle}
    return MarkedSessions(
        tuple(titles[key] for key in numbers), tuple(paths.get(key, ()) for key in numbers), sessions, bundles
    )


def split_sessions(marked: MarkedSessions, seed: int) -> SessionSplit:
    """80, 10 and 10 % of the sessions, drawn with the seed."""
    order = np.random.default_rng(seed).permutation(sorted(marked.sessions)).tolist()
    first = round(len(order) * PARTS[0])
    second = first + round(len(order) * PARTS[1])
    return SessionSplit(tuple(order[:first]), tuple(order[first:second]), tuple(order[second:]))


def plain_title(title: str) -> str:
    """Without the marks of a web page: "Tea &amp; Cocoa" is "Tea & Cocoa"."""
    return _SPACE.sub(" ", html.unescape(title)).strip()


def _path(path: str) -> tuple[str, ...]:
    """The first path of "[[A,B, C & D],[...]]": a comma with a space behind it is part of a name."""
    first = path.strip("[] ").split("]")[0]
    return tuple(html.unescape(name).strip() for name in re.split(r",(?! )", first) if name.strip())


def _grouped(pairs: Sequence[tuple[str, str]], numbers: Mapping[str, int]) -> dict[str, list[int]]:
    """The products of each key that have a title, each once, in the file's order."""
    found: dict[str, dict[int, None]] = {}
    for key, product in pairs:
        if product in numbers:
            found.setdefault(key, {})[numbers[product]] = None
    return {key: list(products) for key, products in found.items()}


def _pairs(file: Path) -> list[tuple[str, str]]:
    if not file.is_file():
        raise BundleFormatError(f"There is no file {file}. Expected a folder with {', '.join(_FILES)} (.csv).")
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    wrong = next((n for n, row in enumerate(rows, 1) if len(row) != 2), 0)
    if wrong or not rows:
        raise BundleFormatError(f"{file}, line {wrong or 1} has not two columns.")
    return [(key, value) for key, value in rows[1:]]
