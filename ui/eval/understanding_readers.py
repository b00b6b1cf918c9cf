"""Who reads in `shelftalk eval understanding`: rules, a model, or the two together as a shop has them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.feelings.judge import FeelingJudge, FeltUnderstander, feeling_judge
from assistant.reading.act_judge import ActJudge, act_judge
from assistant.reading.message_vectors import MessageVectors
from assistant.reading.model_reading import model_of, understander_of
from assistant.reading.scope import ScopedUnderstander, ScopeJudge, scope_judge
from assistant.reading.second_reading import SecondReader
from assistant.state import DialogueState
from assistant.understanding import RuleUnderstander, Understander, Understanding
from assistant.understanding_eval.walk import Asked
from retrieval.catalog import Catalog
from retrieval.vocabulary import Vocabulary
from ui.eval.frame import EvalError

if TYPE_CHECKING:
    from assistant import Settings
    from assistant.models.finding import FoundModel
    from assistant.models.steerable import SteerableChatModel
    from assistant.reading.model_understanding import ModelUnderstander

RULES, AUTO, LARGE = "rules", "auto", "large"
SIZES = (AUTO, "small", "standard", LARGE)
ALONE = ":alone"
_PATIENCE_S = 120.0  # what a model can is measured, and how long it takes; a shop's deadline is not kept


class ModelReader:
    """Rules first, then the model where they are not sure: as a shop reads, but in one call."""

    def __init__(self, reader: SecondReader, model: ModelUnderstander | None = None) -> None:
        self._reader = reader
        self._model = model

    def read_ahead(self, state: DialogueState) -> None:
        """As a shop has done by the time that the next message comes."""
        if self._model is not None:
            self._model.read_ahead(state)

    def understand(self, message: str, state: DialogueState) -> Understanding:
        first = self._reader.first(message, state)
        return first if first.sure else self._reader.second(first, message, state, lambda: False)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to measure. `of` gives the understander for a store, and what it has asked a model so far."""

    name: str
    of: Callable[[Catalog, Vocabulary], tuple[Understander, Callable[[], Asked]]]


@contextmanager
def readers(
    names: Sequence[str], settings: Settings, *, adapter: Path | None = None, answers: Path | None = None
) -> Iterator[list[Reader]]:
    """Those of the names: `rules`, a size of model, or a server's address, the latter two also with `:alone` behind.

    `adapter` is used in place of the one that the settings or this installation have, save by the large model, which
    is there to compare with. `answers` keeps what models answer, and what stands in it is not asked again. Raises
    `EvalError` where somebody is not there; `auto` without a model reads by rules, as a shop does.
    """
    if adapter is not None and not adapter.is_file():
        raise EvalError(f"There is no adapter at {adapter}. `shelftalk train understanding` makes one.")
    if adapter is not None:
        settings = settings.model_copy(update={"adapter": adapter})
    with ExitStack() as at_end:
        models: dict[str, FoundModel] = {}  # one each, though it may read alone and with the rules
        for name in dict.fromkeys(name.removesuffix(ALONE) for name in names if name != RULES):
            found = _found(name, settings)
            if answers is not None and found.model is not None:
                found = replace(found, model=_remembering(found, answers))
            models[name] = found
            if found.model is not None:
                at_end.callback(found.model.close)
        yield [_reader(name, models) for name in dict.fromkeys(names)]


def _remembering(found: FoundModel, answers: Path) -> SteerableChatModel:
    from assistant.models.remembering import RememberingModel

    if found.model is None:
        raise ValueError("there is no model whose answers could be kept")
    read = found.adapter.read_bytes() if found.adapter else b""
    return RememberingModel(
        asked=found.model, file=answers, weights=f"{found.name} {found.source} {hashlib.sha256(read).hexdigest()[:16]}"
    )


def _reader(name: str, models: Mapping[str, FoundModel]) -> Reader:
    if name == RULES:
        return Reader(RULES, _by_rules)
    whose = name.removesuffix(ALONE)
    found = models[whose]
    if found.model is None:
        if name == AUTO:
            return Reader(f"{AUTO} (no model)", _by_rules)
        why = found.passed_over[0] if found.passed_over else "nothing was found"
        raise EvalError(f"No model for '{name}': {why}. Try {'another address' if '://' in name else found.mend}.")
    return Reader(name, _asking(found, alone=name != whose))


def _by_rules(catalog: Catalog, vocabulary: Vocabulary) -> tuple[Understander, Callable[[], Asked]]:
    rules = RuleUnderstander(catalog, vocabulary)
    scope, feelings, _ = _judges()
    return FeltUnderstander(ScopedUnderstander(rules, scope) if scope else rules, feelings), Asked


@cache
def _judges() -> tuple[ScopeJudge | None, FeelingJudge | None, ActJudge | None]:
    from retrieval.encoder import default_encoder

    vectors = MessageVectors(default_encoder())
    return scope_judge(vectors), feeling_judge(vectors), act_judge(vectors)


def _found(name: str, settings: Settings) -> FoundModel:
    """The settings' model for `auto`; else the one that a shop with these settings would have, were this its model."""
    if name == AUTO:
        return model_of(settings, count_tokens=True)
    is_server = "://" in name
    if not is_server and name not in SIZES:
        raise EvalError(
            f"Nobody reads as '{name}'. Known: {RULES}, {', '.join(SIZES)}, or a server's http://...; a model with "
            f"{ALONE} behind reads without the rules."
        )
    changed: dict[str, object] = {"model": "auto" if is_server else name, "model_server": name if is_server else ""}
    changed |= {"gguf": None, "adapter": None if is_server or name == LARGE else settings.adapter}
    found = model_of(settings.model_copy(update=changed), count_tokens=True, patience_s=_PATIENCE_S)
    if is_server and found.source != name:  # weights of ours are not the server that was asked for
        from assistant.models.finding import FoundModel

        return FoundModel(None, passed_over=found.passed_over)
    return found


def _asking(
    found: FoundModel, *, alone: bool
) -> Callable[[Catalog, Vocabulary], tuple[Understander, Callable[[], Asked]]]:
    from assistant.models.metering import metered

    if found.model is None:
        raise ValueError("there is no model to ask")
    meter = metered(found.model)

    def asked() -> Asked:
        return Asked(meter.n_asked, meter.n_failed, meter.prompt_tokens, meter.answer_tokens)

    def of(catalog: Catalog, vocabulary: Vocabulary) -> tuple[Understander, Callable[[], Asked]]:
        model = _warm(found, catalog, vocabulary)
        if alone:
            return model, asked
        rules = RuleUnderstander(catalog, vocabulary)
        scope, feelings, _ = _judges()
        reader = SecondReader(rules, model, deadline_s=_PATIENCE_S, scope=scope, feelings=feelings)
        return ModelReader(reader, model), asked

    return of


def _warm(found: FoundModel, catalog: Catalog, vocabulary: Vocabulary) -> ModelUnderstander:
    """Loaded, and the prompt's beginning read: neither is part of reading a message."""
    from assistant.models.steerable import ModelError

    model = understander_of(found, catalog, vocabulary, judge=_judges()[-1], timeout_s=_PATIENCE_S)
    try:
        model.warm_up()
    except ModelError as error:
        raise EvalError(f"The model cannot be used: {error}") from error
    return model
