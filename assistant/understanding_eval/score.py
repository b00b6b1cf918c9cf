"""Metrics of walked dialogues: counted here, nowhere else. `docs/understanding.md` says what each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.acts import Intent, ShopperAct
from assistant.context import NO_CHANGE, Feeling
from assistant.understanding_eval.acts import without_small_talk
from assistant.understanding_eval.comparing import KINDS
from assistant.understanding_eval.format import PARTS
from assistant.understanding_eval.walk import WalkedTurn

PARAPHRASES = "paraphrases"
FEELINGS = tuple(feeling.value for feeling in (Feeling.FRUSTRATED, Feeling.URGENT, Feeling.DELIGHTED, Feeling.ABUSIVE))


CERTAINTIES = ((0.9, 1.01), (0.7, 0.9), (0.5, 0.7), (0.3, 0.5), (0.0, 0.3))  # from, up to but without


@dataclass(frozen=True, slots=True)
class Score:
    """Of some turns; a share is 0-1. `invented` is None where nothing was predicted. Tokens are the mean of a turn in
    which a model was asked; None where it was not, or does not count them."""

    n_turns: int
    joint_goal: float  # the state after the turn is right, whatever came before
    turn_goal: float  # the state after the turn is right, had all before it been understood
    acts_exact: float
    invented: float | None  # of all constraints that acts carry
    asked_model: float
    failed: float | None  # of the turns in which it was asked: it gave no answer
    prompt_tokens: float | None
    answer_tokens: float | None
    ms: tuple[float, ...]  # of every turn
    ms_asked: tuple[float, ...]  # of those in which a model was asked


@dataclass(frozen=True, slots=True)
class Rates:
    """How many were predicted, how many there are, and how many are both."""

    n_right: int = 0
    n_predicted: int = 0
    n_gold: int = 0

    @property
    def precision(self) -> float | None:
        """None where nothing was predicted."""
        return self.n_right / self.n_predicted if self.n_predicted else None

    @property
    def recall(self) -> float | None:
        """None where there was nothing to predict."""
        return self.n_right / self.n_gold if self.n_gold else None

    @property
    def f1(self) -> float | None:
        both = self.n_predicted + self.n_gold
        return 2 * self.n_right / both if both else None


def score(turns: Sequence[WalkedTurn], *, context: bool = False) -> Score:
    """Raises `ValueError` for no turns. With `context`, whom a thing is for, by when and so on count for the goals."""
    if not turns:
        raise ValueError("there are no turns to score")
    n, n_predicted = len(turns), sum(turn.n_predicted for turn in turns)
    asked = [turn for turn in turns if turn.asked.n]
    return Score(
        n,
        sum(turn.need.is_right(context=context) for turn in turns) / n,
        sum(turn.need_alone.is_right(context=context) for turn in turns) / n,
        sum(not turn.act_differences for turn in turns) / n,
        sum(len(turn.invented) for turn in turns) / n_predicted if n_predicted else None,
        len(asked) / n,
        sum(turn.asked.n_failed > 0 for turn in asked) / len(asked) if asked else None,
        _mean([turn.asked.prompt_tokens for turn in asked]),
        _mean([turn.asked.answer_tokens for turn in asked]),
        tuple(turn.ms for turn in turns),
        tuple(turn.ms for turn in asked),
    )


def _mean(counts: Sequence[int]) -> float | None:
    return sum(counts) / len(counts) if any(counts) else None


def by_part(turns: Sequence[WalkedTurn]) -> dict[str, list[WalkedTurn]]:
    """The turns of each part that there are any of, the test part first."""
    made = {part: [turn for turn in turns if turn.dialogue.part == part] for part in PARTS}
    return {part: own for part, own in made.items() if own}


def groups(turns: Sequence[WalkedTurn]) -> dict[str, list[WalkedTurn]]:
    """All turns, and those of each language, level of typos and store, with a full screen, and by how certain a model
    was of its notes; paraphrases are a group of their own, only."""
    own = [turn for turn in turns if not turn.dialogue.paraphrased]
    made: dict[str, list[WalkedTurn]] = {"all": own}
    for name in ("en", "zh", "mixed"):
        made[name] = [turn for turn in own if turn.dialogue.lang == name]
    for name in ("none", "some", "many"):
        made[f"typos: {name}"] = [turn for turn in own if turn.dialogue.typos == name]
    for name in sorted({turn.dialogue.store for turn in own}):
        made[f"store: {name}"] = [turn for turn in own if turn.dialogue.store == name]
    made["shown: 4 and more"] = [turn for turn in own if len(turn.shown) >= 4]  # the longest states a model is told
    for low, high in CERTAINTIES:
        within = [turn for turn in own if turn.certainty is not None and low <= turn.certainty < high]
        made[certainty_name(low, high)] = within
    made[PARAPHRASES] = [turn for turn in turns if turn.number in turn.dialogue.paraphrased]
    return {name: found for name, found in made.items() if found}


def heard_apart(walked: Mapping[str, Sequence[WalkedTurn]]) -> dict[str, list[WalkedTurn]]:
    """Of several readers' turns those that not all of them heard alike, which show whom to believe. Questions' words
    and whom a thing is for make no difference; paraphrases are left out. None where there is one reader."""
    heard: dict[tuple[str, int], set[tuple[ShopperAct, ...]]] = {}
    for turns in walked.values():
        for turn in turns:
            acts = tuple(replace(act, text="", context=NO_CHANGE) for act in without_small_talk(turn.acts))
            heard.setdefault((turn.dialogue.id, turn.number), set()).add(acts)
    return {
        name: [t for t in turns if len(heard[t.dialogue.id, t.number]) > 1 and not t.dialogue.paraphrased]
        for name, turns in walked.items()
    }


def by_certainty(walked: Mapping[str, Sequence[WalkedTurn]]) -> dict[str, dict[str, list[WalkedTurn]]]:
    """Everybody's turns by how certain of them the one was who can tell; those that nobody can tell of are left out."""
    known = {
        (turn.dialogue.id, turn.number): turn.certainty
        for turns in walked.values()
        for turn in turns
        if turn.certainty is not None
    }
    return {
        certainty_name(low, high): {
            name: [turn for turn in turns if low <= known.get((turn.dialogue.id, turn.number), -1.0) < high]
            for name, turns in walked.items()
        }
        for low, high in CERTAINTIES
    }


