"""Texts of others in a real browser: a corpus of scripts in every place that takes a text, and none ever runs.

The control proves that the corpus bites: the same texts, put into a page unescaped and without our policy, do run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from assistant.lane_views import LaneView
from assistant.reply import BundleView, Card, Comparison, NeedChip, ReplyEvent, Text
from recommender.demo_shoppers import DemoShopper
from recommender.opinions.mining import AspectOpinion, Opinions, Quote
from retrieval.catalog import Answer, Catalog, Offer, Product, Question, Review, Variant
from retrieval.query import Constraint, Operator
from tests.browser.conftest import Served
from tests.browser.test_accessibility import Visitor
from tests.browser.test_shopper_page import answered, say, shopped
from tests.conftest import usd
from tests.ui.fake_shop import FakeSession, FakeShop
from tests.ui.serving import own_port, serving
from ui.server import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# Each runs `ran(n)` when a browser takes it for markup: as an element, or out of an attribute's quotes.
AS_ELEMENT = (
    "<script>ran({n})</script>",
    "<img src=x: onerror=ran({n})>",
    "<svg onload=ran({n})></svg>",
    "<details open ontoggle=ran({n})>x</details>",
    "<video><source src=x: onerror=ran({n})></video>",
    "<input autofocus onfocus=ran({n})>",
    "<style onload=ran({n})></style>",
    '<iframe srcdoc="<script>parent.ran({n})</script>"></iframe>',
    "</textarea></title></style></article><img src=x: onerror=ran({n})>",
    "<audio src=x: onerror=ran({n})></audio>",
    "<body onload=ran({n})>",
    "<link rel=stylesheet href=x: onerror=ran({n})>",
)
IN_DOUBLE_QUOTES = ('"><img src=x: onerror=ran({n})>', '" autofocus tabindex=0 onfocus="ran({n})')
IN_SINGLE_QUOTES = ("'><svg onload=ran({n})></svg>", "' autofocus tabindex=0 onfocus='ran({n})")
# These run only where a template or an address is made of them; no plain page does that.
IN_TEMPLATES = (
    "${{ran({n})}}",
    "{{{{constructor.constructor('ran({n})')()}}}}",
    "`${{ran({n})}}`",
    "javascript:ran({n})",
)
CORPUS = tuple(
    form.format(n=n) for n, form in enumerate((*AS_ELEMENT, *IN_DOUBLE_QUOTES, *IN_SINGLE_QUOTES, *IN_TEMPLATES))
)
RUNS_UNESCAPED = len(AS_ELEMENT) + len(IN_DOUBLE_QUOTES) + len(IN_SINGLE_QUOTES)
ALL = " ".join(CORPUS)
WATCH = """
    window.runs = [];
    window.ran = (n) => { window.runs.push(n); };
    window.refused = [];
    addEventListener("securitypolicyviolation", (event) => window.refused.push(event.blockedURI + event.sample), true);
