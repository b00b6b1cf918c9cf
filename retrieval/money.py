"""Money: a decimal amount with its currency; minor units only at the border."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import total_ordering

# ISO 4217: currencies whose minor unit is not a hundredth.
_EXPONENTS = {
    "BHD": 3, "CLP": 0, "IQD": 3, "ISK": 0, "JOD": 3, "JPY": 0, "KRW": 0, "KWD": 3, "OMR": 3, "TND": 3,
    "VND": 0, "XAF": 0, "XOF": 0,
}  # fmt: skip
_SYMBOLS = {
    "USD": "$",
    "GBP": "£",
    "EUR": "€",
    "JPY": "¥",
    "CNY": "CN¥",
    "INR": "₹",
    "AUD": "A$",
    "CAD": "C$",
}


class CurrencyError(ValueError):
    """Two amounts of different currencies met."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in major units (`Decimal("52.00")`) of an ISO 4217 currency (`"USD"`)."""

    amount: Decimal
    currency: str

    @classmethod
    def from_minor(cls, minor: int, currency: str) -> Money:
        """`Money.from_minor(5200, "USD")` is $52.00; `Money.from_minor(5200, "JPY")` is ¥5,200."""
        return cls(Decimal(minor).scaleb(-exponent(currency)), currency)

    @classmethod
    def rounded(cls, amount: Decimal, currency: str) -> Money:
        """`amount` rounded half up to the currency's minor unit."""
        return cls(amount.quantize(Decimal(1).scaleb(-exponent(currency)), ROUND_HALF_UP), currency)

    @property
    def minor(self) -> int:
        """The amount in minor units (cents)."""
        return int(self.amount.scaleb(exponent(self.currency)).to_integral_value(ROUND_HALF_UP))

    def __add__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.amount - other.amount, self.currency)

    def __mul__(self, times: int) -> Money:
        return Money(self.amount * times, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same_currency(other)
        return self.amount < other.amount

    def __str__(self) -> str:
        """As a shopper reads it: `$1,052.00`, `£2.55`, `12.00 CHF`, `-$3.00`."""
        number = f"{abs(self.amount):,.{exponent(self.currency)}f}"
        sign = "-" if self.amount < 0 else ""
        symbol = _SYMBOLS.get(self.currency)
        return f"{sign}{symbol}{number}" if symbol else f"{sign}{number} {self.currency}"

    def _same_currency(self, other: Money) -> None:
        if self.currency != other.currency:
            raise CurrencyError(f"{self} and {other} are of different currencies; convert one first.")


def exponent(currency: str) -> int:
    """How many decimals the currency's minor unit has (USD 2, JPY 0)."""
    return _EXPONENTS.get(currency, 2)
