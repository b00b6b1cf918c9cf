"""Corrupted sentences: true ones made false in one place, by seed, to see whether the checker notices."""

from __future__ import annotations

import hashlib
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from assistant.grounding.checking import check
from assistant.grounding.claims import Grounds, grounds_of
from recommender.evidence import Evidence, Kind
from retrieval.catalog import Catalog
from ui.eval.explanations_made import Shelf
from ui.eval.frame import Cell, EvalError, Measured

N_CORRUPTED = 300
_WAYS = ("swapped number", "wrong attribute", "invented promise", "wrong product")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, what it may rest on, and whether it is true; `how` it was made."""

    text: str
    grounds: Grounds
    is_true: bool
    how: str


def measure_corrupted(shelves: Mapping[str, Shelf], paraphrases: Path, promises: Path, seed: int) -> Measured:
    """Recall on `N_CORRUPTED` false sentences; false alarms on as many true ones and on the hand-written ones.

    The hand-written are told by half: the rules were written with the first in sight, the second is held out.
    """
    drawn = random.Random(seed)
    true = [said for shelf in shelves.values() for said in _true(shelf)]
    drawn.shuffle(true)
    lines = [line.rstrip("\n") for line in promises.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    by_hand = list(_by_hand(paraphrases, {name: shelf.catalog for name, shelf in shelves.items()}))
    catalogs = [shelf.catalog for shelf in shelves.values()]
    false = list(_false(true, by_hand, catalogs, lines, drawn))
    seconds: list[float] = []
    rows: list[Mapping[str, Cell]] = []
    figures: dict[str, float] = {}
    for way in _WAYS:
        own = [said for said in false if said.how == way]
        caught = [not _passes(said, seconds) for said in own]
        rows.append({"sentences": way, "n": len(own), "refused": sum(caught)})
    figures["recall"] = sum(int(str(row["refused"])) for row in rows) / max(1, len(false))
    groups = {"true, from templates": true[:N_CORRUPTED]}
    groups |= {f"true, by hand, {how}": [s for s in by_hand if s.how == how] for how in ("in sight", "held out")}
    for name, own in groups.items():
        refused = sum(not _passes(said, seconds) for said in own)
        rows.append({"sentences": name, "n": len(own), "refused": refused})
        figures[f"false_alarms_{name.split(', ')[-1].replace(' ', '_')}"] = refused / max(1, len(own))
    figures |= {"n_corrupted": float(len(false)), "sentence_p95_cpu_ms": float(np.percentile(seconds, 95)) * 1000}
    return Measured(figures, rows)


def wrongly_judged(shelves: Mapping[str, Shelf], paraphrases: Path, promises: Path, seed: int) -> list[str]:
    """What the checker let through or refused wrongly, without the held-out half: to learn from."""
    drawn = random.Random(seed)
    true = [said for shelf in shelves.values() for said in _true(shelf)]
    drawn.shuffle(true)
    lines = [line.rstrip("\n") for line in promises.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    by_hand = list(_by_hand(paraphrases, {name: shelf.catalog for name, shelf in shelves.items()}))
    false = list(_false(true, by_hand, [s.catalog for s in shelves.values()], lines, drawn))
    seen = [*false, *true[:N_CORRUPTED], *(s for s in by_hand if s.how == "in sight")]
    wrong = []
    for said in seen:
        if said.how != "held out" and _passes(said, []) != said.is_true:
            claims = [c.words for v in check(said.text, said.grounds) for c in v.unsupported]
            wrong.append(f"{said.how}: {said.text} {claims}")
    return wrong


def _passes(said: Said, seconds: list[float]) -> bool:
    began = time.thread_time()
    verdicts = check(said.text, said.grounds)
    seconds.append((time.thread_time() - began) / max(1, len(verdicts)))
    return bool(verdicts) and all(verdict.supported for verdict in verdicts)


def _true(shelf: Shelf) -> Iterator[Said]:
    for made in shelf.made:
        evidence = made.explanation.evidence
        grounds = grounds_of(made.shown.variant_id, evidence, shelf.catalog, made.shopper)
        yield Said(made.explanation.text, grounds, is_true=True, how="from templates")


def _by_hand(file: Path, catalogs: Mapping[str, Catalog]) -> Iterator[Said]:
    for group in yaml.safe_load(file.read_text(encoding="utf-8")):
        catalog = catalogs.get(group["store"])
        if catalog is None:
            continue
        if group["product"] not in catalog:
            raise EvalError(f"{file}: the {group['store']} store has no product {group['product']}.")
        product = catalog.product(group["product"])
        variant = next((v for v in product.variants if v.id == group.get("variant")), product.variants[0])
        evidence = [Evidence(Kind(kind), claim, "") for kind, claim in group["evidence"]]
        grounds = Grounds(product, variant, evidence, [catalog.product(i) for i in group.get("others", ())])
        for text in group["texts"]:
            held_out = int(hashlib.sha256(text.encode()).hexdigest(), 16) % 2
            yield Said(text, grounds, is_true=True, how="held out" if held_out else "in sight")


def _false(
    true: Sequence[Said], by_hand: Sequence[Said], catalogs: Sequence[Catalog], promises: Sequence[str],
    drawn: random.Random,
) -> Iterator[Said]:  # fmt: skip
    """So many of each way; a quarter of the sentences to spoil are hand-written ones."""
    values = [_values(catalog) for catalog in catalogs]
    titles = [product.title for catalog in catalogs for product in catalog]
    spoil: Mapping[str, Callable[[Said], str]] = {
        "swapped number": lambda said: _other_number(said, drawn),
        "wrong attribute": lambda said: _other_value(said, values, drawn),
        "invented promise": lambda said: said.text.rstrip(".") + drawn.choice(promises) + ".",
        "wrong product": lambda said: _other_title(said, titles, drawn),
    }
    for way, make in spoil.items():
        n = 0
        for attempt in range(100 * N_CORRUPTED):
            if n == N_CORRUPTED // len(_WAYS):
                break
            said = drawn.choice(by_hand if attempt % 4 == 0 else true)
            text = make(said)
            if text and text != said.text:
                n += 1
                yield Said(text, said.grounds, is_true=False, how=way)


def _other_number(said: Said, drawn: random.Random) -> str:
    """Another number in its place: one that stands elsewhere in the record or sentence, or one near it."""
    found = list(_NUMBER.finditer(said.text))
    if not found:
        return ""
    match = drawn.choice(found)
    record = " ".join([said.text, str(said.grounds.variant.offer.price), *_stated(said.grounds)])
    near = float(match[0].replace(",", "")) * drawn.choice((0.5, 0.9, 1.1, 2, 10))
    others = [*_NUMBER.findall(record), f"{near:.2f}" if "." in match[0] else f"{near:.0f}"]
    others = [n for n in others if float(n.replace(",", "")) != float(match[0].replace(",", ""))]  # "28.00" is 28
    return f"{said.text[: match.start()]}{drawn.choice(others)}{said.text[match.end() :]}" if others else ""


def _stated(grounds: Grounds) -> list[str]:
    return [value for values in grounds.product.attributes.values() for value in values]


def _values(catalog: Catalog) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for product in catalog:
        for slot, own in product.attributes.items():
            found.setdefault(slot, {}).update(dict.fromkeys(own))
        for variant in product.variants:
            for slot, value in variant.options.items():
                found.setdefault(slot, {})[value] = None
    return {slot: sorted(own) for slot, own in found.items()}


def _other_value(said: Said, of_slots: Sequence[dict[str, list[str]]], drawn: random.Random) -> str:
    """A value that the sentence names, replaced by another of its slot that the product does not state."""
    product, variant = said.grounds.product, said.grounds.variant
    own = [(s, v) for s, vs in product.attributes.items() for v in vs] + list(variant.options.items())
    named = [(s, v) for s, v in own if re.search(rf"(?<!\w){re.escape(v)}(?!\w)", said.text, re.IGNORECASE)]
    named = [(s, v) for s, v in named if any(c.isalpha() for c in v) and v.lower() not in ("yes", "no")]
    if not named:
        return ""
    slot, value = drawn.choice(named)
    everything = " ".join(
        [product.title, *(v for _, v in own), *(v for w in product.variants for v in w.options.values())]
    )
    stated = everything.lower()
    others = [v for values in of_slots for v in values.get(slot, ()) if v.lower() not in stated]
    others = [v for v in others if v.lower() not in ("yes", "no") and len(v) < 40]
    if not others:
        return ""
    text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", drawn.choice(others).lower(), said.text, count=1, flags=re.I)
    return text[:1].upper() + text[1:]


def _other_title(said: Said, titles: Sequence[str], drawn: random.Random) -> str:
    """A product that the sentence names replaced by another; a sentence that names none is said of another."""
    own = {p.title for p in (said.grounds.product, *said.grounds.others)}
    other = drawn.choice([title for title in titles if title not in own])
    for title in sorted(own, key=len, reverse=True):
        bare = title.removeprefix("The ")
        if bare in said.text:
            return said.text.replace(bare, other.removeprefix("The "), 1)
    return f"The {other.removeprefix('The ')}: {said.text[:1].lower()}{said.text[1:]}"
