"""For whom: what nobody would give to whom a bundle is for: a kids' bag to dad, a dress to an uncle."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.context import Context, person
from recommender.likeness import genders, kind
from retrieval.catalog import Catalog, Product, Variant

_MEN, _WOMEN, _BOYS, _GIRLS = "Men", "Women", "Boys", "Girls"
_CHILD = frozenset({"kids", "kid", "child", "children", "baby", "babies", "toddler", "toddlers", "infant", "newborn"})
_GROWN = frozenset({"adult", "adults"})


@dataclass(frozen=True, slots=True)
class Whom:
    """Of which of the store's genders their things are; `is_child` None where that is not said."""

    genders: frozenset[str]
    is_child: bool | None = None


def _all(words: str, whom: Whom) -> dict[str, Whom]:
    return dict.fromkeys(words.split(), whom)


_PERSONS = {
    **_all("husband boyfriend dad grandpa uncle groom", Whom(frozenset({_MEN}), is_child=False)),
    **_all("wife girlfriend mum grandma aunt auntie bride", Whom(frozenset({_WOMEN}), is_child=False)),
    **_all(
        "partner fiance fiancé fiancée parents grandparents boss teacher colleague colleagues coworker coworkers "
        "neighbour neighbor neighbours neighbors host hostess roommate flatmate housemate",
        Whom(frozenset({_MEN, _WOMEN}), is_child=False),
    ),
    **_all("son nephew grandson godson brother", Whom(frozenset({_MEN, _BOYS}))),  # of any age
    **_all("daughter niece granddaughter goddaughter sister", Whom(frozenset({_WOMEN, _GIRLS}))),
    **_all("kid kids child children baby toddler twins", Whom(frozenset({_BOYS, _GIRLS}), is_child=True)),
    **_all("boy boys", Whom(frozenset({_BOYS}), is_child=True)),
    **_all("girl girls", Whom(frozenset({_GIRLS}), is_child=True)),
}


def whom(context: Context) -> Whom | None:
    """Whose things it has to be; None where nobody is named, or somebody of whom that says nothing ("a friend")."""
    said = person(context.recipient).replace("-", " ").split()
    return _PERSONS.get(person(said[0].removeprefix("step"))) if said else None


def suits(product: Product, variant: Variant, who: Whom | None) -> bool:
    """Whether nothing in the records says that it is for others; what says nothing is for everybody."""
    if who is None:
        return True
    own = genders(product, variant) or frozenset(kind(product)) & {_MEN, _WOMEN, _BOYS, _GIRLS}
    if own and not own & who.genders:
        return False
    ages = {age.lower() for age in product.values(variant, "age_group")}
    if not ages or who.is_child is None:
        return True
    return not ages <= (_GROWN if who.is_child else _CHILD)


def not_for(catalog: Catalog, who: Whom | None) -> frozenset[str]:
    """Ids of the products that suit them in no variant."""
    if who is None:
        return frozenset()
    return frozenset(p.id for p in catalog if not any(suits(p, variant, who) for variant in p.variants))
