"""Kinds by meaning: what of a store a description means that names nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from retrieval import meaning
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.meaning import KindsByMeaning, kinds_of
from retrieval.query import THING
from retrieval.uses import uses_of
from retrieval.vector_rows import Rows
from tests.conftest import usd

SIT, SLEEP, EAT, OTHER = np.eye(4, dtype=np.float32)


class ScriptedEncoder:
    """Texts that have a word are near its axis; all others lie apart. Counts what it reads."""

    name = "scripted"
    dim = 4

    def __init__(self) -> None:
        self.n_read = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.n_read += len(texts)
        rows = np.zeros((len(texts), 4), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word, axis in (("sit", SIT), ("sleep", SLEEP), ("eat", EAT)):
                row += axis * (word in text.split())
            row[:] = row / np.linalg.norm(row) if row.any() else OTHER
        return rows


class Constant(ScriptedEncoder):
    """Every text is the one row."""

    def __init__(self, row: NDArray[np.float32]) -> None:
        super().__init__()
        self._row = row

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.n_read += len(texts)
        return np.array([self._row for _ in texts], dtype=np.float32)


def product(product_id: str, title: str, *categories: str) -> Product:
    variant = Variant(f"{product_id}-1", title, Offer(usd("10")))
    return Product(product_id, title, (variant,), categories=categories)


def kinds(
    by_category: dict[str, NDArray[np.float32]], encoder: ScriptedEncoder | None = None, file: Path | None = None
) -> KindsByMeaning:
    """Of a store with two products of each category, whose vectors are the one given."""
    ids = {f"{name}-{n}": name for name in by_category for n in range(2)}
    catalog = Catalog([product(i, f"Plain {i}", name) for i, name in ids.items()], currency="USD")
    rows = Rows(list(ids), np.array([by_category[name] for name in ids.values()], np.float32))
    return KindsByMeaning(catalog, encoder or ScriptedEncoder(), lambda: rows, file)


def test_a_kind_is_told_by_what_it_is_for_and_by_its_products() -> None:
    found = kinds({"Furniture > Chairs": SIT, "Kitchen > Bowls": EAT})
    assert found.meant("something to sit on") == ("Chairs",)
    [best, other] = found.nearest("something to sit on")
    assert best == ("Chairs", 1.0)
    assert other[1] < 0.1


def test_what_is_for_the_very_same_is_meant_too_unless_it_differs_in_sort_only() -> None:
    found = kinds({"Chairs": SIT, "Sofas": SIT, "Office Chairs": SIT + 0.3 * OTHER})
    assert found.meant("something to sit on") == ("Chairs", "Sofas")


def test_nothing_is_claimed_where_nothing_is_near_or_too_much_is() -> None:
    assert kinds({"Chairs": SIT}).meant("fly over the city") == ()
    rooms = {f"{name} Chairs": SIT for name in ("Garden", "Office", "Kids", "Bar")}
    assert kinds(rooms).meant("something to sit on") == ()


def test_uses_are_compared_by_the_weights_as_they_came_and_products_by_those_that_read_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain, tuned = ScriptedEncoder(), Constant(EAT)
    monkeypatch.setattr(meaning, "as_it_came", lambda encoder: plain)
    found = kinds({"Chairs": EAT, "Bowls": SIT}, tuned)
    [chairs, bowls] = found.nearest("something to sit on")
    assert chairs == ("Chairs", 1.0)  # .6 by its use, .4 by its products
    assert bowls[1] < 0.1
    assert tuned.n_read == 1


def test_the_narrowest_categories_are_kinds_each_product_s_first() -> None:
    catalog = Catalog(
        [
            product("1", "Beck", "Men > Tops > Jackets", "Promotions > Sale"),
            product("2", "Dash", "Women > Tops > Jackets"),
            product("3", "Bag", "Gear > Bags"),
            product("4", "Nobody", "Women"),
            product("5", "Nothing", "Women"),
        ],
        currency="USD",
    )
    assert kinds_of(catalog) == ("category", {"Jackets": frozenset(("1", "2"))})


def test_without_categories_kinds_are_the_last_words_of_titles() -> None:
    titles = [f"RED {n} MUG" for n in "abcde"] + [f"MUG IN {n} PINK" for n in "abcde"]
    catalog = Catalog([product(str(n), title) for n, title in enumerate(titles)], currency="USD")
    assert kinds_of(catalog) == (THING, {"mug": frozenset("01234")})


def test_what_is_kept_is_not_read_again(tmp_path: Path) -> None:
    file = tmp_path / "kinds.sqlite"
    first, second, third = ScriptedEncoder(), ScriptedEncoder(), ScriptedEncoder()
    kinds({"Chairs": SIT}, first, file).prepare(keep=True)
    kept = kinds({"Chairs": SIT}, second, file)
    kept.prepare()
    assert (first.n_read > 0, second.n_read) == (True, 0)
    assert kept.meant("something to sit on") == ("Chairs",)
    kinds({"Chairs": SIT}, third, tmp_path / "none.sqlite").prepare()
    assert third.n_read > 0
    assert not (tmp_path / "none.sqlite").exists()


def test_a_file_that_is_none_costs_time_and_no_answer(tmp_path: Path) -> None:
    file = tmp_path / "kinds.sqlite"
    file.write_bytes(b"no database, but long enough to look like none at all" * 40)
    assert kinds({"Chairs": SIT}, file=file).meant("something to sit on") == ("Chairs",)


def test_an_empty_store_means_nothing() -> None:
    empty = KindsByMeaning(Catalog([], currency="USD"), ScriptedEncoder(), lambda: Rows([], np.empty((0, 4), "f4")))
    assert empty.meant("something to sit on") == ()


@pytest.mark.parametrize(
    ("name", "word"),
    [("Chairs", "sit"), ("Kitchen Knives", "cut"), ("Power Banks", "charge"), ("Bed Linen", "mattress")],
)
def test_uses_are_known_by_the_last_words(name: str, word: str) -> None:
    assert any(word in use.split() for use in uses_of(name))


def test_of_what_is_unknown_no_use_is_known() -> None:
    assert uses_of("Zorbs") == uses_of("") == ()
