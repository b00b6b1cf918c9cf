"""What a message says beside the product, and the near misses that say nothing."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.context import ContextChange, Feeling, NeededBy
from assistant.hearing.context_cues import on_day, read_context, without_context

TODAY = date(2026, 11, 22)  # a Sunday


def change(
    recipient: str = "",
    occasion: str = "",
    by: str = "",
    on: str = "",
    before: bool = False,
    owns: tuple[str, ...] = (),
    quantity: int = 0,
    feeling: Feeling | None = None,
    gift: bool = False,
    taken_back: tuple[str, ...] = (),
    not_owned: tuple[str, ...] = (),
) -> ContextChange:
    until = NeededBy(by, before, date.fromisoformat(on) if on else None) if by else None
    return ContextChange(recipient, gift, occasion, until, owns, quantity, feeling, taken_back, not_owned)


SAID = [
    ("sth for my dads 60th, he fishes, not too pricey", change("dad", "birthday")),
    ("a jacket for my dad's 60th", change("dad", "birthday")),
    ("my niece turns 8 next month", change("niece", "birthday")),
    ("my mum is turning 70, ideas?", change("mum", "birthday")),
    ("a watch for my wife's birthday", change("wife", "birthday")),
    ("it's my sister's wedding and i need shoes", change(occasion="wedding")),
    ("for our wedding anniversary", change(occasion="anniversary")),
    ("a gift for a friend", change("a friend", gift=True)),
    ("a present for a good friend of mine under 40", change("a friend", gift=True)),
    ("i want to get my 12 year old nephew a ball", change("nephew")),
    ("binoculars for grandpa", change("grandpa")),
    ("for my best friend who likes tea", change("friend")),
    ("a mug for my mother-in-law", change("mother-in-law")),
    ("not for my dad, for my son", change("son")),
    ("actually it's for me", change("me")),
    ("a bottle for myself", change("me")),
    ("christmas presents for my kids", change("kids", "christmas", gift=True)),
    ("something for a wedding in june", change(occasion="wedding")),
    ("a housewarming gift under 50", change(occasion="housewarming", gift=True)),
    ("anything nice for mother's day?", change(occasion="mother's day")),
    ("it's not a gift", change(taken_back=("gift",))),
    ("i need it by friday", change(by="friday", on="2026-11-27")),
    ("a tent, must arrive on tuesday", change(by="tuesday", on="2026-11-24")),
    ("a coat before christmas", change(by="christmas", on="2026-12-24", before=True)),
    ("boots by 24 december please", change(by="24 december", on="2026-12-24")),
    ("can you deliver by the 3rd?", change(by="3rd", on="2026-12-03")),
    ("i need a jacket in two weeks", change(by="two weeks", on="2026-12-06")),
    ("need it tomorrow", change(by="tomorrow", on="2026-11-23")),
    ("a lamp before her birthday", change(by="her birthday", before=True)),
    ("a backpack by the end of the month", change(by="the end of the month", on="2026-11-30")),
    ("my wife wants a watch too, something dressier", change("wife")),
    ("my mum needs new gloves, hers have a hole", change("mum")),
    ("my daughter says she would rather have a game", change("daughter")),
    ("gf bday is friday and i have nothing", change("gf", "birthday", by="friday", on="2026-11-27")),
    ("my boy is 15 and huge. a warm sweater for him", change("boy")),
    ("last one, my brother-in-law. he owns a french press", change("brother-in-law", owns=("french press",))),
    ("a scarf for my kids teacher", change("teacher")),
    ("for the fifth birthday of my goddaughter, she loves foxes", change("goddaughter", "birthday")),
    ("i'm best man on the 14th, brown shoes", change(occasion="wedding", by="14th", on="2026-12-14")),
    ("my cousin gets married on the 12th of june", change(occasion="wedding", by="12th of june", on="2027-06-12")),
    ("i fly on thursday and the zip of my case broke", change(by="thursday", on="2026-11-26")),
    ("my grandson will be 4 on sunday", change("grandson", "birthday", by="sunday", on="2026-11-22")),
    ("it's our first valentine's as a couple, chocolates", change(occasion="valentine's day")),
    ("masks for this halloween", change(occasion="halloween")),
    ("no rush", change(feeling=Feeling.CALM, taken_back=("needed_by",))),
    ("a home office, i already have a chair", change(owns=("chair",))),
    ("camping stuff, we've already got a tent and a stove", change(owns=("tent", "stove"))),
    ("i own an espresso machine, which grinder?", change(owns=("espresso machine",))),
    ("she already has walking boots", change(owns=("walking boots",))),
    ("i have a good sleeping bag already", change(owns=("sleeping bag",))),
    ("actually i don't own a chair", change(not_owned=("chair",))),
    ("i need four mugs", change(quantity=4)),
    ("looking for 6 wine glasses", change(quantity=6)),
    ("i'll take two of them", change(quantity=2)),
    ("two of them please", change(quantity=2)),
    ("this is driving me mad", change(feeling=Feeling.FRUSTRATED)),
    ("ugh, that's still wrong", change(feeling=Feeling.FRUSTRATED)),
    ("i already told you, no leather", change(feeling=Feeling.FRUSTRATED)),
    ("you stupid bot", change(feeling=Feeling.ABUSIVE)),
    ("a kettle asap", change(feeling=Feeling.URGENT)),
    ("i'm in a hurry, show me umbrellas", change(feeling=Feeling.URGENT)),
    ("love it!", change(feeling=Feeling.DELIGHTED)),
    ("wow, exactly what i wanted", change(feeling=Feeling.DELIGHTED)),
]

NEAR_MISSES = [
    "my wife wants to know if you ship to spain",
    "my wife thinks he is rude",
    "my partner needs the car so I need a bike",
    "my husband wants us to share a tent",
    "my boss wants us to wear black shoes",
    "my dad asked for a refund",
    "my daughter broke mine, is it waterproof and they are cheap",
    "my friend has these shoes, i want the same",
    "my wife has one and she loves it",
    "what time do you close, i leave work on friday at 5",
    "they leave marks on friday",
    "i'm going to the gym on monday, need shoes",
    "my wife hates the blue one",
    "a camera like my grandpa had",
    "is the second one on the left, my husband likes it",
    "the wedding dress, the 2nd in blue",
    "the party one on the right",
    "a birthday card, the 3rd",
    "a jacket for 60",
    "brother printer ink",
    "a monitor for my brother printer",
    "my dad says i need better boots",
    "my wife likes the second one",
    "curtains for my daughter's room",
    "shoes for kids",
    "a baby monitor",
    "can you find it for me?",
    "that's too big for me",
    "a mug for me and my wife",
    "for a baby carrier i need straps",
    "do you sell gift cards?",
    "can you gift wrap it?",
    "is there a free gift?",
    "a wedding dress",
    "christmas lights",
    "happy birthday banner",
    "are you open on christmas?",
    "do you have black friday deals?",
    "casual friday shirts",
    "i ordered before christmas and it never came",
    "can i return it by friday?",
    "anything by nike",
    "a frame 20 by 30 cm",
    "it arrived on monday",
    "a weekend bag",
    "i already have 200 saved",
    "do you already have the new one?",
    "i already have an account",
    "i already have one",
    "i have a question",
    "i own a small business",
    "a 4 person tent",
    "i need a 27 inch monitor",
    "i want 3 options",
    "show me the top 3",
    "i have 50 dollars",
    "i need size 8 shoes",
    "i need 5 stars",
    "compare the two of them",
    "i want a 2 litre bottle",
    "a mad max poster",
    "crazy socks",
    "rush hour traffic cones",
    "quick dry towel",
    "a fast charger",
    "dumbbells",
    "my old umbrella is useless",
    "she loves fishing",
    "i would love it in blue",
    "something perfect for camping",
    "not perfect",
    "don't love it",
    "i'm fed up with my old mattress",
]


@pytest.mark.parametrize(("message", "expected"), SAID)
def test_what_is_said_is_read(message: str, expected: ContextChange) -> None:
    act = ShopperAct(Intent.FIND, context=read_context(message).change)
    assert on_day(act, TODAY).context == expected


@pytest.mark.parametrize("message", NEAR_MISSES)
def test_what_only_sounds_like_it_gives_nothing(message: str) -> None:
    found = read_context(message)
    assert found.change == ContextChange()
    assert not found.spans
    assert without_context(message) == message
