"""The fixed page on method and limits, which also answers questions about the service itself."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter
from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.render.templating import asset
from wellsourced.web.halls import hall_of

__all__ = ["router"]

router = APIRouter()

PAGE = "method-and-limits.md"


@router.get("/method")
@router.get("/method.json")
def method(request: Request) -> Response:
    """How pages are made, what the words on them mean, and what they cannot do."""
    text = str(asset(PAGE))
    title, _, rest = text.removeprefix("# ").partition("\n")
    return hall_of(request).sent(
        "site/method.html.j2",
        lambda: {"title": title, "text": as_html(rest)},
        lambda: {"title": title, "markdown": text},
    )


@cache
def as_html(text: str) -> Markup:
    """Markdown of ours as HTML; HTML in it would be told as text."""
    # What it gives is safe: markup in the text is escaped, and links lead to the web or within.
    return Markup(MarkdownIt("commonmark", {"html": False}).render(text))
