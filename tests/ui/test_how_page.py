"""How suggestions are made: the page says what runs, and changes with it."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest

from recommender.fitted_store import BLEND, CURRENT, FOLDER
from retrieval.catalog import Catalog, Promotion
from tests.ui.fake_shop import FakeShop
from ui.frame import composer
from ui.how_page import how_page


def text(shop: FakeShop) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", str(how_page(shop)))))


def learned(folder: Path, weights: dict[str, float]) -> None:
    version = folder / FOLDER / "20260115-1"
    version.mkdir(parents=True)
    (version / BLEND).write_text(json.dumps({"weights": weights}), encoding="utf-8")
    (folder / FOLDER / CURRENT).write_text("20260115-1\n", encoding="utf-8")


def test_without_a_learned_ranking_the_weights_set_by_hand_are_told(catalog: Catalog, tmp_path: Path) -> None:
    said = text(FakeShop(catalog, tmp_path))
    assert "Nothing was learned from this shop's visits yet" in said
    assert re.search(r"Your history 65 %.*Other shoppers 35 %", said)
    assert "plain rules: no language model found" in said


def test_a_learned_ranking_is_told_with_its_version_and_its_own_weights(catalog: Catalog, tmp_path: Path) -> None:
    learned(tmp_path, {"taste:brand": 1.0, "popularity": 2.0, "offer": 1.0, "new": 0.0})
    said = text(FakeShop(catalog, tmp_path))
    assert "version 20260115-1" in said
    assert re.search(r"Other shoppers 50 %.*Offers 25 %.*Your history 25 %", said)


def test_a_version_that_cannot_be_read_is_none(catalog: Catalog, tmp_path: Path) -> None:
    learned(tmp_path, {})
    (tmp_path / FOLDER / "20260115-1" / BLEND).write_text("{", encoding="utf-8")
    assert "set by hand" in text(FakeShop(catalog, tmp_path))


def test_promotions_of_the_day_are_counted_and_no_place_is_for_sale(catalog: Catalog, tmp_path: Path) -> None:
    assert "No promotion is running today" in text(FakeShop(catalog, tmp_path))
    sale = Catalog(
        list(catalog), currency="USD", promotions=[Promotion("a", "Sale"), Promotion("b", "Over", active=False)]
    )
    said = text(FakeShop(sale, tmp_path))
    assert "No product is put higher because somebody paid" in said
    assert "One promotion runs today" in said


def test_of_promotions_only_what_runs_is_told(catalog: Catalog, tmp_path: Path) -> None:
    sale = Promotion("a", "Sale", kind="percent_off", value=Decimal(10))
    coupon = Promotion("b", "Coupon", code="TEN", kind="percent_off", value=Decimal(10))
    words = Promotion("c", "A surprise")
    asks, is_in, no_total = "What asks for something", "is in that price", "counted in no total"

    def told(*promotions: Promotion) -> list[bool]:
        page = text(FakeShop(Catalog(list(catalog), currency="USD", promotions=list(promotions)), tmp_path))
        return [said in page for said in (is_in, asks, no_total)]

    assert told(sale) == [True, False, False]
    assert told(coupon) == [False, True, False]
    assert told(words) == [False, False, True]
    assert told(sale, coupon, words) == [True, True, True]
    assert told() == [False, False, False]


@pytest.mark.parametrize(
    ("server", "said"),
    [
        ("", "It all stays on the shop's own machine."),
        ("http://127.0.0.1:8080/v1", "It all stays on the shop's own machine."),
        ("http://localhost:11434", "It all stays on the shop's own machine."),
        ("https://models.example/v1", "is also sent to the language model at models.example."),
        ("http://10.0.0.7:8000", "is also sent to the language model at 10.0.0.7."),
    ],
)
def test_where_a_model_elsewhere_reads_the_page_says_so(
    catalog: Catalog, tmp_path: Path, server: str, said: str
) -> None:
    shop = FakeShop(catalog, tmp_path)
    shop.model_server = server
    assert said in text(shop)
    assert ("stays on the shop's own machine" in text(shop)) == ("stays" in said)


def test_names_of_the_store_are_text(catalog: Catalog, tmp_path: Path) -> None:
    page = str(how_page(FakeShop(catalog, tmp_path, store_name="<b>Fell</b>")))
    assert "&lt;b&gt;Fell" in page
    assert "<b>Fell" not in page


def test_the_chat_page_leads_there() -> None:
    assert 'href="/how"' in composer("plain rules: no language model found")
