"""Checking drafts: every sentence is held against the records that it rests on, before an agent sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from assistant.copilot.asked import in_sentences
from assistant.copilot.offering import Source, SourceKind
from assistant.copilot.phrases import standing
from assistant.copilot.said import Said
from assistant.grounding.checking import Checker
from assistant.grounding.claims import Grounds
from recommender.evidence import Evidence, Kind
from retrieval.catalog import Catalog

_KINDS = {
    SourceKind.FIELD: Kind.FIELD,
    SourceKind.OFFER: Kind.OFFER,
    SourceKind.REVIEW: Kind.REVIEW,
    SourceKind.QUESTION: Kind.FIELD,
}
# What has to stand in a source just so: sums, numbers with what hangs on them, numbers of orders and parcels.
_FIGURE = re.compile(
    r"\d{4}-\d\d-\d\d|[$€£¥]\s?\d[\d,]*(?:\.\d+)?|\b[a-z]{1,4}-?\d{4,}\b|\d[\d,]*(?:\.\d+)?%?", re.IGNORECASE
)
_OURS = frozenset(
    ("slot", "topic", "what", "status", "be")
)  # fields with words of ours for something that a record says
_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")
_DAY_ZH = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_QUOTED = re.compile(r"“([^”]+)”")


class DraftChecker:
    """Of one draft: `sources` are its evidence, `heard` what the shopper said and what is shown on the cards."""

    def __init__(self, catalog: Catalog, sources: Sequence[Source], heard: str = "") -> None:
        self._catalog = catalog
        self._sources = tuple(sources)
        self._evidence = "\n".join(_plain(f"{s.label}\n{s.text}") for s in sources)
        self._heard = _plain(heard)

    def holds(self, said: Said, language: str) -> bool:
        """Whether a sentence made by code stands on its sources.

        A standing text: with each of its fields in them, in a title, or in what was heard. Any other: word for word in
        them, or with all of its figures and quotations in them.
        """
        if said.key:
            fields = [value for name, value in said.fields.items() if name not in _OURS]
            return said.key in standing(language) and all(map(self._is_known, fields))
        if self.is_verbatim(said.text):
            return True
        told = [match[0] for match in _FIGURE.finditer(_plain(said.text))]
        own = f"{self._evidence}\n{self._records(said.sources)}\n{self._heard}"
        quotes = [_plain(quote) for quote in _QUOTED.findall(said.text)]
        return all(_stands(figure, own) for figure in told) and all(q.rstrip(" ….") in own for q in quotes)

    def sentence(self, sentence: str) -> bool:
        """Whether a model's sentence may be said: a source's own words, a standing sentence without fields, or claims
        that the checker of explanations finds in the record of a product that the draft cites."""
        if self.is_verbatim(sentence) or _plain(sentence) in self._standing:
            return True
        return any(checker.sentence(sentence).supported for checker in self._checkers)

    def is_verbatim(self, text: str) -> bool:
        """Whether each of its sentences stands in a source just so."""
        found = in_sentences(text)
        return bool(found) and all(_plain(one).rstrip(".。") in self._evidence for one in found)

    def _is_known(self, value: str) -> bool:
        """A list of things, of which each has to be known."""
        value = _plain(value)
        known = f"{self._evidence}\n{self._heard}"
        if not value or value in known or value in self._titles:
            return True
        pieces = [p for p in re.split(r", | and |、|（|）| \(|\)", value) if p]
        return all(piece.removeprefix("the ") in known or _is_count(piece, known) for piece in pieces)

    def _records(self, sources: Iterable[Source]) -> str:
        """All that the records of the cited products state: sentences of several things count among them."""
        ids = dict.fromkeys(source.product_id for source in sources if source.product_id in self._catalog)
        products = [self._catalog.product(i) for i in ids]
        stated = [v for p in products for values in p.attributes.values() for v in values]
        stated += [
            v for p in products for variant in p.variants for v in (*variant.options.values(), str(variant.offer.price))
        ]
        stated += [p.title for p in products] + [str(p.n_reviews) for p in products]
        return _plain("\n".join(stated))

    @cached_property
    def _titles(self) -> frozenset[str]:
        return frozenset(_plain(product.title) for product in self._catalog)

    @cached_property
    def _standing(self) -> frozenset[str]:
        return frozenset(_plain(text) for text in standing("en").values() if "{" not in text)

    @cached_property
    def _checkers(self) -> tuple[Checker, ...]:
        ids = dict.fromkeys(source.product_id for source in self._sources if source.product_id in self._catalog)
        return tuple(self._checker(product_id) for product_id in ids)

    def _checker(self, product_id: str) -> Checker:
        product = self._catalog.product(product_id)
        own = [source for source in self._sources if source.product_id == product_id]
        variant_id = next((source.variant_id for source in own if source.variant_id), "")
        variant = next((v for v in product.variants if v.id == variant_id), product.variants[0])
        evidence = [Evidence(_KINDS[s.kind], s.text, s.label) for s in own if s.kind in _KINDS]
        return Checker(Grounds(product, variant, evidence))


def _is_count(piece: str, known: str) -> bool:
    """ "2 other things", "6 days": counted from a record; "30 天", "$4.90，免费": its figures in other words."""
    if re.fullmatch(r"\d+ other things?|\d+ days?|\d+ 天", piece) or _stands(piece, known):
        return True
    figures = _FIGURE.findall(piece)
    chinese = re.sub(r"[\d.,$€£¥\s]", "", piece)
    return not re.search(r"[a-z]", chinese) and all(_stands(figure, known) for figure in figures)


def _stands(figure: str, text: str) -> bool:
    return re.search(rf"(?<![\d.]){re.escape(figure.casefold())}(?!\d|[.,]\d)", text) is not None


def _plain(text: str) -> str:
    """Folded, with every day written in one way."""
    text = " ".join(text.casefold().replace("’", "'").split())
    text = _DAY.sub(lambda m: f"{m[3]}-{_MONTHS.index(m[2]) + 1:02}-{int(m[1]):02}", text)
    return _DAY_ZH.sub(lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}", text)
