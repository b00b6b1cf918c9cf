"""Logs: what the program notes about itself, on standard error and out of the way of what people read."""

from __future__ import annotations

import logging
import sys

import structlog


def quiet_logs(verbose: bool = False) -> None:
    """Warnings only; with `verbose`, everything."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO if verbose else logging.WARNING),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # wherever standard error goes by then
    )
