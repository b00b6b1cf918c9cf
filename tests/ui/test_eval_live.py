"""`eval live`: what changes under an open shop is said by the next answer, or the measurement fails."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant import Settings, Shop
from retrieval.importing import import_feed
from retrieval.live import Updated
from ui.eval.frame import EvalError
from ui.eval.live import measure_live
from ui.import_command import index_meanings

STARTER = Path(__file__).parents[1] / "stores" / "starter"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    store = tmp_path_factory.mktemp("live") / "starter"
    import_feed(STARTER, store, now=datetime(2026, 1, 15, tzinfo=UTC), index=index_meanings)
    return Settings(store=store, model="none")


def test_every_change_is_said_and_turns_go_on_beside_an_import(settings: Settings) -> None:
    measured = measure_live(settings, 7, n=2)
    assert set(measured.figures) == {
        "price_p95_s", "new_p95_s", "removed_p95_s", "import_s", "turn_during_import_max_s"
    }  # fmt: skip
    assert [row["n"] for row in measured.rows[:3]] == [2, 2, 2]
    assert measured.rows[3]["n"]


@pytest.mark.parametrize("name", ["update_offers", "update_products"])
def test_a_change_that_no_answer_says_fails(settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def idle(shop: Shop, *_: Any) -> Updated:
        return Updated(shop.catalog)

    monkeypatch.setattr(Shop, name, idle)
    with pytest.raises(EvalError, match="next answer"):
        measure_live(settings, 7, n=2)
