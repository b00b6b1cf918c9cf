"""The store's pictures: from its folder only, as thumbnails of a few widths, kept in memory."""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request, Response

TYPES = {
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp",
    ".gif": "image/gif", ".avif": "image/avif", ".svg": "image/svg+xml",
}  # fmt: skip
WIDTHS = (160, 480, 960)  # pixels: a cart line, a card on a sharp screen, a large view
MAX_PIXELS = 50_000_000  # a larger picture is not a product photo; decoding one could take all the memory
MAX_FILE = 20 * 1024 * 1024  # bytes

# A drawing may style itself; it may run nothing and load nothing.
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


class PictureError(LookupError):
    """There is no picture to serve at this path."""


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    media_type: str
    etag: str


class Pictures:
    """Reads pictures below `root`. Thumbnails are kept up to `cache_bytes`, least recently used out first."""

    def __init__(self, root: Path, *, cache_bytes: int = 64 * 1024 * 1024) -> None:
        self._root = root.resolve()
        self._cache_bytes = cache_bytes
        self._cache: OrderedDict[tuple[Path, int, str], Picture] = OrderedDict()
        self._held = 0
        self._lock = threading.Lock()

    def read(self, path: str, width: int | None = None, *, as_png: bool = False) -> Picture:
        """The picture at `path` below the store's folder, at most `width` pixels wide; a drawing as PNG if asked.

        Raises `PictureError` when it is not below the folder, is no picture, or cannot be read as one.
        """
        file = self._file(path)
        stat = file.stat()
        if stat.st_size > MAX_FILE:
            raise PictureError(f"{path!r} has {stat.st_size:,} bytes; pictures have at most {MAX_FILE:,}.")
        etag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}-{width or 0}"'
        media_type = TYPES[file.suffix.lower()]
        drawing = media_type == "image/svg+xml"
        if drawing and as_png:
            width = width or WIDTHS[1]
            etag = etag.replace("-", "-png-", 1)
        elif width is None or drawing or media_type == "image/gif":  # drawings scale, animations stay
            return Picture(file.read_bytes(), media_type, etag)
        key = (file, width, etag)
        with self._lock:
            if key in self._cache:
                self._cache.move_to_end(key)
                return self._cache[key]
        thumbnail = (
            Picture(_drawn(file, width), "image/png", etag)
            if drawing
            else Picture(_thumbnail(file, width), "image/webp", etag)
        )
        self._keep(key, thumbnail)
        return thumbnail

    def _file(self, path: str) -> Path:
        try:
            file = (self._root / path).resolve()
            is_ours = file.is_relative_to(self._root) and file.suffix.lower() in TYPES and file.is_file()
        except (OSError, ValueError, RuntimeError):  # too long, a zero byte, a link to itself
            is_ours = False
        if not is_ours:
            raise PictureError(f"The store has no picture {path!r}.")
        return file

    def _keep(self, key: tuple[Path, int, str], picture: Picture) -> None:
        with self._lock:
            if key not in self._cache:
                self._cache[key] = picture
                self._held += len(picture.content)
            while self._held > self._cache_bytes:
                _, dropped = self._cache.popitem(last=False)
                self._held -= len(dropped.content)


def _drawn(file: Path, width: int) -> bytes:
    from retrieval.svg import png

    try:
        return png(file.read_text("utf-8-sig"), width)
    except ValueError as error:
        raise PictureError(f"{file.name} cannot be drawn: {error}") from error


def _thumbnail(file: Path, width: int) -> bytes:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(file) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise PictureError(f"{file.name} has {opened.width} x {opened.height} pixels; that is too many.")
            opened.draft("RGB", (width, width * 4))  # lets JPEG decode at a fraction of its size
            picture = ImageOps.exif_transpose(opened)
            if picture.mode not in ("RGB", "RGBA"):
                picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
            picture.thumbnail((width, width * 4), Image.Resampling.LANCZOS)
            buffer = io.BytesIO()
            picture.save(buffer, "WEBP", quality=82, method=2)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureError(f"{file.name} cannot be read as a picture: {error}") from error
    return buffer.getvalue()


def picture_routes(pictures: Pictures, *, for_all: bool = False) -> APIRouter:
    """`GET /pictures/{path}`, with `?w=` one of `WIDTHS` for a thumbnail; `?png=1` draws an SVG as PNG.

    With `for_all`, pages of other hosts may show them.
    """
    router = APIRouter()

    @router.get("/pictures/{path:path}")
    def picture(path: str, request: Request, w: int | None = None, png: bool = False) -> Response:
        if w is not None and w not in WIDTHS:
            raise HTTPException(400, f"Width {w} is not served. Ask for one of {', '.join(map(str, WIDTHS))}.")
        try:
            found = pictures.read(path, w, as_png=png)
        except PictureError as error:
            raise HTTPException(404, str(error)) from error
        headers = {"ETag": found.etag, "Cache-Control": "public, max-age=3600"}
        if for_all:
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if request.headers.get("if-none-match") == found.etag:
            return Response(status_code=304, headers=headers)
        if found.media_type == "image/svg+xml":
            headers["Content-Security-Policy"] = SVG_POLICY
        return Response(found.content, media_type=found.media_type, headers=headers)

    return router
