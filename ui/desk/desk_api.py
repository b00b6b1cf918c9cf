"""The desk's own routes below `/agent/api`: JSON, and one stream of events a page. The door has let only agents in."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from time import monotonic
from typing import Annotated, Any

import structlog
from fastapi import FastAPI, Header, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from assistant.handoff.hands import Agent
from ui.api.once import Once
from ui.api.problems import ProblemError
from ui.desk import copilot_view, talks
from ui.desk.accounts import COOKIE, Accounts
from ui.desk.live import Follower, follow
from ui.desk.login_page import signed_in, signed_out, token_for
from ui.desk.problems import DeskProblem, DeskProblemError
from ui.desk.writes import Assign, HandBack, Login, Read, Say, SendBundle, SendProducts, Thumb, done
from ui.shop import Shop
from ui.streaming import ShopFailedError

log = structlog.get_logger("shelftalk.desk")
Key = Annotated[str, Header(alias="Idempotency-Key", max_length=200)]


def desk_api(shop: Shop, pool: Executor, accounts: Callable[[], Accounts]) -> FastAPI:
    """The application to be mounted at `/agent/api`, behind `DeskDoor`. Every refusal is a problem."""
    app = FastAPI(title="shelftalk desk", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_exception_handler(DeskProblemError, _refused)
    app.add_exception_handler(ProblemError, _reused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ShopFailedError, _failed)
    once = Once(monotonic)

    # --- who one is ---------------------------------------------------------------------------------------------------

    @app.post("/login")
    async def login(asked: Login, request: Request) -> Response:
        """Sign in without leaving the page: sets the session's cookie."""
        token = await token_for(accounts(), asked.name, asked.password, request)
        agent = accounts().agent(token)
        if agent is None:
            raise DeskProblemError("login-wrong", "This account was removed meanwhile.")
        return signed_in(_json(_me(agent)), token, request)

    @app.post("/logout")
    async def logout(request: Request) -> Response:
        """Sign out here; what the agent holds goes back to the line."""
        agent = _agent(request)
        await done(pool, lambda: accounts().logout(request.cookies.get(COOKIE, "")))
        await done(pool, lambda: shop.desk.gone(agent.id))
        return signed_out(Response(status_code=204))

    @app.get("/me")
    def me(request: Request) -> Response:
        return _json(_me(_agent(request)))

    @app.get("/agents")
    async def agents(request: Request) -> Response:
        """Everybody to whom a lead may give a conversation."""
        _check_leads(_agent(request))
        here = {one.id for one in await done(pool, shop.desk.at_desk)}
        return _json({"agents": [{**_me(one), "is_here": one.id in here} for one in accounts().agents()]})

    # --- what is told -------------------------------------------------------------------------------------------------

    @app.get("/inbox")
    async def inbox(request: Request) -> Response:
        agent = _agent(request)
        return _json({"talks": await done(pool, lambda: talks.inbox(shop, agent))})

    @app.get("/live")
    async def live(
        request: Request,
        session: str = "",
        after: int = -1,
        last_event_id: Annotated[str, Header(max_length=20)] = "",
    ) -> Response:
        """`presence`, `inbox`, `hands`, `turn` (its id is the turn's number), until `signed-out`."""
        from sse_starlette import EventSourceResponse

        agent, token = _agent(request), request.cookies.get(COOKIE, "")
        if session:
            await done(pool, lambda: talks.check_open(shop, session))
        from_turn = int(last_event_id) if last_event_id.isdecimal() else after
        follower = Follower(shop, agent, session, from_turn)
        events = follow(shop, pool, follower, lambda: accounts().agent(token) == agent)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return EventSourceResponse(events, headers=headers, ping=15, sep="\n")

    @app.get("/sessions/{session_id}")
    async def conversation(session_id: str, request: Request, after: int = -1) -> Response:
        """In whose hands it is, and its turns above number `after`."""
        agent = _agent(request)

        def work() -> dict[str, Any]:
            talks.check_open(shop, session_id)
            name = talks.shopper_name(shop, session_id)
            standing = talks.standing(shop.desk.standing(session_id), agent, name)
            return {**standing, "turns": talks.turns(shop, session_id, after, name)}

        return _json(await done(pool, work))

    @app.get("/sessions/{session_id}/macros")
    async def macros(session_id: str, request: Request) -> Response:
        """The store's standing texts for that conversation, as HTML to pick from."""

        agent = _agent(request)

        def work() -> str:
            talks.check_open(shop, session_id)
            return str(copilot_view.macros(shop.copilot.macros(session_id, agent=agent.name)))

        return _json({"html": await done(pool, work)})

    # --- what is done: once for each Idempotency-Key ------------------------------------------------------------------

    async def write(request: Request, key: str, session_id: str, work: Callable[[Agent], Any]) -> Response:
        agent = _agent(request)
        if not key:
            raise DeskProblemError("key-missing", "Make a new Idempotency-Key for every write, the same for a retry.")
        asked = f"{request.method} {request.url.path}\n".encode() + await request.body()

        def checked() -> Any:
            talks.check_open(shop, session_id)
            return work(agent)

        def start() -> Awaitable[Any]:
            return done(pool, checked)

        answer = await once.do(f"{agent.id} {session_id}", key, hashlib.sha256(asked).hexdigest(), start)
        return _json(answer or {})

    def standing_of(session_id: str, agent: Agent) -> dict[str, Any]:
        return talks.standing(shop.desk.standing(session_id), agent, talks.shopper_name(shop, session_id))

    @app.post("/sessions/{session_id}/take")
    async def take(session_id: str, request: Request, idempotency_key: Key = "") -> Response:
        def work(agent: Agent) -> Any:
            shop.desk.take(session_id, agent)
            return standing_of(session_id, agent)

        return await write(request, idempotency_key, session_id, work)

    @app.post("/sessions/{session_id}/hand-back")
    async def hand_back(session_id: str, asked: HandBack, request: Request, idempotency_key: Key = "") -> Response:
        def work(agent: Agent) -> Any:
            shop.desk.hand_back(session_id, agent, note=asked.note)
            return standing_of(session_id, agent)

        return await write(request, idempotency_key, session_id, work)

    @app.post("/sessions/{session_id}/assign")
    async def assign(session_id: str, asked: Assign, request: Request, idempotency_key: Key = "") -> Response:
        def work(agent: Agent) -> Any:
            _check_leads(agent)
            to = next((one for one in accounts().agents() if one.id == asked.agent_id), None)
            if to is None:
                raise DeskProblemError("unknown-agent", "This account was removed. Choose another.")
            shop.desk.assign(session_id, agent, to)
            return standing_of(session_id, agent)

        return await write(request, idempotency_key, session_id, work)

    @app.post("/sessions/{session_id}/messages")
    async def say(session_id: str, asked: Say, request: Request, idempotency_key: Key = "") -> Response:
        def work(agent: Agent) -> Any:
            number = shop.desk.say(session_id, agent, asked.text, key=idempotency_key)
            if asked.draft_id:
                _learn(lambda: shop.copilot.proposals.from_edit(asked.draft_id, asked.text, by=agent.name))
            return {"number": number}

        return await write(request, idempotency_key, session_id, work)

    @app.post("/sessions/{session_id}/cards")
    async def cards(session_id: str, asked: SendProducts, request: Request, idempotency_key: Key = "") -> Response:
        def work(agent: Agent) -> Any:
            return {"number": shop.desk.send_cards(
                session_id, agent, asked.variant_ids, asked.text, key=idempotency_key)}  # fmt: skip

        return await write(request, idempotency_key, session_id, work)

    @app.post("/sessions/{session_id}/bundle")
    async def bundle(session_id: str, asked: SendBundle, request: Request, idempotency_key: Key = "") -> Response:
        def work(agent: Agent) -> Any:
            return {"number": shop.desk.send_bundle(
                session_id, agent, asked.variant_ids, asked.text, key=idempotency_key)}  # fmt: skip

        return await write(request, idempotency_key, session_id, work)

    @app.post("/sessions/{session_id}/read")
    async def read(session_id: str, asked: Read, request: Request, idempotency_key: Key = "") -> Response:
        return await write(request, idempotency_key, session_id, lambda _: shop.desk.read(session_id, asked.n))

    @app.post("/sessions/{session_id}/turns/{number}/thumb")
    async def thumb_turn(
        session_id: str, number: int, asked: Thumb, request: Request, idempotency_key: Key = ""
    ) -> Response:
        """An answer of the assistant's was not good, and why."""

        def work(agent: Agent) -> Any:
            proposed = shop.copilot.proposals.from_thumb(session_id, number, asked.reason, by=agent.name)
            return {"n_proposed": len(proposed)}

        return await write(request, idempotency_key, session_id, work)

    @app.post("/sessions/{session_id}/drafts/{draft_id}/thumb")
    async def thumb_draft(
        session_id: str, draft_id: str, asked: Thumb, request: Request, idempotency_key: Key = ""
    ) -> Response:
        """A suggested reply was not good, and why."""

        def work(agent: Agent) -> Any:
            proposed = shop.copilot.proposals.from_draft_thumb(draft_id, asked.reason, by=agent.name)
            return {"n_proposed": len(proposed)}

        return await write(request, idempotency_key, session_id, work)

    return app


