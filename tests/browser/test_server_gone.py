"""The server is killed in the middle of an answer and started again; the network is slow: nothing is lost."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.browser.conftest import PATIENCE_MS, Visit
from tests.browser.test_shopper_page import answered, say, shopped
from tests.ui.serving import own_port

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Route

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
START_S = 90  # Gradio is imported anew each time, on a machine that may be busy


@dataclass
class Mortal:
    """A shop's server as a process that can be killed and started again at the same address."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.browser.kept_shop", str(self.folder), str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT)
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            try:
                if httpx.get(f"{self.address}health").status_code == 200:
                    return
            except httpx.TransportError:
                assert self.process.poll() is None, "The server did not start."
                time.sleep(0.1)
        raise TimeoutError(f"The server did not answer within {START_S} s.")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mortal]:
    server = Mortal(tmp_path_factory.mktemp("kept"), own_port(22860))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def page(contexts: Callable[..., BrowserContext], mortal: Mortal) -> Iterator[Page]:
    visit = Visit(contexts(1280, 800, "light"), mortal.address, [], [])
    page = visit.page()
    yield page
    page.close()
    assert visit.foreign == []


def test_a_server_killed_in_the_middle_of_an_answer_costs_nothing(page: Page, mortal: Mortal) -> None:
    shopped(page, "a blue jacket")
    page.click("#st-live [data-do=add] >> nth=0")
    page.wait_for_selector(".st-line")
    say(page, "slow please")
    page.wait_for_selector("#st-live .st-text:has-text('word 3')")
    mortal.kill()
    mortal.start()
    page.wait_for_selector(".st-lost:visible", timeout=4 * PATIENCE_MS)  # Gradio has found it again and loads anew
    page.wait_for_selector(".st-past .st-said:has-text('a blue jacket')")
    assert page.input_value("#st-words") == "slow please"  # what the server had not finished is given back
    page.wait_for_selector(".st-line")
    page.press("#st-words", "Enter")
    page.wait_for_selector("#st-live .st-text:has-text('word 3')")
    page.click(".st-stop")
    answered(page, "stopped")
    assert page.locator(".st-past .st-said").count() == 1


def test_words_that_were_heard_though_the_answer_was_lost_are_said_once(page: Page) -> None:
    shopped(page, "a jacket")
    arrived: list[str] = []

    def lose(route: Route) -> None:
        route.fetch()
        arrived.append(route.request.url)
        route.abort()

    page.route("**/queue/join**", lose, times=1)
    say(page, "a blue jacket")
    page.wait_for_selector(".st-lost:visible")
    assert arrived
    page.press("#st-words", "Enter")  # whether or not Gradio has loaded the page anew by now
    page.wait_for_selector("text=You said 'a blue jacket'.")
    page.wait_for_timeout(500)
    assert page.locator(".st-said:has-text('a blue jacket'):visible").count() == 1
    page.reload()
    page.wait_for_selector(".st-past .st-said:has-text('a blue jacket')")
    assert page.locator(".st-said:has-text('jacket'):visible").count() == 2
    assert page.input_value("#st-words") == ""


def test_on_a_slow_line_the_words_stand_at_once_and_the_answer_comes(page: Page) -> None:
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 800, "downloadThroughput": 40_000, "uploadThroughput": 20_000},
    )
    began = time.monotonic()
    say(page, "a blue jacket")
    page.wait_for_selector(".st-pending:visible .st-said:has-text('a blue jacket')")
    page.wait_for_selector(".st-pending:visible .st-skeleton")
    assert time.monotonic() - began < 5  # the words do not wait for the line
    answered(page)
    assert page.locator("#st-live .st-card").count() == 6
    assert not page.locator(".st-lost").is_visible()


def test_a_click_on_a_slow_line_is_done_once(page: Page) -> None:
    shopped(page, "a jacket")
    page.route("**/queue/join**", lambda route: (time.sleep(0.6), route.continue_()))  # type: ignore[func-returns-value]
    page.dblclick("#st-live [data-do=add] >> nth=0")
    page.wait_for_selector(".st-line output:text-is('1')")
    page.wait_for_timeout(800)
    assert page.locator(".st-line output").inner_text() == "1"
    page.unroute("**/queue/join**")
