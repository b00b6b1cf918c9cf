"""An application on a port of this machine, for tests that must speak to it over a real connection."""

from __future__ import annotations

import asyncio
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from starlette.types import ASGIApp

from ui.server import free_port


def own_port(wanted: int) -> int:
    """A free port from there on; testers beside each other begin to look at different ones."""
    tester = int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")) or 0)
    return free_port("127.0.0.1", wanted + 137 * tester)


@contextmanager
def serving(app: Callable[[], ASGIApp], port: int = 0) -> Iterator[str]:
    """The app on a port of this machine, in a thread; gives its address."""
    import uvicorn

    port = port or own_port(18860)
    servers: list[uvicorn.Server] = []

    async def serve() -> None:
        config = uvicorn.Config(app(), host="127.0.0.1", port=port, log_level="critical", timeout_graceful_shutdown=1)
        servers.append(uvicorn.Server(config))
        await servers[0].serve()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    waiting = threading.Event()
    while thread.is_alive() and not (servers and servers[0].started):
        waiting.wait(0.02)
    assert thread.is_alive(), "The server did not start."
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        servers[0].should_exit = True
        thread.join(timeout=15)
