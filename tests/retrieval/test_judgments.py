from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from retrieval.judgments import JudgmentsError, Split, read_judgments, split_of

PRODUCTS = 'product_uid,product_title\n1,Angle &amp; Bracket\n2,"Shower, chrome"\n3,Tile\n'
HEAD = "id,product_uid,product_title,search_term,relevance\n"


def folder(at: Path, judged: str, products: str = PRODUCTS) -> Path:
    (at / "products.csv").write_text(products, encoding="utf-8")
    (at / "judgments.csv").write_text(HEAD + judged, encoding="utf-8")
    return at


def test_grades_are_means_and_relevant_is_nearly_perfect(tmp_path: Path) -> None:
    judged = "1,1,x,angle  bracket ,3\n2,1,x,angle bracket,2.34\n3,2,x,angle bracket,2.66\n4,3,x,tile,1\n"
    found = read_judgments(folder(tmp_path, judged))
    assert found.titles["1"] == "Angle & Bracket"
    assert found.grades["angle bracket"] == pytest.approx({"1": 2.67, "2": 2.66})
    assert found.relevant("angle bracket") == {"1"}
    assert found.relevant("tile") == found.relevant("never judged") == frozenset()
    asked = [q for split in Split for q in found.queries(split)]
    assert asked == ["angle bracket"]


def test_a_query_has_one_split_however_it_is_written_and_the_shares_hold() -> None:
    assert split_of("LED  Bulb ") is split_of("led bulb")
    counts = Counter(split_of(f"query number {n}") for n in range(5_000))
    assert counts[Split.TRAIN] == pytest.approx(3_500, rel=0.05)
    assert counts[Split.VALIDATION] == pytest.approx(500, rel=0.15)
    assert counts[Split.TEST] == pytest.approx(1_000, rel=0.15)


def test_no_query_is_in_two_splits_and_none_is_lost(tmp_path: Path) -> None:
    found = read_judgments(folder(tmp_path, "".join(f"{n},1,x,query {n},3\n" for n in range(60))))
    parts = [set(found.of(split).grades) for split in Split]
    assert sum(map(len, parts)) == 60
    assert set().union(*parts) == set(found.grades)
    assert all(found.of(split).queries(split) == found.queries(split) for split in Split)


def test_the_digest_is_that_of_both_files(tmp_path: Path) -> None:
    first = read_judgments(folder(tmp_path, "1,1,x,tile,3\n"))
    regraded = read_judgments(folder(tmp_path, "1,1,x,tile,2\n"))
    renamed = read_judgments(folder(tmp_path, "1,1,x,tile,3\n", PRODUCTS + "4,Mat\n"))
    assert len({first.sha256, regraded.sha256, renamed.sha256}) == 3


@pytest.mark.parametrize(
    ("judged", "says"),
    [
        ("1,9,x,tile,3\n", r"judgments\.csv, line 2: product '9' is not in products\.csv"),
        ("1,1,x,tile,3\n2,1,x,tile,four\n", r"line 3: the grade is 'four', expected a number from 1 to 3"),
        ("1,1,x,tile,4\n", "the grade is '4'"),
        ("1,1,x,tile,nan\n", "the grade is 'nan'"),
        ("1,1\n", "line 2: the row is cut short"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(tmp_path: Path, judged: str, says: str) -> None:
    with pytest.raises(JudgmentsError, match=says):
        read_judgments(folder(tmp_path, judged))


def test_a_missing_file_and_a_missing_column_are_named(tmp_path: Path) -> None:
    with pytest.raises(JudgmentsError, match=r"products\.csv is not there"):
        read_judgments(tmp_path)
    with pytest.raises(JudgmentsError, match="has no column product_title"):
        read_judgments(folder(tmp_path, "", "product_uid\n1\n"))
