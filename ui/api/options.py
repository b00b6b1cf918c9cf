"""How the API is to be served; the defaults are safe for a server that only its own page calls."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ui.security import MAX_BODY

if TYPE_CHECKING:
    from assistant import Settings


@dataclass(frozen=True, slots=True)
class StoreKey:
    """A store's public key: which pages may use it, and the secret its server vouches for shoppers with."""

    origins: tuple[str, ...] = ()
    identity_secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ApiOptions:
    """With `keys`, every caller but this server's own pages names one. Limits are by the minute."""

    keys: Mapping[str, StoreKey] = field(default_factory=dict)
    allowed_origins: tuple[str, ...] = ()  # of pages that may call without a store key
    demo_port: int = 0  # of this very host, whose pages may call as this server's own; 0 for none
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    token_days: int = 30
    requests_a_minute: int = 600  # of an address
    sessions_a_minute: int = 30  # begun by an address
    messages_a_minute: int = 30  # of a session
    writes_a_minute: int = 120  # of a session, beside its messages
    metrics_key: str = field(default="", repr=False)  # without one, metrics are for this machine only
    max_body: int = MAX_BODY

    @classmethod
    def of(cls, settings: Settings) -> ApiOptions:
        """As the settings say; the secret is kept beside the store when they name none."""
        from assistant.kept_secret import kept_secret, secret_file

        return cls(
            keys={name: StoreKey(key.origins, key.identity_secret) for name, key in settings.api_keys.items()},
            allowed_origins=settings.allowed_origins,
            secret=settings.api_secret.encode() or kept_secret(secret_file(settings.store)),
            token_days=settings.api_token_days,
            requests_a_minute=settings.api_requests_a_minute,
            sessions_a_minute=settings.api_sessions_a_minute,
            messages_a_minute=settings.api_messages_a_minute,
            writes_a_minute=settings.api_writes_a_minute,
            metrics_key=settings.api_metrics_key,
        )
