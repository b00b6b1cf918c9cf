"""Freed memory that is kept for the next step: given back, it would be fetched anew, page by page."""

from __future__ import annotations

import ctypes
import sys

# <malloc.h> of the GNU C library: mallopt's parameters.
_TRIM_THRESHOLD, _TOP_PAD, _MMAP_MAX = -1, -2, -4
_LARGEST = 2**31 - 1


def keep_freed_memory() -> bool:
    """Asks the C library to keep what large tensors leave; whether it does (GNU/Linux alone knows how).

    A training step frees and wants gigabytes. By default each of them is mapped anew and cleared page by page.
    """
    if not sys.platform.startswith("linux"):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    wishes = ((_MMAP_MAX, 0), (_TRIM_THRESHOLD, _LARGEST), (_TOP_PAD, 256 * 1024 * 1024))
    return all(mallopt(parameter, value) == 1 for parameter, value in wishes)
