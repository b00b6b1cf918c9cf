"""What a language model is asked when it takes notes: the same bytes in training and in serving."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from prompts import Prompt, as_data

TUNED_PROMPT = "note"  # short: what a tuned model needs to be told
UNTUNED_PROMPT = "understand"  # with many examples
SHOWN_TOLD = 8


def note_chat(
    prompt: Prompt, *, need: str, shown: Sequence[str], message: str, slots: Sequence[str] = ()
) -> list[tuple[str, str]]:
    """The conversation as (LangChain role, text). `shown` are titles in the order of the screen.

    What never changes comes first, the message last, so that a prompt cache can keep what went before. `slots` are for
    a prompt that tells them; a tuned model knows its keys.
    """
    titles = "; ".join(f"{n} {as_data(title, limit=60)}" for n, title in enumerate(islice(shown, SHOWN_TOLD), start=1))
    told = {"slots": ", ".join(slots)} if "slots" in prompt.fields else {}
    return prompt.chat(
        **told,
        need=as_data(need, limit=120) or "none",
        shown=titles or "none",
        message=as_data(message, limit=600),
    )
