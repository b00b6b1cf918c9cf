"""Demo shoppers come with the feed, are replaced as a whole, and a wrong file is a plain error."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from recommender.demo_shoppers import DemoShopper, import_demo_shoppers, read_demo_shoppers
from retrieval.feeds.feed import FeedError
from retrieval.store import open_engine

MARA = {"id": "s2", "name": "Mara", "story": "Climbs."}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path)
    yield engine
    engine.dispose()


def test_they_come_in_the_files_order_and_replace_those_before(tmp_path: Path, engine: Engine) -> None:
    path = tmp_path / "demo_shoppers.json"
    assert read_demo_shoppers(engine) == ()
    path.write_text(json.dumps([{"id": "s9", "name": "Old"}]), "utf-8")
    import_demo_shoppers(path, engine)
    path.write_text(json.dumps([MARA, {"id": "s1", "name": "Bo"}]), "utf-8")
    assert import_demo_shoppers(path, engine) == 2
    assert read_demo_shoppers(engine) == (DemoShopper("s2", "Mara", "Climbs."), DemoShopper("s1", "Bo"))


@pytest.mark.parametrize("said", ["{}", "[", json.dumps([MARA, MARA]), json.dumps([{"name": "Mara"}])])
def test_a_wrong_file_is_a_plain_error_and_changes_nothing(tmp_path: Path, engine: Engine, said: str) -> None:
    path = tmp_path / "demo_shoppers.json"
    path.write_text(json.dumps([MARA]), "utf-8")
    import_demo_shoppers(path, engine)
    path.write_text(said, "utf-8")
    with pytest.raises(FeedError, match=r"demo_shoppers\.json"):
        import_demo_shoppers(path, engine)
    assert [one.name for one in read_demo_shoppers(engine)] == ["Mara"]
