"""Several answers: one question about several things, answered in one go and never refused thing by thing."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering import ProductAnswer
from recommender.wording import listed, slot_name


def joined_answers(answers: Sequence[tuple[str, ProductAnswer]]) -> str:
    """One text of the answers by title: what they have in common once, and what is not stated once, at the end."""
    if len(answers) == 1:
        return answers[0][1].text
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
