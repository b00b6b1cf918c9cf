"""The files of the sample's shoppers: the importers read them, the bytes are the same again, the truth is apart."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import create_engine

from recommender.demo_shoppers import import_demo_shoppers
from recommender.ga4 import import_events
from recommender.order_log import import_orders
from recommender.sample.simulation import Simulated
from recommender.sample.writing import write_shoppers, write_truth
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.money import Money
from retrieval.sample.products import choices

ROOT = Path(__file__).resolve().parents[3]
SPEAKS_OF_IT = re.compile(r"write_truth|sample\.truth|sample import truth|[\"'/]truth[\"'/]|truth\.json")


@pytest.fixture(scope="module")
def folder(simulated: Simulated, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sample")
    write_shoppers(made, simulated)
    return made


def catalog_of(simulated: Simulated) -> Catalog:
    offer = Offer(Money.from_minor(100, "USD"))
    return Catalog(
        (
            Product(item.id, item.title, tuple(Variant(c.id, c.id, offer) for c in choices(item)))
            for item in simulated.shelf.items
        ),
        currency="USD",
    )


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_importers_read_all_of_it(folder: Path, simulated: Simulated, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'store.db'}")
    events = import_events(folder / "events_ga4.jsonl", engine, catalog_of(simulated))
    assert events.rejected == ()
    assert events.n_lines["purchase"] == len(simulated.orders)
    # nothing is taken for something that is there already
    assert events.n_new == events.n_items + events.n_lines["search"]
    orders = import_orders(folder / "orders.jsonl", engine)
    assert (orders.n_orders, orders.rejected) == (len(simulated.orders), ())
    assert import_demo_shoppers(folder / "demo_shoppers.json", engine) == 12


def test_the_same_simulation_gives_the_same_bytes(folder: Path, simulated: Simulated, tmp_path: Path) -> None:
    write_shoppers(tmp_path, simulated)
    for path in sorted(folder.iterdir()):
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_event_lines_are_those_of_ga4(folder: Path) -> None:
    events = rows(folder / "events_ga4.jsonl")
    stamps = [str(event["event_timestamp"]) for event in events]
    assert stamps == sorted(stamps)
    assert datetime.fromisoformat(stamps[0]).tzinfo is not None
    by_name = {event["event_name"]: event["params"] for event in events}
    assert by_name.keys() == {
        "search", "view_item", "add_to_cart", "remove_from_cart", "purchase", "refund", "rate_item",
    }  # fmt: skip
    assert by_name["search"].keys() == {"ga_session_id", "search_term"}  # type: ignore[attr-defined]
    assert by_name["rate_item"]["rating"] in (1, 2, 3, 4, 5)  # type: ignore[index]
    assert by_name["refund"]["transaction_id"]  # type: ignore[index]
    purchase = by_name["purchase"]
    assert purchase.keys() == {  # type: ignore[attr-defined]
        "ga_session_id", "transaction_id", "currency", "value", "shipping", "items",
    }  # fmt: skip
    assert purchase["items"][0].keys() == {"item_id", "item_name", "price", "quantity"}  # type: ignore[index]


def test_the_store_is_not_told_who_a_present_is_for(folder: Path) -> None:
    assert not any("recipient" in order or "gift" in order for order in rows(folder / "orders.jsonl"))


def test_the_truth_lies_in_a_folder_of_its_own(simulated: Simulated, tmp_path: Path) -> None:
    apart = tmp_path / "truth"
    write_truth(apart, simulated)
    truth = {path.stem: json.loads(path.read_text("utf-8")) for path in apart.glob("*.json")}
    assert truth.keys() == {"shoppers", "complements", "products", "moments"}
    assert len(truth["shoppers"]) == len(simulated.shoppers)
    assert truth["shoppers"][0]["needs"][0].keys() == {"need", "from", "until", "weight"}
    assert truth["products"]["products"].keys() == set(simulated.shelf.ids)
    assert truth["products"]["fake_reviews"]
    tents = {c["to"]: c["strength"] for c in truth["complements"]["kinds"] if c["of"] == "tent"}
    assert max(tents.values()) == tents["sleeping bag"] > 2
    utilities = np.load(apart / "moments.npy")
    moments = truth["moments"]
    assert utilities.shape == (len(moments["moments"]), len(moments["products"]))
    assert moments["moments"][0]["product_id"] == simulated.shelf.ids[simulated.moments[0].product]


def test_nothing_that_recommends_or_talks_knows_of_the_truth() -> None:
    allowed = (
        "recommender/sample/",
        "retrieval/sample/",
        "ui/eval/sample.py",
        "ui/eval/ranking.py",
    )  # the latter measure
    found = []
    for room in ("assistant", "recommender", "retrieval", "prompts", "ui"):
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            writes_it = name.startswith("ui/") and "sample" in path.stem  # the command that writes the whole store
            if not name.startswith(allowed) and not writes_it and SPEAKS_OF_IT.search(path.read_text("utf-8")):
                found.append(name)
    assert found == []


def test_the_search_for_the_truth_would_find_it() -> None:
    assert SPEAKS_OF_IT.search('(folder / "truth" / "shoppers.json")')
    assert SPEAKS_OF_IT.search("from recommender.sample import truth")
    assert not SPEAKS_OF_IT.search("# the truth is in the eye of the beholder")
