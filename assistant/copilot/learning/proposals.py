"""Proposals: what agents' edits and thumbs-downs would teach. The owner decides; every decision can be taken back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from assistant.copilot.conversation import Conversation
from assistant.copilot.learning.golden import check, dialogue_of, written
from assistant.copilot.learning.lessons import Lesson, lessons_of_edit, lessons_of_thumb
from assistant.copilot.learning.masking import masked
from assistant.copilot.learning.proposal_table import NoProposalError, ProposalError, ProposalTable
from assistant.copilot.offering import Draft, Proposal, ProposalKind, ProposalStatus
from assistant.reply import PersonSaid, Text
from retrieval import corrections
from retrieval.catalog import Catalog, Product
from retrieval.corrections import Correction, CorrectionError, CorrectionKind
from retrieval.standing_answers import StandingAnswer, StandingAnswerError, keep_answer, take_back_answer
from retrieval.store import Store

__all__ = ["NoProposalError", "ProposalError", "Proposals"]
A_SHOPPER = "a shopper"
_CHANGEABLE = frozenset(("question", "answer", "slot", "new", "product_id", "dialogue"))


class Proposals:
    """`shop.copilot.proposals`; safe from several threads."""

    def __init__(
        self,
        store: Store,
        catalog: Callable[[], Catalog],
        drafted: Callable[[str], Draft | None],
        conversation: Callable[[str], Conversation],
        called: Callable[[str], str],
        store_mail: Callable[[], str],
        clock: Callable[[], datetime],
        taken_up: Callable[[str], None],
    ) -> None:
        """`taken_up` has the open shop read anew what was decided: of a product, or (empty id) of the store."""
        self._store = store
        self._table = ProposalTable(store.engine)
        self._catalog = catalog
        self._drafted = drafted
        self._conversation = conversation
        self._called = called
        self._store_mail = store_mail
        self._clock = clock
        self._taken_up = taken_up
        self._deciding = threading.Lock()

    # --- learning ---------------------------------------------------------------------------------------------------

    def from_edit(self, draft_id: str, sent: str, *, by: str) -> tuple[Proposal, ...]:
        """What an edit of a draft would teach; nothing where the draft was sent as it was, or is forgotten.

        `by` is the agent's shown name. What was proposed before is counted, not kept twice.
        """
        draft = self._drafted(draft_id)
        if draft is None:
            return ()
        conversation = self._conversation(draft.session_id)
        lessons = lessons_of_edit(draft, sent, self._catalog())
        return self._kept(lessons, conversation, draft.text, sent, by, [m.n for m in conversation.open])

    def from_draft_thumb(self, draft_id: str, reason: str, *, by: str) -> tuple[Proposal, ...]:
        """What a thumbs-down on a draft would teach; nothing without a reason, or where the draft is forgotten."""
        draft = self._drafted(draft_id)
        if draft is None:
            return ()
        conversation = self._conversation(draft.session_id)
        ids = dict.fromkeys([*draft.about, *(source.product_id for source in draft.sources)])
        lessons = lessons_of_thumb(" ".join(draft.answers), draft.text, reason, self._products(ids))
        return self._kept(lessons, conversation, draft.text, reason, by, [m.n for m in conversation.open])

    def from_thumb(self, session_id: str, n_turn: int, reason: str, *, by: str = A_SHOPPER) -> tuple[Proposal, ...]:
        """What a thumbs-down on turn `n_turn` (from 0) with a reason would teach; `by` an agent's name, or a shopper.

        Raises `LookupError` for a turn that is not there.
        """
        conversation = self._conversation(session_id)
        if not 0 <= n_turn < len(conversation.turns):
            raise LookupError(f"This conversation has no turn {n_turn}.")
        turn = conversation.turns[n_turn]
        answered = " ".join(
            event.piece if isinstance(event, Text) else event.text
            for event in turn.events
            if isinstance(event, Text | PersonSaid)
        )
        ids = [i for h in turn.happened for i in getattr(h, "product_ids", ())]
        lessons = lessons_of_thumb(turn.message, answered, reason, self._products(ids))
        return self._kept(lessons, conversation, answered, reason, by, [n_turn])

    # --- deciding ---------------------------------------------------------------------------------------------------

    def waiting(self) -> tuple[Proposal, ...]:
        """Those to be decided, those proposed most often first."""
        return self._table.of((ProposalStatus.WAITING,))

    def decided(self, *, n: int = 50) -> tuple[Proposal, ...]:
        """The last `n` that were approved or refused, latest first."""
        return self._table.of((ProposalStatus.APPROVED, ProposalStatus.REFUSED), n)

    def get(self, proposal_id: int) -> Proposal:
        """Raises `NoProposalError` for a number that none has."""
        return self._table.get(proposal_id)

    def change(self, proposal_id: int, **fields: str) -> Proposal:
        """Another `question`, `answer`, `slot`, `new`, `product_id` or `dialogue` before it is approved.

        Raises `ProposalError` where it waits no more, or for what cannot stand there.
        """
        unknown = fields.keys() - _CHANGEABLE
        if unknown:
            raise ProposalError(f"{', '.join(sorted(unknown))} of a proposal cannot be changed.")
        with self._deciding:
            proposal = self._table.get(proposal_id)
            if proposal.status is not ProposalStatus.WAITING:
                raise ProposalError(f"Proposal {proposal_id} is {proposal.status.value}: undo that first.")
            wanted = {name: value.strip() for name, value in fields.items()}
            product_id = wanted.get("product_id", proposal.product_id)
            if product_id and product_id not in self._catalog():
                raise ProposalError(f"The store has no product {product_id!r}.")
            title = self._catalog().product(product_id).title if product_id else ""
            return self._table.change(proposal_id, **{**wanted, "product_title": title})

    def approve(self, proposal_id: int, *, by: str) -> Proposal:
        """From the next turn on it holds, over imports too. Approving twice is approving once.

        Raises `ProposalError` where it cannot be done, saying why; nothing is changed then.
        """
        with self._deciding:
            proposal = self._table.get(proposal_id)
            if proposal.status is ProposalStatus.APPROVED:
                return proposal
            applied = self._apply(proposal)
            decided = self._decided(proposal_id, ProposalStatus.APPROVED, by, applied)
        self._tell(proposal)
        return decided

    def refuse(self, proposal_id: int, *, by: str) -> Proposal:
        """It is not proposed again. Raises `ProposalError` for one that was approved: undo that first."""
        with self._deciding:
            if self._table.get(proposal_id).status is ProposalStatus.APPROVED:
                raise ProposalError(f"Proposal {proposal_id} was approved: undo that first.")
            return self._decided(proposal_id, ProposalStatus.REFUSED, by, "")

    def undo(self, proposal_id: int, *, by: str) -> Proposal:
        """Takes a decision back: it waits again, and what approving did is undone."""
        with self._deciding:
            proposal = self._table.get(proposal_id)
            if proposal.status is ProposalStatus.WAITING:
                return proposal
            if proposal.status is ProposalStatus.APPROVED:
                self._take_back(proposal, self._table.applied(proposal_id))
            waits = self._decided(proposal_id, ProposalStatus.WAITING, by, "")
        if proposal.status is ProposalStatus.APPROVED:
            self._tell(proposal)
        return waits

    # --- within -----------------------------------------------------------------------------------------------------

    def _apply(self, proposal: Proposal) -> str:
        now = self._clock()
        try:
            match proposal.kind:
                case ProposalKind.FAQ:
                    made = StandingAnswer(proposal.question, proposal.answer, proposal.product_id)
                    return str(keep_answer(self._store.engine, made, now).id)
                case ProposalKind.ATTRIBUTE:
                    return str(corrections.keep(self._store.engine, self._fix(proposal), now).id)
                case ProposalKind.DIALOGUE:
                    return written(proposal.dialogue, self._store.path, proposal.id).name
        except (StandingAnswerError, CorrectionError) as error:
            raise ProposalError(str(error)) from error

    def _fix(self, proposal: Proposal) -> Correction:
        """Raises `ProposalError` for a product or a slot that no record can be fixed in."""
        catalog = self._catalog()
        if proposal.product_id not in catalog:
            raise ProposalError(f"The store has no product {proposal.product_id!r} any more.")
        product = catalog.product(proposal.product_id)
        if any(proposal.slot in variant.options for variant in product.variants):
            raise ProposalError(f"{proposal.slot} is an option of the {product.title}: it is changed in the feed.")
        if not proposal.slot or proposal.slot in corrections.FIXED_SLOTS:
            raise ProposalError(f"{proposal.slot or 'Nothing'} is no attribute that can be fixed here.")
        if not proposal.new and not proposal.old:
            raise ProposalError("A fix takes a value that is wrong, or one that is right.")
        return Correction(CorrectionKind.FIX, proposal.slot, proposal.old, proposal.new, product_id=proposal.product_id)

    def _take_back(self, proposal: Proposal, applied: str) -> None:
        now = self._clock()
        try:
            match proposal.kind:
                case ProposalKind.FAQ:
                    take_back_answer(self._store.engine, int(applied), now)
                case ProposalKind.ATTRIBUTE:
                    corrections.undo(self._store.engine, int(applied), now)
                case ProposalKind.DIALOGUE:
                    (self._store.path / "dialogues" / applied).unlink(missing_ok=True)
        except (StandingAnswerError, CorrectionError):
            return  # somebody took it back in another way: that is what is wanted

    def _decided(self, proposal_id: int, status: ProposalStatus, by: str, applied: str) -> Proposal:
        now = self._clock()
        return self._table.change(proposal_id, status=status.value, decided_by=by, decided_at=now, applied=applied)

    def _tell(self, proposal: Proposal) -> None:
        if proposal.kind is not ProposalKind.DIALOGUE:
            self._taken_up(proposal.product_id if proposal.kind is ProposalKind.ATTRIBUTE else "")

    def _kept(
        self,
        lessons: Iterable[Lesson],
        conversation: Conversation,
        suggested: str,
        sent: str,
        by: str,
        answered: Sequence[int],
    ) -> tuple[Proposal, ...]:
        """The lessons as proposals, masked. Numbers of turns in `answered` end a dialogue."""
        names = [self._called(conversation.shopper_id)] + [
            event.name for turn in conversation.turns for event in turn.events if isinstance(event, PersonSaid)
        ]
        own = [self._store_mail()]

        def plain(text: str) -> str:
            return masked(text, names, own)

        found = []
        for lesson in lessons:
            proposal = Proposal(
                0,
                lesson.kind,
                ProposalStatus.WAITING,
                plain(lesson.why),
                by,
                conversation.session_id,
                self._clock(),
                plain(lesson.question),
                plain(lesson.answer),
                lesson.product_id,
                self._title(lesson.product_id),
                lesson.slot,
                lesson.old,
                plain(lesson.new),
                suggested=plain(suggested),
                sent=plain(sent),
            )
            if lesson.kind is ProposalKind.DIALOGUE:
                proposal = replace(proposal, dialogue=self._dialogue(lesson, conversation, answered, plain))
                if not proposal.dialogue:
                    continue
            found.append(self._table.put(proposal))
        return tuple(found)

    def _dialogue(
        self, lesson: Lesson, conversation: Conversation, answered: Sequence[int], plain: Callable[[str], str]
    ) -> str:
        last = max(answered, default=len(conversation.turns) - 1)
        said = [plain(turn.message) for turn in conversation.turns[: last + 1] if turn.message.strip()]
        if not said:
            return ""
        name = plain(lesson.why)[:100]
        made = dialogue_of(name, self._store.path.name, said, [plain(one) for one in lesson.must_not])
        check(made)
        return made

    def _title(self, product_id: str) -> str:
        catalog = self._catalog()
        return catalog.product(product_id).title if product_id in catalog else ""

    def _products(self, ids: Iterable[str]) -> list[Product]:
        catalog = self._catalog()
        return [catalog.product(i) for i in dict.fromkeys(ids) if i in catalog]
