"""News: what is said before the answer proper."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.reply import FollowUps, ReplyEvent, Text


def with_news(events: Iterator[ReplyEvent], news: str) -> Iterator[ReplyEvent]:
    """The events, with the news before the first word of the answer; as all that is said where it says none."""
    for event in events:
        if news and isinstance(event, Text | FollowUps):
            yield Text(f"{news} ")
            news = ""
        yield event
    if news:
        yield Text(news)
