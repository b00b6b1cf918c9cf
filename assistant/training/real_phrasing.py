"""How real requests begin and end: patterns read from sets of others where they are there, never kept."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from assistant.understanding_eval import mgshopdial, shoppingbench

GOALS, REQUESTS = "webshop_human_goals_dev.json", "shoppingbench"

_OPENER = re.compile(
    r"^\W*(?P<said>.{0,60}?\b(?:looking for|searching for|look for|in need of|need|want|interested in|buy|get|find|"
    r"find me|show me|shopping for|search for))\s+(?P<article>an?|some|the)?\b",
    re.IGNORECASE,
)
_CLOSER = re.compile(r"[.,!]\s+(?P<said>(?:do|can|could|what|any|please|thank)\b[^.,!?\d]{4,45}\??)\s*$", re.I)
# A pattern is made of words like these only: nothing of what was looked for may come along.
_PLAIN_WORDS_SAID = (
    "a able about advice again am also an and any anything are around be been buy buying can cant could currently "
    "do for find finding from get getting give go going good got great had have hello help hey hi hoping how i id "
    "ill im in interested is it its ive just kind kindly like ll look looking m may me might more my need needed "
    "needing now of okay ok on one options or order please product purchase purchasing really recommend "
    "recommendation recommendations recommended search searching see shop shopping should show so some someone "
    "something sort suggest suggestion suggestions sure thank thanks that the them there these this to today "
    "trying up us very want wanted wants was we well what which will wish with would you your d s re ve "
)
_PLAIN_WORDS = frozenset(_PLAIN_WORDS_SAID.split())
_MOST = 400  # patterns


def real_frames(folder: Path | None) -> tuple[str, ...]:
    """Frames such as "i am looking for {thing}", from the goals, dialogues and requests in `folder`.

    Of sets that understanding is measured on, only what is not judged is read. Commonest first; empty without the
    folder or its files. An opener is said at least three times, a closer twice.
    """
    if folder is None:
        return ()
    said = [*_goals(folder / GOALS), *_turns(folder / mgshopdial.DIALOGUES), *_requests(folder / REQUESTS)]
    openers = Counter(frame for words in said if (frame := _opener(words)))
    closers = Counter(end for words in said if (end := _closer(words)))
    frames = [frame for frame, times in openers.most_common(_MOST) if times > 2]
    ends = [end for end, times in closers.most_common(60) if times > 1]
    mixed = [f"{frame}. {ends[at % len(ends)]}" for at, frame in enumerate(frames[:120])] if ends else []
    return (*frames, *mixed)


def _opener(words: str) -> str:
    match = _OPENER.match(words)
    if not match or not _is_plain(match["said"]):
        return ""
    said = re.sub(r"\s+", " ", match["said"]).strip(" ,.(:")
    return f"{said} {{thing}}" if match["article"] else f"{said} {{things}}"


def _closer(words: str) -> str:
    match = _CLOSER.search(words)
    return re.sub(r"\s+", " ", match["said"]).strip() if match and _is_plain(match["said"]) else ""


def _is_plain(words: str) -> bool:
    found = re.findall(r"[a-z]+", words.lower())
    return 2 <= len(found) <= 12 and set(found) <= _PLAIN_WORDS and "{" not in words and ";" not in words


def _goals(file: Path) -> Iterator[str]:
    yield from (str(goal) for goal in _json(file))


def _turns(file: Path) -> Iterator[str]:
    """What the clients say in the conversations that nobody is judged by."""
    for dialogue in _json(file):
        if mgshopdial.part_of(dialogue["id"]) == "train":
            said = (u for u in dialogue["utterances"] if u["participant"] == mgshopdial.CLIENT)
            yield from (str(utterance["utterance"]) for utterance in said)


def _requests(folder: Path) -> Iterator[str]:
    """The requests of the lines that nobody is judged by; without the rules of a voucher, which stand below them."""
    for name in shoppingbench.FILES.values():
        file = folder / name
        lines = file.read_text("utf-8").splitlines() if file.is_file() else []
        odd = (line for n, line in enumerate(lines, 1) if shoppingbench.part_of(n) == "odd")
        yield from (str(json.loads(line)["query"]).partition("\n\n")[0] for line in odd)


def _json(file: Path) -> Iterable[Any]:
    return json.loads(file.read_text("utf-8")) if file.is_file() else ()
