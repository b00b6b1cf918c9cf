"""Facts: a profile in plain words, each with the events that support it, so that it can be read and deleted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log

from recommender.events import HAVE_IT, TOO_DEAR, WRONG_STYLE, Event
from recommender.product_words import LONGEST_VALUE, SMALL_PRINT
from recommender.profile import (
    MOST_EVENTS,
    Profile,
    Profiler,
    feature_key,
    feature_of,
    forgotten_keys,
    in_order,
    signals_off,
    standing,
    stated,
)
from recommender.profile_features import KIND, LOWER, PRICE, UPPER, Feature
from recommender.shopper import OF_EVENT, Shopper
from recommender.wording import category_name, listed, lowered, named, value_label, value_phrase
from retrieval.catalog import Catalog
from retrieval.tokens import STOP_WORDS, stems, tokens

MORE_THAN_USUAL = 1.5  # times the share among the store's products; what everything has tells nothing
LEAST = 1.0  # weight: a purchase, or five looks
LEAST_DISLIKED = -0.5
MOST_A_SLOT, MOST_TASTES = 3, 10  # facts that are listed; any other can still be asked to be forgotten
MOST_OWNED, MOST_RHYTHMS, MOST_DISMISSED = 8, 4, 6
MOST_SUPPORT = 20  # events
OF_SIGNAL = "signal:"  # how the key of a signal that has no say begins
GIFT = "gift"  # the recipient of a gift for nobody named
_DEEDS = {  # the most telling first
    "purchase": "bought {}", "refund": "sent {} back", "liked": "liked {}", "rate_item": "rated {}",
    "dismissed": "turned {} down", "add_to_wishlist": "wished for {}", "add_to_cart": "put {} in your cart",
    "view_item": "looked at {}", "select_item": "looked at {}",
}  # fmt: skip
_SAID = {"purchase": "bought", "liked": "liked", "add_to_cart": "put in the cart", "view_item": "looked at"}
_NO = {"": "not for you", TOO_DEAR: "too dear", WRONG_STYLE: "not your style", HAVE_IT: "you have it"}
_SAID_SO = "said that you choose"
_UNTELLING = {"yes", "no", "true", "false", "none"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of a shopper. `key` deletes it; `event_ids` are what it was derived from, latest first."""

    key: str
    text: str  # "Things you choose are often in green (3 bought, 5 looked at)"
    event_ids: tuple[str, ...]
    weight: float
    name: str = ""  # what it is about, short enough for a button: "things by Tarn", "tents"


