"""Asked once more before something is public: a form that says again what was said, and that one is sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from wellsourced.web.replies import page, told, wants_json
from wellsourced.web.site import site_of

__all__ = ["Asking", "confirm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The question whether one is sure, what comes `then`, the button, and the words it is about."""

    question: str
    then: str
    button: str
    shown: Sequence[str] = ()


def confirm(request: Request, asking: Asking, said: Mapping[str, str | Sequence[str]]) -> Response:
    """Ask; the answer goes to the same address with `sure` set, and with what was `said` before."""
    if wants_json(request):
        return told({"confirm": asking.question, "then": asking.then, "send": "sure=true"}, 409)
    fields = [
        (name, one) for name, value in said.items() for one in ([value] if isinstance(value, str) else value)
    ]
    visitor = site_of(request).gate.visitor(request)
    values = {"asking": asking, "fields": fields, "action": request.url.path, "visitor": visitor}
    return page(request, "site/confirm.html.j2", values)
