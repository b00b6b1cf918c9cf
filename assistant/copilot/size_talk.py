"""Which size to take: the line of the store's own size guides that the shopper's measures or number stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.copilot.records import passage_source
from assistant.copilot.said import Said
from retrieval.catalog import PolicyDocument, Product
from retrieval.documents import sentences
from retrieval.tokens import stems, tokens

_PARTS = "chest bust waist hips hip hand head height foot feet inseam leg tall".split()  # noqa: SIM905
_SAME = {"bust": "chest", "hip": "hips", "tall": "height", "feet": "foot", "inseam": "leg"}
_PART = "|".join(_PARTS)
_MEASURE = re.compile(
    rf"\b(?P<a>{_PART})\b[^\d.?!]{{0,20}}(?P<n>\d+(?:\.\d+)?)\s*(?P<u>cm|m\b|in\b|inch|\")?"
    rf"|(?P<m>\d+(?:\.\d+)?)\s*(?P<v>cm|m\b|in\b|inch|\")\s*(?P<b>{_PART})\b",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"\b(?P<part>{_PART})\b of (?P<low>\d+(?:\.\d+)?)(?: to (?P<high>\d+(?:\.\d+)?))? cm", re.IGNORECASE
)
_HEIGHT = re.compile(
    r"\b(?P<m>1|2)[.,](?P<cm>\d{2})\b|\b(?P<whole>1\d\d) ?cm\b(?! (?:chest|waist|hip|bust))", re.IGNORECASE
)
_SYSTEM = re.compile(
    r"\b(?P<system>us|uk|eu)(?: (?P<who>women|men|wom|kid)(?:'?s)?)?(?: size)? (?P<n>\d{1,2}(?:\.5)?)\b", re.IGNORECASE
)
_WHO = (("women", re.compile(r"\b(?:wom[ae]n|lad(?:y|ies)|girl|she|her|wife|girlfriend)\b", re.I)),
        ("men", re.compile(r"\b(?:m[ae]n|guy|boy|he|his|husband|boyfriend)\b", re.I)))  # fmt: skip
_ADVICE = re.compile(r"\b(?:take|size up|size down|larger|smaller)\b", re.IGNORECASE)
_INCH = 2.54


@dataclass(frozen=True, slots=True)
class _Line:
    document: PolicyDocument
    text: str
    worth: int


def size_told(words: str, product: Product | None, papers: Iterable[PolicyDocument]) -> tuple[Said, ...]:
    """The lines that hold what the words measure, and what the guide says of such things; empty where none does."""
    guides = [d for d in papers if "size" in stems(d.title) or "sizes" in {t.word for t in tokens(d.title)}]
    who = _whose(words, product)
    lines = sorted(_lines(words, who, guides), key=lambda line: -line.worth)
    if not lines:
        return ()
    best = lines[0]
    said = [_said(best)]
    if product is not None:
        said += [_said(_Line(best.document, text, 0)) for text in _of_kind(best.document, product)]
    return tuple(said)


def _lines(words: str, who: str, guides: Iterable[PolicyDocument]) -> Iterator[_Line]:
    measured = list(_measures(words))
    systems = [(m["system"].upper(), (m["who"] or who)[:3].lower(), m["n"]) for m in _SYSTEM.finditer(words)]
    for guide in guides:
        for text in sentences(guide.text):
            low = text.lower()
            other = {"women": "men's", "men": "women's"}.get(who, "")
            of_other = bool(other) and re.search(rf"\b{other} size\b", low) is not None
            ranges = {_SAME.get(r["part"].lower(), r["part"].lower()): r for r in _RANGE.finditer(text)}
            held = sum(part in ranges and _within(ranges[part], cm) for part, cm in measured)
            named = sum(_names(low, *system) for system in systems)
            if (held or named) and not (of_other and not named):
                yield _Line(guide, text, 2 * (held + named) + (bool(who) and f"{who}'s" in low))


def _names(line: str, system: str, who: str, n: str) -> bool:
    """Whether a line of a table has that number in that system: "US women's 8", not "US women's 8.5"."""
    whose = rf"(?: {who}\w*(?:'s)?)?" if who else r"(?: \w+'s)?"
    return re.search(rf"\b{system.lower()}{whose} {re.escape(n)}(?![\d.]\d|\d)", line) is not None


def _measures(words: str) -> Iterator[tuple[str, float]]:
    """Parts of the body and centimetres."""
    for match in _MEASURE.finditer(words):
        part = (match["a"] or match["b"]).lower()
        number, unit = float(match["n"] or match["m"]), (match["u"] or match["v"] or "cm").lower()
        number = number * 100 if unit == "m" else number * _INCH if unit in ("in", "inch", '"') else number
        yield _SAME.get(part, part), number
    height = _HEIGHT.search(words)
    if height:
        yield "height", float(height["whole"] or int(height["m"]) * 100 + int(height["cm"]))


def _within(found: re.Match[str], cm: float) -> bool:
    low, high = float(found["low"]), float(found["high"] or found["low"])
    return low - 0.5 <= cm <= high + 0.5  # guides round to whole centimetres


def _whose(words: str, product: Product | None) -> str:
    stated = [value.lower() for value in (product.attributes.get("gender", ()) if product else ())]
    if len(stated) == 1 and stated[0] in ("women", "men"):
        return stated[0]
    return next((who for who, pattern in _WHO if pattern.search(words)), "")


def _of_kind(guide: PolicyDocument, product: Product) -> list[str]:
    """Advice of the guide that names the product's kind: "For running shoes take the next size up"."""
    kinds = [[t.stem for t in tokens(path.split(" > ")[-1])] for path in product.categories]
    advice = [(text, stems(text)) for text in sentences(guide.text) if _ADVICE.search(text)]
    whole = [text for text, own in advice if any(set(kind) <= own for kind in kinds if kind)]
    return (whole or [text for text, own in advice if any(kind[-1] in own for kind in kinds if kind)])[:1]


def _said(line: _Line) -> Said:
    return Said(line.text, (passage_source(line.document.id, line.document.title, line.text),))
