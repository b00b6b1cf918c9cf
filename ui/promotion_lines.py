"""Promotions beside those that take something off: what comes with an order, and what a total could still have."""

from __future__ import annotations

from collections.abc import Iterable

from retrieval.cart_prices.priced_cart import Extra, NotApplied, Why
from ui.language import t

MOST_MISSED = 2
_KEYS = {
    Why.CONDITIONS: "conditions", Why.CODE: "code", Why.MEMBERS: "members", Why.FIRST_ORDER: "first",
    Why.ONE_CODE: "one_code",
}  # fmt: skip  # in this order; the shopper can do nothing about any other reason


def beside(extras: Iterable[Extra], not_applied: Iterable[NotApplied]) -> list[str]:
    """What comes with it, and at most two that it could have: first those that would save most."""
    missed = sorted((one for one in not_applied if one.why in _KEYS), key=_rank)[:MOST_MISSED]
    return [*(t("promotion.extra", title=extra.title) for extra in extras), *map(_missed, missed)]


def _rank(one: NotApplied) -> tuple[int, int]:
    return -(one.would_save.minor if one.would_save is not None else 0), [*_KEYS].index(one.why)


def _missed(one: NotApplied) -> str:
    said = t(f"promotion.{_KEYS[one.why]}", title=one.title, code=one.code, reason=one.reason)
    return said if one.would_save is None else t("promotion.would_save", said=said, amount=one.would_save)