class FactTeller:
    """Words what a profile holds. What was deleted is not in the profile, and so in no fact."""

    def __init__(self, catalog: Catalog, profiler: Profiler) -> None:
        self._catalog = catalog
        self._profiler = profiler

    def facts(self, shopper: Shopper) -> tuple[Fact, ...]:
        """All that is listed: own taste first, then for whom they shop, then what runs out, is owned and not wanted."""
        events = in_order(shopper.events)
        recipients = sorted({e.recipient for e in events}, key=lambda r: (bool(r), r))
        found: list[Fact] = []
        for recipient in recipients:
            toward = replace(shopper, events=tuple(events)).toward(recipient)
            found += self._tastes(toward, self._profiler.profile(toward))
        own = replace(shopper, events=tuple(events)).toward("")
        profile = self._profiler.profile(own)
        found += self._again(profile)
        found += self._owned(profile, events)
        found += self._dismissed(profile)
        return (*found, *_switched_off(events))

    def rests_on(self, fact: Fact, shopper: Shopper) -> tuple[tuple[str, str], ...]:
        """What was done, with the keys that take it out of all facts, a line each: "bought the Tee on 3 May 2026".

        The most telling first; what was done with one product several times is told once, with all its keys.
        """
        by_id = {event.id: event for event in shopper.events}
        said = [by_id[i] for i in fact.event_ids if i in by_id and by_id[i].name == "stated"]
        alike: defaultdict[tuple[str, str], list[Event]] = defaultdict(list)
        for event in (by_id[event_id] for event_id in fact.event_ids if event_id in by_id):
            if event.name in _DEEDS and event.product_id in self._catalog:
                alike[_DEEDS[event.name], event.product_id].append(event)
        order = list(_DEEDS.values())
        found = [(f"{OF_EVENT}{event.id}", f"said so on {_day(event.at.date())}") for event in said]
        for (deed, product_id), events in sorted(alike.items(), key=lambda item: order.index(item[0][0])):
            what = deed.format(named(self._catalog.product(product_id).title))
            on = f"on {_day(events[0].at.date())}"
            told = f"{what} {on}" if len(events) == 1 else f"{what} {len(events)} times, last {on}"
            found.append(("\n".join(f"{OF_EVENT}{event.id}" for event in events), told))
        return tuple(found)

    def instead(self, fact: Fact) -> tuple[str, ...]:
        """The values that the fact's own may be corrected to, those of the same kinds of things before others, the most
        usual first; empty for a fact that has none."""
        slot, value = _correctable(fact)
        if not slot:
            return ()
        features = self._profiler.features
        alike = features.kinds_with.get((slot, value), frozenset())
        others = {v: usual for (own, v), usual in features.known().items() if own == slot and v != value}
        return tuple(sorted(others, key=lambda v: (alike.isdisjoint(features.kinds_with[slot, v]), -others[v], v)))

    def corrected(self, fact: Fact, value: str) -> str:
        """The key of the fact with another value, as the store writes it; empty where it cannot be corrected so."""
        spelled = next((other for other in self.instead(fact) if other.casefold() == value.casefold()), "")
        own = _correctable(fact)[1]
        return f"{fact.key.removesuffix(own)}{spelled}" if spelled else ""

    def meant_by(self, value: str, old: str, slot: str, shopper: Shopper) -> Fact | None:
        """The listed fact that the value may stand in for: of `old` and of `slot`, where they are said."""
        for fact in self.facts(shopper):
            own_slot, own = _correctable(fact)
            if old and own.casefold() != old.casefold():
                continue
            if slot and slot not in own_slot.replace("colour", "color").split("_"):
                continue
            if self.corrected(fact, value):
                return fact
        return None

    def meant(self, words: str, shopper: Shopper) -> tuple[Fact, ...]:
        """The facts that the words name ("green", "jackets for dad"), listed or not; empty when there is none.

        Each content word must be in the fact's own words; of those the facts with the fewest other words are meant.
        """
        said = {t.stem for t in tokens(words) if t.word not in STOP_WORDS}
        fitting = [(len(own - said), fact) for fact, own in self._all(shopper) if said and said <= own]
        fewest = min((n for n, _ in fitting), default=0)
        return tuple(fact for n, fact in fitting if n == fewest)

    def forgotten(self, words: str, shopper: Shopper) -> tuple[str, ...]:
        """Keys of the forgotten facts that the words name."""
        said = {t.stem for t in tokens(words) if t.word not in STOP_WORDS}
        gone = sorted(forgotten_keys(in_order(shopper.events)))
        return tuple(key for key in gone if said and said <= stems(self._name_of(key)))

    def told(self, key: str, shopper: Shopper) -> Fact | None:
        """The fact of that key, or the single thing done; None where the profile does not hold it."""
        if key.startswith(OF_EVENT):
            event_id = key.removeprefix(OF_EVENT)
            done = Fact(key, "", (event_id,), 0.0)
            return next((replace(done, text=f"You {text}") for _, text in self.rests_on(done, shopper)), None)
        return next((fact for fact, _ in self._all(shopper) if fact.key == key), None)

    def _all(self, shopper: Shopper) -> list[tuple[Fact, set[str]]]:
        """Every fact there is, with the stems that name it."""
        events = in_order(shopper.events)
        found: list[tuple[Fact, set[str]]] = []
        for recipient in sorted({e.recipient for e in events}):
            toward = replace(shopper, events=tuple(events)).toward(recipient)
            profile = self._profiler.profile(toward)
            deeds = self._support(toward)
            for feature, weight in profile.taste.weights.items():
                found.append((self._taste(recipient, feature, weight, deeds[feature]), _named(feature, recipient)))
        own = replace(shopper, events=tuple(events)).toward("")
        profile = self._profiler.profile(own)
        for fact in (*self._again(profile, None), *self._owned(profile, events, None), *self._dismissed(profile, None)):
            found.append((fact, stems(self._name_of(fact.key))))
        found += [(fact, stems(self._name_of(fact.key))) for fact in _switched_off(events)]
        return found

    def _name_of(self, key: str) -> str:
        """What a fact is about, in words: a product's title, a kind, "color Green dad"."""
        kind, _, name = key.partition(":")
        name = name.removeprefix("product:").removeprefix("kind:")
        if name in self._catalog:
            return self._catalog.product(name).title
        return f"{name.replace(':', ' ')} {kind.partition('@')[2]}" if kind.startswith("taste") else category_name(name)

    def _tastes(self, shopper: Shopper, profile: Profile) -> list[Fact]:
        deeds = self._support(shopper)
        said = stated(shopper.events, shopper.recipient)
        of_slot: defaultdict[str, float] = defaultdict(float)
        for (slot, _), weight in profile.taste.weights.items():
            of_slot[slot] += max(0.0, weight)
        ranked: list[tuple[float, str, Fact]] = []
        for feature, weight in profile.taste.weights.items():
            slot, value = feature
            if feature in said:
                ranked.append((float("inf"), slot, self._taste(shopper.recipient, feature, weight, deeds[feature])))
                continue
            usual = self._profiler.features.usual(feature)
            if not usual or not _tells(slot, value, profile):
                continue
            lift = (weight / of_slot[slot]) / usual if of_slot[slot] else 0.0
            n_products = len({e.product_id for e in deeds[feature]})
            if (weight >= LEAST and lift >= MORE_THAN_USUAL and n_products > 1) or weight <= LEAST_DISLIKED:
                worth = abs(weight) * log(max(lift, MORE_THAN_USUAL))
                ranked.append((worth, slot, self._taste(shopper.recipient, feature, weight, deeds[feature])))
        n_of: defaultdict[str, int] = defaultdict(int)
        found = []
        for _, slot, fact in sorted(ranked, key=lambda item: (-item[0], item[2].key)):
            n_of[slot] += 1
            if n_of[slot] <= MOST_A_SLOT:
                found.append(fact)
        return found[:MOST_TASTES]

    def _support(self, shopper: Shopper) -> defaultdict[Feature, list[Event]]:
        """Of every feature, the events that say something of it, oldest first; what was stated of it last."""
        found: defaultdict[Feature, list[Event]] = defaultdict(list)
        for event in standing(in_order(shopper.events))[-MOST_EVENTS:]:
            for feature in self._profiler.features.chosen(event.product_id, event.variant_id):
                if self._profiler.weight(event, feature):
                    found[feature].append(event)
        for feature, event in stated(shopper.events, shopper.recipient).items():
            found[feature].append(event)
        return found

    def _taste(self, recipient: str, feature: Feature, weight: float, support: Sequence[Event]) -> Fact:
        only_looks = all(e.name in ("view_item", "select_item") for e in support)
        does = "turn down" if weight <= 0 else "look at" if only_looks else "choose"
        does = _SAID_SO if any(e.name == "stated" for e in support) else does
        text = _taste_words(feature, recipient, does)
        counted = _counted(support) if weight > 0 else ""
        ids = tuple(e.id for e in reversed(support))[:MOST_SUPPORT]
        told = f"{text}{f' ({counted})' if counted else ''}"
        whom = f" for {recipient}" if recipient and recipient != GIFT else " as a gift" if recipient else ""
        return Fact(feature_key(recipient, *feature), told, ids, weight, _taste_name(feature) + whom)

    def _again(self, profile: Profile, most: int | None = MOST_RHYTHMS) -> list[Fact]:
        found = []
        for rhythm in sorted(profile.rhythms.values(), key=lambda r: (r.gap_days, r.key)):
            kind, name = rhythm.key.split(":", 1)
            if kind == "product" and name not in self._catalog:
                continue
            if most is not None and not rhythm.need(profile.today) and rhythm.due < profile.today:
                continue  # missed so often that it is no habit any more
            thing = f"the {self._catalog.product(name).title}" if kind == "product" else lowered(category_name(name))
            due = f"next around {_day(rhythm.due)}" if rhythm.due >= profile.today else f"last on {_day(rhythm.last)}"
            text = f"You buy {thing} about every {round(rhythm.gap_days)} days, {due}"
            ids, n_times = rhythm.event_ids[:MOST_SUPPORT], float(len(rhythm.event_ids))
            found.append(Fact(f"again:{rhythm.key}", text, ids, n_times, f"how often I buy {thing}"))
        return found[:most]

    def _owned(self, profile: Profile, events: Sequence[Event], most: int | None = MOST_OWNED) -> list[Fact]:
        by_id = {e.id: e for e in events}
        latest = sorted(profile.owned.items(), key=lambda item: (by_id[item[1][0]].at, item[0]), reverse=True)
        found = []
        for product_id, ids in latest:
            if product_id not in self._catalog:
                continue
            last = by_id[ids[0]]
            how = f"bought on {_day(last.at.date())}" if last.name == "purchase" else "you said so"
            title = self._catalog.product(product_id).title
            text = f"You have the {title} ({how})"
            found.append(Fact(f"owned:{product_id}", text, ids[:MOST_SUPPORT], 1.0, f"that I have the {title}"))
        return found[:most]

    def _dismissed(self, profile: Profile, most: int | None = MOST_DISMISSED) -> list[Fact]:
        found = [
            Fact(
                f"no:{product_id}",
                f"The {self._catalog.product(product_id).title}: {_NO[event.about]}",
                (event.id,),
                -1,
                f"my no to the {self._catalog.product(product_id).title}",
            )
            for product_id, event in reversed(list(profile.dismissed.items()))
            if product_id in self._catalog and event.about in _NO and event.about != HAVE_IT
        ]
        return found[:most]


