"""The language model that the settings name, as a reader of messages: for the shop, and for whoever measures it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.notes.chat import TUNED_PROMPT, UNTUNED_PROMPT
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.models.finding import FoundModel
    from assistant.reading.act_judge import ActJudge
    from assistant.reading.model_understanding import ModelUnderstander
    from retrieval.catalog import Catalog
    from retrieval.vocabulary import Vocabulary


def model_of(
    settings: Settings, *, count_tokens: bool = False, adapters: Path | None = None, patience_s: float | None = None
) -> FoundModel:
    """What `find_model` finds for the settings, with the adapter that it is to be used with: the settings', or what
    the folder `adapters` has for it, which is that of the installation where none is named. `patience_s`: how long a
    server may say nothing."""
    from assistant.models.finding import ADAPTERS, SILENCE_S, find_model

    return find_model(
        size=settings.model,
        server=settings.model_server,
        server_model=settings.model_name,
        server_key=settings.model_key,
        gguf=settings.gguf,
        n_threads=settings.model_threads,
        adapter=settings.adapter,
        adapters=adapters or ADAPTERS,
        count_tokens=count_tokens,
        patience_s=SILENCE_S if patience_s is None else patience_s,
    )


def understander_of(
    found: FoundModel,
    catalog: Catalog,
    vocabulary: Vocabulary,
    *,
    judge: ActJudge | None = None,
    timeout_s: float,
) -> ModelUnderstander:
    """The found model, asked by the prompt that it was tuned with; by the one with examples where it was not tuned.

    Raises `ValueError` where no model was found.
    """
    from assistant.reading.model_understanding import ModelUnderstander

    if found.model is None:
        raise ValueError("There is no model to read with; see `FoundModel.passed_over`.")
    return ModelUnderstander(
        found.model,
        catalog,
        vocabulary,
        prompt=prompt_of(found),
        latin_only=reads_latin_only(found),
        judge=judge,
        timeout_s=timeout_s,
    )


def reads_latin_only(found: FoundModel) -> bool:
    """Whether the weights are known for languages that Latin letters write, and for no other."""
    from assistant.models.weights import KNOWN

    return any(weights.name == found.name and weights.languages == "English" for weights in KNOWN.values())


def prompt_of(found: FoundModel) -> str:
    """The name of the prompt that the model takes notes by."""
    return TUNED_PROMPT if found.adapter else UNTUNED_PROMPT
