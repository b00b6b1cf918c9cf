"""Profile corrections: "it is L, not M", said of what is known of the shopper."""

from __future__ import annotations

from functools import cached_property

from assistant.acts import Intent, ShopperAct
from assistant.chinese.shop_words import simplified
from assistant.hearing.cues import cue
from assistant.state import DialogueState
from retrieval.catalog import Catalog

_SLOT = r"(?P<slot>size|colou?r|brand|material|style|fit|pattern)"
_NOT = r"(?:,? (?:and )?(?:not|instead of|rather than) (?:in |by )?(?P<old>.+?))?"
_BEGIN = r"^\W*(?:(?:no|actually|but|sorry|well)\b,? *)*"
_END = r"(?: (?:now|please))?\W*$"
# Whenever it is said: it names the profile's own way.
_OF_PROFILE = (
    cue(rf"{_BEGIN}my (?:usual|favou?rite|preferred) {_SLOT} is (?:really |actually |now )?(?P<value>.+?){_NOT}{_END}"),
    cue(
        rf"{_BEGIN}(?:please )?(?:change|correct|set) my (?:usual|favou?rite|preferred) {_SLOT} (?:from (?P<old>.+?) )?"
        rf"to (?P<value>.+?){_END}"
    ),
)
# Right after the profile was told: it may be short.
_OF_WHAT_WAS_TOLD = (
    cue(
        rf"{_BEGIN}(?:it'?s|it is|that'?s|that is|(?:it|that) should be|i(?:'m| am| wear)(?: an?)?|my {_SLOT} is)"
        rf" (?:really |actually |now )?(?:in |by )?(?P<value>.+?){_NOT}{_END}"
    ),
    cue(r"^(?:不对?，?)?(?:应该)?是(?P<value>[^，,。]+?)(?:，?(?:而)?不是(?P<old>.+?))?[。！!]*$"),
)


class ProfileCorrections:
    """Hears them only where the value is one that the store's things have."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def read(self, message: str, state: DialogueState) -> ShopperAct | None:
        said = simplified(message)
        was_told = any(act.intent in (Intent.ASK_PROFILE, Intent.FORGET) for act in state.heard)
        of_profile = _OF_PROFILE if was_told or state.asked is None else ()  # else it answers "Which size?"
        ways = (*of_profile, *(_OF_WHAT_WAS_TOLD if was_told else ()))
        match = next((found for way in ways if (found := way.search(said))), None)
        if match is None or match["value"].casefold() not in self._values:
            return None
        found = match.groupdict()
        slot = (found.get("slot") or "").lower().replace("colour", "color")
        text = "\n".join((found["value"], found.get("old") or "", slot))
        return ShopperAct(Intent.FORGET, text=text, about="instead, said")

    @cached_property
    def _values(self) -> frozenset[str]:
        found = {product.brand for product in self._catalog}
        for product in self._catalog:
            found |= {value for values in product.attributes.values() for value in values}
            found |= {value for variant in product.variants for value in variant.options.values()}
        return frozenset(value.casefold() for value in found)
