"""Numbers in a reply open what they cite, and nothing else becomes a link."""

from __future__ import annotations

from assistant.reply import Cited, Text
from ui.sources import with_sources

CITED = (Cited(1, "Review of the <b>Kettle</b>, 2 of 5", "kettle & pot", "r/1"),)


def test_a_number_that_is_cited_opens_its_review() -> None:
    html = str(with_sources(Text("“It <i>leaks</i>.” [1] and [2]", CITED)))
    assert '<a class="st-source" href="/products/kettle%20%26%20pot?reviews=all#review-r%2F1" target="_blank"' in html
    assert "&lt;i&gt;leaks&lt;/i&gt;" in html
    assert "Review of the &lt;b&gt;Kettle&lt;/b&gt;" in html
    assert html.endswith("and [2]")
    assert html.count("<a ") == 1


def test_text_that_cites_nothing_is_as_it_was() -> None:
    assert str(with_sources(Text("Size [1] < 2"))) == "Size [1] &lt; 2"
