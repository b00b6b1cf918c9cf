"""Tickets: who is logged in, signed, so that nothing has to be kept of it."""

from __future__ import annotations

import binascii
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class Ticket:
    """`since` is the account's at login; `expires` in seconds since 1970; `nonce` tells two logins apart."""

    agent_id: str
    since: int
    expires: int
    nonce: str


class Tickets:
    """Signs and reads tickets with one store's secret: another store's are none here."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def issue(self, ticket: Ticket) -> str:
        said = json.dumps(astuple(ticket), separators=(",", ":")).encode()
        return f"{_text(said)}.{_text(self._sign(said))}"

    def read(self, token: str) -> Ticket | None:
        """What was signed here; None for anything else."""
        head, _, tail = token.partition(".")
        try:
            said, signature = _bytes(head), _bytes(tail)
        except (ValueError, binascii.Error):
            return None
        if not hmac.compare_digest(signature, self._sign(said)):
            return None
        return Ticket(*json.loads(said))

    def _sign(self, said: bytes) -> bytes:
        return hmac.digest(self._secret, b"agent-ticket:" + said, "sha256")


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
