"""Where servers listen, and who may reach them: what `serve` and `mcp` have in common."""

from __future__ import annotations

import ipaddress
import socket

from wellsourced.errors import Config, InputError
from wellsourced.settings import Settings

__all__ = ["LONGEST_HEAD", "address_shown", "listening", "refuse_port", "refuse_unguarded"]

LAST_PORT = 65535
LONGEST_HEAD = 65_536
"""Bytes of a request before its body; a server refuses less with a line that says so."""


def refuse_port(port: int) -> None:
    """Raise `InputError` for a number that is no port."""
    if not 0 <= port <= LAST_PORT:
        raise InputError(f"--port {port}: give a port from 0 to {LAST_PORT}")


def refuse_unguarded(host: str, settings: Settings) -> None:
    """Raise `Config` where others could reach a server that knows neither them nor its own name."""
    if _is_loopback(host):
        return
    if settings.accounts == "none":
        raise Config(f"--host {host} is open to others, and there are no accounts: set `accounts`")
    if settings.site_url is None:
        raise Config(f"--host {host} is open to others: set `site_url` to the address they know the site by")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises `Config` where that cannot be."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise Config(
            f"{host}:{port} cannot be listened at ({error.strerror}): choose another --port"
        ) from error


def address_shown(host: str, place: socket.socket) -> str:
    """The address to open, with the port that was taken."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{place.getsockname()[1]}"