def certainty_name(low: float, high: float) -> str:
    return f"certainty: {low:g} and more" if high > 1 else f"certainty: {low:g} to {high:g}"


def by_intent(turns: Sequence[WalkedTurn]) -> dict[str, Rates]:
    """Of every intent that occurs: the acts that were meant and heard in the same turn."""
    right: Counter[Intent] = Counter()
    predicted: Counter[Intent] = Counter()
    gold: Counter[Intent] = Counter()
    for turn in turns:
        heard = Counter(act.intent for act in without_small_talk(turn.acts))
        meant = Counter(act.intent for act in without_small_talk(turn.turn.acts))
        right += heard & meant
        predicted += heard
        gold += meant
    return {i.value: Rates(right[i], predicted[i], gold[i]) for i in Intent if predicted[i] or gold[i]}


def by_feeling(turns: Sequence[WalkedTurn]) -> dict[str, Rates]:
    """Of every feeling that occurs: the turns in which the message says it, and in which it was heard."""
    made = {
        feeling: Rates(
            sum(turn.feeling == turn.turn.feeling == feeling for turn in turns),
            sum(turn.feeling == feeling for turn in turns),
            sum(turn.turn.feeling == feeling for turn in turns),
        )
        for feeling in FEELINGS
    }
    return {feeling: rates for feeling, rates in made.items() if rates.n_predicted or rates.n_gold}


def by_kind(turns: Sequence[WalkedTurn]) -> dict[str, Rates]:
    """Of every kind of constraint that occurs: what the message alone did to a state that was right before it.

    A constraint that stood already, and stands rightly, counts nowhere; one that should have gone counts as predicted.
    """
    counted: Counter[tuple[str, str]] = Counter()
    for turn in turns:
        for wanted, meeting in turn.need_alone.met:
            if any(constraint not in turn.stood for constraint in meeting):
                counted[turn.kinds[wanted.first], "right"] += 1
        for constraint in turn.need_alone.wrong:
            counted[turn.kinds[constraint], "wrong"] += 1
        for wanted in turn.need_alone.missed:
            counted[turn.kinds[wanted.first], "missed"] += 1
    made = {}
    for kind in KINDS:
        right, wrong, missed = (counted[kind, what] for what in ("right", "wrong", "missed"))
        if right or wrong or missed:
            made[kind] = Rates(right, right + wrong, right + missed)
    return made
