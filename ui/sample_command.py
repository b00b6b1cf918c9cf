"""`shelftalk sample`: the made-up sample store as a feed to look at, to import, or to measure with."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

from rich.console import Console

from retrieval.progress import Progress, silent
from ui.terminal_bars import bars
from ui.terminal_view import plain

FEED, TRUTH = "feed", "truth"  # below the folder that is written


class SampleError(ValueError):
    """The sample store cannot be written there."""


def sample_command(
    out: Path,
    *,
    seed: int,
    today: date,
    console: Console,
    n_products: int = 0,
    shoppers: bool = True,
    thumbnails: int = 0,
    contact_sheet: Path | None = None,
) -> None:
    """Writes `out`/feed and, for evaluations only, `out`/truth. Raises `SampleError` before anything is written."""
    if out.exists() and (not out.is_dir() or {entry.name for entry in out.iterdir()} - {FEED, TRUTH}):
        raise SampleError(f"{out} holds other things. Choose an empty or new folder with --out.")
    if contact_sheet is not None and not contact_sheet.parent.is_dir():
        raise SampleError(f"{contact_sheet} cannot be written: there is no folder {contact_sheet.parent}.")
    began = time.perf_counter()
    with bars(console) as progress:
        write_sample(
            out / FEED, seed=seed, today=today, n_products=n_products, truth=out / TRUTH if shoppers else None,
            shoppers=shoppers, progress=progress,
        )  # fmt: skip
        if thumbnails:
            _thumbnails(out / FEED, thumbnails, progress)
    files = [path for path in (out / FEED).rglob("*") if path.is_file()]
    n_bytes = sum(path.stat().st_size for path in files)
    seconds = time.perf_counter() - began
    told = f"Wrenmoor, a made-up store: {len(files):,} files, {n_bytes:,} bytes in {out / FEED} ({seconds:.1f} s)"
    console.print(plain(told), soft_wrap=True)
    console.print(plain(f"Make a store of it: shelftalk import {out / FEED} --store DIR", "dim"))
    if contact_sheet:
        from retrieval.sample.assortment import read_assortment
        from retrieval.sample.contact_sheet import chosen
        from retrieval.sample.contact_sheet import contact_sheet as sheet_of

        sheet_of(chosen(read_assortment(), ())).save(contact_sheet)
        console.print(plain(f"Every product's picture: {contact_sheet}", "dim"))


def write_sample(
    feed: Path,
    *,
    seed: int,
    today: date,
    n_products: int = 0,
    truth: Path | None = None,
    shoppers: bool = True,
    progress: Progress = silent,
) -> None:
    """The whole feed: the store's side, then its shoppers; and the hidden truth into a folder of its own, if asked."""
    from recommender.sample.simulation import simulate
    from recommender.sample.writing import write_shoppers, write_truth
    from retrieval.sample.assortment import read_assortment
    from retrieval.sample.writing import write_store

    assortment = read_assortment()
    write_store(feed, assortment, seed=seed, today=today, n_products=n_products, progress=progress)
    if not shoppers:
        return
    simulated = simulate(assortment, seed=seed, today=today, progress=progress)
    write_shoppers(feed, simulated)
    if truth:
        write_truth(truth, simulated)


def _thumbnails(feed: Path, width: int, progress: Progress) -> None:
    from retrieval.svg import png

    drawn = sorted((feed / "images").glob("*.svg"))
    folder = feed / "thumbnails"
    folder.mkdir(exist_ok=True)
    for at, path in enumerate(drawn):
        (folder / f"{path.stem}.png").write_bytes(png(path.read_text("utf-8"), width))
        progress("Making thumbnails", at + 1, len(drawn))
