"""One visit to the store: what a shopper searches, looks at, puts in the cart and takes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from recommender.sample.choice import AGAIN, MOST_CALLED, ChoiceModel, Memory
from recommender.sample.happenings import Happening, Line, Moment
from recommender.sample.people import Person, Recipient, Shopper
from recommender.sample.shelf import Bools, Floats
from recommender.sample.variants import Variants
from recommender.sample.wording import Wording

SECONDS_A_DAY = 86_400
FOCUS = 4.4  # what looking at one kind of thing adds to others of the kind
SEEN_ENOUGH, HAVE_ONE = -2.5, -4.0  # after having looked at a kind; after having put one into the cart
OUTSIDE = 6.7  # what it is worth, on average, to take nothing
NEXT_IS_EASIER, STAYS = 2.0, 1.2  # with one thing in the cart: the next is taken sooner; so many more looks
READ, AFFORD, USUAL_PRICE = 0.9, 0.3, 40.0  # reviews are read, and the price looked at again, before taking
GIFT_READY = 1.4  # a present must be found
SEARCHES, CHECKS_OUT, PUTS_BACK = 0.56, 0.82, 0.07
SAME_AGAIN = 0.75  # the share of what runs out that is bought in the same make again


@dataclass(slots=True)
class Account:
    """A shopper as the store's logs will know them, with what the model remembers of them."""

    shopper: Shopper
    memory: Memory = field(default_factory=Memory)
    known: set[int] = field(default_factory=set)  # products in any event so far
    moment: Moment | None = None  # the last time a product was new to them
    likings: dict[tuple[int, bool], Floats] = field(default_factory=dict)
    givens: set[int] = field(default_factory=set)  # presents they have bought
    until: int = 0  # seconds: when their last visit ended


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why they come: for themselves, for somebody (a place among their recipients), or for more of a product."""

    recipient: int = -1
    again: int = -1


@dataclass(slots=True)
class Visit:
    """What came of it; `taken` is empty when nothing was bought."""

    happenings: list[Happening] = field(default_factory=list)
    taken: list[Line] = field(default_factory=list)
    ended: int = 0  # seconds


class Visits:
    """Plays visits one after the other; the order of the calls is part of what makes them the same again."""

    def __init__(self, model: ChoiceModel, wording: Wording, variants: Variants, rng: np.random.Generator) -> None:
        self._model, self._wording, self._variants, self._rng = model, wording, variants, rng
        self._second_look = READ * model.quality - AFFORD * np.log(model.shelf.price / USUAL_PRICE)

    def visit(self, account: Account, at: int, session_id: str, purpose: Purpose, world: Floats) -> Visit:
        """`world` is `(n_products,)`: what novelty and popularity say today, the same for everybody."""
        shopper, day = account.shopper, at // SECONDS_A_DAY
        recipient = shopper.recipients[purpose.recipient] if purpose.recipient >= 0 else None
        person = self._person(shopper, recipient, day)
        worth = world + self._liking(account, purpose.recipient, person, day)
        if recipient is None:
            worth += self._model.wish(person, day) + self._model.satiety(account.memory, day)
            called = self._model.called_for(account.memory, day)
        else:
            worth += self._model.wish(person, day, gift=True, child=recipient.age is not None)
            worth[list(account.givens)] += AGAIN
            called = np.zeros(len(worth))
        return _Walk(self, account, person, recipient, worth, called, at, session_id).walk(purpose.again)

    def _person(self, shopper: Shopper, recipient: Recipient | None, day: int) -> Person:
        own = shopper.self_on(day)
        if recipient is None:
            return own
        # Somebody else's taste, one's own money and convictions.
        taste = replace(
            recipient.person.taste,
            level=own.taste.level,
            sensitivity=own.taste.sensitivity,
            no_animal=own.taste.no_animal or recipient.person.taste.no_animal,
        )
        return Person(taste, recipient.person.interests, recipient.person.children)

    def _liking(self, account: Account, recipient: int, person: Person, day: int) -> Floats:
        changes = account.shopper.changes
        key = (recipient, changes is not None and day >= changes[0])
        if key not in account.likings:
            account.likings[key] = self._model.liking(person)
        return account.likings[key]


class _Walk:
    """One visit while it lasts."""

    def __init__(
        self, visits: Visits, account: Account, person: Person, recipient: Recipient | None, worth: Floats,
        called: Floats, at: int, session_id: str,
    ) -> None:  # fmt: skip
        self._model, self._variants, self._rng = visits._model, visits._variants, visits._rng
        self._wording, self._second_look = visits._wording, visits._second_look
        self._account, self._person, self._recipient = account, person, recipient
        self._worth, self._called, self._at, self._session_id = worth, called, at, session_id
        self._kinds, self._of_kind = visits._model.shelf.kind, visits._model.shelf.of_kind
        self._focus: int | None = None
        self._looked: list[Line] = []  # at things of the kind in focus
        self._seen: Bools = np.zeros(len(worth), dtype=bool)
        self._visit = Visit()
        self._reserve = OUTSIDE + account.shopper.reserve - (GIFT_READY if recipient else 0.0)

    def walk(self, again: int) -> Visit:
        rng, shopper = self._rng, self._account.shopper
        n_looks = 1 + int(rng.poisson(shopper.looks - 1.0))
        if again >= 0 and self._more_of(again):
            n_looks -= 2
        n_in_cart = 0
        while n_looks > 0:
            n_looks -= 1
            utilities = self._now()
            # minus the logarithm of an exponential draw is a Gumbel draw
            product = int(np.argmax(utilities - np.log(rng.standard_exponential(len(utilities)))))
            if self._kinds[product] != self._focus:
                self._decide()
                self._focus = int(self._kinds[product])
                if rng.random() < SEARCHES:
                    self._search(product)
            self._look(product, utilities)
            if rng.random() < shopper.decides:
                self._decide()
            if len(self._visit.taken) > n_in_cart:
                n_in_cart = len(self._visit.taken)
                n_looks += int(rng.poisson(STAYS))
        self._decide()
        self._check_out()
        return self._visit

    def _now(self) -> Floats:
        """The choice model's utilities at this step of the visit."""
        utilities = self._worth + np.minimum(self._called, MOST_CALLED)
        if self._focus is not None:
            utilities[self._of_kind[self._focus]] += FOCUS
        utilities[self._seen] = -1e9
        return utilities

    def _search(self, product: int) -> None:
        day = self._at // SECONDS_A_DAY
        self._happen("search", term=self._wording.search(product, self._person, day, self._recipient))

    def _look(self, product: int, utilities: Floats | None) -> Line:
        line = Line(product, self._variants.pick(product, self._person.taste))
        if product not in self._account.known and utilities is not None:
            shopper_id = self._account.shopper.id
            self._account.moment = Moment(shopper_id, self._at, product, utilities.astype(np.float32))
        self._account.known.add(product)
        self._seen[product] = True
        self._happen("view_item", (line,))
        self._looked.append(line)
        return line

    def _decide(self) -> None:
        """Having looked at things of one kind: take one of them, or none. A choice by the same rule."""
        if self._focus is None or not self._looked:
            self._focus = None
            return
        looked, self._looked = self._looked, []
        of_kind, self._focus = self._of_kind[self._focus], None
        looked = [line for line in looked if self._variants.can_be_had(line.product, line.variant, self._person.taste)]
        if not looked:
            self._worth[of_kind] += SEEN_ENOUGH
            return
        noise = self._rng.gumbel(size=len(looked) + 1)
        best, most = None, self._reserve + noise[-1]
        for line, luck in zip(looked, noise, strict=False):
            place = line.product
            worth = self._worth[place] + min(self._called[place], MOST_CALLED) + self._second_look[place] + luck
            if worth > most:
                best, most = line, worth
        if best is None:
            self._worth[of_kind] += SEEN_ENOUGH
            return
        self._take(best)
        self._worth[of_kind] += HAVE_ONE
        self._called += self._model.complements[best.product]
        self._reserve -= NEXT_IS_EASIER if len(self._visit.taken) == 1 else 0.0

    def _take(self, line: Line) -> None:
        line = replace(line, quantity=self._how_many(line.product))
        self._happen("add_to_cart", (line,))
        self._visit.taken.append(line)

    def _how_many(self, product: int) -> int:
        if self._recipient is not None:
            return 1
        kind = self._kinds[product]
        if self._model.used_up[kind] and self._model.shelf.price[product] < 30:
            return 1 + int(self._rng.random() < 0.35) + int(self._rng.random() < 0.12)
        small = self._model.several[kind] and self._model.shelf.price[product] < 25
        return 1 + int(small and self._rng.random() < 0.22)

    def _more_of(self, product: int) -> bool:
        """What has run out: the same again, or a look around among its kind."""
        if self._rng.random() > SAME_AGAIN:
            self._focus = int(self._kinds[product])
            return False
        if self._rng.random() < 0.35:
            self._search(product)
        line = self._look(product, None)
        self._looked = []
        if self._variants.can_be_had(line.product, line.variant, self._person.taste):
            self._take(line)
            self._worth[self._of_kind[self._kinds[product]]] += HAVE_ONE
        return True

    def _check_out(self) -> None:
        kept = []
        for line in self._visit.taken:
            if self._rng.random() < PUTS_BACK:
                self._happen("remove_from_cart", (line,))
            else:
                kept.append(line)
        buys = bool(kept) and self._rng.random() < CHECKS_OUT
        self._visit.taken = kept if buys else []
        self._visit.ended = self._at

    def _happen(self, name: str, lines: tuple[Line, ...] = (), term: str = "") -> None:
        shopper_id = self._account.shopper.id
        self._visit.happenings.append(Happening(self._at, name, shopper_id, self._session_id, lines, term))
        self._at += 8 + int(self._rng.exponential(45))
