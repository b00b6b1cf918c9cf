"""`shelftalk eval bundles`: five tasks on bundles that people marked in real sessions, split by session."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from assistant.workbench.name_writing import NameWriter
from recommender.belonging.likenesses import Likenesses
from recommender.evaluation.bundle_sets import BundleFormatError, MarkedSessions, read_marked_sessions, split_sessions
from recommender.evaluation.next_product import Mean, mean
from recommender.sequences import Part
from retrieval.encoder import Encoder, MiniLMEncoder
from retrieval.evaluation.remembered import RememberedEncoder
from retrieval.progress import Progress
from ui.eval.frame import Cell, EvalError, Measured
from ui.eval.search_command import VECTORS

Row = Mapping[str, Cell]
TASKS = ("completion", "generation", "intent", "naming", "pairs")


@dataclass(frozen=True, slots=True)
class BundleOptions:
    """`data` is a folder of marked sessions, or holds several. `tasks` are names with commas, or all (empty)."""

    data: Path
    part: Part = "validation"
    tasks: str = ""
    seed: int = 7
    words_only: bool = False
    n_written: int = 0  # names that a language model writes, of `naming`


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """What the tasks have in common: the sessions that are learned from and judged, and how alike products are."""

    marked: MarkedSessions
    train: tuple[int, ...]
    judged: tuple[int, ...]
    likenesses: Likenesses
    table: NDArray[np.float32]
    vectors: Callable[[Sequence[str]], NDArray[np.float32]] | None  # of intents; None without an encoder
    seed: int
    writer: NameWriter | None = None
    n_written: int = 0

    def names(self) -> tuple[str, ...]:
        return self.likenesses.names


def measure_bundles(
    options: BundleOptions,
    progress: Progress,
    *,
    encoder: Encoder | None = None,
    vectors: Path | None = None,
    writer: NameWriter | None = None,
) -> Measured:
    """The figures are the first folder's, then every other's with its name before it.

    Validation learns from the training sessions, the test part from those and validation's. Titles and intents are
    read by all-MiniLM-L6-v2 unless another encoder is given, once, and kept in `vectors` (in the user's cache folder);
    with `words_only` nothing is read by meaning. `writer` writes the first `n_written` names of each folder, too.
    """
    from ui.eval.bundles_found import measure_generation, measure_pairs
    from ui.eval.bundles_named import measure_naming
    from ui.eval.bundles_ranked import measure_completion, measure_intent

    known = dict(
        zip(TASKS, (measure_completion, measure_generation, measure_intent, measure_naming, measure_pairs), strict=True)
    )
    wanted = [name for name in options.tasks.split(",") if name] or list(TASKS)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise EvalError(f"There is no task '{unknown[0]}'. There are: {', '.join(known)}.")
    figures: dict[str, float] = {}
    rows: list[Row] = []
    cache = vectors or user_cache_path("shelftalk") / VECTORS
    with RememberedEncoder(encoder or MiniLMEncoder(), cache, progress) as remembered:
        for n, folder in enumerate(_folders(options.data)):
            room = _room(folder, options, None if options.words_only else remembered)
            room = replace(room, writer=writer, n_written=options.n_written)
            for done, task in enumerate(wanted):
                progress(f"{folder.name}: {task}", done, len(wanted))
                found = known[task](room)
                figures |= {(f"{folder.name}_{key}" if n else key): value for key, value in found.figures.items()}
                rows += [{"data": folder.name, "task": task, **row} for row in found.rows]
    return Measured(figures, rows)


def cells(name: str, value: Mean) -> dict[str, Cell]:
    """A mean and half the width of its interval, as two cells."""
    return {name: round(value.mean, 4), f"±{name}": round(value.within, 4)}


def mean_of(values: Iterable[float]) -> Mean:
    return mean(np.array(list(values), dtype=np.float64))


def _room(folder: Path, options: BundleOptions, encoder: Encoder | None) -> Room:
    try:
        marked = read_marked_sessions(folder)
    except BundleFormatError as error:
        raise EvalError(f"{error} Give a folder of marked sessions with --data.") from error
    split = split_sessions(marked, options.seed)
    train, judged = split.train, split.validation
    if options.part == "test":
        train, judged = (*split.train, *split.validation), split.test
    if encoder is None:
        likenesses = Likenesses(marked.titles, marked.paths)
        return Room(marked, train, judged, likenesses, likenesses.table(), None, options.seed)
    likenesses = Likenesses(marked.titles, marked.paths, encoder.encode(marked.titles))
    intents = {intent: at for at, intent in enumerate(sorted({i for b in marked.bundles for i in b.intents}))}
    rows = encoder.encode(list(intents))

    def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(rows[[intents[text] for text in texts]], dtype=np.float32)

    return Room(marked, train, judged, likenesses, likenesses.table(), vectors, options.seed)


def _folders(data: Path) -> list[Path]:
    if (data / "bundle_item.csv").is_file():
        return [data]
    found = sorted(folder.parent for folder in data.glob("*/bundle_item.csv"))
    if not found:
        raise EvalError(f"There are no marked sessions in {data}: no bundle_item.csv in it or in a folder of it.")
    return found
