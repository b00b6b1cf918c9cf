"""The owner's corrections: kept in the store, seen by all that read its catalog, undone one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.catalog import Catalog
from retrieval.corrections import Correction, CorrectionError, CorrectionKind, corrected, keep, read_corrections, undo
from retrieval.importing import import_feed
from retrieval.store import open_store
from retrieval.tokens import tokens
from retrieval.vocabulary import Vocabulary
from tests.conftest import NOW, SIX
from tests.stores import STARTER

ADD, REMOVE = CorrectionKind.ADD_SYNONYM, CorrectionKind.REMOVE_SYNONYM
RENAME, MERGE, HIDE = CorrectionKind.RENAME, CorrectionKind.MERGE, CorrectionKind.HIDE


def learned(*corrections: Correction) -> Vocabulary:
    return Vocabulary.learn(Catalog(corrected(SIX, corrections), currency="USD", corrections=corrections))


def named(vocabulary: Vocabulary, text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(m.slot, m.values) for m in vocabulary.match(tokens(text))]


def test_a_synonym_is_added_and_taken_away() -> None:
    assert named(learned(), "sea colored") == []
    assert named(learned(Correction(ADD, "color", "blue", "sea")), "sea colored") == [("color", ("Blue",))]
    assert named(learned(), "navy") == [("color", ("Blue",))]
    assert named(learned(Correction(REMOVE, "color", "Blue", "navy")), "navy") == []


def test_a_slot_is_called_otherwise_everywhere() -> None:
    vocabulary = learned(Correction(RENAME, "feature", "", "What it can do"))
    assert "feature" not in vocabulary.slots
    assert vocabulary.values("what_it_can_do")[0] == "Waterproof"
    colored = corrected(SIX, [Correction(RENAME, "color", "", "shade")])
    assert {**colored[0].variants[0].options} == {"size": "S", "shade": "Blue"}


def test_a_renamed_slot_joins_one_of_that_name() -> None:
    [rain, *_] = corrected(SIX, [Correction(RENAME, "feature", "", "material")])
    assert {**rain.attributes} == {"material": ("Nylon", "Waterproof", "Hooded"), "gender": ("Women",)}


def test_values_are_merged() -> None:
    vocabulary = learned(Correction(MERGE, "color", "Gray", "black"))
    assert vocabulary.n_products("color", "Gray") == 2
    assert "Black" not in vocabulary.values("color")
    [rain, *_] = corrected(SIX, [Correction(MERGE, "brand", "Tarn", "Northway")])
    assert rain.brand == "Tarn"
    [rain, *_] = corrected(SIX, [Correction(MERGE, "category", "Coats", "jackets")])
    assert rain.categories == ("Women > Coats",)


def test_a_hidden_slot_is_not_spoken_of_and_options_can_still_be_chosen() -> None:
    vocabulary = learned(Correction(HIDE, "color"), Correction(HIDE, "feature"))
    assert {"color", "feature"}.isdisjoint(vocabulary.slots)
    assert named(vocabulary, "waterproof blue") == []
    [rain, *_] = corrected(SIX, [Correction(HIDE, "color"), Correction(HIDE, "feature")])
    assert "color" in rain.variants[0].options
    assert "feature" not in rain.attributes


def test_corrections_come_one_after_the_other() -> None:
    vocabulary = learned(Correction(RENAME, "feature", "", "perks"), Correction(MERGE, "perks", "Dry", "Waterproof"))
    assert vocabulary.values("perks")[0] == "Dry"


def test_they_stay_through_an_import_and_are_undone(tmp_path: Path) -> None:
    store = tmp_path / "store"
    import_feed(STARTER, store, now=NOW)
    with open_store(store) as opened:
        assert read_corrections(opened.engine) == ()
        before = Vocabulary.learn(opened.catalog).n_products("color", "Blue")
        navy = Vocabulary.learn(opened.catalog).n_products("color", "Navy")
        assert navy > 0
        kept = keep(opened.engine, Correction(MERGE, "color", "Blue", "Navy"), NOW)
    import_feed(STARTER, store, now=NOW)
    with open_store(store) as opened:
        assert opened.catalog.corrections == (kept,)
        assert Vocabulary.learn(opened.catalog).n_products("color", "Blue") > before
        assert Vocabulary.learn(opened.catalog).n_products("color", "Navy") == 0
        assert undo(opened.engine, kept.id, NOW) == kept
        with pytest.raises(CorrectionError, match=f"number {kept.id}"):
            undo(opened.engine, kept.id, NOW)
        assert keep(opened.engine, kept, NOW).id > kept.id  # numbers are not given again
        undo(opened.engine, kept.id + 1, NOW)
    with open_store(store) as opened:
        assert Vocabulary.learn(opened.catalog).n_products("color", "Navy") == navy
