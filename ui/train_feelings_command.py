"""`shelftalk train feelings`: how shoppers sound, learned from messages written for it; what it hears of a third."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from ui.terminal_view import plain


def train_feelings_command(out: Path | None, *, seed: int, console: Console) -> None:
    """Writes the weights. Raises `OSError` where that cannot be done."""
    from assistant.feelings.judge import WEIGHTS
    from assistant.training.feelings import train
    from retrieval.encoder import as_it_came, default_encoder

    file = out or WEIGHTS
    with console.status("Reading and encoding messages (a minute)"):
        held = train(file, as_it_came(default_encoder()), seed=seed)
    table = Table(title=f"Heard rightly / heard / meant, of {held.n_messages:,} messages held out")
    for column in ("feeling", "phrases", "phrases, then the judge"):
        table.add_column(column)
    for each, alone in held.by_phrases.items():
        both = held.by_both[each]
        table.add_row(each.value, *(f"{r.n_right} / {r.n_predicted} / {r.n_gold}" for r in (alone, both)))
    console.print(table)
    console.print(f"False alarms of the judge in calm turns held out: {held.n_alarms:,} of {held.n_turns:,}.")
    console.print(plain(f"{file}: learned from {held.n_learned:,} messages."))
