"""An opinion put in words: which sentences, in which order, in whose voice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random

from retrieval.sample.assortment import Assortment, Item, Kind
from retrieval.sample.phrases import contexts, is_said_of, n_sentences, put, read_words, relatives
from retrieval.sample.quality import VALUE
from retrieval.sample.reviewers import BAD, GOOD, MIXED, Opinion
from retrieval.sample.suiting import Suiting, is_old_enough

_VOICES = {"plain": 40, "terse": 22, "chatty": 18, "lively": 11, "lower": 5, "hasty": 4}
_MOST_SENTENCES, _FEWEST_WORDS = 6, 4
VERY_SHORT = 6  # words: so little may be said twice
_TITLE_WORDS = 6
# First words that are written small when something stands before them.
_LOWERED = frozenset("The It A An After This These They You Only Not No Even Half Too Very In On With For My".split())  # noqa: SIM905


class Teller:
    """Tells opinions of one product; what was said less often on its page comes first."""

    def __init__(self, assortment: Assortment, kind: Kind, item: Item) -> None:
        self._kind = kind
        self._item = item
        self._words = read_words()
        self._relatives = relatives(item)
        self._is_priced = VALUE not in kind.aspects and kind.name not in self._words.value["not"]
        self._contexts = tuple(line for line in contexts(kind) if is_said_of(line, kind))
        suiting = Suiting(assortment, kind, item)
        self._aspects = {
            (name, stance): suiting.suited(lines)
            for name, aspect in kind.aspects.items()
            for stance, lines in ((GOOD, aspect.good), (BAD, aspect.bad), (MIXED, aspect.mixed))
        }
        self._said: Counter[str] = Counter()

    def tell(self, opinion: Opinion, chance: Random, *, months: float, seen: set[str]) -> tuple[str, str]:
        """Title and body; a body that is not very short is none of those `seen`, and is added to them.

        `months` is how long anybody can have had the product on that day.
        """
        voice = chance.choices(list(_VOICES), list(_VOICES.values()))[0]
        pieces: list[str] = []
        for attempt in range(100):
            pieces = self._pieces(opinion, voice if attempt < 5 else "chatty", months, chance)
            if self._is_new(pieces, seen):
                break
        seen.add(_key(pieces))
        title = self._title(opinion, pieces, months, chance)
        return self._voiced(title, voice, chance), self._voiced(" ".join(pieces), voice, chance)

    def _is_new(self, pieces: Sequence[str], seen: set[str]) -> bool:
        return len(" ".join(pieces).split()) <= VERY_SHORT or _key(pieces) not in seen

    def _pieces(self, opinion: Opinion, voice: str, months: float, chance: Random) -> list[str]:
        """The sentences in order, each once."""
        mentions = [
            (stance, line) for a, stance in opinion.mentions if (line := self._mention(a, stance, months, chance))
        ]
        if opinion.is_mishap:
            mentions.insert(0, (BAD, self._general(self._words.delivery["mishap"], months, chance)))
        told = self._turned(mentions, chance)
        carrying = [line for stance, line in mentions if _carries(stance, opinion.rating)]
        if voice == "terse":
            short = self._general(self._words.verdicts["short"][opinion.rating], months, chance)
            found = carrying[:1] if carrying and chance.random() < 0.65 else [short]
        else:
            found = [*self._before(opinion, voice, months, chance), *told, *self._aside(opinion, voice, months, chance)]
            if not carrying or chance.random() < 0.5:
                found.append(self._general(self._words.verdicts[opinion.rating], months, chance))
        found = list(dict.fromkeys(found))
        while len(" ".join(found).split()) < _FEWEST_WORDS:
            found = list(dict.fromkeys([*found, self._general(self._words.verdicts[opinion.rating], months, chance)]))
        while n_sentences(" ".join(found)) > _MOST_SENTENCES and len(found) > 1:
            found.pop(0 if found[0] not in told else len(found) - 1)
        return found

    def _turned(self, mentions: Sequence[tuple[str, str]], chance: Random) -> list[str]:
        """The lines; between praise and blame sometimes a turn: "That said, ..."."""
        told: list[str] = []
        before = ""
        for stance, line in mentions:
            turns = {before, stance} == {GOOD, BAD} and line.split()[0] in _LOWERED and chance.random() < 0.6
            told.append(f"{chance.choice(self._words.voices['turns'])} {line[0].lower()}{line[1:]}" if turns else line)
            before = stance
        return told

    def _before(self, opinion: Opinion, voice: str, months: float, chance: Random) -> list[str]:
        found = []
        if voice == "lively" and opinion.rating == 5:
            found.append(self._general(self._words.voices["delighted"], months, chance))
        elif voice == "lively" and opinion.rating <= 3:
            found.append(self._general(self._words.voices["grumpy"], months, chance))
        elif voice == "chatty" and chance.random() < 0.45:
            found.append(self._general(self._words.voices["chatty"], months, chance))
        if not opinion.is_mishap and chance.random() < (0.7 if voice == "chatty" else 0.25):
            found.append(self._general(self._contexts, months, chance))
        return found

    def _aside(self, opinion: Opinion, voice: str, months: float, chance: Random) -> list[str]:
        """Size, price, delivery: where they have something to say of it that goes with the stars."""
        found = []
        if opinion.size:
            found.append(self._general(self._words.size[opinion.size], months, chance))
        fits = (opinion.value == MIXED and opinion.rating == 3) or _carries(opinion.value, opinion.rating)
        if self._is_priced and fits and chance.random() < 0.2:
            found.append(self._general(self._words.value[opinion.value], months, chance))
        if not opinion.is_mishap and chance.random() < (0.18 if voice == "chatty" else 0.09):
            about = "neutral" if chance.random() < 0.3 or opinion.rating == 3 else GOOD if opinion.rating > 3 else BAD
            found.append(self._general(self._words.delivery[about], months, chance))
        return found

    def _title(self, opinion: Opinion, pieces: Sequence[str], months: float, chance: Random) -> str:
        titles = self._words.titles
        if opinion.is_mishap:
            return self._general(titles["mishap"], months, chance)
        if opinion.size in ("small", "large") and chance.random() < 0.4:
            return self._general(titles[opinion.size], months, chance)
        carrying = [(a, s) for a, s in opinion.mentions if _carries(s, opinion.rating)]
        drawn = chance.random()
        if carrying and drawn < 0.5:
            aspect, stance = chance.choice(carrying)
            own = [line for line in self._aspects[aspect, stance] if line not in pieces and is_old_enough(line, months)]
            short = [line for line in own if n_sentences(line) == 1 and len(line.split()) <= _TITLE_WORDS]
            if short and drawn < 0.3:
                return self._least_said(short, chance).rstrip(".")
            if aspect in titles["aspects"]:
                line = self._least_said(titles[stance], chance)
                self._said[line] += 1
                return line.replace("{aspect}", titles["aspects"][aspect])
        return self._general(titles[opinion.rating], months, chance)

    def _mention(self, aspect: str, stance: str, months: float, chance: Random) -> str:
        lines = [line for line in self._aspects[aspect, stance] if is_old_enough(line, months)]
        if not lines:
            return ""
        line = self._least_said(lines, chance)
        self._said[line] += 1
        return line

    def _general(self, lines: Iterable[str], months: float, chance: Random) -> str:
        suited = [line for line in lines if is_said_of(line, self._kind) and is_old_enough(line, months)]
        line = self._least_said(suited, chance)
        self._said[line] += 1
        return put(line, self._kind, self._item, chance.choice(self._relatives))

    def _least_said(self, lines: Sequence[str], chance: Random) -> str:
        return min(lines, key=lambda line: (self._said[line] + 2 * chance.random(), line))

    def _voiced(self, text: str, voice: str, chance: Random) -> str:
        if voice == "lower":
            return text.lower().rstrip(".")
        if voice == "hasty":
            mistakes: dict[str, str] = self._words.voices["mistakes"]
            there = [word for word in mistakes if re.search(rf"\b{word}\b", text)]
            for word in chance.sample(there, min(2, len(there))):
                text = re.sub(rf"\b{word}\b", mistakes[word], text, count=1)
        return text


def _carries(stance: str, rating: int) -> bool:
    """Whether saying so goes with the stars."""
    return stance == GOOD if rating >= 4 else stance == BAD if rating <= 2 else stance != GOOD


def _key(pieces: Sequence[str]) -> str:
    return " ".join(pieces).lower()
