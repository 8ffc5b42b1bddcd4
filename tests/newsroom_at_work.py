"""A newsroom's site at work: a worker beside it, and a port that browsers reach."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event as Flag
from threading import Thread

import uvicorn

from newsroom_site import Newsroom
from wellsourced.adapters.extractors import Extractors
from wellsourced.jobs.doing import Tools
from wellsourced.jobs.worker import Manner, work_off
from wellsourced.steps.gather import Web
from wellsourced.web.app import make_app

__all__ = ["at_work", "listening"]


@contextmanager
def at_work(room: Newsroom) -> Iterator[None]:
    """A worker beside the site."""
    stop = Flag()
    reader = Web(providers=(), fetcher=room.shelf, extractor=Extractors())
    tools, manner = (
        Tools(desk=room.desk, reader=reader, drafts=room.queue.drafts),
        Manner(stopping=stop.is_set, tick=0.02),
    )
    worker = Thread(target=work_off, args=(room.queue, tools, manner))
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join()


@contextmanager
def listening(room: Newsroom) -> Iterator[str]:
    """The site on a port of its own; its address."""
    place = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(room.site), log_level="warning", access_log=False))
    thread = Thread(target=server.run, kwargs={"sockets": [place]})
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{place.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        place.close()
