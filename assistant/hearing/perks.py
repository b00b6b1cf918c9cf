"""Perks: "with free shipping" in a search says how a thing would best be sold; it is no question about shipping."""

from __future__ import annotations

from assistant.hearing import cues
from assistant.hearing.cues import cue

_WHAT = (
    r"(?:(?:(?:a|an|the)\s+)?"
    r"(?:free|complimentary|fast|quick|easy|express|next[- ]day|same[- ]day|hassle[- ]free|guaranteed)"
    r"\s+(?:shipping|delivery|postage|returns?|exchanges?|refunds?)"
    r"|(?:cash|pay(?:ment)?)[ -]on[ -]delivery)(?:\s+(?:service|option|available|included))?"
)
_MORE = rf"(?:\s*(?:,|,?\s*and|&|\+)\s*{_WHAT})*"
_HAS = (
    r"(?:(?:that|which)\s+)?(?:also\s+)?(?:com(?:es?|ing)\s+with|with|includ(?:es?|ing)|offer(?:s|ing)?|ha(?:s|ve|ving)|"
    r"qualif(?:y|ies)\s+for|eligible\s+for)"
)
_PERK = cue(
    rf"(?:,\s*|\s+)(?:(?:and|but)\s+)?{_HAS}\s+{_WHAT}{_MORE}\b", rf"(?:,\s*(?:and\s+)?|\s+and\s+){_WHAT}{_MORE}\b"
)
# "Do the jackets come with free shipping?" asks; "do you have jackets with free shipping?" looks for some.
_ASKED = cue(
    r"^\s*(?:and |so |ok(?:ay)?,? )?"
    r"(?:is|are|does|do (?!you (?:have|sell|carry|stock)\b)|can|could|will|would|how|what)\b"
)


def without_perks(clause: str) -> str:
    """The clause without the perks that it wants beside a thing; as it is where it asks about them."""
    if _ASKED.search(clause) and not cues.FIND_VERB.search(clause):
        return clause
    return _PERK.sub("", clause)
