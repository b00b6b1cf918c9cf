"""The sample store's pictures, drawn in code: the same range always gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.sample.assortment import Assortment, Item, Kind
from retrieval.sample.drawing import clothing, gifts, kitchen, office, outdoor
from retrieval.sample.drawing.look import Drawing, Look
from retrieval.sample.drawing.sheet import Sheet

DRAWINGS: Mapping[str, Drawing] = {
    **outdoor.DRAWINGS, **office.DRAWINGS, **kitchen.DRAWINGS, **clothing.DRAWINGS, **gifts.DRAWINGS,
}  # fmt: skip


def look_of(assortment: Assortment, kind: Kind, item: Item, options: Mapping[str, str]) -> Look:
    """What to draw for the variant of these options."""
    values = {**item.attributes, **{slot: (value,) for slot, value in options.items()}}
    color = next(iter(values.get("color", ())), kind.paint)
    accent = assortment.brands[item.brand].accent
    return Look(item.id, item.title, assortment.colors[color].paint, accent, values)


def draw(kind: Kind, look: Look, alt_text: str) -> str:
    """The picture as SVG text. Raises `KeyError` for a kind without a drawing."""
    sheet = Sheet()
    DRAWINGS[kind.name](sheet, look)
    return sheet.svg(alt_text)
