"""What the desk refuses, as `application/problem+json` (RFC 9457): what is wrong, and what to do next in its detail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.responses import JSONResponse

# Name: HTTP status and title. The type of a problem is its place in docs/desk.md, under "Refusals".
KINDS: Mapping[str, tuple[int, str]] = {
    "login-missing": (401, "You are not signed in"),
    "login-wrong": (401, "Name or password is not right"),
    "login-throttled": (429, "Too many tries"),
    "no-accounts": (503, "There are no accounts yet"),
    "not-allowed": (403, "Your role may not do this"),
    "foreign-page": (403, "Only the desk's own page may do this"),
    "unknown-conversation": (404, "There is no such conversation"),
    "unknown-variant": (404, "The store does not sell this"),
    "unknown-agent": (404, "There is no such agent"),
    "not-found": (404, "There is no such thing"),
    "taken": (409, "Somebody else holds this conversation"),
    "not-asked": (409, "No person is wanted here any more"),
    "not-yours": (409, "You do not hold this conversation"),
    "key-reused": (422, "The key came with another request"),
    "key-missing": (422, "Every write needs an Idempotency-Key"),
    "invalid": (422, "The request has values that cannot be used"),
    "failed": (500, "The shop could not do it"),
}


@dataclass(frozen=True, slots=True)
class DeskProblem:
    """One refusal. `more` are further members of it."""

    name: str
    detail: str
    more: Mapping[str, object] = field(default_factory=dict)

    @property
    def status(self) -> int:
        return KINDS[self.name][0]

    def response(self) -> JSONResponse:
        status, title = KINDS[self.name]
        body = {"type": f"desk#{self.name}", "title": title, "status": status, "detail": self.detail, **self.more}
        headers = {"Cache-Control": "no-store"}
        if status == 401:
            headers["WWW-Authenticate"] = 'Cookie realm="desk"'
        return JSONResponse(body, status, headers, "application/problem+json")


class DeskProblemError(Exception):
    """A request that is answered with a problem."""

    def __init__(self, name: str, detail: str, **more: object) -> None:
        super().__init__(detail)
        self.problem = DeskProblem(name, detail, more)
