"""Who calls: signed session tokens, and shoppers that the store's server vouches for."""

from __future__ import annotations

import binascii
import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

LONGEST_IDENTITY_S = 24 * 3600  # a signature that leaks is worth a day at most
_CLOCK_SKEW_S = 60  # between the store's server and this one


class TokenError(ValueError):
    """A token or an identity that is not to be trusted; says nothing about what it would have opened."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token gives: one session, under one store key (empty without any), until `expires` (seconds since 1970).

    Whoever holds it can read that conversation; it opens nothing else.
    """

    session_id: str
    key: str
    expires: int


class Tokens:
    """Signs and reads tokens with one secret. Two servers with the same secret read each other's."""

    def __init__(self, secret: bytes) -> None:
        """`secret` has at least 16 bytes. Raises `ValueError` for less, which could be guessed."""
        if len(secret) < 16:
            raise ValueError(f"The API's secret has {len(secret)} bytes; it needs at least 16. Give a longer one.")
        self._secret = secret

    def issue(self, grant: Grant) -> str:
        said = json.dumps([grant.session_id, grant.key, grant.expires], separators=(",", ":")).encode()
        return f"{_text(said)}.{_text(self._sign(said))}"

    def read(self, token: str, now: float) -> Grant:
        """What the token gives. Raises `TokenError` when it was not signed here, or has expired."""
        head, _, tail = token.partition(".")
        try:
            said, signature = _bytes(head), _bytes(tail)
        except (ValueError, binascii.Error) as error:
            raise TokenError("The token is not one of ours.") from error
        if not hmac.compare_digest(signature, self._sign(said)):
            raise TokenError("The token is not one of ours.")
        session_id, key, expires = json.loads(said)
        if now >= expires:
            raise TokenError("The token has expired. Begin a session anew.")
        return Grant(session_id, key, expires)

    def _sign(self, said: bytes) -> bytes:
        return hmac.digest(self._secret, b"session-token:" + said, "sha256")


def identity_signature(secret: str, shopper_id: str, expires: int) -> str:
    """What the store's server signs a shopper with: hexadecimal HMAC-SHA256 of `expires:id`."""
    return hmac.new(secret.encode(), f"{expires}:{shopper_id}".encode(), hashlib.sha256).hexdigest()


def body_signature(secret: str, body: bytes) -> str:
    """What the store's server signs a request with: hexadecimal HMAC-SHA256 of its body."""
    return hmac.new(secret.encode(), b"body:" + body, hashlib.sha256).hexdigest()


def check_body(secret: str, body: bytes, signature: str) -> None:
    """Raises `TokenError` unless the store's server signed this body with `secret`."""
    if not secret or not hmac.compare_digest(signature.encode(), body_signature(secret, body).encode()):
        raise TokenError("The store's server has not signed this request.")


def check_identity(secret: str, shopper_id: str, expires: int, signature: str, now: float) -> None:
    """Raises `TokenError` unless the store's server signed this shopper with `secret`, until later than now."""
    if not secret:
        raise TokenError("This store key vouches for nobody: give it an identity_secret in the settings.")
    if not hmac.compare_digest(signature, identity_signature(secret, shopper_id, expires)):
        raise TokenError("The signature does not fit the shopper's id and expiry.")
    if now >= expires:
        raise TokenError("The identity has expired. Ask the store's server for a fresh one.")
    if expires > now + LONGEST_IDENTITY_S + _CLOCK_SKEW_S:
        raise TokenError(f"The identity is valid for too long; sign at most {LONGEST_IDENTITY_S // 3600} hours ahead.")


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
