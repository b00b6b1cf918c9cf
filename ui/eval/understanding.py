"""`shelftalk eval understanding`: annotated dialogues, understood by rules, by rules with a model, or by several."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.second_reading import SecondReader
from assistant.state import DialogueState
from assistant.understanding import RuleUnderstander, Understander, Understanding
from assistant.understanding_eval.failures import failure
from assistant.understanding_eval.format import AnnotatedDialogue, AnnotationError, read_annotated
from assistant.understanding_eval.names import unknown_names
from assistant.understanding_eval.score import PARAPHRASES, Rates, Score, by_intent, by_kind, groups, score
from assistant.understanding_eval.walk import WalkedTurn, Walker
from retrieval.catalog import Catalog
from retrieval.progress import Progress, silent
from retrieval.vocabulary import Vocabulary
from ui.eval.frame import Cell, EvalError, Measured
from ui.eval.named_stores import NoSuchStoreError, catalog_of
from ui.eval.speed import percentile

if TYPE_CHECKING:
    from assistant import Settings
    from assistant.models.steerable import SteerableChatModel

RULES, AUTO = "rules", "auto"
SIZES = (AUTO, "small", "standard", "large")
_FAULTS_TOLD = 20


class ModelReader:
    """Rules first, then the model where they are not sure: as a shop reads, but in one call and counted."""

    def __init__(self, reader: SecondReader) -> None:
        self._reader = reader
        self.n_asked = 0

    def understand(self, message: str, state: DialogueState) -> Understanding:
        first = self._reader.first(message, state)
        if first.sure:
            return first
        self.n_asked += 1
        return self._reader.second(first, message, state, lambda: False)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to measure. `of` gives the understander for a store, and how often it has asked a model."""

    name: str
    of: Callable[[Catalog, Vocabulary], tuple[Understander, Callable[[], int]]]


@contextmanager
def readers(names: Sequence[str], settings: Settings) -> Iterator[list[Reader]]:
    """Those of the names: `rules`, a size of model, or a server's address. Raises `EvalError` where one is not there;
    `auto` without a model reads by rules, as a shop does."""
    with ExitStack() as at_end:
        yield [_reader(name, settings, at_end) for name in dict.fromkeys(names)]


def _reader(name: str, settings: Settings, at_end: ExitStack) -> Reader:
    from assistant.models.finding import find_model

    if name == RULES:
        return Reader(RULES, _by_rules)
    if name not in SIZES and "://" not in name:
        raise EvalError(f"Nobody reads as '{name}'. Known: {RULES}, {', '.join(SIZES)}, or a server's http://...")
    is_server = name not in SIZES
    found = find_model(
        size="" if is_server else settings.model if name == AUTO else name,
        server=name if is_server else settings.model_server if name == AUTO else "",
        server_model=settings.model_name,
        server_key=settings.model_key,
        gguf=settings.gguf if name == AUTO else None,
    )
    if found.model is None:
        if name == AUTO:
            return Reader(f"{AUTO} (no model)", _by_rules)
        why = found.passed_over[0] if found.passed_over else "nothing was found"
        raise EvalError(f"No model for '{name}': {why}. Try {'another address' if is_server else found.mend}.")
    chat = found.model
    at_end.callback(chat.close)
    return Reader(name, lambda catalog, vocabulary: _with_model(chat, catalog, vocabulary))


def _by_rules(catalog: Catalog, vocabulary: Vocabulary) -> tuple[Understander, Callable[[], int]]:
    return RuleUnderstander(catalog, vocabulary), lambda: 0


def _with_model(
    chat: SteerableChatModel, catalog: Catalog, vocabulary: Vocabulary
) -> tuple[Understander, Callable[[], int]]:
    from assistant.model_understanding import ModelUnderstander
    from assistant.models.steerable import ModelError

    model = ModelUnderstander(chat, catalog, vocabulary)
    try:
        model.warm_up()  # loading is not part of reading
    except ModelError as error:
        raise EvalError(f"The model cannot be used: {error}") from error
    reader = ModelReader(SecondReader(RuleUnderstander(catalog, vocabulary), model))
    return reader, lambda: reader.n_asked


