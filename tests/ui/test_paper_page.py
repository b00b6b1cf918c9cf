"""A paper opens with the passage that was quoted marked and in view."""

from __future__ import annotations

from pathlib import Path

from assistant.reply import Cited, Text
from retrieval.catalog import Catalog, PolicyDocument
from tests.ui.fake_shop import FakeShop
from ui.paper_page import LONGEST, paper_address, paper_page
from ui.sources import with_sources

PAPER = PolicyDocument(
    "returns & co",
    "Returns",
    "# Returns\nYou may return <anything> within 30 days. We refund in full.\n\n## Except\n\n- Cut cloth stays yours.\n"
    "- Food stays yours,\n  too.\n\nAsk us.",
)


def test_the_passage_is_marked_once_and_everything_else_stands_as_it_is() -> None:
    html = str(paper_page("Six", PAPER, "We refund in full."))
    assert html.count('id="passage"') == 1
    assert '<mark id="passage">We refund in full.</mark>' in html
    assert "You may return &lt;anything&gt; within 30 days." in html
    assert "<h2>Except</h2>" in html
    assert html.count("<h1>Returns</h1>") == 1
    assert "<li>Cut cloth stays yours.</li>" in html
    assert "<li>Food stays yours, too.</li>" in html


def test_a_passage_of_several_sentences_is_marked_to_where_it_was_cut_off() -> None:
    passage = "You may return <anything> within 30 days. We refund in full."
    assert str(paper_page("Six", PAPER, passage)).count("<mark") == 2
    long = " ".join(f"Sentence number {n} of a long passage." for n in range(30))
    html = str(paper_page("Six", PolicyDocument("long", "Long", long), long[:LONGEST]))
    assert 1 < html.count("<mark") < 30
    assert str(paper_page("Six", PAPER)).count("<mark") == 0


def test_a_number_opens_the_passage_or_the_question() -> None:
    cited = (
        Cited(1, "Returns", document_id="returns & co", passage="We refund in full."),
        Cited(2, "Question about the Mug", "mug", question_id="q/1"),
    )
    html = str(with_sources(Text("“We refund in full.” (Returns) [1] and [2]", cited)))
    assert 'href="/papers/returns%20%26%20co?passage=We%20refund%20in%20full.#passage"' in html
    assert 'href="/products/mug#question-q%2F1"' in html
    assert paper_address("a/b") == "/papers/a%2Fb"


def test_a_paper_that_is_not_there_says_so(catalog: Catalog, tmp_path: Path) -> None:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from ui.paper_page import paper_routes

    app = FastAPI()
    app.include_router(paper_routes(FakeShop(catalog, tmp_path)))
    answer = TestClient(app).get("/papers/none")
    assert answer.status_code == 404
    assert "no such paper" in answer.text
