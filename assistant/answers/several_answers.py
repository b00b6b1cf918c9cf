"""Several answers: one question about several things, answered in one go and never refused thing by thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.answering import ProductAnswer
from assistant.reply import Cited, Text
from recommender.wording import listed, slot_name

_NUMBER = re.compile(r"\[(\d+)\]")


def with_numbers_apart(answers: Sequence[tuple[str, ProductAnswer]]) -> list[tuple[str, ProductAnswer]]:
    """The answers, with the numbers of what they cite running through all of them."""
    told: list[tuple[str, ProductAnswer]] = []
    n_before = 0
    for title, answer in answers:
        moved = tuple(replace(cited, number=cited.number + n_before) for cited in answer.cited)
        text = _moved(answer.text, n_before) if moved else answer.text
        told.append((title, replace(answer, text=text, cited=moved)))
        n_before += len(moved)
    return told


def _moved(text: str, by: int) -> str:
    return _NUMBER.sub(lambda match: f"[{int(match[1]) + by}]", text)


def numbered_on(texts: Sequence[Text]) -> list[Text]:
    """The texts, with the numbers of what they cite running through all of them."""
    told: list[Text] = []
    n_before = 0
    for text in texts:
        cited = tuple(replace(one, number=one.number + n_before) for one in text.cited)
        told.append(replace(text, piece=_moved(text.piece, n_before), cited=cited) if n_before and cited else text)
        n_before += len(cited)
    return told


def cited_in(answers: Sequence[tuple[str, ProductAnswer]]) -> tuple[Cited, ...]:
    """All that the answers cite, in their order."""
    return tuple(cited for _, answer in answers for cited in answer.cited)


def joined_answers(answers: Sequence[tuple[str, ProductAnswer]]) -> str:
    """One text of the answers by title: what they have in common once, and what is not stated once, at the end."""
    if len(answers) == 1:
        return answers[0][1].text
    if any(answer.cited for _, answer in answers):  # from reviews: each has its own counts
        return "\n".join(dict.fromkeys(answer.text for _, answer in answers))
    found = [(title, answer) for title, answer in answers if answer.found]
    silent = [title for title, answer in answers if not answer.found]
    if not found:
        names = {answer.missing for _, answer in answers}
        what = f"the {names.pop()}" if len(names) == 1 and all(names) else "that"
        return f"The store's data does not say {what} of {_all_of(silent, 'or')}."
    told = _told(found)
    return f"{told} The store does not say it of {_all_of(silent, 'or')}." if silent else told


def _told(found: Sequence[tuple[str, ProductAnswer]]) -> str:
    titles = [title for title, _ in found]
    slots, agreed = {answer.slot for _, answer in found}, {answer.yes for _, answer in found}
    if len(slots) == 1 and all(answer.said for _, answer in found):
        name = slot_name(slots.pop())
        stated = {answer.said for _, answer in found}
        if len(stated) == 1 and len(found) > 1:
            return f"{name[:1].upper()}{name[1:]} of {_all_of(titles, 'and')}: {stated.pop()}."
        return f"{name[:1].upper()}{name[1:]}: {'; '.join(f'the {title}: {a.said}' for title, a in found)}."
    if len(agreed) == 1 and all(agreed):
        return f"Yes: the store lists {_all_of(titles, 'and')} as {agreed.pop()}."
    return "\n".join(dict.fromkeys(answer.text for _, answer in found))


def _all_of(titles: Sequence[str], joining: str) -> str:
    return listed([f"the {title}" for title in titles], joining)
