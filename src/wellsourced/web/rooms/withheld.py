"""The address of a withheld page: that it is, when, why and by which rule; nothing of what it said."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from wellsourced.render.words import utc_stamp
from wellsourced.text.private import masked
from wellsourced.web.catalogue import Withheld
from wellsourced.web.lookup import RULES, PageWithheld
from wellsourced.web.replies import page, told, wants_json
from wellsourced.web.site import site_of
from wellsourced.web.visitors import May

__all__ = ["GONE", "told_of", "withheld_json"]

GONE = 410


def told_of(request: Request, error: Exception) -> Response:
    """What may be told of the page whose address was asked for, in whatever form."""
    assert isinstance(error, PageWithheld)
    one = error.withheld
    if wants_json(request):
        return told(withheld_json(one), GONE)
    visitor = site_of(request).gate.visitor(request)
    values = {
        "withheld": one,
        "title": _title(one),
        "why": masked(one.withholding.why),
        "rule": RULES[one.withholding.rule],
        "editor": May.EDIT in visitor.may,
        "visitor": visitor,
    }
    return page(request, "site/withheld.html.j2", values, GONE)


def _title(one: Withheld) -> str:
    return masked(one.page.title) if one.withholding.titled else ""


def withheld_json(one: Withheld) -> dict[str, object]:
    """What may be told of it to a program."""
    how = one.withholding
    editions = [
        {"id": each.id, "number": each.number, "published_at": utc_stamp(each.published_at)}
        for each in one.editions
    ]
    said = {"at": utc_stamp(how.withheld_at), "rule": how.rule.value, "why": masked(how.why)}
    return {"withheld": said, "page": one.page.id, "title": _title(one) or None, "editions": editions}
