"""News: what is said before the answer proper, and what comes after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.reply import FollowUp, FollowUps, ReplyEvent, Text


def with_news(events: Iterator[ReplyEvent], news: str) -> Iterator[ReplyEvent]:
    """The events, with the news before the first word of the answer; as all that is said where it says none."""
    for event in events:
        if news and isinstance(event, Text | FollowUps):
            yield Text(f"{news} ")
            news = ""
        yield event
    if news:
        yield Text(news)


def with_next(events: Iterator[ReplyEvent], words: str, chips: Sequence[FollowUp]) -> Iterator[ReplyEvent]:
    """The events, with the words behind the answer's own and these chips before its."""
    said = False
    for event in events:
        if isinstance(event, FollowUps) and not said:
            yield Text(f"\n{words}")
            event, said = FollowUps((*chips, *event.chips)), True
        yield event
    if not said:
        yield Text(f"\n{words}")
        yield FollowUps(tuple(chips))
