"""What is not done: a page or JSON with one line that says why, and what to do."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.errors import Config, InputError, MissingExtra, Transient, WellsourcedError
from wellsourced.web.pacing import TooMany
from wellsourced.web.replies import moved, page, told, wants_json
from wellsourced.web.visitors import NotAllowed

__all__ = ["misread", "not_served", "our_fault", "refuse", "refused"]

_LOG = logging.getLogger("wellsourced.web")


def refuse(
    request: Request, status: int, line: str, *, kind: str = "http", sign_in: bool = False
) -> Response:
    """A refusal that no error was raised for."""
    if wants_json(request):
        return told({"error": {"kind": kind, "message": line}}, status)
    return page(request, "site/refused.html.j2", {"message": line, "sign_in": sign_in}, status)


def refused(request: Request, error: Exception) -> Response:
    """An error of ours: one line that says what to do."""
    assert isinstance(error, WellsourcedError)
    status, sign_in = _status_of(error), isinstance(error, NotAllowed) and error.sign_in
    if wants_json(request):
        answer = told({"error": dict(error.as_json())}, status)
    else:
        answer = refuse(request, status, str(error), sign_in=sign_in)
    if isinstance(error, Transient) and error.retry_after is not None:
        answer.headers["retry-after"] = str(round(error.retry_after))
    if status == 401:
        answer.headers["www-authenticate"] = "Bearer"
    return answer


def not_served(request: Request, error: Exception) -> Response:
    """What the framework refuses: no such address, another method, a body that is too long."""
    assert isinstance(error, HTTPException)
    headers: Mapping[str, str] = error.headers or {}
    if error.status_code in (307, 308) and "location" in headers:
        return moved(headers["location"], error.status_code)
    if error.status_code == 404 and not wants_json(request):
        return page(request, "site/not_found.html.j2", {"message": str(error.detail)}, 404)
    answer = refuse(request, error.status_code, str(error.detail))
    answer.headers.update(headers)
    return answer


def misread(request: Request, error: Exception) -> Response:
    """A form or address whose parts are not what they should be: the first of them is named."""
    assert isinstance(error, RequestValidationError)
    first: Mapping[str, Any] = next(iter(error.errors()), {})
    place = " ".join(str(part) for part in first.get("loc", ())[1:]) or "the request"
    return refuse(request, 422, f"{place}: {first.get('msg', 'it cannot be read')}.", kind="InputError")


def our_fault(request: Request, error: Exception) -> Response:
    """What nobody foresaw: the log has it, the reader gets no more than that."""
    _LOG.error("%s failed", request.scope.get("path", ""), exc_info=error)
    if wants_json(request):
        return told({"error": {"kind": "fault", "message": "A fault of ours: it was written down."}}, 500)
    return page(request, "site/fault.html.j2", status=500)


def _status_of(error: WellsourcedError) -> int:
    if isinstance(error, NotAllowed):
        return 401 if error.sign_in else 403
    if isinstance(error, TooMany):
        return 429
    if isinstance(error, Transient):
        return 503
    if isinstance(error, InputError):
        return 422
    if isinstance(error, MissingExtra):
        return 501
    return 500 if isinstance(error, Config) else 409
