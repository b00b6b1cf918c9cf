"""Reviews are true to the hidden quality on the whole, and differ as people do."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import correlation, mean
from typing import Any

import pytest

from retrieval.sample.assortment import Assortment, read_assortment
from retrieval.sample.quality import overall, quality
from retrieval.sample.review_text import VERY_SHORT
from retrieval.sample.reviews import fake_review_ids, reviews
from retrieval.sample.suiting import Suiting
from tests.retrieval.sample.small_range import jacket, range_of, small_range

TODAY = date(2026, 11, 21)
Row = dict[str, Any]
_SMALL = re.compile(
    r"(?:runs|cut|comes? out) small|(?<!to )size up|a size more|larger (?:one|size)|order one up|smaller than", re.I
)
_LARGE = re.compile(
    r"(?:runs|comes? out) (?:large|big)|size down|down a size|smaller (?:one|size)|order one down|larger than"
    r"|roomy|generously",
    re.I,
)


@pytest.fixture(scope="module")
def assortment() -> Assortment:
    return read_assortment()


@pytest.fixture(scope="module")
def rows(assortment: Assortment) -> list[Row]:
    return list(reviews(assortment, seed=7, today=TODAY))


@pytest.fixture(scope="module")
def fakes(assortment: Assortment) -> set[str]:
    return set(fake_review_ids(assortment, seed=7, today=TODAY))


@pytest.fixture(scope="module")
def by_product(rows: list[Row]) -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in rows:
        found[row["product_id"]].append(row)
    return found


def ranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) - 1) / 2 for value in values]


def test_same_seed_and_day_same_bytes() -> None:
    def drawn(seed: int, today: date) -> str:
        return json.dumps(list(reviews(small_range(), seed=seed, today=today)))

    assert drawn(7, TODAY) == drawn(7, TODAY)
    assert drawn(7, TODAY) != drawn(8, TODAY)
    assert drawn(7, TODAY) != drawn(7, TODAY + timedelta(days=1))


def test_rows_are_whole_and_in_order(assortment: Assortment, rows: list[Row]) -> None:
    known = {item.id for _, item in assortment.items()}
    assert len({row["id"] for row in rows}) == len(rows)
    assert [(r["product_id"], r["created_at"]) for r in rows] == sorted(
        (r["product_id"], r["created_at"]) for r in rows
    )
    for row in rows:
        assert row.keys() == {"id", "product_id", "rating", "title", "body", "reviewer", "created_at"}
        assert row["product_id"] in known
        assert row["rating"] in (1, 2, 3, 4, 5)
        assert all(row[key] == row[key].strip() != "" for key in ("title", "body", "reviewer"))
        assert not set("{}") & set(row["title"] + row["body"]), row["id"]
        assert date.fromisoformat(row["created_at"]) < TODAY


def test_most_products_have_some_and_popular_ones_many(
    assortment: Assortment, by_product: dict[str, list[Row]]
) -> None:
    n = len(list(assortment.items()))
    assert 0.01 <= 1 - len(by_product) / n <= 0.09
    counts = sorted(len(found) for found in by_product.values())
    assert 14 <= mean(counts) <= 22
    assert 30 < counts[-1] <= 72
    assert counts[len(counts) // 2] < mean(counts)  # a long tail
    settled = [len(by_product[item.id]) for _, item in assortment.items() if item.id in by_product and not item.new]
    assert min(settled) >= 6


def test_no_review_is_older_than_its_product(assortment: Assortment, by_product: dict[str, list[Row]]) -> None:
    for _, item in assortment.items():
        days = min(item.new * 31, 548) if item.new else 548
        for row in by_product.get(item.id, ()):
            assert (TODAY - date.fromisoformat(row["created_at"])).days <= days, row["id"]
        if 0 < item.new <= 3:
            assert len(by_product.get(item.id, ())) <= 5


def test_nobody_remembers_more_of_a_new_product_than_there_was() -> None:
    new = range_of([jacket(f"jacket-{n}", new=2) for n in range(60)], [])
    told = [row["title"] + row["body"] for row in reviews(new, seed=7, today=TODAY)]
    assert len(told) > 60
    assert not [text for text in told if re.search(r"\b(?:years?|months|seasons?|winters?)\b", text)]


def test_stars_rise_with_the_hidden_quality(assortment: Assortment, by_product: dict[str, list[Row]]) -> None:
    truth, stars = [], []
    for kind, item in assortment.items():
        if len(found := by_product.get(item.id, [])) >= 6:
            truth.append(overall(kind, quality(assortment, kind, item, seed=7)))
            stars.append(mean(row["rating"] for row in found))
    assert correlation(ranks(truth), ranks(stars)) > 0.7
    shares = Counter(row["rating"] for found in by_product.values() for row in found)
    assert shares.keys() == {1, 2, 3, 4, 5}
    assert shares[5] > shares[3] > shares[1]


def test_what_is_said_of_an_aspect_follows_its_truth_with_dissent() -> None:
    small = small_range()
    agree = dissent = 0
    truth = {item.id: quality(small, kind, item, seed=7) for kind, item in small.items()}
    for row in reviews(small, seed=7, today=TODAY):
        for name, verb in re.findall(r"[Tt]he (\w+) (pleases|annoys) me", row["body"]):
            of = truth[row["product_id"]]["durability" if name == "zip" else name]
            if abs(of) >= 0.3:
                agree += (of > 0) == (verb == "pleases")
                dissent += (of > 0) != (verb == "pleases")
    assert agree + dissent > 300
    assert 0.02 < dissent / (agree + dissent) < 0.25


def test_stars_go_with_the_words() -> None:
    n_praise: dict[int, Counter[str]] = defaultdict(Counter)
    for row in reviews(small_range(), seed=7, today=TODAY):
        verbs = re.findall(r"[Tt]he \w+ (pleases|annoys|puzzles) me", row["body"])
        n_praise[row["rating"]].update(verbs)
        if row["rating"] == 5:
            assert set(verbs) <= {"pleases"}, row
        if row["rating"] == 1:
            assert set(verbs) <= {"annoys"}, row
        if verbs and row["rating"] == 4:
            assert verbs.count("annoys") + verbs.count("puzzles") <= 1, row
        if verbs and row["rating"] == 2:
            assert verbs.count("pleases") + verbs.count("puzzles") <= 1, row
    assert n_praise[4]["pleases"] > 3 * n_praise[4]["annoys"] > 0
    assert n_praise[2]["annoys"] > 3 * n_praise[2]["pleases"] > 0
    assert min(n_praise[3]["pleases"], n_praise[3]["annoys"]) > 10


def test_sizes_are_remarked_on_in_the_hidden_direction() -> None:
    found: dict[float, Counter[str]] = defaultdict(Counter)
    sizes = {f"{size}-{n}": size for size in (-0.6, 0.6, 0.0) for n in range(12)}
    jackets = [jacket(f"jacket-{n}", hidden={"size": size}) for n, size in enumerate(sizes.values())]
    of = {item.id: item.hidden["size"] for item in jackets}
    for row in reviews(range_of(jackets, []), seed=7, today=TODAY):
        text = row["body"]
        found[of[row["product_id"]]].update(small=bool(_SMALL.search(text)), large=bool(_LARGE.search(text)))
        found[of[row["product_id"]]].update(
            true=bool(re.search(r"true to size|usual size fits|size is right", text, re.I))
        )
    assert found[-0.6]["small"] > 10 * found[-0.6]["large"]
    assert found[0.6]["large"] > 10 * found[0.6]["small"]
    assert found[0.0]["small"] == found[0.0]["large"] == 0
    assert found[-0.6]["true"] > 0  # some find nothing amiss
    assert found[0.0]["true"] > 0


def test_things_without_sizes_get_no_remark_on_them(assortment: Assortment, by_product: dict[str, list[Row]]) -> None:
    for _, item in assortment.items():
        if "size" not in item.options:
            for row in by_product.get(item.id, ()):
                assert not re.search(r"order one (?:up|down)|true to size", row["body"], re.I), row["id"]


def test_the_fake_ones_are_few_alike_and_in_bursts(rows: list[Row], fakes: set[str]) -> None:
    assert 0.004 < len(fakes) / len(rows) < 0.012
    assert fakes < {row["id"] for row in rows}
    by_product = defaultdict(list)
    for row in rows:
        if row["id"] in fakes:
            by_product[row["product_id"]].append(row)
    for found in by_product.values():
        days = [date.fromisoformat(row["created_at"]) for row in found]
        assert (max(days) - min(days)).days <= 1
        assert len(found) >= 6
        assert {row["rating"] for row in found} == {5}
        assert all("amazing" in row["body"].lower() and "!" in row["body"] for row in found)
    honest = [row["body"] for row in rows if row["id"] not in fakes]
    assert sum("amazing" in body.lower() for body in honest) < 0.01 * len(honest)


def test_nothing_is_said_twice(rows: list[Row]) -> None:
    bodies = Counter(row["body"].lower().rstrip(".") for row in rows)
    assert [b for b, n in bodies.items() if n > 1 and len(b.split()) > VERY_SHORT] == []
    for row in rows:
        sentences = [s.strip().lower() for s in re.split(r"(?<=[.!?])\s", row["body"]) if len(s.split()) > 1]
        assert len(set(sentences)) == len(sentences), row


def test_voices_and_lengths_differ(rows: list[Row]) -> None:
    lengths = [len(row["body"].split()) for row in rows]
    assert min(lengths) >= 4
    assert sum(n <= 6 for n in lengths) > 0.04 * len(rows)
    assert sum(n >= 35 for n in lengths) > 0.04 * len(rows)
    assert max(len(re.findall(r"[.!?](?=\s|$)", row["body"])) for row in rows) <= 6
    assert 0.01 < sum(row["body"] == row["body"].lower() for row in rows) / len(rows) < 0.1
    titles = Counter(row["title"] for row in rows)
    assert len(titles) > 400
    assert titles.most_common(1)[0][1] < 0.03 * len(rows)
    assert len({row["reviewer"] for row in rows}) > 500


def test_no_other_number_color_or_person_than_the_product_s_is_spoken_of() -> None:
    women_s = jacket("jacket", options={"color": {"Gray": 0}})
    small = range_of([women_s], [])
    other = ("It took 900 g of my pack.", "The green is calm.", "My husband likes it.")
    lines = ("It took 400 g of my pack.", *other, "Fine.")
    assert Suiting(small, small.kinds["rain coat"], women_s).suited(lines) == (lines[0], lines[-1])


def test_a_part_that_only_others_of_its_kind_have_is_not_spoken_of() -> None:
    bare = jacket("bare", attributes={"feature": ("Light",)})
    small = range_of([bare, jacket("hooded", attributes={"feature": ("Hooded", "Pit zips")})], [])
    suiting = Suiting(small, small.kinds["rain coat"], bare)
    assert suiting.suited(("The zips stick.", "Warm as toast.")) == ("Warm as toast.",)
    assert suiting.suited(("The zips stick.",)) == ("The zips stick.",)  # rather this than nothing
