"""That llama.cpp's threads do not spin for long, told by the OpenMP runtime itself: without weights."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytest.importorskip("xllamacpp", reason="xllamacpp has no wheel for this machine")

from assistant.models.patient_threads import SPINS

_SCRIPT = """
import os
from assistant.models.patient_threads import llama_cpp
before = dict(os.environ)
llama_cpp()
assert dict(os.environ) == before, "what others see of the environment has changed"
"""


def spins(**environment: str) -> str:
    """The line in which the runtime says how long a waiting thread spins."""
    kept = {key: value for key, value in os.environ.items() if key not in ("GOMP_SPINCOUNT", "OMP_WAIT_POLICY")}
    told = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        env={**kept, "OMP_DISPLAY_ENV": "VERBOSE", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    found = [line.strip() for line in told.stderr.splitlines() if "GOMP_SPINCOUNT" in line]
    if not found:
        pytest.skip("the OpenMP runtime here is not GNU's")
    return found[0]


def test_a_waiting_thread_sleeps_soon() -> None:
    assert f"'{SPINS}'" in spins()


def test_who_has_set_it_is_obeyed() -> None:
    assert "'77'" in spins(GOMP_SPINCOUNT="77")
    assert f"'{SPINS}'" not in spins(OMP_WAIT_POLICY="ACTIVE")
