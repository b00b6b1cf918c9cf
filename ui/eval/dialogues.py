"""`shelftalk eval dialogues`: golden conversations walked in a copy of a store, nothing left behind in the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from assistant import Settings, Shop, open_shop
from assistant.dialogue_eval import DialogueResult, dialogue_paths, run_dialogues
from assistant.dialogues.copies import copied
from assistant.dialogues.format import Dialogue, DialogueFormatError, read_dialogue
from retrieval.encoder import Encoder, default_encoder
from retrieval.progress import Progress, silent
from ui.eval.frame import Cell, EvalError, Measured


def measure(
    path: Path,
    settings: Settings,
    *,
    now: datetime,
    only_store: str = "",
    encoder: Encoder | None = None,
    progress: Progress = silent,
) -> Measured:
    """Walks the dialogues at `path` (a file or a folder; only those written for `only_store`) in a copy of a store.

    Figures: `passed` and `failed` dialogues; a row each, with what failed. Raises `EvalError` for a file that is no
    golden dialogue, and what `open_shop` raises for a store that cannot be opened.
    """
    try:
        for found in dialogue_paths(path):  # before the store is copied and opened
            read_dialogue(found)
    except (DialogueFormatError, FileNotFoundError) as error:
        raise EvalError(str(error)) from error
    encoder = encoder or default_encoder()

    def opened(copy: Path) -> Shop:
        return open_shop(settings.model_copy(update={"store": copy}), encoder=encoder, clock=lambda: now)

    @contextmanager
    def with_products(dialogue: Dialogue) -> Iterator[Shop]:
        with (
            copied(settings.store, products=dialogue.products, encoder=encoder, now=now) as copy,
            opened(copy) as shop,
        ):
            yield shop

    results: list[DialogueResult] = []
    with copied(settings.store, now=now) as copy, opened(copy) as shop:
        for result in run_dialogues(path, shop, with_products=with_products, only_store=only_store):
            results.append(result)
            progress("Walking dialogues", len(results), 0)
    n_passed = sum(result.passed for result in results)
    return Measured({"passed": n_passed, "failed": len(results) - n_passed}, [_row(result) for result in results])


def _row(result: DialogueResult) -> dict[str, Cell]:
    return {
        "dialogue": result.path.stem,
        "turns": len(result.dialogue.turns),
        "result": "passed" if result.passed else "failed",
        "seconds": round(result.seconds, 2),
        "what failed": "\n".join(failure.plain for failure in result.failures),
    }
