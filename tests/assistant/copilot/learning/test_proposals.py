"""What an edit or a thumb teaches is proposed once, masked, and once approved it is what the shop says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Shop
from assistant.copilot.learning.proposal_table import ProposalError
from assistant.copilot.offering import Proposal, ProposalKind, ProposalStatus
from assistant.session import Session
from retrieval.standing_answers import standing_answers
from tests.assistant.conftest import opened
from tests.assistant.copilot.conftest import MIA, drafted
from tests.assistant.test_import_beside import imported, serving
from tests.conftest import SIX

Hold = Callable[..., Session]
ANSWER = "The Fell Day Backpack weighs 900 g, we put it on our own scale."


@pytest.fixture
def weighed(shop: Shop, held: Hold) -> Proposal:
    """A draft said that the weight is not known; Mia knew it."""
    session = held("how heavy is it?", so_far=("tell me about the Fell Day Backpack",))
    draft = drafted(shop, session)
    [proposal] = shop.copilot.proposals.from_edit(draft.id, f"Hello! {ANSWER} Regards, Mia", by="Mia")
    return proposal


def says(shop: Shop, *messages: str) -> str:
    session = shop.session()
    return [session.say(message).text for message in messages][-1]


def test_an_answer_where_the_data_was_silent_becomes_a_standing_one(shop: Shop, weighed: Proposal) -> None:
    assert (weighed.kind, weighed.status) == (ProposalKind.FAQ, ProposalStatus.WAITING)
    assert (weighed.product_id, weighed.question, weighed.answer) == ("pack", "how heavy is it?", ANSWER)
    assert "900 g" not in says(shop, "tell me about the Fell Day Backpack", "how heavy is it?")
    shop.copilot.proposals.approve(weighed.id, by="Olga")
    assert "900 g" in says(shop, "tell me about the Fell Day Backpack", "how heavy is it?")
    shop.copilot.proposals.undo(weighed.id, by="Olga")
    assert "900 g" not in says(shop, "tell me about the Fell Day Backpack", "how heavy is it?")


def test_the_next_draft_cites_it(shop: Shop, weighed: Proposal, held: Hold) -> None:
    shop.copilot.proposals.approve(weighed.id, by="Olga")
    draft = drafted(shop, held("how heavy is it?", so_far=("tell me about the Fell Day Backpack",)))
    assert "900 g" in draft.text
    assert draft.sources[0].question_id.startswith("answer-")


def test_it_outlives_an_import_and_a_restart(shop: Shop, store: Path, weighed: Proposal) -> None:
    shop.copilot.proposals.approve(weighed.id, by="Olga")
    with serving(shop):
        imported(store, SIX)
    assert "900 g" in says(shop, "tell me about the Fell Day Backpack", "how heavy is it?")
    shop.close()
    with opened(store) as again:
        assert "900 g" in says(again, "tell me about the Fell Day Backpack", "how heavy is it?")
        assert [p.id for p in again.copilot.proposals.decided()] == [weighed.id]


def test_the_same_is_proposed_once_and_counted(shop: Shop, held: Hold, weighed: Proposal) -> None:
    draft = drafted(shop, held("How heavy is it?", so_far=("tell me about the Fell Day Backpack",)))
    [again] = shop.copilot.proposals.from_edit(draft.id, ANSWER, by="Leo")
    assert (again.id, again.n_seen) == (weighed.id, 2)
    assert len(shop.copilot.proposals.waiting()) == 1


def test_what_was_refused_is_not_proposed_again(shop: Shop, held: Hold, weighed: Proposal) -> None:
    shop.copilot.proposals.refuse(weighed.id, by="Olga")
    draft = drafted(shop, held("how heavy is it?", so_far=("tell me about the Fell Day Backpack",)))
    shop.copilot.proposals.from_edit(draft.id, ANSWER, by="Leo")
    assert shop.copilot.proposals.waiting() == ()


def test_an_answer_of_the_store_is_a_paper_of_its_own(shop: Shop, held: Hold) -> None:
    draft = drafted(shop, held("do you engrave names?"))
    sent = "We engrave names on bottles and mugs for $6.00 a piece."
    proposals = shop.copilot.proposals
    [faq] = proposals.from_edit(draft.id, sent, by="Mia")
    assert (faq.kind, faq.product_id) == (ProposalKind.FAQ, "")
    assert "$6.00" not in says(shop, "do you engrave names?")
    proposals.approve(faq.id, by="Olga")
    assert "$6.00" in says(shop, "Do you engrave names?")
    draft = drafted(shop, held("do you engrave names?"))
    assert draft.text == sent
    assert draft.sources[0].document_id.startswith("answer-")
    proposals.undo(faq.id, by="Olga")
    assert "$6.00" not in says(shop, "do you engrave names?")


def test_a_field_that_was_mended_is_an_attribute_fix(shop: Shop, store: Path, held: Hold) -> None:
    draft = drafted(shop, held("what is it made of?", so_far=("tell me about the Camp Mug",)))
    assert draft.text == "The Camp Mug is made of steel."
    [fix] = shop.copilot.proposals.from_edit(draft.id, "The Camp Mug is made of titanium.", by="Mia")
    assert (fix.kind, fix.product_id, fix.slot, fix.old, fix.new) == (
        ProposalKind.ATTRIBUTE, "mug", "material", "Steel", "titanium",
    )  # fmt: skip
    shop.copilot.proposals.approve(fix.id, by="Olga")
    assert "titanium" in says(shop, "what is the Camp Mug made of?")
    assert shop.catalog.product("bottle").attributes["material"] == ("Steel",)
    with serving(shop):
        imported(store, SIX)
    assert "titanium" in says(shop, "what is the Camp Mug made of?")
    shop.copilot.proposals.undo(fix.id, by="Olga")
    assert "titanium" not in says(shop, "what is the Camp Mug made of?")


def test_an_answer_thrown_away_is_a_dialogue(shop: Shop, store: Path, held: Hold) -> None:
    draft = drafted(shop, held("how long does delivery take?"))
    [one] = shop.copilot.proposals.from_draft_thumb(draft.id, "I asked about pickup", by="Mia")
    assert one.kind is ProposalKind.DIALOGUE
    assert "how long does delivery take?" in one.dialogue
    shop.copilot.proposals.approve(one.id, by="Olga")
    [file] = (store / "dialogues").glob("*.yaml")
    assert file.read_text(encoding="utf-8") == one.dialogue
    shop.copilot.proposals.undo(one.id, by="Olga")
    assert not file.exists()


def test_manners_alone_teach_nothing(shop: Shop, held: Hold) -> None:
    draft = drafted(shop, held("how long does delivery take?"))
    proposals = shop.copilot.proposals
    assert proposals.from_edit(draft.id, draft.text, by="Mia") == ()
    assert proposals.from_edit(draft.id, f"Hello! {draft.text} Let me know if I can help.", by="Mia") == ()
    assert proposals.from_edit("no-such-draft", "Hello", by="Mia") == ()


def test_a_thumb_names_the_right_value(shop: Shop) -> None:
    session = shop.session()
    session.say("what is the Camp Mug made of?")
    [fix] = shop.copilot.proposals.from_thumb(session.id, 0, "It is titanium, not steel.")
    assert (fix.kind, fix.slot, fix.new, fix.by) == (ProposalKind.ATTRIBUTE, "material", "titanium", "a shopper")
    with pytest.raises(LookupError):
        shop.copilot.proposals.from_thumb(session.id, 7, "bad")


def test_nothing_personal_is_kept(shop: Shop, held: Hold) -> None:
    session = held(
        "I am at 12 Mill Lane, order W-123456, ada@example.org, +1 802 555 0199: how heavy is it?",
        so_far=("tell me about the Fell Day Backpack",),
    )
    shop.desk.say(session.id, MIA, "One moment.", key="1")
    session.say("my name is Ada Lovelace, order W-123456, ada@example.org, +1 802 555 0199: how heavy is it?")
    draft = drafted(shop, session)
    [one] = shop.copilot.proposals.from_edit(draft.id, f"{ANSWER} Write to ada@example.org. Mia", by="Mia")
    everything = f"{one.question} {one.answer} {one.suggested} {one.sent} {one.dialogue} {one.why}"
    for secret in ("W-123456", "ada@example.org", "555 0199", "Lovelace"):
        assert secret not in everything


def test_what_cannot_be_done_changes_nothing(shop: Shop, weighed: Proposal) -> None:
    proposals = shop.copilot.proposals
    proposals.change(weighed.id, answer="")
    with pytest.raises(ProposalError, match="one of them is empty"):
        proposals.approve(weighed.id, by="Olga")
    assert proposals.get(weighed.id).status is ProposalStatus.WAITING
    assert standing_answers(shop._store.engine) == ()
    with pytest.raises(ProposalError, match="No proposal has the number 99"):
        proposals.approve(99, by="Olga")
    with pytest.raises(ProposalError, match="no product 'zeppelin'"):
        proposals.change(weighed.id, product_id="zeppelin")


def test_approving_twice_is_approving_once(shop: Shop, weighed: Proposal) -> None:
    shop.copilot.proposals.approve(weighed.id, by="Olga")
    shop.copilot.proposals.approve(weighed.id, by="Olga")
    assert len(standing_answers(shop._store.engine)) == 1
    with pytest.raises(ProposalError, match="undo that first"):
        shop.copilot.proposals.refuse(weighed.id, by="Olga")
