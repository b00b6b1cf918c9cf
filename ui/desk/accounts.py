"""Accounts of the shop's people: kept beside the store, never in it; passwords only as scrypt hashes."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from time import monotonic, time

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.handoff.hands import Agent, Role
from ui.desk.tickets import Ticket, Tickets

COOKIE = "shelftalk-agent"  # HttpOnly, SameSite=Strict, path /, for HOLDS_S
HOLDS_S = 12 * 3600
SHORTEST_PASSWORD = 10  # characters
LONGEST_PASSWORD = 200
LONGEST_NAME = 60
FREE_TRIES = 5  # wrong logins before the next has to wait
_FIRST_WAIT_S = 30.0  # doubled with every wrong login after
_LONGEST_WAIT_S = 600.0  # who is kept out by others' guesses is not kept out for long
_FORGOTTEN_S = 3600.0  # wrong logins are forgotten so long after the last
_MOST_REMEMBERED = 10_000
_COST = 2**15  # scrypt's n; with r=8 it takes 32 MB and, on a small machine, about a tenth of a second
_MEMORY = 64 * 1024 * 1024


class LoginError(ValueError):
    """Name or password is wrong; which of them is not said."""


class ThrottledError(LoginError):
    """Too many wrong logins; `wait_s` whole seconds until the next may be tried."""

    def __init__(self, wait_s: int) -> None:
        self.wait_s = wait_s
        super().__init__(f"Too many wrong logins. Try again in {wait_s} s.")


class AccountError(ValueError):
    """An account cannot be made, changed or removed so."""


class _Account(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    role: Role
    salt: str
    digest: str
    since: int = 1  # grows with every password: what was logged in with an older one has ended


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    secret: str  # signs the tokens of this store
    accounts: tuple[_Account, ...] = ()


_KEPT = TypeAdapter(_Kept)


@dataclass(frozen=True, slots=True)
class _Wrong:
    n: int
    at: float


class Accounts:
    """The accounts of one store; safe from several threads. What the command line changes holds from the next call."""

    def __init__(self, file: Path, now: Callable[[], float] = time, clock: Callable[[], float] = monotonic) -> None:
        """`now` is in seconds since 1970, `clock` only ever goes forward."""
        self._file = file
        self._now = now
        self._clock = clock
        self._lock = threading.Lock()
        self._read_at: tuple[int, int] | None = None
        self._kept = _Kept(secret="")
        self._ended: dict[str, float] = {}  # tokens logged out, until they would have expired
        self._wrong: dict[str, _Wrong] = {}
        self._nobody = _hashed(secrets.token_hex(8), secrets.token_bytes(16))

    @classmethod
    def of(cls, store: Path) -> Accounts:
        """Those of the store in that folder."""
        return cls(store.parent / f".{store.name}.agents")

    def agents(self) -> tuple[Agent, ...]:
        """Everybody who may log in, by name; empty where the shop has no desk."""
        found = (Agent(one.id, one.name, one.role) for one in self._now_kept().accounts)
        return tuple(sorted(found, key=lambda agent: (agent.name.casefold(), agent.id)))

    def login(self, name: str, password: str, *, address: str = "") -> str:
        """A token for the cookie, which holds for `HOLDS_S`. Takes as long for an unknown name as for a known one.

        Raises `LoginError`; `ThrottledError` after five wrong ones of a name or an `address`.
        """
        tried = [f"name {name.strip().casefold()}", *([f"address {address}"] if address else [])]
        self._wait(tried)
        kept = self._now_kept()
        account = _found(kept.accounts, name)
        salt = b64decode(account.salt) if account else b"\0" * 16
        expected = b64decode(account.digest) if account else self._nobody
        is_right = hmac.compare_digest(_hashed(password[:LONGEST_PASSWORD], salt), expected)
        if account is None or not is_right:
            self._count(tried)
            raise LoginError("Name or password is wrong.")
        with self._lock:
            self._wrong.pop(tried[0], None)  # an address may hold several people, and a guesser among them
        ticket = Ticket(account.id, account.since, int(self._now()) + HOLDS_S, secrets.token_urlsafe(9))
        return _tickets(kept).issue(ticket)

    def agent(self, token: str) -> Agent | None:
        """Whose token this is; None when it is no token of this store, has expired, or was ended."""
        kept, now = self._now_kept(), self._now()
        ticket = _tickets(kept).read(token) if kept.secret else None
        if ticket is None or now >= ticket.expires:
            return None
        with self._lock:
            if ticket.nonce in self._ended:
                return None
        account = next((one for one in kept.accounts if one.id == ticket.agent_id), None)
        if account is None or account.since != ticket.since:
            return None
        return Agent(account.id, account.name, account.role)

    def logout(self, token: str) -> None:
        """End that token at once. A restart forgets which were ended; the browser has given the cookie up by then."""
        kept = self._now_kept()
        ticket = _tickets(kept).read(token) if kept.secret else None
        if ticket is None:
            return
        with self._lock:
            now = self._now()
            self._ended = {nonce: until for nonce, until in self._ended.items() if until > now}
            self._ended[ticket.nonce] = ticket.expires

    def add(self, name: str, password: str, role: Role = "agent") -> Agent:
        """Raises `AccountError` for a name that is taken or a password that is too short."""
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise AccountError(f"The name {name[:LONGEST_NAME]!r} cannot be used: 1 to {LONGEST_NAME} characters.")
        _check_password(password)

        def added(kept: _Kept) -> _Kept:
            if _found(kept.accounts, name):
                raise AccountError(f"There is an agent {name!r} already. Choose another name, or set its password.")
            return kept.model_copy(update={"accounts": (*kept.accounts, account)})

        salt = secrets.token_bytes(16)
        account = _Account(
            id=secrets.token_hex(6), name=name, role=role, salt=_text(salt), digest=_text(_hashed(password, salt))
        )
        self._change(added)
        return Agent(account.id, name, role)

    def set_password(self, name: str, password: str) -> None:
        """Ends what was logged in with the old one. Raises `AccountError`."""
        _check_password(password)
        salt = secrets.token_bytes(16)
        digest = _text(_hashed(password, salt))

        def changed(kept: _Kept) -> _Kept:
            old = _known(kept.accounts, name)
            new = old.model_copy(update={"salt": _text(salt), "digest": digest, "since": old.since + 1})
            return kept.model_copy(update={"accounts": tuple(new if one is old else one for one in kept.accounts)})

        self._change(changed)

    def remove(self, name: str) -> None:
        """Ends their tokens at once. Raises `AccountError` for a name that is not there."""

        def without(kept: _Kept) -> _Kept:
            gone = _known(kept.accounts, name)
            return kept.model_copy(update={"accounts": tuple(one for one in kept.accounts if one is not gone)})

        self._change(without)

    # --- the file ---------------------------------------------------------------------------------------------------

    def _now_kept(self) -> _Kept:
        """As the file has it; read again when it has changed."""
        with self._lock:
            try:
                found = self._file.stat()
            except FileNotFoundError:
                self._read_at, self._kept = None, _Kept(secret="")
                return self._kept
            stamp = (found.st_mtime_ns, found.st_ino)
            if stamp != self._read_at:
                self._kept, self._read_at = self._read(), stamp
            return self._kept

    def _read(self) -> _Kept:
        try:
            return _KEPT.validate_json(self._file.read_bytes())
        except ValidationError as error:
            raise AccountError(
                f"The accounts in {self._file} cannot be read. Restore the file, or delete it and add agents anew."
            ) from error

    def _change(self, work: Callable[[_Kept], _Kept]) -> None:
        """Read, change and write the file, while nobody else does; it is whole at every moment."""
        with FileLock(f"{self._file}.lock"):
            kept = self._read() if self._file.exists() else _Kept(secret=secrets.token_hex(32))
            text = json.dumps(work(kept).model_dump(), ensure_ascii=False, indent=1)
            beside = self._file.with_name(f"{self._file.name}.new")
            beside.unlink(missing_ok=True)
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
            beside.replace(self._file)

    # --- guessing ---------------------------------------------------------------------------------------------------

    def _wait(self, tried: Iterable[str]) -> None:
        """Raises `ThrottledError` while one of these has to wait."""
        now = self._clock()
        with self._lock:
            left = max((self._left_s(self._wrong.get(who), now) for who in tried), default=0.0)
        if left > 0:
            raise ThrottledError(ceil(left))

    def _left_s(self, wrong: _Wrong | None, now: float) -> float:
        if wrong is None or wrong.n < FREE_TRIES:
            return 0.0
        wait: float = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2.0 ** min(wrong.n - FREE_TRIES, 20))
        return wrong.at + wait - now

    def _count(self, tried: Iterable[str]) -> None:
        now = self._clock()
        with self._lock:
            for who in tried:
                before = self._wrong.pop(who, _Wrong(0, now))
                is_old = now - before.at > _FORGOTTEN_S + max(0.0, self._left_s(before, before.at))
                self._wrong[who] = _Wrong(1 if is_old else before.n + 1, now)
            while len(self._wrong) > _MOST_REMEMBERED:
                del self._wrong[next(iter(self._wrong))]


def _tickets(kept: _Kept) -> Tickets:
    return Tickets(bytes.fromhex(kept.secret))


def _found(accounts: Iterable[_Account], name: str) -> _Account | None:
    wanted = " ".join(name.split()).casefold()
    return next((one for one in accounts if one.name.casefold() == wanted), None)


def _known(accounts: Iterable[_Account], name: str) -> _Account:
    account = _found(accounts, name)
    if account is None:
        raise AccountError(f"There is no agent {name!r}. `shelftalk agents list` names them.")
    return account


def _check_password(password: str) -> None:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise AccountError(
            f"The password has {len(password)} characters; it needs {SHORTEST_PASSWORD} to {LONGEST_PASSWORD}."
        )


def _hashed(password: str, salt: bytes) -> bytes:
    data = password.encode("utf-8", "replace")
    return hashlib.scrypt(data, salt=salt, n=_COST, r=8, p=1, maxmem=_MEMORY, dklen=32)


def _text(value: bytes) -> str:
    return b64encode(value).decode()
