"""How shoppers point at what is shown: by place, by name, by price, or at nothing that is there."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.state import DialogueState
from assistant.training.pieces import Marks, NotePair, Piece, filled
from assistant.training.wording import wordings
from retrieval.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Pointed:
    pieces: tuple[Piece, ...]
    pair: NotePair
    product_ids: tuple[str, ...]  # empty where only the store can tell ("the cheapest"), or nobody
    unresolved: str = ""


class Pointer:
    """Points in one language at the products of a state."""

    def __init__(self, catalog: Catalog, chance: random.Random, lang: str) -> None:
        self._catalog, self._chance, self._lang = catalog, chance, lang
        self._ways = wordings("refs")

    def one(self, state: DialogueState, marks: Marks) -> Pointed:
        """At one shown product. Something must be shown."""
        shown = state.shown.product_ids
        way = self._chance.choices(("position", "last", "name", "focus", "price"), (48, 6, 22, 16, 8))[0]
        if (way == "last" and len(shown) < 3) or (way == "price" and len(shown) < 2):
            way = "position"
        if way in ("focus", "price"):
            mark = replace(marks.new(self._say(way)), kept=True)  # code resolves these words as they are
            ids = state.focus[:1] if way == "focus" else ()
            return Pointed((mark,), NotePair("ref", "=", (mark.mark,)), ids)
        at = len(shown) - 1 if way == "last" else self._chance.randrange(len(shown))
        if way == "name":
            name = self._name(shown, at)
            if name:
                pieces = filled(self._say("name"), marks, name=name)
                return Pointed(pieces, NotePair("ref", "=", (), str(at + 1)), (shown[at],))
            way = "position"
        pieces = filled(self._say(way), marks, nth=self._nth(at), n=str(at + 1))
        return Pointed(pieces, NotePair("ref", "=", (), str(at + 1)), (shown[at],))

    def several(self, state: DialogueState, marks: Marks) -> Pointed:
        """At two shown products. Two must be shown."""
        shown = state.shown.product_ids
        a, b = self._chance.sample(range(min(len(shown), 6)), 2)
        way = self._chance.choices(("pair", "first_two", "name_pair"), (60, 15, 25))[0]
        names = self._name(shown, a), self._name(shown, b)
        if way == "name_pair" and not all(names):
            way = "pair"
        if way == "first_two":
            a, b = 0, 1
        template = self._say(way)
        pieces = filled(
            template,
            marks,
            n=str(a + 1),
            m=str(b + 1),
            nth=self._nth(a),
            mth=self._nth(b),
            name=names[0],
            other=names[1],
        )
        return Pointed(pieces, NotePair("ref", "=", (), f"{a + 1},{b + 1}"), (shown[a], shown[b]))

    def nothing(self, state: DialogueState, marks: Marks) -> Pointed:
        """At a place in the list where nothing is."""
        at = self._chance.randint(len(state.shown.product_ids), 7)
        mark = marks.new(f"第{at + 1}个" if self._lang == "zh" else self._nth(at))
        return Pointed((mark,), NotePair("ref", "=", (mark.mark,)), (), mark.text)

    def in_cart(self, state: DialogueState, marks: Marks) -> Pointed:
        """At a line of the cart, by a word of its title; by its place where it is among the shown."""
        line = self._chance.choice(state.cart)
        product = self._catalog.variant(line.variant_id)[0]
        words = re.findall(r"[A-Za-z][a-z]{2,}", product.title) or ["it"]
        name = self._chance.choice((words[-1], words[0], " ".join(words[-2:]))).lower()
        if product.id in state.shown.product_ids:
            at = state.shown.product_ids.index(product.id)
            unique = self._name(state.shown.product_ids, at)
            if unique:
                return Pointed(
                    filled(self._say("name"), marks, name=unique), NotePair("ref", "=", (), str(at + 1)), (product.id,)
                )
            return Pointed(
                filled(self._say("position"), marks, nth=self._nth(at), n=str(at + 1)),
                NotePair("ref", "=", (), str(at + 1)), (product.id,),
            )  # fmt: skip
        mark = marks.new(name)
        article = "" if self._lang == "zh" else "the "
        return Pointed((Piece(article), mark), NotePair("ref", "=", (mark.mark,)), (product.id,))

    def _say(self, way: str) -> str:
        return str(self._chance.choice(self._ways[way][self._lang]))

    def _nth(self, at: int) -> str:
        return str(self._chance.choice(self._ways["nth"]["en"][min(at, 7)]))

    def _name(self, shown: Sequence[str], at: int) -> str:
        """A word of the title that no other shown title has; empty when there is none."""
        titles = [set(re.findall(r"[a-z]+", self._catalog.product(i).title.lower())) for i in shown]
        own = re.findall(r"[a-z]{4,}", self._catalog.product(shown[at]).title.lower())
        only = [w for w in own if not any(w in title for n, title in enumerate(titles) if n != at)]
        return self._chance.choice(only) if only else ""
