"""Occasions: a message that wants all that an occasion takes, or what the cart lacks, is a wish for a bundle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.acts import OF_CART, Intent, ShopperAct
from assistant.amounts import number
from assistant.cards import is_size
from assistant.cues import BUNDLE, cue
from assistant.for_whom import is_gift
from assistant.state import DialogueState
from assistant.understanding import Understanding
from recommender.bundling import Template, is_of_kind, template_for, template_near
from retrieval.query import THING, Constraint, Operator
from retrieval.tokens import STOP_WORDS, tokens

_ALL_OF_IT = cue(
    r"\b(?:everything|all (?:that )?(?:i|we|you) need|kit|gear|equipment|set ?up|outfit|essentials|bundle|starter)\b",
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
    """A finder of the second reading. `templates` are the store's."""

    def __init__(self, templates: Sequence[Template]) -> None:
        self._templates = tuple(templates)

    def found(self, heard: Understanding, message: str, state: DialogueState) -> Understanding:  # noqa: ARG002
        """A bundle in place of a search by words alone, where a template is named and all of it is wanted."""
        if _LACKS.search(message) and all(act.intent in (*_SEARCHES, *_ASKS) for act in heard.acts):
            first = heard.acts[0]
            prices = tuple(c for c in first.constraints if c.slot == "price")
            asked = ShopperAct(Intent.BUNDLE, prices, about=OF_CART, context=first.context)
            return replace(heard, acts=(asked,), sure=True)
        at = next((n for n, act in enumerate(heard.acts) if act.intent in _SEARCHES[:4]), None)
        if at is None or any(act.intent not in _SEARCHES[:4] for act in heard.acts):
            return heard
        act = heard.acts[at]
        template = self._template(act, message)
        if template is None:
            return heard
        kept = tuple(c for c in act.constraints if c.slot not in _OF_KINDS and not is_size(c.slot))
        spent = _SPENT.search(message)
        if spent and not any(c.slot == "price" for c in kept):
            kept = (*kept, Constraint("price", Operator.AT_MOST, number(spent[1].replace(",", ""))))
        made = replace(
            act, intent=Intent.BUNDLE, constraints=kept, text=template.name, parts=(), product_ids=(), unresolved=""
        )
        return replace(heard, acts=(*heard.acts[:at], made), sure=True)

    def _template(self, act: ShopperAct, message: str) -> Template | None:
        """Parts that were named, or a kind that is looked for, are what they are."""
        if act.product_ids or len(act.parts) > 1:
            return None
        wants_all = bool(_ALL_OF_IT.search(message) or BUNDLE.search(message))
        named = template_for(message, self._templates)
        said_of_all = [t.word for t in tokens(message) if t.word not in _GENERIC]
        if wants_all and named is not None and template_for(" ".join(said_of_all), self._templates) is None:
            named = template_near(" ".join(said_of_all), self._templates) or named  # "an outfit for winter"
        kinds = [c for c in (*act.constraints, *act.parts) if c.slot in ("category", THING)]
        kinds = [c for c in kinds if not (is_gift(message) and "gift" in str(c.value).lower())]
        if named is not None and (wants_all or self._is_all_said(act, named, kinds, message)):
            return named
        return template_near(message, self._templates) if wants_all and not kinds else None

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


def _is_wider(path: str, template: Template) -> bool:
    """Whether the category holds several of the template's kinds: "clothes" names none of them."""
    return sum(is_of_kind(slot.kind, path) for slot in template.slots) > 1


# Words for several things that some template may be called by, and that say nothing of what for.
_GENERIC = frozenset({"outfit", "kit", "set", "gear", "equipment", "clothes", "essentials", "basics", "bundle"})
# They say which things and what for, which the template does already; a small flat is no size of a desk either.
_OF_KINDS = frozenset({"category", THING, "activity", "use", "occasion"})
