"""A fake shop in its own process that keeps what was said: `python -m tests.browser.kept_shop FOLDER PORT`.

It can be killed in the middle of an answer and started again, as a real one can.
"""

from __future__ import annotations

import asyncio
import pickle
import secrets
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.reply import ReplyEvent
from retrieval.catalog import Catalog
from tests.conftest import SIX
from tests.ui.fake_shop import FakeSession, FakeShop


class KeptSession(FakeSession):
    """Writes itself down at every event of a turn."""

    file: Path

    def _recorded(
        self, message: str, events: Iterator[ReplyEvent], began: Callable[[int], None] | None = None
    ) -> Iterator[ReplyEvent]:
        for event in super()._recorded(message, events, began):
            whole = self.file.with_suffix(".new")  # a kill in the middle of writing leaves what was written before
            whole.write_bytes(pickle.dumps((self._turns, self._lines)))
            whole.replace(self.file)
            yield event


class KeptShop(FakeShop):
    def __init__(self, folder: Path) -> None:
        super().__init__(Catalog(SIX, currency="USD"), folder)

    def session(self, shopper_id: str = "", session_id: str = "") -> KeptSession:
        file = self.image_root / f"{session_id}.pickle"
        known = bool(session_id) and file.is_file()
        id_ = session_id if known else secrets.token_hex(8)
        session = self.sessions.get(id_)
        if not isinstance(session, KeptSession):
            session = KeptSession(self, id_, shopper_id)
            session.file = self.image_root / f"{id_}.pickle"
            if known:
                session._turns, session._lines = pickle.loads(file.read_bytes())
            self.sessions[id_] = session
        return session


def main(folder: str, port: str) -> None:
    import uvicorn

    from ui.server import create_app

    async def serve() -> None:
        app = create_app(KeptShop(Path(folder)))
        await uvicorn.Server(uvicorn.Config(app, port=int(port), log_level="critical")).serve()

    asyncio.run(serve())


if __name__ == "__main__":
    main(*sys.argv[1:])
