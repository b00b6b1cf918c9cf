"""`shelftalk eval understanding-sets`: public sets of messages, read by rules, by rules with a model, or by several."""

from __future__ import annotations

import random
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from assistant.state import DialogueState, TurnBegan
from assistant.understanding import Understander
from assistant.understanding_eval import clinc, mgshopdial, shoppingbench
from assistant.understanding_eval.format import AnnotationError, read_annotated
from assistant.understanding_eval.gold import screen
from assistant.understanding_eval.sets import SetError, interval
from assistant.understanding_eval.walk import Walker
from retrieval.catalog import Catalog
from retrieval.progress import Progress, silent
from retrieval.vocabulary import Vocabulary
from ui.eval.frame import Cell, EvalError, Measured
from ui.eval.named_stores import NoSuchStoreError, catalog_of, clone
from ui.eval.understanding_readers import Reader, readers

if TYPE_CHECKING:
    from assistant import Settings

Part = Literal["test", "train"]
_ANY = TypeVar("_ANY")
_CLINC_STORE = "sample"


@dataclass(slots=True)
class Counts:
    """Of one reader: how many of how many, by figure and by row."""

    shares: dict[str, tuple[int, int]] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)

    def add(self, of: str, n_right: int, n: int, *, figure: str = "") -> None:
        self.shares[of] = (n_right, n)
        if figure and n:
            self.figures[figure] = n_right / n


@dataclass(frozen=True, slots=True)
class Sets:
    """Where the sets are and which of it is read. `most` messages of each set, always the same; 0: all."""

    data: Path
    part: Part
    stores: Mapping[str, Path]
    annotated: Path
    most: int
    seed: int
    progress: Progress


def measure_sets(
    names: Sequence[str],
    data: Path,
    by: Sequence[str],
    settings: Settings,
    *,
    part: Part = "test",
    stores: Mapping[str, Path] | None = None,
    annotated: Path | None = None,
    most: int = 0,
    seed: int = 7,
    progress: Progress = silent,
) -> Measured:
    """Reads each of the named sets below `data` with everybody in `by`; the figures are the first one's, then each
    other's with their name before it.

    `annotated` holds the project's own dialogues, whose test part is in scope beside CLINC150's; where its stores or
    it are not there, they are left out. Raises `EvalError` for an unknown set, and for one that is not there.
    """
    unknown = [name for name in names if name not in SETS]
    if unknown or not names:
        raise EvalError(f"There is no set '{', '.join(unknown)}'. Known: {', '.join(SETS)}.")
    own = annotated or clone() / "tests" / "understanding"
    sets = Sets(data, part, stores or {}, own, most, seed, progress)
    found: dict[str, Counts] = {}
    with readers(by, settings) as all_readers:
        for name in dict.fromkeys(names):
            try:
                for reader, counts in SETS[name](sets, all_readers):
                    merged = found.setdefault(reader, Counts())
                    merged.shares |= counts.shares
                    merged.figures |= counts.figures
            except (SetError, AnnotationError, NoSuchStoreError) as error:
                raise EvalError(f"{error} Give the folder that holds the sets with --data.") from error
    figures: dict[str, float] = {}
    for n, (name, counts) in enumerate(zip(by, found.values(), strict=True)):
        figures |= {(f"{name}_{key}" if n else key): value for key, value in counts.figures.items()}
    return Measured(figures, _rows(found))


def _shoppingbench(sets: Sets, by: Sequence[Reader]) -> Iterator[tuple[str, Counts]]:
    folder = sets.data / "shoppingbench"
    judged: Literal["even", "odd"] = "even" if sets.part == "test" else "odd"
    requests = _some(shoppingbench.read_requests(folder, judged), sets)
    every = [*shoppingbench.read_requests(folder, "even"), *shoppingbench.read_requests(folder, "odd")]
    shop = shoppingbench.shop_of(every)
    vocabulary = Vocabulary.learn(shop)
    slots = shoppingbench.option_slots(every)
    for reader in by:
        understander, _ = reader.of(shop, vocabulary)
        read = [
            shoppingbench.reading(one, understander.understand(one.text, DialogueState()).acts, slots)
            for one in _told(requests, f"shoppingbench, {reader.name}", sets.progress)
        ]
        yield reader.name, _of_shoppingbench(read)


