"""What the records say is for others than whom it is looked for comes last, and stays."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.catalog import Offer, Product, Variant
from retrieval.indexing import index_store
from retrieval.money import Money
from retrieval.staging import staged
from retrieval.writing import Writer
from tests.assistant.conftest import ENCODER, opened
from tests.conftest import NOW


def _jacket(product_id: str, ages: str) -> Product:
    variant = Variant(f"{product_id}-1", "Rain Jacket", Offer(Money(Decimal(40), "USD")), {})
    stated = {"age_group": (ages,)} if ages else {}
    return Product(product_id, "Rain Jacket", (variant,), categories=("Rain Jackets",), attributes=stated)


@pytest.fixture(scope="module")
def jackets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stores") / "jackets"
    with staged(folder) as staging:
        with Writer(staging.engine) as writer:
            writer.write_products([(_jacket("a", "Kids"), {}), (_jacket("b", "Adult"), {}), (_jacket("c", ""), {})])
            writer.finish(
                {"name": "Rain", "currency": "USD", "format": "acp", "source": "rain", "imported_at": NOW.isoformat()}
            )
        index_store(staging.engine, staging.catalog(), staging.path, ENCODER)
    return folder


@pytest.mark.parametrize(("message", "last"), [("a rain jacket for my mum", "a"), ("a rain jacket for my baby", "b")])
def test_things_of_others_come_last(jackets: Path, message: str, last: str) -> None:
    with opened(jackets) as shop:
        shown = [card.product_id for card in shop.session().say(message).cards]
    assert sorted(shown) == ["a", "b", "c"]
    assert shown[-1] == last
