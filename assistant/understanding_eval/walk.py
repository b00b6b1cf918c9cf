"""Walking annotated dialogues: every message is understood and compared with what was meant by it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.acts import ShopperAct
from assistant.quantities.amounts import amounts
from assistant.state import DialogueState, TurnBegan
from assistant.understanding import Understander
from assistant.understanding_eval.acts import differences
from assistant.understanding_eval.amounts import span_of
from assistant.understanding_eval.comparing import NeedComparer, NeedComparison
from assistant.understanding_eval.format import AnnotatedDialogue, AnnotatedTurn
from assistant.understanding_eval.gold import Gold, need_of, screen
from retrieval.catalog import Catalog
from retrieval.query import Constraint
from retrieval.tokens import Token, stem, tokens
from retrieval.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Asked:
    """What a language model was asked: how often, in how many tokens, and how often it gave no answer."""

    n: int = 0
    n_failed: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0

    def since(self, before: Asked) -> Asked:
        return Asked(
            self.n - before.n,
            self.n_failed - before.n_failed,
            self.prompt_tokens - before.prompt_tokens,
            self.answer_tokens - before.answer_tokens,
        )


@dataclass(frozen=True, slots=True)
class WalkedTurn:
    """One message: how it was understood, and how that compares.

    `need` compares the state that came of all readings so far; `need_alone` the state that this reading makes of a
    state put right before it, and `stood` is what that state held already. `invented` are the constraints of the
    acts that nobody meant and the message does not say, out of `n_predicted`. `certainty` is the reading's.
    """

    dialogue: AnnotatedDialogue
    number: int  # from 1
    acts: tuple[ShopperAct, ...]
    act_differences: tuple[str, ...]
    need: NeedComparison
    need_alone: NeedComparison
    stood: tuple[Constraint, ...]
    kinds: dict[Constraint, str]
    n_predicted: int
    invented: tuple[Constraint, ...]
    shown: tuple[str, ...]
    ms: float
    asked: Asked
    certainty: float | None = None

    @property
    def turn(self) -> AnnotatedTurn:
        return self.dialogue.turns[self.number - 1]

    @property
    def feeling(self) -> str:
        """How the shopper sounded in this message; empty where nothing was heard of it."""
        heard = [act.context.feeling for act in self.acts if act.context.feeling]
        return heard[-1].value if heard else ""


class Walker:
    """Walks the dialogues of one store with one understander.

    `asked` tells what the understander has asked a language model so far; `timer` gives seconds; `before_each` is
    called with the state before a message comes, and not timed.
    """

    def __init__(
        self,
        understander: Understander,
        catalog: Catalog,
        vocabulary: Vocabulary,
        *,
        timer: Callable[[], float],
        asked: Callable[[], Asked] = Asked,
        before_each: Callable[[DialogueState], None] = lambda _: None,
    ) -> None:
        self._understander = understander
        self._catalog = catalog
        self._vocabulary = vocabulary
        self._comparer = NeedComparer(catalog, vocabulary)
        self._gold = Gold(catalog, self._comparer)
        self._timer = timer
        self._asked = asked
        self._before_each = before_each

    def walk(self, dialogue: AnnotatedDialogue) -> Iterator[WalkedTurn]:
        """Turn by turn. The screen and the cart are always what was meant; what was heard carries on.

        Paraphrases end with the last turn that is said in other words: nothing behind it is counted.
        """
        carried = alone = DialogueState()
        for number, turn in enumerate(dialogue.turns[: max(dialogue.paraphrased, default=None)], 1):
            if turn.shown is not None:
                shown = screen(turn.shown, self._catalog)
                carried, alone = carried.after(shown), alone.after(shown)
            self._before_each(carried)
            before, began = self._asked(), self._timer()
            read = self._understander.understand(turn.say, carried)
            acts = read.acts
            ms = (self._timer() - began) * 1000
            asked = self._asked().since(before)
            acts_alone = acts if alone == carried else self._understander.understand(turn.say, alone).acts
            heard, heard_alone = _after(carried, turn.say, acts), _after(alone, turn.say, acts_alone)
            need = self._compared(heard, turn)
            need_alone = self._compared(heard_alone, turn)
            wrong = differences(acts, turn, self._comparer)
            wrong_alone = wrong if alone == carried else differences(acts_alone, turn, self._comparer)
            predicted = [c for act in acts for c in (*act.constraints, *act.parts)]
            yield WalkedTurn(
                dialogue,
                number,
                acts,
                wrong,
                need,
                need_alone,
                need_of(alone),
                self._kinds(need_alone),
                len(predicted),
                tuple(c for c in predicted if self._is_invented(c, turn)),
                carried.shown.product_ids,
                ms,
                asked,
                read.certainty,
            )
            right = self._gold.put_right(alone, heard_alone, turn, not wrong_alone, need_alone)
            carried, alone = self._gold.answered(heard, turn), self._gold.answered(right, turn)

    def _compared(self, state: DialogueState, turn: AnnotatedTurn) -> NeedComparison:
        return self._comparer.compare(need_of(state), turn.need, turn.may, state.parts)

    def _kinds(self, need: NeedComparison) -> dict[Constraint, str]:
        lines = [wanted.first for wanted in (*need.missed, *(wanted for wanted, _ in need.met))]
        return {c: self._comparer.kind(c) for c in (*need.wrong, *lines)}

    def _is_invented(self, constraint: Constraint, turn: AnnotatedTurn) -> bool:
        of_acts = [w for act in turn.acts for w in (*(act.constraints or ()), *(act.parts or ()))]
        meant = [*turn.need, *turn.may, *of_acts]
        if not self._comparer.compare([constraint], (), meant).wrong:
            return False
        return not self._says(turn.say, constraint)

    def _corrected(self, message: str) -> list[Token]:
        """With misspelt words also as the store spells them: what is said with a slip is said."""
        said = tokens(message)
        better = [(t, self._vocabulary.corrected(t.word)) for t in said]
        return [Token(t.start, t.end, word, stem(word)) if word else t for t, word in better]

    def _says(self, message: str, constraint: Constraint) -> bool:
        """Whether the message says the value, in the store's words or its own; of a measure, any number."""
        spoken = self._corrected(message)
        named = {(m.slot, value) for m in self._vocabulary.match(spoken) for value in m.values}
        numbers = _numbers(message)
        for value in constraint.values:
            span = span_of(value)
            words = {t.stem for t in tokens(str(value))}
            if (constraint.slot, value) in named or (words and words <= {t.stem for t in spoken}):
                return True
            if isinstance(value, Decimal) and value in numbers:
                return True
            if span is not None and span.unit and numbers:
                return True
        return False


def _after(state: DialogueState, message: str, acts: tuple[ShopperAct, ...]) -> DialogueState:
    state = state.after(TurnBegan(message))
    for act in acts:
        state = state.after(act)
    return state


def _numbers(message: str) -> set[Decimal]:
    """Every number in figures, and those in words that are read as amounts."""
    figures = re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", message, re.ASCII)
    read = [value for amount in amounts(message) for value in amount.constraint.values]
    return {Decimal(one.replace(",", "")) for one in figures} | {v for v in read if isinstance(v, Decimal)}
