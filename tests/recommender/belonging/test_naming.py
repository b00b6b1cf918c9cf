"""Names of bundles: short, true word by word, with or without a model."""

from __future__ import annotations

import pytest

from recommender.belonging.name_check import telling, unsupported, without_unsupported
from recommender.belonging.naming import TemplateNamer
from retrieval.catalog import Catalog
from retrieval.query import Candidate

RAIN, FLEECE = Candidate("rain", "rain-M-Blue"), Candidate("fleece", "fleece-M-Blue")


def test_words_of_the_parts_are_supported_up_to_their_ending() -> None:
    assert unsupported("Rainy jackets", ["Brook Rain Jacket", "Rainy days"]) == []
    assert unsupported("Waterproof jackets and boots", ["Brook Rain Jacket"]) == ["waterproof", "boots"]
    assert unsupported("Kit for 4", ["Tent for 40"]) == ["4"]


def test_joining_words_tell_nothing() -> None:
    assert telling("The kit for you & your tent") == ["you", "tent"]


def test_what_is_not_said_is_left_out() -> None:
    assert without_unsupported("good camera and lens", ["Camera strap"]) == "camera"
    assert without_unsupported("good for you", ["Camera strap"]) == ""


def test_a_need_says_what_the_kit_is_for(catalog: Catalog) -> None:
    namer = TemplateNamer(catalog)
    assert namer.name([RAIN, FLEECE], "a rainy commute please") == "Blue rainy commute pair"


def test_a_need_that_reads_as_a_name_is_one(catalog: Catalog) -> None:
    namer = TemplateNamer(catalog)
    assert namer.name([RAIN, FLEECE], "dressing well") == "Dressing well"
    assert namer.name([RAIN, FLEECE], "a walk in the rain") == "Walk in the rain"
    assert namer.name([RAIN, FLEECE], "rain to rain walks") == "Blue rain walks pair"  # no word twice


def test_without_a_need_the_shared_kind_or_the_two_kinds_do(catalog: Catalog) -> None:
    tee = Candidate("tee", "tee-M-White")
    assert TemplateNamer(catalog).name([FLEECE, tee]) == "Jackets and tees"


def test_every_name_of_every_pair_passes_its_own_check(catalog: Catalog) -> None:
    namer = TemplateNamer(catalog)
    every = [Candidate(product.id, product.variants[0].id) for product in catalog]
    for one in every:
        for other in every:
            for need in ("", "home office", "a gift for dad under 30"):
                name = namer.name([one, other], need)
                assert namer.faults(name, [one, other], need) == [] or name.startswith("Your")


def test_a_models_name_is_shown_only_where_it_is_true(catalog: Catalog) -> None:
    namer = TemplateNamer(catalog)
    assert namer.checked(lambda: '"Rainy commute kit"', [RAIN, FLEECE], "rainy commute") == "Rainy commute kit"
    assert namer.checked(lambda: "Leather luxury kit", [RAIN, FLEECE], "rainy commute") == "Blue rainy commute pair"
    assert namer.checked(lambda: "", [RAIN, FLEECE], "rainy commute") == "Blue rainy commute pair"
    long = "a kit of blue northway rain jacket and fleece"
    assert namer.faults(long, [RAIN, FLEECE]) == ["more than 6 words"]


def test_a_bundle_without_parts_has_no_name(catalog: Catalog) -> None:
    with pytest.raises(ValueError, match="without parts"):
        TemplateNamer(catalog).name([])
