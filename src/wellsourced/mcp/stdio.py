"""The server over standard input and output: one host, which began this process."""

from __future__ import annotations

import anyio
from mcp.server.stdio import stdio_server

from wellsourced.mcp.server import make_server
from wellsourced.mcp.service import Service

__all__ = ["serve_stdio"]


def serve_stdio(service: Service) -> None:
    """Answer until the host closes its end. Nothing but the protocol goes to standard output."""
    anyio.run(_serve, service)


async def _serve(service: Service) -> None:
    server = make_server(service)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())
