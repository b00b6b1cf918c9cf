"""What the doctor finds of the language model: which weights serve, with which adapter, asked how."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ui.doctor_finding import Finding, Health

if TYPE_CHECKING:
    from assistant import Settings
    from assistant.models.finding import FoundModel


def model(settings: Settings, *, adapters: Path | None = None) -> Iterator[Finding]:
    """Who reads what the rules are not sure of. None is needed: the rules serve alone, and say so.

    `adapters`: the folder of those that come with shelftalk, where it is another than its own.
    """
    from assistant.models.finding import ADAPTERS
    from assistant.models.weights import KNOWN, on_disk
    from assistant.reading.model_reading import model_of

    shipped = adapters or ADAPTERS
    found = model_of(settings, adapters=shipped)
    passed_over = f" (passed over: {'; '.join(found.passed_over)})" if found.passed_over else ""
    if found.model is not None:
        waits = (
            f"The rules answer without it after {settings.model_deadline_s:g} s, or when {settings.model_queue} wait"
        )
        yield Finding("Model", Health.OK, f"{found.name}, from {found.source}{passed_over}. {waits}")
        yield _adapter(found)
    elif settings.model == "none":
        yield Finding("Model", Health.OK, "none, as the settings say: plain rules read the messages")
    else:
        yield Finding("Model", Health.NOTE, f"none: plain rules read the messages{passed_over}", found.mend)
    here = []
    for size, weights in KNOWN.items():
        file = on_disk(weights)
        adapter = shipped / f"{weights.name}.gguf"
        tuned = f", tuned by {adapter}" if adapter.is_file() else ""
        if file:
            here.append(f"{size}: {weights.name} in {file}{tuned}")
    yield Finding(
        "Weights", Health.OK if here else Health.NOTE, "\n".join(here) or "none of the known ones on this disk"
    )


def _adapter(found: FoundModel) -> Finding:
    """The one that is used, and whether it fits the weights and the prompt it is used with."""
    from assistant.models.adapter_facts import adapter_facts
    from assistant.models.weights import WeightsError
    from assistant.reading.model_reading import prompt_of
    from prompts import load

    prompt = load(prompt_of(found))
    if found.adapter is None:
        return Finding("Adapter", Health.OK, f"none: {found.name} as it was published, asked with examples")
    try:
        facts = adapter_facts(found.adapter)
    except WeightsError as error:
        return Finding("Adapter", Health.NOTE, str(error), "shelftalk train understanding")
    made = f", trained in {facts.steps:,} steps on rows {facts.data_sha256[:12]}, seed {facts.seed}"
    says = f"{found.adapter} with {found.name}{made if facts.base else ''}, asked by the short prompt"
    if facts.base and facts.base != found.name:
        return Finding(
            "Adapter", Health.NOTE, f"{says}; but it was trained for {facts.base}", "unset SHELFTALK_ADAPTER"
        )
    if facts.prompt and facts.prompt != prompt.digest:
        other = f"{says}; but it was trained with prompt {facts.prompt}, and it is {prompt.digest} now"
        return Finding("Adapter", Health.NOTE, other, "shelftalk train understanding")
    return Finding("Adapter", Health.OK, says)
