"""Reads a PDF on standard input and writes its pages as JSON: run by `limited.py`, in its own process."""

from __future__ import annotations

import json
import sys

import pypdfium2  # type: ignore[import-untyped]


def read(body: bytes) -> dict[str, object]:
    """The pages' text and the title, or `error`: `encrypted` or `broken`."""
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        return {"error": "encrypted" if "password" in str(error).lower() else "broken"}
    try:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_range())
            text.close()
            page.close()
        return {"pages": pages, "title": document.get_metadata_value("Title")}
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return {"error": "broken"}
    finally:
        document.close()


if __name__ == "__main__":
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)
