"""Pictures: only the store's, only pictures, small when asked, drawings that can do nothing."""

from __future__ import annotations

import asyncio
import io
import os
import struct
import zlib
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from PIL import Image

from ui.pictures import PictureError, Pictures, picture_routes


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store's folder with pictures, and secrets in it and beside it."""
    root = tmp_path / "store"
    (root / "images").mkdir(parents=True)
    Image.new("RGB", (640, 800), "navy").save(root / "images" / "jacket.jpg", quality=90)
    Image.new("P", (40, 40)).save(root / "images" / "small.png")
    Image.new("LA", (600, 20)).save(root / "images" / "gray one.png")
    (root / "images" / "drawn.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    )
    (root / "images" / "broken.jpg").write_bytes(b"\xff\xd8\xff not a picture")
    (root / "store.db").write_text("secret")
    (tmp_path / "outside.jpg").write_bytes((root / "images" / "jacket.jpg").read_bytes())
    return root


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("width", [160, 480])
def test_a_thumbnail_is_as_wide_as_asked_and_keeps_its_shape(store: Path, width: int) -> None:
    picture = Pictures(store).read("images/jacket.jpg", width)
    assert picture.media_type == "image/webp"
    assert opened(picture.content).size == (width, width * 800 // 640)


def test_a_small_picture_is_not_blown_up(store: Path) -> None:
    pictures = Pictures(store)
    assert opened(pictures.read("images/small.png", 480).content).size == (40, 40)
    assert opened(pictures.read("images/gray one.png", 480).content).width == 480


def test_without_a_width_the_file_is_served_as_it_is(store: Path) -> None:
    picture = Pictures(store).read("images/jacket.jpg")
    assert picture.content == (store / "images" / "jacket.jpg").read_bytes()
    assert picture.media_type == "image/jpeg"


@pytest.mark.parametrize(
    "path",
    [
        "../outside.jpg", "images/../../outside.jpg", "store.db", "images", "", "images/none.jpg", "/etc/passwd",
        "images/jacket.jpg\0.png", "x" * 5000 + ".jpg", "....//outside.jpg", "images/../store.db",
    ],
)  # fmt: skip
def test_nothing_but_pictures_of_the_store_is_served(store: Path, path: str) -> None:
    with pytest.raises(PictureError):
        Pictures(store).read(path)


def test_an_absolute_path_or_a_link_does_not_lead_out(store: Path) -> None:
    os.symlink(store.parent / "outside.jpg", store / "images" / "link.jpg")
    os.symlink(store / "images" / "loop.jpg", store / "images" / "loop.jpg")
    for path in (str(store.parent / "outside.jpg"), "images/link.jpg", "images/loop.jpg"):
        with pytest.raises(PictureError):
            Pictures(store).read(path)


def test_what_cannot_be_decoded_is_not_served(store: Path) -> None:
    with pytest.raises(PictureError, match=r"broken\.jpg"):
        Pictures(store).read("images/broken.jpg", 160)


def test_a_picture_that_would_fill_the_memory_is_not_decoded(store: Path) -> None:
    size = struct.pack(">IIBBBBB", 9000, 9000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + size
    header = struct.pack(">I", len(size)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    (store / "images" / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + header + b"\0\0\0\0IDAT")
    with pytest.raises(PictureError, match="9000 x 9000"):
        Pictures(store).read("images/bomb.png", 160)


def test_thumbnails_are_kept_within_their_room_and_follow_the_file(store: Path) -> None:
    pictures = Pictures(store, cache_bytes=10_000)
    first = pictures.read("images/jacket.jpg", 480)
    assert pictures.read("images/jacket.jpg", 480) is first
    Image.new("RGB", (640, 800), "red").save(store / "images" / "jacket.jpg", quality=40)
    assert pictures.read("images/jacket.jpg", 480).etag != first.etag
    narrow = Pictures(store, cache_bytes=0)
    assert narrow.read("images/jacket.jpg", 480) is not narrow.read("images/jacket.jpg", 480)


def get(store: Path, address: str, **headers: str) -> httpx.Response:
    app = FastAPI()
    app.include_router(picture_routes(Pictures(store)))

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://shop.example") as client:
            return await client.get(address, headers=headers)

    return asyncio.run(ask())


def test_a_drawing_is_served_in_a_sandbox(store: Path) -> None:
    answer = get(store, "/pictures/images/drawn.svg?w=160")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_an_unchanged_picture_is_not_sent_twice(store: Path) -> None:
    first = get(store, "/pictures/images/gray%20one.png?w=160")
    assert first.status_code == 200
    again = get(store, "/pictures/images/gray%20one.png?w=160", **{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("address", "status"),
    [("images/jacket.jpg?w=161", 400), ("images/jacket.jpg?w=x", 422), ("..%2foutside.jpg", 404), ("store.db", 404)],
)
def test_a_wrong_address_is_answered_with_a_reason(store: Path, address: str, status: int) -> None:
    answer = get(store, f"/pictures/{address}")
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_a_drawing_is_given_as_png_to_whoever_asks(store: Path) -> None:
    path = "/pictures/images/drawn.svg?png=1&w=160"
    answer = get(store, path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert opened(answer.content).width == 160
    assert answer.headers["etag"] != get(store, path.replace("png=1&", "")).headers["etag"]
