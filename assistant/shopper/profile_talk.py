"""Profile talk: what is known of the shopper, told, noted and deleted in the conversation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.acts import Intent, ShopperAct
from assistant.cart import view
from assistant.reply import FollowUp, FollowUps, Known, KnownEvent, KnownFact, ReplyEvent, Text
from assistant.shopper.signals import recipient_of
from assistant.state import FactsForgotten, FactStated, Focused, PastErased, PersonalisingSet
from assistant.turn import Turn
from recommender.events import HAVE_IT, TOO_DEAR, WRONG_STYLE
from recommender.profile_facts import GIFT, Fact, FactTeller
from recommender.shopper import Shopper
from recommender.wording import listed
from retrieval.catalog import Catalog

MOST_TOLD = {"taste": 6, "again": 2, "owned": 3, "no": 2, "signal": 4}  # of a kind; a longer list is not read
N_CHIPS = 3
MOST_RESTS_ON = 6  # events shown of a fact, latest first
MOST_INSTEAD = 12  # other values that a fact offers; any other can be said in words
_WHY_NOT = (("Too dear", TOO_DEAR), ("Not my style", WRONG_STYLE), ("I have it already", HAVE_IT))

_OFF_NOW = (
    "Personalising is off: what you look at, like or buy is neither read nor written down for your taste. "
    "Your orders stay with the shop."
)
_ALREADY_OFF = "Personalising is off, so I know nothing about you here. Your orders stay with the shop."
_ON_NOW = "Personalising is on: what you look at, like and buy here shows me what suits you."
_NOTHING_YET = "Nothing yet. What you look at, like, put in the cart and buy here will tell me what suits you."
_HOW = "Say “forget that …” to have any of it deleted, “it is …, not …” to correct it, or “stop personalising”."
_ERASE = (
    "That deletes all that you did here from which I know your taste, and it cannot be undone. "
    "Your orders stay with the shop. Shall I?"
)
_ERASED = "Deleted. I know nothing about you any more; your orders stay with the shop."


class ProfileTalk:
    """Answers `TendProfile`. What changes is a happening of the turn; the session writes it when the turn is over."""

    def __init__(self, catalog: Catalog, teller: FactTeller) -> None:
        self._catalog = catalog
        self._teller = teller

    def tend(self, act: ShopperAct, turn: Turn) -> Iterator[ReplyEvent]:
        match act.intent:
            case Intent.LIKE:
                return self._liked(act, turn)
            case Intent.LOOK:
                return self._looked(act, turn)
            case Intent.FORGET:
                return self._forget(act, turn)
            case Intent.PERSONALISE:
                return self._switch(act, turn)
            case _:
                return self._tell(turn)

    def facts(self, shopper: Shopper) -> tuple[Fact, ...]:
        """All that is known of the shopper and listed, in plain words."""
        return self._teller.facts(shopper)

    def beside(self, acts: Sequence[ShopperAct], whom: str, turn: Turn) -> Iterator[ReplyEvent]:
        """Next steps after something was turned down: take it back, or say why. And that things are looked for somebody
        else than before (`whom`), so that another taste counts."""
        yield from self._for_whom(whom, turn)
        for act in acts:
            if act.intent is not Intent.REJECT or act.unresolved or not act.product_ids:
                continue
            one = len(act.product_ids) == 1
            back = FollowUp("Bring it back" if one else "Bring them back", "", _on(act, Intent.TAKE_BACK))
            why = [FollowUp(label, label, _on(act, Intent.REJECT, reason)) for label, reason in _WHY_NOT]
            yield FollowUps((back, *(why if one and turn.personal and not act.about else ())))

    def _for_whom(self, before: str, turn: Turn) -> Iterator[ReplyEvent]:
        now = recipient_of(turn.state.context)
        if now == before or not turn.personal:
            return
        if not now:
            yield Text("For you again, by your own taste.\n", leads=True)
            return
        what = "As a gift" if now == GIFT else f"For {now}"
        yield Text(f"{what}: your own taste is neither used nor changed here.\n", leads=True)
        yield FollowUps((FollowUp("It's for me", "", ShopperAct(Intent.REFINE, dropped=("recipient", "gift"))),))

    def _tell(self, turn: Turn) -> Iterator[ReplyEvent]:
        if not turn.personal:
            yield Text(_ALREADY_OFF)
            yield FollowUps((FollowUp("Personalise again", "personalise again"),))
            return
        facts = self._teller.facts(turn.known)
        if not facts:
            yield Text(_NOTHING_YET)
            return
        told = [fact for kind, most in MOST_TOLD.items() for fact in _of_kind(facts, kind)[:most]]
        more = f"\n… and {len(facts) - len(told)} more of the same kinds." if len(facts) > len(told) else ""
        lines = "\n".join(f"• {fact.text}" for fact in told)
        yield Text(f"What I know about you, from what you did here:\n{lines}{more}\n{_HOW}")
        yield Known(tuple(self._known(fact, turn.known) for fact in told), len(facts) - len(told))
        chips = [_forgetting(fact) for fact in told[:N_CHIPS]]
        yield FollowUps((*chips, FollowUp("Stop personalising", "stop personalising")))

    def _known(self, fact: Fact, shopper: Shopper) -> KnownFact:
        rests_on = self._teller.rests_on(fact, shopper)[:MOST_RESTS_ON]
        events = tuple(KnownEvent(key, text) for key, text in rests_on)
        return KnownFact(fact.key, fact.text, fact.name, events, self._teller.instead(fact)[:MOST_INSTEAD])

    def _forget(self, act: ShopperAct, turn: Turn) -> Iterator[ReplyEvent]:
        if act.about == "all":
            yield Text(_ERASE)
            yield FollowUps((FollowUp("Yes, forget everything", "", ShopperAct(Intent.FORGET, about="all, surely")),))
        elif act.about == "all, surely":
            turn.happen(PastErased())
            yield Text(_ERASED)
        elif not turn.personal:
            yield Text(_ALREADY_OFF)
        elif act.about.startswith("instead"):
            yield from self._instead(act, turn)
        elif act.about in ("again", "back"):
            yield from self._know_again(act, turn)
        else:
            found = self._facts(act, turn)
            if not found:
                yield Text(
                    f"I know nothing about you and “{act.text}”. “What do you know about me?” lists what I know."
                )
                return
            keys = tuple(fact.key for fact in found)
            turn.happen(FactsForgotten(keys))
            lines = "\n".join(f"• {fact.text}" for fact in found)
            yield Text(f"Forgotten, and not to be concluded again:\n{lines}")
            undo = FollowUp("Undo", "", ShopperAct(Intent.FORGET, text="\n".join(keys), about="back"))
            yield FollowUps((undo, *_list_anew(turn)))

    def _instead(self, act: ShopperAct, turn: Turn) -> Iterator[ReplyEvent]:
        """Another value in place of one that was concluded, as the shopper's own statement; or that taken back."""
        if act.about == "instead, back":
            key, old = act.text.split("\n")
            turn.happen(FactStated(key, old, back=True))
            yield Text("It is as it was before.")
            yield FollowUps(_list_anew(turn))
            return
        said = [*act.text.split("\n"), "", ""]
        if act.about == "instead":  # the fact by its key, and the value
            value, fact = said[1], self._teller.told(said[0], turn.known)
        else:
            value, fact = said[0], self._teller.meant_by(said[0], said[1], said[2], turn.known)
        key = self._teller.corrected(fact, value) if fact is not None else ""
        if fact is None or not key:
            yield Text(
                f"I know nothing about you that “{value}” could stand in for. "
                "“What do you know about me?” lists what I know."
            )
            return
        turn.happen(FactStated(key, fact.key))
        yield Text(f"Noted as you say it: “{key.rpartition(':')[2]}”. No more:\n• {fact.text}")
        back = ShopperAct(Intent.FORGET, text=f"{key}\n{fact.key}", about="instead, back")
        yield FollowUps((FollowUp("Undo", "", back), *_list_anew(turn)))

    def _facts(self, act: ShopperAct, turn: Turn) -> Sequence[Fact]:
        if act.about != "keys":
            return self._teller.meant(act.text, turn.known)
        return self._told(act.text.split("\n"), turn.known)

    def _told(self, keys: Iterable[str], known: Shopper) -> list[Fact]:
        return [fact for key in keys if (fact := self._teller.told(key, known)) is not None]

    def _know_again(self, act: ShopperAct, turn: Turn) -> Iterator[ReplyEvent]:
        gone = self._teller.forgotten(act.text, turn.known) if act.about == "again" else act.text.split("\n")
        if not gone:
            yield Text("I was not told to forget anything of that kind.")
            return
        turn.happen(FactsForgotten(tuple(gone), back=True))
        lines = "".join(f"\n• {fact.text}" for fact in self._told(gone, turn.known))
        yield Text(f"Known again:{lines}" if lines else "It may be known again.")

    def _switch(self, act: ShopperAct, turn: Turn) -> Iterator[ReplyEvent]:
        on = act.about != "off"
        turn.happen(PersonalisingSet(on))
        turn.personal = on
        yield Text(_ON_NOW if on else _OFF_NOW)
        if not on:
            forget = FollowUp("Forget everything too", "forget everything about me")
            yield FollowUps((FollowUp("Personalise again", "personalise again"), forget, *_list_anew(turn)))

    def _liked(self, act: ShopperAct, turn: Turn) -> Iterator[ReplyEvent]:
        titles = [f"the {self._catalog.product(i).title}" for i in act.product_ids if i in self._catalog]
        turn.happen(Focused(act.product_ids))
        yield Text(f"Noted: you like {listed(titles)}." if titles else "Noted.")

    def _looked(self, act: ShopperAct, turn: Turn) -> Iterator[ReplyEvent]:
        """Says nothing: a page that was opened beside the conversation. "It" is what was looked at."""
        if act.product_ids:
            turn.happen(Focused(act.product_ids))
        state = turn.state
        yield view(state.cart, self._catalog, can_undo=bool(state.cart_before), buyer=state.buyer)


def _list_anew(turn: Turn) -> tuple[FollowUp, ...]:
    """The list that is on, in the order that what is known now gives it; nothing where none is."""
    state = turn.state
    stands = (state.text or state.constraints) and not state.bundling
    return (FollowUp("Show the list again", "", ShopperAct(Intent.REFINE)),) if stands else ()


def _of_kind(facts: Sequence[Fact], kind: str) -> list[Fact]:
    return [fact for fact in facts if fact.key.split(":", 1)[0].split("@")[0] == kind]


def _forgetting(fact: Fact) -> FollowUp:
    return FollowUp(
        f"Forget: {fact.name or fact.text.split(' (')[0]}", "", ShopperAct(Intent.FORGET, text=fact.key, about="keys")
    )


def _on(act: ShopperAct, intent: Intent, about: str = "") -> ShopperAct:
    return ShopperAct(intent, product_ids=act.product_ids, about=about)
