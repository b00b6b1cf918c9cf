"""Pictures: copied from beside the feed into the store, so that the store needs nothing outside its folder."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path, PurePosixPath

from retrieval.svg import svg_danger

PICTURES = "images"  # the folder below the store's
SUFFIXES = frozenset((".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg"))
_LARGEST = 20 * 2**20  # bytes


class PictureError(ValueError):
    """A picture that is not taken over, and why."""


class Pictures:
    """Takes pictures over from `source` (the feed's folder) to `store`/images; remote ones are never fetched."""

    def __init__(self, source: Path, store: Path) -> None:
        self._source = source.resolve()
        self._store = store
        self._taken: dict[str, Path] = {}  # by path below the store's folder

    @property
    def n_taken(self) -> int:
        return len(self._taken)

    @staticmethod
    def is_remote(url: str) -> bool:
        """Whether it has a scheme or a host, so that showing it would need the network."""
        return bool(re.match(r"([a-zA-Z][a-zA-Z0-9+.-]+:|//)", url))

    def take(self, url: str) -> str:
        """The copied picture's path below the store's folder. Raises `PictureError` that says why there is none."""
        relative = PurePosixPath(url.replace("\\", "/"))
        if relative.is_absolute() or ".." in relative.parts or "\x00" in url or re.match("[a-zA-Z]:", url):
            raise PictureError("leads out of the feed's folder: not shown")
        if relative.suffix.lower() not in SUFFIXES:
            raise PictureError(f"is none of {', '.join(sorted(SUFFIXES))}: not shown")
        try:
            found = (self._source / relative).resolve(strict=True)
            size = found.stat().st_size
        except (OSError, RuntimeError, ValueError):  # not there, not allowed, a link to itself, no name for a file
            raise PictureError("is not beside the feed: not shown") from None
        if not found.is_relative_to(self._source) or not found.is_file():
            raise PictureError("leads out of the feed's folder: not shown")
        if size > _LARGEST:
            raise PictureError(f"is {size:,} bytes large; a picture may have {_LARGEST:,}: not shown")
        if relative.suffix.lower() == ".svg" and (danger := svg_danger(found.read_bytes())):
            raise PictureError(f"{danger}: not shown")
        target = str(relative if relative.parts[0] == PICTURES else PICTURES / relative)
        if self._taken.get(target, found) != found:
            target = f"{PICTURES}/{hashlib.sha256(url.encode()).hexdigest()[:12]}{relative.suffix.lower()}"
        if target not in self._taken:
            self._copy(found, self._store / target)
            self._taken[target] = found
        return target

    def _copy(self, found: Path, target: Path) -> None:
        there = target.stat() if target.is_file() else None
        wanted = found.stat()
        if there and (there.st_size, there.st_mtime_ns) == (wanted.st_size, wanted.st_mtime_ns):
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        # Written beside and moved: the old file may be a hard link that another folder shares.
        beside = target.with_name(target.name + ".new")
        shutil.copyfile(found, beside)
        os.utime(beside, ns=(wanted.st_atime_ns, wanted.st_mtime_ns))
        beside.replace(target)

    def drop_others(self) -> int:
        """Deletes the pictures of the store that were not taken; gives how many."""
        folder = self._store / PICTURES
        others = [
            p for p in folder.rglob("*") if p.is_file() and p.relative_to(self._store).as_posix() not in self._taken
        ]
        for path in others:
            path.unlink()
        return len(others)
