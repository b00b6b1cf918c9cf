"""Settings: read once, where the shop is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from assistant.reading.bounded_reading import DEADLINE_S, MOST_WAITING


class ApiKey(BaseModel):
    """A store's public key: pages of these origins may use it; its server vouches for shoppers with the secret."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    origins: tuple[str, ...] = ()
    identity_secret: str = Field(default="", repr=False)


class Settings(BaseSettings):
    """From arguments, then the environment (`SHELFTALK_STORE=...`), then `shelftalk.toml` in the current folder."""

    model_config = SettingsConfigDict(
        env_prefix="SHELFTALK_", toml_file="shelftalk.toml", extra="ignore", frozen=True, protected_namespaces=()
    )

    store: Path = Field(
        default_factory=lambda: user_data_path("shelftalk") / "stores" / "sample", description="the store's folder"
    )
    model: Literal["auto", "none", "small", "standard", "large"] = Field(
        default="auto", description="which language model: the best at hand, none, or weights of this size"
    )
    model_server: str = Field(default="", description="address of an OpenAI-compatible server to use instead")
    model_name: str = Field(default="", description="the model's name on that server")
    model_key: str = Field(default="", description="the server's key, where it wants one", repr=False)
    gguf: Path | None = Field(default=None, description="a GGUF file to use instead")
    adapter: Path | None = Field(default=None, description="what `shelftalk train understanding` made, to use with it")
    model_threads: int = Field(
        default=0, ge=0, description="threads of a model in this process; 0: as many as there are cores, at most eight"
    )
    model_deadline_s: float = Field(
        default=DEADLINE_S, gt=0, description="seconds after which the rules answer without the model"
    )
    model_queue: int = Field(
        default=MOST_WAITING, ge=0, description="how many messages may wait for the model beside the one it reads"
    )
    model_wording: bool = Field(
        default=False, description="whether the language model words the answer to “why this?”, each sentence checked"
    )
    bundle_names: bool = Field(
        default=False,
        description="whether the language model names bundles, each word checked; a name is there on the next look",
    )
    model_drafts: bool = Field(
        default=False, description="whether the language model words an agent's drafts, each sentence checked"
    )
    first_finds: bool = Field(
        default=True, description="whether what plain rules find is shown while the language model still reads"
    )
    variety: float = Field(
        default=0.05, ge=0, le=1, description="how far a list avoids more of the same; 0: by score alone"
    )
    rest: float = Field(
        default=0.1, ge=0, le=1, description="what is lost by what led the last lists and was not answered"
    )
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=0, le=65535)
    demo: bool | None = Field(
        default=None, description="whether a demo store is served beside the shop; unset: on this machine only"
    )
    real_shoppers: bool | None = Field(
        default=None,
        description="whether a shop without demo shoppers may be tried as its real ones; unset: on this machine only",
    )
    allowed_origins: tuple[str, ...] = Field(default=(), description="origins of pages that may call this server")
    api_keys: dict[str, ApiKey] = Field(default_factory=dict, description="store keys of the API", repr=False)
    api_secret: str = Field(
        default="", description="signs session tokens and shared bundles; made and kept beside the store", repr=False
    )
    api_token_days: int = Field(default=30, ge=1, le=365, description="how long a guest's session token holds")
    person_hours: str = Field(
        default="", description="when people are at the desk: 'Mon-Fri 9:00-17:00; Europe/Paris'; empty: any time"
    )
    person_mail: bool = Field(default=False, description="whether a mail address left for a person is answered by mail")
    api_requests_a_minute: int = Field(default=600, ge=1, description="requests of one address to the API")
    api_sessions_a_minute: int = Field(default=30, ge=1, description="sessions that one address may begin")
    api_messages_a_minute: int = Field(default=30, ge=1, description="messages of one session")
    api_writes_a_minute: int = Field(default=120, ge=1, description="other changes in one session")
    api_metrics_key: str = Field(default="", description="who has it may read metrics from elsewhere", repr=False)
    seed: int = 7

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        _ = dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
