"""`GET /widget.js` and the panel it fetches: public code, for pages of any host. Who may talk is the API's to say."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request, Response

from ui.widget.sent import LOADER, Sent, sent

# The loader's address never changes: browsers ask again after a while, and are told that it is the same.
_LOADER_KEPT = "public, max-age=600, stale-while-revalidate=86400"
_PANEL_KEPT = "public, max-age=31536000, immutable"
_NAMED = re.compile(r"(panel-\w+)\.([0-9a-f]{8})\.js")


def widget_routes() -> APIRouter:
    router = APIRouter()

    @router.get("/widget.js")
    def loader(request: Request) -> Response:
        return _answer(sent(LOADER), request, _LOADER_KEPT)

    @router.get("/widget/{name}")
    def panel(name: str, request: Request) -> Response:
        """A page that was opened before an update asks for the panel of then, and gets the one of now."""
        found = _NAMED.fullmatch(name)
        try:
            wanted = sent(f"{found[1]}.js" if found else "")
        except KeyError:
            return Response("Not found.", 404, media_type="text/plain")
        is_now = found is not None and found[2] == wanted.digest
        return _answer(wanted, request, _PANEL_KEPT if is_now else "no-store")

    return router


def _answer(file: Sent, request: Request, kept: str) -> Response:
    headers = {
        "Cache-Control": kept,
        "ETag": f'"{file.digest}"',
        "Access-Control-Allow-Origin": "*",  # a module is fetched with CORS
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match", "").removeprefix("W/") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(file.compressed, media_type="text/javascript", headers={**headers, "Content-Encoding": "gzip"})
    return Response(file.content, media_type="text/javascript", headers=headers)
