"""`shelftalk models`: fetch a language model's weights, and list those that are known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn
from rich.table import Table

from assistant.models.finding import ADAPTERS
from assistant.models.weights import KNOWN, WeightsError, known, models_folder, on_disk
from ui.terminal_view import plain

if TYPE_CHECKING:
    from assistant.models.pulling import PullProgress


def pull_command(size: str, console: Console, cache: Path | None = None) -> Path:
    """Fetches the weights of that size into the user's cache, unless they are there; the file that now is.

    Raises `WeightsError` when they cannot be had. What was fetched before an interruption is used next time.
    """
    from assistant.models.pulling import pull

    weights = known(size)
    already = on_disk(weights, cache)
    if already:
        console.print(plain(f"{weights.name} is here, whole and unaltered: {already}"))
        return already
    console.print(plain(f"Fetching {weights.name} ({weights.n_bytes >> 20} MiB, {weights.licence}), once:"))
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bars:
        bar = bars.add_task("Starting", total=weights.n_bytes)

        def show(progress: PullProgress) -> None:
            bars.update(bar, description=progress.doing, completed=progress.done)

        file = pull(weights, cache, on_progress=show)
    console.print(plain(f"{weights.name}: SHA-256 checked, kept in {file}", "green"))
    return file


def list_command(console: Console, cache: Path | None = None) -> None:
    """The known weights: what they are, what they need, whether an adapter for them ships, and where they are."""
    table = Table(box=None, padding=(0, 2))
    for heading in ("size", "model", "file", "memory", "languages", "tuned", "licence", "here"):
        table.add_column(heading)
    for weights in KNOWN.values():
        file = on_disk(weights, cache)
        place = plain(str(file), "green") if file else plain(f"shelftalk models pull {weights.size}", "dim")
        size, memory = f"{weights.n_bytes >> 20} MiB", f"{weights.memory_gb} GB"
        tuned = "yes" if (ADAPTERS / f"{weights.name}.gguf").is_file() else "no"
        table.add_row(weights.size, weights.name, size, memory, weights.languages, tuned, weights.licence, place)
    console.print(table)
    console.print(plain(f"Pulled weights are kept in {models_folder(cache)} (set SHELFTALK_CACHE for another place)."))


def mean_command(adapters: Sequence[Path], out: Path, console: Console) -> None:
    """Writes the mean of the adapters.

    Raises `WeightsError` for what is no adapter, adapters that do not go together, or a place that there is not.
    """
    from assistant.models.packed_adapters import mean

    missing = [one for one in adapters if not one.is_file()]
    if missing or len(adapters) < 2 or not out.parent.is_dir():
        raise WeightsError(
            f"Give two adapters or more that are there ({', '.join(map(str, missing)) or len(adapters)}), and a file "
            f"in a folder that is there ({out})."
        )
    n_bytes = mean(adapters, out)
    console.print(plain(f"{out}: the mean of {len(adapters)} adapters, {n_bytes:,} bytes.", "green"))


def pack_command(adapter: Path, out: Path, console: Console, *, bits: int) -> None:
    """Packs the adapter; says what it has come to.

    Raises `WeightsError` for what is no adapter, or a place that there is not.
    """
    from assistant.models.packed_adapters import BITS, pack

    if not adapter.is_file() or not out.parent.is_dir() or bits not in BITS:
        raise WeightsError(
            f"Give an adapter that is there ({adapter}), a file in a folder that is there ({out}), and 8 or 5 bits "
            f"({bits})."
        )
    n_bytes = pack(adapter, out, bits=bits)
    console.print(plain(f"{out}: {n_bytes:,} bytes; it had {adapter.stat().st_size:,}.", "green"))