def measure(
    path: Path,
    names: Sequence[str],
    settings: Settings,
    *,
    store_of: Mapping[str, Path],
    context: bool = False,
    failures: Path | None = None,
    feeds: Path | None = None,
    timer: Callable[[], float] = time.perf_counter,
    progress: Progress = silent,
) -> Measured:
    """Walks the dialogues at `path` with everybody in `names`; the figures are the first one's, then each other's
    with their name before it. A store that is not there is skipped, and a row says why.

    Raises `EvalError` for annotations that do not read or name what their store has not, and for a missing model.
    """
    if failures is not None and not failures.parent.is_dir():
        raise EvalError(f"{failures} cannot be written: there is no folder {failures.parent}. Make it first.")
    try:
        dialogues = read_annotated(path)
    except (AnnotationError, FileNotFoundError) as error:
        raise EvalError(str(error)) from error
    with readers(names, settings) as by:
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
                understander, n_asked = reader.of(catalog, vocabulary)
                walker = Walker(understander, catalog, vocabulary, timer=timer, n_asked=n_asked)
                for n, dialogue in enumerate(own, 1):
                    walked[reader.name] += walker.walk(dialogue)
                    progress(f"{store}, {reader.name}", n, len(own))
    if not any(walked.values()):
        raise EvalError("No store of these dialogues is there: " + "; ".join(str(row["of"]) for row in skipped))
    if failures is not None:
        failures.write_text("\n\n".join(_failures(walked, context=context)) + "\n", encoding="utf-8")
    figures: dict[str, float] = {}
    for n, (name, (_, turns)) in enumerate(zip(names, walked.items(), strict=True)):
        figures |= {(f"{name}_{key}" if n else key): value for key, value in _figures(turns, context).items()}
    return Measured(figures, [*_rows(walked, context), *skipped])


def _by_store(dialogues: Sequence[AnnotatedDialogue]) -> dict[str, list[AnnotatedDialogue]]:
    return {store: [d for d in dialogues if d.store == store] for store in sorted({d.store for d in dialogues})}


def _check(dialogues: Sequence[AnnotatedDialogue], catalog: Catalog, vocabulary: Vocabulary) -> None:
    faults = [fault for dialogue in dialogues for fault in unknown_names(dialogue, catalog, vocabulary)]
    if faults:
        more = f"\n... and {len(faults) - _FAULTS_TOLD} more" if len(faults) > _FAULTS_TOLD else ""
        raise EvalError("Annotations name what their store does not have:\n" + "\n".join(faults[:_FAULTS_TOLD]) + more)


def _figures(turns: Sequence[WalkedTurn], context: bool) -> dict[str, float]:
    """Under their fixed keys; what there are no turns for is left out."""
    scores = {name: score(own, context=context) for name, own in groups(turns).items()}
    figures: dict[str, float] = {}
    if "all" in scores:
        every = scores["all"]
        figures = {"joint_goal": every.joint_goal, "acts_exact": every.acts_exact, "turn_goal": every.turn_goal}
        if every.invented is not None:
            figures["invented"] = every.invented
        figures |= {"p50_ms": percentile(every.ms, 50), "p95_ms": percentile(every.ms, 95)}
    for key, name in (("joint_goal_paraphrase", PARAPHRASES), ("joint_goal_zh", "zh")):
        if name in scores:
            figures[key] = scores[name].joint_goal
    return figures


def _rows(walked: Mapping[str, Sequence[WalkedTurn]], context: bool) -> list[dict[str, Cell]]:
    """One table: everybody's row of a thing below each other's."""
    made: dict[str, list[dict[str, Cell]]] = {}
    for name, turns in walked.items():
        grouped = groups(turns)
        for group, own in grouped.items():
            made.setdefault(group, []).append(_score_row(group, name, score(own, context=context)))
        every = grouped.get("all", [])
        for intent, rates in by_intent(every).items():
            made.setdefault(f"act: {intent}", []).append(_rates_row(f"act: {intent}", name, rates))
        for kind, rates in by_kind(every).items():
            made.setdefault(f"need: {kind}", []).append(_rates_row(f"need: {kind}", name, rates))
    return [row for rows in made.values() for row in rows]


def _score_row(of: str, name: str, found: Score) -> dict[str, Cell]:
    return {
        "of": of,
        "with": name,
        "n": found.n_turns,
        "joint": _short(found.joint_goal),
        "turn": _short(found.turn_goal),
        "acts": _short(found.acts_exact),
        "invented": _short(found.invented),
        "asked": _short(found.asked_model),
        "p50_ms": percentile(found.ms, 50),
        "p95_ms": percentile(found.ms, 95),
    }


def _rates_row(of: str, name: str, rates: Rates) -> dict[str, Cell]:
    shares = {"precision": rates.precision, "recall": rates.recall, "f1": rates.f1}
    return {"of": of, "with": name, "n": rates.n_gold, **{key: _short(share) for key, share in shares.items()}}


def _short(share: float | None) -> float | None:
    return None if share is None else round(share, 3)


def _failures(walked: Mapping[str, Sequence[WalkedTurn]], *, context: bool) -> Iterator[str]:
    for name, turns in walked.items():
        told = [text for turn in turns if _is_counted(turn) and (text := failure(turn, context=context))]
        yield f"# {name}: {len(told)} wrong of {sum(map(_is_counted, turns))} turns"
        yield from told


def _is_counted(turn: WalkedTurn) -> bool:
    return not turn.dialogue.paraphrased or turn.number in turn.dialogue.paraphrased
