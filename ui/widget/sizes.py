"""What the widget weighs: `python -m ui.widget.sizes`. Ends with 1 when it is above its limits."""

from __future__ import annotations

import sys

import typer

from ui.widget.sent import LANGUAGES, LOADER, names, sent

MOST_BEFORE = 2 * 1024  # bytes of gzip, before it is opened
MOST_IN_ALL = 12 * 1024


def report(*, most_before: int = MOST_BEFORE, most_in_all: int = MOST_IN_ALL) -> tuple[list[str], bool]:
    """The lines to print, and whether both limits are kept, the second in every language."""
    before = len(sent(LOADER).compressed)
    in_all = max(before + len(sent(f"panel-{language}.js").compressed) for language in LANGUAGES)
    lines = [f"{'file':<14}{'bytes':>9}{'gzip':>9}"]
    lines += [f"{name:<14}{len(sent(name).content):>9,}{len(sent(name).compressed):>9,}" for name in names()]
    lines += [f"before it is opened: {before:,} of {most_before:,}", f"in all, at most: {in_all:,} of {most_in_all:,}"]
    return lines, before <= most_before and in_all <= most_in_all


def main() -> None:
    lines, is_kept = report()
    typer.echo("\n".join(lines))
    if not is_kept:
        typer.echo("The widget is too large.", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
