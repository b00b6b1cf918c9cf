"""Judgments: read as they are written, refused when they are not, and parted by what a query says."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.evaluation.judgments import JudgmentsError, Part, load_judgments, part_of

PRODUCTS = "product_uid,product_title\n1,Steel Angle\n2,Deck Box\n"
JUDGED = "id,product_uid,product_title,search_term,relevance\n7,1,Steel Angle,angle,3.0\n8,2,Deck Box,angle,1.33\n"


def folder(tmp_path: Path, products: str = PRODUCTS, judged: str = JUDGED) -> Path:
    (tmp_path / "products.csv").write_text(products, encoding="utf-8")
    (tmp_path / "judgments.csv").write_text(judged, encoding="utf-8")
    return tmp_path


def test_titles_and_grades_are_read(tmp_path: Path) -> None:
    read = load_judgments(folder(tmp_path))
    assert read.titles == {"1": "Steel Angle", "2": "Deck Box"}
    assert read.grades == {"angle": {"1": 3.0, "2": 1.33}}
    assert read.relevant() == {"angle": {"1"}}


def test_a_query_with_nothing_right_is_no_question(tmp_path: Path) -> None:
    none_right = load_judgments(folder(tmp_path, judged=JUDGED.replace("3.0", "2.33")))
    assert none_right.relevant() == {}


@pytest.mark.parametrize(
    ("products", "judged", "said"),
    [
        ("product_uid\n1\n", JUDGED, "no column 'product_title'"),
        (PRODUCTS, JUDGED.replace("1.33", "often"), "'often'"),
        ("product_uid,product_title\n1,Steel Angle\n", JUDGED, "Product '2' is judged"),
    ],
)
def test_what_is_no_judgment_is_refused(tmp_path: Path, products: str, judged: str, said: str) -> None:
    with pytest.raises(JudgmentsError, match=said):
        load_judgments(folder(tmp_path, products, judged))
    with pytest.raises(JudgmentsError, match=r"no .*products\.csv"):
        load_judgments(tmp_path / "elsewhere")


def test_the_parts_are_of_the_promised_size_and_never_move() -> None:
    parts = [part_of(f"query {n}") for n in range(4_000)]
    assert 0.18 < parts.count(Part.TEST) / 4_000 < 0.22
    assert 0.13 < parts.count(Part.VALIDATION) / 4_000 < 0.17
    assert [part_of(q) for q in ("angle bracket", "3/8 drive")] == ["train", "test"]


def test_one_query_written_in_several_ways_is_in_one_part() -> None:
    for n in range(50):
        assert part_of(f"Deck-Box {n}") is part_of(f" deck box  {n}!")


def test_a_query_is_only_in_its_own_part(tmp_path: Path) -> None:
    judged = JUDGED + "".join(f"9,1,Steel Angle,angle {n},3.0\n" for n in range(60))
    read = load_judgments(folder(tmp_path, judged=judged))
    by_part = [read.relevant(part).keys() for part in Part]
    assert all(by_part)
    assert sum(map(len, by_part)) == len(read.relevant()) == 61
    assert set().union(*by_part) == read.relevant().keys()
