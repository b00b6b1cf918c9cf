"""Opening a shop: settings, and the ways it can fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant import Settings, open_shop
from assistant.acts import Intent, ShopperAct
from assistant.shop import Shop
from recommender.event_log import EventLog
from recommender.events import Event
from retrieval.encoder import HashEncoder
from retrieval.indexing import IndexOutdatedError
from retrieval.store import StoreDamagedError, StoreLockedError, StoreNotFoundError, open_store
from tests.assistant.conftest import ENCODER, opened
from tests.conftest import NOW

RULES = Settings(model="none")


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without settings to be in, and an environment that says nothing."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("STORE", "MODEL", "PORT", "HOST", "SEED", "MODEL_KEY", "GGUF", "ALLOWED_ORIGINS"):
        monkeypatch.delenv(f"SHELFTALK_{name}", raising=False)
    return folder


# --- settings -----------------------------------------------------------------------------------------------


def test_settings_have_defaults(elsewhere: Path) -> None:
    settings = Settings()
    assert settings.store.name == "sample"
    assert (settings.model, settings.host, settings.port) == ("auto", "127.0.0.1", 7860)
    assert settings.allowed_origins == ()


def test_the_environment_says_otherwise(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELFTALK_STORE", "hills")
    monkeypatch.setenv("SHELFTALK_PORT", "8080")
    monkeypatch.setenv("SHELFTALK_ALLOWED_ORIGINS", '["https://shop.example"]')
    settings = Settings()
    assert (settings.store, settings.port) == (Path("hills"), 8080)
    assert settings.allowed_origins == ("https://shop.example",)


def test_the_file_in_the_folder_comes_after_the_environment(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / "shelftalk.toml").write_text('store = "from-file"\nport = 9000\nmodel = "none"\nunknown = 1\n')
    assert (Settings().store, Settings().port, Settings().model) == (Path("from-file"), 9000, "none")
    monkeypatch.setenv("SHELFTALK_PORT", "8080")
    assert (Settings().store, Settings().port) == (Path("from-file"), 8080)
    assert Settings(port=7000).port == 7000


@pytest.mark.parametrize(("name", "value"), [("port", 70_000), ("port", "many"), ("model", "enormous")])
def test_a_wrong_setting_is_named(elsewhere: Path, name: str, value: object) -> None:
    with pytest.raises(ValidationError, match=name):
        Settings(**{name: value})  # type: ignore[arg-type]


def test_a_key_is_not_shown(elsewhere: Path) -> None:
    assert "hush" not in repr(Settings(model_key="hush"))


def test_settings_stay_as_they_are(elsewhere: Path) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().port = 1  # type: ignore[misc]


# --- opening ------------------------------------------------------------------------------------------------


def test_a_shop_says_what_it_is(shop: Shop) -> None:
    assert shop.store_name == "Six"
    assert len(shop.catalog) == 6
    assert shop.catalog.currency == "USD"
    assert "rules" in shop.understander_name
    assert shop.shoppers() == ()


def test_the_store_may_come_from_the_settings(store: Path) -> None:
    with open_shop(Settings(store=store, model="none"), encoder=ENCODER) as shop:
        assert shop.store_name == "Six"


def test_a_store_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreNotFoundError, match=r"No store at .*nowhere.*shelftalk import"):
        open_shop(RULES, store=tmp_path / "nowhere", encoder=ENCODER)
    assert not (tmp_path / "nowhere").exists()


def test_a_store_that_is_open_elsewhere_says_by_whom(store: Path) -> None:
    with opened(store), pytest.raises(StoreLockedError, match="in use by this process"):
        open_shop(RULES, store=store, encoder=ENCODER)
    with opened(store) as again:  # closing gave it free
        assert len(again.catalog) == 6


def test_a_damaged_store_says_what_to_do_and_is_let_go(store: Path) -> None:
    (store / "shop.db").write_bytes(b"no database at all" * 100)
    for _ in range(2):  # the first failure has not kept the lock
        with pytest.raises(StoreDamagedError, match="shelftalk import"):
            open_shop(RULES, store=store, encoder=ENCODER)


def test_an_index_of_another_encoder_says_what_to_do_and_lets_the_store_go(store: Path) -> None:
    with pytest.raises(IndexOutdatedError, match=r"6 of 6 products.*shelftalk import"):
        open_shop(RULES, store=store, encoder=HashEncoder(32))
    with opened(store) as shop:
        assert shop.session().say("jackets").cards


def test_a_shop_can_be_opened_again_and_again(store: Path) -> None:
    for _ in range(3):
        with opened(store) as shop:
            assert shop.session().say("jackets").cards
    shop.close()  # a second time does nothing


def test_real_shoppers_are_offered_only_where_it_is_said_and_then_those_with_a_history(store: Path) -> None:
    bought = [("bob", "rain"), ("ada", "rain"), ("ada", "pack")]
    with open_store(store) as at_rest:
        EventLog(at_rest.engine).add(
            [Event(f"e{n}", "purchase", who, NOW, what) for n, (who, what) in enumerate(bought)]
        )
    with opened(store) as shop:
        assert shop.shoppers() == ()
        shop.offer_busiest()
        assert [one.id for one in shop.shoppers()] == ["ada", "bob"]
        shop.session().act(ShopperAct(Intent.ADD_TO_CART, variant_id="pack"))
    with opened(store) as shop:
        shop.offer_busiest()
        assert [one.id for one in shop.shoppers()] == ["ada", "bob"]  # guests are nobody to shop as
