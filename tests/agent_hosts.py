"""Hosts of agents, as tests are them: the official client over a pipe, over HTTP, or in this process."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpx2
import uvicorn
from anyio.from_thread import BlockingPortal, start_blocking_portal
from jsonschema import Draft202012Validator
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from starlette.types import ASGIApp

from desks import encoder, verifier
from wellsourced.check import Desk
from wellsourced.mcp.server import make_server
from wellsourced.mcp.service import Service
from wellsourced.ports import Clock
from wellsourced.web.site import Site

__all__ = ["BEGUN", "Host", "over_http", "over_stdio", "served", "service_of", "within"]

BEGUN = ("mcp",)
"""What hosts begin the program with; `docs/mcp.md` says so to each."""
PATIENCE = 60.0
"""Seconds for an answer before a test gives up."""


@dataclass
class Host:
    """One connection; `heard` is the progress of the last call."""

    portal: BlockingPortal
    client: Client
    heard: list[tuple[float, str]] = field(default_factory=list)

    def ask(self, method: str, *arguments: Any, **named: Any) -> Any:
        """Call a method of the client and wait for what it answers."""
        return self.portal.call(partial(getattr(self.client, method), *arguments, **named))

    def use(self, tool: str, **arguments: Any) -> Any:
        """Use a tool; what is structured fits the schema that the server offers for it."""
        self.heard.clear()

        async def hear(progress: float, total: float | None, message: str | None) -> None:
            self.heard.append((progress, message or ""))

        result = self.ask("call_tool", tool, arguments, progress_callback=hear)
        if not result.is_error:
            (offered,) = [one for one in self.ask("list_tools").tools if one.name == tool]
            Draft202012Validator(offered.output_schema).validate(result.structured_content)
        return result

    def done(self, tool: str, **arguments: Any) -> Mapping[str, Any]:
        """What a tool tells programs."""
        result = self.use(tool, **arguments)
        assert not result.is_error, result.content[0].text
        told: Mapping[str, Any] = result.structured_content
        return told

    def refused(self, tool: str, **arguments: Any) -> str:
        """The one line that refuses a call."""
        result = self.use(tool, **arguments)
        assert result.is_error and result.structured_content is None, result
        (line,) = [one.text for one in result.content]
        assert "\n" not in line and line
        return str(line)

    def read(self, uri: str) -> str:
        """The text at an address."""
        (contents,) = self.ask("read_resource", uri).contents
        return str(contents.text)


@contextmanager
def _connected(server: Any, mode: str) -> Iterator[Host]:
    with start_blocking_portal() as portal:
        client = Client(server, mode=mode, read_timeout_seconds=PATIENCE, cache=None)
        with portal.wrap_async_context_manager(client) as entered:
            yield Host(portal, entered)


@contextmanager
def within(service: Service, mode: str = "auto") -> Iterator[Host]:
    """A host in this process."""
    with _connected(make_server(service), mode) as host:
        yield host


@contextmanager
def over_stdio(command: str, arguments: Sequence[str], **settings: str) -> Iterator[Host]:
    """A host that begins the program, as one does that is set up to."""
    known = {**os.environ, **settings, "PYTHONPATH": os.pathsep.join(sys.path)}
    with _connected(StdioServerParameters(command=command, args=list(arguments), env=known), "auto") as host:
        yield host


@contextmanager
def over_http(address: str, token: str = "", mode: str = "auto") -> Iterator[Host]:
    """A host on this machine, which may have a token."""
    headers = {"authorization": f"Bearer {token}"} if token else {}
    with start_blocking_portal() as portal:
        web = portal.call(partial(httpx2.AsyncClient, headers=headers, timeout=PATIENCE))
        with portal.wrap_async_context_manager(web) as http_client:
            transport = streamable_http_client(address, http_client=http_client)
            client = Client(transport, mode=mode, read_timeout_seconds=PATIENCE, cache=None)
            with portal.wrap_async_context_manager(client) as entered:
                yield Host(portal, entered)


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """The address of an application that is served on this machine meanwhile."""
    with socket.create_server(("127.0.0.1", 0)) as place:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [place]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{place.getsockname()[1]}/mcp"
        server.should_exit = True
        thread.join(10)


def service_of(site: Site, *, clock: Clock | None = None, reads_web: bool = False) -> Service:
    """What agents use of a site, over its library and the tools that ship."""
    now = clock or site.clock
    return Service(
        settings=site.settings,
        desk=Desk(library=site.library, encoder=encoder(), verifier=verifier(), clock=now),
        library=site.library,
        directory=site.directory,
        press=site.press,
        clock=now,
        casebooks=site.casebooks,
        actions=site.actions,
        reads_web=reads_web,
    )