def _of_shoppingbench(read: Sequence[shoppingbench.Reading]) -> Counts:
    counts = Counts()
    limited = [r for r in read if r.request.kind != "voucher" and r.request.limits]
    counts.add("shoppingbench: prices", *_share(limited, lambda r: r.limits_exact), figure="shoppingbench_prices_exact")
    for what, own in (
        ("one limit", [r for r in limited if len(r.request.limits) == 1]),
        ("several limits", [r for r in limited if len(r.request.limits) > 1]),
        ("no limit: none heard", [r for r in read if not r.request.limits]),
    ):
        counts.add(f"shoppingbench: prices, {what}", *_share(own, lambda r: r.limits_exact))
    n_limits = sum(len(r.request.limits) for r in limited)
    counts.add("shoppingbench: limits heard, each by itself", sum(r.n_limits_right for r in limited), n_limits)
    vouchers = [r for r in read if r.request.reached]
    counts.add(
        "shoppingbench: vouchers", *_share(vouchers, lambda r: r.limits_exact), figure="shoppingbench_vouchers_exact"
    )
    with_options = [r for r in read if r.request.options]
    counts.add(
        "shoppingbench: options", *_share(with_options, lambda r: r.options_exact), figure="shoppingbench_options_exact"
    )
    for kind in shoppingbench.FILES:
        own = [r for r in with_options if r.request.kind == kind]
        counts.add(f"shoppingbench: options, {kind}", *_share(own, lambda r: r.options_exact))
    n_options = sum(len(r.request.options) for r in with_options)
    counts.add("shoppingbench: options heard, each by itself", sum(r.n_options_right for r in with_options), n_options)
    unsaid = sum(r.request.n_unsaid for r in read)
    counts.add("shoppingbench: options that the message says", n_options, n_options + unsaid)
    n_attributes = sum(len(r.request.attributes) for r in read)
    counts.add("shoppingbench: attributes heard, each by itself", sum(r.n_attributes_right for r in read), n_attributes)
    return counts


def _mgshopdial(sets: Sets, by: Sequence[Reader]) -> Iterator[tuple[str, Counts]]:
    shop = mgshopdial.read_shop(sets.data)
    conversations = _some(mgshopdial.read_conversations(sets.data, shop, sets.part), sets)
    vocabulary = Vocabulary.learn(shop)
    for reader in by:
        understander, _ = reader.of(shop, vocabulary)
        read: list[tuple[mgshopdial.Utterance, frozenset[str], str]] = []
        for one in _told(conversations, f"mgshopdial, {reader.name}", sets.progress):
            read += _walked(one, understander, shop)
        yield reader.name, _of_mgshopdial(read)


def _walked(
    conversation: mgshopdial.Conversation, understander: Understander, shop: Catalog
) -> Iterator[tuple[mgshopdial.Utterance, frozenset[str], str]]:
    """Each thing that the client says, in the state that the conversation has come to; the assistant's products are
    on the screen as soon as it names them."""
    state = DialogueState()
    for utterance in conversation.utterances:
        if not utterance.by_client:
            state = state.after(screen(utterance.named, shop)) if utterance.named else state
            continue
        acts = understander.understand(utterance.text, state).acts
        yield utterance, *mgshopdial.heard(acts)
        state = state.after(TurnBegan(utterance.text))
        for act in acts:
            state = state.after(act)


def _of_mgshopdial(read: Sequence[tuple[mgshopdial.Utterance, frozenset[str], str]]) -> Counts:
    counts = Counts()
    labelled = [(said.intents, heard) for said, heard, _ in read if said.intents]

    def count(of: str, ours: frozenset[str]) -> float:
        right = sum(len(meant & heard & ours) for meant, heard in labelled)
        n_meant, n_heard = (sum(len(pair[side] & ours) for pair in labelled) for side in (0, 1))
        counts.add(f"mgshopdial: {of}, precision", right, n_heard)
        counts.add(f"mgshopdial: {of}, recall", right, n_meant)
        return 2 * right / (n_meant + n_heard) if n_meant + n_heard else 0.0

    every = frozenset(mgshopdial.OURS.values())
    counts.figures["mgshopdial_intent_f1"] = count("intents", every)
    for one in sorted(every):
        count(one, frozenset({one}))
    counts.add("mgshopdial: goal", *_share(read, lambda r: r[0].goal == r[2]), figure="mgshopdial_goal")
    as_one = [(mgshopdial.GOALS_AS_ONE.get(said.goal, said.goal), goal) for said, _, goal in read]
    counts.add("mgshopdial: goal, search and qa as one", *_share(as_one, lambda pair: pair[0] == pair[1]))
    return counts


