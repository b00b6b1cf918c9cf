"""How fast and how quiet the shopper's page is in a real browser: the figures of `shelftalk eval page`.

The shop is served by a process of its own, as a shopper's browser would find it, and visited in headless Chromium
with an empty cache each time.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from ui.eval.frame import EvalError, Measured
from ui.server import free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

START_S = 300  # a language model may have to be read
PATIENCE_MS = 120_000
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

# Layout shift as https://web.dev/articles/cls counts it, but also within 500 ms of a click: cards come then.
WATCH = """
    window.shifts = [];
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) window.shifts.push([one.startTime, one.value]);
    }).observe({ type: "layout-shift", buffered: true });
    window.longest = 0;
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) window.longest = Math.max(window.longest, one.duration);
    }).observe({ type: "longtask", buffered: true });
"""
# Sends as a shopper does, and sees the first product of the running turn: a first look counts, it can be looked at.
_SEND = """(words) => {
    const first = "#st-live:not(.st-settled) .st-body [data-product]";
    const field = document.querySelector("#st-words");
    field.value = words;
    window.sent = performance.now();
    window.card = 0;
    const see = () => {
        if (document.querySelector(first)) window.card = performance.now();
        else requestAnimationFrame(see);
    };
    document.querySelector(".st-composer").requestSubmit();
    requestAnimationFrame(see);
}"""
_SHIFTED = "window.shifts.filter(([at]) => at > window.sent).reduce((sum, [, by]) => sum + by, 0)"


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: seconds until the page can be used, bytes and requests until then, hosts that were asked."""

    interactive_s: float
    n_bytes: int
    n_requests: int
    n_foreign: int
    longest_task_ms: float
    first_cards_ms: tuple[float | None, ...]  # one a message; None where its answer has no card
    shifts: tuple[float, ...]  # the sum of layout shifts while each was answered


@contextmanager
def served(store: Path, *, model: bool) -> Iterator[str]:
    """The store's page at an address of this machine. Raises `EvalError` when it does not open."""
    port = free_port("127.0.0.1", 25860)
    command = [
        sys.executable,
        "-c",
        "from ui.cli import app; app()",
        "serve",
        "--store",
        str(store),
        "--port",
        str(port),
    ]
    process = subprocess.Popen(command if model else [*command, "--no-model"], stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        try:
            httpx.get(f"{address}health").raise_for_status()
            return
        except httpx.HTTPError:
            if process.poll() is not None:
                raise EvalError("The shop did not open: `shelftalk serve` with the same store says why.") from None
            time.sleep(0.1)
    raise EvalError(f"The shop did not answer within {START_S} s.")


def measure_page(store: Path, messages: Sequence[str], *, model: bool, visits: int) -> Measured:
    """Visits the page so often, says the messages in each, and gives medians over visits and messages.

    Without messages the page's own openers are said. Raises `EvalError` where there is no browser, or no playwright,
    or no message was answered with a card.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise EvalError("playwright is not installed: pip install shelftalk[dev].") from None
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chromium is None:
        raise EvalError(f"No browser: none of {', '.join(CHROMIUMS)} is installed.")
    with served(store, model=model) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        said = tuple(messages) or openers(browser, address)
        visited(browser, address, said)  # warms the server
        made = [visited(browser, address, said) for _ in range(visits)]
        browser.close()
    return figures(made, said)


def openers(browser: Browser, address: str) -> tuple[str, ...]:
    """The messages that the page offers to begin with."""
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector("body.st-ready", timeout=PATIENCE_MS)
    said = tuple(page.locator(".st-openers .st-opener").all_inner_texts())
    page.close()
    return said


def figures(visits: Sequence[Visit], messages: Sequence[str]) -> Measured:
    """The headline numbers of all visits, and a row for each message. Raises `EvalError` where no card ever came."""
    cards = [ms for visit in visits for ms in visit.first_cards_ms if ms is not None]
    if not cards:
        raise EvalError("No message was answered with a card. Name one that finds products with --say.")
    shifts = [shift for visit in visits for shift in visit.shifts]
    rows = [
        {
            "message": message,
            "first card ms": _median([visit.first_cards_ms[at] for visit in visits]),
            "layout shift": round(max(visit.shifts[at] for visit in visits), 4),
        }
        for at, message in enumerate(messages)
    ]
    return Measured(
        {
            "visits": len(visits),
            "interactive_s": statistics.median(visit.interactive_s for visit in visits),
            "interactive_worst_s": max(visit.interactive_s for visit in visits),
            "first_card": statistics.median(cards),
            "first_card_worst": max(cards),
            "layout_shift_worst": max(shifts),
            "longest_task": max(visit.longest_task_ms for visit in visits),
            "bytes": statistics.median(visit.n_bytes for visit in visits),
            "requests": statistics.median(visit.n_requests for visit in visits),
            "requests_elsewhere": sum(visit.n_foreign for visit in visits),
        },
        rows,
    )


def _median(times_ms: Sequence[float | None]) -> float | None:
    came = [ms for ms in times_ms if ms is not None]
    return round(statistics.median(came), 1) if came else None


def visited(browser: Browser, address: str, messages: Sequence[str]) -> Visit:
    """One visit with an empty cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(WATCH)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    received = [0.0]
    wire.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("body.st-ready")
    interactive_s = time.perf_counter() - began
    page.wait_for_load_state("load")
    n_bytes, n_requests = int(sum(received)), len(asked)
    answered = [_said(page, message) for message in messages]
    longest = float(page.evaluate("window.longest"))
    context.close()
    own = urlsplit(address).netloc
    foreign = [url for url in asked if urlsplit(url).scheme.startswith("http") and urlsplit(url).netloc != own]
    cards, shifts = zip(*answered, strict=True)
    return Visit(interactive_s, n_bytes, n_requests, len(foreign), longest, cards, shifts)


def _said(page: Page, message: str) -> tuple[float | None, float]:
    """Milliseconds from sending to the first card in the page, and the sum of layout shifts until the answer's end."""
    page.evaluate(_SEND, message)
    page.wait_for_selector("#st-live:not(.st-settled) .st-turn[data-state=done]")
    page.wait_for_timeout(300)  # photos come after the cards
    first = page.evaluate("window.card ? window.card - window.sent : null")
    shift = float(
        page.evaluate("window.shifts.filter(([at]) => at > window.sent).reduce((sum, [, by]) => sum + by, 0)")
    )
    return first, shift
