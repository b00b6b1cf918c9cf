"""Vouchers that a shopper says they have: read by code, and what a budget then reaches, worked out by code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal

from assistant.acts import Intent, ShopperAct
from assistant.hearing.cues import cue, one_of, words
from assistant.quantities.amounts import amounts, number
from retrieval.query import Constraint, Operator

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)

_MONEY = r"(?:[$£€¥₱]\s?)?(?P<{}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:[.,]\d{{1,2}})?)(?!\s?(?:%|percent|\d))"
_CURRENCY = r"(?:\s?(?:[$£€¥₱]|dollars?|usd|euros?|eur|pounds?|gbp|pesos?|php))?"
_OFF, _CAP, _OVER, _FROM = (_MONEY.format(name) + _CURRENCY for name in ("off", "cap", "over", "low"))
_VOUCHER = one_of(r"vouchers?", r"coupons?", r"(?:discount|promo)(?:tion)? codes?")
_NOUN = cue(words(_VOUCHER))
_PERCENT = cue(r"(?P<percent>\d{1,2}(?:\.\d+)?)\s?(?:%|percent\b)")
_AMOUNT = cue(
    # "20 off", "20 less", "a fixed discount of 20", "a voucher worth 20", "takes 20 off"
    rf"{_OFF}\s+(?:off|less)\b",
    rf"\b(?:discount|reduction) of {_OFF.replace('<off>', '<discount>')}",
    rf"\b{_VOUCHER} (?:worth|of|for|over) {_OFF.replace('<off>', '<worth>')}",
    # "a 20 voucher", "a 20 euro coupon"
    rf"\ban? {_OFF.replace('<off>', '<valued>')} {_VOUCHER}",
)
_AT_MOST_OFF = cue(
    r"\b(?:cap(?:ped)?(?: of| at| is)?|max(?:imum)?(?: discount)?(?: of)?|up to|at most|limited to|no more than) "
    rf"{_CAP}",
)
_THRESHOLD = cue(rf"\b(?:over|above|exceed(?:s|ing)?|(?:more|greater|higher) than) {_OVER}")
_LEAST = cue(
    r"\b(?:from|at least|min(?:imum|\.)?(?: (?:spend|order|purchase|basket|total))?(?: of| is)?|spend(?:ing)?|"
    rf"orders? of|off(?: of)?) {_FROM}",  # "20 off 100"
    rf"{_FROM.replace('<low>', '<more>')} or more\b",
)
# Where a message turns from the voucher to something else, or to it.
_TURN = re.compile(
    r"(?<=[.;!?:])\s+|,\s+|\s+\((?=[^)]*\))|\s+(?:but|and)\s+(?=(?:i|i've|ive|my|the|a|there|budget)\b)"
    rf"|\s+(?=with (?:an?|my) [^,.;]{{0,20}}\b{_VOUCHER}\b)",
    re.I,
)
_GOES_ON = cue(
    r"^\s*(?:it|the discount|valid|only valid|capped|cap|max|maximum|up to|min|minimum|if|when|on orders?|for orders?|"
    r"off|over|above|from|which)\b",
    r"^\s*[$£€₱]?\d[\d.,]*\s?(?:%|percent)?\s*(?:euros?|dollars?|pesos?)?\s*off\b",
    r"^\s*\(?\d{1,2}[.)]?\s*$",  # the number of a rule
)
_BUDGET = cue(r"\b(?:budget|to spend|spend up to)\b")


@dataclass(frozen=True, slots=True)
class Voucher:
    """Takes `off`, or `percent` of the total up to `cap`, off a total above `threshold` (or of it, unless `beyond`)."""

    off: Decimal = Decimal(0)
    percent: Decimal = Decimal(0)
    cap: Decimal | None = None
    threshold: Decimal = Decimal(0)
    beyond: bool = True

    def paid(self, total: Decimal) -> Decimal:
        """What is to be paid for things of this total."""
        if total < self._least():
            return total
        by_percent = total * self.percent / _HUNDRED
        taken = min(by_percent, self.cap) if self.cap is not None else by_percent
        return max(total - self.off - taken, Decimal(0))

    def reached(self, budget: Decimal) -> tuple[tuple[Decimal, Decimal], ...]:
        """The totals for which at most `budget` is to be paid: ranges, both ends included, from the lowest.

        Two where the budget alone stays below the threshold: what lies between them is too dear without the voucher
        and too cheap for it. Ends are whole cents, rounded down.
        """
        dearest = budget + self.off
        if self.percent:
            dearest = budget * _HUNDRED / (_HUNDRED - self.percent)
            if self.cap is not None:
                dearest = min(dearest, budget + self.cap)
        dearest = dearest.quantize(_CENT, ROUND_DOWN)
        if dearest < self._least():  # it never applies
            return ((Decimal(0), budget),)
        if self._least() - budget <= _CENT:
            return ((Decimal(0), dearest),)
        return (Decimal(0), budget), (self._least(), dearest)

    def _least(self) -> Decimal:
        return self.threshold + _CENT if self.beyond and self.threshold else self.threshold


def voucher_in(text: str) -> tuple[Voucher | None, str]:
    """The voucher that the message says they have beside a budget, and the message without it.

    None, and the whole message, where no voucher, not what it takes off, or no budget is said: "any vouchers?" asks.
    """
    own, rest = _parted(text)
    if not own or not any(_is_budget(a.constraint) for a in amounts(rest)):
        return None, text
    voucher = _voucher(own)
    return (voucher, rest) if voucher else (None, text)


def with_voucher(acts: Iterable[ShopperAct], voucher: Voucher) -> list[ShopperAct]:
    """The acts with every budget made the total that it reaches with the voucher; of two ranges, the one that needs
    the voucher, for that is what they told of it for."""
    return [
        replace(act, constraints=tuple(_stretched(c, voucher) if _is_budget(c) else c for c in act.constraints))
        for act in acts
    ]


def as_said(acts: Iterable[ShopperAct], message: str, *, bundling: bool) -> list[ShopperAct]:
    """The acts with the budgets of bundles as they were said: a bundle's total is held against what is to be spent,
    and a voucher that nobody here can look at is no money. `bundling`: what is refined is a bundle."""
    acts = list(acts)
    voucher, rest = voucher_in(" ".join(message.split()))
    if voucher is None:
        return acts
    said = [a.constraint for a in amounts(rest) if _is_budget(a.constraint)]
    of_stretched: dict[tuple[Operator, object], Constraint] = {}
    for budget in said:
        stretched = _stretched(budget, voucher)
        of_stretched[stretched.operator, stretched.value] = budget
    bundles = {Intent.BUNDLE, Intent.CHANGE_BUNDLE} | ({Intent.REFINE} if bundling else set())
    return [_unstretched(act, of_stretched) if act.intent in bundles else act for act in acts]


def _unstretched(act: ShopperAct, said: Mapping[tuple[Operator, object], Constraint]) -> ShopperAct:
    budgets = [said.get((c.operator, c.value)) if c.slot == "price" else None for c in act.constraints]
    kept = (
        c if budget is None else replace(c, operator=budget.operator, value=budget.value)
        for c, budget in zip(act.constraints, budgets, strict=True)
    )
    return replace(act, constraints=tuple(kept))


def _stretched(budget: Constraint, voucher: Voucher) -> Constraint:
    low, high = voucher.reached(Decimal(str(budget.value)))[-1]
    if low:
        return replace(budget, operator=Operator.BETWEEN, value=(low, high))
    return replace(budget, value=high)


def _is_budget(constraint: Constraint) -> bool:
    return constraint.slot == "price" and constraint.operator is Operator.AT_MOST


def _parted(text: str) -> tuple[str, str]:
    """What tells of the voucher, and the rest."""
    own: list[str] = []
    rest: list[str] = []
    at, is_own = 0, False
    for end, start in [*((m.start(), m.end()) for m in _TURN.finditer(text)), (len(text), len(text))]:
        piece, between = text[at:end], text[end:start]
        is_own = bool(_NOUN.search(piece)) or (is_own and bool(_GOES_ON.search(piece)) and not _BUDGET.search(piece))
        (own if is_own else rest).append(piece + (between or " "))
        at = start
    return "".join(own).strip(), "".join(rest).strip(" ,")


def _voucher(own: str) -> Voucher | None:
    percent, cap = _PERCENT.search(own), _AT_MOST_OFF.search(own)
    amount = None if percent else _AMOUNT.search(own)
    if not percent and not amount:
        return None
    over, least = _THRESHOLD.search(own), _LEAST.search(own)
    low = over or least
    return Voucher(
        off=_value(amount) if amount else Decimal(0),
        percent=Decimal(percent["percent"]) if percent else Decimal(0),
        cap=_value(cap) if percent and cap else None,
        threshold=_value(low) if low else Decimal(0),
        beyond=bool(over),
    )


def _value(match: re.Match[str]) -> Decimal:
    return number(next(said for said in match.groupdict().values() if said))
