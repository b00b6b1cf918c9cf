"""All pictures of some kinds of things on one sheet, to be looked at.

python -m retrieval.sample.contact_sheet sheet.png            # the whole store, one picture a product
python -m retrieval.sample.contact_sheet sheet.png clothing   # a department
python -m retrieval.sample.contact_sheet sheet.png tent mug   # kinds, with every color
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from retrieval.sample.assortment import DEPARTMENTS, Assortment, read_assortment
from retrieval.sample.products import pictures
from retrieval.svg import png

EACH = "kinds"
_COLUMNS, _CELL, _CAPTION, _GAP = 11, 120, 30, 8  # pixels
_INK, _PAPER = "#222222", "#ffffff"


def contact_sheet(shown: Iterable[tuple[str, str]]) -> Image.Image:
    """One image with every (caption, SVG text), eleven a row."""
    cells = list(shown)
    n_rows = -(-len(cells) // _COLUMNS)
    sheet = Image.new(
        "RGB", (_COLUMNS * (_CELL + _GAP) + _GAP, max(1, n_rows) * (_CELL + _CAPTION + _GAP) + _GAP), _PAPER
    )
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(size=11)
    for at, (caption, svg) in enumerate(cells):
        x = _GAP + at % _COLUMNS * (_CELL + _GAP)
        y = _GAP + at // _COLUMNS * (_CELL + _CAPTION + _GAP)
        sheet.paste(Image.open(io.BytesIO(png(svg, _CELL))), (x, y))
        pen.text((x, y + _CELL + 2), caption[:20], _INK, font)
        pen.text((x, y + _CELL + 15), caption[20:40], _INK, font)
    return sheet


def chosen(assortment: Assortment, names: Sequence[str]) -> list[tuple[str, str]]:
    """Caption and picture of what the names say; a first picture each for departments, every picture for kinds."""
    if EACH in names:
        firsts = [(kind, kind.items[0]) for kind in assortment.kinds.values()]
        return [(kind.name, next(pictures(assortment, kind, item))[1]) for kind, item in firsts]
    found = []
    for kind, item in assortment.items():
        if kind.name in names:
            found += [(item.title, svg) for _, svg in pictures(assortment, kind, item)]
        elif not names or kind.department in names:
            found.append((item.title, next(pictures(assortment, kind, item))[1]))
    return found


def main(arguments: Sequence[str]) -> int:
    if not arguments or arguments[0].startswith("-"):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    assortment = read_assortment()
    if unknown := set(arguments[1:]) - assortment.kinds.keys() - DEPARTMENTS.keys() - {EACH}:
        known = ", ".join([EACH, *DEPARTMENTS, *assortment.kinds])
        sys.stderr.write(f"No department or kind {', '.join(sorted(unknown))}. Known: {known}.\n")
        return 2
    # A palette of 256 makes a file a quarter as large, and nobody sees it.
    contact_sheet(chosen(assortment, arguments[1:])).quantize(256).save(Path(arguments[0]), optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
