"""Signing in and out: a plain page that needs no script, and the session's cookie."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request, Response
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse

from ui.desk.accounts import COOKIE, HOLDS_S, Accounts, LoginError, ThrottledError
from ui.desk.door import AGENT, LOGIN, OWNER, is_below
from ui.desk.problems import DeskProblemError
from ui.desk.wording import d
from ui.plain_page import plain_page

LONGEST_FORM = 8192  # bytes


def login_routes(store_name: Callable[[], str], accounts: Callable[[], Accounts]) -> APIRouter:
    """`GET` and `POST /agent/login`."""
    router = APIRouter()

    @router.get(LOGIN)
    def page(wanted: Annotated[str, Query(alias="next", max_length=300)] = "") -> Response:
        return HTMLResponse(login_page(store_name(), wanted, has_accounts=bool(accounts().agents())))

    @router.post(LOGIN)
    async def login(request: Request) -> Response:
        body = await request.body()
        said = parse_qs(body[:LONGEST_FORM].decode("utf-8", "replace"))
        name, password, wanted = (said.get(field, [""])[0] for field in ("name", "password", "next"))
        try:
            token = await token_for(accounts(), name, password, request)
        except DeskProblemError as error:
            has_any = bool(accounts().agents())
            html = login_page(store_name(), wanted, name=name, problem=error.problem.detail, has_accounts=has_any)
            return HTMLResponse(html, error.problem.status)
        return signed_in(RedirectResponse(after_login(wanted), 303), token, request)

    return router


async def token_for(accounts: Accounts, name: str, password: str, request: Request) -> str:
    """A token for whoever that is. Raises `DeskProblemError`."""
    if not accounts.agents():
        raise DeskProblemError("no-accounts", d("login.no_accounts"))
    address = request.client.host if request.client else ""
    try:
        return await asyncio.to_thread(accounts.login, name, password, address=address)
    except ThrottledError as error:
        raise DeskProblemError("login-throttled", d("login.throttled", s=error.wait_s), wait_s=error.wait_s) from error
    except LoginError as error:
        raise DeskProblemError("login-wrong", d("login.wrong")) from error


def after_login(wanted: str) -> str:
    """Where to go then: only to pages of ours that need a login."""
    return (
        wanted if is_below(wanted, AGENT, OWNER) and "\\" not in wanted and not is_below(wanted, LOGIN) else f"{AGENT}/"
    )


def signed_in(answer: Response, token: str, request: Request) -> Response:
    answer.set_cookie(
        COOKIE, token, max_age=HOLDS_S, path="/", httponly=True, samesite="strict", secure=request.url.scheme == "https"
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def signed_out(answer: Response) -> Response:
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return answer


def login_page(
    store_name: str, wanted: str = "", *, name: str = "", problem: str = "", has_accounts: bool = True
) -> Markup:
    wrong = Markup('<p class="ad-problem" role="alert">{}</p>').format(problem) if problem else Markup("")
    none = (
        Markup("")
        if has_accounts
        else Markup('<p class="ad-note">{}</p><pre>shelftalk agents add NAME --role owner</pre>').format(
            d("login.no_accounts")
        )
    )
    form = Markup(
        '<form class="ad-login" method="post" action="{action}"><h1>{title}</h1><p'
        ' class="ad-note">{about}</p>{none}{wrong}'
        '<label>{name_label}<input name="name" value="{name}" autocomplete="username" required autofocus></label>'
        '<label>{password_label}<input name="password" type="password" autocomplete="current-password" required>'
        '</label>'
        '<input type="hidden" name="next" value="{next}"><button class="sp-ask">{go}</button></form>'
    ).format(
        action=LOGIN, title=d("login"), about=d("login.about", store=store_name), none=none, wrong=wrong,
        name_label=d("login.name"), name=name, password_label=d("login.password"), next=wanted, go=d("login.go"),
    )  # fmt: skip
    return plain_page(d("login"), store_name, form, kind="ad-door", more_styles=("desk.css",))
