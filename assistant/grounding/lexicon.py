"""The words a checker knows: those that claim nothing by themselves, and those that claim something special.

Every word that is in none of these lists must be a word of the evidence. So a list that lacks a harmless word costs a
sentence, and never lets a false one through.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from retrieval.tokens import stem

# Say nothing of the thing: articles, pronouns, joining words, verbs that need an object, what is said of any choice.
_GLUE = """
    a an the this that these those it its they them their he she
    is are was were be been being has have had comes come came gets get gives give gave makes make made does do did
    costs cost costing priced price prices stays stay keeps keep offers includes include including features feature
    with in on of for by at to from as into than about and or but though although however while whereas yet also too
    which who what so because since since if then there here either still even now
    you i we us our my me
    fits fit meets meet matches match suits within
    one ones thing things item product choice option pick piece model version
    store shop shops listed lists list store's out
    times time once twice together
    total pay spend own listing part among group kind type sort
    having such similarly way
"""
# Say nothing of the thing either, but something of people, of others or of the shopper: `sayings.py` judges each.
_PEOPLE = """shoppers shopper reviewers reviewer reviews review customers customer buyers buyer people users user"""
_OTHERS = "other others"
_COMPARED = "compared compare comparison considered"
_BUYING = "bought buy buys buying"
_RATED = "rated rate rates rating ratings reviewed average stars star score scored scores"
_ASKED = "asked ask asks wanted want wants wish wished requested request"
_SAID_BY_YOU = "said say says need needs needed look looking search searched searching find found"
_SAYING = "say says said state states stated known called described description reported find found"
_APART = "only just both each same like your yours budget limit"
PEOPLE = frozenset(stem(word) for word in _PEOPLE.split())
OTHERS = frozenset(stem(word) for word in _OTHERS.split())
COMPARED_WORDS = frozenset(stem(word) for word in _COMPARED.split())
BUYING = frozenset(stem(word) for word in _BUYING.split())
RATED = frozenset(stem(word) for word in _RATED.split()) | {stem("gave")}
ASKED = frozenset(stem(word) for word in _ASKED.split())
SAID_BY_YOU = frozenset(stem(word) for word in _SAID_BY_YOU.split())
SAYING = frozenset(stem(word) for word in f"{_SAYING} mention tell told think agree praise love like".split())
_JUDGED = f"{_PEOPLE} {_OTHERS} {_COMPARED} {_BUYING} {_RATED} {_ASKED} {_SAID_BY_YOU} {_SAYING} {_APART}"
GLUE = frozenset(stem(word) for word in f"{_GLUE} {_JUDGED}".split())

# What one product is to another; beside another product's name these have to be in the evidence.
_RELATING = "needs needed fits goes replaces pairs belongs matches same brand like"
RELATING = frozenset(stem(word) for word in _RELATING.split())

# What only a record of the store's papers or promotions could say, word for word.
_PROMISES = """
    free return returns returned refund refunds refundable deliver delivery delivered delivers ship ships shipping
    shipped arrive arrives arrival guarantee guaranteed guarantees promise promises promised discount discounts
    discounted coupon code voucher save saves saving savings exchange exchanges cashback gift bonus deal promotion
    off tomorrow today tonight yesterday monday tuesday wednesday thursday friday saturday sunday soon always forever
    everyone everybody everything anything anywhere nothing never
"""
PROMISES = frozenset(stem(word) for word in _PROMISES.split())

_NEGATIONS = "not no never without nobody none nor neither cannot isnt arent doesnt dont wasnt hasnt lacks"
NEGATIONS = frozenset(stem(word) for word in _NEGATIONS.split())

_UP, _DOWN = 1, -1
PRICE = "price"
# Comparing words: which measure they speak of ("" for any that the clause names), and which way.
COMPARING: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        "cheaper": (PRICE, _DOWN), "cheapest": (PRICE, _DOWN), "pricier": (PRICE, _UP), "priciest": (PRICE, _UP),
        "dearer": (PRICE, _UP), "dearest": (PRICE, _UP),
        "heavier": ("weight", _UP), "heaviest": ("weight", _UP), "lighter": ("weight", _DOWN),
        "lightest": ("weight", _DOWN), "louder": ("noise", _UP), "loudest": ("noise", _UP),
        "quieter": ("noise", _DOWN), "quietest": ("noise", _DOWN), "brighter": ("brightness", _UP),
        "brightest": ("brightness", _UP), "dimmer": ("brightness", _DOWN),
        "longer": ("", _UP), "longest": ("", _UP), "shorter": ("", _DOWN), "shortest": ("", _DOWN),
        "larger": ("", _UP), "largest": ("", _UP), "bigger": ("", _UP), "biggest": ("", _UP),
        "smaller": ("", _DOWN), "smallest": ("", _DOWN), "more": ("", _UP), "most": ("", _UP), "less": ("", _DOWN),
        "least": ("", _DOWN), "fewer": ("", _DOWN), "higher": ("", _UP), "highest": ("", _UP), "lower": ("", _DOWN),
        "lowest": ("", _DOWN),
    }
)  # fmt: skip
SUPERLATIVE = frozenset(word for word in COMPARING if word.endswith("est") or word in ("most", "least"))
# Words that only a comparison could support, and that no evidence of ours ever does.
_BOASTS = """best better worst worse ideal perfect great excellent popular favorite favourite top finest unbeatable
amazing bestselling recommended experts ultimate premium second last first"""
BOASTS = frozenset(_BOASTS.split())
DEAR = frozenset(("expensive", "costly", "pricey"))  # after "more", "less", "most", "least"

# Words of a sentence that say which slot a measure belongs to, by stem: words that a slot's name may have.
SLOT_CUES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        stem(word): tuple(slots.split())
        for word, slots in (
            ("weighs", "weight"), ("weigh", "weight"), ("weight", "weight"), ("heavy", "weight"), ("light", "weight"),
            ("holds", "capacity volume"), ("capacity", "capacity"), ("volume", "volume"), ("long", "length runtime"),
            ("length", "length"), ("wide", "width"), ("width", "width"), ("high", "height"), ("tall", "height"),
            ("height", "height"), ("deep", "depth"), ("depth", "depth"), ("thick", "thickness"), ("noise", "noise"),
            ("loud", "noise"), ("bright", "brightness"), ("brightness", "brightness"), ("power", "power"),
            ("runs", "runtime"), ("run", "runtime"), ("runtime", "runtime"), ("lasts", "runtime lifetime"),
            ("warranty", "warranty"), ("sleeps", "sleeps"), ("sleep", "sleeps"), ("lifetime", "lifetime"),
            ("pieces", "pieces"), ("size", "size"), ("sized", "size"), ("diameter", "diameter"), ("serves", "serves"),
        )
    }
)  # fmt: skip
# Deeds that a shopper is said to have done, by the words of the evidence.
DEEDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "you bought": ("bought", "purchased", "ordered", "got", "own", "owned"),
        "you liked": ("liked", "loved"),
        "you put in your cart": ("put", "added", "carted"),
        "you looked at": ("looked", "viewed", "saw", "seen", "browsed"),
    }
)
_NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve"
NUMBER_WORDS: Mapping[str, str] = MappingProxyType({w: str(n) for n, w in enumerate(_NUMBER_WORDS.split(), start=2)})
# Beside a fact there is one more way to say it, by the kind of the fact.
ENTAILED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "available": ("stock", "available"),
        "sold out": ("stock", "unavailable", "sold"),
        "reduced": ("reduced", "sale", "lowered", "marked", "down", "originally"),
        "low stock": ("left", "few"),
    }
)
