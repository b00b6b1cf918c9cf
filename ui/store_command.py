"""`shelftalk store vocabulary`: the store's slots and values, and the owner's corrections of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from retrieval.columns import folded
from retrieval.corrections import FIXED_SLOTS, Correction, CorrectionError, CorrectionKind, keep, read_corrections, undo
from retrieval.store import Store, open_store
from retrieval.vocabulary_view import SlotView, ValueView, vocabulary_view
from ui.terminal_view import plain

_SHOWN = 8  # values of a slot in the table; --slot shows all, --json has them


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of the command as they were given; empty where one was not."""

    slot: str = ""
    value: str = ""
    add_synonym: str = ""
    remove_synonym: str = ""
    rename: str = ""
    merge: str = ""
    hide: bool = False
    undo: int = 0
    corrections: bool = False


def vocabulary_command(store: Path, asked: Asked, *, now: datetime, console: Console, as_json: bool) -> None:
    """Shows the vocabulary or the corrections, or makes or takes back a correction.

    Raises `CorrectionError`, or what `open_store` raises.
    """
    with open_store(store) as opened:
        if asked.undo:
            taken_back = undo(opened.engine, asked.undo, now)
            console.print(
                plain(f"Taken back: {taken_back}. It shows when the store is opened the next time."), soft_wrap=True
            )
        elif correction := _correction(asked):
            _check(correction, opened)
            kept = keep(opened.engine, correction, now)
            holds = "It holds from the next opening of the store on, through imports too."
            console.print(
                plain(f"Kept as {kept.id}: {kept}. {holds} Take it back with --undo {kept.id}."), soft_wrap=True
            )
        elif asked.corrections:
            _show_corrections(read_corrections(opened.engine), console, as_json)
        else:
            _show(_chosen(vocabulary_view(opened.catalog), asked.slot), console, as_json, whole=bool(asked.slot))


def _correction(asked: Asked) -> Correction | None:
    """The one correction that the options ask for. Raises `CorrectionError` for several, or half of one."""
    made = [
        (CorrectionKind.ADD_SYNONYM, asked.add_synonym), (CorrectionKind.REMOVE_SYNONYM, asked.remove_synonym),
        (CorrectionKind.RENAME, asked.rename), (CorrectionKind.MERGE, asked.merge),
        (CorrectionKind.HIDE, asked.slot if asked.hide else ""),
    ]  # fmt: skip
    wanted = [(kind, other) for kind, other in made if other]
    if asked.hide and not asked.slot:
        raise CorrectionError("--hide needs --slot SLOT: the slot to hide.")
    if not wanted:
        return None
    if len(wanted) > 1:
        raise CorrectionError(f"One correction at a time, not {len(wanted)}: {', '.join(k for k, _ in wanted)}.")
    kind, other = wanted[0]
    of_a_value = kind not in (CorrectionKind.RENAME, CorrectionKind.HIDE)
    if not asked.slot or (of_a_value and not asked.value):
        raise CorrectionError(f"To {kind} takes --slot SLOT{' and --value VALUE' if of_a_value else ''}.")
    return Correction(kind, asked.slot, asked.value if of_a_value else "", "" if kind is CorrectionKind.HIDE else other)


def _check(correction: Correction, store: Store) -> None:
    """Raises `CorrectionError` for a slot or a value that the store does not have, or that may not be changed so."""
    views = {view.slot: view for view in vocabulary_view(store.catalog)}
    if correction.slot not in views:
        raise CorrectionError(f"No slot {correction.slot!r}. The store's slots: {', '.join(views) or 'none'}.")
    if correction.kind in (CorrectionKind.RENAME, CorrectionKind.HIDE) and correction.slot in FIXED_SLOTS:
        raise CorrectionError(f"{correction.slot} is known by that name everywhere; it cannot be renamed or hidden.")
    if correction.kind is CorrectionKind.RENAME and not any(map(str.isalnum, correction.other)):
        raise CorrectionError(f"A slot cannot be called {correction.other!r}. Give it a name with letters.")
    needed = [correction.value] if correction.value else []
    if correction.kind is CorrectionKind.MERGE:
        needed.append(correction.other)
    known = {folded(value.value) for value in views[correction.slot].values}
    for value in needed:
        if folded(value) not in known:
            raise CorrectionError(
                f"{correction.slot} has no value {value!r}. See its values with --slot {correction.slot}."
            )


def _chosen(views: Sequence[SlotView], slot: str) -> Sequence[SlotView]:
    if not slot:
        return views
    chosen = [view for view in views if view.slot == slot]
    if not chosen:
        raise CorrectionError(f"No slot {slot!r}. The store's slots: {', '.join(v.slot for v in views) or 'none'}.")
    return chosen


def _show(views: Sequence[SlotView], console: Console, as_json: bool, *, whole: bool) -> None:
    if as_json:
        console.print_json(json.dumps([_as_json(view) for view in views]))
        return
    if whole:
        for view in views:
            table = Table(title=_title(view), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
            for column, justify in (("value", "left"), ("products", "right"), ("synonyms", "left")):
                table.add_column(column, justify="right" if justify == "right" else "left", overflow="fold")
            for value in view.values:
                table.add_row(plain(value.value), str(value.n_products), plain(", ".join(value.synonyms)))
            console.print(table)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    for column, share in (("slot", 3), ("kind", 2), ("values (products)", 7), ("unit", 1), ("range", 2)):
        table.add_column(column, ratio=share, overflow="fold")
    for column, share in (("synonyms", 4), ("came from", 2)):
        table.add_column(column, ratio=share, overflow="fold")
    for view in views:
        said = [f"{way} = {value.value}" for value in view.values for way in value.synonyms]
        table.add_row(
            plain(view.slot), view.kind, plain(_values(view.values)), plain(view.unit), plain(_range(view)),
            plain(_first(said, 3)), ", ".join(view.came_from),
        )  # fmt: skip
    console.print(table)


def _title(view: SlotView) -> str:
    parts = [view.slot, view.kind, _range(view) and f"{_range(view)} {view.unit}", f"from {', '.join(view.came_from)}"]
    return " · ".join(part for part in parts if part)


def _values(values: Sequence[ValueView]) -> str:
    return _first([f"{value.value} ({value.n_products})" for value in values], _SHOWN)


def _first(words: Sequence[str], n: int) -> str:
    more = f" and {len(words) - n:,} more" if len(words) > n else ""
    return ", ".join(words[:n]) + more


def _range(view: SlotView) -> str:
    if view.low is None or view.high is None:
        return ""
    return _number(view.low) if view.low == view.high else f"{_number(view.low)} to {_number(view.high)}"


def _number(number: Decimal) -> str:
    return f"{number:f}"


def _as_json(view: SlotView) -> dict[str, object]:
    return {
        "slot": view.slot,
        "kind": view.kind,
        "unit": view.unit,
        "low": None if view.low is None else float(view.low),
        "high": None if view.high is None else float(view.high),
        "came_from": list(view.came_from),
        "values": [{"value": v.value, "products": v.n_products, "synonyms": list(v.synonyms)} for v in view.values],
    }


def _show_corrections(found: Sequence[Correction], console: Console, as_json: bool) -> None:
    if as_json:
        rows = [{"id": c.id, "kind": c.kind, "slot": c.slot, "value": c.value, "other": c.other} for c in found]
        console.print_json(json.dumps(rows))
        return
    for correction in found:
        console.print(plain(f"{correction.id:4}  {correction}"), soft_wrap=True)
    if not found:
        console.print("Nothing was corrected.")
