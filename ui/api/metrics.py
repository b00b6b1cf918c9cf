"""Metrics in Prometheus' text format: requests, stages of turns, problems, and what became of the model's readings."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping

# Seconds: the product promises cards within 0.3 and readings within 2.
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)

HELP = {
    "shelftalk_requests_total": "Requests by route, method and status.",
    "shelftalk_response_seconds": "Seconds until a response began, by route.",
    "shelftalk_turn_stage_seconds": "Seconds from a message to each stage of its answer.",
    "shelftalk_turns_total": "Turns by how they ended.",
    "shelftalk_problems_total": "Refusals and failures by their problem.",
    "shelftalk_readings_total": "What became of messages that the language model should have read.",
    "shelftalk_conversations": "Conversations held ready.",
    "shelftalk_turns_running": "Turns that run now.",
}

Labels = tuple[tuple[str, str], ...]


class Metrics:
    """Counts and histograms since the process began; safe from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: defaultdict[tuple[str, Labels], int] = defaultdict(int)
        self._buckets: defaultdict[tuple[str, Labels], list[int]] = defaultdict(lambda: [0] * (len(BUCKETS) + 1))
        self._sums: defaultdict[tuple[str, Labels], float] = defaultdict(float)

    def count(self, name: str, **labels: str) -> None:
        with self._lock:
            self._counts[name, tuple(labels.items())] += 1

    def observe(self, name: str, seconds: float, **labels: str) -> None:
        with self._lock:
            series = name, tuple(labels.items())
            self._buckets[series][bisect_left(BUCKETS, seconds)] += 1
            self._sums[series] += seconds

    def text(self, gauges: Mapping[str, int], readings: Mapping[str, int]) -> str:
        """Everything, in the text format of version 0.0.4; `gauges` and `readings` are as of now."""
        with self._lock:
            counts = dict(self._counts)
            buckets = {series: tuple(row) for series, row in self._buckets.items()}
            sums = dict(self._sums)
        for outcome, n in readings.items():
            counts["shelftalk_readings_total", (("outcome", outcome),)] = n
        lines: list[str] = []
        for name, help_text in HELP.items():
            kind = "counter" if name.endswith("_total") else "histogram" if name.endswith("_seconds") else "gauge"
            lines += [f"# HELP {name} {help_text}", f"# TYPE {name} {kind}"]
            if kind == "gauge":
                lines += [f"{name} {gauges[name]}"] if name in gauges else []
            elif kind == "counter":
                lines += [f"{name}{_braced(labels)} {n}" for (own, labels), n in sorted(counts.items()) if own == name]
            else:
                for (own, labels), row in sorted(buckets.items()):
                    lines += _histogram(name, labels, row, sums[own, labels]) if own == name else []
        return "\n".join(lines) + "\n"


def _histogram(name: str, labels: Labels, row: Iterable[int], total: float) -> list[str]:
    lines, n = [], 0
    for bound, own in zip((*map(str, BUCKETS), "+Inf"), row, strict=True):
        n += own
        lines.append(f"{name}_bucket{_braced((*labels, ('le', bound)))} {n}")
    return [*lines, f"{name}_sum{_braced(labels)} {total:.6f}", f"{name}_count{_braced(labels)} {n}"]


def _braced(labels: Labels) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
