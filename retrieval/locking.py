"""One owner of a store at a time: the lock in its folder, and a note beside it that says who holds it."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

LOCK = "store.lock"
OWNER = "store.owner"  # who holds the lock; its age is how long
_TAKES = "takes imports"


class StoreLockedError(RuntimeError):
    """Another process (or another part of this one) has the store open."""


class StoreLock:
    """Holds the lock of a store's folder from its making until `release`. Works across threads and processes.

    Raises `StoreLockedError` at once when somebody else holds it; the lock dies with its process.
    """

    def __init__(self, folder: Path) -> None:
        self._owner = folder / OWNER
        self._lock = FileLock(folder / LOCK, timeout=0, thread_local=False)
        try:
            self._lock.acquire()
        except Timeout:
            raise StoreLockedError(
                f"The store at {folder} is in use by {self._holder()}. Stop that first (Ctrl-C where `shelftalk serve` "
                "runs), then try again; or use another store with --store."
            ) from None
        self._owner.write_text(json.dumps({"pid": os.getpid()}), "utf-8")

    def take_imports(self) -> None:
        """Says that imports may be offered to this process from now on."""
        self._owner.write_text(json.dumps({"pid": os.getpid(), _TAKES: True}), "utf-8")

    def _pid(self) -> int:
        """Of the holder; 0 when the note does not say."""
        try:
            return int(_note(self._owner).get("pid", 0))
        except (ValueError, TypeError):
            return 0

    def _holder(self) -> str:
        pid = self._pid()
        if not pid:
            return "another process"
        since = datetime.fromtimestamp(self._owner.stat().st_mtime, UTC)
        who = "this process" if pid == os.getpid() else f"process {pid}"
        return f"{who} since {since:%Y-%m-%d %H:%M} UTC"

    def release(self) -> None:
        if self._lock.is_locked:
            # The note goes first: without the lock it could already be somebody else's.
            if self._pid() == os.getpid():
                self._owner.unlink(missing_ok=True)
            self._lock.release()


def is_held(folder: Path) -> bool:
    """Whether any process has the store in this folder open now."""
    try:
        with FileLock(folder / LOCK, timeout=0):
            return False
    except Timeout:
        return True


def takes_imports(folder: Path) -> bool:
    """Whether whoever has the store in this folder open said that imports may be offered to them."""
    return bool(_note(folder / OWNER).get(_TAKES))


def _note(owner: Path) -> dict[str, Any]:
    try:
        said = json.loads(owner.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
