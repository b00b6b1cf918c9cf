"""MG-ShopDial: what its clients say, our acts beside the intents and goals that its annotators gave."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.acts import Intent, ShopperAct
from assistant.understanding_eval.sets import SetError
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.money import Money
from retrieval.tokens import tokens

DIALOGUES, ITEMS = "MGShopDial_dev.json", "mgshopdial_items"
CLIENT = "Client"

# Their intents, several of which are one thing to us: what we call it. The others have no act of ours:
# interaction (structuring the talk), elicit and recommend (what assistants do), other.
OURS = {
    "greeting": "greeting",
    "disclose": "need",
    "answer": "need",
    "explain": "need",
    "clarify": "question",
    "o_question": "question",
    "pf": "liked",
    "nf": "disliked",
}
_ACTS = {
    Intent.GREET: "greeting",
    Intent.THANK: "greeting",
    Intent.FIND: "need",
    Intent.REFINE: "need",
    Intent.BUNDLE: "need",
    Intent.ASK_PRODUCT: "question",
    Intent.ASK_POLICY: "question",
    Intent.ASK_CATALOG: "question",
    Intent.ASK_ORDER: "question",
    Intent.COMPARE: "question",
    Intent.EXPLAIN: "question",
    Intent.MORE: "question",
    Intent.ADD_TO_CART: "liked",
    Intent.LIKE: "liked",
    Intent.REJECT: "disliked",
}
_GOALS = {"greeting": "meta", "need": "recommendation", "question": "qa", "liked": "meta", "disliked": "recommendation"}
# Search and question answering are both asked of the same acts: ours do not tell them apart.
GOALS_AS_ONE = {"search": "qa"}
_TITLE_ENDS = re.compile(r" by |[,(:|]| - ")
_PRICE = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Utterance:
    by_client: bool
    text: str
    intents: frozenset[str]  # ours
    goal: str
    named: tuple[str, ...]  # products, for what an assistant says


@dataclass(frozen=True, slots=True)
class Conversation:
    id: str
    utterances: tuple[Utterance, ...]


class _Utterance(BaseModel):
    model_config = ConfigDict(extra="ignore")
    participant: str
    utterance: str
    goal: str
    intents: tuple[tuple[str, float], ...]


class _Conversation(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: str
    utterances: tuple[_Utterance, ...]


class _Item(BaseModel):
    model_config = ConfigDict(extra="ignore")
    name: str
    price: str
    short_description: str | None = ""


def read_shop(folder: Path) -> Catalog:
    """A shop that sells the items of the study, each under its file's name. Raises `SetError`."""
    paths = sorted((folder / ITEMS).glob("*_items.json"))
    if not paths:
        raise SetError(f"MG-ShopDial's items are not there: no *_items.json in {folder / ITEMS}.")
    products = []
    for path in paths:
        category = path.name.removesuffix("_items.json")
        try:
            items = TypeAdapter(list[_Item]).validate_json(path.read_bytes())
        except ValidationError as error:
            raise SetError(f"{path} holds no items: {error.errors()[0]['msg']}.") from error
        for n, item in enumerate(items, 1):
            price = _PRICE.search(item.price)
            offer = Offer(Money(Decimal(price.group() if price else 0), "USD"))
            name = f"{category}-{n}"
            products.append(
                Product(
                    name,
                    item.name,
                    (Variant(f"{name}-1", item.name, offer),),
                    description=item.short_description or "",
                    categories=(category,),
                )
            )
    return Catalog(products, currency="USD")


def part_of(conversation: str) -> Literal["train", "test"]:
    """The part of the conversation with this id, by the id alone: real phrasing reads `train`, `test` is judged."""
    return "test" if zlib.crc32(conversation.encode()) % 2 else "train"


def read_conversations(folder: Path, shop: Catalog, part: Literal["train", "test"]) -> list[Conversation]:
    """The conversations of a part; what the assistant names of the shop is known of each. Raises `SetError`."""
    path = folder / DIALOGUES
    try:
        read = TypeAdapter(list[_Conversation]).validate_json(path.read_bytes())
    except OSError as error:
        raise SetError(f"MG-ShopDial's {DIALOGUES} cannot be read at {path}: {error.strerror}.") from error
    except ValidationError as error:
        raise SetError(f"{path} holds no conversations: {error.errors()[0]['msg']}.") from error
    names = [(product.id, _short_name(product.title)) for product in shop]
    return [
        Conversation(
            one.id,
            tuple(
                Utterance(
                    u.participant == CLIENT,
                    u.utterance,
                    frozenset(OURS[intent] for intent, _ in u.intents if intent in OURS),
                    u.goal,
                    () if u.participant == CLIENT else _named(u.utterance, names),
                )
                for u in one.utterances
            ),
        )
        for one in read
        if part_of(one.id) == part
    ]


def heard(acts: Sequence[ShopperAct]) -> tuple[frozenset[str], str]:
    """The intents, and the goal of the first act that has one; what is no act of a shopper's is talk about talk."""
    intents = [_ACTS[act.intent] for act in acts if act.intent in _ACTS]
    goals = [_GOALS[one] for one in intents]
    return frozenset(intents), next((goal for goal in goals if goal != "meta"), "meta")


def _short_name(title: str) -> tuple[str, ...]:
    return tuple(t.stem for t in tokens(_TITLE_ENDS.split(title)[0]))[:4]


def _named(text: str, names: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """Products in the order of being named: by the first words of their titles, up to four of them."""
    said = [t.stem for t in tokens(text)]
    at: dict[str, int] = {}
    for product_id, words in names:
        for n in range(len(said)):
            if words and tuple(said[n : n + len(words)]) == words:
                at.setdefault(product_id, n)
    return tuple(sorted(at, key=lambda one: (at[one], one)))
