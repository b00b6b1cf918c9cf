"""Answers to "why": why this, why not that, why this price; from the candidates considered, never from a guess."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.acts import ExplainShown
from assistant.answers import why_chinese
from assistant.chinese.shop_words import simplified
from assistant.grounding.claims import grounds_of
from assistant.grounding.wording import TemplateWording, Wording
from assistant.hearing.cues import cue
from assistant.hearing.why_cues import CHINESE_NOT, CHINESE_PRICE, asks_in_chinese
from assistant.policy import query_of
from assistant.recommending import Recommending
from assistant.reply import ReplyEvent, Text
from assistant.shopper.switching import Switching
from assistant.state import DialogueState, Focused
from assistant.turn import Turn
from assistant.workbench.reasons import BenchReasons, PartReason
from recommender.explaining import Explainer, Explanation
from recommender.why_not import WhyNot
from recommender.why_price import why_price
from recommender.wording import lowered
from retrieval.catalog import Catalog
from retrieval.query import Candidate, Query

_NOT = cue(r"\bwhy (?:not|isn'?t|aren'?t|didn'?t|is(?: it)? not)\b")
_PRICE = cue(
    r"\bwhy (?:is|are|does|do)\b.*\b(?:price[ds]?|costs?|so (?:cheap|expensive|dear)|reduced|discounted|on sale)\b",
    r"\bwhy (?:this|that|the|its) (?:price|discount)\b",
)


def _asks_why_not(asked: str) -> bool:
    return bool(_NOT.search(asked) or CHINESE_NOT.search(simplified(asked)))


def _asks_of_price(asked: str) -> bool:
    """ "为什么不是便宜的那个" asks after a place, not after a price."""
    return bool(_PRICE.search(asked)) or (bool(CHINESE_PRICE.search(simplified(asked))) and not _asks_why_not(asked))


class WhyAnswers:
    """One line a product; where the product fits, its place and its reason."""

    def __init__(
        self,
        catalog: Catalog,
        recommending: Recommending,
        explainer: Explainer,
        switching: Switching,
        wording: Wording | None = None,
        parts: BenchReasons | None = None,
    ) -> None:
        """`wording` says the reasons; without one, templates do. `parts` knows those of what is on the table."""
        self._catalog = catalog
        self._recommending = recommending
        self._explainer = explainer
        self._switching = switching
        self._wording = wording or TemplateWording()
        self._why_not = WhyNot(catalog)
        self._parts = parts

    def answer(self, act: ExplainShown, turn: Turn) -> Iterator[ReplyEvent]:
        query = query_of(turn.state)
        ranked = self._recommending.ranked(query, turn)
        asked = " ".join(heard.text for heard in turn.state.heard)
        turn.happen(Focused(act.product_ids))
        for n, product_id in enumerate(act.product_ids):
            for piece in self._line(product_id, asked, ranked, query, turn):
                begin = "" if piece.startswith(" ") or not n else "\n"
                yield Text(f"{begin}{piece}")
        is_part = turn.state.is_at_bench or self._part(act.product_ids[:1], ranked, turn) is not None
        if len(act.product_ids) == 1 and not _asks_of_price(asked) and not is_part:
            switches = self._switching.signals(act.product_ids[0], ranked, query, turn)
            if switches:
                yield switches

    def _line(self, product_id: str, asked: str, ranked: list[Candidate], query: Query, turn: Turn) -> Iterator[str]:
        if _asks_of_price(asked):
            variant = self._catalog.variant(_shown_variant(turn.state, self._catalog, product_id))
            running = [p for p in self._catalog.promotions if p.runs(turn.now.date())]
            yield why_price(*variant, running).text
            return
        title, chinese = self._catalog.product(product_id).title, asks_in_chinese(asked)
        part = self._part((product_id,), ranked, turn)
        if part is not None:
            slot = lowered(part.slot.name)
            yield why_chinese.in_bundle(title, slot) if chinese else f"{title}, in the bundle under “{slot}”."
            yield from self._worded(part.told, part.variant_id, turn, chinese=chinese)
            return
        beside = self._parts.why_not(product_id, turn) if self._parts and turn.state.is_at_bench else None
        if beside is not None:
            yield why_chinese.why_not(title, beside, of_bundle=True) if chinese else beside.text
            return
        place = next((n for n, c in enumerate(ranked) if c.product_id == product_id), None)
        if place is None or _asks_why_not(asked):
            missed = self._why_not.explain(product_id, ranked, query)
            yield why_chinese.why_not(title, missed) if chinese else missed.text
        else:
            own = f"{title}, number {place + 1} of {len(ranked)} that fit."
            yield why_chinese.placed(title, place + 1, len(ranked)) if chinese else own
        if place is None:
            return
        anew = self._recommending.anew(query, turn)
        told = self._explainer.explain(ranked[place], ranked, query, turn.taste, anew)
        yield from self._worded(told, ranked[place].variant_id, turn, chinese=chinese)

    def _part(self, product_ids: Sequence[str], ranked: Sequence[Candidate], turn: Turn) -> PartReason | None:
        """Of what lies on the table; after another search only where that did not find it, too."""
        if self._parts is None or not product_ids:
            return None
        found = not turn.state.is_at_bench and any(c.product_id == product_ids[0] for c in ranked)
        return None if found else self._parts.of_part(product_ids[0], turn)

    def _worded(self, told: Explanation, variant_id: str, turn: Turn, *, chinese: bool) -> Iterator[str]:
        if chinese:  # by templates: the checker reads no Chinese, so no model words it
            yield why_chinese.told(told)
            return
        grounds = grounds_of(variant_id, told.evidence, self._catalog, turn.taste)
        for sentence in self._wording.sentences(told, grounds):
            turn.check()
            yield f" {sentence}"


def _shown_variant(state: DialogueState, catalog: Catalog, product_id: str) -> str:
    return state.shown.variants.get(product_id) or catalog.product(product_id).variants[0].id
