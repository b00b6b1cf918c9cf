"""Searches in notes: whether they begin one, go on with one, come back to one, or want things together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.aside import Aside
from assistant.context import person
from assistant.hearing.clauses import clauses
from assistant.hearing.returning import gone_back, resumed
from assistant.merging import merged
from assistant.notes.context import recipient
from assistant.notes.kinds import categories
from assistant.notes.needs import NotedNeed, NoteNeeds
from assistant.notes.notation import CONTEXT, Note
from assistant.state import DialogueState
from retrieval.query import Constraint
from retrieval.synonyms import RECIPIENTS
from retrieval.tokens import tokens
from retrieval.vocabulary import Vocabulary

SEARCHING = (Intent.FIND, Intent.REFINE, Intent.BUNDLE)
_SAME = re.compile(r"\b(?:the )?same\b|\bone for\b|\balso\b|\bas well\b|\btoo\b|一样|也要|同样", re.IGNORECASE)
_ALL_THE_SAME = re.compile(r"\bthe same\b|一样|同样", re.IGNORECASE)
_BACK = re.compile(
    r"\bback to\b|\bagain\b|\bagian\b|\breturn(?:ing)? to\b|\bas before\b|\bafter all\b|回到|还是看|再看", re.I
)
_BACK_TO = re.compile(r"\bback to\b|\breturn(?:ing)? to\b|回到", re.I)
_BESIDE = re.compile(
    r"\bto (?:go|wear|use) with (?:it|them|that|this|those|these)\b|\bto match\b|\b(?:too|also|as well)\W*$|"
    r"[.!?]\s+(?:what|how) about |"
    r"^\W*(?:(?:ok(?:ay)?|and|now|so|then|next|plus|also|oh)\W+)*(?:what about|how about|now|next|also|plus|"
    r"i also need|we also need|and (?:a|an|some|a pair of)) |"
    r"\bwhile (?:i'?m|you'?re|we'?re) at it\b|再(?:来|看|要)|还要",
    re.IGNORECASE,
)
_PERSONAL = frozenset({"size", "gender", "color"})


def _whom(note: Note) -> str:
    """Whom the note names as the one it is for; empty where it names nobody."""
    return next((person(recipient(said)) for said in note.values("recipient")), "")


def _names_a_thing(state: DialogueState) -> bool:
    return bool(state.text or state.parts or any(c.slot == "category" for c in state.constraints))


class NoteSearches:
    """Reads what notes look for."""

    def __init__(self, vocabulary: Vocabulary, needs: NoteNeeds, *, completing: bool) -> None:
        self._vocabulary = vocabulary
        self._needs = needs
        self._completing = completing

    def read(
        self, note: Note, message: str, state: DialogueState, *, whole: bool, anchors: Sequence[str]
    ) -> ShopperAct | None:
        """The search, the refinement or the bundle; None where nothing of the note says anything."""
        need = self._needs.read(note, message, state, whole=whole)
        beside = any(note.values(key) for key in (*CONTEXT, "qty"))
        said = need.constraints or need.words or need.order or need.dropped or need.removed or need.parts
        if not (said or beside or note.values("ref")):
            return None
        text = " ".join(need.words)
        left = None if anchors else self._left(note, need, message, state)
        if left is None and note.intent is Intent.REFINE and not (self._completing or need.kinds or _whom(note)):
            back = next((act for said in clauses(message) if (act := gone_back(said, state))), None)
            if back:
                return replace(
                    back, constraints=merged(back.constraints, need.constraints), order=need.order or back.order
                )
        if note.intent is Intent.BUNDLE:
            if left:
                return _resumed(left, need, state)
            kept = _beside_kinds(need)
            return ShopperAct(
                Intent.BUNDLE, kept, product_ids=tuple(anchors), text=text, order=need.order, parts=need.parts
            )
        intent = self._intent(note, need.kinds, state)
        if intent is Intent.REFINE and not self._completing and self._begins_anew(note, need, message, state):
            intent = Intent.FIND
        if intent is Intent.REFINE:
            return ShopperAct(intent, need.constraints, need.dropped, need.removed, text=text, order=need.order)
        if left:
            return _resumed(left, need, state)
        constraints, kept_text = self._begun(note, need, message, state)
        return ShopperAct(intent, constraints, text=text or kept_text, order=need.order)

    def _intent(self, note: Note, kinds: Sequence[Constraint], state: DialogueState) -> Intent:
        """As noted; but without a search there is nothing to refine. A model that was not tuned mixes the two up:
        another thing is a new search for it, and a quality goes on with the one at hand."""
        if not (state.text or state.constraints or state.parts or state.context.conditions):
            return Intent.FIND
        # "45 for my nephew", and then, with nothing shown yet, "a tee".
        if note.intent is Intent.FIND and kinds and not state.shown.product_ids and not _names_a_thing(state):
            return Intent.REFINE
        if not self._completing or not kinds:
            return note.intent
        now = {v for c in state.constraints for v in c.values}
        new = any(not set(k.values) & now for k in kinds)
        return Intent.FIND if new and not note.corrects else Intent.REFINE

    def _begins_anew(self, note: Note, need: NotedNeed, message: str, state: DialogueState) -> bool:
        """Another thing beside the one at hand ("a chair to go with it"), or for somebody else who was searched for
        before, or in the same way ("the same for my sister"): noted as a refinement, it is a search of its own."""
        if note.corrects:
            return False
        whom = _whom(note)
        if whom and whom != person(state.context.recipient):
            known = any(one.person == whom for one in state.aside)
            if known or (_ALL_THE_SAME.search(message) and state.context.recipient):
                return True
        if not _BESIDE.search(message):
            return False
        now = set(categories(state.constraints))
        new = {str(v) for k in need.kinds if k.slot == "category" for v in k.values}
        if new:
            return not (new & now) and not self._needs.are_related(new, now)
        return bool(note.values("text")) and bool(now or state.text) and not set(need.words) & set(state.text.split())

    def _begun(
        self, note: Note, need: NotedNeed, message: str, state: DialogueState
    ) -> tuple[tuple[Constraint, ...], str]:
        """The conditions and words of a new search: with those of the one that it is like ("the same for her")."""
        whom = _whom(note)
        now = person(state.context.recipient)
        said = {c.slot for c in need.constraints}
        if not need.kinds and not note.values("text") and whom and whom != now and _SAME.search(message):
            everything = bool(_ALL_THE_SAME.search(message))
            kept = tuple(
                c for c in state.constraints if c.slot == "category" or (everything and c.slot not in said | _PERSONAL)
            )
            return (*kept, *need.constraints), state.text
        kinds = [str(v) for k in need.kinds for v in k.values]
        if kinds and not whom and "gender" not in said and self._vocabulary.can_decide("gender", (), kinds):
            others = {RECIPIENTS[t.word] for t in tokens(message) if t.word in RECIPIENTS}  # "my wife wants one, too"
            kept = tuple(  # "and pants?"
                c
                for c in state.constraints
                if c.slot == "gender" and c.required and (not others or not others.isdisjoint(map(str, c.values)))
            )
            return (*kept, *need.constraints), ""
        return need.constraints, ""

    def _left(self, note: Note, need: NotedNeed, message: str, state: DialogueState) -> Aside | None:
        """The earlier search that this one goes back to: of the person, or of the kind of thing where they say so.

        A bundle is gone back to by all that is wanted together, or by one of its things where they say "back to".
        """
        whom, back, together = _whom(note), bool(_BACK.search(message)), note.intent is Intent.BUNDLE
        kinds = {str(v) for k in need.kinds for v in k.values}
        here = self._alike(kinds, set(categories(state.constraints)))  # "tents again", of tents: no other search's
        for one in reversed(state.aside):
            if together and not (one.bundling and _values(need.parts) <= _values(one.parts)):
                continue
            named = together or bool(_BACK_TO.search(message))
            own = set(categories((*one.constraints, *(one.parts if named else ()))))
            same_person = bool(whom) and one.person == whom
            if same_person and (kinds <= own if kinds else not note.values("text")):
                return one
            if kinds and not whom and (named or (back and not here)) and self._alike(kinds, own):
                return one
        return None

    def _alike(self, kinds: set[str], own: set[str]) -> bool:
        """Whether the words name the kind that was looked for, or one that holds it: "the jackets" of rain jackets."""
        if kinds & own:
            return True
        lasts = {kind.lower().split()[-1] for kind in kinds}
        return bool(lasts & {kind.lower().split()[-1] for kind in own})


def _resumed(left: Aside, need: NotedNeed, state: DialogueState) -> ShopperAct:
    """The earlier search with what is said besides; what a bundle is for, and its parts, stay as they were."""
    act = resumed(left, state)
    said = _beside_kinds(need) if left.bundling else need.constraints
    text = left.text if left.bundling else " ".join(need.words) or left.text
    return replace(act, constraints=merged(left.constraints, said), text=text, order=need.order or left.order)


def _beside_kinds(need: NotedNeed) -> tuple[Constraint, ...]:
    """The conditions of things wanted together: what they are is said by the parts."""
    slots = {kind.slot for kind in need.kinds}
    return tuple(c for c in need.constraints if c.slot not in slots)


def _values(parts: Sequence[Constraint]) -> set[str]:
    return {str(value) for part in parts for value in part.values}
