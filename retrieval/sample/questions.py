"""What shoppers ask on a product's page, and what they are told: true by what the product states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from retrieval.sample.assortment import Assortment, Item, Kind, Question
from retrieval.sample.description import filled
from retrieval.sample.phrases import put, read_words
from retrieval.sample.quality import quality
from retrieval.sample.reviews import drawn_day, signature
from retrieval.sample.suiting import Suiting
from retrieval.tokens import STOP_WORDS, tokens

STORE = "Wrenmoor"
_HOW_MANY = (14, 20, 26, 20, 12, 8)  # of a hundred products that are asked 0, 1, ... 5 questions
_OWNER = 0.4  # of the answers an owner adds to
_SURE = 0.25  # so far from 0 an aspect must be before owners speak of it with one voice
_FIELD = re.compile(r"\{([a-z_]+)\}")


def questions(assortment: Assortment, *, seed: int, today: date) -> Iterator[dict[str, Any]]:
    """Every question as a line of `questions.jsonl`, by product id, then by day; the same for the same seed and day."""
    for kind, item in sorted(assortment.items(), key=lambda pair: pair[1].id):
        chance = Random(f"questions:{seed}:{item.id}")
        possible = [(question, answer) for question in kind.questions if (answer := true_answer(question, item))]
        n = min(len(possible), chance.choices(range(len(_HOW_MANY)), _HOW_MANY)[0])
        truth = quality(assortment, kind, item, seed=seed)
        suiting = Suiting(assortment, kind, item)
        asked = [(drawn_day(item, chance, today), at, *pair) for at, pair in enumerate(chance.sample(possible, n))]
        for at, (day, _, question, answer) in enumerate(sorted(asked, key=lambda found: found[:2]), start=1):
            answered = min(day + timedelta(days=chance.randint(0, 2)), today)
            answers = [{"text": answer, "by": STORE, "at": answered.isoformat(), "is_store": True}]
            if chance.random() < _OWNER:
                remark = _remark(kind, item, f"{question.ask} {answer}", truth, suiting, chance)
                later = min(answered + timedelta(days=chance.randint(0, 20)), today)
                answers.append({"text": remark, "by": signature(chance), "at": later.isoformat(), "is_store": False})
            yield {
                "id": f"{item.id}-q{at}",
                "product_id": item.id,
                "question": _asked(question.ask, chance),
                "asked_by": signature(chance),
                "asked_at": day.isoformat(),
                "answers": answers,
            }


def true_answer(question: Question, item: Item) -> str:
    """What the store answers by the product's own attributes; empty when the product does not state what it needs."""
    if question.feature:
        text = question.if_so if question.feature in item.values("feature") else question.if_not
    else:
        text = question.answer if item.values(question.slot) else ""
    return filled(text, item) if set(_FIELD.findall(text)) <= item.attributes.keys() else ""


def _remark(kind: Kind, item: Item, about: str, truth: Mapping[str, float], suiting: Suiting, chance: Random) -> str:
    """An owner's: of the hidden aspect that speaks most of the same things, else that the store is right."""
    asked = _stems(about) - _stems(f"{kind.name} {item.title}")
    fitting = []
    for name, aspect in kind.spoken_of(item).items():
        if abs(truth[name]) >= _SURE:
            for line in suiting.suited(aspect.good if truth[name] > 0 else aspect.bad):
                if shared := asked & (_stems(line) | _stems(name)):
                    fitting.append((-len(shared), chance.random(), line))
    if fitting:
        return min(fitting)[2]
    return put(chance.choice(read_words().owners["confirm"]), kind, item, "")


def _asked(question: str, chance: Random) -> str:
    drawn = chance.random()
    if drawn < 0.06:
        return question.lower()
    if drawn < 0.16 and not question.startswith("I "):
        return f"{chance.choice(read_words().owners['greetings'])}{question[0].lower()}{question[1:]}"
    return question


def _stems(text: str) -> set[str]:
    return {token.stem for token in tokens(text) if token.word not in STOP_WORDS}
