"""Golden conversations on real stores; `docs/dialogues.md` describes their format."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant import Shop
from assistant.acts import Intent
from assistant.dialogue_eval import DialogueResult
from assistant.dialogues.copies import products_of
from assistant.dialogues.format import read_dialogue
from assistant.dialogues.names import unknown_names
from retrieval.catalog import Catalog

HERE = Path(__file__).resolve().parent
FILES = sorted(HERE.glob("*/*.yaml"))
NAMES = [f"{path.parent.name}/{path.stem}" for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_dialogue(path: Path, walked: Callable[[Path], DialogueResult]) -> None:
    failures = walked(path).failures
    assert not failures, "\n" + "\n".join(map(str, failures))


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_golden_file_names_only_what_its_store_has(path: Path, shop_of: Callable[[str], Shop]) -> None:
    dialogue = read_dialogue(path)
    assert dialogue.store == path.parent.name
    catalog = shop_of(dialogue.store).catalog
    added = products_of(dialogue.products, datetime(2026, 1, 15, tzinfo=UTC))
    whole = Catalog([*catalog, *added], currency=catalog.currency, documents=catalog.documents)
    assert unknown_names(dialogue, whole) == []


def test_the_dialogues_on_luma_cover_every_intent() -> None:
    """At least 25, and together they expect everything a shopper does; a look at a page is answered with nothing."""
    dialogues = [read_dialogue(path) for path in FILES if path.parent.name == "luma"]
    assert len(dialogues) >= 25
    expected = {
        intent
        for dialogue in dialogues
        for turn in dialogue.turns
        for intent in (*(turn.expect.acts or ()), *turn.expect.acts_include)
    }
    assert expected == set(Intent) - {Intent.LOOK}
