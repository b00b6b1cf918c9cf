"""Lessons: what an edit of a draft, or a thumbs-down, would teach. By rules on what changed; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.copilot.asked import in_sentences
from assistant.copilot.offering import Draft, ProposalKind, Source, SourceKind
from assistant.hearing.cues import cue
from retrieval.catalog import Catalog, Product
from retrieval.columns import folded

ALIKE = 0.6  # of two sentences: the one is the other, reworded
_ABOUT = 0.3  # the one was put in place of the other
_ANSWERS = 12  # characters of a sentence that tells something
_UNKNOWN = cue(
    r"\bdo(?:es)? not (?:say|state)\b|\bnot on (?:our )?record\b|\bwould rather not guess\b", r"资料里没有|没有写到"
)
_COURTESY = cue(
    r"^(?:hello|hi|dear|good (?:morning|afternoon|evening)|thanks?|thank you|best|kind|regards|sorry|one moment)\b",
    r"^(?:you(?:'re| are) welcome|please (?:excuse|bear)|just a moment|let me|i(?:'ll| will))\b",
    r"^i(?:'m| am) (?:very |so |really )?sorry\b|^(?:我很抱歉|很抱歉|您好|谢谢|不客气|请稍等)",
)
_IS = r"(?:it(?:'s| is)|is|should be|must be|actually)"
_NOT_BUT = (
    re.compile(rf"\b{_IS}\s+(?P<new>[^,.;]{{1,40}}?)\s*,?\s*(?:and )?not\s+(?P<old>[^,.;]{{1,40}})", re.IGNORECASE),
    re.compile(
        rf"\bnot\s+(?P<old>[^,.;]{{1,40}}?)\s*[,;]?\s*(?:but|rather|{_IS})\s+(?P<new>[^,.;]{{1,40}})", re.IGNORECASE
    ),
    re.compile(r"不是(?P<old>[^，。；]{1,30})[，；]?(?:而)?是(?P<new>[^，。；]{1,30})"),
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One thing that would be learned, before it is masked and kept. `why` says which rule made it."""

    kind: ProposalKind
    why: str
    question: str = ""
    answer: str = ""
    product_id: str = ""
    slot: str = ""
    old: str = ""
    new: str = ""
    must_not: tuple[str, ...] = ()  # of a dialogue: sentences that must not be said


def lessons_of_edit(draft: Draft, sent: str, catalog: Catalog) -> list[Lesson]:
    """What became of a draft that an agent edited; empty where only its manners changed.

    A field's value that was replaced is an attribute fix. What was told where the draft had said that the data does
    not say it, or in place of a paper's rule, is a standing answer. An answer that was thrown away is a dialogue.
    """
    if _same(draft.text, sent):
        return []
    kept, written = in_sentences(draft.text), in_sentences(sent)
    gone = [one for one in kept if not any(_same(one, other) for other in written)]
    new = [one for one in written if not any(_same(one, other) for other in kept)]
    told = [one for one in new if _tells(one)]
    fixes = list(_fixes(draft, gone, told, catalog))
    if fixes:
        return fixes
    if told and any(_UNKNOWN.search(one) for one in kept):
        why = "the draft had said that the store's data does not say it, and the agent answered"
        return [Lesson(ProposalKind.FAQ, why, _question(draft), " ".join(told), next(iter(draft.about), ""))]
    rules = [source for source in draft.sources if source.kind is SourceKind.PASSAGE]
    if told and gone and any(_in(one, rules) for one in gone):
        why = "the agent answered otherwise than the store's papers"
        return [Lesson(ProposalKind.FAQ, why, _question(draft), " ".join(told))]
    if gone and not any(_alike(one, other) >= _ABOUT for one in gone for other in written):
        why = "the agent threw the answer away: it was to another question"
        return [Lesson(ProposalKind.DIALOGUE, why, must_not=tuple(one for one in gone if _tells(one)))]
    return []


def lessons_of_thumb(question: str, answered: str, reason: str, products: Sequence[Product]) -> list[Lesson]:
    """What a thumbs-down with a reason says of an answer: "it is 88 g, not 90 g" fixes a field that was told; a reason
    that answers what was left open is a standing answer; any other makes a dialogue of it."""
    reason = " ".join(reason.split())
    if not reason:
        return []
    for product in products:
        for pattern in _NOT_BUT:
            match = pattern.search(reason)
            fix = _field_with(product, match["old"].strip(), match["new"].strip()) if match else None
            if fix is not None:
                return [fix]
    first = products[0].id if products else ""
    if _UNKNOWN.search(answered) and _tells(reason) and not reason.endswith("?"):
        why = "the answer was that the data does not say it, and the reason says it"
        return [Lesson(ProposalKind.FAQ, why, question, reason, first)]
    told = tuple(one for one in in_sentences(answered) if _tells(one))
    return [Lesson(ProposalKind.DIALOGUE, f"thumbs down: {reason}", question, must_not=told)]


def _fixes(draft: Draft, gone: Sequence[str], told: Sequence[str], catalog: Catalog) -> Iterator[Lesson]:
    """Sentences that differ in the value of a field alone."""
    fields = [s for s in draft.sources if s.kind is SourceKind.FIELD and s.product_id in catalog]
    for old_sentence in gone:
        for new_sentence in told:
            if _alike(old_sentence, new_sentence) < ALIKE:
                continue
            for old, new in _replaced(old_sentence, new_sentence):
                for source in fields:
                    fix = _field_with(catalog.product(source.product_id), old, new)
                    if fix is not None:
                        yield fix
                        break


def _field_with(product: Product, old: str, new: str) -> Lesson | None:
    """The fix of the one field of the product that says `old`; None where none, or several, do."""
    found = [
        (slot, value)
        for slot, values in product.attributes.items()
        for value in values
        if folded(value) == folded(old) or folded(old) in folded(value).split() or folded(value) in folded(old)
    ]
    if len({slot for slot, _ in found}) != 1 or not new or folded(new) == folded(old):
        return None
    slot, value = found[0]
    whole = value.replace(old, new) if old in value else new
    if folded(value) in folded(old):  # "is 88 g", of which the value is a part
        head = folded(old).replace(folded(value), "").strip()
        whole = new[len(head) :].strip() if head and folded(new).startswith(head) else new
    return Lesson(
        ProposalKind.ATTRIBUTE, "a field's value was replaced", product_id=product.id, slot=slot, old=value, new=whole
    )


def _replaced(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The words in which two sentences differ, with the unit that hangs on a number."""
    a, b = old.split(), new.split()
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "replace":
            more = 1 if a[i:j] and a[j - 1][-1:].isdigit() and j < len(a) and a[j : j + 1] == b[m : m + 1] else 0
            yield _bare(a[i : j + more]), _bare(b[k : m + more])


def _bare(words: Sequence[str]) -> str:
    return " ".join(words).strip(" .,;:!?")


def _question(draft: Draft) -> str:
    """The shopper's own words, the last of several messages."""
    return draft.answers[-1] if draft.answers else ""


def _tells(sentence: str) -> bool:
    """Whether a sentence says something of a matter: no greeting, no question, nothing that somebody will do."""
    return len(sentence) >= _ANSWERS and not sentence.rstrip().endswith(("?", "？")) and not _COURTESY.search(sentence)


def _in(sentence: str, sources: Sequence[Source]) -> bool:
    plain = _plain(sentence)
    return any(plain in _plain(source.text) for source in sources)


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, _plain(one).split(), _plain(other).split(), autojunk=False).ratio()


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())
