"""Conditions in words: a trait, a price, a recipient; each as pieces, as it is noted, and as the store spells it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.notes.notation import QUALITIES
from assistant.training.pieces import Marks, NotePair, Piece, filled
from assistant.training.stock import Kind, Stock, Trait, copyable
from assistant.training.wording import in_chinese, wordings
from retrieval.query import Constraint, Operator

_LOOSE = frozenset({"not", "not_brand", "prefer", "quantity", "by", "owns", "sort", "rating_zh"})
_WHOLE_SENTENCES = ("I ", "my ", "it", "we ", "must", "budget", "because", "reviews", "that people", "latest", "and ")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One condition. `loose` ones stand for themselves; the others belong behind (or, `before`, before) a noun."""

    pieces: tuple[Piece, ...]
    pairs: tuple[NotePair, ...]
    constraints: tuple[Constraint, ...]
    before: bool = False
    loose: bool = False


def noted(slot: str) -> str:
    """The key that notes have for a slot of the store."""
    return slot if slot in QUALITIES else "with"


class Phraser:
    """Says conditions in one language."""

    def __init__(self, stock: Stock, chance: random.Random, lang: str) -> None:
        self.stock, self.chance, self.lang = stock, chance, lang
        self._ways = wordings("constraints")[lang]
        self._people = wordings("people")

    def trait(self, trait: Trait, marks: Marks, *, before: bool = False, turned: str = "") -> Phrase:
        """The trait wanted, or `turned`: "not", "prefer", "one_of"."""
        if trait.how == "measure":
            return self._measure(trait, marks)
        if turned == "one_of":
            return self._one_of(trait, marks)
        way = turned or trait.how
        if way == "not" and trait.how == "brand":
            way = "not_brand"
        said = self._said(trait)
        if trait.how == "gender" and self.lang == "en":
            return self._gender(trait, marks)
        places = self._ways[way]
        where = "before" if "before" in places and (before or "after" not in places) else "after"
        unsaid = {"color": ("with", "w/o"), "quality": ("with", "w/o", "in {v}"), "feature": ("in {v}",)}.get(
            trait.how, ()
        )
        fitting = [t for t in places[where] if way != "not" or not any(word in t for word in unsaid)]
        template = self.chance.choice(fitting)
        sign, operator = (
            ("!=", Operator.NOT) if way.startswith("not") else ("~" if way == "prefer" else "=", Operator.IS)
        )
        slot_words = in_chinese(trait.slot) if self.lang == "zh" else trait.slot.replace("_", " ")
        mark = marks.new(said)
        return Phrase(
            filled(template, marks, v=[mark], slot=slot_words),
            (NotePair(noted(trait.slot), sign, (mark.mark,)),),
            (Constraint(trait.slot, operator, trait.value, required=way != "prefer"),),
            where == "before",
            way in _LOOSE or self._is_sentence(template),
        )

    def price(self, near: Decimal, marks: Marks, way: str = "") -> Phrase:
        """A price condition that fits something that costs `near`."""
        way = way or self.chance.choices(
            ("price_most", "price_least", "price_about", "price_between"), (60, 8, 14, 18)
        )[0]  # fmt: skip
        low, high = _round(near * _share(self.chance, 40, 95)), _round(near * _share(self.chance, 105, 180))
        template = self.chance.choice(self._ways[way]["after"])
        pieces: tuple[Piece, ...]
        symbol, unit = self.chance.choice(self._people["money"][self.lang])
        if way == "price_between":
            high = max(high, low + 5)
            if self.chance.random() < 0.2 and self.lang == "en":
                both = marks.new(f"{low}-{high}")
                pieces = (both,)
                pairs: tuple[NotePair, ...] = (NotePair("price", "=", (both.mark,)),)
            else:
                first, second = self._amount(low, symbol, "", marks), self._amount(high, symbol, unit, marks)
                pieces = filled(template, marks, c="", u="", n=first, m=second)
                pairs = (NotePair("price", "=", (first[0].mark, second[0].mark), between=".."),)
            constraint = Constraint("price", Operator.BETWEEN, (Decimal(low), Decimal(high)))
        else:
            number = low if way == "price_least" else high
            said = self._amount(number, symbol, unit, marks)
            pieces = filled(template, marks, c="", u="", n=said)
            sign, operator = {
                "price_most": ("<=", Operator.AT_MOST),
                "price_least": (">=", Operator.AT_LEAST),
                "price_about": ("~", Operator.ABOUT),
            }[way]
            pairs = (NotePair("price", sign, (said[0].mark,)),)
            constraint = Constraint("price", operator, Decimal(number))
        return Phrase(pieces, pairs, (constraint,), loose=self._is_sentence(template))

    def total(self, near: Decimal, marks: Marks) -> Phrase:
        """A budget for several things together."""
        number = _round(near * _share(self.chance, 100, 160))
        symbol, unit = self.chance.choice(self._people["money"][self.lang])
        said = self._amount(number, symbol, unit, marks)
        template = self.chance.choice(wordings("bundle")["total"][self.lang])
        constraint = Constraint("price", Operator.AT_MOST, Decimal(number))
        pairs = (NotePair("price", "<=", (said[0].mark,)),)
        return Phrase(filled(template, marks, c="", u="", n=said), pairs, (constraint,))

    def context(self, way: str, marks: Marks, kind: Kind | None = None) -> Phrase:
        """Around the need: `recipient`, `occasion`, `by`, `owns`, `quantity`, `rating`, `sort`."""
        places: Any = self._ways[way]
        if way == "sort":
            order = self.chance.choice(list(places))
            return Phrase(
                (Piece(self.chance.choice(places[order])),), (NotePair("sort", "=", (), order),), (), loose=True
            )
        template = self.chance.choice(places["after"])
        if way == "rating":
            stars = self.chance.choice(("4", "3", "4.5"))
            mark = marks.new(stars)
            constraint = Constraint("rating", Operator.AT_LEAST, Decimal(stars))
            return Phrase(filled(template, marks, n=[mark]), (NotePair("rating", ">=", (mark.mark,)),), (constraint,))
        if way == "quantity":
            count, word = self.chance.choice(list(self._people["counts"].items()))
            mark = marks.new(word if self.lang == "en" and self.chance.random() < 0.4 else str(count))
            constraint = Constraint("quantity", Operator.IS, str(count))
            pieces = filled(template, marks, n=[mark])
            return Phrase(pieces, (NotePair("qty", "=", (mark.mark,)),), (constraint,), loose=True)
        article = ""
        if way == "owns":
            thing = kind or self.chance.choice(self.stock.kinds)
            said = in_chinese(thing.one) if self.lang == "zh" else thing.one
            article = f"{thing.article} "
        else:
            listed = {"recipient": "recipients", "occasion": "occasions", "by": "by"}[way]
            said = str(self.chance.choice(self._people[listed][self.lang]))
        mark = marks.new(said)
        slot = {"by": "needed_by"}.get(way, way)
        pieces = filled(template, marks, v=[mark], a=article, p=self.chance.choice(self._people["whose"]))
        pairs = (NotePair(way, "=", (mark.mark,)),)
        return Phrase(pieces, pairs, (Constraint(slot, Operator.IS, said),), loose=True)

    def _said(self, trait: Trait) -> str:
        if self.lang == "zh":
            said = in_chinese(trait.value) if trait.how not in ("brand", "size") else trait.value
            return said if copyable(said) else trait.said
        if trait.how == "brand":
            return trait.said.lower() if self.chance.random() < 0.4 else trait.said
        return trait.said

    def _gender(self, trait: Trait, marks: Marks) -> Phrase:
        before = self.chance.random() < 0.6
        who = trait.said
        ways = (f"{who}'s", f"{who}s") if who in ("women", "men") else (f"{who}'", who)
        mark = marks.new(ways[self.chance.random() < 0.3].rstrip("'") if before else who)
        pieces = (mark,) if before else (Piece("for "), mark)
        pairs = (NotePair(noted(trait.slot), "=", (mark.mark,)),)
        return Phrase(pieces, pairs, (Constraint(trait.slot, Operator.IS, trait.value),), before)

    def _one_of(self, trait: Trait, marks: Marks) -> Phrase:
        other = self.chance.choice(self.stock.others(trait) or (trait,))
        first, second = marks.new(self._said(trait)), marks.new(self._said(other))
        template = self.chance.choice(self._ways["one_of"]["after"])
        if trait.how != "color":
            template = template.removeprefix("in ")
        constraint = Constraint(trait.slot, Operator.ONE_OF, (trait.value, other.value))
        pairs = (NotePair(noted(trait.slot), "=", (first.mark, second.mark)),)
        return Phrase(filled(template, marks, v=[first], w=[second]), pairs, (constraint,), loose=trait.how == "brand")

    def _measure(self, trait: Trait, marks: Marks) -> Phrase:
        way = self.chance.choice(("measure_most", "measure_least", "measure_least", "measure_is"))
        units = wordings("people")["units"].get(trait.unit, [trait.unit])
        unit = self.chance.choice(units)
        space = " " if len(unit) > 2 or self.chance.random() < 0.6 else ""
        said = marks.new(f"{trait.amount}{space}{unit}")
        template = self.chance.choice(self._ways[way]["after"])
        sign = {"measure_most": "<=", "measure_least": ">=", "measure_is": "="}[way]
        kept = [t.value for t in self.stock.of_slot(trait.slot) if t.unit == trait.unit and _keeps(sign, t, trait)]
        constraint = Constraint(trait.slot, Operator.IS, trait.value)
        if len(kept) > 1:
            constraint = Constraint(trait.slot, Operator.ONE_OF, tuple(sorted(kept)[:6]))
        slot = trait.slot.replace("_", " ")
        pairs = (NotePair(noted(trait.slot), sign, (said.mark,)),)
        return Phrase(filled(template, marks, v=[said], slot=slot), pairs, (constraint,))

    def _amount(self, number: int, symbol: str, unit: str, marks: Marks) -> list[Piece]:
        """The amount as it is typed. What sticks to the digits is one word with them, so the note copies it too."""
        worded = self._people["worded"].get(number)
        if worded and self.lang == "en" and self.chance.random() < 0.2:
            return [marks.new(str(worded)), Piece(unit if unit.startswith(" ") else "")]
        glued = unit if unit in ("$", "€") else ""
        digits = f"{number:,}" if number >= 1000 and not glued and self.chance.random() < 0.4 else str(number)
        return [marks.new(f"{symbol}{digits}{glued}"), Piece("" if glued else unit)]

    def _is_sentence(self, template: str) -> bool:
        return template.startswith(_WHOLE_SENTENCES) or "limit" in template


def chosen(phrases: Sequence[Phrase]) -> tuple[tuple[NotePair, ...], tuple[Constraint, ...]]:
    """All pairs and all constraints of the phrases, in order."""
    return tuple(p for x in phrases for p in x.pairs), tuple(c for x in phrases for c in x.constraints)


def _keeps(sign: str, trait: Trait, bound: Trait) -> bool:
    if sign == "<=":
        return trait.amount <= bound.amount
    return trait.amount >= bound.amount if sign == ">=" else trait.amount == bound.amount


def _share(chance: random.Random, low: int, high: int) -> Decimal:
    return Decimal(chance.randint(low, high)) / 100


def _round(amount: Decimal) -> int:
    """An amount as people round it."""
    step = 1 if amount < 10 else 5 if amount < 100 else 10 if amount < 300 else 50
    return max(step, int(amount / step + Decimal("0.5")) * step)
