"""Problems: every refusal as `application/problem+json` (RFC 9457), with what to do next in its detail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.responses import JSONResponse

# Name: HTTP status and title. The type of a problem is its place in the documentation page.
KINDS: Mapping[str, tuple[int, str]] = {
    "bad-request": (400, "The request cannot be read"),
    "token-missing": (401, "A session token is needed"),
    "token-invalid": (401, "The session token is not valid"),
    "identity-invalid": (401, "The shopper's identity is not vouched for"),
    "store-key-unknown": (401, "The store key is not known"),
    "origin-not-allowed": (403, "Pages of this origin may not call"),
    "metrics-closed": (403, "Metrics are not shown to you"),
    "not-found": (404, "There is no such thing"),
    "method-not-allowed": (405, "This cannot be done here"),
    "nobody-serves": (409, "The shop has nobody at a desk"),
    "cart-unchanged": (409, "The cart could not be changed so"),
    "session-gone": (410, "The conversation is not kept any more"),
    "answer-lost": (410, "The answer was lost"),
    "suggestion-gone": (410, "The suggestion does not stand any more"),
    "too-large": (413, "The request is too large"),
    "invalid": (422, "The request has values that cannot be used"),
    "idempotency-key-reused": (422, "The idempotency key was used for another request"),
    "too-many-requests": (429, "Too many requests"),
    "shop-failed": (500, "The shop could not do it"),
    "not-ready": (503, "The shop is not ready"),
}


class ProblemError(Exception):
    """A request that is answered with a problem. `more` are further members of it."""

    def __init__(
        self,
        name: str,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(detail)
        self.problem = Problem(name, detail, headers or {}, more or {})


@dataclass(frozen=True, slots=True)
class Problem:
    name: str
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, object] = field(default_factory=dict)

    @property
    def status(self) -> int:
        return KINDS[self.name][0]

    def members(self) -> dict[str, object]:
        status, title = KINDS[self.name]
        known = {"type": f"/api/v1/docs#{self.name}", "title": title, "status": status, "detail": self.detail}
        return {**known, **self.more}

    def response(self) -> JSONResponse:
        headers = {**self.headers, "Cache-Control": "no-store"}
        if self.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return JSONResponse(self.members(), self.status, headers, "application/problem+json")


FAILED = Problem("shop-failed", "Something went wrong on our side, and nothing was changed. Please try again.")
UNFINISHED = Problem("answer-lost", "The answer ended before it was complete. Please send the message again.")
