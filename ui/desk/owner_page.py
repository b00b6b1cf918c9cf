"""`/owner/proposals`: what agents' edits and thumbs would have the shop learn, for its owner to decide. Without script.

The door (`ui.desk.door`) lets owners in, and leads to read; it says who it is in the request's scope.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request, Response
from markupsafe import Markup
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse

from assistant.copilot.learning.proposals import NoProposalError, ProposalError
from assistant.copilot.offering import Proposal, ProposalKind, ProposalStatus
from assistant.handoff.hands import Agent
from ui.cards import joined, product_address
from ui.desk.door import OWNER
from ui.plain_page import plain_page
from ui.security import MAX_BODY
from ui.shop import Shop

PAGE = f"{OWNER}/proposals"
LONGEST_FORM = MAX_BODY  # bytes: 20,000 Chinese characters are 180 kB of a form
_KINDS = {
    ProposalKind.FAQ: "A standing answer",
    ProposalKind.ATTRIBUTE: "A mended fact",
    ProposalKind.DIALOGUE: "A conversation to test with",
}
_ABOUT = (
    "When an agent edits a suggested reply, or somebody says what was wrong with an answer, it may be worth keeping. "
    "Nothing here is used before you approve it. What you approve holds at once, stays when a feed is imported, and "
    "can be taken back. Names, addresses and numbers of people are masked."
)
_DONE = {"approve": "Approved: it holds from now on.", "refuse": "Refused: it is not proposed again.",
         "undo": "Taken back: it waits for you again.", "save": "Saved."}  # fmt: skip
_FIELDS = ("question", "answer", "new", "dialogue")


def owner_routes(shop: Shop) -> APIRouter:
    """`GET /owner`, `GET /owner/proposals`, `POST /owner/proposals/{n}`, `GET /owner/proposals/{n}/dialogue.yaml`."""
    router = APIRouter()

    @router.get(OWNER)
    def home() -> Response:
        return RedirectResponse(PAGE, 307)

    @router.get(PAGE)
    def page(request: Request, done: Annotated[str, Query(max_length=20)] = "") -> Response:
        return _page(shop, _agent(request), said=_DONE.get(done, ""))

    @router.post(PAGE + "/{number}")
    async def decide(number: int, request: Request) -> Response:
        agent = _agent(request)
        body = await request.body()
        if len(body) > LONGEST_FORM:
            return _page(shop, agent, wrong="That is too long to be kept. Go back, and shorten it.", status=413)
        form = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
        what = form.get("do", [""])[0]
        try:
            await asyncio.to_thread(_decide, shop, number, what, form, agent.name)
        except NoProposalError as error:
            return _page(shop, agent, wrong=str(error), status=404)
        except ProposalError as error:
            return _page(shop, agent, wrong=str(error), status=422)
        return RedirectResponse(f"{PAGE}?done={what}#proposal-{number}", 303, {"Cache-Control": "no-store"})

    @router.get(PAGE + "/{number}/dialogue.yaml")
    def dialogue(number: int) -> Response:
        try:
            found = shop.copilot.proposals.get(number)
        except ProposalError as error:
            return PlainTextResponse(str(error), 404)
        headers = {
            "Content-Disposition": f'attachment; filename="proposal-{number}.yaml"', "Cache-Control": "no-store"
        }  # fmt: skip
        return Response(found.dialogue, media_type="application/yaml", headers=headers)

    return router


def _decide(shop: Shop, number: int, what: str, form: dict[str, list[str]], by: str) -> None:
    """Raises `ProposalError`, too for what is no decision."""
    proposals = shop.copilot.proposals
    proposals.get(number)
    if what not in _DONE:
        raise ProposalError(f"{what or 'Nothing'} is no decision: approve, refuse, undo or save.")
    if what in ("approve", "save"):
        said = {name: form[name][0].replace("\r\n", "\n") for name in _FIELDS if name in form}
        if said:
            proposals.change(number, **said)
    match what:
        case "approve":
            proposals.approve(number, by=by)
        case "refuse":
            proposals.refuse(number, by=by)
        case "undo":
            proposals.undo(number, by=by)


def _agent(request: Request) -> Agent:
    agent: Agent = request.scope["agent"]  # put there by the door, without which nobody comes here
    return agent


def _page(shop: Shop, agent: Agent, *, said: str = "", wrong: str = "", status: int = 200) -> HTMLResponse:
    proposals = shop.copilot.proposals
    html = owner_page(
        shop.store_name,
        proposals.waiting(),
        proposals.decided(),
        may_decide=agent.role == "owner",
        said=said,
        wrong=wrong,
    )
    return HTMLResponse(str(html), status, {"Cache-Control": "no-store"})


def owner_page(
    store_name: str,
    waiting: Sequence[Proposal],
    decided: Sequence[Proposal],
    *,
    may_decide: bool,
    said: str = "",
    wrong: str = "",
) -> Markup:
    """The whole page; without `may_decide` it is only to be read."""
    told = Markup('<p class="so-said" role="status">{}</p>').format(said) if said else Markup("")
    told += Markup('<p class="so-said" role="alert">{}</p>').format(wrong) if wrong else Markup("")
    none = Markup('<p class="so-note">Nothing waits for you. Edits and thumbs-downs of agents will show here.</p>')
    inside = Markup(
        '<p class="sp-by"><a href="/agent/">The agents’ desk</a></p><h1>Proposals</h1>'
        '<p class="so-note">{about}</p>{told}'
        "<h2>To decide ({n})</h2>{waiting}{decided}"
    ).format(
        about=_ABOUT,
        told=told,
        n=len(waiting),
        waiting=_list(waiting, may_decide) if waiting else none,
        decided=Markup("<h2>Decided</h2>{}").format(_list(decided, may_decide)) if decided else Markup(""),
    )
    return plain_page("Proposals", store_name, inside, kind="sp-owner", more_styles=("owner.css",))


def _list(found: Sequence[Proposal], may_decide: bool) -> Markup:
    return Markup('<ol class="so-list">{}</ol>').format(joined(_one(proposal, may_decide) for proposal in found))


def _one(proposal: Proposal, may_decide: bool) -> Markup:
    open_for = may_decide and proposal.status is ProposalStatus.WAITING
    told = Markup("{}{}{}").format(_head(proposal), _fields(proposal, open_for), _evidence(proposal))
    inside = (
        Markup('<form method="post" action="{}/{}">{}{}</form>').format(PAGE, proposal.id, told, _buttons(proposal))
        if may_decide
        else told
    )
    return Markup('<li class="so-one" id="proposal-{}">{}</li>').format(proposal.id, inside)


def _head(proposal: Proposal) -> Markup:
    seen = f"proposed {proposal.n_seen} times" if proposal.n_seen > 1 else ""
    decided = (
        f"{proposal.status.value} by {proposal.decided_by}, {proposal.decided_at:%-d %B %Y}"
        if proposal.decided_at and proposal.status is not ProposalStatus.WAITING
        else ""
    )
    thing = (
        Markup('<a href="{}">{}</a>').format(product_address(proposal.product_id), proposal.product_title)
        if proposal.product_title
        else Markup("")
    )
    pieces = [thing, *(Markup("<span>{}</span>").format(one) for one in (seen, decided) if one)]
    return Markup('<p class="so-head"><b>{}</b> {}</p>').format(_KINDS[proposal.kind], joined(pieces))


def _fields(proposal: Proposal, is_open: bool) -> Markup:
    locked = Markup("") if is_open else Markup(" readonly")
    match proposal.kind:
        case ProposalKind.FAQ:
            return Markup(
                '<label>When somebody asks<input name="question" value="{}" maxlength="500"{}></label>'
                '<label>the shop answers<textarea name="answer" maxlength="4000"{}>{}</textarea></label>'
            ).format(proposal.question, locked, locked, proposal.answer)
        case ProposalKind.ATTRIBUTE:
            return Markup(
                "<dl><dt>{}</dt><dd><s>{}</s></dd></dl>"
                '<label>should be<input name="new" value="{}" maxlength="300"{}></label>'
            ).format(proposal.slot.replace("_", " "), proposal.old, proposal.new, locked)
        case ProposalKind.DIALOGUE:
            return Markup(
                '<label>Golden conversation<textarea class="so-code" name="dialogue" maxlength="20000" '
                'spellcheck="false"{}>{}</textarea></label>'
            ).format(locked, proposal.dialogue)


def _evidence(proposal: Proposal) -> Markup:
    """Where it comes from: what had been said, and what was said instead."""
    rows = (
        ("Why", proposal.why),
        ("Said or suggested before", proposal.suggested),
        ("Instead, or the reason given", proposal.sent),
        ("By", f"{proposal.by}, {proposal.at:%-d %B %Y, %H:%M} UTC"),
    )
    told = joined(
        Markup("<dt>{}</dt><dd><blockquote>{}</blockquote></dd>").format(name, value) for name, value in rows if value
    )
    return Markup("<details><summary>Where this comes from</summary><dl>{}</dl></details>").format(told)


def _buttons(proposal: Proposal) -> Markup:
    load = (
        Markup('<a href="{}/{}/dialogue.yaml" download>Download</a>').format(PAGE, proposal.id)
        if proposal.kind is ProposalKind.DIALOGUE
        else Markup("")
    )
    if proposal.status is not ProposalStatus.WAITING:
        return Markup('<p class="so-do"><button name="do" value="undo">Undo</button>{}</p>').format(load)
    return Markup(
        '<p class="so-do"><button class="so-yes" name="do" value="approve">Approve</button>'
        '<button name="do" value="refuse">Refuse</button><button name="do" value="save">Save the text</button>{}</p>'
    ).format(load)
