"""`shelftalk train scope`: what is nothing for a shop, learned from what people ask other assistants."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from ui.terminal_view import plain


def train_scope_command(data: Path, out: Path | None, *, seed: int, console: Console) -> None:
    """Writes the weights. Raises `SetError` or `OSError`, each before anything is overwritten."""
    from assistant.reading.scope import WEIGHTS
    from assistant.training.scope import train
    from retrieval.encoder import as_it_came, default_encoder

    file = out or WEIGHTS
    with console.status("Reading and encoding messages (minutes)"):
        n, n_outside = train(data, file, as_it_came(default_encoder()), seed=seed)
    console.print(plain(f"{file}: learned from {n:,} messages, {n_outside:,} of them nothing for a shop."))