def _clinc150(sets: Sets, by: Sequence[Reader]) -> Iterator[tuple[str, Counts]]:
    queries = _some(clinc.read_queries(sets.data / "clinc150", sets.part), sets)
    with tempfile.TemporaryDirectory(prefix="shelftalk-eval-") as folder:
        shop = catalog_of(_CLINC_STORE, sets.stores, Path(folder), progress=sets.progress)
    vocabulary = Vocabulary.learn(shop)
    for reader in by:
        understander, _ = reader.of(shop, vocabulary)
        away = [
            (query, clinc.is_turned_away(understander.understand(query.text, DialogueState()).acts))
            for query in _told(queries, f"clinc150, {reader.name}", sets.progress)
        ]
        yield reader.name, _of_clinc150(away, list(_own_turns(sets, reader)))


def _own_turns(sets: Sets, reader: Reader) -> Iterator[bool]:
    """Of each English turn of our own dialogues of the part in which a shopper does something: whether it is kept.

    Only of stores that were given (and the sample's): nothing is imported for it.
    """
    parity = 1 if sets.part == "test" else 0
    if not sets.annotated.is_dir():
        return
    dialogues = [
        d
        for d in read_annotated(sets.annotated)
        if d.lang == "en" and not d.paraphrased and zlib.crc32(d.id.encode()) % 2 == parity
    ]
    for store in sorted({d.store for d in dialogues} & {*sets.stores, _CLINC_STORE}):
        with tempfile.TemporaryDirectory(prefix="shelftalk-eval-") as folder:
            catalog = catalog_of(store, sets.stores, Path(folder), progress=sets.progress)
        vocabulary = Vocabulary.learn(catalog)
        understander, _ = reader.of(catalog, vocabulary)
        walker = Walker(understander, catalog, vocabulary, timer=lambda: 0.0)
        own = _some([d for d in dialogues if d.store == store], sets)
        for dialogue in _told(own, f"{store}, {reader.name}", sets.progress):
            for turn in walker.walk(dialogue):
                if any(act.intent not in clinc.TURNED_AWAY for act in turn.turn.acts):
                    yield not clinc.is_turned_away(turn.acts)


def _of_clinc150(away: Sequence[tuple[clinc.Query, bool]], own: Sequence[bool]) -> Counts:
    counts = Counts()
    kept = [not is_away for query, is_away in away if query.in_scope]
    counts.add("clinc150: in scope", sum(kept) + sum(own), len(kept) + len(own), figure="clinc150_in_scope")
    counts.add("clinc150: in scope, theirs", sum(kept), len(kept))
    counts.add("clinc150: in scope, our own dialogues", sum(own), len(own))
    out = [(query, is_away) for query, is_away in away if not query.in_scope]
    counts.add("clinc150: out of scope", *_share(out, lambda r: r[1]), figure="clinc150_oos_recall")
    counts.add(
        "clinc150: out of scope, their oos", *_share([r for r in out if r[0].intent == clinc.OUT], lambda r: r[1])
    )
    others = [r for r in out if r[0].intent != clinc.OUT]
    counts.add("clinc150: out of scope, other intents", *_share(others, lambda r: r[1]))
    for intent in sorted(clinc.IN_SCOPE):
        theirs = [r for r in away if r[0].intent == intent]
        counts.add(f"clinc150: in scope, {intent}", *_share(theirs, lambda r: not r[1]))
    return counts


SETS: Mapping[str, Callable[[Sets, Sequence[Reader]], Iterator[tuple[str, Counts]]]] = {
    "shoppingbench": _shoppingbench,
    "mgshopdial": _mgshopdial,
    "clinc150": _clinc150,
}


def _share(found: Sequence[_ANY], is_right: Callable[[_ANY], bool]) -> tuple[int, int]:
    return sum(map(is_right, found)), len(found)


def _some(found: Sequence[_ANY], sets: Sets) -> list[_ANY]:
    if not 0 < sets.most < len(found):
        return list(found)
    chosen = sorted(random.Random(sets.seed).sample(range(len(found)), sets.most))
    return [found[n] for n in chosen]


def _told(found: Sequence[_ANY], what: str, progress: Progress) -> Iterator[_ANY]:
    for n, one in enumerate(found):
        yield one
        progress(what, n + 1, len(found))


def _rows(found: Mapping[str, Counts]) -> list[dict[str, Cell]]:
    """Everybody's row of a thing below each other's."""
    made: dict[str, list[dict[str, Cell]]] = {}
    for name, counts in found.items():
        for of, (right, n) in counts.shares.items():
            low, high = interval(right, n)
            made.setdefault(of, []).append(
                {
                    "of": of,
                    "with": name,
                    "n": n,
                    "right": right,
                    "share": round(right / n, 3) if n else None,
                    "low": round(low, 3),
                    "high": round(high, 3),
                }
            )
    return [row for rows in made.values() for row in rows]
