"""What the store's papers say of a matter: its own sentences, word for word, and no more of them than answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from assistant.copilot.chinese_words import figures_in_chinese, sums_and_free, with_figures
from assistant.copilot.matters import Matter
from assistant.copilot.offering import Source
from assistant.copilot.phrases import phrase
from assistant.copilot.records import passage_source
from assistant.copilot.said import Said
from retrieval.catalog import PolicyDocument
from retrieval.documents import Passage, PassageIndex, sentences
from retrieval.paper_topics import topics_of_title

MOST_SENTENCES = 3
_MOST_FIGURES = 2  # more of them in a row say nothing without the words around them
_LONGEST = 330  # characters of a paper's that a reply quotes at once
_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*[-*•] )")
_REFERS = re.compile(r"^(?:it|its|they|their|them|that|this|these|those|he|she|then|both|but|also|there|such)\b", re.I)
_REACHES = re.compile(r"^(?:please )?(?:write|call|phone|contact|e-?mail|mail|reach)\b", re.I)
# What a Chinese question names, where that is more than a topic.
_NAMED_ZH: Mapping[str, str] = MappingProxyType(
    {
        "包装": "礼品包装", "运费": "运费", "邮费": "运费", "加急": "加急配送", "保修": "保修", "发票": "发票",
        "退": "退货", "换": "换货", "付款": "付款", "支付": "付款", "送": "配送", "寄": "配送", "到货": "配送",
    }
)  # fmt: skip
# What each matter asks of the papers: a question as a shopper would put it, the first the most important.
_QUESTIONS: Mapping[Matter, tuple[str, ...]] = MappingProxyType(
    {
        Matter.DAMAGED: (
            "Is the return label free when the item is faulty, damaged or not what you ordered?",
            "How do I return something, which number do you need?",
        ),
        Matter.WRONG_ITEM: (
            "Is the return label free when the item is faulty, damaged or not what you ordered?",
            "How do I return something, which number do you need?",
        ),
        Matter.MISSING: ("Is the return label free when the item is faulty, damaged or not what you ordered?",),
        Matter.CANCEL: ("Can I cancel an order?",),
        Matter.ADDRESS: ("Can I cancel an order or change its address?",),
        Matter.REFUND: ("When do you refund a return after its arrival?",),
        Matter.LATE: ("What happens when a parcel is late, is it sent again or refunded?",),
        Matter.WHERE: ("How long does standard delivery take?",),
        Matter.PRICE_ELSEWHERE: ("Do you match the prices of other stores?",),
        Matter.PRICE_FELL: ("What if the price falls after my order, do you refund the difference?",),
        Matter.GIFT_RETURN: ("Can a gift be returned or exchanged, and how long?",),
        Matter.EXCHANGE: (
            "Can I exchange an unused item for another size, and how long?",
            "How do I exchange something, which number do you need?",
        ),
        Matter.RETURN: ("How long can I return something unused?",),
    }
)
_TOPICS_ZH: Mapping[str, str] = MappingProxyType(
    {
        "delivery": "配送", "returns": "退货", "exchange": "换货", "payment": "付款", "warranty": "保修",
        "gifts": "礼品", "contact": "联系方式", "privacy": "隐私", "sizes": "尺码", "recycling": "回收",
        "price match": "价格", "club": "会员",
    }
)  # fmt: skip


def questions_of(matter: Matter) -> tuple[str, ...]:
    """What the matter asks of the papers; empty for one that they have no say in."""
    return _QUESTIONS.get(matter, ())


class Papers:
    """The store's papers, of which whole paragraphs are known."""

    def __init__(self, index: PassageIndex, documents: Iterable[PolicyDocument]) -> None:
        self._index = index
        self._paragraphs = {d.id: [sentences(block) for block in _BLOCK.split(d.text)] for d in documents}

    def said_of(self, question: str, language: str, asked: str = "") -> Said | None:
        """The sentences of the papers that answer; None where they do not say. `asked` are the shopper's words."""
        passage = self._index.best(question)
        return None if passage is None else self.quoted(passage, language, asked or question)

    def quoted(self, passage: Passage, language: str, asked: str) -> Said:
        """A passage as the store's own words: from where it can be understood alone to the end of its paragraph."""
        found = self._telling(passage)
        chosen = " ".join(with_figures(found) if language == "zh" else found)
        return _worded(chosen, passage_source(passage.document_id, passage.title, chosen), language, asked)

    def contact(self) -> Passage | None:
        """How to reach the shop."""
        return self._index.contact()

    def _telling(self, passage: Passage) -> list[str]:
        """What tells only how to reach the store is left out: the shopper has reached it."""
        own = sentences(passage.text)
        paragraph = next(
            (found for found in self._paragraphs.get(passage.document_id, ()) if own and own[0] in found), own
        )
        start = paragraph.index(own[0]) if own and own[0] in paragraph else 0
        while start and _REFERS.search(paragraph[start]):
            start -= 1
        found = [one for one in paragraph[start:] if not _REACHES.search(one)] or paragraph[start : start + 1]
        chosen: list[str] = []
        for one in found[:MOST_SENTENCES]:
            if chosen and len(" ".join([*chosen, one])) > _LONGEST:
                break
            chosen.append(one)
        return chosen


def _worded(chosen: str, source: Source, language: str, asked: str) -> Said:
    if language != "zh":
        return Said(chosen, (source,))
    figures = figures_in_chinese(chosen)
    named = next((topic for word, topic in _NAMED_ZH.items() if word in asked), "")
    of_paper = (_TOPICS_ZH[one] for one in sorted(topics_of_title(source.label)) if one in _TOPICS_ZH)
    topic = named or next(of_paper, source.label)
    if not (sums_and_free(chosen)) and 0 < (figures.count("，") + 1 if figures else 0) <= _MOST_FIGURES:
        fields = {"topic": topic, "figures": figures, "said": chosen}
        return Said(phrase("quoted_figures", language, **fields), (source,), "quoted_figures", fields)
    return Said(phrase("quoted", language, said=chosen), (source,), "quoted", {"said": chosen})
