"""Freed memory stays with the process."""

from __future__ import annotations

import subprocess
import sys

import pytest

MANY = """
import ctypes, resource, sys
from assistant.training.memory import keep_freed_memory
if sys.argv[1] == "keep":
    assert keep_freed_memory()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
for _ in range(60):
    block = libc.malloc(40_000_000)
    ctypes.memset(block, 1, 40_000_000)
    libc.free(block)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the C library of GNU/Linux is asked")
def test_pages_are_not_fetched_anew_for_every_large_block() -> None:
    def faults(how: str) -> int:
        done = subprocess.run([sys.executable, "-c", MANY, how], capture_output=True, text=True, check=True)
        return int(done.stdout)

    assert faults("keep") < faults("plain") / 5
