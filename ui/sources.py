"""Sources: the numbers in a reply's text as links to what they cite."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from assistant.reply import Text
from ui.review_block import review_address

_NUMBER = re.compile(r"\[(\d+)\]")


def with_sources(text: Text) -> Markup:
    """The text, escaped, with `[1]`, `[2]` ... linked to the reviews that they stand for; others stay as they are."""
    cited = {source.number: source for source in text.cited}
    out, at = Markup(""), 0
    for match in _NUMBER.finditer(text.piece):
        source = cited.get(int(match[1]))
        if source is None:
            continue
        where = review_address(source.product_id, source.review_id)
        link = Markup('<a class="st-source" href="{}" target="_blank" title="{}">[{}]</a>').format(
            where, source.label, source.number
        )
        out += escape(text.piece[at : match.start()]) + link
        at = match.end()
    return out + escape(text.piece[at:])
