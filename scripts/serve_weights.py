"""Serves weights that packages carry behind an OpenAI-compatible address, to try shelftalk with a served model.

    python scripts/serve_weights.py large --port 8000
    SHELFTALK_MODEL_SERVER=http://127.0.0.1:8000/v1 shelftalk serve

llama.cpp's own HTTP server, on this machine alone: anybody on it may ask. For a network use one that asks for keys.
"""

from __future__ import annotations

import os
import signal
import threading
from typing import Annotated

import typer

from assistant.models.weights import known, on_disk


def main(
    size: Annotated[str, typer.Argument(help="small, standard or large; `shelftalk models pull` fetches them.")],
    port: Annotated[int, typer.Option(help="Where to listen, on 127.0.0.1.")] = 8000,
    context: Annotated[int, typer.Option(help="Tokens of prompt and answer together.")] = 4096,
) -> None:
    import xllamacpp

    path = on_disk(known(size))
    if path is None:
        raise typer.BadParameter(f"These weights are not on this disk; `shelftalk models pull {size}` fetches them.")
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.port, params.cors_origins, params.ui = port, "none", False
    params.n_ctx, params.n_parallel = context, 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = len(os.sched_getaffinity(0))
    params.n_batch = params.n_ubatch = 512
    params.verbosity = -1
    server = xllamacpp.Server(params)
    typer.echo(f"{path.stem} is served at {server.listening_address}/v1 (Ctrl-C ends it)")
    ended = threading.Event()
    signal.signal(signal.SIGINT, lambda *_: ended.set())
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    while not ended.wait(1.0):
        pass
    del server


if __name__ == "__main__":
    typer.run(main)
