"""`eval answers`: whether questions about things find their attribute, and questions about the shop its paper."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answers.answering import asks_whether
from assistant.answers.quoting import asked_words
from assistant.hearing.asked_slots import feature_named, meant_slot, slot_asked
from retrieval.catalog import Product
from retrieval.documents import Passage, PassageIndex
from retrieval.encoder import Encoder
from retrieval.nearness import Nearness
from retrieval.store import Store, open_store
from retrieval.tokens import stems
from ui.eval.frame import Cell, EvalError, Measured

_GREETING = re.compile(r"^\W*(?:hi|hello|quick question)\b\W*", re.I)
_HALVES = ("tuned on", "held out")


@dataclass(frozen=True, slots=True)
class AskedOfPapers:
    """A question to a store's papers: ids of those that answer (none: nothing does), and words of the passage."""

    question: str
    papers: frozenset[str]
    says: re.Pattern[str]


def measure_answers(store: Path, encoder: Encoder | None, papers: Path | None, name: str) -> Measured:
    """Of the store's own asked questions, and of the questions of the file `papers` that are asked of `name`.

    Right is an attribute whose value stands in the store's own answer. Raises `EvalError` for a store without asked
    questions where no papers are to be measured either, and for a file that does not read.
    """
    nearness = Nearness(encoder)
    with open_store(store) as opened:
        asked = list(_asked(opened))
        index = PassageIndex((d for d in opened.catalog.documents if d.kind == "policy"), nearness=nearness)
    of_papers = [] if papers is None else read_papers(papers, name)
    if not asked and not of_papers:
        raise EvalError(
            f"The store at {store} has no asked questions, and no file of questions to its papers is given."
        )
    rows: list[dict[str, Cell]] = []
    figures: dict[str, float] = {}
    for half, title in enumerate(_HALVES):
        mine = [(q, p, slots) for q, p, slots in asked if half_of(q) == half]
        found = Counter(_judged(question, product, slots, nearness) for question, product, slots in mine)
        if mine:
            n_value, n_found = found["right"] + found["wrong"] + found["missed"], found["right"] + found["wrong"]
            rows.append({"questions": f"about things, {title}", "n": n_value, **found})
            if half and n_value:
                figures |= {"slot_precision": found["right"] / max(n_found, 1), "slot_recall": found["right"] / n_value}
    for half, title in enumerate(_HALVES):
        to_papers = [one for one in of_papers if half_of(one.question) == half]
        told = Counter(judged_passage(one, index.best(one.question)) for one in to_papers)
        if to_papers:
            rows.append({"questions": f"to the papers, {title}", "n": len(to_papers), **told})
            if half:
                figures |= {
                    "papers_right": told["right"] / len(to_papers),
                    "papers_wrong_paper": told["wrong paper"] / len(to_papers),
                }
    return Measured(figures, rows)


def half_of(question: str) -> int:
    """0 for the half that thresholds are chosen on, 1 for the one that is held out; by the question's digest."""
    return int(hashlib.sha256(question.encode()).hexdigest(), 16) % 2


def judged_passage(asked: AskedOfPapers, passage: Passage | None) -> str:
    if passage is None:
        return "missed" if asked.papers else "right"
    if passage.document_id not in asked.papers:
        return "wrong paper"
    return "right" if asked.says.search(passage.text) else "another passage"


def read_papers(file: Path, name: str) -> list[AskedOfPapers]:
    """The file's questions to the papers of the store of that name: store, question, papers, words, with tabs between.

    Raises `EvalError` for a line of another form.
    """
    found = []
    for n, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 4:
            raise EvalError(f"{file}, line {n} has {len(cells)} columns, expected 4: store, question, papers, words.")
        store, question, papers, words = cells
        if store == name:
            ids = frozenset() if papers == "-" else frozenset(papers.split(","))
            found.append(AskedOfPapers(question, ids, re.compile(words)))
    return found


def _asked(store: Store) -> Iterator[tuple[str, Product, frozenset[str]]]:
    """The store's answered questions, each wording once a product's slots, with the slots whose value is the answer."""
    seen = set()
    for product in store.catalog:
        for question in store.questions(product.id):
            answer = next((answer.text for answer in question.answers if answer.is_store), "")
            plain = _GREETING.sub("", question.text)
            slots = frozenset(slot for slot, values in _stated(product).items() if _names_one(values, answer))
            key = (plain.lower(), slots)
            if answer and key not in seen:
                seen.add(key)
                yield plain, product, slots


def _judged(question: str, product: Product, slots: frozenset[str], nearness: Nearness) -> str:
    is_whether = asks_whether(question)
    found = slot_asked(question, product) or _remarked(question, product)
    found = found or meant_slot(question, product, nearness, is_whether=is_whether)
    if not slots:
        return "no value asked, one given" if found else "no value asked"
    return "missed" if not found else "right" if found in slots else "wrong"


def _remarked(question: str, product: Product) -> str:
    """The slot of the remark that has all the words asked for."""
    remark = feature_named(asked_words(question, stems(product.title)), product)
    return next((slot for slot, values in product.attributes.items() if remark in values), "")


def _stated(product: Product) -> dict[str, Sequence[str]]:
    options: dict[str, list[str]] = {}
    for variant in product.variants:
        for slot, value in variant.options.items():
            options.setdefault(slot, []).append(value)
    return {**options, **product.attributes}


def _names_one(values: Sequence[str], answer: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", answer, re.IGNORECASE) for value in values)