def _switched_off(events: Iterable[Event]) -> list[Fact]:
    """What the shopper wants to have no say in their lists."""
    return [
        Fact(
            f"{OF_SIGNAL}{signal.value}",
            f"No say in your lists for {signal.value} (you said so on {_day(event.at.date())})",
            (event.id,),
            0.0,
            f"that {signal.value} should have no say",
        )
        for signal, event in signals_off(events).items()
    ]


def _correctable(fact: Fact) -> Feature:
    """Slot and value of a taste that a shopper may correct; empty for other facts, and for kinds and prices."""
    own, _, _ = fact.key.partition(":")
    recipient = own.partition("@")[2]
    feature = feature_of(fact.key, recipient) if own.partition("@")[0] == "taste" and fact.weight > 0 else None
    return ("", "") if feature is None or feature[0] in (KIND, PRICE) else feature


def _tells(slot: str, value: str, profile: Profile) -> bool:
    """Whether a value can be said of somebody's taste: not a yes or no, small print, or the root of all kinds."""
    if slot == KIND:
        return not any(
            other.startswith(f"{value} > ") and weight > profile.taste.weights[slot, value] / 2
            for (own, other), weight in profile.taste.weights.items()
            if own == KIND
        )
    return slot not in SMALL_PRINT and value.lower() not in _UNTELLING and len(value) <= LONGEST_VALUE


