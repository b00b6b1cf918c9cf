"""`shelftalk train understanding`: rows in, an adapter out, stopped and taken up again as it suits."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console

from assistant.models.weights import WeightsError, known, on_disk
from ui.interrupt import on_first_interrupt
from ui.terminal_view import plain

_TOLD_EVERY = 10  # steps


@dataclass(frozen=True, slots=True)
class TrainOptions:
    """What the command was called with; `steps` None is every row once, `minutes` None is no deadline."""

    data: Path
    out: Path
    size: str = "standard"
    steps: int | None = None
    batch: int = 12
    learning_rate: float = 3e-4
    resume: bool = False
    seed: int = 7
    minutes: float | None = None
    plot: Path | None = None
    less_memory: bool = False
    after: Path | None = None  # the folder of a run, or an adapter's file: what it has learned is learned further


def train_command(options: TrainOptions, console: Console, cache: Path | None = None) -> bool:
    """Trains on known weights; whether the run is finished.

    Raises `RowError`, `TrainingError`, `MissingLibraryError` or `WeightsError`, each saying what to do, before
    anything slow is begun.
    """
    from assistant.training.tuning import check_libraries

    check_libraries()
    weights = known(options.size)
    file = on_disk(weights, cache)
    if file is None:
        raise WeightsError(f"{weights.name} is not on this disk. `shelftalk models pull {weights.size}` fetches it.")
    return train(options, weights.name, file, console, cache)


def train(options: TrainOptions, name: str, gguf: Path, console: Console, cache: Path | None = None) -> bool:
    """Trains on the weights of any GGUF file; writes the adapter of what was learned until it ended or was stopped."""
    from assistant.notes.chat import TUNED_PROMPT
    from assistant.training.rows import counts, read_rows
    from prompts import load

    began = time.monotonic()
    rows = read_rows(options.data, seed=options.seed)
    languages = ", ".join(f"{n} {lang}" for lang, n in counts(rows.learned).items())
    console.print(plain(f"{len(rows.learned)} rows to learn from ({languages}), {len(rows.held_out)} held out."))
    prompt = load(TUNED_PROMPT)

    from assistant.training.beginnings import beginning
    from assistant.training.dequantised import dequantised
    from assistant.training.dequantised import load as load_base
    from assistant.training.examples import examples
    from assistant.training.export import Heads, export_adapter
    from assistant.training.memory import keep_freed_memory
    from assistant.training.recipe import Recipe
    from assistant.training.tuning import tune
    from retrieval.training.run_folder import read_log

    keep_freed_memory()
    recipe = Recipe(
        base=name,
        data_sha256=rows.sha256,
        prompt=prompt.digest,
        steps=-(-len(rows.learned) // options.batch) if options.steps is None else options.steps,
        batch=options.batch,
        learning_rate=options.learning_rate,
        seed=options.seed,
        less_memory=options.less_memory,
    )
    before = None if options.after is None else beginning(options.after, recipe)
    if before is not None:
        recipe = replace(recipe, after=before.name)
    with console.status("Getting the weights ready (once a minute or two, then seconds)"):
        model, tokenizer = load_base(dequantised(gguf, cache))
    heads = Heads.of(model.config)

    stopping = False

    def stop() -> None:
        nonlocal stopping
        stopping = True
        console.print(plain("Stopping after this step; Ctrl-C again stops at once.", "yellow"))

    def is_over() -> bool:
        return stopping or (options.minutes is not None and time.monotonic() - began >= options.minutes * 60)

    def tell(line: dict[str, float]) -> None:
        if "exact" not in line and line["step"] % _TOLD_EVERY:
            return
        judged = f", held out: loss {line['validation_loss']:.3f}, exact {line['exact']:.3f}" if "exact" in line else ""
        done = f"step {line['step']} of {recipe.steps}, {line['examples']} examples, {line['seconds']:.0f} s"
        console.print(plain(f"{done}: loss {line['loss']:.3f}{judged}"))

    with on_first_interrupt(stop):
        tuned = tune(
            model,
            examples(rows.learned, tokenizer, prompt),
            examples(rows.held_out, tokenizer, prompt),
            recipe,
            options.out,
            begin_with=None if before is None else before.for_model(heads),
            resume=options.resume,
            should_stop=is_over,
            on_step=tell,
        )
    adapter = options.out / "adapter.gguf"
    n_bytes = export_adapter(tuned.adapter, heads, recipe, steps=tuned.steps, file=adapter)
    if options.plot is not None:
        from assistant.training.curves import draw_curves

        draw_curves(read_log(options.out), options.plot)
    console.print(plain(f"{adapter}: {n_bytes:,} bytes after {tuned.steps} of {recipe.steps} steps.", "green"))
    if not tuned.finished:
        console.print(plain("The run is not finished. The same command with --resume goes on with it.", "yellow"))
    return tuned.finished
