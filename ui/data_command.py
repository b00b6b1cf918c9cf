"""`shelftalk data`: rows to train a model with, made of a store's own catalog."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.training.generating import SHARE_WRITTEN, Report, rows
from assistant.training.hand_written import written_files
from assistant.training.real_phrasing import real_frames
from retrieval.store import open_store
from ui.terminal_bars import bars
from ui.terminal_view import plain

_SHOWN_WRONG = 5


class DataError(ValueError):
    """The rows cannot be written, or some of them are wrong."""


def understanding_command(
    store: Path,
    out: Path,
    *,
    seed: int,
    n: int,
    console: Console,
    phrasing: Path | None = None,
    share_written: float = SHARE_WRITTEN,
    written: Sequence[str] = (),
) -> Report:
    """Writes `n` rows as JSON lines to `out` and prints what they are; of turns written by hand only `written`'s files.

    Raises `DataError` when the file cannot be written or the labels of a row do not hold; the file is then not there.
    """
    if n < 1:
        raise DataError(f"--n is {n}; at least 1 row is written.")
    if not 0 <= share_written <= 1:
        raise DataError(f"--share-written is {share_written}; it is a share, from 0 to 1.")
    unknown = [name for name in written if name not in written_files()]
    if unknown:
        raise DataError(f"--written {unknown[0]}: no such file of turns. There are {', '.join(written_files())}.")
    if out.is_dir() or not out.parent.is_dir():
        raise DataError(f"{out} cannot be written: it is a folder, or there is no folder {out.parent}.")
    began, report = time.perf_counter(), Report()
    frames = real_frames(phrasing)
    with open_store(store) as opened, bars(console) as progress:
        made = list(
            rows(
                opened.catalog,
                seed=seed,
                n=n,
                report=report,
                frames=frames,
                share_written=share_written,
                written=written,
                progress=progress,
            )
        )
    if report.wrong:
        told = "\n".join(f"  {row.message!r}\n  {row.notes!r}: {why}" for row, why in report.wrong[:_SHOWN_WRONG])
        raise DataError(f"{len(report.wrong)} of {report.n_rows} rows have labels that do not hold:\n{told}")
    partial = out.with_name(f".{out.name}.partial")
    partial.write_text("".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in made), encoding="utf-8")
    partial.replace(out)
    console.print(_view(report))
    seconds = time.perf_counter() - began
    console.print(plain(f"{report.n_rows:,} rows in {out}, every label checked ({seconds:.1f} s)"), soft_wrap=True)
    real = f"{len(frames)} frames of real people's" if frames else "none (--phrasing names the folder)"
    console.print(plain(f"Real phrasing: {real}", "dim"), soft_wrap=True)
    return report


def _view(report: Report) -> Table:
    table = Table(box=None, padding=(0, 2))
    for heading in ("", "", "count", "share"):
        table.add_column(heading, justify="right" if heading else "left")
    for what, counts in report.counts.items():
        for at, (name, count) in enumerate(counts.most_common()):
            table.add_row(plain(what if at == 0 else "", "dim"), name, f"{count:,}", f"{count / report.n_rows:.1%}")
    return table