def _taste_words(feature: Feature, recipient: str, does: str) -> str:
    """`does`: what is done with such things: choose, look at, turn down."""
    slot, _ = feature
    whom = "" if not recipient else "As a gift " if recipient == GIFT else f"For {recipient} "
    often = does if does in ("turn down", _SAID_SO) else f"often {does}"
    match slot:
        case "category":
            are = "are not" if does == "turn down" else "are"
            said = f"you {are} interested in {_taste_name(feature)}"
        case "price":
            said = f"you {often} {_taste_name(feature)} of a kind"
        case _:
            said = f"you {often} {_taste_name(feature)}"
    return whom + said if whom else said[:1].upper() + said[1:]


def _taste_name(feature: Feature) -> str:
    slot, value = feature
    match slot:
        case "category":
            return lowered(category_name(value))
        case "price":
            return {LOWER: "the cheaper ones", UPPER: "the dearer ones"}.get(value, "the middle prices")
        case _:
            phrase = value_phrase(slot, value)
            is_whole = phrase.startswith(("in ", "by ", "for ", "made with "))
            return f"things {phrase}" if is_whole else f"things with “{phrase}”"


def _named(feature: Feature, recipient: str) -> set[str]:
    """Stems that name a taste: of the value, what the slot is called, and for whom."""
    slot, value = feature
    also = {
        PRICE: {LOWER: "cheap cheaper", UPPER: "dear dearer expensive", "middle": "middle"}.get(value, "") + " prices"
    }
    label = category_name(value) if slot == KIND else also.get(slot) or value_label(slot, value)
    return {t.stem for t in tokens(f"{label} {recipient}") if t.word not in STOP_WORDS}


def _counted(support: Iterable[Event]) -> str:
    """ "3 bought, 5 looked at": products, each by the most that was done with it."""
    order = list(_SAID)
    done: dict[str, str] = {}
    for event in support:
        name = {"select_item": "view_item", "add_to_wishlist": "liked"}.get(event.name, event.name)
        if name in order and (event.product_id not in done or order.index(name) < order.index(done[event.product_id])):
            done[event.product_id] = name
    counts = [(sum(deed == name for deed in done.values()), said) for name, said in _SAID.items()]
    told = [f"{n} {said}" for n, said in counts if n]
    return listed(told) if told else ""


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
