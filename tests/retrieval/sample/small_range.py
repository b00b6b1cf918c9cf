"""A small range to draw reviews and questions for: jackets that come in sizes, and lamps that do not."""

from __future__ import annotations

from decimal import Decimal

from retrieval.sample.assortment import Aspect, Assortment, Brand, Color, Item, Kind, Question
from retrieval.sample.slots import Slot

BRANDS = {
    "Plainwick": Brand("Plainwick", 1, -0.2, "#777777", "Plain things"),
    "Fenmark": Brand("Fenmark", 2, 0.3, "#778877", "Good things"),
    "Oldacre": Brand("Oldacre", 3, 0.6, "#887777", "Fine things"),
}


def _aspect(name: str, weight: float = 1) -> Aspect:
    """Sentences that say which aspect they are of, and whether they praise it."""
    marks = {"good": "pleases", "bad": "annoys", "mixed": "puzzles"}
    lines = {
        stance: tuple(f"The {name} {mark} me {how}." for how in ("a lot", "every day", "at home", "outside", "always"))
        for stance, mark in marks.items()
    }
    return Aspect(weight, lines["good"], lines["bad"], lines["mixed"])


JACKET_ASPECTS = {"warmth": _aspect("warmth", 2), "fit": _aspect("fit"), "durability": _aspect("zip")}
LAMP_ASPECTS = {"brightness": _aspect("brightness", 2), "battery": _aspect("battery")}


def jacket(item_id: str, **more: object) -> Item:
    said: dict[str, object] = {
        "id": item_id, "title": item_id.title(), "brand": "Fenmark", "price": Decimal(80),
        "line": "A jacket.", "tell": (),
        "attributes": {"size_system": ("Letters",), "feature": ("Hooded",), "weight": ("400 g",), "gender": ("Women",)},
        "options": {"size": dict.fromkeys(("S", "M", "L"), Decimal(0))},
        **more,
    }  # fmt: skip
    return Item(**said)  # type: ignore[arg-type]


def lamp(item_id: str, **more: object) -> Item:
    said: dict[str, object] = {
        "id": item_id, "title": item_id.title(), "brand": "Fenmark", "price": Decimal(20),
        "line": "A lamp.", "tell": (),
        "attributes": {"feature": ("Dimmable",), "brightness": ("400 lm",)}, "options": {}, **more,
    }  # fmt: skip
    return Item(**said)  # type: ignore[arg-type]


QUESTIONS = (
    Question(
        "Does it have a hood?", feature="Hooded", if_so="Yes, it has a hood.", if_not="No, it ends at the collar."
    ),
    Question("How heavy is it?", slot="weight", answer="It weighs {weight}."),
    Question("What of its warmth?", slot="fill", answer="It is filled with {fill}."),
    Question("Which sizes are there?", slot="size", answer="Look at {size}."),
)


def range_of(jackets: list[Item], lamps: list[Item]) -> Assortment:
    def kind(name: str, aspects: dict[str, Aspect], questions: tuple[Question, ...], items: list[Item]) -> Kind:
        return Kind(name, f"{name}s", "outdoor", "Things", "Gray", (), {}, aspects, questions, tuple(items))

    kinds = {
        "rain coat": kind("rain coat", JACKET_ASPECTS, QUESTIONS, jackets),
        "bike lamp": kind("bike lamp", LAMP_ASPECTS, (), lamps),
    }
    colors = {"Gray": Color("#888888", "gray"), "Green": Color("#228822", "green")}
    return Assortment(kinds, BRANDS, colors, {"size": Slot("size")})


def small_range() -> Assortment:
    """Twenty of each, from bad to good; of the jackets some run small and some large."""
    steps = [-0.9 + 0.09 * n for n in range(20)]
    sizes = [-0.6, 0.0, 0.6, 0.0]
    jackets = [
        jacket(f"jacket-{n:02d}", hidden={**dict.fromkeys(JACKET_ASPECTS, step), "size": sizes[n % 4]})
        for n, step in enumerate(steps)
    ]
    lamps = [lamp(f"lamp-{n:02d}", hidden=dict.fromkeys(LAMP_ASPECTS, step), new=n % 7) for n, step in enumerate(steps)]
    return range_of(jackets, lamps)
