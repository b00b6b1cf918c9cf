"""What a shopper thinks of an answer: what they say was wrong with it is proposed to the owner."""

from __future__ import annotations

from fastapi import APIRouter

from ui.api.desk import ConversationOf, DeskOf, WriteOf
from ui.api.message_routes import MessageId
from ui.api.problems import ProblemError
from ui.api.schema.requests import Thumb

router = APIRouter(tags=["messages"])


@router.post("/sessions/{session_id}/messages/{message_id}/thumb", status_code=204)
async def thumb(
    asked: Thumb, message_id: MessageId, conversation: ConversationOf, desk: DeskOf, write: WriteOf
) -> None:
    """An answer was good, or not. A reason becomes a proposal that the owner decides about; nothing else is kept."""
    session_id = conversation.session.id

    def learn() -> None:
        if message_id >= len(conversation.session.history()):
            raise ProblemError("not-found", "You have no such message.")
        if not asked.good and asked.reason.strip():
            desk.shop.copilot.proposals.from_thumb(session_id, message_id, asked.reason.strip())

    await write.once(session_id, lambda: desk.conversations.in_pool(learn))
