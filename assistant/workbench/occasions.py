"""Occasions: a message that wants all that an occasion takes, or what the cart lacks, is a wish for a bundle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.acts import OF_CART, Intent, ShopperAct
from assistant.cards import is_size
from assistant.hearing.cues import BUNDLE, cue
from assistant.hearing.for_whom import is_gift
from assistant.quantities.amounts import number
from assistant.state import DialogueState
from assistant.understanding import Understanding
from assistant.workbench.change import BenchChange
from assistant.workbench.purposes import Purposes
from assistant.workbench.wholes import whole_wished, without_whole
from recommender.bundling import Template, is_of_kind, template_for, template_near
from retrieval.query import THING, Constraint, Operator
from retrieval.tokens import STOP_WORDS, tokens

_ALL_OF_IT = cue(
    r"\b(?:everything|all (?:that )?(?:i|we|you) need|kit|gear|equipment|set ?up|outfit|essentials|bundle|starter)\b",
    r"\b(?:gift|present) (?:set|basket|hamper|box|package)\b",
    r"\ball in\b",
    r"\bwhat (?:do|would|will|should) (?:i|we) (?:need|take|bring|pack)\b|\bin total\b|\b(?:al)?together\b",
    r"\b(?:equip|furnish|kit out|fit out|prepare)\b",
    r"全套|一套|一整套|需要(?:什么|哪些)",
)
_LACKS = cue(
    r"\b(?:what(?:'?s| is| am i| are we| else)?|anything(?: else)?|is (?:there )?(?:anything|something)|am i|did i)\b"
    r"[^.?!]{0,30}\b(?:missing|lack(?:s|ing)?|forg[eo]t(?:ten)?|left out)\b",
    r"\b(?:check|complete|finish|round off) my (?:cart|basket)\b",
    r"\bis my (?:cart|basket) complete\b|\bwhat else (?:do|would|will|should) i need\b",
    r"还?[缺少](?:什么|啥)",
)
_SPENT = cue(
    r"\bfor (?:about |around |up to )?[$£€¥]?(\d[\d,]*(?:\.\d{1,2})?)(?= ?(?:$|[,.;!?]|all in|in total|together|max))"
)
_SEARCHES = (Intent.FIND, Intent.REFINE, Intent.BUNDLE, Intent.NOT_UNDERSTOOD, Intent.OUT_OF_SCOPE, Intent.SHOW_CART)
_ASKS = (Intent.ASK_POLICY, Intent.ASK_CATALOG, Intent.ASK_PRODUCT)


class Occasions:
    """A finder of the second reading."""

    def __init__(self, purposes: Purposes) -> None:
        self._templates = purposes.templates
        self._purposes = purposes

    def found(self, heard: Understanding, message: str, state: DialogueState) -> Understanding:
        """A bundle in place of a search by words alone, where a template is named and all of it is wanted; with what a
        bundle is to be as a whole."""
        found = self._found(heard, message, state)
        wished, owned = whole_wished(message), self._purposes.owned(message)
        if not wished and not owned:
            return found
        return replace(found, acts=tuple(_with(act, wished, owned) for act in found.acts))

    def _found(self, heard: Understanding, message: str, state: DialogueState) -> Understanding:  # noqa: ARG002
        if _LACKS.search(message) and all(act.intent in (*_SEARCHES, *_ASKS) for act in heard.acts):
            first = heard.acts[0]
            prices = tuple(c for c in first.constraints if c.slot == "price")
            asked = ShopperAct(Intent.BUNDLE, prices, about=OF_CART, context=first.context)
            return replace(heard, acts=(asked,), sure=True)
        at = next((n for n, act in enumerate(heard.acts) if act.intent in _SEARCHES[:4]), None)
        if at is None or any(act.intent not in _SEARCHES[:4] for act in heard.acts):
            return heard
        act = heard.acts[at]
        template, purpose = self._template(act, message), self._purposes.asked(message)
        path = ""
        if template is not None:
            missed = "" if self._of_purpose(message) else self._purposes.unsold(purpose)
            text = f"{template.name} {missed}".strip()
        elif purpose and self._is_free(act, message):
            text, path = purpose, self._purposes.sold_in(purpose)
            if not path and not self._purposes.unsold(purpose):
                return heard
        else:
            return heard
        kept = tuple(
            c
            for c in act.constraints
            if c.slot not in _OF_KINDS and not is_size(c.slot) and not (template and _is_said_by(template, c))
        )
        kept = (*kept, Constraint("category", Operator.IS, path)) if path else kept
        spent = _SPENT.search(message)
        if spent and not any(c.slot == "price" for c in kept):
            kept = (*kept, Constraint("price", Operator.AT_MOST, number(spent[1].replace(",", ""))))
        made = replace(act, intent=Intent.BUNDLE, constraints=kept, text=text, parts=(), product_ids=(), unresolved="")
        return replace(heard, acts=(*heard.acts[:at], made), sure=True)

    def _of_purpose(self, message: str) -> Template | None:
        """The template that is named by more than words for several things."""
        said = _but_generic(message)
        return template_for(said, self._templates) or template_near(said, self._templates)

    def _is_free(self, act: ShopperAct, message: str) -> bool:
        """Whether all of something is wanted, and no part or kind is named but the one it is for."""
        if act.product_ids or len(act.parts) > 1 or not (_ALL_OF_IT.search(message) or BUNDLE.search(message)):
            return False
        path = self._purposes.sold_in(self._purposes.asked(message))
        kinds = [c for c in (*act.constraints, *act.parts) if c.slot in ("category", THING)]
        named = [str(v) for c in kinds for v in c.values]
        return all(is_of_kind(path, one) or (is_gift(message) and "gift" in one.lower()) for one in named)

    def _template(self, act: ShopperAct, message: str) -> Template | None:
        """Parts that were named, or a kind that is looked for, are what they are."""
        if act.product_ids or len(act.parts) > 1:
            return None
        wants_all = bool(_ALL_OF_IT.search(message) or BUNDLE.search(message))
        named = template_for(message, self._templates)
        if wants_all and named is not None:
            named = self._of_purpose(message) or named  # "an outfit for winter"
        kinds = [c for c in (*act.constraints, *act.parts) if c.slot in ("category", THING)]
        kinds = [c for c in kinds if not (is_gift(message) and "gift" in str(c.value).lower())]
        if named is not None and (wants_all or self._is_all_said(act, named, kinds, message)):
            return named
        return template_near(_but_generic(message), self._templates) if wants_all and not kinds else None

    @staticmethod
    def _is_all_said(act: ShopperAct, template: Template, kinds: Sequence[Constraint], message: str) -> bool:
        """Whether nothing is looked for but the occasion, and it may cost so much or some of it is there: "home office
        under 800"; "camping" of "weekend camping" is no kind of thing."""
        own = {t.stem for name in (template.name, *template.words) for t in tokens(name)}
        things = [str(v) for kind in kinds for v in kind.values if not _is_wider(str(v), template)]
        named = {t.stem for thing in things for t in tokens(thing)}
        said = {t.stem for t in tokens(act.text) if t.word not in STOP_WORDS and not t.word.isdigit()}
        limited = any(c.slot == "price" for c in act.constraints) or act.context.owns or _SPENT.search(message)
        return bool(limited) and bool(said | named) and (said | named) <= own


