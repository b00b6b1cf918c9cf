"""`shelftalk eval understanding`: annotated dialogues, understood by rules, by rules with a model, or by several."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.state import DialogueState
from assistant.understanding_eval.failures import failure
from assistant.understanding_eval.format import DEV, AnnotatedDialogue, AnnotationError, read_annotated
from assistant.understanding_eval.names import unknown_names
from assistant.understanding_eval.score import by_part
from assistant.understanding_eval.walk import WalkedTurn, Walker
from retrieval.catalog import Catalog
from retrieval.progress import Progress, silent
from retrieval.vocabulary import Vocabulary
from ui.eval.frame import Cell, EvalError, Measured
from ui.eval.named_stores import NoSuchStoreError, catalog_of
from ui.eval.speed import peak_memory
from ui.eval.understanding_plot import plot_readers
from ui.eval.understanding_readers import AUTO, ModelReader, Reader, readers
from ui.eval.understanding_table import figures_of, rows_of

if TYPE_CHECKING:
    from assistant import Settings

__all__ = ["AUTO", "ModelReader", "Reader", "limited", "measure", "readers"]
_FAULTS_TOLD = 20


def measure(
    path: Path,
    names: Sequence[str],
    settings: Settings,
    *,
    store_of: Mapping[str, Path],
    context: bool = False,
    failures: Path | None = None,
    sealed: bool = False,
    plot: Path | None = None,
    adapter: Path | None = None,
    answers: Path | None = None,
    limit: int = 0,
    read_ahead: bool = False,
    timed: bool = True,
    feeds: Path | None = None,
    timer: Callable[[], float] = time.perf_counter,
    progress: Progress = silent,
) -> Measured:
    """Walks the dialogues at `path` with everybody in `names`; the figures are the first one's, then each other's
    with their name before it. Figures are those of the test part; those of the other begin with `dev_`. A store that
    is not there is skipped, and a row says why. `limit`: about so many dialogues. `failures` tells of the test part
    only when `sealed`, and then it is none any more. With `read_ahead` a model has read what comes before a message
    when the message comes, as in a shop. Without `timed` no milliseconds are told, nor drawn; nor with `answers`, a
    file that keeps what models answer: they are asked only what does not stand there.

    Raises `EvalError` for annotations that do not read or name what their store has not, and for a missing model.
    """
    timed = timed and answers is None
    for file in (failures, plot, answers):
        if file is not None and not file.parent.is_dir():
            raise EvalError(f"{file} cannot be written: there is no folder {file.parent}. Make it first.")
    try:
        dialogues = limited(read_annotated(path), limit)
    except (AnnotationError, FileNotFoundError) as error:
        raise EvalError(str(error)) from error
    with readers(names, settings, adapter=adapter, answers=answers) as by:
        walked: dict[str, list[WalkedTurn]] = {reader.name: [] for reader in by}
        skipped: list[dict[str, Cell]] = []
        for store, own in _by_store(dialogues).items():
            try:
                with tempfile.TemporaryDirectory(prefix="shelftalk-eval-") as folder:
                    catalog = catalog_of(store, store_of, Path(folder), feeds=feeds, progress=progress)
            except NoSuchStoreError as error:
                n_turns = sum(len(dialogue.turns) for dialogue in own)
                skipped.append({"of": f"store: {store}, skipped: {error}", "n": n_turns})
                continue
            vocabulary = Vocabulary.learn(catalog)
            _check(own, catalog, vocabulary)
            for reader in by:
                progress(f"{store}, {reader.name}", 0, len(own))
                understander, asked = reader.of(catalog, vocabulary)
                ahead = getattr(understander, "read_ahead", None) if read_ahead else None  # rules have none
                walker = Walker(
                    understander, catalog, vocabulary, timer=timer, asked=asked, before_each=ahead or _nothing
                )
                for n, dialogue in enumerate(own, 1):
                    walked[reader.name] += walker.walk(dialogue)
                    progress(f"{store}, {reader.name}", n, len(own))
    if not any(walked.values()):
        raise EvalError("No store of these dialogues is there: " + "; ".join(str(row["of"]) for row in skipped))
    if failures is not None:
        told = _failures(walked, context=context, sealed=sealed)
        failures.write_text("\n\n".join(told) + "\n", encoding="utf-8")
    by_reader = {name: figures_of(turns, context=context) for name, turns in walked.items()}
    if not timed:
        by_reader = {n: {k: v for k, v in own.items() if not k.endswith("_ms")} for n, own in by_reader.items()}
    if plot is not None:
        plot_readers(by_reader, plot)
    figures: dict[str, float] = {}
    for n, (name, found) in enumerate(zip(dict.fromkeys(names), by_reader.values(), strict=True)):
        figures |= {(f"{name}_{key}" if n else key): value for key, value in found.items()}
    figures |= {f"peak_{key}": value for key, value in peak_memory().items()}
    rows = rows_of(walked, context=context)
    if not timed:
        rows = [{key: cell for key, cell in row.items() if not key.endswith("ms")} for row in rows]
    return Measured(figures, [*rows, *skipped])


def _nothing(state: DialogueState) -> None:
    pass


def _by_store(dialogues: Sequence[AnnotatedDialogue]) -> dict[str, list[AnnotatedDialogue]]:
    return {store: [d for d in dialogues if d.store == store] for store in sorted({d.store for d in dialogues})}


def _check(dialogues: Sequence[AnnotatedDialogue], catalog: Catalog, vocabulary: Vocabulary) -> None:
    faults = [fault for dialogue in dialogues for fault in unknown_names(dialogue, catalog, vocabulary)]
    if faults:
        more = f"\n... and {len(faults) - _FAULTS_TOLD} more" if len(faults) > _FAULTS_TOLD else ""
        raise EvalError("Annotations name what their store does not have:\n" + "\n".join(faults[:_FAULTS_TOLD]) + more)


def limited(dialogues: Sequence[AnnotatedDialogue], n: int) -> list[AnnotatedDialogue]:
    """About `n` dialogues from all over the list, always the same, with their paraphrases; all of them for 0."""
    whole = [dialogue for dialogue in dialogues if not dialogue.paraphrased]
    if not 0 < n < len(whole):
        return list(dialogues)
    taken = {whole[k * len(whole) // n].id for k in range(n)}
    return [dialogue for dialogue in dialogues if dialogue.original in taken]


def _failures(walked: Mapping[str, Sequence[WalkedTurn]], *, context: bool, sealed: bool) -> Iterator[str]:
    """Of the dev part; of the test part only where it is to be no test any more."""
    for name, turns in walked.items():
        for part, own in by_part(turns).items():
            if part != DEV and not sealed:
                continue
            told = [text for turn in own if _is_counted(turn) and (text := failure(turn, context=context))]
            yield f"# {name}, {part}: {len(told)} wrong of {sum(map(_is_counted, own))} turns"
            yield from told


def _is_counted(turn: WalkedTurn) -> bool:
    return not turn.dialogue.paraphrased or turn.number in turn.dialogue.paraphrased