def _learn(teach: Callable[[], object]) -> None:
    """What was sent is sent: that nothing could be learned from it is for the log alone."""
    try:
        teach()
    except (LookupError, ValueError, RuntimeError) as error:
        log.warning("nothing was learned from an edit", error=str(error))


def _agent(request: Request) -> Agent:
    """Whom the door let in."""
    agent: Agent | None = request.scope.get("agent")
    if agent is None:
        raise DeskProblemError("login-missing", "Sign in at /agent/login; what you typed is kept.")
    return agent


def _check_leads(agent: Agent) -> None:
    if not agent.leads:
        raise DeskProblemError("not-allowed", "A lead may give a conversation to somebody. Ask one.")


def _me(agent: Agent) -> dict[str, Any]:
    return {"id": agent.id, "name": agent.name, "role": agent.role, "leads": agent.leads}


def _json(said: Any) -> Response:
    from starlette.responses import JSONResponse

    return JSONResponse(said, headers={"Cache-Control": "no-store"})


async def _refused(_: Request, error: Exception) -> Response:
    problem = error.problem if isinstance(error, DeskProblemError) else DeskProblem("failed", "Try again.")
    return problem.response()


async def _reused(_: Request, error: Exception) -> Response:
    return DeskProblem("key-reused", str(error)).response()


async def _invalid(_: Request, error: Exception) -> Response:
    """Says where and why, and does not repeat what was sent."""
    wrong = error.errors() if isinstance(error, RequestValidationError) else []
    said = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in wrong[:3])
    return DeskProblem("invalid", said or "The request cannot be read.").response()


async def _http(*_: object) -> Response:
    return DeskProblem("not-found", "The desk has no such route; see docs/desk.md.").response()


async def _failed(request: Request, error: Exception) -> Response:
    log.error("request failed at the desk", path=request.url.path, exc_info=error)
    return DeskProblem("failed", "Something went wrong on our side. Try again.").response()
