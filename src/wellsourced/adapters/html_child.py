"""Reads a large web page on standard input and writes what it says as JSON: run by `limited.py`, apart.

Before the page comes a line of JSON with what is known of it.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # a script that runs apart finds no package by itself

from wellsourced.adapters.extract_html import read_page
from wellsourced.adapters.large_html import EXTRACTED
from wellsourced.errors import Permanent
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture


def read(known: dict[str, str], body: bytes) -> bytes:
    """What the page says, as JSON, or `error` with the whole message."""
    capture = Capture(
        source=Source(uri=known["uri"], title=known["title"], publisher="", kind=SourceKind.OTHER),
        body=body,
        media_type=known["media_type"],
        captured_at=datetime.fromisoformat(known["captured_at"]),
        address=known["address"],
    )
    try:
        return EXTRACTED.dump_json(read_page(capture, known["charset"]))
    except Permanent as error:
        return json.dumps({"error": str(error)}).encode()
    except MemoryError:
        return json.dumps({"error": "limits"}).encode()


if __name__ == "__main__":
    sys.stdout.buffer.write(read(json.loads(sys.stdin.buffer.readline()), sys.stdin.buffer.read()))
