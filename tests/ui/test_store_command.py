"""`shelftalk store vocabulary`: looking at what the store's words are, and correcting them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from retrieval.importing import import_feed
from tests.conftest import NOW
from tests.stores import STARTER
from ui.cli import app


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stores") / "starter"
    import_feed(STARTER, folder, now=NOW)
    return folder


def vocabulary(store: Path, *arguments: str) -> tuple[int, str]:
    said = CliRunner().invoke(app, ["store", "vocabulary", "--store", str(store), *arguments])
    return said.exit_code, said.output


def as_json(store: Path) -> dict[str, dict[str, Any]]:
    code, said = vocabulary(store, "--json")
    assert code == 0, said
    return {view["slot"]: view for view in json.loads(said)}


def test_every_slot_with_its_values_unit_range_synonyms_and_source(store: Path) -> None:
    found = as_json(store)
    assert set(found["color"]["came_from"]) == {"option", "attribute"}
    colors = {value["value"]: value for value in found["color"]["values"]}
    assert {"grey", "charcoal"} <= set(colors["Gray"]["synonyms"])
    assert colors["Gray"]["products"] > 1
    weight = found["weight"]
    assert (weight["kind"], weight["unit"], weight["low"], weight["high"]) == ("amount", "g", 5.0, 16000.0)
    assert found["category"]["kind"] == "category"
    assert found["size"]["kind"] == "size"
    code, said = vocabulary(store)
    assert code == 0
    assert "Kestrow" in said
    code, said = vocabulary(store, "--slot", "color")
    assert "charcoal" in said


def test_a_correction_is_kept_listed_and_taken_back(store: Path) -> None:
    code, said = vocabulary(store, "--slot", "color", "--value", "Navy", "--add-synonym", "midnight")
    assert (code, "Kept as 1" in said) == (0, True)
    assert "midnight" in vocabulary(store, "--slot", "color")[1]
    assert "midnight" in vocabulary(store, "--corrections")[1]
    assert vocabulary(store, "--slot", "fit", "--rename", "Cut")[0] == 0
    assert "cut" in as_json(store)
    assert vocabulary(store, "--slot", "care", "--hide")[0] == 0
    assert "care" not in as_json(store)
    for number in (1, 2, 3):
        assert vocabulary(store, "--undo", str(number))[0] == 0
    assert {"fit", "care"} <= as_json(store).keys()
    assert "midnight" not in vocabulary(store, "--slot", "color")[1]
    assert "Nothing was corrected" in vocabulary(store, "--corrections")[1]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--slot", "wheels"), "No slot 'wheels'"),
        (("--slot", "color", "--add-synonym", "sea"), "--value"),
        (("--hide",), "--slot"),
        (("--slot", "color", "--value", "Mauve", "--add-synonym", "sea"), "no value 'Mauve'"),
        (("--slot", "brand", "--rename", "maker"), "cannot be renamed"),
        (("--slot", "fit", "--rename", "--"), "--"),
        (("--slot", "color", "--value", "Navy", "--merge", "Blue", "--rename", "x"), "One correction at a time"),
        (("--undo", "99"), "number 99"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_kept(store: Path, arguments: tuple[str, ...], says: str) -> None:
    code, said = vocabulary(store, *arguments)
    assert code != 0
    assert says in " ".join(said.split())
    assert "Nothing was corrected" in vocabulary(store, "--corrections")[1]
