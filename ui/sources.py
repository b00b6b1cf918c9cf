"""Sources: the numbers in a reply's text as links to what they cite: reviews, questions, passages of papers."""

from __future__ import annotations

import re
from urllib.parse import quote

from markupsafe import Markup, escape

from assistant.reply import Cited, Text
from ui.cards import product_address
from ui.paper_page import paper_address
from ui.review_block import review_address

_NUMBER = re.compile(r"\[(\d+)\]")


def with_sources(text: Text) -> Markup:
    """The text, escaped, with `[1]`, `[2]` ... linked to what they stand for; others stay as they are."""
    cited = {source.number: source for source in text.cited}
    out, at = Markup(""), 0
    for match in _NUMBER.finditer(text.piece):
        source = cited.get(int(match[1]))
        if source is None:
            continue
        link = Markup('<a class="st-source" href="{}" target="_blank" title="{}">[{}]</a>').format(
            _where(source), source.label, source.number
        )
        out += escape(text.piece[at : match.start()]) + link
        at = match.end()
    return out + escape(text.piece[at:])


def _where(source: Cited) -> str:
    if source.document_id:
        return paper_address(source.document_id, source.passage)
    if source.question_id:
        return f"{product_address(source.product_id)}#question-{quote(source.question_id, safe='')}"
    return review_address(source.product_id, source.review_id)
