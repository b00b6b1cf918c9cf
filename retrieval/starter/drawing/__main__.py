"""Draws the starter store's pictures again: `python -m retrieval.starter.drawing`."""

from __future__ import annotations

from retrieval.starter import starter_feed
from retrieval.starter.drawing import pictures


def main() -> None:
    feed = starter_feed()
    (feed / "images").mkdir(exist_ok=True)
    for path, svg in pictures(feed).items():
        (feed / path).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
