"""The API as one application, and the place it is mounted at: `/api/v1`, beside the page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import Executor
from contextlib import asynccontextmanager
from time import monotonic, time
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.api import (
    cart_routes,
    catalog_routes,
    message_routes,
    person_routes,
    profile_routes,
    session_routes,
    store_routes,
    tell_routes,
    thumb_routes,
)
from ui.api.desk import Desk
from ui.api.door import PREFIX, Door, refused
from ui.api.options import ApiOptions
from ui.api.problems import FAILED, Problem, ProblemError
from ui.api.schema.answers import Problem as ProblemOut
from ui.pictures import Pictures, picture_routes
from ui.shop import Shop
from ui.streaming import ShopFailedError

VERSION = "1.0"
_ABOUT = (
    "Conversations with a store's assistant: begin a session, say a message, read the answer as server-sent events. "
    "Every refusal is `application/problem+json`."
)
_NAMES = {400: "bad-request", 404: "not-found", 405: "method-not-allowed", 413: "too-large"}
_ROUTERS: Sequence[APIRouter] = tuple(
    module.router
    for module in (
        session_routes,
        message_routes,
        person_routes,
        cart_routes,
        tell_routes,
        thumb_routes,
        profile_routes,
        store_routes,
        catalog_routes,
    )
)

log = structlog.get_logger("shelftalk.api")


class Api:
    """The API over an opened shop, as an ASGI application with its door; `desk` is what its routes work with."""

    def __init__(
        self,
        shop: Shop,
        pool: Executor,
        options: ApiOptions,
        *,
        pictures: Pictures | None = None,
        now: Callable[[], float] = time,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.desk = desk = Desk.of(shop, pool, options, now, clock)
        responses: dict[int | str, dict[str, Any]] = {"default": {"model": ProblemOut, "description": "A problem"}}
        self.app = FastAPI(
            title="shelftalk", version=VERSION, description=_ABOUT, docs_url=None, redoc_url=None,
            openapi_url=f"{PREFIX}/openapi.json", responses=responses, separate_input_output_schemas=False,
            lifespan=self._lifespan,
        )  # fmt: skip
        self.app.state.desk = desk
        for router in _ROUTERS:
            self.app.include_router(router, prefix=PREFIX)
        if pictures is not None:
            self.app.include_router(picture_routes(pictures, for_all=True), prefix=PREFIX, include_in_schema=False)
        self.app.add_exception_handler(ProblemError, self._refused)
        self.app.add_exception_handler(RequestValidationError, self._invalid)
        self.app.add_exception_handler(HTTPException, self._http)
        self.app.add_exception_handler(ShopFailedError, self._failed)
        self._door = Door(self.app, options, desk.tokens, desk.metrics, now=now, clock=clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._door(scope, receive, send)

    @asynccontextmanager
    async def _lifespan(self, _: FastAPI) -> AsyncIterator[None]:
        """For an API that is served by itself; beside a page, the page's server closes it."""
        yield
        await self.close()

    async def close(self) -> None:
        """Let running turns end early: what they said so far is kept."""
        await self.desk.conversations.close()

    def _answer(self, problem: Problem) -> Response:
        return refused(problem, self.desk.metrics)

    async def _refused(self, _: Request, error: Exception) -> Response:
        return self._answer(error.problem if isinstance(error, ProblemError) else FAILED)

    async def _invalid(self, _: Request, error: Exception) -> Response:
        """Says where and why, and does not repeat what was sent."""
        wrong = error.errors() if isinstance(error, RequestValidationError) else []
        errors = [{"where": ".".join(map(str, one["loc"])), "why": one["msg"]} for one in wrong]
        first = f"{errors[0]['where']}: {errors[0]['why']}" if errors else "The request cannot be read."
        return self._answer(Problem("invalid", first, more={"errors": errors}))

    async def _http(self, _: Request, error: Exception) -> Response:
        """What Starlette and the pictures refuse."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        detail = error.detail if isinstance(error, HTTPException) else FAILED.detail
        return self._answer(Problem(_NAMES.get(status, "bad-request"), str(detail)))

    async def _failed(self, request: Request, error: Exception) -> Response:
        log.error("request failed", path=request.url.path, exc_info=error)
        return self._answer(FAILED)


class BesideThePage:
    """Hands what is below `/api/v1` to the API, which has a door of its own, and everything else to the page."""

    def __init__(self, app: ASGIApp, *, api: ASGIApp) -> None:
        self._app = app
        self._api = api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        ours = scope["type"] == "http" and (scope["path"] == PREFIX or scope["path"].startswith(f"{PREFIX}/"))
        await (self._api if ours else self._app)(scope, receive, send)
