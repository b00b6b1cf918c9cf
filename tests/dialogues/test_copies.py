"""Golden conversations leave no trace: they are walked in copies of the store, some with products of their own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from assistant import Settings, open_shop
from assistant.dialogues.copies import copied, products_of
from retrieval.encoder import Encoder
from retrieval.feeds.feed import FeedError
from retrieval.store import StoreLockedError, open_store
from ui.eval import frame
from ui.eval.dialogues import measure

HERE = Path(__file__).resolve().parent
NOW = datetime(2026, 1, 15, tzinfo=UTC)
LAMP = {
    "id": "lamp-1",
    "title": "Zebrawood Reading Lamp",
    "variants": [
        {
            "id": "lamp-1-v",
            "title": "Zebrawood Reading Lamp",
            "price": {"amount": 1234, "currency": "USD"},
            "availability": {"available": True, "status": "in_stock"},
        }
    ],
}


def digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "store.lock"
    }


@pytest.fixture
def starter(store_of: Callable[[str], Path]) -> Path:
    return store_of("starter")


def test_a_copy_has_the_store_and_what_is_added_to_it(starter: Path, encoder: Encoder) -> None:
    before = digest(starter)
    with (
        copied(starter, products=[LAMP], encoder=encoder, now=NOW) as copy,
        open_shop(Settings(store=copy, model="none"), encoder=encoder, clock=lambda: NOW) as shop,
    ):
        assert str(shop.catalog.variant("lamp-1-v")[1].offer.price) == "$12.34"
        assert "glow-camp-lantern" in shop.catalog
        assert "lamp-1" in {card.product_id for card in shop.session().say("something in zebrawood").cards}
    assert not copy.exists()
    assert digest(starter) == before


def test_a_product_that_no_feed_may_have_is_refused() -> None:
    with pytest.raises(FeedError, match=r"price"):
        products_of([{**LAMP, "variants": [{**LAMP["variants"][0], "price": {"amount": -1, "currency": "USD"}}]}], NOW)


def test_a_store_that_is_open_elsewhere_is_not_copied(starter: Path) -> None:
    with open_store(starter), pytest.raises(StoreLockedError), copied(starter, now=NOW):
        pass


def test_the_measurement_counts_and_says_what_failed(starter: Path, encoder: Encoder, tmp_path: Path) -> None:
    talk = "name: {name}\nstore: starter\nturns:\n- say: hello\n  expect: {{acts: [{act}]}}\n"
    (tmp_path / "good.yaml").write_text(talk.format(name="Good", act="greet"), encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text(talk.format(name="Wrong", act="thank"), encoding="utf-8")
    (tmp_path / "its-own.yaml").write_text(
        talk.format(name="Own", act="greet") + f"products: [{json.dumps(LAMP)}]\n", encoding="utf-8"
    )
    before = digest(starter)
    settings = Settings(store=starter, model="none")
    console = Console(width=200, record=True)
    frame.run(
        "dialogues",
        tmp_path,
        lambda: measure(tmp_path, settings, now=NOW, encoder=encoder),
        json_file=tmp_path / "out.json",
        console=console,
    )
    report = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert report["figures"] == {"passed": 2, "failed": 1}
    assert {row["dialogue"]: row["what failed"] for row in report["rows"]} == {
        "good": "",
        "its-own": "",
        "wrong": "turn 1: acts: expected thank; got greet",
    }
    assert "expected thank; got greet" in console.export_text()
    assert digest(starter) == before


def test_a_file_that_is_no_dialogue_is_a_plain_error(starter: Path, encoder: Encoder, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("name: x\nstor: luma\n", encoding="utf-8")
    with pytest.raises(frame.EvalError, match=r"bad\.yaml:2: stor: Extra inputs"):
        measure(tmp_path, Settings(store=starter, model="none"), now=NOW, encoder=encoder)
