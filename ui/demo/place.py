"""Where the demo store is: beside the shop's own server, on the next free port, which makes it another origin."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.shop import Shop

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME, _IPV6 = rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*\Z", r"(?=.{2,39}\Z)[0-9a-f]*(?::[0-9a-f]*)+\Z"
_SAFE = re.compile(f"{_NAME}|{_IPV6}", re.IGNORECASE | re.ASCII)


def is_loopback(host: str) -> bool:
    return host in ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class DemoPlace:
    """Both servers listen on `host`; a browser names them by `host` too, or as this machine.

    Where they listen on every address, a browser may name them as it likes: by whatever has the form of a host.
    """

    host: str
    port: int
    server_port: int

    @property
    def origins(self) -> tuple[str, ...]:
        """Those of the demo store's pages, which may call the API."""
        return tuple(f"http://{name}:{self.port}" for name in self._names())

    @property
    def is_anywhere(self) -> bool:
        return self.host in ("0.0.0.0", "::")

    def demo_of(self, named: str) -> str:
        """The demo store's origin for a browser that named this host."""
        return f"http://{self._known(named)}:{self.port}"

    def server_of(self, named: str) -> str:
        """The shop's own origin for a browser that named this host."""
        return f"http://{self._known(named)}:{self.server_port}"

    def _known(self, named: str) -> str:
        """A name of ours, whatever a request says: it goes into a policy and a script's address."""
        shown = f"[{named}]" if ":" in named else named
        is_ours = shown in self._names() or (self.is_anywhere and _SAFE.match(named))
        return shown if is_ours else self._names()[0]

    def _names(self) -> tuple[str, ...]:
        own = f"[{self.host}]" if ":" in self.host else self.host
        return LOOPBACK if is_loopback(self.host) or self.is_anywhere else (own, *LOOPBACK)


@asynccontextmanager
async def demo_served(shop: Shop, place: DemoPlace) -> AsyncIterator[None]:
    """The demo store, served in this loop as long as the context lasts."""
    import asyncio
    from contextlib import nullcontext

    import uvicorn

    from ui.demo.app import demo_app

    app = demo_app(shop, place.server_of)
    server = uvicorn.Server(
        uvicorn.Config(app, host=place.host, port=place.port, log_level="warning", access_log=False)
    )
    server.capture_signals = nullcontext  # type: ignore[method-assign,assignment]  # Ctrl-C is for the shop's own server
    serving = asyncio.create_task(server.serve())
    while not server.started and not serving.done():
        await asyncio.sleep(0.02)
    try:
        yield
    finally:
        server.should_exit = True
        await serving
