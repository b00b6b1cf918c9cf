"""Returning: "back to dad's present", "back to the jackets": an earlier search taken up as it was left."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.acts import Intent, ShopperAct
from assistant.aside import Aside
from assistant.context import ME, ContextChange, person
from assistant.hearing.cues import cue
from assistant.state import DialogueState
from retrieval.tokens import STOP_WORDS, Token, tokens

_BACK = cue(
    r"\b(?:back|return(?:ing)?) to (?P<what>[^,.;:!?]+?)(?=\s+(?:but|and|please|now|then|again)\b|\s*$|\s*[,.;:!?])"
)
_ABOUT = cue(
    r"^\W*(?:(?:and|ok(?:ay)?|now|so) )*(?:what about|how about|as for|now(?: for)?|again for) (?P<what>[^,.;:!?]+?)"
    r"(?: ag(?:ai|ia)n| now| then)?\W*$"
)
_PLAIN_WORDS = """
my our the that this those these present presents gift gifts one ones search thing things stuff for of what i was we
were looking at before earlier again first
"""
_PLAIN = frozenset(_PLAIN_WORDS.split())
_MINE = frozenset({"me", "mine", "myself", "own"})
_DENIES = cue(r"\b(?:not|never|later|might)\b|n'?t\b")
_BEFORE = cue(r"\b(?:before|earlier)\b")


def returned(clause: str, state: DialogueState) -> tuple[ShopperAct, str] | None:
    """The earlier search that the clause goes back to, and what the clause says besides; None when it is to none.

    It is found by whom it was for, by the kind of thing, or both; of several the one left last.
    """
    match = _BACK.search(clause)
    about = match or _ABOUT.search(clause)
    if about is None or not state.aside:
        return None
    named = [t for t in tokens(about["what"].replace("'s", " ").replace("s' ", " ")) if t.word not in _PLAIN]
    whom = next((p for t in named if (p := _person(t, state.aside)) is not None), None)
    kind = {t.stem for t in named if t.word not in STOP_WORDS and _person(t, state.aside) is None}
    if whom is None and not (match and (kind or _BEFORE.search(about["what"]))):
        return None
    for one in reversed(state.aside):
        if (whom is None or one.person == whom) and (not kind or _is_of(kind, one)):
            rest = f"{clause[: about.start()]} {clause[about.end() :]}" if match else ""
            return resumed(one, state), rest.strip(" ,.;:!?")
    return None


def gone_back(clause: str, state: DialogueState) -> ShopperAct | None:
    """The act alone that `returned` finds, unless the clause denies it."""
    back = None if _DENIES.search(clause) else returned(clause, state)
    return back[0] if back else None


def resumed(one: Aside, state: DialogueState) -> ShopperAct:
    """The act that takes the search up as it was left, for whom it was."""
    back_to_me = ME if state.context.for_other else ""
    return ShopperAct(
        Intent.BUNDLE if one.bundling else Intent.FIND,
        one.constraints,
        product_ids=one.anchors if one.bundling else (),
        text=one.text,
        order=one.order,
        parts=one.parts,
        context=ContextChange(recipient=one.recipient or back_to_me),
    )


def _person(token: Token, aside: Sequence[Aside]) -> str | None:
    """Whom of those searched for before the word means: "" for the shopper; None for nobody of them."""
    known = {one.person for one in aside}
    if token.word in _MINE:
        return next((own for own in ("", ME) if own in known), None)
    said = {person(token.word), person(token.word.removesuffix("s"))}
    return next((own for own in sorted(known) if own and own.split()[-1] in said), None)


def _is_of(kind: set[str], one: Aside) -> bool:
    words = {t.stem for name in one.kinds for t in tokens(name)}
    return kind <= words
