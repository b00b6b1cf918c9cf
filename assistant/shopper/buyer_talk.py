"""What a shopper tells of who pays (codes, membership, a first order), taken up; and what it does to what is due."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from assistant.cart import view
from assistant.hearing.buyer_words import BuyerWords, Told
from assistant.proposing import Proposing
from assistant.quantities.vouchers import voucher_in
from assistant.reply import ReplyEvent, Text, Understood
from assistant.state import BuyerTold, DialogueState
from assistant.turn import Turn
from assistant.workbench.bench import Bench
from recommender.wording import listed
from retrieval.cart_prices.claims import is_readable
from retrieval.cart_prices.priced_cart import Buyer, Pieces, PricedCart
from retrieval.cart_prices.pricer import CartPricer
from retrieval.cart_prices.telling import day_text
from retrieval.catalog import Catalog, Promotion

_BOUGHT_BEFORE = "But you have bought here before, as far as I know, so what is for a first order does not count. "
_VOUCHER = (
    " The voucher that you told of is not counted here: I know it by your words only, so your budget stays as you "
    "said it."
)


class BuyerTalk:
    """Every figure is the pricer's, for the cart and the bundle on the table as they are."""

    def __init__(self, catalog: Catalog, proposing: Proposing) -> None:
        self._catalog = catalog
        self._proposing = proposing
        self._words = BuyerWords(catalog.promotions)
        self._pricer = CartPricer(catalog)

    def read(self, message: str) -> Told | None:
        """What the message tells of who pays; None where it tells nothing of that."""
        return self._words.read(message)

    def taken_up(self, told: Told, turn: Turn) -> str:
        """From now on it counts. What there is to say of it, whatever lies in the cart; with a space at its end."""
        is_known = told.is_first_order and any(event.name == "purchase" for event in turn.known.events)
        buyer = told.after(turn.state.buyer)
        if is_known:
            buyer = Buyer(buyer.codes, buyer.is_member, is_first_order=False)
        turn.happen(BuyerTold(buyer))
        said = [self._of_code(code, turn) for code in told.codes]
        said += [f"The code {code} does not count any more. " for code in told.dropped]
        said += [f"No promotion of this shop has the code {code}. " for code in told.unknown]
        if told.is_member is not None:
            said.append(self._of_promotions(_for_members, is_so=told.is_member, what="for members"))
        if told.is_first_order is not None and not is_known:
            said.append(self._of_promotions(_for_first, is_so=told.is_first_order, what="for a first order"))
        return "".join([*said, _BOUGHT_BEFORE if is_known else ""])

    def counted(self, told: Told, before: DialogueState, turn: Turn) -> Iterator[ReplyEvent]:
        """Nothing else was said: what lies in the cart and on the table, at what it comes to now."""
        said = [self.taken_up(told, turn)]
        yield Understood(())
        state = turn.state
        if state.is_at_bench and state.bench is not None and state.bench.filled:
            was, now = self._both(_pieces(state.bench), before.buyer, state.buyer)
            if (was.savings, was.extras) != (now.savings, now.extras):
                laid = self._proposing.laid_anew(turn)
                now = self._pricer.price(_pieces(turn.state.bench or state.bench), state.buyer)
                if laid is not None:
                    if turn.state.bench is not None and _pieces(turn.state.bench) != _pieces(state.bench):
                        said.append("To stay within your budget, some of the bundle is other things now. ")
                        was = now
                    yield laid
            said += self._of_total("The bundle", was, now, told)
        cart = view(state.cart, self._catalog, can_undo=bool(state.cart_before), buyer=state.buyer)
        if cart.items:
            pieces = [Pieces(item.variant_id, item.quantity) for item in cart.items]
            said += self._of_total("Your cart", *self._both(pieces, before.buyer, state.buyer), told)
        yield Text("".join(dict.fromkeys(said)).strip())
        if cart.items:
            yield cart

    def of_voucher(self, message: str, turn: Turn) -> str:
        """That no bundle counts with a voucher that was only told of; empty where none was, or no bundle is wanted."""
        return _VOUCHER if turn.state.bundling and voucher_in(message)[0] else ""

    def _of_code(self, code: str, turn: Turn) -> str:
        own = [p for p in self._catalog.promotions if p.active and p.code.casefold() == code.casefold()]
        running, day = self._running(own), turn.now.date()
        if not running:
            return "".join(f"The code {code} is of “{p.title}”, which {_when(p, day)}. " for p in own[:1])
        if not any(map(is_readable, running)):
            titles = listed([f"“{p.title}”" for p in running])
            return f"The code {code} is of {titles}, which I know by its words only: no total counts with it. "
        titles = listed([f"“{p.title}”" for p in running if is_readable(p)])
        return f"The code {code} is taken up: {titles}. "

    def _running(self, among: Sequence[Promotion]) -> list[Promotion]:
        day = self._catalog.on
        return [p for p in among if day is not None and p.runs(day)]

    def _of_promotions(self, such: Callable[[Promotion], bool], *, is_so: bool, what: str) -> str:
        running = [p for p in self._running(self._catalog.promotions) if such(p) and is_readable(p)]
        if not running:
            return f"No promotion that runs now is {what}, as far as I know. "
        if not is_so:
            return f"Then nothing that is {what} counts. "
        titles = listed([f"“{p.title}”" for p in running])
        return f"As you say so, what is {what} counts from now on: {titles}. "

    def _of_total(self, what: str, was: PricedCart, now: PricedCart, told: Told) -> list[str]:
        """What it comes to, by which promotions; of what was told of and takes nothing off, why. Nothing where none of
        that is so."""
        known = {(s.promotion_id, s.amount) for s in was.savings}
        news = [s for s in now.savings if (s.promotion_id, s.amount) not in known]
        asked = [p for p in self._running(self._catalog.promotions) if _is_told_of(p, told) and is_readable(p)]
        shown = [s for s in now.savings if s in news or s.promotion_id in {p.id for p in asked}]
        lines = [f"“{s.title}”: {s.arithmetic}. " for s in shown]
        lines += [f"“{one.title}” comes with it. " for one in now.extras if one not in was.extras]
        lines += [self._why_nothing(p, now) for p in asked]
        instead = "" if now.total == was.total else f" instead of {was.total}"
        lines = [line for line in lines if line]
        return [*lines, f"{what} comes to {now.total}{instead}. "] if lines or instead else []

    def _both(self, pieces: Sequence[Pieces], before: Buyer, now: Buyer) -> tuple[PricedCart, PricedCart]:
        return self._pricer.price(pieces, before), self._pricer.price(pieces, now)

    @staticmethod
    def _why_nothing(promotion: Promotion, now: PricedCart) -> str:
        if promotion.id in {*(s.promotion_id for s in now.savings), *(e.promotion_id for e in now.extras)}:
            return ""
        missed = next((one for one in now.not_applied if one.promotion_id == promotion.id), None)
        if missed is not None:
            return f"“{promotion.title}” takes nothing off: it {missed.reason}. "
        return f"“{promotion.title}” covers nothing of it. "


def _is_told_of(promotion: Promotion, told: Told) -> bool:
    if promotion.code:
        return promotion.active and promotion.code.casefold() in {code.casefold() for code in told.codes}
    return bool((told.is_member and _for_members(promotion)) or (told.is_first_order and _for_first(promotion)))


def _for_members(promotion: Promotion) -> bool:
    return promotion.conditions.members_only or promotion.kind == "member_price"


def _for_first(promotion: Promotion) -> bool:
    return promotion.conditions.first_order


def _when(promotion: Promotion, day: date) -> str:
    """ "ended on 14 January 2026", of one that does not run."""
    if promotion.ends_on is not None and promotion.ends_on < day:
        return f"ended on {day_text(promotion.ends_on)}"
    if promotion.starts_on is not None and promotion.starts_on > day:
        return f"begins on {day_text(promotion.starts_on)}"
    return "does not run now"


def _pieces(bench: Bench) -> list[Pieces]:
    return [Pieces(slot.variant_id, slot.n) for slot in bench.filled]
