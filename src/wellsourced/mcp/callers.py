"""Who calls: whoever is on this machine, or the owner of a token."""

from __future__ import annotations

from typing import Any

from wellsourced.web.visitors import MAY, Role, Visitor

__all__ = ["CALLER", "LOCAL", "caller_of"]

CALLER = "wellsourced.caller"
"""Where the door leaves who it let in, in the scope of a request."""

LOCAL = Visitor(name="local", role=Role.ADMIN, may=MAY[Role.ADMIN])
"""One person on their own machine, who could as well open the library's files."""


def caller_of(request: Any) -> Visitor:
    """Who a request comes from; without one it came through a pipe, from whoever began this process."""
    return LOCAL if request is None else request.scope[CALLER]
