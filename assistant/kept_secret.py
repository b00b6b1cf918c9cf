"""A store's own secret, kept beside it: what this shop signed is known again after a restart."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import structlog

_BYTES = 32


def kept_secret(file: Path) -> bytes:
    """The secret in this file, made at first: so that tokens outlive a restart. Only its owner may read the file.

    Where it cannot be kept, a secret of this process.
    """
    try:
        if not file.exists():
            made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "wb") as out:
                out.write(secrets.token_hex(_BYTES).encode())
        return file.read_bytes()
    except OSError as error:
        structlog.get_logger("shelftalk.api").warning("tokens end with this process", error=str(error))
        return secrets.token_bytes(_BYTES)


def secret_file(store: Path) -> Path:
    """Where the secret of the store in this folder is kept."""
    return store.parent / f".{store.name}.api-secret"
