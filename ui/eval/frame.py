"""What every measurement has in common: it is run, timed, printed as a table, and written as JSON.

The JSON has exactly these keys: `eval`, `data`, `commit`, `machine`, `seconds`, `figures` (the headline numbers; a
fraction is 0-1, a time is in milliseconds unless its key ends in `_s`) and `rows` (the printed table).
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from retrieval.progress import Progress
from ui.terminal_view import plain

Cell = str | int | float | None


class EvalError(ValueError):
    """A measurement cannot be made, or its result cannot be written."""


@dataclass(frozen=True, slots=True)
class Measured:
    """`figures` are the headline numbers under their fixed keys; `rows` are the table that is printed."""

    figures: Mapping[str, float]
    rows: Sequence[Mapping[str, Cell]] = ()


def run(
    name: str, data: Path, measure: Callable[[], Measured], *, json_file: Path | None, console: Console
) -> Measured:
    """Measures, prints, and writes `json_file` when one is asked for; gives what was measured.

    Raises `EvalError` before measuring when the data is not there or the file could not be written: nobody should
    wait for minutes to learn that.
    """
    if not data.exists():
        raise EvalError(f"There is no data at {data}. Give its path, or see what else can be measured: shelftalk eval.")
    if json_file is not None and not json_file.parent.is_dir():
        raise EvalError(f"{json_file} cannot be written: there is no folder {json_file.parent}. Make it first.")
    began = time.perf_counter()
    measured = measure()
    report = {
        "eval": name,
        "data": str(data),
        "commit": commit(),
        "machine": machine(),
        "seconds": round(time.perf_counter() - began, 3),
        "figures": dict(measured.figures),
        "rows": [dict(row) for row in measured.rows],
    }
    show(name, measured, console)
    if json_file is not None:
        json_file.write_text(json.dumps(report, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
        console.print(plain(f"Written to {json_file}"), style="dim")
    return measured


@contextmanager
def telling(console: Console, began: str) -> Iterator[Progress]:
    """A progress that says on one line how far it is; until it is called, the line says what `began`."""
    with console.status(began) as status:

        def progress(what: str, done: int, total: int) -> None:
            status.update(f"{what}: {done:,}" + (f" of {total:,}" if total else ""))

        yield progress


def show(name: str, measured: Measured, console: Console) -> None:
    """The rows as a table, and the figures below it. Rows with other columns than those before begin another table;
    a column that says nothing is left out."""
    title = f"eval {name}"
    for rows in _tables(measured.rows):
        columns = list(dict.fromkeys(key for row in rows for key, cell in row.items() if cell is not None))
        table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
        for column in columns:
            numeric = all(not isinstance(row.get(column), str) for row in rows)
            table.add_column(plain(column), justify="right" if numeric else "left", overflow="fold")
        for row in rows:
            table.add_row(*(plain(as_text(row.get(column))) for column in columns))
        console.print(table)
        title = ""  # the first one's
    for key, value in measured.figures.items():
        console.print(plain(f"{key} = {as_text(value)}"), style="bold", soft_wrap=True)


def _tables(rows: Sequence[Mapping[str, Cell]]) -> list[list[Mapping[str, Cell]]]:
    """The rows cut where one has a column that the first of its table has not."""
    made: list[list[Mapping[str, Cell]]] = []
    for row in rows:
        if made and row.keys() <= made[-1][0].keys():
            made[-1].append(row)
        else:
            made.append([row])
    return made


def as_text(cell: Cell) -> str:
    """Four digits are enough to read; the JSON has all of them."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:,.0f}" if abs(cell) >= 1000 else f"{cell:.4g}"
    return f"{cell:,}" if isinstance(cell, int) else cell


def commit() -> str:
    """The commit of the code that runs, with `-dirty` when it was changed since; `unknown` outside a clone."""
    clone = Path(__file__).resolve().parents[2]
    if not (clone / ".git").exists():  # installed: a repository further up would be somebody else's
        return "unknown"
    command = ["git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    try:
        described = subprocess.run(command, cwd=clone, capture_output=True, text=True, check=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return described.stdout.strip()


def machine() -> dict[str, str | int | float]:
    """What the numbers were measured on; nothing that names the machine or its user."""
    facts: dict[str, str | int | float] = {
        "system": platform.system(),
        "processor": _processor(),
        "cores": os.cpu_count() or 0,
        "python": platform.python_version(),
    }
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        facts["memory_gb"] = round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30, 1)
    return facts


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        for line in cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
