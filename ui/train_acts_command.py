"""`shelftalk train acts`: what is being done by how it is said, learned from turns written by hand."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from ui.terminal_view import plain


def train_acts_command(out: Path | None, *, seed: int, console: Console) -> None:
    """Writes the weights. Raises `OSError` where that cannot be done."""
    from assistant.reading.act_judge import WEIGHTS
    from assistant.training.acts import train
    from retrieval.encoder import as_it_came, default_encoder

    file = out or WEIGHTS
    with console.status("Reading and encoding messages (two minutes)"):
        held = train(file, as_it_came(default_encoder()), seed=seed)
    share = held.n_right / held.n_messages if held.n_messages else 0.0
    console.print(
        f"Exactly the acts that were meant: {held.n_right:,} of {held.n_messages:,} messages held out ({share:.3f})."
    )
    console.print(plain(f"{file}: learned from {held.n_learned:,} messages."))
