"""Review cues: how shoppers ask what others say of a thing, whether it runs small, and whether it breaks."""

from __future__ import annotations

from assistant.hearing.cues import cue

_PEOPLE = (
    r"(?:people|customers|buyers|owners|users|reviewers?|reviews|others|other (?:people|shoppers|customers|buyers)|"
    r"shoppers|every(?:one|body)|any(?:one|body)|folks|they)"
)
# Whom a question asks: those who wrote, not the record.
OF_REVIEWS = cue(
    rf"\b{_PEOPLE} (?:\w+ )?(?:say|says|saying|said|think|thinks|thought|report|mention|mentions|mentioned|complain|"
    r"complains|complained|complaining|write|wrote|find|found|praise|praised|(?:dis)?like about|love about|hate about|"
    r"like it|love it|had (?:problems|trouble|issues))\b",
    r"\breviews?\b(?! (?:it|this|that)\b)",
    r"\bcomplain(?:ts?|ing)?\b",
    r"\b(?:common|known|any|typical|usual) "
    r"(?:problems?|issues?|faults?|defects?|downsides?|drawbacks?|weak(?:ness(?:es)?| points?)|flaws?)\b",
    r"\b(?:downsides?|drawbacks?|pros and cons|weak points?)\b",
    r"\bwhat(?:'?s| is| could be) (?:so )?(?:wrong|bad|good|great|special|the (?:catch|matter|problem)) "
    r"(?:with|about)\b",
    r"评价|评论|口碑|大家(?:都)?(?:说|觉得|反映)|有人说|差评|好评|买过的人",
)
SIZING = cue(
    r"\b(?:runs?|running|comes? up|fits?) (?:a (?:bit|little) )?(?:small|large|big|tight|short|wide|narrow)\b",
    r"\btrue to size\b|\bsizing\b|\b(?:how do|how does) the(?:ir)? siz(?:es|ing) run\b",
    r"\b(?:size|order|go) (?:one )?(?:size )?(?:up|down)\b",
    r"偏小|偏大|尺码(?:准|正)|码(?:准|标准)",
)
BAD = cue(
    r"\bcomplain\w*\b|\b(?:problems?|issues?|faults?|defects?|downsides?|drawbacks?|cons|weak(?:ness(?:es)?| points?)|"
    r"flaws?|negative|dislike|hate|wrong|catch|bad (?:reviews?|things?|points?|about)|worst)\b|差评|缺点|毛病|问题"
)
# "Which reviews should I read?", "what do people my size say?"
READ_FIRST = cue(
    r"\b(?:which|what) reviews? (?:should|shall|do|can) i (?:read|look at)\b",
    r"\breviews? (?:worth reading|to read first)\b",
    r"\b(?:people|somebody|someone|others|reviewers|buyers|anyone|reviews) "
    r"(?:(?:like|with|of|from|in|who (?:wear|took)) )*(?:me|my size|the same size|my needs|the same use|my use)\b",
    r"\breviews? (?:for|by|from) (?:people )?(?:like )?(?:me|my size|the same)\b",
)
FAILING = cue(
    r"\b(?:does|do|did|will|would) (?:it|they|this|these|that|the \w+) "
    r"(?:\w+ )?(?:break|fail|die|fall apart|stop working|wear out|come apart|give out)\b",
    r"\b(?:breaks?|broken|failed|stopped working|failure rate)\b[^?]*\b(?:often|easily|soon|quickly|fast|many)\b",
    r"\bhow (?:often|soon|many)\b[^?]*\b(?:break|broke|fail|failed|die|died|stopped working)\b",
    r"容易坏|会坏|坏得",
)

# "what do people say about the battery" is of a part of the thing, though the store sells batteries, too.
OF_A_PART = cue(r"\b(?:about|with|on|of|in) (?:the|its|their|that)\b", r"\babout (?:\w+s|\w+ing)\b\W*$")


def asks_reviewers(question: str) -> bool:
    """Whether it is put to those who reviewed the thing, whatever the record states."""
    return any(pattern.search(question) for pattern in (OF_REVIEWS, SIZING, FAILING, READ_FIRST))
