"""Reads a PDF on standard input and writes its pages as JSON: run as a process of its own, with limits.

A parser of hostile files must not take the caller down: this process has a bound on memory and CPU,
no arguments and nothing to write to but standard output.
"""

from __future__ import annotations

import json
import resource
import sys

import pypdfium2  # type: ignore[import-untyped]

MEMORY = 2 * 1024**3
CPU_SECONDS = 60


def limit(kind: int, most: int) -> None:
    """Lower a limit of this process; a system that has no such limit goes on without."""
    try:
        resource.setrlimit(kind, (most, most))
    except (ValueError, OSError):
        return


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
    limit(resource.RLIMIT_AS, MEMORY)
    limit(resource.RLIMIT_CPU, CPU_SECONDS)
    limit(resource.RLIMIT_CORE, 0)
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)
