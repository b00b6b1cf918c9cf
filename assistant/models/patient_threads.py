"""llama.cpp as it is imported here: threads that wait for each other fall asleep soon instead of spinning."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

# Rounds that a thread spins at a barrier before it sleeps: about 50 microseconds. The OpenMP runtime's own default is
# 300,000, some ten milliseconds. There are hundreds of barriers in every token: where another process has one of the
# cores, nearly all the time goes into spinning, and a message takes tens of times as long.
SPINS = 1_000
_THEIRS = ("GOMP_SPINCOUNT", "OMP_WAIT_POLICY")  # who has set one of these knows better


def llama_cpp() -> ModuleType:
    """The module `xllamacpp`. Its OpenMP runtime reads the environment once, when it is first loaded.

    Raises `ImportError` where it is not installed.
    """
    with _spinning(SPINS):
        import xllamacpp
    module: ModuleType = xllamacpp
    return module


@contextmanager
def _spinning(rounds: int) -> Iterator[None]:
    if any(name in os.environ for name in _THEIRS):
        yield
        return
    os.environ["GOMP_SPINCOUNT"] = str(rounds)
    try:
        yield
    finally:
        del os.environ["GOMP_SPINCOUNT"]
