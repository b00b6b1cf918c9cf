"""The store's papers and guides as pages: what a numbered answer was quoted from, with the passage marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from markupsafe import Markup, escape

from retrieval.catalog import PolicyDocument
from retrieval.documents import sentences
from ui.cards import joined
from ui.language import speaking, t, wanted
from ui.plain_page import plain_page
from ui.shop import Shop

LONGEST = 300  # characters of a passage in an address; its beginning finds it
_BLANK = re.compile(r"\n\s*\n")
_ITEM = re.compile(r"^\s*[-*•]\s+")
_HEADING = re.compile(r"^(#{1,6})\s+(.*)$")


def paper_address(document_id: str, passage: str = "") -> str:
    """Where a paper is, with a passage of it marked and in view."""
    where = f"/papers/{quote(document_id, safe='')}"
    return f"{where}?passage={quote(passage[:LONGEST])}#passage" if passage else where


def paper_routes(shop: Shop) -> APIRouter:
    """`GET /papers/{document_id}`."""
    router = APIRouter()

    @router.get("/papers/{document_id:path}")
    def paper(document_id: str, request: Request, passage: str = "") -> Response:
        document = next((one for one in shop.catalog.documents if one.id == document_id), None)
        with speaking(wanted(request)):
            if document is None:
                page = plain_page(t("paper.gone"), shop.store_name, Markup("<h1>{}</h1>").format(t("paper.gone")))
            else:
                page = paper_page(shop.store_name, document, passage[:LONGEST])
        return Response(str(page), 200 if document else 404, media_type="text/html")

    return router


def paper_page(store_name: str, document: PolicyDocument, passage: str = "") -> Markup:
    """The paper word for word; of the passage those sentences are marked that its beginning, or all of it, holds."""
    blocks = [block for block in _BLANK.split(document.text) if block.strip()]
    marking = _Marking(passage)
    inside = joined(_block(block, document.title, marking) for block in blocks)
    return plain_page(
        document.title,
        store_name,
        Markup('<article class="sp-paper"><h1>{}</h1>{}</article>').format(document.title, inside),
    )


class _Marking:
    """Marks sentences of the passage, the first with the anchor."""

    def __init__(self, passage: str) -> None:
        self._passage = _plain(passage)
        self._is_anchored = False

    def text(self, words: str) -> Markup:
        return Markup(" ").join(self._sentence(sentence) for sentence in sentences(words) or [words])

    def _sentence(self, sentence: str) -> Markup:
        plain = _plain(sentence)
        if not self._passage or not (plain in self._passage or (len(plain) > 20 and self._ends_in(plain))):
            return escape(sentence)
        anchor = "" if self._is_anchored else Markup(' id="passage"')
        self._is_anchored = True
        return Markup("<mark{}>{}</mark>").format(anchor, sentence)

    def _ends_in(self, plain: str) -> bool:
        """Whether the passage was cut off within this sentence."""
        return any(self._passage.endswith(plain[:n]) for n in range(20, len(plain)))


def _block(block: str, title: str, marking: _Marking) -> Markup:
    found: list[Markup] = []
    paragraph: list[str] = []
    items: list[str] = []

    def close() -> None:
        if paragraph:
            found.append(Markup("<p>{}</p>").format(marking.text(" ".join(paragraph))))
        if items:
            told = joined(Markup("<li>{}</li>").format(marking.text(item)) for item in items)
            found.append(Markup("<ul>{}</ul>").format(told))
        paragraph.clear()
        items.clear()

    for line in block.strip().splitlines():
        heading = _HEADING.match(line.strip())
        if heading:
            close()
            if heading[2].strip() != title:
                found.append(Markup("<h2>{}</h2>").format(heading[2].strip()))
        elif _ITEM.match(line):
            if paragraph:
                close()
            items.append(_ITEM.sub("", line).strip())
        elif items:
            items[-1] += f" {line.strip()}"
        else:
            paragraph.append(line.strip())
    close()
    return joined(found)


def _plain(words: str | Sequence[str]) -> str:
    return " ".join(str(words).split())
