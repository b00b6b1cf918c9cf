"""Kinds of things in notes: which categories a noun phrase means ("fleece", "knife for bread", "paper filters")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.merging import one_of
from assistant.naming.needs import Need, NeedReader
from assistant.notes.words import root
from assistant.state import DialogueState
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from retrieval.tokens import STOP_WORDS, tokens
from retrieval.vocabulary import Vocabulary, segments

_NOBODY = DialogueState()
_NEARLY_ALL = 0.9  # of the things that have a value: then it names things of their category
_BEHIND_HEAD = re.compile(r"\s(?:with|for|and|in)\s|\s[-–|]\s|,")
_TITLES = 2  # that have a word, before all of them being of one category says something of it
_MOST_ALIKE = 3  # categories that one word may mean together ("lenses"); more say nothing


class NoteKinds:
    """Finds the categories that the `text` of a note names, beside what rules read in it."""

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary, needs: NeedReader) -> None:
        self._vocabulary = vocabulary
        self._needs = needs
        self._above: set[tuple[str, str]] = set()
        leaves: dict[str, set[str]] = {}
        self._leaf_of: dict[str, str] = {}
        self._titles = {p.id: {root(t.stem) for t in tokens(p.title)} for p in catalog}
        self._heads = {  # of "Mug with Wooden Lid" the mug
            p.id: {root(t.stem) for t in tokens(_BEHIND_HEAD.split(p.title, maxsplit=1)[0])} for p in catalog
        }
        self._last = {  # the word that the head of a title ends in
            p.id: root(said[-1].stem) for p in catalog if (said := tokens(_BEHIND_HEAD.split(p.title, maxsplit=1)[0]))
        }
        self._paths = {p.id: {name for path in p.categories for name in segments(path)} for p in catalog}
        for product in catalog:
            for path in product.categories:
                names = segments(path)
                self._above |= {(wider, names[n]) for n in range(len(names)) for wider in names[:n]}
                for name in names[-1:]:
                    leaves.setdefault(name, set()).add(product.id)
                    self._leaf_of.setdefault(product.id, name)
        self._leaves = {name: [root(t.stem) for t in tokens(name.replace("-", " "))] for name in sorted(leaves)}
        holders: dict[tuple[str, str], Counter[str]] = {}
        for product in catalog:
            leaf = self._leaf_of.get(product.id, "")
            for slot, values in product.attributes.items():
                for value in values:
                    holders.setdefault((slot, value), Counter())[leaf] += 1
        self._kept: dict[frozenset[str], list[tuple[str, str]]] = {}  # values that some of a category have, by words
        for (slot, value), counts in sorted(holders.items()):
            if counts.total() >= _TITLES:
                own = frozenset(root(t.stem) for t in tokens(value.replace("-", " ")))
                self._kept.setdefault(own, []).append((slot, value))
        self._home = {
            named: leaf
            for named, counts in holders.items()
            for leaf, n in counts.most_common(1)
            if (leaf and n >= _NEARLY_ALL * counts.total() and n > 1) or (leaf and counts.total() == n == 1)
        }

    def read(self, texts: Sequence[str]) -> Need:
        """The need in the texts, with categories where rules find none though the words name some."""
        need = self._needs.read(". ".join(texts), _NOBODY)
        if not texts:
            return need
        categories = [c for c in need.constraints if c.slot == "category"]
        if categories:
            narrow = [self._narrow(_of_head(c, texts)) for c in categories]
            valued = [c for text in texts for c in self._valued(text, narrow)]
            narrowed = self._with(self._without_head(need, texts, narrow), categories, narrow)
            left = {str(v) for c in narrow for v in c.values}
            parts = [p for p in narrowed.parts if p.slot != "category" or left & set(map(str, p.values))]
            narrowed = replace(narrowed, parts=tuple(parts))
            stood = {c.slot for c in narrowed.constraints}
            return replace(narrowed, constraints=(*narrowed.constraints, *(c for c in valued if c.slot not in stood)))
        found = [c for text in texts for c in self._named(text, need)]
        if not found:
            return need
        names = [str(v) for c in found if c.slot == "category" for v in c.values]
        own = {part for name in names for part in self._leaves.get(name, ())}
        kept = [
            c
            for c in need.constraints
            if c in need.kinds or (self._vocabulary.share_stating(c.slot, names) and not _within(c.values, own))
        ]
        slots = {c.slot for c in kept}
        more = [c for c in found if c.slot not in slots]
        return replace(
            need,
            constraints=(*kept, *more),
            kinds=(*need.kinds, *more),
            parts=(*need.parts, *(c for c in more if c.slot == "category")),
        )

    def is_wider(self, kind: Constraint, standing: Iterable[Constraint]) -> bool:
        """Whether a kind only says again, more widely, what is looked for already: "trail shoes" of running shoes."""
        now = categories(standing)
        return bool(now) and all(any((str(v), own) in self._above for own in now) for v in kind.values)

    def are_related(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Whether a category of one side holds one of the other."""
        others = tuple(others)
        return any((a, b) in self._above or (b, a) in self._above for a in some for b in others)

    def narrower(self, kinds: Sequence[Constraint], within: Sequence[str]) -> tuple[Constraint, ...]:
        """Those of the kinds that lie within the categories looked for, by the names that do."""
        made = []
        for kind in kinds:
            names = [str(v) for v in kind.values if any((wider, str(v)) in self._above for wider in within)]
            made += [one_of("category", names, required=kind.required)] if names else []
        return tuple(made)

    def _narrow(self, category: Constraint) -> Constraint:
        """Without the names that hold another of them: Shoes, not Clothing & Shoes."""
        names = [str(v) for v in category.values]
        kept = tuple(name for name in names if not any((name, other) in self._above for other in names))
        if not kept or len(kept) == len(names):
            return category
        return replace(
            category,
            operator=Operator.IS if len(kept) == 1 else Operator.ONE_OF,
            value=kept if len(kept) > 1 else kept[0],
        )

    @staticmethod
    def _with(need: Need, old: Sequence[Constraint], new: Sequence[Constraint]) -> Need:
        swap = dict(zip(old, new, strict=True))
        return replace(
            need,
            constraints=tuple(swap.get(c, c) for c in need.constraints),
            kinds=tuple(swap.get(c, c) for c in need.kinds),
            parts=tuple(swap.get(c, c) for c in need.parts),
        )

    def _named(self, text: str, need: Need) -> list[Constraint]:
        """By its own words, by a value that names things of one category, by its last word."""
        said = [self._vocabulary.corrected(t.word) or t.word for t in tokens(text) if t.word not in STOP_WORDS]
        spoken = [root(t.stem) for word in said for t in tokens(word)]
        if not spoken:
            return []
        for kind in need.kinds:
            homes = {self._home.get((kind.slot, str(v)), "") for v in kind.values}
            if len(homes) == 1 and (home := homes.pop()):
                return [Constraint("category", Operator.IS, home)]
        whole = [name for name, own in self._leaves.items() if set(spoken) <= set(own) and self._mostly(spoken, name)]
        if 0 < len(whole) <= _MOST_ALIKE:
            return [one_of("category", self._with_titled(whole, spoken))]
        typed = self._typed(set(spoken))
        if typed:
            return typed
        ends = [name for name, own in self._leaves.items() if own and own[-1] == spoken[-1]]
        if len(ends) == 1 and self._mostly(spoken[-1:], ends[0]):
            return [one_of("category", self._with_titled(ends, spoken[-1:]))]
        return self._titled(spoken) or self._titled(spoken[-1:])

    def _without_head(self, need: Need, texts: Sequence[str], categories: Sequence[Constraint]) -> Need:
        """Without values that only a word of the kind's own name names: a photo "frame" is no Aluminum frame."""
        spoken = {root(t.stem) for text in texts for t in tokens(text)}
        own = {word for c in categories for v in c.values for word in self._leaves.get(str(v), ())}

        def is_said(c: Constraint) -> bool:
            values = [{root(t.stem) for t in tokens(str(v))} for v in c.values]
            return any(not each & spoken or each <= spoken or (each & spoken) - own for each in values)

        names = [str(v) for c in categories for v in c.values]
        heads = {root(said[-1].stem) for text in texts if (said := tokens(text))}

        def is_only_head(c: Constraint) -> bool:  # a "bag" that is carried is no Bagged vacuum cleaner
            values = [{root(t.stem) for t in tokens(str(v))} for v in c.values]
            held = set(self._vocabulary.held_within(c.slot, names))
            return all(each <= heads for each in values) and not held & set(map(str, c.values))

        kept = tuple(
            c for c in need.constraints if c.slot == "category" or (not is_only_head(c) and (c.required or is_said(c)))
        )
        return replace(need, constraints=kept)

    def _valued(self, text: str, categories: Sequence[Constraint]) -> list[Constraint]:
        """The value that the text is, where it means a category by another name: a "windbreaker" among the jackets."""
        spoken = frozenset(root(t.stem) for t in tokens(text) if t.word not in STOP_WORDS)
        names = [str(v) for c in categories for v in c.values]
        if not spoken or any(spoken & set(self._leaves.get(name, ())) for name in names):
            return []
        same = self._kept.get(spoken, ())
        return [
            Constraint(slot, Operator.IS, value) for slot, value in same if self._vocabulary.share_stating(slot, names)
        ][:1]

    def _titled(self, spoken: Sequence[str]) -> list[Constraint]:
        """The category of all things whose title has the words, where that is one: "lures" are for fishing."""
        leaves = [self._leaf_of.get(i, "") for i, own in self._heads.items() if set(spoken) <= own]
        alike = len(leaves) >= _TITLES and len(set(leaves)) == 1 and leaves[0]
        return [Constraint("category", Operator.IS, leaves[0])] if alike else []

    def _with_titled(self, names: Sequence[str], spoken: Sequence[str]) -> list[str]:
        """The categories and those that have a thing whose title ends in the one word, where all say more than it: a
        "backpack" may be of Trekking Backpacks, or one of the Daypacks that is a Commuter Backpack."""
        if len(spoken) > 1 or any(len(self._leaves[name]) == 1 for name in names):
            return list(names)
        titled = {self._leaf_of[i] for i, last in self._last.items() if last == spoken[0] and i in self._leaf_of}
        return sorted({*names, *titled}) if len({*names, *titled}) <= _MOST_ALIKE else list(names)

    def _mostly(self, spoken: Sequence[str], name: str) -> bool:
        """Whether most things whose title has the words are of the category: hot chocolate is not all chocolate."""
        titled = [i for i, own in self._titles.items() if set(spoken) <= own]
        return sum(name in self._paths[i] for i in titled) >= 0.5 * len(titled)

    def _typed(self, spoken: set[str]) -> list[Constraint]:
        """A value of two words that the text says in other order: "knife for bread" is a bread knife."""
        for (slot, value), home in sorted(self._home.items()):
            own = {root(t.stem) for t in tokens(value.replace("-", " "))}
            if len(own) > 1 and own <= spoken and (own == spoken or set(self._leaves.get(home, ())) & own):
                return [Constraint(slot, Operator.IS, value), Constraint("category", Operator.IS, home)]
        return []


def categories(constraints: Iterable[Constraint]) -> list[str]:
    """The names of the kinds of things that the constraints ask for."""
    return [str(v) for c in constraints if c.slot == "category" and c.operator is not Operator.NOT for v in c.values]


def _of_head(category: Constraint, texts: Sequence[str]) -> Constraint:
    """Of several categories those that have the last word of what is named: a "camping stove" is of Stoves."""
    said = tokens(texts[0]) if len(texts) == 1 else []
    names = [str(v) for v in category.values]
    headed = [name for name in names if said and root(said[-1].stem) in {root(t.stem) for t in tokens(name)}]
    if not headed or len(headed) == len(names):
        return category
    return replace(
        category,
        operator=Operator.IS if len(headed) == 1 else Operator.ONE_OF,
        value=headed[0] if len(headed) == 1 else tuple(headed),
    )


def _within(values: Iterable[object], own: set[str]) -> bool:
    return all({root(t.stem) for t in tokens(str(value))} <= own for value in values)
