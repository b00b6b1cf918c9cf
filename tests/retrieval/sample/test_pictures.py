"""The pictures: one for every look of every product, each only a drawing, none like another."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image

from retrieval.sample import TODAY
from retrieval.sample.assortment import Item, Kind, read_assortment
from retrieval.sample.drawing import DRAWINGS
from retrieval.sample.products import pictures, product_row
from retrieval.svg import png, svg_danger

ASSORTMENT = read_assortment()
MOST_BYTES = 9_000


def drawn() -> Iterator[tuple[Kind, Item, str, str]]:
    for kind, item in ASSORTMENT.items():
        for path, svg in pictures(ASSORTMENT, kind, item):
            yield kind, item, path, svg


@pytest.fixture(scope="module")
def every() -> list[tuple[Kind, Item, str, str]]:
    return list(drawn())


def test_every_kind_has_a_drawing() -> None:
    assert ASSORTMENT.kinds.keys() == DRAWINGS.keys()


def test_every_picture_only_draws_and_is_small(every: list[tuple[Kind, Item, str, str]]) -> None:
    for _, _, path, svg in every:
        assert svg_danger(svg.encode()) == "", path
        assert len(svg.encode()) <= MOST_BYTES, path
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", ""), path


def test_no_two_pictures_of_a_kind_are_alike(every: list[tuple[Kind, Item, str, str]]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for kind, _, path, svg in every:
        shapes = svg[svg.index("</title>") :]
        assert seen.setdefault((kind.name, shapes), path) == path, f"{path} looks like {seen[kind.name, shapes]}"


def test_a_variants_picture_is_there(every: list[tuple[Kind, Item, str, str]]) -> None:
    paths = {path for _, _, path, _ in every}
    for kind, item in ASSORTMENT.items():
        row = product_row(kind, item, seed=7, today=TODAY)
        assert {m["url"] for owner in (row, *row["variants"]) for m in owner["media"]} <= paths


def test_a_thumbnail_is_a_picture_of_something(every: list[tuple[Kind, Item, str, str]]) -> None:
    _, _, path, svg = every[0]
    with Image.open(io.BytesIO(png(svg, 120))) as small:
        assert small.size == (120, 120), path
        assert len(small.convert("RGB").getcolors(10**6) or []) > 200