def _with(act: ShopperAct, wished: Sequence[BenchChange], owned: Sequence[str]) -> ShopperAct:
    """A wish for a bundle with what it is to be as a whole, and what of it is there already."""
    if act.intent is not Intent.BUNDLE:
        return act
    context = replace(act.context, owns=tuple(dict.fromkeys((*act.context.owns, *owned))))
    text = without_whole(act.text) if wished else act.text
    return replace(act, changes=tuple(wished), text=text, context=context)


def _is_said_by(template: Template, condition: Constraint) -> bool:
    """Whether the condition is what the template was named by: "something warm", of "warm clothes"."""
    own = {t.stem for name in (template.name, *template.words) for t in tokens(name) if t.word not in STOP_WORDS}
    return condition.slot != "price" and any(t.stem in own for value in condition.values for t in tokens(str(value)))


def _but_generic(message: str) -> str:
    return " ".join(token.word for token in tokens(message) if token.word not in _GENERIC)


def _is_wider(path: str, template: Template) -> bool:
    """Whether the category holds several of the template's kinds: "clothes" names none of them."""
    return sum(is_of_kind(slot.kind, path) for slot in template.slots) > 1


# Words for several things that some template may be called by, and that say nothing of what for.
_GENERIC = frozenset({"outfit", "kit", "set", "gear", "equipment", "clothes", "essentials", "basics", "bundle"})
# They say which things and what for, which the template does already; a small flat is no size of a desk either.
_OF_KINDS = frozenset({"category", THING, "activity", "use", "occasion"})
