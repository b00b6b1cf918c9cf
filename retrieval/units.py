"""Units: what a unit measures, and how much of that one of it is. A small table; an unknown unit measures itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

NONE = ""  # the kind of a number without a unit


@dataclass(frozen=True, slots=True)
class Unit:
    """One of it is `factor` of the kind's own unit (mm, g, ml, s, W, °C ...), counted from `zero`."""

    kind: str
    factor: Decimal = Decimal(1)
    zero: Decimal = Decimal(0)

    def amount(self, number: Decimal) -> Decimal:
        """So many of this unit in the kind's own, to nine places: enough for inches, and equal where equal is meant."""
        found = number * self.factor + self.zero
        return found.quantize(_NINE) if abs(found) < _HUGE else found


_NINE = Decimal("1e-9")
_HUGE = Decimal("1e15")  # beyond it (and for endless bounds) nine places would not fit
# Exact by definition: the international inch (25.4 mm) and pound (453.59237 g), the litre; gallon, quart, pint and
# fluid ounce are those of the United States. A month is a twelfth of a year of 365 days. Storage counts by thousands.
_TABLE = """
length: mm=1 millimeter=1 millimetre=1 cm=10 centimeter=10 centimetre=10 dm=100 m=1000 meter=1000 metre=1000 mtr=1000
length: km=1000000 in=25.4 inch=25.4 "=25.4 ″=25.4 ”=25.4 ft=304.8 foot=304.8 feet=304.8 '=304.8 ′=304.8 ’=304.8
length: yd=914.4 yard=914.4 mile=1609344 µm=0.001
mass: mg=0.001 g=1 gram=1 gramme=1 gr=1 kg=1000 kilo=1000 kilogram=1000 oz=28.349523125 ounce=28.349523125
mass: lb=453.59237 lbs=453.59237 pound=453.59237
volume: ml=1 milliliter=1 millilitre=1 cc=1 cl=10 dl=100 l=1000 ltr=1000 liter=1000 litre=1000
volume: gal=3785.411784 gallon=3785.411784 qt=946.352946 quart=946.352946 pt=473.176473 pint=473.176473
volume: floz=29.5735295625
area: mm²=0.01 cm²=1 m²=10000 sqft=929.0304 sqm=10000 ft²=929.0304 in²=6.4516
time: ms=0.001 s=1 sec=1 second=1 min=60 minute=60 h=3600 hr=3600 hour=3600 day=86400 week=604800
time: month=2628000 year=31536000 yr=31536000
power: mw=0.001 w=1 watt=1 kw=1000 kilowatt=1000
energy: wh=1 kwh=1000
charge: mah=1 ah=1000
voltage: mv=0.001 v=1 volt=1 kv=1000
current: ma=0.001 a=1 amp=1 ampere=1
frequency: hz=1 hertz=1 khz=1000 mhz=1000000 ghz=1000000000
storage: kb=0.001 mb=1 gb=1000 tb=1000000
rate: kbit/s=0.001 mbit/s=1 gbit/s=1000 kbps=0.001 mbps=1 gbps=1000
transfer: kb/s=0.001 mb/s=1 gb/s=1000
brightness: lm=1 lumen=1
sound: db=1 decibel=1
angle: °=1 deg=1 degree=1
pressure: bar=1 mbar=0.001 psi=0.0689475729
speed: km/h=1 kmh=1 kph=1 mph=1.609344
people: people=1 person=1 player=1 persons=1
"""
_KNOWN = {
    name: Unit(line.partition(":")[0], Decimal(factor))
    for line in _TABLE.split("\n")
    if line
    for name, _, factor in (entry.rpartition("=") for entry in line.partition(":")[2].split())
}
_CELSIUS, _FAHRENHEIT = Unit("temperature"), Unit("temperature", Decimal(5) / 9, Decimal(-160) / 9)
_KNOWN |= dict.fromkeys(("°c", "celsius", "centigrade"), _CELSIUS) | dict.fromkeys(("°f", "fahrenheit"), _FAHRENHEIT)


def unit(name: str) -> Unit:
    """What `name` measures, without regard to case, full stop and plural; itself when it is not in the table."""
    word = "".join(name.casefold().split()).rstrip(".")
    if not word:
        return Unit(NONE)
    found = _KNOWN.get(word) or _KNOWN.get(word.removesuffix("es")) or _KNOWN.get(word.removesuffix("s"))
    return found or Unit(word.removesuffix("s") or word)


def is_known(name: str) -> bool:
    """Whether the table has the unit."""
    return unit(name).kind in _KINDS


_KINDS = {known.kind for known in _KNOWN.values()}
