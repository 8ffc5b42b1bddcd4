"""Large web pages, each read by a process of its own, which has bounds on time and memory."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from wellsourced.adapters.in_child import Bounds, read_in_child
from wellsourced.ports import Capture, Extracted

__all__ = ["BOUNDS", "EXTRACTED", "read_apart"]

BOUNDS = Bounds(memory=460_000_000, seconds=30)
"""With what this process holds beside it, less than the 600 MB that all may take; and more than three times
the seconds that the slowest page read has taken."""

EXTRACTED = TypeAdapter(Extracted)

_WHY = {"limits": "took more time or memory than a web page may: add it in parts."}


def read_apart(capture: Capture, charset: str | None) -> Extracted:
    """As `extract_html`, by `html_child.py`: the first line it gets says what is known of the page."""
    known = {
        "uri": capture.source.uri,
        "title": capture.source.title,
        "address": capture.address,
        "media_type": capture.media_type,
        "captured_at": capture.captured_at.isoformat(),
        "charset": charset,
    }
    head = json.dumps(known).encode() + b"\n"
    found = read_in_child("html_child.py", head + capture.body, capture.source.title, _WHY, BOUNDS)
    return EXTRACTED.validate_python(found)
