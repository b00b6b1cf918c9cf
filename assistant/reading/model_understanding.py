"""Understanding by a language model: it says what is meant, code checks every word of it against message and store."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import TYPE_CHECKING

import structlog

from assistant.acts import Intent, ShopperAct
from assistant.notes.chat import SHOWN_TOLD, TUNED_PROMPT, UNTUNED_PROMPT, note_chat
from assistant.notes.grammar import understanding_grammar
from assistant.notes.notation import QUALITIES, NotationError, Note, plain, read
from assistant.notes.reader import NO_OPINION, NoteReader
from assistant.state import DialogueState
from assistant.understanding import LONGEST_READ, Trouble, Understanding
from prompts import load
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from retrieval.vocabulary import Vocabulary

if TYPE_CHECKING:
    from assistant.models.steerable import SteerableChatModel
    from assistant.reading.act_judge import ActJudge

_MAX_TOKENS = 96  # four acts of the usual length; the longest notes of the examples have 25
# The first token's probability. Of 24 hand-written messages all 7 below it were read wrongly, 11 of 17 above rightly
# (Qwen2.5-Coder-0.5B, not tuned).
_CERTAIN = 0.35
_CERTAIN_NOTES = 0.9  # turns are read rightly in .94 where the model holds its notes so probable
# Words. No row that taught a model is longer: of lists of things and of vouchers' terms it makes half of what was said,
# after more than a shopper waits (docs/understanding-elsewhere.md).
LONGEST_TAUGHT = 45
_SLOTS_TOLD = 12  # the commonest; a longer list costs reading time and adds noise
_VALUES_TOLD = 2
_FIRST_SLOTS = ("category", "brand", "gender", "color", "size", "material")
# Letters of other alphabets than the Latin: from Greek up to the signs of East Asia, punctuation left out.
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u2e80-\u2fff\u3005-\u3007\u3040-\ud7ff\uf900-\ufaff\uff66-\uffdc]")
_LAST_PAIR = re.compile(r" [a-z][a-z_0-9]*(?:[!<>]?=|~)[^=~<>;]*$")

log = structlog.get_logger(__name__)


class ModelUnderstander:
    """Reads a message with a language model under a grammar made for it, then grounds what was noted.

    Slow beside rules (half a second and more), so it is for messages that rules are not sure of. `timeout_s` bounds
    the wait; a model that fails, is too slow or writes nonsense gives `NOT_UNDERSTOOD` with its `trouble`, never an
    exception. `sure` is False where part of what it noted did not hold, or the model was of several minds about what is
    being done. `prompt` names the one that the model was tuned with, where it was. A model that is `latin_only` reads
    nothing in other scripts, and a tuned one no message of more than `LONGEST_TAUGHT` words: what it would make of
    them is noise. `judge` has an opinion on what is done, where a tuned one is not certain.
    """

    def __init__(
        self,
        model: SteerableChatModel,
        catalog: Catalog,
        vocabulary: Vocabulary,
        *,
        prompt: str = UNTUNED_PROMPT,
        latin_only: bool = False,
        judge: ActJudge | None = None,
        timeout_s: float = 8.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._model = model
        self._latin_only = latin_only
        self._judge = judge
        self._timeout_s = timeout_s
        self._monotonic = monotonic
        self._prompt = load(prompt)
        self._warmed = threading.Event()  # before that, the first message waits until the whole prompt is read
        self._read_over(catalog, vocabulary)

    def _read_over(self, catalog: Catalog, vocabulary: Vocabulary) -> None:
        self._catalog = catalog
        self._slots = QUALITIES if self.is_tuned else _told(vocabulary.slots)
        self._reader = NoteReader(catalog, vocabulary, completing=not self.is_tuned)  # a tuned one notes it all

    def over(self, catalog: Catalog, vocabulary: Vocabulary) -> ModelUnderstander:
        """Another one over another state of the catalog, by the same model: warm as soon as this one is."""
        other = copy(self)
        other._read_over(catalog, vocabulary)
        return other

    @property
    def is_warm(self) -> bool:
        return self._warmed.is_set()

    @property
    def model(self) -> SteerableChatModel:
        """What reads, for whoever else needs a language model: one at a time fits in the memory."""
        return self._model

    @property
    def is_tuned(self) -> bool:
        return self._prompt.name == TUNED_PROMPT

    def understand(
        self, message: str, state: DialogueState, cancel: Callable[[], bool] = lambda: False
    ) -> Understanding:
        """As `Understander` says; `cancel` is asked often, and stops the model when it says so."""
        text = plain(message[:LONGEST_READ])
        if self._is_beyond(text):
            return Understanding((ShopperAct(Intent.NOT_UNDERSTOOD, text=text),), "model", sure=False)
        if self.is_tuned:
            text = self._reader.put_right(text)
        began = self._monotonic()
        notes, certain, trouble, certainty = self._notes(
            text, state, lambda: cancel() or self._monotonic() - began > self._timeout_s
        )
        acts, sure = self._reader.acts(notes, text, state, self._opinion(text, state, certainty))
        sure = sure and certain
        log.info(
            "understood",
            by="model",
            prompt=self._prompt.digest,
            acts=[act.intent.value for act in acts],
            sure=sure,
            seconds=round(self._monotonic() - began, 3),
        )
        heard = acts or (ShopperAct(Intent.NOT_UNDERSTOOD, text=text),)
        return Understanding(heard, "model", sure and bool(acts), trouble, certainty if acts else None)

    def read_ahead(self, state: DialogueState, cancel: Callable[[], bool] = lambda: False) -> None:
        """Has the model read what comes before the next message, so that only the message is left to be read then.

        The shopper is reading the answer meanwhile. Changes nothing that is said;
        `cancel` is asked often. Failing is no matter: then the message is read as a whole.
        """
        from assistant.models.steerable import GenerationCancelled, ModelError

        if not self._model.keeps_prompts:
            return
        try:
            self._model.invoke(self._chat("", state), max_tokens=1, cancel=cancel)
        except (GenerationCancelled, ModelError) as error:
            log.debug("nothing read ahead", error=str(error))

    def warm_up(self) -> None:
        """Loads the model and reads the part of the prompt that never changes, so that the first shopper need not wait.

        Takes seconds (2,700 tokens), so do it on a thread; closing the model ends it. Raises `ModelError` when the
        model cannot be used at all.
        """
        if self._judge is not None:
            self._judge.load()
        self._reader.put_right("wich")  # the speller reads its lists when it is first asked
        self._model.invoke(self._chat("hello", DialogueState()), max_tokens=1)
        self._warmed.set()

    def _opinion(self, text: str, state: DialogueState, certainty: float | None) -> Mapping[Intent, float]:
        """What the judge of acts makes of the message, where the model is not certain of its notes."""
        if self._judge is None or not self.is_tuned or certainty is None or certainty >= _CERTAIN_NOTES:
            return NO_OPINION
        return self._judge.likely(text, state)

    def _is_beyond(self, text: str) -> bool:
        """Whether it is unlike anything that the model was taught to read."""
        if self._latin_only and _OTHER_SCRIPT.search(text):
            return True
        return self.is_tuned and len(text.split()) > LONGEST_TAUGHT

    def _notes(
        self, text: str, state: DialogueState, cancel: Callable[[], bool]
    ) -> tuple[list[Note], bool, Trouble | None, float | None]:
        """What the model noted, whether it was certain of how to begin, why it noted nothing where it failed, and how
        probable it held all of the notes."""
        from assistant.models.steerable import GenerationCancelled, ModelError

        shown = [i for i in state.shown.product_ids if i in self._catalog][:SHOWN_TOLD]
        grammar = understanding_grammar(text, len(shown), self._slots)
        try:
            answer = self._model.invoke(
                self._chat(text, state),
                grammar=grammar,
                max_tokens=_MAX_TOKENS,
                stop=["\n"],
                cancel=cancel,
                certainty=True,
            )
            certainty = answer.response_metadata.get("certainty", 1.0)
            is_cut = answer.response_metadata.get("finish_reason") == "length"
            notes, is_whole = _read(answer.text, is_cut=is_cut)
            return notes, certainty >= _CERTAIN and is_whole, None, answer.response_metadata.get("joint_certainty")
        except GenerationCancelled:
            log.info("understanding stopped", prompt=self._prompt.digest)
            return [], False, Trouble.TOO_SLOW, None
        except ModelError as error:
            log.warning("understanding failed", prompt=self._prompt.digest, error=str(error))
        except NotationError as error:
            log.warning("notes do not read", prompt=self._prompt.digest, error=str(error))
        return [], False, Trouble.FAILED, None

    def _chat(self, text: str, state: DialogueState) -> list[tuple[str, str]]:
        titles = [self._catalog.product(i).title for i in state.shown.product_ids if i in self._catalog]
        return note_chat(self._prompt, slots=self._slots, need=need_line(state), shown=titles, message=text)


def _read(text: str, *, is_cut: bool) -> tuple[list[Note], bool]:
    """The notes, and whether they are all there: without the pair or the act that an answer was cut off in.

    Raises `NotationError` where there is nothing before it that reads either.
    """
    kept = _LAST_PAIR.sub("", text)
    whole = kept if kept != text else text.rpartition(";")[0]
    if is_cut:
        return read(whole), False
    try:
        return read(text), True
    except NotationError:
        return read(whole), False


def _told(slots: Sequence[str]) -> tuple[str, ...]:
    """The slots to tell the model of: those that every shop talks about first, then the store's own order."""
    first = [slot for slot in _FIRST_SLOTS if slot in slots]
    return tuple([*first, *(slot for slot in slots if slot not in first)][:_SLOTS_TOLD])


def need_line(state: DialogueState) -> str:
    """The need in a line: `jacket color=Blue price<=60 recipient=dad`; `set: camping price<=400` is on the table."""
    about = state.context
    context = {
        "recipient": about.recipient,
        "occasion": about.occasion,
        "needed_by": about.needed_by.words if about.needed_by else "",
        "owns": "/".join(about.owns),
        "quantity": str(about.quantity or ""),
    }
    told = [f"{slot}={words}" for slot, words in context.items() if words]
    on_table = "set:" if state.is_at_bench else ""
    return " ".join([on_table, state.text, *(_written(c) for c in state.constraints), *told]).strip()


def _written(constraint: Constraint) -> str:
    """A measure's bound stands in the state as all values that keep it: two of them tell enough."""
    signs = {Operator.NOT: "!=", Operator.AT_MOST: "<=", Operator.AT_LEAST: ">=", Operator.ABOUT: "~"}
    words = "/".join(str(value) for value in constraint.values[:_VALUES_TOLD])
    return f"{constraint.slot}{signs.get(constraint.operator, '=')}{words}"
