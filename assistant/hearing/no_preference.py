"""No preference: answers to a question of ours that choose nothing: "don't mind", "no idea", "surprise me"."""

from __future__ import annotations

from assistant.hearing.cues import cue, one_of

_BEFORE = r"(?:(?:oh|well|honestly|hm+|um+|erm|really|i|i'm|im|it|that|to be honest|tbh|we) )*"
_AFTER = r"(?: (?:to me|really|please|thanks|about that|which|tbh|then|at all))*"
_SAID = one_of(
    r"any(?: (?:of (?:them|these|those)|will do|is fine|one))?|either(?: \w+)?|whatever|whichever",
    r"(?:doesn'?t|does not|don'?t) (?:really |much )?matter|no matter|not relevant|irrelevant",
    r"(?:don'?t|do not|couldn'?t) (?:really )?(?:care|mind)|not (?:really )?(?:fussed|bothered|picky|important|sure)",
    r"(?:have |with )?no (?:real |strong |particular )?preferences?|no (?:idea|clue)|idk|dunno",
    r"(?:don'?t|do not) (?:really )?(?:know|have (?:a|any) preferences?)|(?:you|u) (?:choose|pick|decide)|up to you",
    r"surprise me|all(?: (?:the same|of them|fine))?|both(?: (?:fine|ok|are fine))?|skip(?: (?:it|that|this))?",
    r"none of (?:these|those|them)|neither",
)
_NONE = cue(
    rf"^\W*{_BEFORE}{_SAID}{_AFTER}\W*$",
    r"^\W*(?:都可以|都行|随便|隨便|无所谓|無所謂|不知道|没关系|沒關係|都好|不介意|没要求|不限)\W*$",
)


def is_no_preference(clause: str) -> bool:
    """Whether the whole of a short answer says that nothing is preferred."""
    return bool(_NONE.search(clause))
