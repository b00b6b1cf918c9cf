"""Pictures come along from beside the feed, and from nowhere else."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from retrieval.importing import import_feed
from retrieval.pictures import PictureError, Pictures
from retrieval.store import open_store

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)


def test_pictures_are_copied_below_the_store(tmp_path: Path) -> None:
    (tmp_path / "feed" / "images" / "a").mkdir(parents=True)
    (tmp_path / "feed" / "images" / "a" / "x.jpg").write_bytes(b"x")
    (tmp_path / "feed" / "y.PNG").write_bytes(b"y")
    pictures = Pictures(tmp_path / "feed", tmp_path / "store")
    assert pictures.take("images/a/x.jpg") == "images/a/x.jpg"
    assert pictures.take("./images/a/../a/x.jpg".replace("../a/", "")) == "images/a/x.jpg"
    assert pictures.take("y.PNG") == "images/y.PNG"
    assert (tmp_path / "store" / "images" / "a" / "x.jpg").read_bytes() == b"x"
    assert pictures.n_taken == 2


def test_two_pictures_never_share_a_place(tmp_path: Path) -> None:
    (tmp_path / "feed" / "images").mkdir(parents=True)
    (tmp_path / "feed" / "images" / "x.jpg").write_bytes(b"one")
    (tmp_path / "feed" / "x.jpg").write_bytes(b"two")
    pictures = Pictures(tmp_path / "feed", tmp_path / "store")
    one, two = pictures.take("images/x.jpg"), pictures.take("x.jpg")
    assert (tmp_path / "store" / one).read_bytes() == b"one"
    assert (tmp_path / "store" / two).read_bytes() == b"two"
    assert two.startswith("images/")


@pytest.mark.parametrize(
    "url",
    ["../secret.jpg", "a/../../secret.jpg", "..\\secret.jpg", "link.jpg", "linked/secret.jpg"],
)  # fmt: skip
def test_nothing_outside_the_feed_is_taken(tmp_path: Path, url: str) -> None:
    (tmp_path / "feed").mkdir()
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    (tmp_path / "feed" / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    (tmp_path / "feed" / "linked").symlink_to(tmp_path)
    with pytest.raises(PictureError, match="leads out of the feed's folder"):
        Pictures(tmp_path / "feed", tmp_path / "store").take(url)
    assert not (tmp_path / "store").exists()


def test_an_absolute_path_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    for url in (str(tmp_path / "secret.jpg"), "C:\\secret.jpg"):
        with pytest.raises(PictureError, match="leads out"):
            Pictures(tmp_path, tmp_path / "store").take(url)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("gone.jpg", "not beside the feed"),
        ("x.svg", "is no SVG"),
        ("x.html", "is none of"),
        ("folder.jpg", "leads out"),
        ("a\x00b.jpg", "leads out"),
        ("x" * 5000 + ".jpg", "not beside the feed"),
        ("big.jpg", "bytes large"),
        ("\ud800.jpg", "not beside the feed"),
    ],
)
def test_what_is_no_picture(tmp_path: Path, url: str, reason: str) -> None:
    for name in ("x.svg", "x.html"):
        (tmp_path / name).write_text("<script>alert(1)</script>")
    (tmp_path / "folder.jpg").mkdir()
    with (tmp_path / "big.jpg").open("wb") as file:
        file.truncate(21 * 2**20)
    with pytest.raises(PictureError, match=reason):
        Pictures(tmp_path, tmp_path / "store").take(url)


@pytest.mark.parametrize(
    "url", ["https://cdn.example/x.jpg", "//cdn.example/x.jpg", "data:image/png;base64,x", "ftp:x.jpg"]
)
def test_what_is_remote(url: str) -> None:
    assert Pictures.is_remote(url)
    assert not Pictures.is_remote("images/x.jpg")


def test_in_an_import(tmp_path: Path) -> None:
    feed = tmp_path / "feed"
    feed.mkdir()
    (feed / "here.jpg").write_bytes(b"here")
    (tmp_path / "outside.jpg").write_bytes(b"outside")
    urls = ["here.jpg", "https://cdn.example/away.jpg", "../outside.jpg", "gone.jpg"]
    media = [{"type": "image", "url": url} for url in urls]
    row = {
        "id": "mug", "title": "Mug", "media": media,
        "variants": [{"id": "mug", "price": {"amount": 1, "currency": "USD"}, "media": media[:2]}],
    }  # fmt: skip
    (feed / "products.jsonl").write_text(json.dumps(row))
    report = import_feed(feed, tmp_path / "store", now=NOW)
    assert report.n_pictures == 1
    assert [(d.n_rows, d.first and d.first.value) for d in report.warnings] == [
        (2, "https://cdn.example/away.jpg"), (1, "../outside.jpg"), (1, "gone.jpg"),
    ]  # fmt: skip
    with open_store(tmp_path / "store") as store:
        (mug,) = store.catalog
        assert mug.media == mug.variants[0].media == ("images/here.jpg",)
        with store.engine.connect() as connection:
            kept = connection.execute(text("SELECT remote_media FROM products")).scalar_one()
        assert json.loads(kept) == ["https://cdn.example/away.jpg"]
    assert (tmp_path / "store" / "images" / "here.jpg").read_bytes() == b"here"
    (feed / "products.jsonl").write_text(
        json.dumps(row | {"media": [], "variants": [row["variants"][0] | {"media": []}]})
    )
    import_feed(feed, tmp_path / "store", now=NOW)
    assert not list((tmp_path / "store" / "images").rglob("*.jpg"))  # what no product shows is gone
