"""Needs: the constraints and search words in a clause, read with the store's own vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.hearing import cues
from assistant.merging import merged, one_of
from assistant.naming.mentions import MentionReader, categories_of, negated
from assistant.naming.qualities import amounts_of, better_half, quality_of
from assistant.naming.word_exclusions import denied_words
from assistant.quantities.ages import Ages
from assistant.quantities.amounts import Amount, amounts, order, stands
from assistant.quantities.dearness import relative_price
from assistant.quantities.measures import Measures
from assistant.quantities.said_sizes import said_size
from assistant.state import DialogueState
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator, Order
from retrieval.synonyms import COLORS, RECIPIENTS
from retrieval.tokens import STOP_WORDS, Token, tokens
from retrieval.vocabulary import Mention, Vocabulary

_PIECE = re.compile(r"[,;.]\s|\bbut\b")
_SIZE = re.compile(r"\d?x{1,4}[sl]|\dxl")
# Slots in which a store praises its things. That nothing of a kind carries a praise is no proof that it lacks it.
_CLAIMS = re.compile(r"(?:features?|tags?|highlights?|styles?|activit(?:y|ies)|season|climate|occasions?)(?:_|$)")
_MOST = 0.5
# A person of whom this is told is not whom it is for: "my wife sleeps", "his mother thinks thirty is enough".
_BYSTANDING = re.compile(
    r"^'?s? (?:(?:always|already|still|just|also|often|never) )?(?:sleeps?|slept|says?|said|thinks?|thought|tells?|"
    r"told|knows?|works?|snores?|hears?|complains?|laughs?|left|bought|gave|got me|recommend(?:s|ed)|uses|had|cooks?|"
    r"drives?|is (?:asleep|sleeping|away|mad|angry|annoyed|waiting|calling|coming)|"
    r"has (?:one|the same|something|a similar))\b",
    re.IGNORECASE,
)
_PLAIN_SLOTS = {"colour": "color", "budget": "price", "limit": "price", "price limit": "price"}


@dataclass(frozen=True, slots=True)
class Need:
    """What a clause asks for. `unread` are content words that neither vocabulary nor catalog knows."""

    constraints: tuple[Constraint, ...] = ()
    dropped: tuple[str, ...] = ()
    kinds: tuple[Constraint, ...] = ()  # those of the constraints that say what the thing is
    parts: tuple[Constraint, ...] = ()  # the same, one for each thing named
    words: tuple[str, ...] = ()  # to search with
    unread: tuple[str, ...] = ()
    order: Order | None = None

    def __bool__(self) -> bool:
        return bool(self.constraints or self.dropped or self.words or self.order)


class NeedReader:
    """Reads clauses for one store. The slots that vary within a product (size, colour) always decide."""

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary) -> None:
        self._catalog = catalog
        self._vocabulary = vocabulary
        self._measures = Measures(vocabulary)
        self._ages = Ages(vocabulary)
        self._mentions = MentionReader(catalog, vocabulary)
        self.option_slots = self._mentions.option_slots

    def for_people(self, text: str, category: Sequence[str]) -> list[Amount]:
        """As `Measures.for_people`."""
        return self._measures.for_people(text, category)

    def read(self, text: str, state: DialogueState, consumed: Sequence[tuple[int, int]] = ()) -> Need:
        """The need in `text`; words inside the `consumed` spans (references, cues) are left out."""
        taken = list(consumed)
        found: list[Constraint] = []
        said = self._mentions.corrected(text)
        sought = self._sought(said, text, state)
        said_amounts = (*self._ages.read(text), *self._measures.read(text, sought), *amounts(text))
        for amount in said_amounts:
            if not _overlaps(amount.start, amount.end, taken):
                found += self._where_stated(amount.constraint, sought) if stands(amount, said_amounts, text) else []
                taken.append((amount.start, amount.end))
        taken += [idiom.span() for idiom in cues.IDIOM.finditer(text)]  # after the amounts: "150 each max" is one
        wanted_order = order(text)
        if wanted_order:
            taken.append(wanted_order[1:])
        dropped, drop_spans = self._dropped(text)
        taken += drop_spans
        named = any(c.slot == "price" for c in found)  # "cheaper than 30" says how much
        relative = None if named else relative_price(text, state, self._catalog)
        if relative and _overlaps(*relative.span, taken):  # "the cheaper one" points at a thing
            relative = None
        if relative:
            found.append(relative.limit)
            taken.append(relative.span)

        free = [t for t in said if not _overlaps(t.start, t.end, taken)]
        mentions = self._mentions.read(free, text)
        unwanted = negated(mentions, free, text, _looked_for(state))
        categories = categories_of(mentions, free, text, _looked_for(state)) or _looked_for(state)
        if relative and not set(categories) <= set(_looked_for(state)):  # "cheaper tents?", of headlamps
            found.remove(relative.limit)
        kinds: list[Constraint] = []
        parts: list[Constraint] = []
        read: set[int] = set()
        by_slot: dict[str, list[tuple[str, ...]]] = {}
        excluded: set[int] = set()
        for mention in mentions:
            read |= set(range(mention.first, mention.last + 1))
            if mention in unwanted:
                excluded |= set(range(mention.first, mention.last + 1))
                found += self._excluded(mention, free, categories)
                continue
            by_slot.setdefault(mention.slot, []).append(mention.values)
        for n, denied in denied_words(free, read, text, self._vocabulary).items():
            read.add(n)
            excluded.add(n)
            found.append(denied)
        found += self._so_much(text, categories)
        known = set(read)
        found += self._not_carried(free, read)
        if "size" not in by_slot and not any(c.slot == "size" for c in found):
            found += self._numbered_size(text, free, read)
        wished = {
            m.slot for m in mentions if not m.kind and m.slot != "category" and _is_soft(text, free[m.first].start)
        }
        for slot, groups in by_slot.items():
            unclaimed = [v for group in groups for v in group] if self._is_unclaimed(slot, groups, categories) else []
            if unclaimed:
                found.append(self._wish(slot, tuple(dict.fromkeys(unclaimed)), categories))
                continue
            values = tuple(dict.fromkeys(v for group in groups for v in group))
            kind = any(m.kind and m.slot == slot for m in mentions)
            required = slot not in wished and self._decides(slot, values, categories, kind, text)
            made = one_of(slot, values, required=required)
            found.append(made)
            if kind or slot == "category":
                kinds.append(made)
                parts += [one_of(slot, group) for group in dict.fromkeys(groups)]
        found += self._recipient(text, found)
        exact = {i for m in mentions if m.slot in self.option_slots for i in range(m.first, m.last + 1)}
        exact |= read - known  # "pink" said no product comes in: not a word to search with either
        words = [
            t for i, t in enumerate(free) if self._is_content(t, i in read) and i not in excluded and i not in exact
        ]
        return Need(
            merged((), tuple(found)),
            dropped,
            tuple(kinds),
            tuple(parts),
            tuple(dict.fromkeys(t.word for t in words)),
            tuple(
                t.word
                for i, t in enumerate(free)
                if i not in read and t in words and not self._vocabulary.knows_word(t.word)
            ),
            wanted_order[0] if wanted_order else relative.order if relative else None,
        )

    def prices(self, text: str) -> list[Amount]:
        """The price limits in `text`, without the numbers that are ages or measures."""
        others = [(a.start, a.end) for a in (*self._ages.read(text), *self._measures.read(text))]
        said = (a for a in amounts(text) if a.constraint.slot == "price")
        return [a for a in said if not _overlaps(a.start, a.end, others)]

    def _sought(self, said: Sequence[Token], text: str, state: DialogueState) -> list[str]:
        """The categories that the clause names, else those already looked for."""
        return categories_of(self._mentions.read(said, text), said, text, _looked_for(state)) or _looked_for(state)

    def _where_stated(self, constraint: Constraint, kind: Sequence[str]) -> list[Constraint]:
        """An age decides where most things of the kind state one, or no kind is named; where some do it is a wish."""
        if constraint.slot in ("price", "rating") or constraint.operator is not Operator.AT_MOST or not kind:
            return [constraint]
        share = self._vocabulary.share_stating(constraint.slot, kind)
        return [replace(constraint, required=share >= _MOST)] if share else []

    def _so_much(self, text: str, kind: Sequence[str]) -> list[Constraint]:
        """ "No noise", "lots of power": the better half of what things of the kind measure."""
        found = []
        for quality, start, end in amounts_of(text) if kind else ():
            measured, better = better_half(quality, self._vocabulary, kind)
            if better:
                found.append(replace(one_of(measured, better, required=False), said=text[start:end].lower()))
        return found

    def _excluded(self, mention: Mention, free: Sequence[Token], kind: Sequence[str]) -> list[Constraint]:
        """ "No bags" of vacuum cleaners excludes no kind: none of them is a bag. They are to be bagless."""
        if mention.slot != "category" or not kind or set(mention.values) & set(self._held("category", kind)):
            return [_none_of(mention, " ".join(t.word for t in free[mention.first : mention.last + 1]))]
        lacking = [tokens(f"{free[mention.last].stem}{ending}") for ending in ("less", "-free", " free")]
        named = [m for words in lacking for m in self._vocabulary.match(words) if m.last == len(words) - 1]
        return [one_of(m.slot, m.values) for m in named if set(m.values) & set(self._held(m.slot, kind))][:1]

    def _is_unclaimed(self, slot: str, groups: Sequence[tuple[str, ...]], kind: Sequence[str]) -> bool:
        """Whether the words are praise (a feature of other kinds) that nothing of this kind carries."""
        if not kind or not _CLAIMS.match(slot) or slot in self.option_slots:
            return False
        return not {v for group in groups for v in group} & set(self._held(slot, kind))

    def _wish(self, slot: str, values: tuple[str, ...], kind: Sequence[str]) -> Constraint:
        """A quality that the kind measures is a wish for the better half of it ("quiet": little noise)."""
        quality = quality_of(" ".join(values))
        measured, better = better_half(quality, self._vocabulary, kind) if quality else ("", ())
        if not better:
            return one_of(slot, values, required=False)
        return replace(one_of(measured, better, required=False), said=" ".join(values).lower())

    def _held(self, slot: str, kind: Sequence[str]) -> tuple[str, ...]:
        return self._vocabulary.held_within(slot, kind)

    def _not_carried(self, free: Sequence[Token], read: set[int]) -> list[Constraint]:
        """Sizes and colours that the store has nowhere: "XXL", "pink". Nothing fits them, and that is said."""
        found = []
        for n, token in enumerate(free):
            if n in read or self._vocabulary.titles_say(token.word):
                continue
            slot = "size" if _SIZE.fullmatch(token.word) else "color" if token.word in COLORS else ""
            if slot in self.option_slots:
                read.add(n)
                value = token.word.upper() if slot == "size" else token.word.capitalize()
                found.append(Constraint(slot, Operator.IS, value))
        return found

    def _numbered_size(self, text: str, free: Sequence[Token], read: set[int]) -> list[Constraint]:
        """A size in numbers that no product states ("size 9", "US 9"): found by its system, or said that none fits."""
        size = said_size(text) if "size" in self.option_slots else None
        own = {n for n, t in enumerate(free) if size and size.start <= t.start < size.end}
        if not size or not own or own & read:
            return []
        read.update(own)
        return [Constraint("size", Operator.IS, size.value)]

    def _decides(self, slot: str, values: Sequence[str], categories: Sequence[str], kind: bool, text: str) -> bool:
        if slot in ("category", "brand", "gender") or slot in self.option_slots or kind:
            return True
        if cues.HARD.search(text):
            return True
        return self._vocabulary.can_decide(slot, values, categories)

    def _dropped(self, text: str) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
        slots, spans = [], []
        for match in cues.DROP.finditer(text):
            said = (match["slot"] or match["after"]).lower()
            slots.append(_PLAIN_SLOTS.get(said, said))
            spans.append(match.span())
        for match in cues.ANY_PRICE.finditer(text):
            slots.append("price")
            spans.append(match.span())
        return tuple(dict.fromkeys(slots)), spans

    def _recipient(self, text: str, found: Sequence[Constraint]) -> list[Constraint]:
        """Whom it is for hints at a gender; a hint is a wish that the shopper sees and can remove."""
        if any(c.slot == "gender" for c in found):
            return []
        known = set(self._vocabulary.values("gender"))
        for token in tokens(text):
            hinted = RECIPIENTS.get(token.word) or RECIPIENTS.get(token.stem)
            if hinted in known and not _BYSTANDING.match(text[token.end :]):
                return [Constraint("gender", Operator.IS, str(hinted), required=False)]
        return []

    def _is_content(self, token: Token, is_read: bool) -> bool:
        if token.word in STOP_WORDS or (len(token.word) < 2 and not is_read) or cues.ABUSE.fullmatch(token.word):
            return False
        if cues.PRICE_WORD.fullmatch(token.word):
            return False
        if re.fullmatch(r"\d+(?:st|nd|rd|th)", token.word):
            return False
        return not {token.word, token.stem} & RECIPIENTS.keys() and not {token.word, token.stem} & _SAID_BY_CONSTRAINT


# Words that only carry a constraint or an order; searching with them finds noise.
_CARRIERS = """
men mens man women womens woman ladies lady male female boys boy girls girl unisex cheaper cheapest
price priced dollars bucks usd euro euros pounds size sizes color colour colors colours colored
coloured rated stars star rating rather prefer preferably outfit bundle together less fewer alternatively
wear gift present birthday set matching match goes going below above least max made first second third gimme piece
add put take sorry wait meant mate dude
"""
_SAID_BY_CONSTRAINT = frozenset(_CARRIERS.split())


def _is_soft(text: str, at: int) -> bool:
    """Whether the piece of the sentence around `at` is a wish: "..., ideally blue", "blue if possible"."""
    start = max((m.end() for m in _PIECE.finditer(text, 0, at)), default=0)
    end = _PIECE.search(text, at)
    return bool(cues.SOFT.search(text[start : end.start() if end else len(text)]))


def _looked_for(state: DialogueState) -> list[str]:
    return [
        str(v) for c in state.constraints if c.slot == "category" and c.operator is not Operator.NOT for v in c.values
    ]


def _none_of(mention: Mention, said: str) -> Constraint:
    """One exclusion, however many kinds of it the store has: "not leather" is no faux leather either."""
    if len(mention.values) == 1:
        return Constraint(mention.slot, Operator.NOT, mention.values[0])
    return Constraint(mention.slot, Operator.NOT, tuple(mention.values), said=said)


def _overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(s < end and start < e for s, e in spans)