"""


def photo(number: int) -> str:
    return f"images/{number}\"'<x onerror=ran(99)>.png"


def hostile_product(number: int, text: str) -> Product:
    variants = tuple(
        Variant(f"p{number}-{size}", text, Offer(usd("10.00"), usd("12.00")), {f"size {text}": f"{size} {text}"})
        for size in ("S", "M")
    )
    return Product(
        f"p{number}", text, variants, categories=(f"{text} > {text}",), description=text, brand=text,
        attributes={text: (text,)}, rating=4.0, n_reviews=2, url=text, media=(photo(number),),
    )  # fmt: skip


class HostileSession(FakeSession):
    """Understands every text of the corpus as a condition, and says them all."""

    def _found(self, message: str = "") -> Iterator[ReplyEvent]:
        self.need = tuple(NeedChip(text, Constraint(text, Operator.IS, text)) for text in CORPUS)
        yield from super()._found(message)
        yield Text(ALL)


class HostileShop(FakeShop):
    """Every text it tells is the corpus."""

    def __init__(self, root: Path) -> None:
        products = [hostile_product(number, text) for number, text in enumerate(CORPUS)]
        super().__init__(Catalog(products, currency="USD"), root, store_name=ALL, n_shown=len(CORPUS))
        self.about = ALL
        self.understander_name = ALL

    def session(self, shopper_id: str = "", session_id: str = "") -> FakeSession:
        if session_id in self.sessions:
            return self.sessions[session_id]
        id_ = f"session-{len(self.sessions)}"
        self.sessions[id_] = HostileSession(self, id_, shopper_id)
        return self.sessions[id_]

    def openers(self) -> list[str]:
        return [*CORPUS]

    def shoppers(self) -> list[DemoShopper]:
        return [DemoShopper(text, text, text) for text in CORPUS]

    def lanes(self, shopper_id: str = "") -> list[LaneView]:
        return [LaneView("for_you", text, text, self.cards()[:2], (text,)) for text in CORPUS]

    def cards(self) -> tuple[Card, ...]:
        return tuple(
            replace(one, reason=text, stock_text=text) for one, text in zip(super().cards(), CORPUS, strict=False)
        )

    def comparison(self, product_ids: Sequence[str]) -> Comparison:
        made = super().comparison(product_ids)
        rows = tuple(replace(row, label=ALL, values=(ALL,) * len(made.cards)) for row in made.rows)
        return Comparison(made.cards, rows)

    def bundle_view(self, view: BundleView) -> BundleView:
        return replace(view, title=ALL, reason=ALL, slots=(ALL,) * len(view.cards))

    def reviews(self, product_id: str) -> list[Review]:
        at = datetime(2026, 1, 5, tzinfo=UTC)
        return [Review(f"r{n}", product_id, 4, text, text, text, at) for n, text in enumerate(CORPUS)]

    def opinions(self, product_id: str) -> Opinions:
        said = tuple(Quote(f"r{n}", text, 1, 4) for n, text in enumerate(CORPUS))
        aspects = tuple(AspectOpinion(text, text, 1, 1, 0, 0.0, 1, said, ("r0",)) for text in CORPUS)
        return Opinions(2, aspects, said, (), {ALL: 3}, (), {"r2": (ALL,)}, 3.0, 3.6)

    def questions(self, product_id: str) -> list[Question]:
        return [Question(f"q{n}", product_id, text, answers=(Answer(text, text),)) for n, text in enumerate(CORPUS)]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("hostile")
    (root / "images").mkdir()
    for number in range(len(CORPUS)):
        Image.new("RGB", (8, 8)).save(root / photo(number))
    shop = HostileShop(root)
    with serving(lambda: create_app(shop), own_port(19860)) as address:
        yield Served(shop, f"{address}/")


@pytest.fixture(autouse=True)
def _watched(contexts: object, visitor: Visitor) -> None:
    visitor().context.add_init_script(WATCH)


def nothing_ran(page: Page) -> None:
    """No text ran, and none even had to be stopped by the policy: they were text all along."""
    page.wait_for_timeout(200)  # whatever an injected element would load has failed, or loaded, by then
    assert page.evaluate("window.runs") == []
    assert page.evaluate("window.refused") == []
    inside = page.evaluate("""() => [...document.querySelectorAll("body *")].flatMap((e) => [...e.attributes])
        .filter((a) => a.name.startsWith("on") || /^(href|src)$/.test(a.name) && a.value.startsWith("javascript"))
        .map((a) => a.name + "=" + a.value)""")
    assert inside == []


def test_control_the_corpus_runs_where_nothing_is_escaped(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.context.new_page()
    bodies = [f"<p>{text}</p><b title=\"{text}\">x</b><b title='{text}'>x</b>" for text in CORPUS]
    page.route(
        "**/control/*",
        lambda route: route.fulfill(
            body=f"<!doctype html><title>x</title>{bodies[int(route.request.url.rpartition('/')[2])]}",
            content_type="text/html",
        ),
    )
    ran: set[int] = set()
    for number in range(len(CORPUS)):
        page.goto(f"{visit.address}control/{number}", wait_until="commit")
        if number < RUNS_UNESCAPED:  # as long as a busy machine takes
            page.wait_for_function("window.runs.length > 0", timeout=20_000)
        else:
            page.wait_for_timeout(150)
        ran |= set(page.evaluate("window.runs"))
    assert ran == set(range(RUNS_UNESCAPED))


def test_control_the_policy_stops_what_would_be_injected(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.page()
    for text in CORPUS:
        page.evaluate("text => document.body.insertAdjacentHTML('beforeend', `<div>${text}</div>`)", text)
    page.wait_for_timeout(300)
    assert page.evaluate("window.runs") == []
    assert len(page.evaluate("window.refused")) >= len(AS_ELEMENT) // 2
    page.close()
    visit.errors.clear()  # what the policy refused is told there, and what was asked for in vain
    visit.foreign.clear()


def test_the_welcome_runs_nothing(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.page()
    page.wait_for_selector(".st-lane-cards")
    assert page.locator(".st-opener").first.inner_text() == CORPUS[0]
    nothing_ran(page)
    with page.expect_navigation():
        page.select_option("[data-choose=shopper]", CORPUS[1])
    page.wait_for_selector("body.st-ready")
    assert page.locator(".st-story").inner_text() == CORPUS[1]
    nothing_ran(page)


def test_messages_chips_cards_and_the_cart_run_nothing(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.page()
    turn = shopped(page, ALL)
    assert ALL in turn.locator(".st-said").inner_text()
    assert ALL in turn.locator(".st-text").inner_text()
    assert turn.locator(".st-chip").all_inner_texts() == [*CORPUS]
    assert [one.strip() for one in turn.locator(".st-title").all_inner_texts()] == [*CORPUS]
    page.locator("#st-live [data-do=pick]").nth(0).click()
    page.locator("#st-live [data-do=pick]").nth(1).click()
    page.locator("#st-live .st-choice[aria-pressed=false]").first.click()
    page.wait_for_selector("#st-live .st-card[data-variant=p0-M]")
    page.click("#st-live [data-do=add] >> nth=0")
    page.wait_for_selector(".st-line")
    nothing_ran(page)
    page.click(".st-tray [data-do=compare]")
    page.wait_for_selector("#st-live .st-comparison")
    answered(page)
    nothing_ran(page)
    page.reload()
    page.wait_for_selector(".st-past .st-card")
    page.click("[data-do=talks]")
    page.wait_for_selector(".st-talk")
    assert CORPUS[0] in page.locator(".st-talk-title").first.inner_text()
    nothing_ran(page)


@pytest.mark.parametrize("text", ["edit", "again"])
def test_an_earlier_message_taken_up_again_runs_nothing(visitor: Visitor, text: str) -> None:
    visit = visitor()
    page = visit.page()
    shopped(page, ALL)
    page.click(f"#st-live [data-do={text}]")
    if text == "edit":
        assert page.input_value("#st-words") == ALL
        page.keyboard.press("Enter")
    page.wait_for_selector(".st-past .st-said")
    answered(page)
    nothing_ran(page)


@pytest.mark.parametrize(
    "path",
    ["products/p0?reviews=all", "products/p13", "products/%3Cscript%3Eran(0)%3C%2Fscript%3E", "how", "api/v1/docs"],
)
def test_plain_pages_run_nothing(visitor: Visitor, path: str) -> None:
    visit = visitor()
    page = visit.plain(path)
    nothing_ran(page)
    visit.errors[:] = [error for error in visit.errors if "404" not in error]


def test_coming_from_a_hostile_product_runs_nothing(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.plain("?about=p1-S")
    page.wait_for_selector(".st-looked .st-card")
    assert page.locator(".st-looked .st-title").inner_text() == CORPUS[1]
    say(page, "is it warm?")
    answered(page)
    nothing_ran(page)
